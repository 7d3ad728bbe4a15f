//! History, read and encoded once for all who want the same stretch of it.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use bytes::Bytes;
use tokio::sync::{OnceCell, Semaphore};
use traceboard_log::{LogError, LogName, ReadError};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{
    BATCH_BYTES_MAX, Feed, PAGE_READS_MAX, PAGES_BYTES_MAX,
    channel::Channel,
    hub::Inner,
    ring::{Touched, fits},
};

/// A stretch of a log's history, encoded.
#[derive(Debug)]
pub(crate) struct Page {
    frames: Vec<(Position, Uuid, Bytes)>,
    /// How many touches the hub knew of when the read began: what was touched later may stand here untouched.
    pub(crate) touches: u64,
}

impl Page {
    /// The frames after `given` that fit into a batch, and the last position among them.
    pub(crate) fn take(&self, given: Option<Position>) -> (Vec<Bytes>, Option<Position>) {
        let from = self.frames.partition_point(|(position, ..)| Some(*position) <= given);
        let (mut frames, mut bytes, mut last) = (Vec::new(), 0, None);
        for (position, _, frame) in &self.frames[from..] {
            if !fits(frames.len(), bytes, frame) {
                break;
            }
            bytes += frame.len();
            frames.push(frame.clone());
            last = Some(*position);
        }
        (frames, last)
    }

    /// Whether the page holds nothing after `given`.
    pub(crate) fn ends_at(&self, given: Option<Position>) -> bool {
        self.frames.last().is_none_or(|(position, ..)| Some(*position) <= given)
    }

    /// The ids of its entries.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &Uuid> {
        self.frames.iter().map(|(_, id, _)| id)
    }

    fn bytes(&self) -> usize {
        self.frames.iter().map(|(.., frame)| frame.len() + 64).sum()
    }
}

/// The pages that a hub shares: those being read, and as many of the last used as [`PAGES_BYTES_MAX`] allows.
#[derive(Debug)]
pub(crate) struct Pages {
    kept: Mutex<Kept>,
    reads: Semaphore,
}

#[derive(Debug, Default)]
struct Kept {
    slots: HashMap<Key, Arc<Slot>>,
    bytes: usize,
    uses: u64,
}

/// A log as one channel saw it: what was touched while no channel followed the log, no page from before knows of.
type Key = (LogName, u64, Option<Position>);

#[derive(Debug, Default)]
struct Slot {
    page: OnceCell<Arc<Page>>,
    /// Set when the read failed, so that those who waited for it don't all try again, one after the other.
    failed: AtomicBool,
    /// What it counts for among the kept pages; none before it is read.
    bytes: Mutex<Option<usize>>,
    used: Mutex<u64>,
}

impl Pages {
    pub(crate) fn new() -> Self {
        Self { kept: Mutex::default(), reads: Semaphore::new(PAGE_READS_MAX) }
    }

    /// The page after a position: a kept one, one that is being read, or a new read. Cancel safe: who waits for a read
    /// that is cancelled takes it over.
    pub(crate) async fn get(
        &self,
        hub: &Inner,
        channel: &Channel,
        after: Option<Position>,
    ) -> Result<Arc<Page>, ReadError> {
        let key = (channel.name.clone(), channel.life, after);
        let slot = self.slot(&key);
        let read = async || {
            if slot.failed.load(Ordering::Acquire) {
                return Err(shared_failure(&channel.name));
            }
            let permit = self.reads.acquire().await;
            let page = read(hub, channel, after).await;
            drop(permit);
            slot.failed.store(page.is_err(), Ordering::Release);
            page.map(Arc::new)
        };
        match slot.page.get_or_try_init(read).await {
            Ok(page) => {
                let page = Arc::clone(page);
                self.keep(&key, &slot, &page);
                Ok(page)
            }
            Err(error) => {
                self.remove(&key, &slot);
                Err(error)
            }
        }
    }

    /// Forgets the pages of a channel that hold a touched entry.
    pub(crate) fn forget(&self, channel: &Channel, touched: Touched<'_>) {
        let mut kept = self.lock();
        let stale = |slot: &Slot| slot.page.get().is_some_and(|page| page.ids().any(|id| touched.has(id)));
        let keys: Vec<Key> = kept
            .slots
            .iter()
            .filter(|(key, slot)| key.0 == channel.name && key.1 == channel.life && stale(slot))
            .map(|(key, _)| key.clone())
            .collect();
        for key in keys {
            kept.drop_slot(&key);
        }
    }

    /// Forgets one page, where it is still this one.
    pub(crate) fn discard(&self, channel: &Channel, after: Option<Position>, page: &Arc<Page>) {
        let key = (channel.name.clone(), channel.life, after);
        let mut kept = self.lock();
        let same = kept.slots.get(&key).and_then(|slot| slot.page.get()).is_some_and(|held| Arc::ptr_eq(held, page));
        if same {
            kept.drop_slot(&key);
        }
    }

    fn slot(&self, key: &Key) -> Arc<Slot> {
        let mut kept = self.lock();
        kept.uses += 1;
        let uses = kept.uses;
        let slot = Arc::clone(kept.slots.entry(key.clone()).or_default());
        *lock(&slot.used) = uses;
        slot
    }

    fn keep(&self, key: &Key, slot: &Arc<Slot>, page: &Page) {
        let mut kept = self.lock();
        let held = kept.slots.get(key).is_some_and(|held| Arc::ptr_eq(held, slot));
        if !held {
            return;
        }
        // A page without entries is the news that there are none yet, which doesn't stay true.
        if page.frames.is_empty() {
            kept.drop_slot(key);
            return;
        }
        let mut counted = lock(&slot.bytes);
        if counted.is_none() {
            *counted = Some(page.bytes());
            kept.bytes += page.bytes();
        }
        drop(counted);
        while kept.bytes > PAGES_BYTES_MAX {
            let counted = kept.slots.iter().filter(|(_, slot)| lock(&slot.bytes).is_some());
            let Some(oldest) = counted.min_by_key(|(_, slot)| *lock(&slot.used)).map(|(key, _)| key.clone()) else {
                break;
            };
            kept.drop_slot(&oldest);
        }
    }

    fn remove(&self, key: &Key, slot: &Arc<Slot>) {
        let mut kept = self.lock();
        if kept.slots.get(key).is_some_and(|held| Arc::ptr_eq(held, slot)) {
            kept.drop_slot(key);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        lock(&self.kept)
    }
}

impl Kept {
    fn drop_slot(&mut self, key: &Key) {
        if let Some(slot) = self.slots.remove(key) {
            self.bytes -= lock(&slot.bytes).unwrap_or(0);
        }
    }
}

async fn read(hub: &Inner, channel: &Channel, after: Option<Position>) -> Result<Page, ReadError> {
    let touches = channel.state().touches.count();
    let page = hub.log.read(&channel.name, after).await?;
    let mut frames = Vec::with_capacity(page.entries.len());
    let mut encoded = 0;
    for entry in &page.entries {
        let frame = (hub.encoder)(Feed::Entry(entry));
        encoded += frame.len();
        frames.push((entry.position, entry.id, frame));
        // Other tasks of this thread get their turn.
        if encoded > BATCH_BYTES_MAX {
            encoded = 0;
            tokio::task::yield_now().await;
        }
    }
    Ok(Page { frames, touches })
}

fn shared_failure(log: &LogName) -> ReadError {
    let source = "the read that was waited for failed".into();
    ReadError::Log(LogError::Unavailable { operation: "read", log: log.to_string(), source })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
