//! Why a draft is not added.

use traceboard_protocol::Limits;

use super::OUTBOX_DRAFTS_MAX;

/// A draft was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboxError {
    /// [`OUTBOX_DRAFTS_MAX`] drafts wait already.
    #[error("cannot keep the draft: {OUTBOX_DRAFTS_MAX} drafts wait already")]
    Full,
    /// No frame can hold it: the server would never answer it by its id.
    #[error("cannot keep the draft: it is larger than a frame of {} bytes", Limits::FRAME_BYTES_MAX)]
    TooLarge,
    /// A draft of this id is here already.
    #[error("cannot keep the draft: its id is taken")]
    IdTaken,
}
