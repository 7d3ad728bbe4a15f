//! Slots for connections: how many there are, which idle ones are closed to make room, and which are reserved for
//! monitoring.

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

/// Places beside all others, which only health and metrics are answered in at once: more than watchers ask at a time.
const WATCHERS: usize = 16;
/// Places in which others wait for one of the rest.
const WAITING: usize = 128;
/// All places beside those that [`Places::new`] is told of.
pub const KEPT: usize = WATCHERS + WAITING;
/// How long a connection is idle at least before it makes room: one that has just come is about to ask.
const IDLE_MIN: Duration = Duration::from_millis(500);
/// How many idle connections are closed at most for one that comes. Each leaves at once, but for those that are still being sent the
/// end of an answer.
const TRIES: usize = 4;
/// After how long it is looked for idle ones again.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// How long a request waits for a place.
const WAITS: Duration = Duration::from_secs(5);
/// How often the log says that there is no place.
const TELL_EVERY: Duration = Duration::from_secs(60);

/// All places. Clones are the same.
#[derive(Clone, Debug)]
pub(crate) struct Places(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    open_max: usize,
    requests_max: usize,
    state: Mutex<State>,
    freed: Notify,
}

#[derive(Debug, Default)]
struct State {
    /// Streams that are open, sockets among them, without those in kept places.
    open: usize,
    /// Those that carry requests.
    requests: usize,
    kept: usize,
    /// How many of the kept wait for another place.
    waiting: usize,
    /// Connections that no request is under way on, by when that began; beside them the kept ones.
    idle: [BTreeMap<u64, (Instant, CancellationToken)>; 2],
    next: u64,
    /// When it was told last that there is no place.
    told: Option<Instant>,
}

/// Whether a connection has a kept place: known by its stream and its seat.
type Kept = Arc<AtomicBool>;

/// A stream that is open, for as long as it is held: a connection that becomes a socket takes it along.
#[derive(Debug)]
pub(crate) struct StreamSlot {
    places: Places,
    kept: Kept,
}

/// A connection that carries requests.
#[derive(Debug)]
pub(crate) struct RequestSlot {
    places: Places,
    kept: Kept,
    state: Mutex<RequestSlotState>,
    leave: CancellationToken,
}

#[derive(Debug, Default)]
struct RequestSlotState {
    under_way: usize,
    /// Under which number it is idle.
    idle: Option<u64>,
    was_asked: bool,
}

/// A request that is under way, until its answer is handed over.
pub(crate) struct UnderWay(Arc<RequestSlot>);

impl Places {
    /// `open_max` streams, of which `requests_max` carry requests, beside [`KEPT`].
    pub(crate) fn new(open_max: usize, requests_max: usize) -> Self {
        let (state, freed) = (Mutex::default(), Notify::new());
        Self(Arc::new(Inner { open_max: open_max.max(1), requests_max: requests_max.max(1), state, freed }))
    }

    /// A place for a connection that comes. Where all are taken, those that have been idle longest are closed; where none is idle, it is
    /// one of the kept.
    pub(crate) async fn take(&self) -> (StreamSlot, Arc<RequestSlot>) {
        for _ in 0..TRIES {
            if let Some(taken) = self.try_take(false) {
                return taken;
            }
            let freed = self.0.freed.notified();
            if !self.close_idle(false) {
                break;
            }
            let _ = timeout(LOOK_EVERY, freed).await;
        }
        loop {
            if let Some(taken) = self.try_take(false).or_else(|| self.try_take(true)) {
                return taken;
            }
            let freed = self.0.freed.notified();
            self.close_idle(true);
            let _ = timeout(LOOK_EVERY, freed).await;
        }
    }

    /// How many streams are open.
    pub(crate) fn open(&self) -> usize {
        let state = self.lock();
        state.open + state.kept
    }

    fn try_take(&self, kept: bool) -> Option<(StreamSlot, Arc<RequestSlot>)> {
        let mut state = self.lock();
        if !kept {
            self.0.add(&mut state)?;
        } else if state.kept < KEPT {
            state.kept += 1;
            if state.told.is_none_or(|told| told.elapsed() > TELL_EVERY) {
                state.told = Some(Instant::now());
                let (open, requests) = (state.open, state.requests);
                tracing::warn!(open, requests, "every connection is busy: more than health and metrics has to wait");
            }
        } else {
            return None;
        }
        drop(state);
        let (kept, leave) = (Kept::new(kept.into()), CancellationToken::new());
        let seat = RequestSlot { places: self.clone(), kept: Arc::clone(&kept), state: Mutex::default(), leave };
        seat.rest(&mut lock(&seat.state));
        Some((StreamSlot { places: self.clone(), kept }, Arc::new(seat)))
    }

    /// Closes the connection that has been idle longest; false where none has been for long enough.
    fn close_idle(&self, kept: bool) -> bool {
        let mut state = self.lock();
        let Some(first) = state.idle[usize::from(kept)].first_entry() else { return false };
        if first.get().0.elapsed() < IDLE_MIN {
            return false;
        }
        let (_, leave) = first.remove();
        drop(state);
        leave.cancel();
        true
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock(&self.0.state)
    }
}

impl Inner {
    /// One more, where there is room.
    fn add(&self, state: &mut State) -> Option<()> {
        if state.open >= self.open_max || state.requests >= self.requests_max {
            return None;
        }
        state.open += 1;
        state.requests += 1;
        Some(())
    }
}

impl RequestSlot {
    /// Whether it has another place than a kept one, or gets one in time: only health and metrics are answered in those.
    pub(crate) async fn is_in(&self) -> bool {
        if !self.kept.load(Ordering::Acquire) {
            return true;
        }
        {
            let mut state = self.places.lock();
            if state.waiting >= WAITING {
                return false;
            }
            state.waiting += 1;
        }
        let _waits = Waits(&self.places);
        let until = Instant::now() + WAITS;
        while Instant::now() < until {
            let freed = self.places.0.freed.notified();
            {
                let mut state = self.places.lock();
                if self.places.0.add(&mut state).is_some() {
                    state.kept -= 1;
                    self.kept.store(false, Ordering::Release);
                    return true;
                }
            }
            self.places.close_idle(false);
            let _ = timeout(LOOK_EVERY, freed).await;
        }
        false
    }

    /// Done once it has to make room. True: it was asked something before, so that an answer may still be on its way.
    pub(crate) async fn leaves(&self) -> bool {
        self.leave.cancelled().await;
        self.was_asked()
    }

    /// Whether a request ever came by it.
    pub(crate) fn was_asked(&self) -> bool {
        lock(&self.state).was_asked
    }

    /// A request has come.
    pub(crate) fn begin(self: &Arc<Self>) -> UnderWay {
        let mut state = lock(&self.state);
        state.under_way += 1;
        state.was_asked = true;
        self.stirs(&mut state);
        UnderWay(Arc::clone(self))
    }

    fn rest(&self, seat: &mut RequestSlotState) {
        let mut all = self.places.lock();
        let number = all.next;
        all.next += 1;
        let kept = usize::from(self.kept.load(Ordering::Acquire));
        all.idle[kept].insert(number, (Instant::now(), self.leave.clone()));
        seat.idle = Some(number);
    }

    fn stirs(&self, seat: &mut RequestSlotState) {
        let Some(number) = seat.idle.take() else { return };
        // It may have got another place since it came to rest.
        self.places.lock().idle.iter_mut().for_each(|idle| drop(idle.remove(&number)));
    }
}

/// Counted among those that wait.
struct Waits<'a>(&'a Places);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.lock().waiting -= 1;
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut state = lock(&self.0.state);
        state.under_way -= 1;
        // One that has to leave is not asked to again.
        if state.under_way == 0 && !self.0.leave.is_cancelled() {
            self.0.rest(&mut state);
        }
    }
}

impl Drop for RequestSlot {
    fn drop(&mut self) {
        self.stirs(&mut lock(&self.state));
        if !self.kept.load(Ordering::Acquire) {
            self.places.lock().requests -= 1;
        }
        self.places.0.freed.notify_waiters();
    }
}

impl Drop for StreamSlot {
    fn drop(&mut self) {
        let mut all = self.places.lock();
        if self.kept.load(Ordering::Acquire) {
            all.kept -= 1;
        } else {
            all.open -= 1;
        }
        drop(all);
        self.places.0.freed.notify_waiters();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No code that holds a lock leaves a change half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
