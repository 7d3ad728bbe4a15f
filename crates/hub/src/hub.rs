//! The hub itself: bounds over all spaces, load and draining.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::Notify;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::{
    Bound, Channel, Config, DRAIN_BATCHES, Ended, FollowError, Source,
    channel::{self, Notifier},
    presence::Presence,
    publisher::Publisher,
};

/// How long a drain waits for followers to be dropped after the last batch was ended.
const DRAIN_GRACE: Duration = Duration::from_secs(1);
/// The soonest that a follower is asked to come back.
const COME_BACK_MS_MIN: u64 = 250;

/// Opens channels, and bounds what they hold together. Clones are the same hub. Needs a Tokio runtime. When the last clone
/// is dropped, all followers end with [`Ended::Unavailable`].
#[derive(Clone)]
pub struct Hub {
    inner: Arc<Inner>,
    _stop: Arc<DropGuard>,
}

/// The load of a hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// How many channels are open.
    pub spaces: usize,
    /// How many followers there are.
    pub followers: usize,
    /// How many frames of rows publishers wrote to followers' lines since the start.
    pub deliveries: u64,
}

pub(crate) struct Inner {
    pub(crate) config: Config,
    pub(crate) deliveries: AtomicU64,
    /// How many announcements of its members this server has sent.
    pub(crate) announcements: AtomicU64,
    stop: CancellationToken,
    /// Whose connection a follower is. Followers are registered under this lock, so that none is added while the hub
    /// drains.
    registry: Mutex<Registry>,
    tickets: AtomicU64,
    /// 0: open. k: draining, and k - 1 batches are ended.
    drain: AtomicU32,
    empty: Notify,
}

#[derive(Default)]
struct Registry {
    channels: HashMap<Uuid, Open>,
    members: HashMap<Uuid, usize>,
    total: usize,
}

/// An open channel, without keeping it open.
struct Open {
    channel: std::sync::Weak<channel::Inner>,
    guard: std::sync::Weak<DropGuard>,
    notifier: Notifier,
}

impl Hub {
    /// A hub without channels.
    #[must_use]
    pub fn new(config: Config) -> Self {
        let stop = CancellationToken::new();
        let inner = Inner {
            config,
            deliveries: AtomicU64::new(0),
            announcements: AtomicU64::new(0),
            stop: stop.clone(),
            registry: Mutex::default(),
            tickets: AtomicU64::new(0),
            drain: AtomicU32::new(0),
            empty: Notify::new(),
        };
        Self { inner: Arc::new(inner), _stop: Arc::new(stop.drop_guard()) }
    }

    /// The channel of a space: the one that is open, or a new one over the source.
    pub fn open(&self, space: Uuid, source: Arc<dyn Source>) -> Channel {
        let mut registry = self.inner.registry();
        if let Some(open) = registry.channels.get(&space)
            && let (Some(inner), Some(_open)) = (open.channel.upgrade(), open.guard.upgrade())
            && !inner.stop.is_cancelled()
        {
            return Channel { inner, _open };
        }
        let stop = self.inner.stop.child_token();
        let (inner, signals_in) = channel::Inner::new(space, source, Arc::clone(&self.inner), stop.clone());
        let (inner, guard) = (Arc::new(inner), Arc::new(stop.drop_guard()));
        let open =
            Open { channel: Arc::downgrade(&inner), guard: Arc::downgrade(&guard), notifier: inner.notifier.clone() };
        registry.channels.insert(space, open);
        drop(registry);
        let presence = Presence::new(Arc::clone(&inner), signals_in);
        tokio::spawn(run(Arc::clone(&inner), Publisher::new(Arc::clone(&inner)), presence));
        Channel { inner, _open: guard }
    }

    /// Refuses new followers and ends those there are, in [`DRAIN_BATCHES`] batches spread over `over`, each with a hint
    /// when to come back. Returns when all followers are dropped, at the latest a second after the last batch. Cancelling it
    /// leaves the hub refusing, and the batches that were not yet ended following.
    pub async fn drain(&self, over: Duration) {
        self.inner.drain.fetch_max(1, Ordering::AcqRel);
        for batch in 1..=DRAIN_BATCHES {
            // Registered before the check, so that the last departure between the two is not missed.
            let empty = self.inner.empty.notified();
            if self.inner.registry().total == 0 {
                break;
            }
            self.inner.drain.fetch_max(batch + 1, Ordering::AcqRel);
            self.inner.notify_all();
            let pause = if batch == DRAIN_BATCHES { DRAIN_GRACE } else { over / (DRAIN_BATCHES - 1) };
            let _ = tokio::time::timeout(pause, empty).await;
        }
        self.inner.stop.cancel();
    }

    /// The present load.
    #[must_use]
    pub fn load(&self) -> Load {
        let registry = self.inner.registry();
        Load {
            spaces: registry.channels.len(),
            followers: registry.total,
            deliveries: self.inner.deliveries.load(Ordering::Relaxed),
        }
    }
}

/// Runs the publisher and presence until the channel is closed.
async fn run(channel: Arc<channel::Inner>, mut publisher: Publisher, mut presence: Presence) {
    tokio::select! {
        () = publisher.run() => {}
        () = presence.keep() => {}
        () = channel.stop.cancelled() => {}
    }
    let hub = Arc::clone(&channel.hub);
    hub.remove(&channel);
    let draining = hub.drain.load(Ordering::Acquire) > 0;
    publisher.end(&if draining { Ended::Draining { come_back_ms: hub.come_back_ms(0) } } else { Ended::Unavailable });
    presence.leave().await;
}

impl Inner {
    /// Counts a follower, and returns its ticket. Tickets are dense, from 0.
    pub(crate) fn enter(&self, member: Uuid) -> Result<u64, FollowError> {
        let ticket = self.tickets.fetch_add(1, Ordering::Relaxed);
        let mut registry = self.registry();
        // Checked under the lock: after a drain has seen a total of 0, no follower is added.
        if self.drain.load(Ordering::Acquire) > 0 {
            return Err(Ended::Draining { come_back_ms: self.come_back_ms(ticket) }.into());
        }
        if registry.total >= self.config.followers_max {
            return Err(FollowError::Full(Bound::Hub));
        }
        let count = registry.members.entry(member).or_default();
        if *count >= self.config.followers_per_member_max {
            return Err(FollowError::Full(Bound::Member));
        }
        *count += 1;
        registry.total += 1;
        Ok(ticket)
    }

    pub(crate) fn leave(&self, member: Uuid) {
        let mut registry = self.registry();
        registry.total -= 1;
        if let Some(count) = registry.members.get_mut(&member) {
            *count -= 1;
            if *count == 0 {
                registry.members.remove(&member);
            }
        }
        if registry.total == 0 {
            self.empty.notify_waiters();
        }
    }

    pub(crate) fn batches_drained(&self) -> u32 {
        self.drain.load(Ordering::Acquire).saturating_sub(1)
    }

    /// When the holder of a ticket is to reconnect, if a drain has ended its batch.
    pub(crate) fn closed_by_drain(&self, ticket: u64) -> Option<u64> {
        let ended = u64::from(self.batches_drained());
        (ticket % u64::from(DRAIN_BATCHES) < ended).then(|| self.come_back_ms(ticket))
    }

    /// Tickets are dense, so multiplying them by the golden ratio spreads any run of them evenly.
    fn come_back_ms(&self, ticket: u64) -> u64 {
        let spread = u64::try_from(self.config.come_back_spread.as_millis()).unwrap_or(u64::MAX);
        let share = ticket.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let ms = (u128::from(spread) * u128::from(share)) >> 64;
        COME_BACK_MS_MIN + u64::try_from(ms).unwrap_or(spread)
    }

    fn notify_all(&self) {
        for open in self.registry().channels.values() {
            open.notifier.notify();
        }
    }

    fn remove(&self, channel: &Arc<channel::Inner>) {
        let mut registry = self.registry();
        let held = registry.channels.get(&channel.space);
        if held.is_some_and(|open| std::ptr::eq(open.channel.as_ptr(), Arc::as_ptr(channel))) {
            registry.channels.remove(&channel.space);
        }
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        // No code that holds the lock leaves a change half done.
        self.registry.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Hub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub").field("server", &self.inner.config.server).finish_non_exhaustive()
    }
}
