//! A member's own pods, sent only to them: their connections are woken when these change.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use traceboard_board::{MemberId, PodId, door::OwnPods};
use traceboard_hub::Line;
use traceboard_protocol::{ServerFrame, Waiting};

use crate::{circle::Circle, names};

/// The tag of a reader's own pods. Equal answers have equal tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known(String);

/// Connections by member. Closed ones are removed when the member's next one is added.
#[derive(Default)]
pub(crate) struct Watchers(Mutex<HashMap<MemberId, Vec<Weak<dyn Line>>>>);

impl Watchers {
    fn add(&self, member: MemberId, line: &Arc<dyn Line>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // One member has a bounded number of connections, so the walk over those of one is short.
        let lines = held.entry(member).or_default();
        lines.retain(|line| line.strong_count() > 0);
        lines.push(Arc::downgrade(line));
        if held.len() > MEMBERS_SWEPT {
            held.retain(|_, lines| lines.iter().any(|line| line.strong_count() > 0));
        }
    }

    /// Wakes the connections of members.
    pub(crate) fn wake(&self, members: impl IntoIterator<Item = MemberId>) {
        let mut lines = Vec::new();
        {
            let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            for member in members {
                lines.extend(held.get(&member).into_iter().flatten().filter_map(Weak::upgrade));
            }
        }
        lines.iter().for_each(|line| line.wake());
    }
}

/// From how many members on those without a connection are let go of at each new one.
const MEMBERS_SWEPT: usize = 4_096;

impl Known {
    /// The tag of a reader without an answer yet.
    pub(crate) fn nothing() -> Self {
        Self("none".to_owned())
    }

    fn of(own: &OwnPods) -> Self {
        if *own == OwnPods::default() {
            return Self::nothing();
        }
        let ids = |pods: &BTreeSet<PodId>| pods.iter().flat_map(|pod| pod.0.into_bytes()).collect::<Vec<u8>>();
        // No pod has an id of zeros, so that what stands before it is told from what stands behind it.
        let waiting = own.waiting.iter().flat_map(|(pod, member)| [pod.0.into_bytes(), member.0.into_bytes()]);
        let waiting = waiting.flatten().collect();
        let apart = vec![0; 16];
        let held = vec![u8::from(own.held)];
        let which = [ids(&own.pods), apart.clone(), ids(&own.invitations), apart, waiting, held].concat();
        Self(names::derived("own pods", &which).to_string())
    }

    /// As a reader names it. Whatever they name that isn't what is now, they are told what is now.
    pub(crate) fn named(name: String) -> Self {
        Self(name)
    }
}

impl Circle {
    /// Wakes a connection whenever its member's own pods change.
    pub(crate) fn watch_own_pods(&self, member: MemberId, line: &Arc<dyn Line>) {
        self.watchers.add(member, line);
    }

    /// A member's own pods, as a session of theirs opens them.
    pub(crate) fn own_pods(&self, token_hash: &str) -> OwnPods {
        self.door.read().state.own_pods(token_hash)
    }

    /// What a reader knows who was told all of their own pods.
    pub(crate) fn knows_own_pods(&self, token_hash: &str) -> Known {
        Known::of(&self.own_pods(token_hash))
    }

    /// A reader's own pods, where they know otherwise, and what they know with it.
    pub(crate) fn own_pods_unless(&self, token_hash: &str, known: &Known) -> Option<(ServerFrame, Known)> {
        let own = self.own_pods(token_hash);
        let now = Known::of(&own);
        if now == *known {
            return None;
        }
        let (pods, invitations) = (own.pods.into_iter().collect(), own.invitations.into_iter().collect());
        let waiting = own.waiting.into_iter().map(|(pod, member)| Waiting { pod, member }).collect();
        let (space, held, known) = (self.space.space, own.held, now.0.clone());
        Some((ServerFrame::OwnPods { space, pods, invitations, held, waiting, known }, now))
    }
}
