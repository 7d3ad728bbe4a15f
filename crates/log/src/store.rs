//! The trait that every store implements.

use async_trait::async_trait;
use bytes::Bytes;
use traceboard_position::Position;

use uuid::Uuid;

use crate::{
    Entry, LogError, LogName, NewEntry, Outcome, Photos, Publication, Publishing, ReadError, StoredBody, Subscription,
    Touch, Unsettled,
};

/// A store of append-only logs. A log begins with its first entry.
///
/// Order: entries of one log have positions that rise, without gaps within a term. Atomicity: an entry, its body, its
/// id and its touches are stored in one commit. All calls are cancel safe, except that an append that was cancelled may
/// or may not have happened.
#[async_trait]
pub trait Log: Photos {
    /// Appends entries in this order; each by itself, so that a conflict of one does not affect the others. When it
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
    /// [`crate::PAGE_ENTRIES_MAX`] and about [`crate::PAGE_BYTES_MAX`]. The page names damaged entries.
    ///
    /// # Errors
    /// [`ReadError::NotResumable`] where no history goes on from `after`; never a silent gap.
    async fn read(&self, log: &LogName, after: Option<Position>) -> Result<Page, ReadError>;

    /// The bodies of entries as they stand now, in the order of `ids`; [`StoredBody::None`] for an id that the log
    /// doesn't hold, and for one whose body is damaged, which is logged. At most [`crate::BODIES_MAX`].
    ///
    /// # Errors
    /// [`LogError`].
    async fn bodies(&self, log: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, LogError>;

    /// The highest format that was ever written to a log; 0 where it is empty.
    ///
    /// # Errors
    /// [`LogError`].
    async fn format(&self, log: &LogName) -> Result<u16, LogError>;

    /// The logs with an entry that left words to erase or reveal ([`NewEntry::unsettles`]), since they were settled
    /// last. At most [`crate::UNSETTLED_MAX`] of them; the others come once those are settled.
    ///
    /// # Errors
    /// [`LogError`].
    async fn unsettled(&self) -> Result<Vec<Unsettled>, LogError>;

    /// Marks a log as settled up to a position: all words that entries up to there left were erased or revealed.
    /// Repeating it changes nothing.
    ///
    /// # Errors
    /// [`LogError`].
    async fn settle(&self, log: &LogName, position: Position) -> Result<(), LogError>;

    /// Keeps a checkpoint beside a log, in place of the one before. It is no part of the log: it may be lost at any
    /// time, and is not flushed. At most [`crate::CHECKPOINT_BYTES_MAX`].
    ///
    /// # Errors
    /// [`LogError`].
    async fn keep_checkpoint(&self, log: &LogName, checkpoint: Bytes) -> Result<(), LogError>;

    /// The checkpoint that is kept beside a log.
    ///
    /// # Errors
    /// [`LogError`].
    async fn checkpoint(&self, log: &LogName) -> Result<Option<Bytes>, LogError>;

    /// Checks whether the store accepts writes, by a real append to a log of its own that nobody reads.
    ///
    /// # Errors
    /// Those of [`Log::append`].
    async fn probe(&self) -> Result<(), LogError>;

    /// Refuses where the store holds anything, or can't say what it holds: a log without entries may then have lost them, and is
    /// not to be begun without its operator's word.
    ///
    /// # Errors
    /// [`LogError::Damaged`], which names what is there; [`LogError`].
    async fn require_empty(&self) -> Result<(), LogError>;

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
    async fn watch(&self, log: &LogName) -> Result<Subscription<Publication>, LogError>;

    /// Sends a message to all subscribers of a log's signals, on every server. It is not logged, and may be lost. At
    /// most [`crate::SIGNAL_BYTES_MAX`].
    ///
    /// # Errors
    /// [`LogError`].
    async fn signal(&self, log: &LogName, signal: Bytes) -> Result<(), LogError>;

    /// Subscribes to a log's signals, including this store's own.
    ///
    /// # Errors
    /// [`LogError`].
    async fn signals(&self, log: &LogName) -> Result<Subscription<Bytes>, LogError>;

    /// How durable an acked entry is, read from the store's settings.
    ///
    /// # Errors
    /// [`LogError`] where the store can't be reached.
    async fn worth(&self) -> Result<Worth, LogError>;

    /// Finishes accepted calls, then closes. Later calls fail with [`LogError::Closed`].
    async fn close(&self);
}

/// A range of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// Whether more follow.
    pub more: bool,
    /// The last position that was read, also if its entry was damaged; `None` for an empty page.
    pub last: Option<Position>,
    /// The damaged entries, in order.
    pub damaged: Vec<Damage>,
}

/// A damaged entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {position}: {what}")]
pub struct Damage {
    /// Where it stands.
    pub position: Position,
    /// The fault, and what can still be read.
    pub what: String,
}

impl Page {
    /// The result of a store's read: `None` if no history continues from `after`, which is no error for a log that has
    /// not begun.
    pub(crate) fn found(page: Option<Self>, log: &LogName, after: Option<Position>) -> Result<Self, ReadError> {
        match (page, after) {
            (Some(page), _) => Ok(page),
            (None, Some(after)) => Err(ReadError::NotResumable { log: log.clone(), after }),
            (None, None) => Ok(Self { entries: Vec::new(), more: false, last: None, damaged: Vec::new() }),
        }
    }
}

/// How durable an acked entry of this store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// One sentence for the operator.
    pub sentence: String,
    /// What the operator should change, a sentence each.
    pub warnings: Vec<String>,
    /// Whether the store may evict acked entries: then the server is not ready.
    pub evictable: bool,
}
