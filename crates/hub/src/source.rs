//! What the hub needs from a space.

use async_trait::async_trait;
use bytes::Bytes;
use traceboard_position::Position;
use uuid::Uuid;

use crate::Frame;

/// The source's number for a class of readers. Opaque here: frames are encoded once for each.
pub type AudienceKey = u8;

/// Whose connection a follower is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The member, who counts as present while they follow.
    pub member: Uuid,
    /// The key by which the source finds the session.
    pub key: Bytes,
}

/// The rows that changed after a position, as they are now.
#[derive(Clone, Debug)]
pub struct States {
    /// The encoded rows. `None`: there are none, and an empty frame was not asked for.
    pub frame: Option<Frame>,
    /// Up to where the frame is complete.
    pub to: Position,
    /// Whether there is more after `to` already.
    pub more: bool,
    /// [`Source::rights`] when the rows were read, also for cached frames. If it is older than the present number, the
    /// publisher reads again.
    pub rights: u64,
}

/// Why a follower has ended.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Ended {
    /// The page has to take a snapshot, and may then follow again.
    #[error("a snapshot has to be taken: {0}")]
    Anew(&'static str),
    /// The member may not see this space.
    #[error("the space is closed to the follower ({code}): {reason}")]
    Closed {
        /// The protocol's code.
        code: u16,
        /// Why, for people.
        reason: String,
    },
    /// This server shuts down.
    #[error("this server goes down, come back in {come_back_ms} ms")]
    Draining {
        /// When to come back, in milliseconds.
        come_back_ms: u64,
    },
    /// The space can't be read just now, or was closed.
    #[error("the space cannot be read")]
    Unavailable,
}

/// A space, as its followers see it.
///
/// Required order: an entry that changes who may see something first raises [`Source::rights`], and only then can rows
/// after it be read. [`crate::Notifier::notify`] is called after each entry.
#[async_trait]
pub trait Source: Send + Sync + 'static {
    /// The newest position that was folded.
    fn position(&self) -> Option<Position>;

    /// The number of changes of read rights so far. Never falls.
    fn rights(&self) -> u64;

    /// The audience of a member now. Called with a follower's lock held: it must not wait.
    ///
    /// # Errors
    /// If the member may not see the space.
    fn audience_of(&self, identity: &Identity) -> Result<AudienceKey, Ended>;

    /// The rows changed after a position, of a bounded size. With `even_empty` there is always a frame.
    ///
    /// # Errors
    /// [`Ended::Anew`] if there are no states from that position on, [`Ended::Unavailable`] where the words can't be
    /// read.
    async fn states(&self, after: Position, audience: AudienceKey, even_empty: bool) -> Result<States, Ended>;

    /// The members whose own marks changed after a position. Bounded like the rows.
    fn mine_changed_since(&self, after: Position) -> Vec<Uuid>;

    /// A member's own marks that changed after a position. `None`: there are none.
    ///
    /// # Errors
    /// As [`Source::states`].
    async fn mine(&self, member: Uuid, after: Option<Position>) -> Result<Option<Frame>, Ended>;

    /// A frame with the members present; `here` are the first [`crate::PRESENCE_NAMES_MAX`] of them by id.
    async fn presence(&self, count: u32, here: &[Uuid]) -> Frame;

    /// Sends bytes to the other servers that have this space open, which give them to [`crate::Channel::receive_signal`]. May be
    /// lost.
    async fn signal(&self, bytes: Bytes);
}
