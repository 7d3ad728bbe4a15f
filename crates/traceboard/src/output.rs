//! Printing to stdout.

use std::{
    future,
    io::{self, Write},
};

use anyhow::Context;
use serde::Serialize;
use tokio::{io::Interest, net::unix::pipe};

/// The reader of stdout has closed the pipe, which is no failure. A type of its own, so that a broken network connection is not
/// mistaken for it.
#[derive(Debug, thiserror::Error)]
#[error("the reader of the output closed it")]
pub(crate) struct ReaderGone;

/// Prints bytes to stdout and flushes it, so that a reader of the pipe has them now.
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

/// Prints one line to stdout and flushes it.
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

/// Resolves once the reader of stdout has closed it, even if nothing is being written. Never resolves where stdout is no pipe, or
/// where the system doesn't report it.
pub(crate) async fn reader_gone() {
    // A second handle of the pipe can be watched without making stdout itself non-blocking.
    match pipe::OpenOptions::new().open_sender("/proc/self/fd/1") {
        // Ready or failed, the pipe can't be written any more.
        Ok(out) => drop(out.ready(Interest::ERROR).await),
        Err(_) => future::pending().await,
    }
}

/// Text of other people, made safe for a terminal: without control characters, and with spaces for line breaks.
pub(crate) fn one_line(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
