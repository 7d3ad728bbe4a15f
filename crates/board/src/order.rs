//! Rows in the order of their last change, the newest ones only.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
};

use crate::Step;

/// How many rows the order of changes keeps. A phone that slept through more takes a snapshot, which is smaller than that many rows.
pub const CHANGES_ROWS_MAX: usize = 16_384;

/// Which row changed. Numbers are those of members and traces; a trail has its seed's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub(crate) enum RowKey {
    Circle,
    Member(u32),
    Card(u32),
    Light(u32),
    Trail(u32),
    Round(u32),
    Gathering(u32),
    Pod(u32),
}

/// Keys in the order of the step at which they last changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Order<K: Ord + Hash> {
    by_step: BTreeSet<(Step, K)>,
    step_of: HashMap<K, Step>,
    /// The step up to which changes may have been dropped.
    floor: Step,
}

impl<K: Ord + Hash> Default for Order<K> {
    fn default() -> Self {
        Self { by_step: BTreeSet::new(), step_of: HashMap::new(), floor: 0 }
    }
}

impl<K: Copy + Ord + Hash> Order<K> {
    /// An order as it was kept.
    pub(crate) fn restore(floor: Step, changes: impl IntoIterator<Item = (Step, K)>) -> Self {
        let by_step: BTreeSet<_> = changes.into_iter().collect();
        let step_of = by_step.iter().map(|(step, key)| (*key, *step)).collect();
        Self { by_step, step_of, floor }
    }

    /// Notes that a row changed. Changes beyond the newest [`CHANGES_ROWS_MAX`] are dropped. Returns the replaced
    /// change, and the dropped one.
    pub(crate) fn touch(&mut self, step: Step, key: K) -> [Option<(Step, K)>; 2] {
        let before = self.step_of.insert(key, step).map(|before| (before, key));
        if let Some(before) = &before {
            self.by_step.remove(before);
        }
        self.by_step.insert((step, key));
        let let_go = if self.by_step.len() > CHANGES_ROWS_MAX { self.by_step.pop_first() } else { None };
        if let Some((step, key)) = &let_go {
            self.step_of.remove(key);
            self.floor = *step;
        }
        [before, let_go]
    }

    /// Drops all changes up to a step.
    pub(crate) fn forget(&mut self, step: Step) {
        self.by_step.clear();
        self.step_of.clear();
        self.floor = step;
    }

    pub(crate) fn floor(&self) -> Step {
        self.floor
    }

    /// The step of the newest change that is kept.
    pub(crate) fn newest(&self) -> Option<Step> {
        self.by_step.last().map(|(step, _)| *step)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Step, K)> + '_ {
        self.by_step.iter().copied()
    }
}

impl<K: Copy + Ord + Hash> Order<K> {
    /// The changes after a step, oldest first. `least` is the lowest possible key.
    pub(crate) fn after(&self, step: Step, least: K) -> impl Iterator<Item = (Step, K)> + '_ {
        self.by_step.range((step.saturating_add(1), least)..).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_at_its_last_change_and_the_oldest_are_dropped() {
        let mut order = Order::default();
        let last = u32::try_from(CHANGES_ROWS_MAX).unwrap();
        for n in 1..=last {
            order.touch(n, n);
        }
        order.touch(last + 1, 1);
        assert_eq!((order.floor(), order.newest()), (0, Some(last + 1)));
        assert_eq!(order.after(last - 1, 0).collect::<Vec<_>>(), [(last, last), (last + 1, 1)]);
        order.touch(last + 2, 0);
        assert_eq!((order.floor(), order.iter().next()), (2, Some((3, 3))));
        assert!(order == Order::restore(2, order.iter()));
    }
}
