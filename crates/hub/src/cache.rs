//! A cache of merged states, shared by followers that catch up from the same position.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OnceCell;
use traceboard_position::Position;

use crate::{AudienceKey, CACHED_BYTES_MAX, CACHED_FRAMES_MAX, Ended, Source, States};

/// States up to the newest position, by starting position and audience. Only followers that are behind lock it, never a
/// delivery.
#[derive(Default)]
pub(crate) struct Cache {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    /// The newest position. The frames end there, so all are dropped when it changes.
    newest: Option<Position>,
    /// Oldest first.
    frames: VecDeque<(Key, Arc<OnceCell<States>>)>,
    bytes: usize,
}

/// The position after which the states begin, the audience, and whether a frame without rows is wanted.
type Key = (Position, AudienceKey, bool);

impl Cache {
    /// States after a position. Concurrent calls with the same key wait for one encoding.
    pub(crate) async fn states(&self, source: &dyn Source, key: Key) -> Result<States, Ended> {
        let cell = self.cell(source.position(), key);
        let mut made = false;
        let make = async || {
            made = true;
            source.states(key.0, key.1, key.2).await
        };
        let states = cell.get_or_try_init(make).await?.clone();
        if made {
            self.add_bytes(&cell, &states);
        }
        Ok(states)
    }

    /// A cell for states that are about to be read. [`Cache::clear`] removes it, so states read before an erasure are
    /// not kept.
    pub(crate) fn reserve(&self, newest: Option<Position>, key: Key) -> Arc<OnceCell<States>> {
        self.cell(newest, key)
    }

    /// Stores what the publisher read: followers whose line was busy will ask for the same states.
    pub(crate) fn insert(&self, cell: &Arc<OnceCell<States>>, states: &States) {
        if cell.set(states.clone()).is_ok() {
            self.add_bytes(cell, states);
        }
    }

    /// Drops every frame: their words may be erased.
    pub(crate) fn clear(&self) {
        *self.lock() = Inner::default();
    }

    fn cell(&self, newest: Option<Position>, key: Key) -> Arc<OnceCell<States>> {
        let mut inner = self.lock();
        if inner.newest != newest {
            *inner = Inner { newest, ..Inner::default() };
        }
        // A frame with rows is the same whether an empty one was wanted or not.
        let serves = |held: &Key, cell: &OnceCell<States>| {
            (held.0, held.1) == (key.0, key.1)
                && (held.2 == key.2 || cell.get().is_some_and(|states| states.frame.is_some() && !held.2))
        };
        if let Some((_, cell)) = inner.frames.iter().find(|(held, cell)| serves(held, cell)) {
            return Arc::clone(cell);
        }
        let cell = Arc::default();
        inner.frames.push_back((key, Arc::clone(&cell)));
        inner.shrink();
        cell
    }

    fn add_bytes(&self, cell: &Arc<OnceCell<States>>, states: &States) {
        let mut inner = self.lock();
        if inner.frames.iter().any(|(_, held)| Arc::ptr_eq(held, cell)) {
            inner.bytes += bytes(states);
            inner.shrink();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn shrink(&mut self) {
        while self.frames.len() > CACHED_FRAMES_MAX || (self.bytes > CACHED_BYTES_MAX && self.frames.len() > 1) {
            if let Some((_, cell)) = self.frames.pop_front() {
                self.bytes = self.bytes.saturating_sub(cell.get().map_or(0, bytes));
            }
        }
    }
}

fn bytes(states: &States) -> usize {
    states.frame.as_ref().map_or(0, |frame| frame.framed().len())
}
