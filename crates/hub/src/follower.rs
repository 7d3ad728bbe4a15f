//! One follower, as its connection holds it.

use std::{
    fmt,
    sync::{Arc, atomic::Ordering},
};

use traceboard_position::Position;

use crate::{Channel, Ended, Frame, Kind, place::Stand, seat::Seat};

/// Somebody who follows a space. Dropping it leaves.
///
/// It is either live, and then the publisher offers frames to its line, or it is behind, and then its own task calls
/// [`Follower::catch_up`], sends what that gives, and calls [`Follower::resume`], until that says that it is live. It begins
/// behind.
pub struct Follower {
    stand: Arc<Stand>,
    channel: Channel,
    _seat: Seat,
}

/// What a follower that is behind has to send, in this order: states, own marks, presence.
#[derive(Clone, Debug)]
pub struct CaughtUp {
    /// The merged rows.
    pub states: Option<Frame>,
    /// The member's own marks.
    pub mine: Option<Frame>,
    /// Who is here.
    pub presence: Option<Frame>,
    /// Up to where the states are complete.
    pub to: Position,
}

impl CaughtUp {
    /// The frames in the order in which they are sent.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.states.iter().chain(&self.mine).chain(&self.presence)
    }

    /// Whether there is nothing to send: a poll goes on waiting.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.frames().next().is_none()
    }
}

impl Follower {
    pub(crate) fn new(stand: Arc<Stand>, channel: Channel, seat: Seat) -> Self {
        Self { stand, channel, _seat: seat }
    }

    /// Gives what changed since what was given last, merged, and judged by the rights of now. Whoever calls it sends what
    /// it gives before anything that comes later: it counts as sent. Meanwhile nothing is offered to the line. Cancel safe.
    ///
    /// # Errors
    /// [`Ended`]. After [`Ended::Unavailable`] it may be called again, unless [`Follower::ended`] says so too; every other
    /// reason is final.
    pub async fn catch_up(&mut self) -> Result<CaughtUp, Ended> {
        let inner = &*self.channel.inner;
        let source = &*inner.source;
        let newest = source.position();
        let (after, even_empty, mine_after) = {
            let mut place = self.stand.place();
            if let Some(ended) = &place.ended {
                return Err(ended.clone());
            }
            place.live = false;
            let owes = newest.is_some_and(|newest| place.owes(newest));
            let even_empty = owes || (place.first && self.stand.kind == Kind::Stream);
            // Marks that change from here on make it due again.
            let mine_after = std::mem::take(&mut place.mine_due).then_some(place.mine_at);
            (place.at, even_empty, mine_after)
        };
        let read = async {
            let states = inner.cache.states(source, (after, self.stand.audience, even_empty)).await?;
            let mine = match mine_after {
                Some(after) => source.mine(self.stand.member(), Some(after)).await?,
                None => None,
            };
            Ok::<_, Ended>((states, mine))
        };
        let restore = MineDue { stand: &self.stand, due: mine_after.is_some() };
        let (states, mine) = match read.await {
            Ok(read) => read,
            Err(ended) => {
                if ended != Ended::Unavailable {
                    self.stand.end(ended.clone());
                }
                return Err(ended);
            }
        };
        // After the reading: the rows are then from before every change of rights that isn't considered here.
        if !self.stand.judge(source) {
            return Err(self.ended().unwrap_or(Ended::Unavailable));
        }
        let (number, presence) = inner.presence();
        let mut place = self.stand.place();
        self.stand.moved(&mut place, states.to);
        restore.done();
        if mine_after.is_some() {
            place.mine_at = place.mine_at.max(newest.unwrap_or(place.mine_at));
        }
        place.first = false;
        let mut caught_up = CaughtUp { states: states.frame, mine, presence: None, to: states.to };
        let told = place.presence < number && (self.stand.kind == Kind::Stream || !caught_up.is_empty());
        if told {
            place.presence = number;
            caught_up.presence = presence;
        }
        Ok(caught_up)
    }

    /// Goes live, where nothing is missing; false: there is more to catch up with.
    ///
    /// # Errors
    /// [`Ended`].
    pub fn resume(&self) -> Result<bool, Ended> {
        let inner = &*self.channel.inner;
        let newest = inner.source.position();
        let number = inner.presence().0;
        let mut place = self.stand.place();
        if let Some(ended) = &place.ended {
            return Err(ended.clone());
        }
        let owes = newest.is_some_and(|newest| place.owes(newest));
        let beside = inner.beside_lane(self.stand.audience, place.at);
        let missing = place.first || place.mine_due || owes || beside.is_lt();
        let presence = self.stand.kind == Kind::Stream && place.presence < number;
        place.live = !(missing || presence);
        let live = place.live;
        drop(place);
        if live && beside.is_gt() {
            inner.goes_ahead(&self.stand);
        }
        Ok(live)
    }

    /// Whether it is behind, so that its own task has to catch up.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        let place = self.stand.place();
        !place.live && place.ended.is_none()
    }

    /// Whether the states that were sent reach a position, which was acked to this follower's member. If not, the next ones
    /// are sent as soon as the source is there, also without rows. Where others are being written to just now, it is behind at
    /// once, and its own task, which calls this, catches up.
    #[must_use]
    pub fn reached(&self, position: Position) -> bool {
        let reached = self.stand.reach(position);
        if !reached {
            let inner = &self.channel.inner;
            // A round that began before the position doesn't bring it, and the next begins when all others were written to:
            // whoever posts would wait for everybody's network, and what they post meanwhile would not go together.
            let passes_by = inner.beside_lane(self.stand.audience, position).is_gt();
            if passes_by && inner.writing.load(Ordering::Acquire) {
                self.stand.place().live = false;
            } else {
                // The round for this position may be over already, and had no rows.
                self.channel.news();
            }
        }
        reached
    }

    /// Up to where the states that were sent are complete.
    #[must_use]
    pub fn position(&self) -> Position {
        self.stand.place().at
    }

    /// Why it follows no more.
    #[must_use]
    pub fn ended(&self) -> Option<Ended> {
        self.stand.place().ended.clone()
    }
}

/// Makes marks due again where the reading of them came to nothing.
struct MineDue<'a> {
    stand: &'a Stand,
    due: bool,
}

impl MineDue<'_> {
    fn done(mut self) {
        self.due = false;
    }
}

impl Drop for MineDue<'_> {
    fn drop(&mut self) {
        if self.due {
            self.stand.place().mine_due = true;
        }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.stand.leave();
        self.channel.inner.left();
    }
}

impl fmt::Debug for Follower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Follower").field("who", &self.stand.who).finish_non_exhaustive()
    }
}
