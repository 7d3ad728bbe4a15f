//! The traces by number, and their orders.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher, RandomState},
};

use hashbrown::HashTable;
use serde::{Deserialize, Serialize};

use crate::{CardState, EntryId, Joint, TraceId, facet::TakenUp, patterns::retro::CardPlace, sorted::Sorted};

/// Stands for no number.
pub(crate) const NONE: u32 = u32::MAX;

/// What every trace has. What few have is in [`Rare`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Trace {
    pub(crate) id: TraceId,
    pub(crate) at_ms: i64,
    pub(crate) accepted_at_ms: i64,
    pub(crate) written_at_ms: i64,
    pub(crate) glow_ms: i64,
    /// The author's number.
    pub(crate) by: u32,
    pub(crate) grew: u32,
    /// The numbers of what it builds on, [`NONE`] in the places that are left.
    pub(crate) parents: [u32; 3],
    /// Its list of reaches, and how many steps to add to each.
    pub(crate) list: u32,
    pub(crate) further: u32,
    /// The latest warming of it.
    pub(crate) warm: u32,
    /// The first of its takers, in [`crate::takers::Takers`], or [`NONE`].
    pub(crate) takers: u32,
    /// Which of its parents it takes up.
    pub(crate) taken_up: TakenUp,
    pub(crate) state: CardState,
    pub(crate) open: bool,
    pub(crate) imported: bool,
    pub(crate) reworded: bool,
    pub(crate) learned: bool,
    pub(crate) joint: Option<Joint>,
    /// Whether its author keeps it off the wall.
    pub(crate) off_wall: bool,
}

impl Trace {
    pub(crate) fn parents(&self) -> impl Iterator<Item = u32> + use<> {
        self.parents.into_iter().filter(|n| *n != NONE)
    }

    /// The parents that it takes up.
    pub(crate) fn taken_up_parents(&self) -> impl Iterator<Item = u32> + use<> {
        let taken_up = self.taken_up;
        self.parents
            .into_iter()
            .enumerate()
            .filter(move |(place, n)| taken_up.has(*place) && *n != NONE)
            .map(|(_, n)| n)
    }

    fn is_open_end(&self) -> bool {
        self.open && !self.is_taken() && self.state == CardState::Shown
    }

    /// Whether a standing trace takes it up.
    pub(crate) fn is_taken(&self) -> bool {
        self.takers != NONE
    }
}

/// State that few traces have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rare {
    /// The entries that reworded it, oldest first.
    pub(crate) rewordings: Vec<EntryId>,
    pub(crate) reworded_at_ms: Option<i64>,
    pub(crate) withdrawn_at_ms: Option<i64>,
    /// The round whose answer its author let out with it.
    pub(crate) round: Option<EntryId>,
    /// The retro's card that its author took with it, by the number of the round.
    pub(crate) tries: Option<(u32, CardPlace)>,
    /// The review of it (an agreement) that was opened last since it last moved.
    pub(crate) review: Option<EntryId>,
    /// Who hid it, by number, and when.
    pub(crate) hidden: Option<(u32, i64)>,
    /// The entry whose body says why it was hidden. A checkpoint keeps these behind all else, where an older one has nothing.
    #[serde(skip)]
    pub(crate) hidden_why: Option<EntryId>,
}

/// All traces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traces {
    rows: Vec<Trace>,
    rare: BTreeMap<u32, Rare>,
    feed: Sorted<u32>,
    open_ends: Sorted<u32>,
    /// Numbers by the hash of their id, without a second copy of the ids.
    numbers: HashTable<u32>,
    hasher: RandomState,
}

impl PartialEq for Traces {
    fn eq(&self, other: &Self) -> bool {
        // `numbers` follows from the rows.
        self.rows == other.rows
            && self.rare == other.rare
            && self.feed == other.feed
            && self.open_ends == other.open_ends
    }
}

impl Traces {
    /// Traces as they were kept.
    pub(crate) fn restore(rows: Vec<Trace>, rare: BTreeMap<u32, Rare>) -> Self {
        let mut traces = Self { rare, ..Self::default() };
        traces.numbers.reserve(rows.len(), |_| 0);
        for (row, n) in rows.iter().zip(0..) {
            traces
                .numbers
                .insert_unique(traces.hasher.hash_one(row.id), n, |n| traces.hasher.hash_one(rows[*n as usize].id));
        }
        let mut order: Vec<_> = rows.iter().zip(0..).map(|(row, n)| (row.at_ms, n)).collect();
        order.sort_unstable();
        for (_, n) in order {
            traces.feed.push(n);
            if rows[n as usize].is_open_end() {
                traces.open_ends.push(n);
            }
        }
        traces.rows = rows;
        traces
    }

    pub(crate) fn rows(&self) -> &[Trace] {
        &self.rows
    }

    pub(crate) fn all_rare(&self) -> &BTreeMap<u32, Rare> {
        &self.rare
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn at(&self, n: u32) -> Option<&Trace> {
        self.rows.get(n as usize)
    }

    pub(crate) fn number(&self, id: TraceId) -> Option<u32> {
        let same = |n: &u32| self.rows.get(*n as usize).is_some_and(|row| row.id == id);
        self.numbers.find(self.hasher.hash_one(id), same).copied()
    }

    pub(crate) fn rare(&self, n: u32) -> Option<&Rare> {
        self.rare.get(&n)
    }

    /// Where a trace stands among all, by time.
    pub(crate) fn place(&self, n: u32) -> (i64, u32) {
        (self.rows.get(n as usize).map_or(i64::MIN, |row| row.at_ms), n)
    }

    /// In the order of the feed, newest first, from before a trace on.
    pub(crate) fn newest_first(&self, before: Option<u32>) -> impl Iterator<Item = u32> + '_ {
        self.feed.below(before.map(|n| self.place(n)), |n| self.place(n))
    }

    /// In the order of the feed, newest first, from below a place on.
    pub(crate) fn newest_below(&self, place: (i64, u32)) -> impl Iterator<Item = u32> + '_ {
        self.feed.below(Some(place), |n| self.place(n))
    }

    /// The same; from the newest on where there is no place.
    pub(crate) fn newest_before(&self, place: Option<(i64, u32)>) -> impl Iterator<Item = u32> + '_ {
        self.feed.below(place, |n| self.place(n))
    }

    /// In the order of the feed, oldest first.
    pub(crate) fn oldest_first(&self) -> impl Iterator<Item = u32> + '_ {
        self.feed.iter()
    }

    /// Standing open ends that nobody took up, newest first.
    pub(crate) fn open_ends(&self) -> impl Iterator<Item = u32> + '_ {
        self.open_ends.iter().rev()
    }

    /// Those before a place, newest first.
    pub(crate) fn open_ends_before(&self, before: Option<(i64, u32)>) -> impl Iterator<Item = u32> + '_ {
        self.open_ends.below(before, |n| self.place(n))
    }

    /// The entries whose bodies hold words of a trace, oldest first.
    pub(crate) fn bodies(&self, n: u32) -> impl Iterator<Item = EntryId> + '_ {
        let first = self.at(n).map(|row| EntryId(row.id.0));
        first.into_iter().chain(self.rare(n).into_iter().flat_map(|rare| rare.rewordings.iter().copied()))
    }

    pub(crate) fn add(&mut self, row: Trace) -> u32 {
        let n = u32::try_from(self.rows.len()).unwrap_or(NONE);
        self.rows.push(row);
        let Self { rows, feed, numbers, hasher, .. } = self;
        numbers.insert_unique(hasher.hash_one(row.id), n, |n| hasher.hash_one(rows[*n as usize].id));
        feed.insert(n, |n| (rows[n as usize].at_ms, n));
        self.change(n, |_| ());
        n
    }

    /// Changes a trace, and updates the open ends.
    pub(crate) fn change(&mut self, n: u32, change: impl FnOnce(&mut Trace)) {
        let Some(row) = self.rows.get_mut(n as usize) else { return };
        change(row);
        let (place, is_open) = ((row.at_ms, n), row.is_open_end());
        let rows = &self.rows;
        let key = |n: u32| (rows[n as usize].at_ms, n);
        let was_open = self.open_ends.get(&place, key).is_some();
        if is_open && !was_open {
            self.open_ends.insert(n, key);
        } else if was_open && !is_open {
            self.open_ends.remove(&place, key);
        }
    }

    /// The entries that say why traces are hidden, by the traces' numbers.
    pub(crate) fn reasons(&self) -> Vec<(u32, EntryId)> {
        self.rare.iter().filter_map(|(n, rare)| Some((*n, rare.hidden_why?))).collect()
    }

    /// Restores them. Unknown traces are skipped.
    pub(crate) fn set_reasons(&mut self, reasons: Vec<(u32, EntryId)>) {
        for (n, why) in reasons {
            if let Some(rare) = self.rare.get_mut(&n) {
                rare.hidden_why = Some(why);
            }
        }
    }

    /// Changes what is kept of few traces.
    pub(crate) fn change_rare(&mut self, n: u32, change: impl FnOnce(&mut Rare)) {
        change(self.rare.entry(n).or_default());
    }

    /// Changes the glow of a trace, which no order depends on.
    pub(crate) fn change_glow(&mut self, n: u32, change: impl FnOnce(i64) -> i64) -> bool {
        let Some(row) = self.rows.get_mut(n as usize) else { return false };
        let before = row.glow_ms;
        row.glow_ms = change(before);
        before != row.glow_ms
    }

    /// Changes all glows or warmths, for a new half-life. The one change that walks the whole board.
    pub(crate) fn change_glows(&mut self, change: impl Fn(i64) -> i64) {
        for row in &mut self.rows {
            row.glow_ms = change(row.glow_ms);
        }
    }
}
