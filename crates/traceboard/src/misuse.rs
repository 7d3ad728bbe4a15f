//! What was typed can't be asked for: told in words, with its own exit code.

/// A mistake in what was typed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Misuse(pub(crate) String);

impl Misuse {
    /// As an error of a command.
    pub(crate) fn err<T>(words: impl Into<String>) -> anyhow::Result<T> {
        Err(Self(words.into()).into())
    }
}
