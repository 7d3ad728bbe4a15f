//! The task of one channel, which writes what is new to every follower's line.

use std::{
    collections::HashSet,
    sync::{Arc, atomic::Ordering},
};

use tokio::time::Instant;
use traceboard_position::Position;
use uuid::Uuid;

use crate::{Ended, OFFERS_PER_YIELD, REST_MAX, REST_MIN, RETRY, channel::Inner, subscriber::Subscriber};

/// How many followers are read before the first of them is written to. The processor then fetches their memory in
/// parallel instead of waiting for each between two writes; eight fit into its nearest cache.
const PREFETCHED: usize = 8;

pub(crate) struct Publisher {
    pub(crate) channel: Arc<Inner>,
    /// All followers, in the order of joining. Owned by this task, so a round takes no lock but each follower's own.
    pub(crate) followers: Vec<Arc<Subscriber>>,
    /// The rights number by which all were checked.
    pub(crate) authorized_at: u64,
    /// Up to where members' own marks were published.
    mine_from: Option<Position>,
    /// The number of the presence frame that was offered.
    presence: u64,
    /// How many batches of the drain were ended.
    drained: u32,
}

/// What to do after a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Nothing.
    Wait,
    /// Start the next round at once: there is more.
    Again,
    /// Start the next round after [`RETRY`]: the source could not be read.
    Retry,
}

impl Publisher {
    pub(crate) fn new(channel: Arc<Inner>) -> Self {
        let (authorized_at, mine_from) = (channel.source.rights(), channel.source.position());
        Self { channel, followers: Vec::new(), authorized_at, mine_from, presence: 0, drained: 0 }
    }

    /// Publishes for as long as it is polled.
    pub(crate) async fn run(&mut self) {
        let channel = Arc::clone(&self.channel);
        let mut pause = None;
        loop {
            let notified = channel.notifier.0.notified();
            match pause {
                // The next round includes what is new meanwhile.
                Some(pause) => tokio::time::sleep(pause).await,
                None => notified.await,
            }
            pause = loop {
                let begun = Instant::now();
                let after = self.round().await;
                // A small channel under steady load would otherwise never yield.
                tokio::task::yield_now().await;
                match after {
                    Next::Wait => {
                        // What comes meanwhile is merged into the next round. Authors need not wait for it.
                        let rest = begun.elapsed().min(REST_MAX);
                        if channel.writing.load(Ordering::Acquire) && rest >= REST_MIN {
                            tokio::time::sleep(rest).await;
                        }
                        channel.writing.store(false, Ordering::Release);
                        break None;
                    }
                    Next::Again => {}
                    Next::Retry => break Some(RETRY),
                }
            };
        }
    }

    /// Ends all followers.
    pub(crate) fn end(mut self, ended: &Ended) {
        self.add_joined();
        for follower in &self.followers {
            follower.end(ended.clone());
        }
    }

    async fn round(&mut self) -> Next {
        self.add_joined();
        if self.channel.many_left() {
            self.followers.retain(|follower| !follower.is_over());
        }
        self.drain();
        self.authorize().await;
        let mut after = Next::Wait;
        for cursor in self.channel.cursors() {
            match self.publish(cursor).await {
                Next::Wait => {}
                other => after = other,
            }
        }
        self.publish_mine().await;
        self.publish_presence().await;
        after
    }

    /// Adds the followers that joined; returns the index of the first of them.
    pub(crate) fn add_joined(&mut self) -> usize {
        let known = self.followers.len();
        self.followers.extend(self.channel.drain_joined());
        known
    }

    /// Checks all followers, if rights changed.
    pub(crate) async fn authorize(&mut self) {
        let rights = self.channel.source.rights();
        if rights == self.authorized_at {
            return;
        }
        // A follower that joins after this is checked by these rights before anything is sent to it.
        self.add_joined();
        self.for_each(|channel, follower| {
            follower.authorize(&*channel.source);
        })
        .await;
        self.authorized_at = rights;
        self.followers.retain(|follower| !follower.is_over());
    }

    /// Offers their own marks to the members whose marks changed.
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
        self.add_joined();
        let mut theirs: Vec<(Uuid, Arc<Subscriber>)> = Vec::new();
        self.for_each(|_, follower| {
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
                // Their own tasks ask again, and get the error.
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
        self.add_joined();
        self.for_each(|_, follower| follower.offer_presence(&frame, number)).await;
    }

    /// Ends the followers whose batch of the drain has come.
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

    /// Calls `act` for every follower, yielding between chunks.
    pub(crate) async fn for_each(&self, mut act: impl FnMut(&Inner, &Arc<Subscriber>)) {
        for some in self.followers.chunks(OFFERS_PER_YIELD) {
            for few in some.chunks(PREFETCHED) {
                for follower in few {
                    // The result is not used: this loads the memory into the processor's cache.
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
