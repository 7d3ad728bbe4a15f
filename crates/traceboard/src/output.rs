//! What commands print for programs and people to read on.

use std::io::{self, Write};

use serde::Serialize;

/// Prints one line to stdout at once, so that a reader of the pipe has it now.
pub(crate) fn line(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}

/// Prints one line of JSON.
pub(crate) fn json<T: Serialize>(value: &T) -> anyhow::Result<()> {
    Ok(line(&serde_json::to_string(value)?)?)
}

/// Words of others as a terminal can show them: no control character reaches it, and line breaks become spaces.
pub(crate) fn one_line(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
