//! What a space gives its followers.

use async_trait::async_trait;
use bytes::Bytes;
use traceboard_position::Position;
use uuid::Uuid;

use crate::Frame;

/// A class of readers, as the source numbers them. Opaque here: frames are made once for each.
pub type AudienceKey = u8;

/// Who follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The member, who counts as present while they follow.
    pub member: Uuid,
    /// What the source knows the session by.
    pub key: Bytes,
}

/// The rows that changed after a position, as they are now.
#[derive(Clone, Debug)]
pub struct States {
    /// The encoded rows. None: there are none, and an empty frame wasn't asked for.
    pub frame: Option<Frame>,
    /// Up to where the frame is complete.
    pub to: Position,
    /// Whether there is more after `to` already.
    pub more: bool,
    /// [`Source::rights`] of the moment in which the rows were read. Of kept frames too: an older number than that of now
    /// makes the publisher read again.
    pub rights: u64,
}

/// Why a follower follows no more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Ended {
    /// The page has to take a snapshot, and may then follow again.
    #[error("a snapshot has to be taken: {0}")]
    Anew(&'static str),
    /// Who follows may not see this space.
    #[error("the space is closed to the follower ({code}): {reason}")]
    Closed {
        /// The protocol's code.
        code: u16,
        /// Why, for people.
        reason: String,
    },
    /// This server goes down.
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
/// The order that callers keep: an entry that changes who may see something first makes [`Source::rights`] rise, and only
/// then can rows after it be read. [`crate::Notifier::notify`] is called after each.
#[async_trait]
pub trait Source: Send + Sync + 'static {
    /// The newest position that was folded.
    fn position(&self) -> Option<Position>;

    /// The number of changes of who may see what. Never falls.
    fn rights(&self) -> u64;

    /// The audience that somebody belongs to now. Called with a follower's lock held: it must not wait.
    ///
    /// # Errors
    /// Where they may not see the space.
    fn standing(&self, who: &Who) -> Result<AudienceKey, Ended>;

    /// The rows changed after a position, of a bounded size. With `even_empty` there is always a frame.
    ///
    /// # Errors
    /// [`Ended::Anew`] where nothing can be told from that position on, [`Ended::Unavailable`] where the words can't be read.
    async fn states(&self, after: Position, audience: AudienceKey, even_empty: bool) -> Result<States, Ended>;

    /// The members whose own marks changed after a position. Bounded like the rows.
    fn mine_changed_since(&self, after: Position) -> Vec<Uuid>;

    /// A member's own marks that changed after a position. None: there are none.
    ///
    /// # Errors
    /// As [`Source::states`].
    async fn mine(&self, member: Uuid, after: Option<Position>) -> Result<Option<Frame>, Ended>;

    /// A frame that tells who is here; `here` are the first [`crate::HERE_MAX`] of them by id.
    async fn presence(&self, count: u32, here: &[Uuid]) -> Frame;

    /// Sends bytes to the other servers that have this space open, which give them to [`crate::Channel::heard`]. May be
    /// lost.
    async fn signal(&self, bytes: Bytes);
}
