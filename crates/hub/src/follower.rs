//! One follower, the part that its connection owns.

use std::{
    fmt,
    sync::{Arc, atomic::Ordering},
};

use traceboard_position::Position;

use crate::{Channel, Ended, Frame, Kind, registration::Registration, subscriber::Subscriber};

/// One subscription to a space. Dropping it unsubscribes.
///
/// It is either live, and then the publisher offers frames to its line, or it is behind, and then its own task calls
/// [`Follower::catch_up`], sends the result, and calls [`Follower::resume`], until that returns true. It begins behind.
pub struct Follower {
    subscriber: Arc<Subscriber>,
    channel: Channel,
    _registration: Registration,
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
    pub(crate) fn new(subscriber: Arc<Subscriber>, channel: Channel, registration: Registration) -> Self {
        Self { subscriber, channel, _registration: registration }
    }

    /// Returns what changed since the last call or delivery, merged, after checking the present rights. The caller must
    /// send it before any later frame: it counts as sent. Nothing is offered to the line meanwhile. Cancel safe.
    ///
    /// # Errors
    /// [`Ended`]. After [`Ended::Unavailable`] it may be called again, unless [`Follower::ended`] returns it too; every
    /// other reason is final.
    pub async fn catch_up(&mut self) -> Result<CaughtUp, Ended> {
        let inner = &*self.channel.inner;
        let source = &*inner.source;
        let newest = source.position();
        let (after, even_empty, mine_after) = {
            let mut progress = self.subscriber.progress();
            if let Some(ended) = &progress.ended {
                return Err(ended.clone());
            }
            progress.live = false;
            let awaited_is_due = newest.is_some_and(|newest| progress.awaited_is_due(newest));
            let even_empty = awaited_is_due || (progress.first && self.subscriber.kind == Kind::Stream);
            // Marks that change from here on set it again.
            let mine_after = std::mem::take(&mut progress.mine_due).then_some(progress.mine_at);
            (progress.at, even_empty, mine_after)
        };
        let read = async {
            let states = inner.cache.states(source, (after, self.subscriber.audience, even_empty)).await?;
            let mine = match mine_after {
                Some(after) => source.mine(self.subscriber.member(), Some(after)).await?,
                None => None,
            };
            Ok::<_, Ended>((states, mine))
        };
        let restore = MineDue { subscriber: &self.subscriber, due: mine_after.is_some() };
        let (states, mine) = match read.await {
            Ok(read) => read,
            Err(ended) => {
                if ended != Ended::Unavailable {
                    self.subscriber.end(ended.clone());
                }
                return Err(ended);
            }
        };
        // Checked after the reading, so that no row is newer than the rights it was checked by.
        if !self.subscriber.authorize(source) {
            return Err(self.ended().unwrap_or(Ended::Unavailable));
        }
        let (number, presence) = inner.presence();
        let mut progress = self.subscriber.progress();
        self.subscriber.advance(&mut progress, states.to);
        restore.done();
        if mine_after.is_some() {
            progress.mine_at = progress.mine_at.max(newest.unwrap_or(progress.mine_at));
        }
        progress.first = false;
        let mut caught_up = CaughtUp { states: states.frame, mine, presence: None, to: states.to };
        let presences = progress.presence < number && (self.subscriber.kind == Kind::Stream || !caught_up.is_empty());
        if presences {
            progress.presence = number;
            caught_up.presence = presence;
        }
        Ok(caught_up)
    }

    /// Makes the follower live if it misses nothing. False: it has to catch up with more.
    ///
    /// # Errors
    /// [`Ended`].
    pub fn resume(&self) -> Result<bool, Ended> {
        let inner = &*self.channel.inner;
        let newest = inner.source.position();
        let number = inner.presence().0;
        let mut progress = self.subscriber.progress();
        if let Some(ended) = &progress.ended {
            return Err(ended.clone());
        }
        let awaited_is_due = newest.is_some_and(|newest| progress.awaited_is_due(newest));
        let order = inner.compare_to_cursor(self.subscriber.audience, progress.at);
        let missing = progress.first || progress.mine_due || awaited_is_due || order.is_lt();
        let presence = self.subscriber.kind == Kind::Stream && progress.presence < number;
        progress.live = !(missing || presence);
        let live = progress.live;
        drop(progress);
        if live && order.is_gt() {
            inner.note_ahead(&self.subscriber);
        }
        Ok(live)
    }

    /// Whether it is behind, so that its own task has to catch up.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        let progress = self.subscriber.progress();
        !progress.live && progress.ended.is_none()
    }

    /// Whether the states that were sent reach a position, at which a post of this follower's member was acked. If not,
    /// the next frame is sent as soon as the source reaches it, also without rows. During a round of writes the
    /// follower is set behind at once, and its own task, which calls this, catches up.
    #[must_use]
    pub fn reached(&self, position: Position) -> bool {
        let reached = self.subscriber.reach(position);
        if !reached {
            let inner = &self.channel.inner;
            // The running round does not include the position, and the next begins only when all others were written
            // to: the author would wait for everybody's network.
            let passes_by = inner.compare_to_cursor(self.subscriber.audience, position).is_gt();
            if passes_by && inner.writing.load(Ordering::Acquire) {
                self.subscriber.progress().live = false;
            } else {
                // The round for this position may be over already, and had no rows.
                self.channel.notify();
            }
        }
        reached
    }

    /// Up to where the states that were sent are complete.
    #[must_use]
    pub fn position(&self) -> Position {
        self.subscriber.progress().at
    }

    /// Why it has ended; `None` while it goes on.
    #[must_use]
    pub fn ended(&self) -> Option<Ended> {
        self.subscriber.progress().ended.clone()
    }
}

/// Sets `mine_due` again if the marks were not read, also when the future was dropped.
struct MineDue<'a> {
    subscriber: &'a Subscriber,
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
            self.subscriber.progress().mine_due = true;
        }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.subscriber.leave();
        self.channel.inner.left();
    }
}

impl fmt::Debug for Follower {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Follower").field("identity", &self.subscriber.identity).finish_non_exhaustive()
    }
}
