//! What can go wrong, by what the caller can do.

use traceboard_position::Position;

use crate::LogName;

/// An operation of a store failed.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The caller asked for something outside the bounds; asking again won't help.
    #[error("cannot {operation} {log}: {reason}")]
    Misuse {
        /// The operation.
        operation: &'static str,
        /// Its log.
        log: LogName,
        /// What is wrong with it.
        reason: String,
    },
    /// The store can't be reached just now. Whether an append happened is unknown: send it again under the same id.
    #[error("cannot {operation} {log}: the store is unavailable")]
    Unavailable {
        /// The operation.
        operation: &'static str,
        /// Its log, or `store`.
        log: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The store answers, and refuses to write for now (its disk or memory is full, it may not write, it is still loading).
    /// Nothing was appended; the same may succeed once its operator has mended that.
    #[error("cannot {operation} {log}: the store refuses to write: {reason}")]
    Refuses {
        /// The operation.
        operation: &'static str,
        /// Its log, or `store`.
        log: String,
        /// What the store says.
        reason: String,
    },
    /// A later version of this program has written to the log, in a format that this one doesn't know. Nothing was appended.
    #[error("cannot {operation} {log}: it holds format {found}, this version writes format {own}")]
    Newer {
        /// The operation.
        operation: &'static str,
        /// Its log.
        log: String,
        /// The highest format in the log.
        found: u16,
        /// The format of the entry.
        own: u16,
    },
    /// The log held entries, and holds none any more: the store was emptied, or another one answers in its place. Nothing was appended.
    /// The error ends when the history is back. To begin a new one, the operator has to restart the server.
    #[error("cannot {operation} {log}: its history is gone from the store")]
    Gone {
        /// The operation.
        operation: &'static str,
        /// Its log.
        log: String,
    },
    /// Stored data cannot be read.
    #[error("cannot {operation} {log}: stored data is damaged: {reason}")]
    Damaged {
        /// The operation.
        operation: &'static str,
        /// Its log.
        log: String,
        /// What was found.
        reason: String,
    },
    /// Another process holds the folder of the embedded log.
    #[error("cannot open the log in {folder}: another traceboard is using it")]
    Locked {
        /// Which folder.
        folder: String,
    },
    /// The folder holds a log of an older version, in another kind of file.
    #[error(
        "cannot open the log in {folder}: its {file} is of a former version: export its circles with that version, and \
         import them into a new folder"
    )]
    Former {
        /// Which folder.
        folder: String,
        /// The file that shows it.
        file: &'static str,
    },
    /// The store is closed.
    #[error("cannot {operation}: the log is closed")]
    Closed {
        /// The operation.
        operation: &'static str,
    },
}

/// The operation of [`Log::require_empty`](crate::Log::require_empty), and its refusal.
pub(crate) const BEGIN_ANEW: &str = "begin anew in";

pub(crate) fn not_empty(log: impl std::fmt::Display) -> LogError {
    let reason = format!("other logs are there, such as {log}");
    LogError::Damaged { operation: BEGIN_ANEW, log: "store".to_owned(), reason }
}

/// A range of a log could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No history of this log goes on from that position: it is ahead of the head, past the end of its term, of another
    /// log, or of a log that was deleted. The reader needs a snapshot.
    #[error("cannot resume {log} after {after}: no history goes on from there")]
    NotResumable {
        /// Which log.
        log: LogName,
        /// From where.
        after: Position,
    },
    /// The store failed.
    #[error(transparent)]
    Log(#[from] LogError),
}
