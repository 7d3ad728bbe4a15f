//! A sorted list of small values, in runs: about as small as an array, and an insertion in its middle moves one run only.

/// How many values a run holds before it is cut in two. An insertion moves at most this many.
const RUN_MAX: usize = 512;

/// Values in the order of keys that a closure looks up, so that the list needn't hold them. A value's key must not change while it
/// is in the list, and no two values have one key.
#[derive(Clone, Debug)]
pub(crate) struct Sorted<T> {
    /// Most lists are short: the first run needs no allocation of its own.
    first: Vec<T>,
    rest: Vec<Vec<T>>,
    len: usize,
}

impl<T> Default for Sorted<T> {
    fn default() -> Self {
        Self { first: Vec::new(), rest: Vec::new(), len: 0 }
    }
}

impl<T: PartialEq + Copy> PartialEq for Sorted<T> {
    /// Two lists of the same values are equal, wherever their runs were cut.
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<T: Copy> Sorted<T> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = T> + '_ {
        self.first.iter().chain(self.rest.iter().flatten()).copied()
    }

    /// Inserts a value, or replaces the one with its key.
    pub(crate) fn insert<K: Ord>(&mut self, value: T, key: impl Fn(T) -> K) {
        let wanted = key(value);
        let at = self.run_of(&wanted, &key);
        let run = self.run_mut(at);
        match run.binary_search_by(|other| key(*other).cmp(&wanted)) {
            Ok(found) => {
                run[found] = value;
                return;
            }
            Err(place) => run.insert(place, value),
        }
        if run.len() > RUN_MAX {
            // At the end values are appended: the full run stays full. In the middle both halves get room.
            let cut =
                if run.len() - 1 == run.partition_point(|other| key(*other) < wanted) { RUN_MAX } else { RUN_MAX / 2 };
            let tail = run.split_off(cut);
            run.shrink_to_fit();
            self.rest.insert(at, tail);
        }
        self.len += 1;
    }

    pub(crate) fn remove<K: Ord>(&mut self, wanted: &K, key: impl Fn(T) -> K) {
        let at = self.run_of(wanted, &key);
        let run = self.run_mut(at);
        let Ok(found) = run.binary_search_by(|other| key(*other).cmp(wanted)) else { return };
        run.remove(found);
        if run.is_empty() && at > 0 {
            self.rest.remove(at - 1);
        }
        self.len -= 1;
    }

    pub(crate) fn get<K: Ord>(&self, wanted: &K, key: impl Fn(T) -> K) -> Option<T> {
        let run = self.run(self.run_of(wanted, &key));
        run.binary_search_by(|other| key(*other).cmp(wanted)).ok().map(|found| run[found])
    }

    /// The values below a key, highest first; all where there is none.
    pub(crate) fn below<'a, K: Ord>(&'a self, bound: Option<K>, key: impl Fn(T) -> K) -> impl Iterator<Item = T> + 'a {
        let (at, within) = match bound {
            None => (self.rest.len(), self.run(self.rest.len()).len()),
            Some(bound) => {
                let at = self.run_of(&bound, &key);
                (at, self.run(at).partition_point(|other| key(*other) < bound))
            }
        };
        let earlier = (0..at).rev().flat_map(|at| self.run(at).iter().rev());
        self.run(at)[..within].iter().rev().chain(earlier).copied()
    }

    /// Adds a value that is above all others.
    pub(crate) fn push(&mut self, value: T) {
        let at = self.rest.len();
        if self.run(at).len() >= RUN_MAX {
            self.rest.push(vec![value]);
        } else {
            self.run_mut(at).push(value);
        }
        self.len += 1;
    }

    /// The run in which a key stands or would stand: 0 is `first`.
    fn run_of<K: Ord>(&self, wanted: &K, key: impl Fn(T) -> K) -> usize {
        self.rest.partition_point(|run| run.first().is_some_and(|first| key(*first) <= *wanted))
    }

    fn run(&self, at: usize) -> &Vec<T> {
        if at == 0 { &self.first } else { &self.rest[at - 1] }
    }

    fn run_mut(&mut self, at: usize) -> &mut Vec<T> {
        if at == 0 { &mut self.first } else { &mut self.rest[at - 1] }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn it_is_a_set_in_the_order_of_its_keys(
            deeds in prop::collection::vec((0..1_500_u32, prop::bool::weighted(0.7)), 0..4_000), bound in 0..1_500_u32, ordered: bool
        ) {
            // Keys run against the values, as times may.
            let key = |value: u32| 10_000 - value;
            let (mut list, mut model) = (Sorted::default(), BTreeSet::<u32>::new());
            for (n, (value, add)) in deeds.into_iter().enumerate() {
                let value = if ordered { 9_000 - n as u32 } else { value };
                if add {
                    list.insert(value, key);
                    model.insert(key(value));
                } else {
                    list.remove(&key(value), key);
                    model.remove(&key(value));
                }
            }
            prop_assert_eq!(list.len(), model.len());
            prop_assert!(list.iter().map(key).eq(model.iter().copied()));
            prop_assert!(list.below(None::<u32>, key).map(key).eq(model.iter().rev().copied()));
            prop_assert!(list.below(Some(key(bound)), key).map(key).eq(model.range(..key(bound)).rev().copied()));
            prop_assert_eq!(list.get(&key(bound), key).is_some(), model.contains(&key(bound)));
            let mut pushed = Sorted::default();
            list.iter().for_each(|value| pushed.push(value));
            prop_assert!(pushed == list);
        }
    }
}
