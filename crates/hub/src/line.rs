//! Where a follower's frames go.

use crate::Frame;

/// What became of an offered frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// It will arrive, after everything that was taken before it.
    Taken,
    /// Nothing of it was taken. The follower is now behind, and its own task catches up: at once where that task is
    /// woken, or as soon as the line has room.
    Busy,
    /// Nothing will ever arrive there again.
    Gone,
}

/// The connection of a follower. Both calls come from the publisher's task, with the follower's own lock held: they must
/// neither wait, nor call the [`crate::Follower`].
pub trait Line: Send + Sync {
    /// Takes a frame where there is room for it now.
    fn offer(&self, frame: &Frame) -> Offered;

    /// Whether something may still arrive there.
    fn is_open(&self) -> bool {
        true
    }

    /// Wakes the connection's own task: the follower has ended, or is behind for a reason the line can't know.
    fn wake(&self);
}

/// How a follower gets what is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Its line takes frames. The first states are given also when they have no rows, so that it knows where it stands.
    Stream,
    /// Its line takes nothing: [`Line::offer`] wakes the waiting request, and answers [`Offered::Busy`]. States are only
    /// given where there are rows or a position is owed, and presence only beside other frames: people who come and go
    /// must not answer every waiting poll.
    Poll,
}
