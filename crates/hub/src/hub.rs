//! The hub itself: where subscriptions begin and end.

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
use traceboard_log::{Log, LogName, ReadError};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{
    Bound, Config, DRAIN_BATCHES, Encoder, SubscribeError, Subscription, channel::Channel, page::Pages, seat::Seat,
};

/// How long a drain waits for subscriptions to be dropped after the last batch was told.
const DRAIN_GRACE: Duration = Duration::from_secs(1);
/// The soonest that a subscriber is asked to come back.
const COME_BACK_MS_MIN: u64 = 250;

/// Hands the entries of logs on to subscribers. Clones are the same hub. Needs a Tokio runtime. When the last clone is
/// dropped, its subscriptions end with [`crate::Closed::LogUnavailable`].
#[derive(Clone, Debug)]
pub struct Hub {
    inner: Arc<Inner>,
    _stop: Arc<DropGuard>,
}

/// How much a hub has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// How many logs are followed.
    pub logs: usize,
    /// How many subscriptions there are.
    pub subscriptions: usize,
    /// How many subscriptions were closed as slow since the start.
    pub slow_closed: u64,
}

pub(crate) struct Inner {
    pub(crate) log: Arc<dyn Log>,
    pub(crate) encoder: Encoder,
    pub(crate) config: Config,
    pub(crate) pages: Pages,
    pub(crate) stop: CancellationToken,
    pub(crate) slow_closed: AtomicU64,
    /// Who is subscribed to what. Seats are taken and channels ended under this lock, so that nobody takes a seat in a
    /// channel that ends.
    house: Mutex<House>,
    tickets: AtomicU64,
    /// How often this server told others who is with it.
    pub(crate) rounds: AtomicU64,
    /// 0: open. k: draining, and k - 1 batches are closed.
    drain: AtomicU32,
    empty: Notify,
}

#[derive(Default)]
pub(crate) struct House {
    pub(crate) channels: HashMap<LogName, Arc<Channel>>,
    pub(crate) members: HashMap<Uuid, usize>,
    pub(crate) total: usize,
}

impl Hub {
    /// A hub over a store. Nothing is read before the first subscription.
    #[must_use]
    pub fn new(log: Arc<dyn Log>, encoder: Encoder, config: Config) -> Self {
        let stop = CancellationToken::new();
        let inner = Inner {
            log,
            encoder,
            config,
            pages: Pages::new(),
            stop: stop.clone(),
            slow_closed: AtomicU64::new(0),
            house: Mutex::default(),
            tickets: AtomicU64::new(0),
            rounds: AtomicU64::new(0),
            drain: AtomicU32::new(0),
            empty: Notify::new(),
        };
        Self { inner: Arc::new(inner), _stop: Arc::new(stop.drop_guard()) }
    }

    /// Subscribes to a log: the entries after a position (all, where it is none), each once and in order, then live
    /// ones. With a member, the subscription counts as their being here. Cancel safe.
    ///
    /// # Errors
    /// [`SubscribeError`].
    pub async fn subscribe(
        &self,
        log: &LogName,
        after: Option<Position>,
        member: Option<Uuid>,
    ) -> Result<Subscription, SubscribeError> {
        let (channel, seat) = self.inner.enter(log, member)?;
        channel.start(&self.inner).await?;
        let at_hand = {
            let state = channel.state();
            state.ring.after(after).map(|cursor| (cursor, state.ring.head()))
        };
        if let Some((cursor, head)) = at_hand {
            return Ok(Subscription::in_ring(seat, after, head, cursor));
        }
        // The head first: entries that come meanwhile are then behind what `caught_up` tells, not before it.
        let head = self.inner.log.head(log).await?;
        match self.inner.pages.get(&self.inner, &channel, after).await {
            Ok(_) => Ok(Subscription::in_history(seat, after, head.max(after))),
            Err(ReadError::NotResumable { log, after }) => Err(SubscribeError::NotResumable { log, after }),
            Err(ReadError::Log(error)) => Err(SubscribeError::Log(error)),
        }
    }

    /// Refuses new subscriptions and closes those there are, in [`crate::DRAIN_BATCHES`] batches spread over `over`,
    /// each with a hint when to come back. Returns when all subscriptions are dropped, at the latest a second after
    /// the last batch. Cancelling it leaves the hub refusing, and the batches not yet closed open.
    pub async fn drain(&self, over: Duration) {
        self.inner.drain.fetch_max(1, Ordering::AcqRel);
        for batch in 1..=DRAIN_BATCHES {
            // Registered before looking, so that the last to leave can't slip between.
            let empty = self.inner.empty.notified();
            if self.inner.house().total == 0 {
                break;
            }
            self.inner.drain.fetch_max(batch + 1, Ordering::AcqRel);
            self.inner.wake_all();
            let pause = if batch == DRAIN_BATCHES { DRAIN_GRACE } else { over / (DRAIN_BATCHES - 1) };
            let _ = tokio::time::timeout(pause, empty).await;
        }
        self.inner.stop.cancel();
    }

    /// How much there is to do just now.
    #[must_use]
    pub fn load(&self) -> Load {
        let house = self.inner.house();
        Load {
            logs: house.channels.len(),
            subscriptions: house.total,
            slow_closed: self.inner.slow_closed.load(Ordering::Relaxed),
        }
    }
}

impl Inner {
    pub(crate) fn house(&self) -> MutexGuard<'_, House> {
        self.house.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the holder of a ticket is to come back, where a drain has closed it.
    pub(crate) fn closed_by_drain(&self, ticket: u64) -> Option<u64> {
        let closed = self.drain.load(Ordering::Acquire).saturating_sub(1);
        (ticket % u64::from(DRAIN_BATCHES) < u64::from(closed)).then(|| self.come_back_ms(ticket))
    }

    /// Removes a channel that has no subscribers; false where it has some.
    pub(crate) fn close_if_empty(&self, channel: &Arc<Channel>) -> bool {
        let mut house = self.house();
        let empty = channel.seats.borrow().total == 0;
        if empty {
            house.remove(channel);
        }
        empty
    }

    /// Removes a channel: who subscribes next gets a new one.
    pub(crate) fn close(&self, channel: &Arc<Channel>) {
        self.house().remove(channel);
    }

    /// Tells a drain that nobody is left.
    pub(crate) fn left(&self, total: usize) {
        if total == 0 {
            self.empty.notify_waiters();
        }
    }

    fn enter(self: &Arc<Self>, log: &LogName, member: Option<Uuid>) -> Result<(Arc<Channel>, Seat), SubscribeError> {
        let ticket = self.tickets.fetch_add(1, Ordering::Relaxed);
        let mut house = self.house();
        // Looked at under the lock: a drain that counts nobody then lets nobody in.
        if self.drain.load(Ordering::Acquire) > 0 || self.stop.is_cancelled() {
            return Err(SubscribeError::Draining { come_back_ms: self.come_back_ms(ticket) });
        }
        let full = |bound| SubscribeError::Full { log: log.clone(), bound };
        if house.total >= self.config.subscriptions_max {
            return Err(full(Bound::Hub));
        }
        if let Some(member) = member {
            let count = house.members.entry(member).or_default();
            if *count >= self.config.subscriptions_per_member_max {
                return Err(full(Bound::Member));
            }
            *count += 1;
        }
        house.total += 1;
        let fresh = || Arc::new(Channel::new(log.clone(), ticket));
        let channel = Arc::clone(house.channels.entry(log.clone()).or_insert_with(fresh));
        channel.seats.send_modify(|seats| {
            seats.total += 1;
            if let Some(member) = member {
                *seats.members.entry(member).or_default() += 1;
            }
        });
        drop(house);
        Ok((Arc::clone(&channel), Seat { hub: Arc::clone(self), channel, member, ticket }))
    }

    fn wake_all(&self) {
        for channel in self.house().channels.values() {
            channel.wake.send_replace(());
        }
    }

    /// Tickets are dense, so multiplying them by the golden ratio spreads any run of them evenly.
    fn come_back_ms(&self, ticket: u64) -> u64 {
        let spread = u64::try_from(self.config.come_back_spread.as_millis()).unwrap_or(u64::MAX);
        let share = ticket.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let ms = (u128::from(spread) * u128::from(share)) >> 64;
        COME_BACK_MS_MIN + u64::try_from(ms).unwrap_or(spread)
    }
}

impl House {
    pub(crate) fn remove(&mut self, channel: &Arc<Channel>) {
        if self.channels.get(&channel.name).is_some_and(|held| Arc::ptr_eq(held, channel)) {
            self.channels.remove(&channel.name);
        }
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hub").field("server", &self.config.server).finish_non_exhaustive()
    }
}
