//! The task of one channel: whoever has the news writes it to every follower's line.

use std::{
    collections::HashSet,
    sync::{Arc, atomic::Ordering},
};

use tokio::time::Instant;
use traceboard_position::Position;
use uuid::Uuid;

use crate::{Ended, OFFERS_PER_YIELD, REST_MAX, REST_MIN, RETRY, channel::Inner, place::Stand};

/// How many followers are looked at before the first of them is written to. The processor fetches their memory side by side, where
/// it would wait for each between two writes; what a few need stays in its nearest cache.
const LOOKED_AT: usize = 8;

pub(crate) struct Publisher {
    pub(crate) channel: Arc<Inner>,
    /// Everybody, in the order of joining. Of this task alone, so a round takes no lock but each follower's own.
    pub(crate) followers: Vec<Arc<Stand>>,
    /// The rights by which all were judged.
    pub(crate) judged: u64,
    /// Up to where changed marks were looked for.
    mine_from: Option<Position>,
    /// The number of the presence frame that was offered.
    presence: u64,
    /// How many batches of the drain were ended.
    drained: u32,
}

/// What a round leaves to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
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
                let begun = Instant::now();
                let after = self.round().await;
                // Under steady news a small channel would otherwise never give its thread back.
                tokio::task::yield_now().await;
                match after {
                    After::Wait => {
                        // What comes meanwhile goes together in the next round; authors pass it by.
                        let rest = begun.elapsed().min(REST_MAX);
                        if channel.writing.load(Ordering::Acquire) && rest >= REST_MIN {
                            tokio::time::sleep(rest).await;
                        }
                        channel.writing.store(false, Ordering::Release);
                        break None;
                    }
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
    pub(crate) fn absorb(&mut self) -> usize {
        let known = self.followers.len();
        self.followers.extend(self.channel.take_joined());
        known
    }

    /// Judges everybody, where rights rose.
    pub(crate) async fn judge(&mut self) {
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
    pub(crate) async fn each(&self, mut act: impl FnMut(&Inner, &Arc<Stand>)) {
        for some in self.followers.chunks(OFFERS_PER_YIELD) {
            for few in some.chunks(LOOKED_AT) {
                for follower in few {
                    // The answer isn't needed: what it is read from is then near when it is.
                    let _ = follower.is_open();
                }
                for follower in few {
                    act(&self.channel, follower);
                }
            }
            if self.followers.len() > OFFERS_PER_YIELD {
                tokio::task::yield_now().await;
            }
        }
    }
}
