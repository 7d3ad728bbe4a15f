//! Reads a table with a header, as a spreadsheet exports it.

use anyhow::Context;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    lines::{Contents, Line, Unsendable},
    names::Names,
    when,
};

/// The columns that a table must have.
const REQUIRED: [&str; 3] = ["at", "member", "text"];
/// The columns that it may have. Several values of `builds_on` and `places` are separated by a space, a comma or a semicolon.
const OPTIONAL: [&str; 4] = ["id", "places", "builds_on", "open_end"];
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Whether a text looks like a table: its first line has a delimiter, or names one.
pub(super) fn looks_like_table(text: &str) -> bool {
    let (_, header) = first_line(text);
    named_delimiter(header).is_some() || DELIMITERS.iter().any(|part| header.contains(char::from(*part)))
}

/// Whether a text is a table by the names in its first line.
pub(super) fn has_header(text: &str) -> bool {
    let (_, header) = first_line(text);
    let header = header.to_lowercase();
    let names: Vec<_> = header.split(|char: char| !char.is_alphanumeric() && char != '_').collect();
    named_delimiter(&header).is_some() || REQUIRED.iter().all(|wanted| names.contains(wanted))
}

/// Whether a text is a table by its names, with columns that are separated by something else.
pub(super) fn has_other_separator(text: &str) -> bool {
    has_header(text) && !looks_like_table(text)
}

/// The first line that isn't blank, and where it begins. Old Mac programs end lines with a carriage return alone.
fn first_line(text: &str) -> (usize, &str) {
    let begun = text.trim_start_matches(['\r', '\n', ' ', '\u{feff}']);
    (text.len() - begun.len(), begun.split(['\r', '\n']).next().unwrap_or_default())
}

/// The delimiter that a spreadsheet names in a line of its own before the header, `sep=;`.
fn named_delimiter(line: &str) -> Option<u8> {
    let named = line.trim_matches(['"', ' ', '\u{feff}']);
    match named.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', part] if part.is_ascii() && !part.is_ascii_alphanumeric() => {
            Some(*part)
        }
        _ => None,
    }
}

/// Where the header of a table begins, and what delimits its columns.
fn begin(text: &str) -> (usize, u8) {
    let (at, header) = first_line(text);
    if let Some(delimiter) = named_delimiter(header) {
        return (at + header.len(), delimiter);
    }
    let count = |part: &u8| header.bytes().filter(|byte| byte == part).count();
    (at, DELIMITERS.into_iter().max_by_key(count).unwrap_or(b','))
}

/// The rows of a table as JSON lines, each with its line number in the file. Of a broken text, the rows that are whole.
pub(super) fn lines(text: &str, is_broken: bool) -> anyhow::Result<Contents> {
    let (begin, delimiter) = begin(text);
    // Flexible, because spreadsheets leave out empty cells at the end of a row.
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(&text.as_bytes()[begin..]);
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
    // What stands beyond the columns that have a name would be lost.
    let width = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
    let mut numbers = Numbers::of(text);
    let mut rows = Vec::new();
    for row in reader.into_records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let number = numbers.at(begin + at(error.position()));
                let why = format!("it is no row of the table: {error}");
                rows.push((number, Err(Unsendable::new(why, Names::default()))));
                continue;
            }
        };
        let from = begin + at(row.position());
        let number = numbers.at(from);
        let cell = |of: &str| {
            let at = names.iter().position(|name| name == of);
            at.and_then(|at| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let own = Names::of_trace(cell("id"), several(cell("builds_on")));
        let cells = (0..row.len()).rfind(|at| !row[*at].trim().is_empty()).map_or(0, |last| last + 1);
        if is_unended(text.get(from..).unwrap_or_default(), &row) {
            let why = "a quotation mark in it has no other that ends it, so all that follows is taken for its words";
            rows.push((number, Err(Unsendable::new(why, own))));
        } else if cells > width {
            let part = called(delimiter);
            let why = format!("it has {cells} cells, the header {width}: put quotation marks around words with {part}");
            rows.push((number, Err(Unsendable::new(why, own))));
        } else if is_broken && row.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER)) {
            rows.push((number, Err(Unsendable::new("it has letters that are not UTF-8", own))));
        } else if cells > 0 {
            rows.push((number, line(cell).map_err(|why| Unsendable::new(why, own))));
        }
    }
    let known =
        |name: &String| name.is_empty() || REQUIRED.contains(&name.as_str()) || OPTIONAL.contains(&name.as_str());
    let is_twice = |wanted: &&str| names.iter().filter(|name| name == wanted).count() > 1;
    let twice = REQUIRED.iter().chain(&OPTIONAL).copied().filter(is_twice);
    let notes =
        twice.map(|name| format!("the column {name} is there more than once: the first one is taken")).collect();
    Ok(Contents { lines: rows, passed_over: names.into_iter().filter(|name| !known(name)).collect(), notes })
}

fn at(position: Option<&csv::Position>) -> usize {
    position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default()
}

fn called(delimiter: u8) -> String {
    match delimiter {
        b',' => "a comma".to_owned(),
        b';' => "a semicolon".to_owned(),
        b'\t' => "a tab".to_owned(),
        other => format!("a {}", char::from(other)),
    }
}

/// The numbers of a text's lines, as an editor shows them.
struct Numbers<'a> {
    text: &'a [u8],
    /// What ends its lines.
    end: u8,
    /// How far they are counted.
    counted: usize,
    number: u64,
}

impl<'a> Numbers<'a> {
    fn of(text: &'a str) -> Self {
        let end = if text.contains('\n') { b'\n' } else { b'\r' };
        Self { text: text.as_bytes(), end, counted: 0, number: 1 }
    }

    /// The number of the line in which the row begins that is read from a place on. The places come in order.
    fn at(&mut self, place: usize) -> u64 {
        let rest = self.text.get(place..).unwrap_or_default();
        // What ended the row before it, and blank lines.
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let between = self.text.get(self.counted..place + blank).unwrap_or_default();
        self.number += between.iter().filter(|byte| **byte == self.end).count() as u64;
        self.counted = place + blank;
        self.number
    }
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

fn line<'a>(cell: impl Fn(&str) -> Option<&'a str>) -> Result<Line, String> {
    let (member, text) = (cell("member").unwrap_or_default(), cell("text").unwrap_or_default());
    let at = cell("at").ok_or("it has nothing in the column at")?;
    let time = when::of_cell(at)?;
    // Without an id, the id is a hash of the row, so that a repeated import of a changed table adds no trace twice.
    let id = cell("id").map_or_else(|| hash_id(at, member, text), str::to_owned);
    let mut line = json!({"id": id, "at": time.ms, "member": member, "text": text,
        "places": several(cell("places")), "builds_on": several(cell("builds_on"))});
    if let Some(open_end) = cell("open_end") {
        line["open_end"] = Value::from(open_end);
    }
    Ok(Line { text: line.to_string(), guess: time.guess })
}

fn hash_id(at: &str, member: &str, text: &str) -> String {
    let digest = Sha256::digest(format!("{at}\n{member}\n{text}"));
    let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("row-{hex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> anyhow::Result<Contents> {
        super::lines(text, false)
    }

    /// The numbers of a table's rows, and why those can't be sent that can't.
    fn told(text: &str) -> Vec<(u64, String)> {
        let lines = lines(text).unwrap().lines.into_iter();
        lines.map(|(number, line)| (number, line.err().map(|unsendable| unsendable.why).unwrap_or_default())).collect()
    }

    #[test]
    fn a_row_has_the_number_of_its_line_in_the_file() {
        let table =
            "at,member,text\n2026-05-31,Moss,dug\n\n\"2026-05-31\",Bo,\"deep\nand wide\"\n \n2026-05-31,Kea,sowed\n";
        let expected = [2, 4, 7].map(|number| (number, String::new()));
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(told(&table.replace('\n', end)), expected, "{end:?}");
            let after = expected.clone().map(|(number, why)| (number + 2, why));
            assert_eq!(told(&format!("{end}sep=,\n{table}").replace('\n', end)), after, "{end:?}");
        }
    }

    #[test]
    fn words_beyond_the_columns_are_not_cut_off() {
        let row = "2026-06-02,Mo,planted beans, peas and leeks";
        let why = |header: &str, cells: u8| {
            let why = format!("it has {cells} cells, the header 3: put quotation marks around words with a comma");
            assert_eq!(told(&format!("{header}\n{row}\n")), [(2, why)]);
        };
        why("at,member,text", 4);
        why("at,member,text,,", 4);
        assert_eq!(told("at,member,text\n2026-06-02,Mo,dug,, \n"), [(2, String::new())], "empty cells");
        assert!(told("sep=|\nat|member|text\n2026-06-02|Mo|a|b\n")[0].1.ends_with("words with a |"));
    }

    #[test]
    fn a_column_that_is_there_twice_is_told() {
        let twice = lines("at,member,text,Text,mood,mood\n2026-06-02,Mo,dug,sowed,,\n").unwrap();
        assert_eq!(twice.notes, ["the column text is there more than once: the first one is taken"]);
        assert!(twice.lines[0].1.as_ref().unwrap().text.contains("dug"));
    }

    #[test]
    fn rows_with_broken_letters_are_refused_and_the_others_taken() {
        let broken =
            super::lines("at,member,text\n2026-06-02,Mo,gr\u{fffd}n\n2026-06-02,Mo,dug\n", true).unwrap().lines;
        assert!(broken[0].1.is_err() && broken[1].1.is_ok(), "{broken:?}");
    }

    #[test]
    fn the_separator_that_a_spreadsheet_names_is_obeyed() {
        assert_eq!(told("sep=;\r\nat;member;text\r\n2026-06-02;Mo;beans, peas, leeks, kale\r\n"), [(3, String::new())]);
        assert!(looks_like_table("\"sep=|\"\nat|member|text\n") && has_other_separator("At|Member|Text\n"));
        assert!(!has_other_separator("at;member;text\n") && !has_header("begun at noon\n"));
    }

    #[test]
    fn a_tables_columns_are_found_by_its_header() {
        let table = "Text;Member;AT;id;builds_on\n\"dug; deep\";Moss;2026-05-31;a;\non;Bo;2026-05-31 18:30;b;a\n;;;;\n";
        let lines = lines(table).unwrap().lines;
        let at = |at: usize| serde_json::from_str::<Value>(&lines[at].1.as_ref().unwrap().text).unwrap();
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
            serde_json::from_str::<Value>(&lines[0].1.as_ref().unwrap().text).unwrap()["id"].clone()
        };
        assert_eq!(id("2026-05-31,Moss,dug"), id("2026-05-31, Moss , dug"));
        assert_ne!(id("2026-05-31,Moss,dug"), id("2026-06-01,Moss,dug"));
    }

    #[test]
    fn a_missing_column_is_named_with_the_columns_that_are_expected() {
        let error = lines("Name,Message\nMoss,dug\n").unwrap_err().to_string();
        assert_eq!(
            error,
            "the table has the columns name, message, and lacks at, member, text. A table needs a header with at (a time), member and \
            text; it may have id, places, builds_on, open_end"
        );
        let Contents { lines, passed_over, .. } =
            lines("at,member,text,mood\nlast Friday,Moss,dug,good\n,Moss,dug,\n").unwrap();
        let why = |row: usize| lines[row].1.as_ref().unwrap_err().why.as_str();
        assert!(why(0).starts_with("its time \"last Friday\" can't be read"), "{lines:?}");
        assert_eq!((why(1), passed_over), ("it has nothing in the column at", vec!["mood".to_owned()]));
    }

    #[test]
    fn a_quotation_mark_without_an_end_is_told_and_swallows_nothing() {
        let open = lines("at,member,text\n20260531,Moss,\"dug\n20260531,Bo,sowed\n").unwrap().lines;
        assert!(open.len() == 1 && open[0].1.as_ref().unwrap_err().why.contains("quotation mark"), "{open:?}");
        let inches = lines("at,member,text\n20260531,Moss,\"dug\ndeep\"\n20260531,Bo,a 6\" pipe\n").unwrap().lines;
        assert!(inches.len() == 2 && inches.iter().all(|(_, line)| line.is_ok()), "{inches:?}");
    }
}
