//! The connection through which a follower's frames are sent.

use crate::Frame;

/// The result of offering a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It will be sent, after everything accepted before it.
    Accepted,
    /// No byte of it was accepted. The follower is now behind, and its own task catches up: at once where that task is
    /// woken, or as soon as the line has room.
    Busy,
    /// The connection is closed for good.
    Closed,
}

/// The connection of a follower. Both calls come from the publisher's task, with the follower's own lock held: they must
/// neither wait, nor call the [`crate::Follower`].
pub trait Line: Send + Sync {
    /// Accepts a frame if there is room for it now.
    fn offer(&self, frame: &Frame) -> Offered;

    /// Whether frames can still be sent.
    fn is_open(&self) -> bool {
        true
    }

    /// Wakes the connection's own task: the follower has ended, or is behind for a reason that the line does not know.
    fn wake(&self);
}

/// How a follower receives frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Its line accepts frames. The first states are sent even without rows, so that the page knows its position.
    Stream,
    /// Its line accepts no frame: [`Line::offer`] wakes the waiting request, and returns [`Offered::Busy`]. States are
    /// sent only if there are rows or an acked position is awaited, and presence only together with other frames:
    /// otherwise everyone who comes or goes would end every waiting poll.
    Poll,
}
