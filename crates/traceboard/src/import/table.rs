//! Reads a table with a header, as a spreadsheet exports it.

use anyhow::Context;
use jiff::{Timestamp, civil, tz::TimeZone};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::lines::Numbered;

/// The columns that a table must have.
const REQUIRED: [&str; 3] = ["at", "member", "text"];
/// The columns that it may have. Several values of `builds_on` and `places` are separated by a space, a comma or a semicolon.
const OPTIONAL: [&str; 4] = ["id", "places", "builds_on", "open_end"];
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Whether a text looks like a table: its first line has a delimiter.
pub(super) fn looks_like_table(text: &str) -> bool {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    DELIMITERS.iter().any(|part| header.contains(char::from(*part)))
}

/// The rows of a table as JSON lines, each with its line number in the file.
pub(super) fn lines(text: &str) -> anyhow::Result<Vec<Numbered>> {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |part: &u8| header.bytes().filter(|byte| byte == part).count();
    let delimiter = DELIMITERS.into_iter().max_by_key(count).unwrap_or(b',');
    // Flexible, because spreadsheets leave out empty cells at the end of a row.
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let names: Vec<String> = reader
        .headers()
        .context("cannot read the header of the table")?
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect();
    let missing: Vec<_> = REQUIRED.into_iter().filter(|wanted| !names.iter().any(|name| name == wanted)).collect();
    anyhow::ensure!(
        missing.is_empty(),
        "the table has the columns {}, and lacks {}. A table needs a header with at (a time), member and text; it may have {}",
        names.join(", "),
        missing.join(", "),
        OPTIONAL.join(", ")
    );
    let mut rows = Vec::new();
    for row in reader.into_records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let number = error.position().map_or(0, csv::Position::line);
                rows.push((number, Err(format!("it is no row of the table: {error}"))));
                continue;
            }
        };
        let number = row.position().map_or(0, csv::Position::line);
        let cell = |of: &str| {
            let at = names.iter().position(|name| name == of);
            at.and_then(|at| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((number, line(cell)));
        }
    }
    Ok(rows)
}

fn line<'a>(cell: impl Fn(&str) -> Option<&'a str>) -> Result<String, String> {
    let (member, text) = (cell("member").unwrap_or_default(), cell("text").unwrap_or_default());
    let at = cell("at").ok_or("it has nothing in the column at")?;
    let at_ms = time(at).ok_or_else(|| {
        format!("its time {at:?} can't be read: write 2026-05-31, 2026-05-31 18:30, 2026-05-31T18:30:00Z, or milliseconds since 1970")
    })?;
    // Without an id, the id is a hash of the row, so that a repeated import of a changed table adds no trace twice.
    let id = cell("id").map_or_else(|| hash_id(at, member, text), str::to_owned);
    let several = |of: &str| -> Vec<&str> {
        let parts = |cell: &'a str| cell.split(|char: char| char.is_whitespace() || char == ',' || char == ';');
        cell(of).into_iter().flat_map(parts).filter(|part| !part.is_empty()).collect()
    };
    let mut line = json!({"id": id, "at": at_ms, "member": member, "text": text,
        "places": several("places"), "builds_on": several("builds_on")});
    if let Some(open_end) = cell("open_end") {
        line["open_end"] = Value::from(open_end);
    }
    Ok(line.to_string())
}

fn hash_id(at: &str, member: &str, text: &str) -> String {
    let digest = Sha256::digest(format!("{at}\n{member}\n{text}"));
    let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("row-{hex}")
}

/// Parses a time to Unix milliseconds. A time without a zone is in UTC.
fn time(text: &str) -> Option<i64> {
    if let Ok(ms) = text.parse() {
        return Some(ms);
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time.as_millisecond());
    }
    let local = text.parse::<civil::DateTime>().or_else(|_| text.parse::<civil::Date>().map(civil::DateTime::from));
    Some(local.ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tables_columns_are_found_by_its_header() {
        let table = "Text;Member;AT;id;builds_on\n\"dug; deep\";Moss;2026-05-31;a;\non;Bo;2026-05-31 18:30;b;a\n;;;;\n";
        let lines = lines(table).unwrap();
        let at = |at: usize| serde_json::from_str::<Value>(lines[at].1.as_ref().unwrap()).unwrap();
        assert_eq!(lines.len(), 2);
        let dug = json!({"id": "a", "at": 1_780_185_600_000_i64, "member": "Moss", "text": "dug; deep", "places": [], "builds_on": []});
        assert_eq!((lines[0].0, at(0)), (2, dug));
        assert_eq!(
            (lines[1].0, at(1)["at"].as_i64(), &at(1)["builds_on"]),
            (3, Some(1_780_252_200_000), &json!(["a"]))
        );
    }

    #[test]
    fn a_row_without_an_id_gets_a_hash_of_its_content() {
        let id = |row: &str| {
            let lines = lines(&format!("at,member,text\n{row}\n")).unwrap();
            serde_json::from_str::<Value>(lines[0].1.as_ref().unwrap()).unwrap()["id"].clone()
        };
        assert_eq!(id("1,Moss,dug"), id("1, Moss , dug"));
        assert_ne!(id("1,Moss,dug"), id("2,Moss,dug"));
    }

    #[test]
    fn a_missing_column_is_named_with_the_columns_that_are_expected() {
        let error = lines("Name,Message\nMoss,dug\n").unwrap_err().to_string();
        assert_eq!(
            error,
            "the table has the columns name, message, and lacks at, member, text. A table needs a header with at (a time), member and \
            text; it may have id, places, builds_on, open_end"
        );
        let row = lines("at,member,text\nlast Friday,Moss,dug\n,Moss,dug\n").unwrap();
        assert!(row[0].1.as_ref().unwrap_err().starts_with("its time \"last Friday\" can't be read"), "{row:?}");
        assert_eq!(row[1].1.as_ref().unwrap_err(), "it has nothing in the column at");
    }
}
