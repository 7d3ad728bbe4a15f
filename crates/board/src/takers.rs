//! Takers: for each trace that was taken up, a ring of the standing traces that do so, in the order of the fold.

use crate::traces::NONE;

/// A trace that takes up one of its parents.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Taker {
    /// Its number.
    by: u32,
    /// The one before it on the same parent; of the first the last.
    before: u32,
    /// The one after it; of the last the first.
    next: u32,
}

/// All takers in the order of the fold, so those of one trace stand together. Parents keep the place of their first.
///
/// A ring, because adding and removing are then a few writes, however many there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Takers {
    rows: Vec<Taker>,
}

impl Takers {
    /// The number of the trace at an index.
    pub(crate) fn by(&self, at: u32) -> Option<u32> {
        self.rows.get(at as usize).map(|row| row.by)
    }

    /// Adds a taker to the ring that begins at `first` ([`NONE`]: empty). Returns the index of the first.
    pub(crate) fn add(&mut self, first: u32, by: u32) -> u32 {
        let at = u32::try_from(self.rows.len()).unwrap_or(NONE);
        let Some(last) = self.rows.get(first as usize).map(|row| row.before) else {
            self.rows.push(Taker { by, before: at, next: at });
            return at;
        };
        self.rows.push(Taker { by, before: last, next: first });
        self.link(last, at);
        self.link(at, first);
        first
    }

    /// Removes a taker. Returns the index of the first that is left.
    pub(crate) fn remove(&mut self, first: u32, at: u32) -> u32 {
        let Some(Taker { before, next, .. }) = self.rows.get(at as usize).copied() else { return first };
        self.link(before, next);
        // Reset to a ring of one, so that a restored board is equal.
        self.link(at, at);
        match (at == first, next == at) {
            (true, true) => NONE,
            (true, false) => next,
            (false, _) => first,
        }
    }

    /// The index of the first row of a trace; its others follow.
    pub(crate) fn first_of(&self, by: u32) -> u32 {
        u32::try_from(self.rows.partition_point(|row| row.by < by)).unwrap_or(NONE)
    }

    fn link(&mut self, before: u32, next: u32) {
        if let Some(row) = self.rows.get_mut(before as usize) {
            row.next = next;
        }
        if let Some(row) = self.rows.get_mut(next as usize) {
            row.before = before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_left_is_the_earliest() {
        let mut takers = Takers::default();
        let first = [4, 5, 9].into_iter().fold(NONE, |first, by| takers.add(first, by));
        let other = takers.add(NONE, 9);
        assert_eq!((takers.by(first), takers.by(other), takers.first_of(9)), (Some(4), Some(9), 2));
        let first = takers.remove(first, 1);
        assert_eq!(takers.by(first), Some(4));
        let first = takers.remove(first, takers.first_of(4));
        assert_eq!(takers.by(first), Some(9));
        let first = takers.add(first, 12);
        let first = takers.remove(first, 2);
        assert_eq!(takers.by(first), Some(12));
        assert_eq!((takers.remove(first, first), takers.by(other)), (NONE, Some(9)));
    }
}
