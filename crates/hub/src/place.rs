//! Where one follower stands. Its lock is taken by the publisher and by the follower's own task, never by another's.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering},
};

use traceboard_position::Position;
use uuid::Uuid;

use crate::{AudienceKey, Ended, Frame, Kind, Line, Offered, Source, Who};

/// What the publisher and the follower's own task share. In this order, so that a delivery needs the first of it alone.
#[repr(C)]
pub(crate) struct Stand {
    pub(crate) kind: Kind,
    /// Fixed: whoever comes to belong to another audience is ended, and follows anew.
    pub(crate) audience: AudienceKey,
    place: Mutex<Place>,
    pub(crate) who: Who,
    /// Its number in the hub, from which a drain reckons its batch.
    pub(crate) ticket: u64,
    /// How many followers of the channel wait for a position that may come without rows.
    owing: Arc<AtomicUsize>,
}

/// Where a follower stands. In this order, for the same reason.
#[repr(C)]
pub(crate) struct Place {
    /// Whether the publisher offers frames. If not, the follower's own task catches up.
    pub(crate) live: bool,
    /// What was sent is complete up to here.
    pub(crate) at: Position,
    /// The rights by which it was judged last.
    pub(crate) judged: u64,
    /// None once the follower left, so that its connection is not held.
    line: Option<Arc<dyn Line>>,
    /// The position that its states have to reach, rows or none.
    pub(crate) owed: Option<Position>,
    /// Whether nothing was given yet.
    pub(crate) first: bool,
    /// Up to where its marks were sent, and whether there are newer ones.
    pub(crate) mine_at: Position,
    pub(crate) mine_due: bool,
    /// The number of the presence frame that was sent last.
    pub(crate) presence: u64,
    pub(crate) ended: Option<Ended>,
}

impl Stand {
    pub(crate) fn new(
        (who, line, kind): (Who, Arc<dyn Line>, Kind),
        (audience, judged): (AudienceKey, u64),
        after: Position,
        ticket: u64,
        owing: Arc<AtomicUsize>,
    ) -> Self {
        let place = Place {
            at: after,
            live: false,
            judged,
            first: true,
            owed: None,
            mine_at: after,
            mine_due: true,
            presence: 0,
            ended: None,
            line: Some(line),
        };
        Self { who, kind, audience, ticket, owing, place: Mutex::new(place) }
    }

    pub(crate) fn place(&self) -> MutexGuard<'_, Place> {
        // No code that holds the lock leaves a change half done.
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether something may be offered to it.
    pub(crate) fn is_open(&self) -> bool {
        let place = self.place();
        place.live && place.line.as_ref().is_some_and(|line| line.is_open())
    }

    /// Where it stands, if it is live, and beyond a position.
    pub(crate) fn beyond(&self, from: Position) -> Option<Position> {
        let place = self.place();
        (place.live && place.at > from).then_some(place.at)
    }

    /// Judges by the rights of now; true where the follower goes on.
    pub(crate) fn judge(&self, source: &dyn Source) -> bool {
        self.judge_in(&mut self.place(), source)
    }

    pub(crate) fn judge_in(&self, place: &mut Place, source: &dyn Source) -> bool {
        if place.ended.is_some() {
            return false;
        }
        // Read first: a change between the two makes the next look judge again.
        let rights = source.rights();
        match source.standing(&self.who) {
            Ok(audience) if audience == self.audience => {
                place.judged = rights;
                return true;
            }
            Ok(_) => place.end(Ended::Anew("role")),
            Err(ended) => place.end(ended),
        }
        false
    }

    /// Leaves a live follower that stands before a position (none: anywhere) to its own task.
    pub(crate) fn leave_behind(&self, before: Option<Position>) {
        let mut place = self.place();
        if place.live && before.is_none_or(|before| place.at < before) {
            place.leave_behind();
        }
    }

    /// Wakes a live follower that waits for a position, where that can be told now.
    pub(crate) fn settle_owed(&self, newest: Position) {
        let mut place = self.place();
        if place.live && place.owes(newest) {
            place.leave_behind();
        }
    }

    pub(crate) fn end(&self, ended: Ended) {
        self.place().end(ended);
    }

    /// Whether the states reached a position; if not, the next ones are given even when they have no rows.
    pub(crate) fn reach(&self, position: Position) -> bool {
        let mut place = self.place();
        if place.at >= position {
            return true;
        }
        if place.owed.is_none() {
            self.owing.fetch_add(1, Ordering::AcqRel);
        }
        place.owed = place.owed.max(Some(position));
        false
    }

    /// Notes up to where the states were sent.
    pub(crate) fn moved(&self, place: &mut Place, to: Position) {
        place.at = place.at.max(to);
        if place.owed.is_some_and(|owed| owed <= place.at) {
            place.owed = None;
            self.owing.fetch_sub(1, Ordering::AcqRel);
        }
    }

    /// Lets go of the connection. The publisher drops the rest in its next round.
    pub(crate) fn leave(&self) {
        let mut place = self.place();
        place.live = false;
        place.line = None;
        if place.owed.take().is_some() {
            self.owing.fetch_sub(1, Ordering::AcqRel);
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        let place = self.place();
        place.line.is_none() || place.ended.is_some()
    }

    pub(crate) fn member(&self) -> Uuid {
        self.who.member
    }
}

impl Place {
    /// Whether a position is owed that can be told now.
    pub(crate) fn owes(&self, newest: Position) -> bool {
        self.owed.is_some_and(|owed| owed <= newest)
    }

    pub(crate) fn offer(&mut self, frame: &Frame) -> bool {
        let Some(line) = &self.line else { return false };
        match line.offer(frame) {
            Offered::Taken => return true,
            // The line's own task knows when there is room again.
            Offered::Busy => self.live = false,
            Offered::Gone => self.leave_behind(),
        }
        false
    }

    pub(crate) fn leave_behind(&mut self) {
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
