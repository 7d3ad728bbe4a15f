//! Reads a file (JSON lines, a JSON array, a table; UTF-8 or UTF-16; any line ends) as JSON lines.

use std::{
    borrow::Cow,
    io::{BufRead, Read},
};

use anyhow::Context;
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use traceboard_protocol::Limits;

use super::{
    encoding, kind,
    names::{self, Names},
    table,
    when::Guess,
};

/// The longest line in bytes, a little below what a request may hold.
pub(super) const LINE_BYTES_MAX: usize = Limits::BODY_BYTES_MAX - 1024;
/// The largest file that can be sorted, which needs all of it in memory: three million traces.
const FILE_BYTES_MAX: u64 = 1 << 30;
/// How many lines are read ahead with `--live`.
const AHEAD: usize = Limits::IMPORT_LINES_MAX;

/// A line's number in the file, and what is sent of it or why it can't be.
pub(super) type Numbered = (u64, Result<Line, Unsendable>);

/// A line as it is sent.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// What its time was taken for, where that isn't how it is written.
    pub(super) guess: Option<Guess>,
}

/// A line that can't be sent. Its names are those that can be parsed: its children then get its parents.
#[derive(Debug)]
pub(super) struct Unsendable {
    pub(super) why: String,
    pub(super) names: Box<Names>,
}

impl Unsendable {
    pub(super) fn new(why: impl Into<String>, names: Names) -> Self {
        Self { why: why.into(), names: Box::new(names) }
    }
}

/// The contents of a file.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) lines: Vec<Numbered>,
    /// The columns of a table that are not imported.
    pub(super) passed_over: Vec<String>,
    /// What else is to be said of the file.
    pub(super) notes: Vec<String>,
}

impl From<Vec<Numbered>> for Contents {
    fn from(lines: Vec<Numbered>) -> Self {
        Self { lines, ..Self::default() }
    }
}
/// An open file or stdin.
pub(super) type Source = Box<dyn BufRead + Send>;

/// Opens a file, or stdin for `-`. Returns its size in bytes, too, where it is known.
pub(super) fn open(file: &str) -> anyhow::Result<(Source, Option<u64>)> {
    if file == "-" {
        return Ok((Box::new(std::io::BufReader::new(std::io::stdin())), None));
    }
    let opened = std::fs::File::open(file).with_context(|| format!("cannot read {file}"))?;
    let bytes = opened.metadata().ok().map(|about| about.len());
    Ok((Box::new(std::io::BufReader::new(opened)), bytes))
}

/// All lines of a source, read on a thread of its own: reading stdin may block for ever, and a runtime's thread would then keep
/// the process from ending.
pub(super) async fn all(source: Source) -> anyhow::Result<Contents> {
    let (sender, lines) = oneshot::channel();
    std::thread::spawn(move || {
        // The receiver is gone if the import was stopped.
        let _ = sender.send(read_all(source));
    });
    lines.await.context("cannot read the file")?
}

fn read_all(source: Source) -> anyhow::Result<Contents> {
    let mut bytes = Vec::new();
    source.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).context("cannot read the file")?;
    anyhow::ensure!(bytes.len() as u64 <= FILE_BYTES_MAX, "the file is larger than 1 GiB: import it in parts");
    parse(&bytes)
}

/// The lines of a whole file: JSON lines, one JSON array, or a table with a header.
fn parse(bytes: &[u8]) -> anyhow::Result<Contents> {
    if let Some(why) = kind::no_text(bytes) {
        anyhow::bail!(why);
    }
    let utf8 = encoding::from_utf16(bytes)?;
    let bytes = utf8.as_deref().unwrap_or(bytes);
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None | Some(b'{') => Ok(split(bytes).into()),
        Some(b'[') => Ok(array(bytes)?.into()),
        Some(_) => table_or_lines(bytes),
    }
}

fn table_or_lines(bytes: &[u8]) -> anyhow::Result<Contents> {
    let encoding::Text { text, note, is_broken } = encoding::of_table(bytes);
    if table::looks_like_table(&text) {
        let mut contents = table::lines(&text, is_broken)?;
        contents.notes.extend(note.map(str::to_owned));
        return Ok(contents);
    }
    // What a program said before its lines is refused as one.
    let has_objects = text.split(['\n', '\r']).any(|line| line.trim_start().starts_with('{'));
    anyhow::ensure!(has_objects, kind::neither(&text));
    Ok(split(bytes).into())
}

fn split(bytes: &[u8]) -> Vec<Numbered> {
    // Old Mac programs end lines with a carriage return alone.
    let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    let numbered = (1..).zip(bytes.split(|byte| *byte == end));
    numbered.filter_map(|(number, line)| Some((number, line_to_send(line)?))).collect()
}

/// A line as it is sent, or why it can't be. None for a blank line.
fn line_to_send(line: &[u8]) -> Option<Result<Line, Unsendable>> {
    let text = String::from_utf8_lossy(line);
    let trimmed = text.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
    let bad = |why: &str| Some(Err(Unsendable::new(why, Names::of(trimmed))));
    if line.len() > LINE_BYTES_MAX {
        return bad("it is longer than a request may be");
    }
    // What was borrowed needed no replacement character.
    if matches!(text, Cow::Owned(_)) {
        return bad("it is not UTF-8");
    }
    if trimmed.is_empty() {
        return None;
    }
    if trimmed.starts_with('{') && !trimmed.ends_with('}') {
        return bad("it is cut off: it begins with { and has no end");
    }
    Some(Ok(names::as_boards_read(trimmed, &Names::of(trimmed))))
}

fn array(bytes: &[u8]) -> anyhow::Result<Vec<Numbered>> {
    let values: Vec<Value> = serde_json::from_slice(bytes).context("cannot read the file as a JSON array")?;
    // None of them is blank.
    let line = |value: Value| line_to_send(value.to_string().as_bytes());
    Ok((1..).zip(values.into_iter().filter_map(line)).collect())
}

/// Reads lines one by one, as they arrive, on a thread of its own.
pub(super) fn stream(source: Source) -> mpsc::Receiver<anyhow::Result<Numbered>> {
    let (sender, lines) = mpsc::channel(AHEAD);
    std::thread::spawn(move || {
        let mut reading = Reading { source, number: 0, has_begun: false };
        while let Some(line) = reading.next().transpose() {
            let is_last = line.is_err();
            if sender.blocking_send(line).is_err() || is_last {
                return;
            }
        }
    });
    lines
}

struct Reading {
    source: Source,
    /// The number of the last line read, from 1.
    number: u64,
    /// Whether a line that isn't blank was read.
    has_begun: bool,
}

impl Reading {
    /// The next line that isn't blank.
    fn next(&mut self) -> anyhow::Result<Option<Numbered>> {
        loop {
            let mut line = Vec::new();
            // One byte more than is allowed: enough to refuse a line, however long it is.
            let bound = LINE_BYTES_MAX as u64 + 1;
            let read = self.source.by_ref().take(bound).read_until(b'\n', &mut line);
            let read = read.with_context(|| format!("cannot read line {}", self.number + 1))?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if line.len() as u64 == bound && !line.ends_with(b"\n") {
                self.source.skip_until(b'\n')?;
            }
            let to_send = line_to_send(&line);
            if to_send.is_some()
                && !std::mem::replace(&mut self.has_begun, true)
                && let Some(why) = kind::not_live(&line)
            {
                anyhow::bail!(why);
            }
            if let Some(line) = to_send {
                return Ok(Some((self.number, line)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<(u64, String)> {
        let lines = parse(bytes).unwrap().lines.into_iter();
        lines.map(|(number, line)| (number, line.map_or_else(|unsendable| unsendable.why, |line| line.text))).collect()
    }

    fn expected(lines: &[(u64, &str)]) -> Vec<(u64, String)> {
        lines.iter().map(|(number, line)| (*number, (*line).to_owned())).collect()
    }

    #[test]
    fn lines_are_read_with_any_line_end_and_encoding() {
        let two = expected(&[(1, "{\"a\":1}"), (3, "{\"é\":2}")]);
        let text = "{\"a\":1}\n\n{\"é\":2}";
        assert_eq!(texts(text.as_bytes()), two);
        for ends in ["\r\n", "\r", " \n"] {
            assert_eq!(texts(format!("\u{feff}{}{ends}", text.replace('\n', ends)).as_bytes()), two, "{ends:?}");
        }
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[&[0xff, 0xfe], &le[..]].concat(), [&[0xfe, 0xff], &be[..]].concat(), le, be] {
            assert_eq!(texts(&bytes), two);
        }
        assert_eq!(texts(b"[{\"a\":1},\n {\"b\":2}]"), expected(&[(1, "{\"a\":1}"), (2, "{\"b\":2}")]));
        assert_eq!(texts(b" \n\n"), []);
    }

    #[test]
    fn a_line_that_can_not_be_sent_has_its_number_and_the_reason() {
        assert_eq!(
            texts(b"{\"a\":1}\n\xff\xfe\n{\"id\":\"x\", \"te"),
            expected(&[
                (1, "{\"a\":1}"),
                (2, "it is not UTF-8"),
                (3, "it is cut off: it begins with { and has no end")
            ])
        );
        let long = [b"{\"a\":\"", vec![b'x'; LINE_BYTES_MAX].as_slice(), b"\"}\n{}"].concat();
        assert_eq!(texts(&long), expected(&[(1, "it is longer than a request may be"), (2, "{}")]));
    }

    #[test]
    fn a_time_is_sent_in_milliseconds_with_what_it_was_taken_for_and_times_that_a_board_wrote_are_as_they_are() {
        let at = |at: &str, more: &str| format!("{{\"at\":{at},\"id\":\"a\"{more},\"text\":\"dug\"}}");
        let read = |line: &str| match parse(line.as_bytes()).unwrap().lines.remove(0) {
            (1, Ok(Line { text, guess })) => (text, guess),
            other => panic!("{other:?}"),
        };
        assert_eq!(read(&at("1450321981", "")), (at("1450321981000", ""), Some(Guess::Seconds)));
        assert_eq!(read(&at("\"2015-12-17T03:13:01Z\"", "")), (at("1450321981000", ""), None));
        assert_eq!(read(&at("4", "")), (at("4", ""), Some(Guess::First)));
        for line in [at("4", ",\"member_id\":\"m\""), at("4", ",\"type\":\"member\""), at("\"soon\"", "")] {
            assert_eq!(read(&line), (line, None));
        }
    }

    #[test]
    fn a_file_without_lines_and_table_is_told_in_one_sentence() {
        let why = |bytes: &[u8]| parse(bytes).unwrap_err().to_string();
        assert!(why(b"PK\x03\x04 board.jsonl").contains("archive of a board"));
        assert!(why(b"at|member|text\n2026-05-31|Moss|dug\n").contains("a comma, a semicolon or a tab"));
        assert!(why(b"Dear all\n\nwe dug\n").contains("no JSON lines"));
        assert_eq!(texts(b"begun\n{\"a\":1}\n").len(), 2, "what a program says before its lines");
        let table = parse(b"at;member;text\r\n2026-05-31;Moss;gr\xfcn\r\n").unwrap();
        assert!(
            table.notes[0].contains("Windows-1252") && table.lines[0].1.as_ref().unwrap().text.contains("gr\u{fc}n")
        );
    }

    #[test]
    fn what_can_not_be_sent_is_known_by_its_name_where_it_can_be_read() {
        let long = format!(r#"{{"id":"a","builds_on":["b"],"text":"{}"}}"#, "x".repeat(LINE_BYTES_MAX));
        let escape = r#"{"id":"a","text":"C:\x","builds_on":["b"]"#;
        let cut = r#"{"id":"a","builds_on":["b"],"text":"dug and s"#;
        let latin = b"{\"id\":\"a\",\"builds_on\":[\"b\"],\"text\":\"k\xe4se\"}";
        let table = b"at,member,text,id,builds_on\nsoon,Moss,dug,a,b\n";
        for bytes in [long.as_bytes(), escape.as_bytes(), cut.as_bytes(), latin, table] {
            let lines = parse(bytes).unwrap().lines;
            let Err(unsendable) = &lines[0].1 else { panic!("{lines:?}") };
            assert_eq!((unsendable.names.trace(), &*unsendable.names.builds_on), (Some("a"), &["b".to_owned()][..]));
        }
    }
}
