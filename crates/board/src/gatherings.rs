//! Gatherings: a span of time with a name. Its traces are a range of the feed, so no trace has to refer to it.

pub(crate) mod rules;
mod views;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{EntryId, traces::NONE};

pub use views::{GatheringEdge, GatheringPage, GatheringsPage};

/// How long a gathering lasts at the most: 31 days, in milliseconds.
pub const GATHERING_MS_MAX: i64 = 31 * 86_400_000;
/// How far ahead one begins at the most: a year, in milliseconds.
pub const GATHERING_AHEAD_MS_MAX: i64 = 366 * 86_400_000;
/// How many gatherings are planned or run at once. A snapshot holds all of them, so that a page always knows which one runs.
pub const GATHERINGS_PLANNED_MAX: usize = 16;

/// Whether a span of time can be a gathering's: it ends after it begins, and isn't longer than [`GATHERING_MS_MAX`].
#[must_use]
pub fn is_span(from_ms: i64, to_ms: i64) -> bool {
    (1..=GATHERING_MS_MAX).contains(&to_ms.saturating_sub(from_ms))
}

/// One gathering.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Gathering {
    pub(crate) id: EntryId,
    /// The opener's number.
    pub(crate) by: u32,
    pub(crate) from_ms: i64,
    pub(crate) to_ms: i64,
    /// Whether it was ended before its time.
    pub(crate) ended: bool,
    /// The entry whose body holds the name.
    pub(crate) name: EntryId,
}

/// All gatherings by number, in the order in which they were opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Gatherings {
    rows: Vec<Gathering>,
    numbers: BTreeMap<EntryId, u32>,
    /// By their ends.
    by_end: BTreeSet<(i64, u32)>,
    /// Which rounds belong to each.
    rounds: BTreeSet<(u32, u32)>,
}

impl Gatherings {
    /// Gatherings as they were kept, and the rounds of each.
    pub(crate) fn restore(rows: Vec<Gathering>, rounds: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut gatherings = Self { rounds: rounds.into_iter().collect(), ..Self::default() };
        for row in rows {
            gatherings.add(row);
        }
        gatherings
    }

    pub(crate) fn rows(&self) -> &[Gathering] {
        &self.rows
    }

    pub(crate) fn number(&self, id: EntryId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    pub(crate) fn at(&self, n: u32) -> Option<&Gathering> {
        self.rows.get(n as usize)
    }

    /// How many end after a time, but one.
    pub(crate) fn planned(&self, after_ms: i64, but: Option<u32>) -> usize {
        self.by_end.range((after_ms.saturating_add(1), 0)..).filter(|(_, n)| Some(*n) != but).count()
    }

    /// By their ends, the latest first, from below an end on.
    pub(crate) fn latest(&self, before: Option<(i64, u32)>) -> impl Iterator<Item = u32> + '_ {
        let before = before.unwrap_or((i64::MAX, u32::MAX));
        self.by_end.range(..before).rev().map(|(_, n)| *n)
    }

    /// The rounds of a gathering, newest first.
    pub(crate) fn rounds(&self, n: u32) -> impl Iterator<Item = u32> + '_ {
        self.rounds.range((n, 0)..=(n, u32::MAX)).rev().map(|(_, round)| *round)
    }

    pub(crate) fn add(&mut self, row: Gathering) -> u32 {
        let n = u32::try_from(self.rows.len()).unwrap_or(NONE);
        self.numbers.insert(row.id, n);
        self.by_end.insert((row.to_ms, n));
        self.rows.push(row);
        n
    }

    pub(crate) fn add_round(&mut self, n: u32, round: u32) {
        self.rounds.insert((n, round));
    }

    pub(crate) fn change(&mut self, n: u32, change: impl FnOnce(&mut Gathering)) {
        let Some(row) = self.rows.get_mut(n as usize) else { return };
        self.by_end.remove(&(row.to_ms, n));
        change(row);
        self.by_end.insert((row.to_ms, n));
    }
}
