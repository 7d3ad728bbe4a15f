//! Rows of one kind by their key, each with the position of its answer.

use std::collections::BTreeMap;

use traceboard_position::Position;

#[derive(Clone, Debug)]
pub(super) struct Table<K, R>(BTreeMap<K, (Position, R)>);

impl<K, R> Default for Table<K, R> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, R> Table<K, R> {
    /// Inserts a row, or replaces the one with the same key unless that one is newer.
    pub(super) fn put(&mut self, key: K, as_of: Position, row: R) {
        if self.0.get(&key).is_none_or(|(held, _)| *held <= as_of) {
            self.0.insert(key, (as_of, row));
        }
    }

    pub(super) fn get(&self, key: &K) -> Option<&R> {
        self.0.get(key).map(|(_, row)| row)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &R> {
        self.0.values().map(|(_, row)| row)
    }

    /// The first key for which both tables hold different rows, and both rows.
    pub(super) fn first_difference<'a>(&'a self, other: &'a Self) -> Option<(&'a K, &'a R, &'a R)>
    where
        R: PartialEq,
    {
        let both = self.0.iter().filter_map(|(key, (_, ours))| Some((key, ours, other.get(key)?)));
        both.into_iter().find(|(_, ours, theirs)| ours != theirs)
    }
}
