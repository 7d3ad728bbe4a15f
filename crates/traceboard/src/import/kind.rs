//! Tells what kind of file was given, where it is none that can be imported as it is.

use super::{encoding, table};

/// How far into a file is looked for what it is.
const LOOKED_AT: usize = 8 * 1024;
/// How far from the end of an archive the names of its files are looked for.
const NAMES_IN_LAST: usize = 64 * 1024;

const SPREADSHEET: &str = "the file is a spreadsheet: save it as CSV UTF-8, and import that";
const COMPRESSED: &str = "the file is compressed: unpack it, and import what is in it";

/// What files of other kinds begin with.
const BEGINNINGS: [(&[u8], &str); 8] = [
    (b"\x1f\x8b", COMPRESSED),
    (b"\x28\xb5\x2f\xfd", COMPRESSED),
    (b"\xfd7zXZ", COMPRESSED),
    (b"7z\xbc\xaf\x27\x1c", COMPRESSED),
    (b"BZh", COMPRESSED),
    (b"\xd0\xcf\x11\xe0", SPREADSHEET),
    (b"%PDF-", "the file is a PDF, which can't be imported: save its table as CSV UTF-8, and import that"),
    (b"SQLite format 3\0", "the file is a database: write its rows as JSON lines or as CSV UTF-8, and import that"),
];

/// What a file is that is no text, and what to do. None for text.
pub(super) fn no_text(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(archive(bytes));
    }
    if let Some((_, what)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Some(what);
    }
    let is_json = matches!(bytes.iter().find(|byte| !byte.is_ascii_whitespace()), Some(b'{' | b'['));
    let has_zero = bytes[..bytes.len().min(LOOKED_AT)].contains(&0);
    (has_zero && !is_json && !encoding::is_utf16(bytes))
        .then_some("the file is no text: what can be imported are JSON lines, and tables as CSV UTF-8")
}

fn archive(bytes: &[u8]) -> &'static str {
    let (first, last) = (&bytes[..bytes.len().min(LOOKED_AT)], &bytes[bytes.len().saturating_sub(NAMES_IN_LAST)..]);
    let has = |name: &[u8]| [first, last].iter().any(|part| part.windows(name.len()).any(|at| at == name));
    if has(b"board.jsonl") {
        "the file is the archive of a board: unpack it, and import its board.jsonl, with --photos and its folder of photos"
    } else if has(b"xl/workbook") || has(b"opendocument.spreadsheet") {
        SPREADSHEET
    } else {
        "the file is an archive: unpack it, and import what is in it"
    }
}

/// Why a text without JSON lines that is no table either can't be imported.
pub(super) fn neither(text: &str) -> String {
    if table::has_other_separator(text) {
        return "the table's columns are separated by something else than a comma, a semicolon or a tab: write it with one of them, \
                or name the separator in a line before the header, like sep=|"
            .to_owned();
    }
    "the file has no JSON lines, which begin with {, and no table with a header: at (a time), member and text"
        .to_owned()
}

/// Why a file can't be imported with `--live`, by its first line. None if it can.
pub(super) fn not_live(first: &[u8]) -> Option<String> {
    if let Some(why) = no_text(first) {
        return Some(why.to_owned());
    }
    let text = String::from_utf8_lossy(first);
    let text = text.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    let what = if encoding::is_utf16(first) {
        "UTF-16"
    } else if text.starts_with('[') {
        "a JSON array"
    } else if text.starts_with('{') {
        // An object ends, and the next one begins.
        let mut ends = text.split("}\r").skip(1);
        ends.any(|rest| rest.trim_start().starts_with('{')).then_some("one whose lines end with CR alone")?
    } else if table::has_header(text) {
        "a table"
    } else {
        return None;
    };
    Some(format!("--live takes JSON lines in UTF-8 alone, as they come, and this is {what}: import it without --live"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_told_once_with_what_to_do() {
        let zip = |name: &str| [b"PK\x03\x04\x14\0\0\0".as_slice(), name.as_bytes(), b"\0"].concat();
        for (bytes, said) in [
            (zip("board.md, board.jsonl"), "its board.jsonl"),
            (zip("[Content_Types].xml xl/workbook.xml"), "save it as CSV UTF-8"),
            (zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "save it as CSV UTF-8"),
            (zip("board/a.txt"), "an archive: unpack it"),
            (b"\x1f\x8b\x08\0\0\0".to_vec(), "compressed: unpack it"),
            (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "is no text"),
        ] {
            assert!(no_text(&bytes).unwrap().contains(said), "{said}");
            assert!(not_live(&bytes).unwrap().contains(said), "{said}");
        }
        for text in ["", "{\"a\":1}", "at,member,text\n", "{\"a\":\"\0\"}"] {
            assert_eq!(no_text(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(no_text(b"a\0t\0,\0"), None, "UTF-16");
    }

    #[test]
    fn what_arrives_live_are_json_lines() {
        for (first, said) in [
            (&b"\xff\xfea\0t\0"[..], "this is UTF-16"),
            (b" [{\"id\":\"a\"},\n", "this is a JSON array"),
            (b"{\"id\":\"a\"}\r{\"id\":\"b\"}\r", "end with CR alone"),
            (b"\xef\xbb\xbfid;AT;member;text\n", "this is a table"),
            (b"sep=;\r\n", "this is a table"),
        ] {
            assert!(not_live(first).unwrap().contains(said), "{said}");
        }
        for first in [&b"{\"id\":\"a\", \"text\":\"}\"}\r\n"[..], b"begun at 7, as ever\n", b"\n"] {
            assert_eq!(not_live(first), None);
        }
    }
}
