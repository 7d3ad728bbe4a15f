//! The trails: who deposited what in them, and their order of warmth.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use crate::{MemberId, Reach, TraceId, traces::FeedPlace, warmth};

/// How many seeds a trace reaches at most, so that a deposit is bounded work however woven the board.
pub const TRAILS_MAX: usize = 16;
/// How many people a trail names.
pub const PEOPLE_MAX: usize = 6;

/// What a deed puts into a trail, given what the same person did in it on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Share {
    /// They counted as much already.
    Nothing,
    /// A quarter.
    Tap,
    /// A half and a quarter: a trace after a tap.
    TopUp,
    /// One.
    Whole,
}

impl Share {
    fn of(before: u8, now: u8) -> Self {
        match (before, now) {
            (0, WHOLE) => Self::Whole,
            (TAP, WHOLE) => Self::TopUp,
            (0, TAP) => Self::Tap,
            _ => Self::Nothing,
        }
    }

    /// It as a sum of 2^-n.
    pub(crate) fn halvings(self) -> &'static [u32] {
        match self {
            Self::Nothing => &[],
            Self::Tap => &[2],
            Self::TopUp => &[1, 2],
            Self::Whole => &[0],
        }
    }
}

/// A tap on warm, in quarters.
pub(crate) const TAP: u8 = 1;
/// A trace, in quarters.
pub(crate) const WHOLE: u8 = 4;

/// What the fold knows of a trail.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TrailRow {
    pub(crate) warmth_ms: i64,
    pub(crate) places: BTreeSet<FeedPlace>,
    pub(crate) newest: TraceId,
    pub(crate) people: Vec<MemberId>,
    pub(crate) day: i64,
    /// What each person counts on each day, in quarters. Days long past stay, so that a file imported late counts as it
    /// would have then.
    pub(crate) counted: BTreeMap<(i64, MemberId), u8>,
}

/// All trails.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trails {
    rows: HashMap<TraceId, TrailRow>,
    warm: BTreeSet<(Reverse<i64>, TraceId)>,
}

impl Trails {
    pub(crate) fn get(&self, seed: TraceId) -> Option<&TrailRow> {
        self.rows.get(&seed)
    }

    /// The seeds, warmest first.
    pub(crate) fn warmest(&self) -> impl Iterator<Item = TraceId> + '_ {
        self.warm.iter().map(|(_, seed)| *seed)
    }

    pub(crate) fn begin(&mut self, place: FeedPlace) {
        // Its seed is about to be deposited; until then it is as cold as it can be.
        let row = TrailRow {
            warmth_ms: -warmth::WARMTH_MS_BOUND,
            places: BTreeSet::new(),
            newest: place.id,
            people: Vec::new(),
            day: i64::MIN,
            counted: BTreeMap::new(),
        };
        self.warm.insert((Reverse(row.warmth_ms), place.id));
        self.rows.insert(place.id, row);
    }

    /// A trace has reached a trail.
    pub(crate) fn reached(&mut self, seed: TraceId, place: FeedPlace, by: MemberId) {
        let Some(row) = self.rows.get_mut(&seed) else { return };
        row.places.insert(place);
        row.newest = place.id;
        row.people.retain(|person| *person != by);
        row.people.insert(0, by);
        row.people.truncate(PEOPLE_MAX);
    }

    /// Counts a deed and deposits what it adds.
    pub(crate) fn deposit(
        &mut self,
        seed: TraceId,
        by: MemberId,
        at_ms: i64,
        quarters: u8,
        half_life_ms: i64,
    ) -> Share {
        let Some(row) = self.rows.get_mut(&seed) else { return Share::Nothing };
        let day = warmth::day(at_ms);
        let counted = row.counted.entry((day, by)).or_insert(0);
        let share = Share::of(*counted, quarters);
        *counted = quarters.max(*counted);
        row.day = row.day.max(day);
        let before = row.warmth_ms;
        for halvings in share.halvings() {
            row.warmth_ms = warmth::deposit(row.warmth_ms, at_ms, *halvings, half_life_ms);
        }
        if row.warmth_ms != before {
            self.warm.remove(&(Reverse(before), seed));
            self.warm.insert((Reverse(row.warmth_ms), seed));
        }
        share
    }

    /// Changes what a half-life is made of. The one change that walks the whole board.
    pub(crate) fn change_warmths(&mut self, change: impl Fn(i64) -> i64) {
        for row in self.rows.values_mut() {
            row.warmth_ms = change(row.warmth_ms);
        }
        self.warm = self.rows.iter().map(|(seed, row)| (Reverse(row.warmth_ms), *seed)).collect();
    }
}

/// The seeds that a trace reaches: itself where it builds on none, else those of its parents, one step further.
pub(crate) fn reaches<'a>(id: TraceId, parents: impl Iterator<Item = &'a [Reach]>) -> Vec<Reach> {
    let mut nearest = BTreeMap::new();
    for reach in parents.flatten() {
        let steps = nearest.entry(reach.seed).or_insert(u32::MAX);
        *steps = (*steps).min(reach.steps.saturating_add(1));
    }
    if nearest.is_empty() {
        return vec![Reach { seed: id, steps: 0 }];
    }
    let mut reaches: Vec<_> = nearest.into_iter().map(|(seed, steps)| Reach { seed, steps }).collect();
    reaches.sort_by_key(|reach| (reach.steps, reach.seed));
    reaches.truncate(TRAILS_MAX);
    reaches
}
