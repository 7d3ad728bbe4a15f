//! The caches and followers of a space, updated by the hooks of its folds.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::Notify;
use tokio_util::task::AbortOnDropHandle;
use traceboard_hub::Channel;
use traceboard_log::Entry;
use uuid::Uuid;

use super::{look_alikes::Chosen, snapshot::Snapshots};
use crate::{fold::Hooks, words::Words};

/// The words, the snapshots and the followers of a board.
pub(crate) struct SpaceHooks {
    pub(crate) words: Words,
    pub(crate) snapshots: Snapshots,
    pub(super) chosen: Chosen,
    /// Rises when read rights change, in the board's log or the door's.
    rights: AtomicU64,
    /// Bodies were touched: what was taken out of them has to leave the index of words.
    pub(crate) stirred: Arc<Notify>,
    /// Removed when the space is closed: a channel holds its space.
    followed: Mutex<Option<Followed>>,
    /// What is kept beside the spaces that this one decides about: a circle's pods.
    within: Mutex<Vec<Weak<Self>>>,
}

/// A channel, and the task that brings it what other servers signal.
pub(crate) struct Followed {
    pub(crate) channel: Channel,
    pub(crate) _listening: AbortOnDropHandle<()>,
}

impl SpaceHooks {
    pub(crate) fn new(words: Words) -> Self {
        Self {
            words,
            snapshots: Snapshots::default(),
            chosen: Chosen::default(),
            rights: AtomicU64::new(0),
            stirred: Arc::default(),
            followed: Mutex::default(),
            within: Mutex::default(),
        }
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

    /// From now on, who may see this space decides about another one too.
    pub(super) fn hold(&self, within: &Arc<Self>) {
        let mut held = self.within.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|within| within.strong_count() > 0);
        held.push(Arc::downgrade(within));
    }

    fn each_within(&self, act: impl FnMut(Arc<Self>)) {
        let held = self.within.lock().unwrap_or_else(PoisonError::into_inner);
        held.iter().filter_map(Weak::upgrade).for_each(act);
    }

    /// Who may see what has changed, here and in all that this one decides about.
    fn rights_changed(&self) {
        self.rights.fetch_add(1, Ordering::AcqRel);
        self.each_within(|within| {
            within.rights_changed();
            within.tell();
        });
    }

    fn forget_quotes(&self) {
        self.snapshots.forget();
        if let Some(followed) = &*self.held() {
            followed.channel.forget_frames();
        }
    }

    fn tell(&self) {
        if let Some(followed) = &*self.held() {
            followed.channel.notify();
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<Followed>> {
        self.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hooks for SpaceHooks {
    fn entry(&self, entry: &Entry) {
        self.words.keep(entry);
    }

    /// What quoted erased words goes with them.
    fn touched(&self, ids: &[Uuid]) {
        self.words.forget(ids);
        self.forget_quotes();
        // Whoever is woken reads the board, and so waits until this entry is applied.
        self.stirred.notify_one();
        // A pod shows its members by the names of its circle.
        self.each_within(|within| within.forget_quotes());
    }

    fn rights(&self) {
        self.rights_changed();
    }

    fn changed(&self) {
        self.tell();
    }
}

impl SpaceHooks {
    /// Who may see the board has changed in another log.
    pub(crate) fn recheck_followers(&self) {
        self.rights_changed();
    }

    /// There may be something new for its followers, also without an entry of the board.
    pub(crate) fn tell_followers(&self) {
        self.tell();
    }
}
