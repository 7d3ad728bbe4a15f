//! Reads a table with a header, as a spreadsheet exports it.

use anyhow::Context;
use jiff::{Timestamp, civil, tz::TimeZone};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    lines::{Contents, Unsendable},
    names::Names,
};

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
pub(super) fn lines(text: &str) -> anyhow::Result<Contents> {
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
                let why = format!("it is no row of the table: {error}");
                rows.push((number, Err(Unsendable::new(why, Names::default()))));
                continue;
            }
        };
        let number = row.position().map_or(0, csv::Position::line);
        let cell = |of: &str| {
            let at = names.iter().position(|name| name == of);
            at.and_then(|at| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let from = row.position().map_or(0, csv::Position::byte);
        let names = Names::of_trace(cell("id"), several(cell("builds_on")));
        if is_unended(text.get(usize::try_from(from)?..).unwrap_or_default(), &row) {
            let why = "a quotation mark in it has no other that ends it, so all that follows is taken for its words";
            rows.push((number, Err(Unsendable::new(why, names))));
        } else if row.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((number, line(cell).map_err(|why| Unsendable::new(why, names))));
        }
    }
    let known =
        |name: &String| name.is_empty() || REQUIRED.contains(&name.as_str()) || OPTIONAL.contains(&name.as_str());
    Ok(Contents { lines: rows, passed_over: names.into_iter().filter(|name| !known(name)).collect() })
}

/// Whether a row goes on over further lines to the end of the file, `rest`, for want of a quotation mark.
fn is_unended(rest: &str, row: &csv::StringRecord) -> bool {
    let marks = rest.bytes().filter(|byte| *byte == b'"').count();
    let last = row.iter().next_back().unwrap_or_default();
    last.contains('\n') && marks % 2 == 1 && rest.trim_end().ends_with(last.trim_end())
}

/// The parts of a cell that names several.
fn several(cell: Option<&str>) -> Vec<String> {
    let parts = |cell: &str| -> Vec<String> {
        let parts = cell.split(|char: char| char.is_whitespace() || char == ',' || char == ';');
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    cell.map(parts).unwrap_or_default()
}

fn line<'a>(cell: impl Fn(&str) -> Option<&'a str>) -> Result<String, String> {
    let (member, text) = (cell("member").unwrap_or_default(), cell("text").unwrap_or_default());
    let at = cell("at").ok_or("it has nothing in the column at")?;
    let at_ms = time(at).ok_or_else(|| {
        format!("its time {at:?} can't be read: write 2026-05-31, 2026-05-31 18:30, 2026-05-31T18:30:00Z, or milliseconds since 1970")
    })?;
    // Without an id, the id is a hash of the row, so that a repeated import of a changed table adds no trace twice.
    let id = cell("id").map_or_else(|| hash_id(at, member, text), str::to_owned);
    let mut line = json!({"id": id, "at": at_ms, "member": member, "text": text,
        "places": several(cell("places")), "builds_on": several(cell("builds_on"))});
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
        let lines = lines(table).unwrap().lines;
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
            let lines = lines(&format!("at,member,text\n{row}\n")).unwrap().lines;
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
        let Contents { lines, passed_over } =
            lines("at,member,text,mood\nlast Friday,Moss,dug,good\n,Moss,dug,\n").unwrap();
        let why = |row: usize| lines[row].1.as_ref().unwrap_err().why.as_str();
        assert!(why(0).starts_with("its time \"last Friday\" can't be read"), "{lines:?}");
        assert_eq!((why(1), passed_over), ("it has nothing in the column at", vec!["mood".to_owned()]));
    }

    #[test]
    fn a_quotation_mark_without_an_end_is_told_and_swallows_nothing() {
        let open = lines("at,member,text\n1,Moss,\"dug\n2,Bo,sowed\n").unwrap().lines;
        assert!(open.len() == 1 && open[0].1.as_ref().unwrap_err().why.contains("quotation mark"), "{open:?}");
        let inches = lines("at,member,text\n1,Moss,\"dug\ndeep\"\n2,Bo,a 6\" pipe\n").unwrap().lines;
        assert!(inches.len() == 2 && inches.iter().all(|(_, line)| line.is_ok()), "{inches:?}");
    }
}
