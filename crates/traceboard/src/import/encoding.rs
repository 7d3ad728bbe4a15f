//! Reads bytes as text: what spreadsheets and older programs write, besides UTF-8.

use std::borrow::Cow;

use anyhow::Context;

/// What Windows-1252 has from 0x80 to 0x9f. Where it has nothing stands a zero.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// A table's text.
#[derive(Debug)]
pub(super) struct Text<'a> {
    pub(super) text: Cow<'a, str>,
    /// What is to be said of it.
    pub(super) note: Option<&'static str>,
    /// Whether bytes of it couldn't be read.
    pub(super) is_broken: bool,
}

/// A table that is UTF-8, or what spreadsheets call plain CSV, which is Windows-1252.
pub(super) fn of_table(bytes: &[u8]) -> Text<'_> {
    let text = String::from_utf8_lossy(bytes);
    // What was borrowed needed no replacement character.
    let Cow::Owned(lossy) = text else { return Text { text, note: None, is_broken: false } };
    // One broken letter among good ones doesn't make it another encoding. Macs, which ended lines with CR alone, had one of their own.
    let is_utf8 = lossy.chars().any(|char| !char.is_ascii() && char != char::REPLACEMENT_CHARACTER);
    let windows = if is_utf8 || !bytes.contains(&b'\n') { None } else { windows_1252(bytes) };
    match windows {
        Some(text) => {
            let note = "the table is read as Windows-1252, since it is not UTF-8; if letters come out wrong, save it as CSV UTF-8";
            Text { text: text.into(), note: Some(note), is_broken: false }
        }
        None => {
            let note = "the table has letters that are not UTF-8, and rows with such are refused: save it as CSV UTF-8";
            Text { text: lossy.into(), note: Some(note), is_broken: true }
        }
    }
}

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => Some(WINDOWS_1252[usize::from(byte - 0x80)]).filter(|char| *char != '\0'),
        // The rest are the first letters of Unicode.
        _ => Some(char::from(*byte)),
    };
    bytes.iter().map(letter).collect()
}

/// Whether it begins as UTF-16. Without a byte order mark: if it begins in ASCII, every other byte is zero.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    utf16(bytes).is_some()
}

/// How two bytes of UTF-16 are read, and its bytes after the byte order mark.
type Utf16<'a> = (fn([u8; 2]) -> u16, &'a [u8]);

fn utf16(bytes: &[u8]) -> Option<Utf16<'_>> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Some((u16::from_le_bytes, rest)),
        [0xfe, 0xff, rest @ ..] => Some((u16::from_be_bytes, rest)),
        [first, 0, second, 0, ..] if *first > 0 && *second > 0 => Some((u16::from_le_bytes, bytes)),
        [0, first, 0, second, ..] if *first > 0 && *second > 0 => Some((u16::from_be_bytes, bytes)),
        _ => None,
    }
}

/// Converts UTF-16 (a spreadsheet's "Unicode text") to UTF-8. None if it isn't UTF-16.
pub(super) fn from_utf16(bytes: &[u8]) -> anyhow::Result<Option<Vec<u8>>> {
    let Some((unit, rest)) = utf16(bytes) else { return Ok(None) };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    // An odd last byte is ignored: then the last line is reported as cut off.
    Ok(Some(text.context("cannot read the file: it begins as UTF-16, and goes on as something else")?.into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheets_plain_csv_is_windows_1252() {
        let read = of_table(b"text\ngr\xfcn \x80 5 \x96 \x93ja\x94\n");
        assert_eq!((&*read.text, read.is_broken), ("text\ngrün € 5 – “ja”\n", false));
        assert!(read.note.unwrap().contains("Windows-1252"));
        for broken in [&b"text\ngr\xc3\xbcn\n\xff\n"[..], b"text\n\x81\n", b"text\rgr\x9fn\r"] {
            let read = of_table(broken);
            assert!(read.is_broken && read.note.unwrap().contains("CSV UTF-8"), "{read:?}");
        }
        assert!(of_table("text\ngrün\n".as_bytes()).note.is_none());
    }
}
