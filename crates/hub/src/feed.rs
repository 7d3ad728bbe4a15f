//! What a hub takes in and gives out.

use std::sync::Arc;

use bytes::Bytes;
use traceboard_log::{Entry, LogError, LogName};
use traceboard_position::Position;
use uuid::Uuid;

/// Something that subscribers are to be told, before it is encoded.
#[derive(Clone, Copy, Debug)]
pub enum Feed<'a> {
    /// An entry of the log.
    Entry(&'a Entry),
    /// The bodies of these entries changed without an entry that says so. No ids: such news may have been lost, and any
    /// body may have changed.
    Touched(&'a [Uuid]),
    /// Who is here, on any server.
    Presence {
        /// How many members; exact up to [`crate::ANNOUNCED_MAX`] on each server.
        count: u32,
        /// Who, by id, in order, at most [`crate::HERE_MAX`].
        here: &'a [Uuid],
    },
}

/// Makes the frame that goes to every subscriber. It is called once per event (and once per history page that holds
/// it), from several tasks; it must not block. Its output should be smaller than [`crate::BATCH_BYTES_MAX`].
pub type Encoder = Arc<dyn Fn(Feed<'_>) -> Bytes + Send + Sync>;

/// What a subscriber gets at once: as many frames as were waiting, within [`crate::BATCH_BYTES_MAX`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Encoded frames, in order; the bytes are shared with all other subscribers. Empty only where `caught_up` is set.
    pub frames: Vec<Bytes>,
    /// Set on exactly one batch of a subscription: with its frames, all entries up to
    /// [`crate::Subscription::head`] were handed over.
    pub caught_up: bool,
    /// The last entry that was handed over, or the position that the subscriber came with.
    pub position: Option<Position>,
}

/// Why a subscription ended. After all of these the subscriber may come back and resume from its last position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// It was live, and fell further behind than the hub remembers.
    #[error("cannot keep up: the subscriber fell behind the ring")]
    Slow,
    /// The log can't be followed just now. (Also where its history was replaced: then the resume is refused.)
    #[error("cannot follow the log")]
    LogUnavailable,
    /// The server is going down.
    #[error("the hub is draining: come back in {come_back_ms} ms")]
    Draining {
        /// When to come back, in milliseconds from now; spread, so that not all come at once.
        come_back_ms: u64,
    },
}

/// Why a subscription was not begun.
#[derive(Debug, thiserror::Error)]
pub enum SubscribeError {
    /// No history goes on from the position: the subscriber needs a snapshot.
    #[error("cannot resume {log} after {after}: no history goes on from there")]
    NotResumable {
        /// Which log.
        log: LogName,
        /// From where.
        after: Position,
    },
    /// The log can't be read just now.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The server is going down.
    #[error("the hub is draining: come back in {come_back_ms} ms")]
    Draining {
        /// When to come back, in milliseconds from now.
        come_back_ms: u64,
    },
    /// A bound is reached.
    #[error("cannot subscribe to {log}: {bound}")]
    Full {
        /// Which log.
        log: LogName,
        /// Which bound.
        bound: Bound,
    },
}

/// A bound on subscriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Bound {
    /// [`crate::Config::subscriptions_per_member_max`].
    #[error("the member has too many subscriptions")]
    Member,
    /// [`crate::Config::subscriptions_max`].
    #[error("the hub has too many subscriptions")]
    Hub,
}
