//! What a space keeps beside its fold, and what the folds tell it.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio_util::task::AbortOnDropHandle;
use traceboard_hub::Channel;
use traceboard_log::Entry;
use uuid::Uuid;

use super::snapshot::Snapshots;
use crate::{fold::Hooks, words::Words};

/// The words, the snapshots and the followers of a board.
pub(crate) struct Beside {
    pub(crate) words: Words,
    pub(crate) snapshots: Snapshots,
    /// Rises whenever who may see what has changed, in the board's log or the door's.
    rights: AtomicU64,
    /// Gone once the space is closed: a channel holds its space.
    followed: Mutex<Option<Followed>>,
}

/// A channel, and the task that brings it what other servers signal.
pub(crate) struct Followed {
    pub(crate) channel: Channel,
    pub(crate) _listening: AbortOnDropHandle<()>,
}

impl Beside {
    pub(crate) fn new(words: Words) -> Self {
        Self { words, snapshots: Snapshots::default(), rights: AtomicU64::new(0), followed: Mutex::default() }
    }

    pub(crate) fn rights_now(&self) -> u64 {
        self.rights.load(Ordering::Acquire)
    }

    pub(crate) fn channel(&self, open: impl FnOnce() -> Followed) -> Channel {
        if let Some(followed) = &*self.held() {
            return followed.channel.clone();
        }
        // Outside the lock: opening reads the board, whose fold may be waiting for this lock. Of two who open at once both get
        // the hub's one channel.
        let opened = open();
        self.held().get_or_insert(opened).channel.clone()
    }

    /// How long ago it was followed; nothing while it is, none where it never was.
    pub(crate) fn followed_ago(&self) -> Option<Duration> {
        let held = self.held();
        let idle_since = held.as_ref()?.channel.idle_since();
        Some(idle_since.map_or(Duration::ZERO, |since| since.elapsed()))
    }

    pub(crate) fn close(&self) {
        if let Some(followed) = self.held().take() {
            followed.channel.close();
        }
    }

    fn tell(&self) {
        if let Some(followed) = &*self.held() {
            followed.channel.news();
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<Followed>> {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hooks for Beside {
    fn entry(&self, entry: &Entry) {
        self.words.keep(entry);
    }

    /// What quoted erased words goes with them.
    fn touched(&self, ids: &[Uuid]) {
        self.words.forget(ids);
        self.snapshots.forget();
        if let Some(followed) = &*self.held() {
            followed.channel.forget_frames();
        }
    }

    fn rights(&self) {
        self.rights.fetch_add(1, Ordering::AcqRel);
    }

    fn news(&self) {
        self.tell();
    }
}

/// The same for the door: its entries change who may see the board, and no row of it.
pub(crate) struct BesideDoor(pub(crate) Arc<Beside>);

impl Hooks for BesideDoor {
    fn rights(&self) {
        self.0.rights.fetch_add(1, Ordering::AcqRel);
    }

    fn news(&self) {
        self.0.tell();
    }
}
