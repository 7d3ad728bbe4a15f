//! The trails: members' deposits, and the order of warmth.

use std::{cmp::Reverse, collections::BTreeSet};

use crate::{sorted::Sorted, warmth};

/// How many people a trail names.
pub const PEOPLE_MAX: usize = 6;

/// What a deed adds to a trail, given what the same person did in it on the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Share {
    /// Nothing: they counted as much already.
    Nothing,
    /// A quarter.
    Tap,
    /// A half and a quarter: a trace after a tap.
    TopUp,
    /// One.
    Whole,
}

/// How much a deed counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deed {
    /// A tap on warm: a quarter.
    Tap,
    /// A trace: one.
    Trace,
}

impl Share {
    fn of(before: Option<Deed>, now: Deed) -> Self {
        match (before, now) {
            (None, Deed::Trace) => Self::Whole,
            (Some(Deed::Tap), Deed::Trace) => Self::TopUp,
            (None, Deed::Tap) => Self::Tap,
            _ => Self::Nothing,
        }
    }

    /// The share as a sum of 2^-n.
    pub(crate) fn halvings(self) -> &'static [u32] {
        match self {
            Self::Nothing => &[],
            Self::Tap => &[2],
            Self::TopUp => &[1, 2],
            Self::Whole => &[0],
        }
    }
}

/// The most that a person did in a trail on one day, in one word: day, member's number, deed. Sorted by day and member. Days long
/// past stay, so that a file imported late counts as it would have then. It is in no row or answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Counted(pub(crate) u64);

impl Counted {
    fn new(day: i64, by: u32, deed: Deed) -> Self {
        // Days lie within ±3·10^6 (years 1 to 9999), so a day above the first fits in 31 bits.
        let day = u64::try_from(day - warmth::day(warmth::TIME_MS_MIN)).unwrap_or(0);
        Self(day << 33 | u64::from(by) << 1 | u64::from(deed == Deed::Trace))
    }

    pub(crate) fn key(self) -> u64 {
        self.0 >> 1
    }

    /// Clamped to a day.
    pub(crate) fn not_after(self, day: i64) -> Self {
        let day = u64::try_from(day - warmth::day(warmth::TIME_MS_MIN)).unwrap_or(0);
        Self((self.0 >> 33).min(day) << 33 | self.0 & ((1 << 33) - 1))
    }

    fn deed(self) -> Deed {
        if self.0 & 1 == 1 { Deed::Trace } else { Deed::Tap }
    }
}

/// A trail's state in the fold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Trail {
    pub(crate) seed: u32,
    pub(crate) newest: u32,
    pub(crate) warmth_ms: i64,
    /// Its traces in the order of the feed.
    pub(crate) places: Sorted<u32>,
    /// How many of them are by members and weren't withdrawn.
    pub(crate) standing: u32,
    /// How many of them were withdrawn.
    pub(crate) withdrawn: u32,
    /// Latest first; those beyond `people_len` are 0.
    pub(crate) people: [u32; PEOPLE_MAX],
    pub(crate) people_len: u8,
    pub(crate) counted: Sorted<Counted>,
}

impl Trail {
    pub(crate) fn people(&self) -> &[u32] {
        &self.people[..usize::from(self.people_len).min(PEOPLE_MAX)]
    }

    /// How many of its traces stand.
    pub(crate) fn size(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX).saturating_sub(self.withdrawn)
    }

    fn joined_by(&mut self, by: u32) {
        let len = usize::from(self.people_len).min(PEOPLE_MAX);
        let known = self.people[..len].iter().position(|person| *person == by);
        let moved = known.unwrap_or(len.min(PEOPLE_MAX - 1));
        self.people.copy_within(..moved, 1);
        self.people[0] = by;
        if known.is_none() && len < PEOPLE_MAX {
            self.people_len += 1;
        }
    }
}

/// All trails.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Trails {
    rows: Vec<Trail>,
    /// By warmth, then by the seed's number: trails are numbered in the order of their seeds. A trail whose traces were
    /// all withdrawn is not listed.
    warm: BTreeSet<(Reverse<i64>, u32)>,
}

impl Trails {
    pub(crate) fn restore(rows: Vec<Trail>) -> Self {
        let warm = in_order(&rows);
        Self { rows, warm }
    }

    pub(crate) fn rows(&self) -> &[Trail] {
        &self.rows
    }

    pub(crate) fn at(&self, trail: u32) -> Option<&Trail> {
        self.rows.get(trail as usize)
    }

    /// The trail that grew from a trace.
    pub(crate) fn of_seed(&self, seed: u32) -> Option<&Trail> {
        self.rows.binary_search_by_key(&seed, |row| row.seed).ok().map(|at| &self.rows[at])
    }

    /// Warmest first, from after a place in that order on.
    pub(crate) fn warmest(&self, after: Option<(i64, u32)>) -> impl Iterator<Item = &Trail> + '_ {
        use std::ops::Bound::{Included, Unbounded};
        let begin = after.map_or(Unbounded, |(warmth_ms, seed)| {
            // The first trail behind it in the order, also where the number is no seed's.
            let trail = self.rows.partition_point(|row| row.seed <= seed);
            Included((Reverse(warmth_ms), u32::try_from(trail).unwrap_or(u32::MAX)))
        });
        self.warm.range((begin, Unbounded)).filter_map(|(_, trail)| self.at(*trail))
    }

    /// Coldest first, from after a place in that order on.
    pub(crate) fn coldest(&self, after: Option<(i64, u32)>) -> impl Iterator<Item = &Trail> + '_ {
        use std::ops::Bound::{Excluded, Unbounded};
        let end = after.map_or(Unbounded, |(warmth_ms, seed)| {
            let trail = self.rows.partition_point(|row| row.seed < seed);
            Excluded((Reverse(warmth_ms), u32::try_from(trail).unwrap_or(u32::MAX)))
        });
        self.warm.range((Unbounded, end)).rev().filter_map(|(_, trail)| self.at(*trail))
    }

    pub(crate) fn begin(&mut self, seed: u32) -> u32 {
        let trail = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        // The lowest warmth, until its seed is deposited.
        let warmth_ms = -warmth::WARMTH_MS_BOUND;
        self.rows.push(Trail {
            seed,
            newest: seed,
            warmth_ms,
            places: Sorted::default(),
            standing: 0,
            withdrawn: 0,
            people: [0; PEOPLE_MAX],
            people_len: 0,
            counted: Sorted::default(),
        });
        trail
    }

    /// A trace has reached a trail. `by`: none for a program's, which stands in no list until a member builds on it.
    pub(crate) fn reached(&mut self, trail: u32, n: u32, by: Option<u32>, place: impl Fn(u32) -> (i64, u32)) {
        let Some(row) = self.rows.get_mut(trail as usize) else { return };
        row.places.insert(n, place);
        row.newest = n;
        let Some(by) = by else { return };
        row.joined_by(by);
        row.standing += 1;
        self.warm.insert((Reverse(row.warmth_ms), trail));
    }

    /// A trace has been withdrawn: each trail that it reached then names what stands in it, by the order of the feed. The cost is that of
    /// its traces down to the sixth person. `author`: of a trace that stands; within it none for a program's, as for `by`.
    pub(crate) fn withdrawn(&mut self, trail: u32, by: Option<u32>, author: impl Fn(u32) -> Option<Option<u32>>) {
        let Some(row) = self.rows.get_mut(trail as usize) else { return };
        row.withdrawn += 1;
        row.newest = row.seed;
        let mut people = Vec::with_capacity(PEOPLE_MAX);
        let standing = row.places.iter().rev().filter_map(|n| Some((n, author(n)?)));
        for (nth, (n, by)) in standing.enumerate() {
            if nth == 0 {
                row.newest = n;
            }
            people.extend(by.filter(|by| !people.contains(by)));
            if people.len() == PEOPLE_MAX {
                break;
            }
        }
        (row.people, row.people_len) = ([0; PEOPLE_MAX], 0);
        people.into_iter().rev().for_each(|by| row.joined_by(by));
        if by.is_some() {
            row.standing = row.standing.saturating_sub(1);
        }
        if row.standing == 0 {
            self.warm.remove(&(Reverse(row.warmth_ms), trail));
        }
    }

    /// Counts a deed and deposits what it adds.
    pub(crate) fn deposit(&mut self, trail: u32, by: u32, at_ms: i64, deed: Deed, half_life_ms: i64) -> Share {
        let Some(row) = self.rows.get_mut(trail as usize) else { return Share::Nothing };
        let now = Counted::new(warmth::day(at_ms), by, deed);
        let before = row.counted.get(&now.key(), Counted::key).map(Counted::deed);
        let share = Share::of(before, deed);
        if share != Share::Nothing {
            row.counted.insert(now, Counted::key);
        }
        let deposited = share
            .halvings()
            .iter()
            .fold(row.warmth_ms, |warmth_ms, halvings| warmth::deposit(warmth_ms, at_ms, *halvings, half_life_ms));
        self.warm_to(trail, deposited);
        share
    }

    /// A trail that a trace was left in is at least as warm as one that begins at that moment: so one build-on lights a dark trail also
    /// where its author counted in it earlier on the same day. It adds nothing to what is warmer.
    pub(crate) fn light(&mut self, trail: u32, at_ms: i64) {
        let warmth_ms = self.at(trail).map(|row| row.warmth_ms.max(at_ms));
        if let Some(warmth_ms) = warmth_ms {
            self.warm_to(trail, warmth_ms);
        }
    }

    fn warm_to(&mut self, trail: u32, warmth_ms: i64) {
        let Some(row) = self.rows.get_mut(trail as usize) else { return };
        let before = std::mem::replace(&mut row.warmth_ms, warmth_ms);
        if before != warmth_ms && self.warm.remove(&(Reverse(before), trail)) {
            self.warm.insert((Reverse(warmth_ms), trail));
        }
    }

    /// Changes all glows or warmths, for a new half-life. The one change that walks the whole board.
    pub(crate) fn change_warmths(&mut self, change: impl Fn(i64) -> i64) {
        for row in &mut self.rows {
            row.warmth_ms = change(row.warmth_ms);
        }
        self.warm = in_order(&self.rows);
    }
}

fn in_order(rows: &[Trail]) -> BTreeSet<(Reverse<i64>, u32)> {
    let standing = rows.iter().zip(0..).filter(|(row, _)| row.standing > 0);
    standing.map(|(row, trail)| (Reverse(row.warmth_ms), trail)).collect()
}
