//! The pattern *pods*: a few members with an intention and an end, in a space of their own.
//!
//! A pod is two things. In its circle's log it was called, with its places and its last day; everyone sees that, and
//! nobody who is in it. What happens in it stands in a log of its own, whose board is a circle's board with [`Terms`]
//! beside it. A server notes a summary of the pod's log in the circle's log ([`What::PodTold`](crate::What::PodTold)):
//! how many places are taken, whether it rests, whether it is closed.

mod deeds;
pub(crate) mod rules;
mod terms;
mod views;

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use traceboard_position::Position;
use traceboard_rhythm::Rhythm;

use crate::{PodId, warmth};

pub use terms::{PodSays, Terms};
pub use views::{PodRow, PodsPage};

/// The fewest places of a pod: less is no company.
pub const POD_PLACES_MIN: u8 = 2;
/// The most places of a pod: what still goes round a table, and learns.
pub const POD_PLACES_MAX: u8 = 8;
/// How many days ahead a pod's last day can be: half a year, after which people look anew.
pub const POD_DAYS_MAX: i64 = 182;
/// How many pods that aren't closed one member may have called: nobody can look after more.
pub const PODS_CALLED_MAX: usize = 3;
/// How many pods that aren't closed one host may have offered to others: two thousand people in fives.
pub const PODS_OFFERED_MAX: usize = 400;
/// How many invitations of one pod wait at once: twice the places.
pub const POD_INVITED_MAX: usize = 16;
/// After how long without a deed a pod rests: six weeks, longer than any gap between two meetings of a monthly rhythm.
pub const POD_SILENT_MS: i64 = 42 * 86_400_000;
/// How many days after its last day a pod is closed, if its members did not decide.
pub const POD_GRACE_DAYS: i64 = 14;
/// How long an offer waits for the list of members it is made to; then it is to nobody. A browser that was closed in
/// between sends it again when it is opened.
pub const OFFER_WAITS_MS: i64 = 7 * 86_400_000;

/// How far a day on this board may lie from the same one in any time zone.
const ZONE_DAYS: i64 = 1;

/// A pod as its circle's board knows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pod {
    pub(crate) id: PodId,
    /// The number of who called it.
    pub(crate) by: u32,
    pub(crate) places: u8,
    pub(crate) rhythm: Option<Rhythm>,
    /// Whether its caller offered it to others.
    pub(crate) offered: bool,
    pub(crate) called_ms: i64,
    pub(crate) told: Told,
}

/// The last summary of a pod's log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    /// The position of the pod's log that it is from; `None` before the first summary.
    pub(crate) as_of: Option<Position>,
    /// When the circle's log got it.
    pub(crate) at_ms: i64,
    pub(crate) says: PodSays,
}

/// The pods of a circle, by number in the order in which they were called.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Pods {
    rows: Vec<Pod>,
    numbers: HashMap<PodId, u32>,
    /// Those that aren't closed.
    open: BTreeSet<u32>,
}

impl Pods {
    pub(crate) fn restore(rows: Vec<Pod>) -> Self {
        let mut pods = Self::default();
        rows.into_iter().for_each(|row| _ = pods.add(row));
        pods
    }

    pub(crate) fn rows(&self) -> &[Pod] {
        &self.rows
    }

    pub(crate) fn number(&self, id: PodId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    pub(crate) fn at(&self, n: u32) -> Option<&Pod> {
        self.rows.get(n as usize)
    }

    fn add(&mut self, row: Pod) -> u32 {
        let n = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.numbers.insert(row.id, n);
        if !row.told.says.closed {
            self.open.insert(n);
        }
        self.rows.push(row);
        n
    }

    fn update(&mut self, n: u32, told: Told) {
        if told.says.closed {
            self.open.remove(&n);
        }
        if let Some(row) = self.rows.get_mut(n as usize) {
            row.told = told;
        }
    }

    /// How many pods that a member called, or offered to others, aren't closed. Walks those of all, which a circle has few of.
    fn called_by(&self, member: u32, offered: bool) -> usize {
        let theirs = |row: &Pod| row.by == member && row.offered == offered;
        self.open.iter().filter(|n| self.at(**n).is_some_and(theirs)).count()
    }

    /// Numbers from before one on, newest first.
    fn before(&self, before: Option<u32>, open: bool) -> impl Iterator<Item = u32> + '_ {
        let end = before.unwrap_or(u32::MAX).min(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let open_ones = open.then(|| self.open.range(..end).rev().copied());
        let all = (!open).then(|| (0..end).rev());
        open_ones.into_iter().flatten().chain(all.into_iter().flatten())
    }
}

/// Whether a pod's last day can be this one, at the time of the deed: from today to half a year ahead, in whatever time
/// zone.
pub(crate) fn may_end_on(accepted_at_ms: i64, ends_on: Date) -> bool {
    let today = warmth::day(accepted_at_ms);
    (today - ZONE_DAYS..=today + POD_DAYS_MAX + ZONE_DAYS).contains(&day(ends_on))
}

/// Whether a last day is over, in every time zone.
fn is_over(accepted_at_ms: i64, ends_on: Date, days: i64) -> bool {
    warmth::day(accepted_at_ms) > day(ends_on) + days + ZONE_DAYS
}

/// How many days after its last one a pod is closed by itself.
fn grace_days(nobody_came: bool) -> i64 {
    if nobody_came { 0 } else { POD_GRACE_DAYS }
}

/// Days since 1970-01-01.
fn day(date: Date) -> i64 {
    let first = Date::constant(1970, 1, 1);
    // Between two dates of the years that a date can have there are never too many days.
    first.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// A rhythm of a head; one that isn't known is read as none, so that the pod stays.
pub(crate) fn read_rhythm<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Rhythm>, D::Error> {
    let rhythm = Option::<serde_json::Value>::deserialize(deserializer)?;
    Ok(rhythm.and_then(|rhythm| serde_json::from_value(rhythm).ok()))
}
