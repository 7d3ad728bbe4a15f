//! One viewed log: its ring, its presence, and who is subscribed.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::{OnceCell, watch};
use traceboard_log::{Entry, LogError, LogName};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{
    Feed, LINGER, TOUCHES_MAX, follow,
    hub::Inner,
    page::Page,
    presence,
    ring::{Ring, Touched},
};

#[derive(Debug)]
pub(crate) struct Channel {
    pub(crate) name: LogName,
    /// Tells it from the channels that followed the same log before and after it.
    pub(crate) life: u64,
    pub(crate) seats: watch::Sender<Seats>,
    /// Wakes all subscribers; what for, they see in the state.
    pub(crate) wake: watch::Sender<()>,
    state: Mutex<State>,
    started: OnceCell<()>,
}

/// What subscribers look at when they wake.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) ring: Ring,
    pub(crate) touches: Touches,
    /// The last presence frame, and its number from 1.
    pub(crate) presence: (u64, Bytes),
    /// Whether the log is no longer followed.
    pub(crate) failed: bool,
}

/// Who is subscribed.
#[derive(Debug, Default)]
pub(crate) struct Seats {
    pub(crate) total: usize,
    /// How many subscriptions each member has.
    pub(crate) members: BTreeMap<Uuid, usize>,
}

/// The entries whose bodies were touched last, numbered, to tell whether a page read meanwhile is still true.
#[derive(Debug, Default)]
pub(crate) struct Touches {
    last: VecDeque<Uuid>,
    count: u64,
}

impl Touches {
    /// How many there were.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Whether something in the page was touched since its read began.
    pub(crate) fn outdate(&self, page: &Page) -> bool {
        let since = self.count - page.touches;
        if since > self.last.len() as u64 {
            return true;
        }
        self.last.iter().rev().take(since as usize).any(|touched| page.ids().any(|id| id == touched))
    }

    fn add(&mut self, touched: Touched<'_>) {
        let Touched::These(ids) = touched else {
            // More than is remembered: every page from before is outdated.
            self.last.clear();
            self.count += 1;
            return;
        };
        for id in ids {
            self.count += 1;
            self.last.push_back(*id);
            if self.last.len() > TOUCHES_MAX {
                self.last.pop_front();
            }
        }
    }
}

impl Channel {
    pub(crate) fn new(name: LogName, life: u64) -> Self {
        let state =
            State { ring: Ring::new(None), touches: Touches::default(), presence: (0, Bytes::new()), failed: false };
        Self {
            name,
            life,
            seats: watch::Sender::default(),
            wake: watch::Sender::new(()),
            state: Mutex::new(state),
            started: OnceCell::new(),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // No code that holds the lock can panic half-way through a change, so its data is whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to follow the log, once: the first subscriber does it, the others wait. Cancel safe.
    pub(crate) async fn start(self: &Arc<Self>, hub: &Arc<Inner>) -> Result<(), LogError> {
        let start = async || {
            let head = hub.log.head(&self.name).await?;
            self.state().ring = Ring::new(head);
            tokio::spawn(run(Arc::clone(hub), Arc::clone(self), head));
            Ok(())
        };
        self.started.get_or_try_init(start).await.copied()
    }

    pub(crate) fn is_started(&self) -> bool {
        self.started.initialized()
    }

    /// Adds entries with their frames to the ring, and wakes the subscribers once.
    pub(crate) fn publish(&self, hub: &Inner, entries: &[Arc<Entry>]) {
        let frames: Vec<Bytes> = entries.iter().map(|entry| (hub.encoder)(Feed::Entry(entry))).collect();
        let touched: Vec<Uuid> = entries.iter().flat_map(|entry| entry.touched.iter().copied()).collect();
        let mut state = self.state();
        for (entry, frame) in entries.iter().zip(frames) {
            // One at a time: an entry may touch another of the same batch.
            state.ring.forget(Touched::These(&entry.touched));
            state.ring.push_entry(entry.position, entry.id, frame);
        }
        state.touches.add(Touched::These(&touched));
        drop(state);
        if !touched.is_empty() {
            hub.pages.forget(self, Touched::These(&touched));
        }
        self.wake.send_replace(());
    }

    /// Tells that bodies were touched without an entry; no ids: that some may have been.
    pub(crate) fn publish_touched(&self, hub: &Inner, ids: &[Uuid]) {
        let frame = (hub.encoder)(Feed::Touched(ids));
        let touched = Touched::told(ids);
        let mut state = self.state();
        state.ring.forget(touched);
        state.touches.add(touched);
        state.ring.push_touched(frame);
        drop(state);
        hub.pages.forget(self, touched);
        self.wake.send_replace(());
    }

    /// Tells who is here.
    pub(crate) fn publish_presence(&self, hub: &Inner, count: u32, here: &[Uuid]) {
        let frame = (hub.encoder)(Feed::Presence { count, here });
        let mut state = self.state();
        state.presence = (state.presence.0 + 1, frame);
        drop(state);
        self.wake.send_replace(());
    }

    fn fail(&self) {
        self.state().failed = true;
        self.wake.send_replace(());
    }
}

/// Follows one log until it fails, nobody wants it any more, or the hub ends.
async fn run(hub: Arc<Inner>, channel: Arc<Channel>, head: Option<Position>) {
    tokio::select! {
        () = follow::follow(&hub, &channel, head) => {}
        never = presence::keep(&hub, &channel) => match never {},
        () = idle(&hub, &channel) => {}
        () = hub.stop.cancelled() => presence::leave(&hub, &channel).await,
    }
    hub.close(&channel);
    channel.fail();
    // Nobody will ask for them again, nor tell them what was touched since.
    hub.pages.forget(&channel, Touched::Any);
}

/// Returns when the channel had no subscriber for a while, and can't get another.
async fn idle(hub: &Inner, channel: &Arc<Channel>) {
    let mut seats = channel.seats.subscribe();
    loop {
        // The sender lives in the channel, so waiting can't fail.
        let _ = seats.wait_for(|seats| seats.total == 0).await;
        let back = seats.wait_for(|seats| seats.total > 0);
        if tokio::time::timeout(LINGER, back).await.is_err() && hub.close_if_empty(channel) {
            return;
        }
    }
}
