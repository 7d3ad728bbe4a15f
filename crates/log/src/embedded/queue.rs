//! What waits for the writer: taken all at once, so that whatever came while it was busy goes into one commit.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::Semaphore;

/// How many calls wait for the writer before the next ones wait for room.
const WAITING_MAX: usize = 256;

pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    came: Condvar,
    room: Semaphore,
}

struct State<T> {
    waiting: Vec<T>,
    /// The taker sleeps: to wake it costs a system call, which is saved while it is busy.
    sleeps: bool,
    closed: bool,
}

/// What [`Queue::take`] found.
pub(super) enum Taken<T> {
    /// At least one, in order.
    Some(Vec<T>),
    /// Nothing came in time.
    Nothing,
    /// Nothing will come.
    Closed,
}

impl<T> Queue<T> {
    pub(super) fn new() -> Self {
        let state = State { waiting: Vec::new(), sleeps: false, closed: false };
        Self { state: Mutex::new(state), came: Condvar::new(), room: Semaphore::new(WAITING_MAX) }
    }

    /// Waits for room. Gives the item back once the queue is closed.
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
            self.came.notify_one();
        }
        Ok(())
    }

    /// Waits for what comes, at most until then. What was pushed before the queue was closed is still given out.
    pub(super) fn take(&self, until: Option<Instant>) -> Taken<T> {
        let mut state = self.lock();
        while state.waiting.is_empty() {
            if state.closed {
                return Taken::Closed;
            }
            state.sleeps = true;
            state = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                None => self.came.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => {
                    state.sleeps = false;
                    return Taken::Nothing;
                }
                Some(left) => self.came.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
        state.sleeps = false;
        let taken = std::mem::take(&mut state.waiting);
        drop(state);
        self.room.add_permits(taken.len());
        Taken::Some(taken)
    }

    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.room.close();
        self.came.notify_one();
    }

    pub(super) fn is_closed(&self) -> bool {
        self.room.is_closed()
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
