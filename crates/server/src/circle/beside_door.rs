//! The hooks of a door's fold: its entries change read rights on the board, and members' own pods, but no row of the
//! board.

use std::sync::{
    Arc, OnceLock, Weak,
    atomic::{AtomicU64, Ordering},
};

use traceboard_board::door::Door;

use super::pods::Watchers;
use crate::{
    fold::{Fold, Hooks},
    space::SpaceHooks,
};

pub(super) struct DoorHooks {
    board: Arc<SpaceHooks>,
    watchers: Arc<Watchers>,
    /// The door's fold, which is created after its hooks.
    door: OnceLock<Weak<Fold<Door>>>,
    /// Up to which change of own pods members were woken.
    woken: AtomicU64,
}

impl DoorHooks {
    pub(super) fn new(board: Arc<SpaceHooks>, watchers: Arc<Watchers>) -> Self {
        Self { board, watchers, door: OnceLock::new(), woken: AtomicU64::new(0) }
    }

    pub(super) fn stands_beside(&self, door: &Arc<Fold<Door>>) {
        // Set once, when the circle is opened.
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

impl Hooks for DoorHooks {
    fn rights(&self) {
        self.board.recheck_followers();
    }

    fn changed(&self) {
        self.board.tell_followers();
        self.wake();
    }
}
