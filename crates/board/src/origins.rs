//! The ids that imported traces had in their file.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;

/// Names of a file, in the order of their traces, in one text: a string each would be three times as large.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    text: String,
    /// The traces' numbers, ascending.
    numbers: Vec<u32>,
    ends: Vec<usize>,
    /// Places in `numbers` by the hash of the name; of a name that came twice, the first.
    places: HashTable<u32>,
    hasher: RandomState,
}

impl PartialEq for Origins {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, &self.numbers, &self.ends) == (&other.text, &other.numbers, &other.ends)
    }
}

impl Origins {
    pub(crate) fn of(&self, n: u32) -> Option<&str> {
        self.at(self.numbers.binary_search(&n).ok()?)
    }

    pub(crate) fn find(&self, origin: &str) -> Option<u32> {
        let same = |place: &u32| self.at(*place as usize) == Some(origin);
        let place = self.places.find(self.hasher.hash_one(origin), same)?;
        self.numbers.get(*place as usize).copied()
    }

    /// The newest trace has a name.
    pub(crate) fn add(&mut self, n: u32, origin: &str) {
        self.text.push_str(origin);
        self.numbers.push(n);
        self.ends.push(self.text.len());
        self.index(self.numbers.len() - 1);
    }

    /// The names in one text, the numbers of their traces, and where each name ends.
    pub(crate) fn parts(&self) -> (&str, &[u32], &[usize]) {
        (&self.text, &self.numbers, &self.ends)
    }

    /// Names from their parts.
    pub(crate) fn restore(text: String, numbers: Vec<u32>, ends: Vec<usize>) -> Self {
        let count = numbers.len();
        let mut origins = Self { text, numbers, ends, ..Self::default() };
        origins.places.reserve(count, |_| 0);
        (0..count).for_each(|place| origins.index(place));
        origins
    }

    /// Makes the name of a place findable, unless an earlier one is the same.
    fn index(&mut self, place: usize) {
        let Self { text, ends, places, hasher, .. } = self;
        let name = |place: u32| slice(text, ends, place as usize).unwrap_or_default();
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let same = |other: &u32| name(*other) == name(place);
        places.entry(hasher.hash_one(name(place)), same, |other| hasher.hash_one(name(*other))).or_insert(place);
    }

    fn at(&self, place: usize) -> Option<&str> {
        slice(&self.text, &self.ends, place)
    }
}

fn slice<'a>(text: &'a str, ends: &[usize], place: usize) -> Option<&'a str> {
    let end = *ends.get(place)?;
    let begin = place.checked_sub(1).map_or(0, |before| ends[before]);
    text.get(begin..end)
}
