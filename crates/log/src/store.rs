//! The trait that every store keeps.

use async_trait::async_trait;
use bytes::Bytes;
use traceboard_position::Position;

use uuid::Uuid;

use crate::{
    Entry, LogError, LogName, NewEntry, Outcome, Publication, Publishing, ReadError, Receiving, StoredBody, Touch,
    Unsettled,
};

/// A store of append-only logs. A log begins with its first entry.
///
/// Order: entries of one log have positions that rise, without gaps within a term. Atomicity: an entry, its body, its
/// id and its touches are stored in one commit. All calls are cancel safe, except that an append that was cancelled may
/// or may not have happened.
#[async_trait]
pub trait Log: Send + Sync + 'static {
    /// Appends entries in this order; each by itself, so that a conflict of one does not hold up the others. When it
    /// returns, they are as durable as [`Log::worth`] says. At most [`crate::APPEND_ENTRIES_MAX`].
    ///
    /// Appends that wait while one is under way go with the next, in one commit: a lone one is not delayed.
    ///
    /// # Errors
    /// [`LogError::Newer`] where an entry's format is below the highest that the log holds. [`LogError`]; entries before the
    /// failure may have been appended, so send all of them again.
    async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, LogError>;

    /// What an append of this entry would be answered where the log holds its id already: [`Outcome::Repeated`] or
    /// [`Outcome::Conflict`]; none where it doesn't. Appends nothing, so that whoever may not append an entry any more still learns
    /// that it stands.
    ///
    /// # Errors
    /// [`LogError`].
    async fn find(&self, log: &LogName, entry: &NewEntry) -> Result<Option<Outcome>, LogError>;

    /// The position of the last entry, read from the primary; none where the log is empty.
    ///
    /// # Errors
    /// [`LogError`].
    async fn head(&self, log: &LogName) -> Result<Option<Position>, LogError>;

    /// Reads entries after a position (from the first, where it is none), in order, at most
    /// [`crate::PAGE_ENTRIES_MAX`] and about [`crate::PAGE_BYTES_MAX`]. What is not as it was written is named in the page.
    ///
    /// # Errors
    /// [`ReadError::NotResumable`] where no history goes on from `after`; never a silent gap.
    async fn read(&self, log: &LogName, after: Option<Position>) -> Result<Page, ReadError>;

    /// The bodies of entries as they stand now, in the order of `ids`; [`StoredBody::None`] for an id that the log doesn't hold, and
    /// for one whose body can't be read any more, which the program's log names.
    /// At most [`crate::BODIES_MAX`].
    ///
    /// # Errors
    /// [`LogError`].
    async fn bodies(&self, log: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, LogError>;

    /// The highest format that was ever written to a log; 0 where it is empty.
    ///
    /// # Errors
    /// [`LogError`].
    async fn format(&self, log: &LogName) -> Result<u16, LogError>;

    /// The logs with an entry that left words to touch ([`NewEntry::unsettles`]), since they were settled last. At most
    /// [`crate::UNSETTLED_MAX`] of them; the others come once those are settled.
    ///
    /// # Errors
    /// [`LogError`].
    async fn unsettled(&self) -> Result<Vec<Unsettled>, LogError>;

    /// All words that entries up to a position left behind were touched: the log is unsettled no more, unless a later entry
    /// left some. Repeating it changes nothing.
    ///
    /// # Errors
    /// [`LogError`].
    async fn settle(&self, log: &LogName, position: Position) -> Result<(), LogError>;

    /// Keeps a checkpoint beside a log, in place of the one before. It is no part of the log: it may be gone at any time, and
    /// it is written with no more than the store's own care. At most [`crate::CHECKPOINT_BYTES_MAX`].
    ///
    /// # Errors
    /// [`LogError`].
    async fn keep_checkpoint(&self, log: &LogName, checkpoint: Bytes) -> Result<(), LogError>;

    /// The checkpoint that is kept beside a log.
    ///
    /// # Errors
    /// [`LogError`].
    async fn checkpoint(&self, log: &LogName) -> Result<Option<Bytes>, LogError>;

    /// Tries a real append, to a log of the store's own that nobody reads: whether it takes writes just now.
    ///
    /// # Errors
    /// Those of [`Log::append`].
    async fn probe(&self) -> Result<(), LogError>;

    /// Whether publications of other servers arrive. A store of one process always says [`Publishing::Arrives`].
    fn publishing(&self) -> Publishing;

    /// Touches bodies without an entry, for example those of an entry that the fold refused.
    ///
    /// # Errors
    /// [`LogError`].
    async fn touch(&self, log: &LogName, touches: &[Touch]) -> Result<(), LogError>;

    /// Watches a log. When this returns, every later append is published, or [`Publication::Missed`] is. A receiver
    /// that lags behind [`crate::PUBLICATIONS_MAX`] gets an error of the channel, which means the same as `Missed`.
    ///
    /// # Errors
    /// [`LogError`].
    async fn watch(&self, log: &LogName) -> Result<Receiving<Publication>, LogError>;

    /// Tells all who listen to a log's signals, on every server, best effort: unlogged, and it may be lost. At most
    /// [`crate::SIGNAL_BYTES_MAX`].
    ///
    /// # Errors
    /// [`LogError`].
    async fn signal(&self, log: &LogName, signal: Bytes) -> Result<(), LogError>;

    /// Listens to a log's signals, the own ones too.
    ///
    /// # Errors
    /// [`LogError`].
    async fn signals(&self, log: &LogName) -> Result<Receiving<Bytes>, LogError>;

    /// What an ack is worth here, read from the store's settings.
    ///
    /// # Errors
    /// [`LogError`] where the store can't be reached.
    async fn worth(&self) -> Result<Worth, LogError>;

    /// Finishes what was accepted, then closes. Later calls fail with [`LogError::Closed`].
    async fn close(&self);
}

/// A stretch of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// Whether more follow.
    pub more: bool,
    /// The last place that was read, whether or not its entry could be; none where there was none.
    pub last: Option<Position>,
    /// What is not as it was written, in order.
    pub damaged: Vec<Damage>,
}

/// An entry that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {position}: {what}")]
pub struct Damage {
    /// Where it stands.
    pub position: Position,
    /// What is wrong with it, and what is left.
    pub what: String,
}

impl Page {
    /// What a store found: none where no history goes on from `after`, which is no fault where a log is still to begin.
    pub(crate) fn found(page: Option<Self>, log: &LogName, after: Option<Position>) -> Result<Self, ReadError> {
        match (page, after) {
            (Some(page), _) => Ok(page),
            (None, Some(after)) => Err(ReadError::NotResumable { log: log.clone(), after }),
            (None, None) => Ok(Self { entries: Vec::new(), more: false, last: None, damaged: Vec::new() }),
        }
    }
}

/// What an ack of this store is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// In one sentence, for whoever starts the server.
    pub sentence: String,
    /// What to mend, a sentence each.
    pub warnings: Vec<String>,
    /// Whether accepted history could be evicted: then the server isn't ready.
    pub evictable: bool,
}
