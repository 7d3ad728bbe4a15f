//! The task of one channel: whoever has the news writes it to every follower's line.

use std::{
    collections::HashSet,
    sync::{Arc, atomic::Ordering},
};

use traceboard_position::Position;
use uuid::Uuid;

use crate::{
    Ended, OFFERS_PER_YIELD, READS_MAX, RETRY, States,
    channel::{Inner, Lane},
    place::{Rows, Stand},
};

pub(crate) struct Publisher {
    channel: Arc<Inner>,
    /// Everybody, in the order of joining. Of this task alone, so a round takes no lock but each follower's own.
    followers: Vec<Arc<Stand>>,
    /// The rights by which all were judged.
    judged: u64,
    /// Up to where changed marks were looked for.
    mine_from: Option<Position>,
    /// The number of the presence frame that was offered.
    presence: u64,
    /// How many batches of the drain were ended.
    drained: u32,
}

/// What a round leaves to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// Nothing.
    Wait,
    /// There is more already.
    Again,
    /// The source couldn't be read.
    Retry,
}

impl Publisher {
    pub(crate) fn new(channel: Arc<Inner>) -> Self {
        let (judged, mine_from) = (channel.source.rights(), channel.source.position());
        Self { channel, followers: Vec::new(), judged, mine_from, presence: 0, drained: 0 }
    }

    /// Publishes for as long as it is polled.
    pub(crate) async fn run(&mut self) {
        let channel = Arc::clone(&self.channel);
        let mut pause = None;
        loop {
            let news = channel.notifier.0.notified();
            match pause {
                // News come by the way when the pause is over.
                Some(pause) => tokio::time::sleep(pause).await,
                None => news.await,
            }
            pause = loop {
                let after = self.round().await;
                // Under steady news a small channel would otherwise never give its thread back.
                tokio::task::yield_now().await;
                match after {
                    After::Wait => break None,
                    After::Again => {}
                    After::Retry => break Some(RETRY),
                }
            };
        }
    }

    /// Ends everybody.
    pub(crate) fn end(mut self, ended: &Ended) {
        self.absorb();
        for follower in &self.followers {
            follower.end(ended.clone());
        }
    }

    async fn round(&mut self) -> After {
        self.absorb();
        if self.channel.take_left() {
            self.followers.retain(|follower| !follower.is_over());
        }
        self.drain();
        self.judge().await;
        let mut after = After::Wait;
        for lane in self.channel.lanes() {
            match self.publish(lane).await {
                After::Wait => {}
                other => after = other,
            }
        }
        self.publish_mine().await;
        self.publish_presence().await;
        after
    }

    /// Takes in those who joined; gives the index of the first of them.
    fn absorb(&mut self) -> usize {
        let known = self.followers.len();
        self.followers.extend(self.channel.take_joined());
        known
    }

    /// Judges everybody, where rights rose.
    async fn judge(&mut self) {
        let rights = self.channel.source.rights();
        if rights == self.judged {
            return;
        }
        // Whoever joins after this is judged by these rights before anything is given to them.
        self.absorb();
        self.each(|channel, follower| {
            follower.judge(&*channel.source);
        })
        .await;
        self.judged = rights;
        self.followers.retain(|follower| !follower.is_over());
    }

    /// Publishes an audience's rows.
    async fn publish(&mut self, lane: Lane) -> After {
        let channel = Arc::clone(&self.channel);
        let Some(newest) = channel.source.position() else { return After::Wait };
        let from = match lane.from {
            Some(from) if from >= newest => {
                self.settle_owed(lane, newest).await;
                return After::Wait;
            }
            Some(from) if self.has_audience(lane, 0) => from,
            _ => {
                // Nobody to publish to: frames begin here for the next who comes.
                channel.set_lane(lane.audience, newest);
                let known = self.absorb();
                if self.has_audience(lane, known) {
                    self.leave_behind(lane, newest).await;
                }
                return After::Wait;
            }
        };
        let states = match self.read(lane, from).await {
            Ok(Some(states)) => states,
            // Rights change faster than rows can be read: each follower is told by the rights of its own moment.
            Ok(None) => {
                channel.set_lane(lane.audience, newest);
                self.leave_behind(lane, newest).await;
                return After::Wait;
            }
            Err(Ended::Unavailable) => return After::Retry,
            Err(ended) => {
                tracing::debug!(space = %channel.space, %ended, "followers catch up by themselves");
                channel.set_lane(lane.audience, newest);
                self.leave_behind(lane, newest).await;
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
        let rows = Rows { from, to: states.to, rights: states.rights, frame };
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

    /// Reads rows that are not older than the rights by which everybody was judged.
    async fn read(&mut self, lane: Lane, from: Position) -> Result<Option<States>, Ended> {
        let channel = Arc::clone(&self.channel);
        for _ in 0..READS_MAX {
            let newest = channel.source.position();
            let states = channel.source.states(from, lane.audience, false).await?;
            self.judge().await;
            if states.rights >= self.judged {
                channel.cache.keep(newest, (from, lane.audience, false), &states);
                return Ok(Some(states));
            }
        }
        Ok(None)
    }

    /// Gives those their marks whose marks changed.
    async fn publish_mine(&mut self) {
        let channel = Arc::clone(&self.channel);
        let Some(to) = channel.source.position() else { return };
        let Some(from) = self.mine_from.replace(to) else { return };
        if from >= to {
            return;
        }
        let changed: HashSet<Uuid> = channel.source.mine_changed_since(from).into_iter().collect();
        if changed.is_empty() {
            return;
        }
        self.absorb();
        let mut theirs: Vec<(Uuid, Arc<Stand>)> = Vec::new();
        self.each(|_, follower| {
            if changed.contains(&follower.member()) {
                theirs.push((follower.member(), Arc::clone(follower)));
            }
        })
        .await;
        theirs.sort_by_key(|(member, _)| *member);
        for same in theirs.chunk_by(|one, other| one.0 == other.0) {
            let frame = match channel.source.mine(same[0].0, Some(from)).await {
                Ok(None) => continue,
                Ok(frame) => frame,
                // Their own tasks ask, and hear why.
                Err(_) => None,
            };
            for (_, follower) in same {
                follower.offer_mine(frame.as_ref(), from, to);
            }
        }
    }

    async fn publish_presence(&mut self) {
        let (number, frame) = self.channel.presence();
        if number <= self.presence {
            return;
        }
        self.presence = number;
        let Some(frame) = frame else { return };
        self.absorb();
        self.each(|_, follower| follower.offer_presence(&frame, number)).await;
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

    async fn leave_behind(&mut self, lane: Lane, before: Position) {
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

    /// Ends those whose batch of the drain has come.
    fn drain(&mut self) {
        let batches = self.channel.hub.batches_drained();
        if batches > self.drained {
            self.drained = batches;
            for follower in &self.followers {
                if let Some(come_back_ms) = self.channel.hub.closed_by_drain(follower.ticket) {
                    follower.end(Ended::Draining { come_back_ms });
                }
            }
        }
    }

    /// Does something for everybody, yielding now and then.
    async fn each(&self, mut act: impl FnMut(&Inner, &Arc<Stand>)) {
        for some in self.followers.chunks(OFFERS_PER_YIELD) {
            for follower in some {
                act(&self.channel, follower);
            }
            if self.followers.len() > OFFERS_PER_YIELD {
                tokio::task::yield_now().await;
            }
        }
    }
}
