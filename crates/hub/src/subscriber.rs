//! One follower, the part that the publisher shares with the follower's own task. No other task takes its lock.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use traceboard_position::Position;
use uuid::Uuid;

use crate::{AudienceKey, Ended, Frame, Identity, Kind, Line, Offered, Source};

/// What the publisher and the follower's own task share. The fields that a delivery needs come first, so that they
/// share a cache line.
#[repr(C)]
pub(crate) struct Subscriber {
    pub(crate) kind: Kind,
    /// Fixed: a follower whose audience changes is ended and subscribes again.
    pub(crate) audience: AudienceKey,
    progress: Mutex<Progress>,
    pub(crate) identity: Identity,
    /// Its number in the hub, from which a drain computes its batch.
    pub(crate) ticket: u64,
    /// How many followers of the channel wait for a position that may come without rows.
    awaiting: Arc<AtomicUsize>,
}

/// How far a follower is. The order of fields has the same reason.
#[repr(C)]
pub(crate) struct Progress {
    /// Whether the publisher offers frames. If not, the follower's own task catches up.
    pub(crate) live: bool,
    /// Everything up to here was sent.
    pub(crate) at: Position,
    /// The rights number at the last check.
    pub(crate) authorized_at: u64,
    /// `None` once the follower left, so that its connection is freed.
    line: Option<Arc<dyn Line>>,
    /// The acked position that its next frame has to reach, even without rows.
    pub(crate) awaited: Option<Position>,
    /// Whether nothing was sent yet.
    pub(crate) first: bool,
    /// Up to where its marks were sent, and whether there are newer ones.
    pub(crate) mine_at: Position,
    pub(crate) mine_due: bool,
    /// The number of the presence frame that was sent last.
    pub(crate) presence: u64,
    pub(crate) ended: Option<Ended>,
}

impl Subscriber {
    pub(crate) fn new(
        (identity, line, kind): (Identity, Arc<dyn Line>, Kind),
        (audience, authorized_at): (AudienceKey, u64),
        after: Position,
        ticket: u64,
        awaiting: Arc<AtomicUsize>,
    ) -> Self {
        let progress = Progress {
            at: after,
            live: false,
            authorized_at,
            first: true,
            awaited: None,
            mine_at: after,
            mine_due: true,
            presence: 0,
            ended: None,
            line: Some(line),
        };
        Self { identity, kind, audience, ticket, awaiting, progress: Mutex::new(progress) }
    }

    pub(crate) fn progress(&self) -> MutexGuard<'_, Progress> {
        // No code that holds the lock leaves a change half done.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether frames can be offered to it.
    pub(crate) fn is_open(&self) -> bool {
        let progress = self.progress();
        progress.live && progress.line.as_ref().is_some_and(|line| line.is_open())
    }

    /// Its position, if it is live and ahead of `from`.
    pub(crate) fn position_beyond(&self, from: Position) -> Option<Position> {
        let progress = self.progress();
        (progress.live && progress.at > from).then_some(progress.at)
    }

    /// Checks the present rights; false: the follower has ended.
    pub(crate) fn authorize(&self, source: &dyn Source) -> bool {
        self.authorize_locked(&mut self.progress(), source)
    }

    pub(crate) fn authorize_locked(&self, progress: &mut Progress, source: &dyn Source) -> bool {
        if progress.ended.is_some() {
            return false;
        }
        // Read before the check: a change between the two causes another check.
        let rights = source.rights();
        match source.audience_of(&self.identity) {
            Ok(audience) if audience == self.audience => {
                progress.authorized_at = rights;
                return true;
            }
            Ok(_) => progress.end(Ended::Anew("role")),
            Err(ended) => progress.end(ended),
        }
        false
    }

    /// Leaves a live follower whose position is before `before` (`None`: any) to its own task.
    pub(crate) fn fall_behind(&self, before: Option<Position>) {
        let mut progress = self.progress();
        if progress.live && before.is_none_or(|before| progress.at < before) {
            progress.fall_behind();
        }
    }

    /// Leaves a live follower to its own task if its awaited position is folded now.
    pub(crate) fn wake_awaiting(&self, newest: Position) {
        let mut progress = self.progress();
        if progress.live && progress.awaited_is_due(newest) {
            progress.fall_behind();
        }
    }

    pub(crate) fn end(&self, ended: Ended) {
        self.progress().end(ended);
    }

    /// Whether the states reached a position; if not, the next frame is sent even without rows.
    pub(crate) fn reach(&self, position: Position) -> bool {
        let mut progress = self.progress();
        if progress.at >= position {
            return true;
        }
        if progress.awaited.is_none() {
            self.awaiting.fetch_add(1, Ordering::AcqRel);
        }
        progress.awaited = progress.awaited.max(Some(position));
        false
    }

    /// Notes that states were sent up to a position.
    pub(crate) fn advance(&self, progress: &mut Progress, to: Position) {
        progress.at = progress.at.max(to);
        if progress.awaited.is_some_and(|awaited| awaited <= progress.at) {
            progress.awaited = None;
            self.awaiting.fetch_sub(1, Ordering::AcqRel);
        }
    }

    /// Drops the connection. The publisher drops the rest in a later round.
    pub(crate) fn leave(&self) {
        let mut progress = self.progress();
        progress.live = false;
        progress.line = None;
        if progress.awaited.take().is_some() {
            self.awaiting.fetch_sub(1, Ordering::AcqRel);
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        let progress = self.progress();
        progress.line.is_none() || progress.ended.is_some()
    }

    pub(crate) fn member(&self) -> Uuid {
        self.identity.member
    }
}

impl Progress {
    /// Whether a position is awaited that is folded now.
    pub(crate) fn awaited_is_due(&self, newest: Position) -> bool {
        self.awaited.is_some_and(|awaited| awaited <= newest)
    }

    pub(crate) fn offer(&mut self, frame: &Frame) -> bool {
        let Some(line) = &self.line else { return false };
        match line.offer(frame) {
            Offered::Accepted => return true,
            // The line's own task knows when there is room again.
            Offered::Busy => self.live = false,
            Offered::Closed => self.fall_behind(),
        }
        false
    }

    pub(crate) fn fall_behind(&mut self) {
        self.live = false;
        self.wake();
    }

    fn end(&mut self, ended: Ended) {
        if self.ended.is_none() {
            self.ended = Some(ended);
            self.live = false;
            self.wake();
        }
    }

    fn wake(&self) {
        if let Some(line) = &self.line {
            line.wake();
        }
    }
}
