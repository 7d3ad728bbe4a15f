//! What commands print for programs and people to read on.

use std::{
    future,
    io::{self, Write},
};

use anyhow::Context;
use serde::Serialize;
use tokio::{io::Interest, net::unix::pipe};

/// Whoever read the output has closed it: they have what they wanted. An error of its own, so that a connection that broke
/// is never taken for it.
#[derive(Debug, thiserror::Error)]
#[error("the reader of the output closed it")]
pub(crate) struct ReaderGone;

/// Prints bytes to stdout at once, so that a reader of the pipe has them now.
///
/// # Errors
/// [`ReaderGone`], or that of the write.
pub(crate) fn bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(ReaderGone.into()),
        written => written.context("cannot write to stdout"),
    }
}

/// Prints one line to stdout at once.
///
/// # Errors
/// As [`bytes`].
pub(crate) fn line(text: &str) -> anyhow::Result<()> {
    bytes(format!("{text}\n").as_bytes())
}

/// Prints one line of JSON.
///
/// # Errors
/// As [`bytes`].
pub(crate) fn json<T: Serialize>(value: &T) -> anyhow::Result<()> {
    line(&serde_json::to_string(value)?)
}

/// Done once the reader of stdout has closed it, also where nothing is being written; never where stdout is no pipe, or the
/// system doesn't say.
pub(crate) async fn reader_gone() {
    // Opened anew, the pipe can be watched without making stdout itself non-blocking.
    match pipe::OpenOptions::new().open_sender("/proc/self/fd/1") {
        // Either way the pipe can't be written any more.
        Ok(out) => drop(out.ready(Interest::ERROR).await),
        Err(_) => future::pending().await,
    }
}

/// Words of others as a terminal can show them: no control character reaches it, and line breaks become spaces.
pub(crate) fn one_line(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
