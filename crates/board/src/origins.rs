//! What imported traces were called in their file.

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
        let known = self.find(origin).is_some();
        let place = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.text.push_str(origin);
        self.numbers.push(n);
        self.ends.push(self.text.len());
        if !known {
            let Self { text, ends, places, hasher, .. } = self;
            let hash = |place: &u32| hasher.hash_one(slice(text, ends, *place as usize).unwrap_or_default());
            places.insert_unique(hash(&place), place, hash);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        self.numbers.iter().zip(0..).filter_map(|(n, place)| Some((*n, self.at(place)?)))
    }

    fn at(&self, place: usize) -> Option<&str> {
        slice(&self.text, &self.ends, place)
    }
}

fn slice<'a>(text: &'a str, ends: &[usize], place: usize) -> Option<&'a str> {
    let begin = place.checked_sub(1).map_or(0, |before| ends[before]);
    text.get(begin..*ends.get(place)?)
}
