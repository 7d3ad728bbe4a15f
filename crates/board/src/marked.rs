//! The lists of traces that their authors marked: as what was learned, or by the joint that they are at. Those that stand, newest first.

use std::collections::BTreeSet;

use crate::{Audience, Board, CardState, CardsPage, Edge, Joint};

/// A trace's place in the feed: its time and number.
type Place = (i64, u32);

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Marked {
    learned: BTreeSet<Place>,
    joints: BTreeSet<(Joint, Place)>,
}

impl Board {
    /// Standing traces that say what was learned, newest first, from before a place in that order on.
    #[must_use]
    pub fn learned_page(&self, audience: Audience, before: Option<Edge>, limit: usize) -> CardsPage {
        let list = self.marked.learned.range(..place(before)).rev().map(|(_, n)| *n);
        self.cards_page(audience, list, limit)
    }

    /// Standing traces that are at a joint, newest first, from before a place in that order on.
    #[must_use]
    pub fn joint_page(&self, audience: Audience, joint: Joint, before: Option<Edge>, limit: usize) -> CardsPage {
        let range = (joint, (i64::MIN, 0))..(joint, place(before));
        let list = self.marked.joints.range(range).rev().map(|(_, (_, n))| *n);
        self.cards_page(audience, list, limit)
    }

    /// A trace was added or removed: updates its lists.
    pub(crate) fn list_marked(&mut self, n: u32) {
        let Some(row) = self.traces.at(n).copied() else { return };
        let (place, stands) = ((row.at_ms, n), row.state == CardState::Shown);
        if row.learned {
            list(&mut self.marked.learned, place, stands);
        }
        if let Some(joint) = row.joint {
            list(&mut self.marked.joints, (joint, place), stands);
        }
    }

    /// Recomputes the lists, and the tries taken on of retros, from the traces alone.
    pub(crate) fn restore_marked(&mut self) {
        for n in 0..u32::try_from(self.traces.len()).unwrap_or(0) {
            self.list_marked(n);
        }
        let taken = self.traces.all_rare().iter().filter_map(|(n, rare)| Some((*n, rare.tries?)));
        for (n, (round, card)) in taken.collect::<Vec<_>>() {
            self.retros.take_on(round, card, n);
        }
    }
}

/// Adds a standing trace to a list, or removes it.
fn list<T: Ord>(of: &mut BTreeSet<T>, key: T, stands: bool) {
    if stands {
        of.insert(key);
    } else {
        of.remove(&key);
    }
}

fn place(before: Option<Edge>) -> Place {
    before.map_or((i64::MAX, u32::MAX), |edge| (edge.at_ms, edge.n))
}
