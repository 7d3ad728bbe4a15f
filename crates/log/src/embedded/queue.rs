//! The writer's queue: emptied at once, so that everything that came while it was busy goes into one commit.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::Semaphore;

/// How many requests the queue holds; further callers wait for room.
const WAITING_MAX: usize = 256;

pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    arrived: Condvar,
    room: Semaphore,
}

struct State<T> {
    waiting: Vec<T>,
    /// Whether the writer sleeps: waking it costs a system call, saved while it is busy.
    sleeps: bool,
    closed: bool,
}

/// The result of [`Queue::take`].
pub(super) enum Received<T> {
    /// At least one request, in order.
    Some(Vec<T>),
    /// Nothing came in time.
    Nothing,
    /// Nothing will come.
    Closed,
}

impl<T> Queue<T> {
    pub(super) fn new() -> Self {
        let state = State { waiting: Vec::new(), sleeps: false, closed: false };
        Self { state: Mutex::new(state), arrived: Condvar::new(), room: Semaphore::new(WAITING_MAX) }
    }

    /// Waits for room. Returns the item if the queue is closed.
    pub(super) async fn push(&self, item: T) -> Result<(), T> {
        match self.room.acquire().await {
            Ok(permit) => permit.forget(),
            Err(_) => return Err(item),
        }
        let wake = {
            let mut state = self.lock();
            if state.closed {
                return Err(item);
            }
            state.waiting.push(item);
            std::mem::take(&mut state.sleeps)
        };
        if wake {
            self.arrived.notify_one();
        }
        Ok(())
    }

    /// Waits for requests, at most until `until`. Requests pushed before the queue was closed are still returned.
    pub(super) fn take(&self, until: Option<Instant>) -> Received<T> {
        let mut state = self.lock();
        while state.waiting.is_empty() {
            if state.closed {
                return Received::Closed;
            }
            state.sleeps = true;
            state = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                None => self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => {
                    state.sleeps = false;
                    return Received::Nothing;
                }
                Some(left) => self.arrived.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
        state.sleeps = false;
        let taken = std::mem::take(&mut state.waiting);
        drop(state);
        self.room.add_permits(taken.len());
        Received::Some(taken)
    }

    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.room.close();
        self.arrived.notify_one();
    }

    pub(super) fn is_closed(&self) -> bool {
        self.room.is_closed()
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
