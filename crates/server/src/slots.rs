//! Slots for connections: how many there are, which idle connections are closed to make room, and which slots are reserved
//! for monitoring.
//!
//! A connection that finds every ordinary slot taken gets a reserved one. There, health and metrics are answered at once; any
//! other request waits until an ordinary slot is free.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, timeout},
};
use tokio_util::sync::CancellationToken;

/// Reserved slots for health and metrics: more than monitors open at a time.
const MONITORING: usize = 16;
/// Reserved slots in which other requests wait for an ordinary slot.
const WAITING_MAX: usize = 128;
/// All reserved slots where there is room for them.
const RESERVED_MAX: usize = MONITORING + WAITING_MAX;

/// How many of the connections that may be open are ordinary ones; the others are reserved. Where few may be open, half of them are:
/// with more reserved than there is room for, no connection could be accepted any more, nor health be asked for.
#[must_use]
pub fn ordinary(connections: usize) -> usize {
    connections - connections.div_ceil(2).min(RESERVED_MAX)
}

/// How long a connection must be idle before it may be closed to make room: a new one is about to send its request.
const IDLE_MIN: Duration = Duration::from_millis(500);
/// How many idle connections are closed at most for one new connection. Each closes at once, except where the end of an answer
/// is still being sent.
const EVICTIONS_MAX: usize = 4;
/// How often a waiting connection looks for an idle one to close.
const RECHECK_EVERY: Duration = Duration::from_millis(50);
/// How long a request waits for an ordinary slot.
const WAIT_MAX: Duration = Duration::from_secs(5);
/// How often the log says at most that all slots are taken.
const WARN_EVERY: Duration = Duration::from_secs(60);

/// All slots. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct ConnectionSlots(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    open_max: usize,
    requests_max: usize,
    reserved_max: usize,
    /// How many of the reserved may wait for an ordinary slot; the others are for health and metrics.
    waiting_max: usize,
    state: Mutex<State>,
    freed: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// Open streams, sockets among them, without those in reserved slots.
    open: usize,
    /// Connections that carry requests, without those in reserved slots.
    requests: usize,
    /// Connections in reserved slots.
    reserved: usize,
    /// How many of the reserved wait for an ordinary slot.
    waiting: usize,
    /// Connections without a request under way, in the order in which they became idle: the ordinary ones, then the reserved ones.
    idle: [BTreeMap<u64, (Instant, CancellationToken)>; 2],
    next_key: u64,
    /// When the log last said that all slots are taken.
    warned_at: Option<Instant>,
}

/// Whether a connection is in a reserved slot; its stream slot and its request slot share the flag.
type IsReserved = Arc<AtomicBool>;

/// Counts a stream as open until it is dropped. A connection that becomes a websocket keeps it.
#[derive(Debug)]
pub(crate) struct StreamSlot {
    slots: ConnectionSlots,
    reserved: IsReserved,
}

/// Counts a connection as one that carries requests until it is dropped; one that becomes a websocket gives it up.
#[derive(Debug)]
pub(crate) struct RequestSlot {
    slots: ConnectionSlots,
    reserved: IsReserved,
    state: Mutex<RequestSlotState>,
    evict: CancellationToken,
}

#[derive(Debug, Default)]
struct RequestSlotState {
    under_way: usize,
    /// Its key in [`State::idle`] while it is idle.
    idle_key: Option<u64>,
    had_request: bool,
}

/// Counts a request as under way until its answer is sent.
pub(crate) struct UnderWay(Arc<RequestSlot>);

impl ConnectionSlots {
    /// Room for `open_max` streams, of which `requests_max` carry requests, and for as many more as are reserved beside them:
    /// no more than they are themselves, as [`ordinary`] has it.
    pub(crate) fn new(open_max: usize, requests_max: usize) -> Self {
        let (open_max, requests_max) = (open_max.max(1), requests_max.max(1));
        let reserved_max = open_max.min(RESERVED_MAX);
        let waiting_max = reserved_max - MONITORING.min(reserved_max.div_ceil(2));
        let (state, freed) = (Mutex::default(), Notify::new());
        Self(Arc::new(Inner { open_max, requests_max, reserved_max, waiting_max, state, freed }))
    }

    /// Waits for the slots of a new connection. Where all ordinary ones are taken, the connections idle longest are closed; where
    /// none is idle, the new one gets a reserved slot.
    pub(crate) async fn acquire(&self) -> (StreamSlot, Arc<RequestSlot>) {
        for _ in 0..EVICTIONS_MAX {
            if let Some(taken) = self.try_take(false) {
                return taken;
            }
            let freed = self.0.freed.notified();
            if !self.close_idle(false) {
                break;
            }
            let _ = timeout(RECHECK_EVERY, freed).await;
        }
        loop {
            if let Some(taken) = self.try_take(false).or_else(|| self.try_take(true)) {
                return taken;
            }
            let freed = self.0.freed.notified();
            self.close_idle(true);
            let _ = timeout(RECHECK_EVERY, freed).await;
        }
    }

    /// How many streams are open.
    pub(crate) fn open(&self) -> usize {
        let state = self.lock();
        state.open + state.reserved
    }

    fn try_take(&self, reserved: bool) -> Option<(StreamSlot, Arc<RequestSlot>)> {
        let mut state = self.lock();
        if !reserved {
            self.0.try_add(&mut state)?;
        } else if state.reserved < self.0.reserved_max {
            state.reserved += 1;
            if state.warned_at.is_none_or(|at| at.elapsed() > WARN_EVERY) {
                state.warned_at = Some(Instant::now());
                let (open, requests) = (state.open, state.requests);
                tracing::warn!(open, requests, "every connection is busy: requests other than health and metrics wait");
            }
        } else {
            return None;
        }
        drop(state);
        let (reserved, evict) = (IsReserved::new(reserved.into()), CancellationToken::new());
        let slot = RequestSlot { slots: self.clone(), reserved: Arc::clone(&reserved), state: Mutex::default(), evict };
        slot.mark_idle(&mut lock(&slot.state));
        Some((StreamSlot { slots: self.clone(), reserved }, Arc::new(slot)))
    }

    /// Closes the connection that has been idle longest; false where none has been for long enough.
    fn close_idle(&self, reserved: bool) -> bool {
        let mut state = self.lock();
        let Some(first) = state.idle[usize::from(reserved)].first_entry() else { return false };
        if first.get().0.elapsed() < IDLE_MIN {
            return false;
        }
        let (_, evict) = first.remove();
        drop(state);
        evict.cancel();
        true
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.0.state)
    }
}

impl Inner {
    /// Counts one more connection; none where there is no room.
    fn try_add(&self, state: &mut State) -> Option<()> {
        if state.open >= self.open_max || state.requests >= self.requests_max {
            return None;
        }
        state.open += 1;
        state.requests += 1;
        Some(())
    }
}

impl RequestSlot {
    /// Waits until the connection is in an ordinary slot: in a reserved one only health and metrics are answered. False where it
    /// gets none within [`WAIT_MAX`], or too many wait.
    pub(crate) async fn wait_for_slot(&self) -> bool {
        if !self.reserved.load(Ordering::Acquire) {
            return true;
        }
        {
            let mut state = self.slots.lock();
            if state.waiting >= self.slots.0.waiting_max {
                return false;
            }
            state.waiting += 1;
        }
        let _waiting = Waiting(&self.slots);
        let until = Instant::now() + WAIT_MAX;
        while Instant::now() < until {
            let freed = self.slots.0.freed.notified();
            {
                let mut state = self.slots.lock();
                if self.slots.0.try_add(&mut state).is_some() {
                    state.reserved -= 1;
                    self.reserved.store(false, Ordering::Release);
                    return true;
                }
            }
            self.slots.close_idle(false);
            let _ = timeout(RECHECK_EVERY, freed).await;
        }
        false
    }

    /// Resolves once the connection has to close to make room. True: it had a request before, so an answer may still be on its way.
    pub(crate) async fn evicted(&self) -> bool {
        self.evict.cancelled().await;
        self.had_request()
    }

    /// Whether the connection ever had a request.
    pub(crate) fn had_request(&self) -> bool {
        lock(&self.state).had_request
    }

    /// A request has come.
    pub(crate) fn begin(self: &Arc<Self>) -> UnderWay {
        let mut state = lock(&self.state);
        state.under_way += 1;
        state.had_request = true;
        self.mark_busy(&mut state);
        UnderWay(Arc::clone(self))
    }

    fn mark_idle(&self, slot: &mut RequestSlotState) {
        let mut all = self.slots.lock();
        let key = all.next_key;
        all.next_key += 1;
        let reserved = usize::from(self.reserved.load(Ordering::Acquire));
        all.idle[reserved].insert(key, (Instant::now(), self.evict.clone()));
        slot.idle_key = Some(key);
    }

    fn mark_busy(&self, slot: &mut RequestSlotState) {
        let Some(key) = slot.idle_key.take() else { return };
        // It may have moved from a reserved to an ordinary slot since it became idle.
        self.slots.lock().idle.iter_mut().for_each(|idle| drop(idle.remove(&key)));
    }
}

/// Counts a request as waiting until it is dropped.
struct Waiting<'a>(&'a ConnectionSlots);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.lock().waiting -= 1;
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut state = lock(&self.0.state);
        state.under_way -= 1;
        // An evicted connection is not offered for eviction again.
        if state.under_way == 0 && !self.0.evict.is_cancelled() {
            self.0.mark_idle(&mut state);
        }
    }
}

impl Drop for RequestSlot {
    fn drop(&mut self) {
        self.mark_busy(&mut lock(&self.state));
        if !self.reserved.load(Ordering::Acquire) {
            self.slots.lock().requests -= 1;
        }
        self.slots.0.freed.notify_waiters();
    }
}

impl Drop for StreamSlot {
    fn drop(&mut self) {
        let mut all = self.slots.lock();
        if self.reserved.load(Ordering::Acquire) {
            all.reserved -= 1;
        } else {
            all.open -= 1;
        }
        drop(all);
        self.slots.0.freed.notify_waiters();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No code that holds a lock leaves a change half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn no_more_connections_are_taken_than_may_be_open() {
        for may_be_open in [1, 2, 15, 16, 192, 193, 287, 288, 289, 960] {
            let open = ordinary(may_be_open);
            let slots = ConnectionSlots::new(open, open);
            let mut held = Vec::new();
            // A connection that just came is not idle yet: none is closed for another one.
            while let Ok(taken) = timeout(RECHECK_EVERY, slots.acquire()).await {
                held.push(taken);
                assert!(held.len() <= may_be_open.max(2), "{} of {may_be_open}", held.len());
            }
            let inner = &slots.0;
            assert!(inner.waiting_max < inner.reserved_max, "some are left for health");
        }
    }
}
