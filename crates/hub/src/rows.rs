//! One audience's rows in a round of the publisher.

use std::sync::{Arc, atomic::Ordering};

use traceboard_position::Position;

use crate::{
    AHEAD_PLACES_MAX, Ended, READS_MAX, States,
    lane::Lane,
    offer::Rows,
    publisher::{After, Publisher},
};

impl Publisher {
    /// Publishes an audience's rows.
    pub(crate) async fn publish(&mut self, lane: Lane) -> After {
        let channel = Arc::clone(&self.channel);
        let Some(newest) = channel.source.position() else { return After::Wait };
        let from = match lane.from {
            Some(from) if from == newest => {
                self.settle_owed(lane, newest).await;
                return After::Wait;
            }
            Some(from) if from > newest => {
                // The history was replaced by one that ends before, or has other entries there: each follower is told by its own
                // position.
                channel.reset_lane(lane.audience, newest);
                self.begin_anew(lane, newest).await;
                self.leave_behind(lane, None).await;
                return After::Wait;
            }
            Some(from) if self.has_audience(lane, 0) => from,
            _ => {
                // Nobody to publish to: frames begin here for the next who comes.
                channel.set_lane(lane.audience, newest);
                let known = self.absorb();
                if self.has_audience(lane, known) {
                    self.leave_behind(lane, Some(newest)).await;
                }
                return After::Wait;
            }
        };
        let states = match self.read(lane, from).await {
            Ok(Some(states)) => states,
            // Rights change faster than rows can be read: each follower is told by the rights of its own moment.
            Ok(None) => {
                channel.set_lane(lane.audience, newest);
                self.leave_behind(lane, Some(newest)).await;
                return After::Wait;
            }
            Err(Ended::Unavailable) => return After::Retry,
            Err(ended) => {
                tracing::debug!(space = %channel.space, %ended, "followers catch up by themselves");
                channel.set_lane(lane.audience, newest);
                self.leave_behind(lane, Some(newest)).await;
                return After::Wait;
            }
        };
        let Some(frame) = &states.frame else {
            // `from` stays: positions without rows make nobody fall behind.
            self.settle_owed(lane, states.to).await;
            return After::Wait;
        };
        channel.set_lane(lane.audience, states.to);
        self.absorb();
        channel.writing.store(true, Ordering::Release);
        self.publish_ahead(lane, from, states.to).await;
        let rows = Rows { from, to: states.to, rights: states.rights, frame: Some(frame) };
        let mut written = 0;
        self.each(|channel, follower| {
            if follower.audience == lane.audience {
                written += u64::from(follower.offer_rows(&*channel.source, &rows));
            }
        })
        .await;
        channel.hub.deliveries.fetch_add(written, Ordering::Relaxed);
        if states.more { After::Again } else { After::Wait }
    }

    /// Gives those who stand between what was published and what is now the rows that they don't have yet.
    async fn publish_ahead(&self, lane: Lane, from: Position, to: Position) {
        let (channel, audience) = (&*self.channel, lane.audience);
        let mut ahead = Vec::new();
        for follower in channel.take_ahead(audience) {
            match follower.beyond(from) {
                Some(at) if at < to => ahead.push((at, follower)),
                // Beyond this round too.
                Some(at) if at > to => channel.goes_ahead(&follower),
                _ => {}
            }
        }
        ahead.sort_by_key(|(at, _)| *at);
        for same in ahead.chunk_by(|one, other| one.0 == other.0).take(AHEAD_PLACES_MAX) {
            let from = same[0].0;
            // Where it can't be had, or is from before a change of rights, they get some rows twice.
            let Ok(states) = channel.cache.states(&*channel.source, (from, audience, false)).await else { continue };
            if states.rights < self.judged {
                continue;
            }
            let rows = Rows { from, to: states.to, rights: states.rights, frame: states.frame.as_ref() };
            for (_, follower) in same {
                if follower.offer_rows(&*channel.source, &rows) && rows.to > to {
                    channel.goes_ahead(follower);
                }
            }
        }
    }

    /// Reads rows that are not older than the rights by which everybody was judged.
    async fn read(&mut self, lane: Lane, from: Position) -> Result<Option<States>, Ended> {
        let channel = Arc::clone(&self.channel);
        for _ in 0..READS_MAX {
            let newest = channel.source.position();
            // Taken before the reading: words that are erased meanwhile are not kept.
            let place = channel.cache.place(newest, (from, lane.audience, false));
            let states = channel.source.states(from, lane.audience, false).await?;
            self.judge().await;
            if states.rights >= self.judged {
                channel.cache.keep(&place, &states);
                return Ok(Some(states));
            }
        }
        Ok(None)
    }

    async fn settle_owed(&mut self, lane: Lane, newest: Position) {
        if self.channel.owing.load(Ordering::Acquire) > 0 {
            self.absorb();
            self.each(|_, follower| {
                if follower.audience == lane.audience {
                    follower.settle_owed(newest);
                }
            })
            .await;
        }
    }

    /// Ends those who stand beyond a replaced history. Asked for what comes after them, a source would wait for it to be folded.
    async fn begin_anew(&mut self, lane: Lane, newest: Position) {
        self.absorb();
        self.each(|_, follower| {
            if follower.audience == lane.audience && follower.place().at > newest {
                follower.end(Ended::Anew("unknown_history"));
            }
        })
        .await;
    }

    /// Leaves those of an audience who stand before a position (none: all) to their own tasks.
    async fn leave_behind(&mut self, lane: Lane, before: Option<Position>) {
        self.absorb();
        self.each(|_, follower| {
            if follower.audience == lane.audience {
                follower.leave_behind(before);
            }
        })
        .await;
    }

    fn has_audience(&self, lane: Lane, known: usize) -> bool {
        self.followers[known..].iter().any(|follower| follower.audience == lane.audience)
    }
}
