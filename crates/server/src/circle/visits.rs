//! Counts open sockets: each member has a maximum, whether or not they follow anything.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use traceboard_board::MemberId;

use super::Circle;

/// How many sockets each member has open; no member stands in it with none.
#[derive(Default)]
pub(super) struct SocketCounts(Mutex<HashMap<MemberId, usize>>);

/// An open socket, whether or not it follows anything. Dropping it gives the place back.
pub(crate) struct SocketCount {
    circle: Arc<Circle>,
    member: MemberId,
}

impl SocketCounts {
    fn open(&self) -> MutexGuard<'_, HashMap<MemberId, usize>> {
        // No code that holds the lock leaves a change half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Circle {
    /// Counts a socket. `None`: the member has `at_most` open already.
    pub(crate) fn visit(self: &Arc<Self>, member: MemberId, at_most: usize) -> Option<SocketCount> {
        let mut open = self.visits.open();
        let count = open.entry(member).or_default();
        if *count >= at_most {
            return None;
        }
        *count += 1;
        Some(SocketCount { circle: Arc::clone(self), member })
    }
}

impl Drop for SocketCount {
    fn drop(&mut self) {
        let mut open = self.circle.visits.open();
        if let Some(count) = open.get_mut(&self.member) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.member);
            }
        }
    }
}
