//! What is done beside the fold of a door: its entries change who may see the board, and whose own pods are which; no row of the board.

use std::sync::{
    Arc, OnceLock, Weak,
    atomic::{AtomicU64, Ordering},
};

use traceboard_board::door::Door;

use super::pods::Watchers;
use crate::{
    fold::{Fold, Hooks},
    space::Beside,
};

pub(super) struct BesideDoor {
    board: Arc<Beside>,
    watchers: Arc<Watchers>,
    /// The fold that this stands beside; a fold is made with what stands beside it.
    door: OnceLock<Weak<Fold<Door>>>,
    /// Up to which change of somebody's own pods they were woken.
    woken: AtomicU64,
}

impl BesideDoor {
    pub(super) fn new(board: Arc<Beside>, watchers: Arc<Watchers>) -> Self {
        Self { board, watchers, door: OnceLock::new(), woken: AtomicU64::new(0) }
    }

    pub(super) fn stands_beside(&self, door: &Arc<Fold<Door>>) {
        // It is said once, where the circle begins.
        let _ = self.door.set(Arc::downgrade(door));
    }

    fn wake(&self) {
        let Some(door) = self.door.get().and_then(Weak::upgrade) else { return };
        let changed = {
            let at = door.read();
            let pods = at.state.pods();
            let woken = self.woken.swap(pods.changed(), Ordering::AcqRel);
            if woken == pods.changed() {
                return;
            }
            // Fewer than before: the door's history was replaced.
            pods.changed_since(if woken > pods.changed() { 0 } else { woken })
        };
        self.watchers.wake(changed);
    }
}

impl Hooks for BesideDoor {
    fn rights(&self) {
        self.board.judge_anew();
    }

    fn news(&self) {
        self.board.tell_followers();
        self.wake();
    }
}
