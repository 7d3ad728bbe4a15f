//! The pattern *promise*: "I will … by …". Open, until its author keeps it by a trace that takes it up, moves it to another day, or lets it
//! go by withdrawing the trace.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{Board, CardState, Event, Facet, MemberId, Refusal, Verdict, rules::refuse, traces::Trace, warmth};

/// How many days ahead a promise can be.
pub const PROMISE_DAYS_MAX: i64 = 42;

/// How far a day on this board may lie from the same one in any time zone.
pub(super) const ZONE_DAYS: i64 = 1;

/// The open promises, soonest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Promises {
    open: BTreeSet<(Date, u32)>,
    of_member: BTreeSet<(u32, Date, u32)>,
}

impl Promises {
    /// Adds a promise to the list or removes it; true if that changed anything.
    pub(crate) fn list(&mut self, by: u32, due: Date, n: u32, open: bool) -> bool {
        if open {
            self.of_member.insert((by, due, n));
            self.open.insert((due, n))
        } else {
            self.of_member.remove(&(by, due, n));
            self.open.remove(&(due, n))
        }
    }

    pub(crate) fn is_open(&self, due: Date, n: u32) -> bool {
        self.open.contains(&(due, n))
    }

    pub(crate) fn of_member(&self, by: u32) -> impl Iterator<Item = u32> + '_ {
        self.of_member.range((by, Date::MIN, 0)..=(by, Date::MAX, u32::MAX)).map(|(_, _, n)| *n)
    }

    pub(crate) fn after(&self, after: Option<(Date, u32)>) -> impl Iterator<Item = (Date, u32)> + '_ {
        use std::ops::Bound::{Excluded, Unbounded};
        self.open.range((after.map_or(Unbounded, Excluded), Unbounded)).copied()
    }
}

/// Whether an entry can promise something for a day: from today to six weeks ahead, in whatever time zone. Promises
/// from a file may be long over.
pub(crate) fn may_be_due(event: &Event, due: Date) -> bool {
    let day = day(due);
    if event.head.imported.is_some() {
        return (warmth::day(warmth::TIME_MS_MIN)..=warmth::day(warmth::TIME_MS_MAX)).contains(&day);
    }
    let today = warmth::day(event.accepted_at_ms);
    (today - ZONE_DAYS..=today + PROMISE_DAYS_MAX + ZONE_DAYS).contains(&day)
}

/// Whether a promise can be given another day.
pub(crate) fn may_move(board: &Board, event: &Event, (n, row): (u32, &Trace), due: Date) -> Result<(), Verdict> {
    match (row.state, board.facets.get(n)) {
        (CardState::Withdrawn, _) => refuse(Refusal::Withdrawn),
        (CardState::Hidden, _) => refuse(Refusal::Hidden),
        (_, Some(Facet::Promise { .. })) if row.is_taken() => refuse(Refusal::Kept),
        (_, Some(Facet::Promise { due: before })) if before == due => Err(Verdict::Repeated),
        (_, Some(Facet::Promise { .. })) if may_be_due(event, due) => Ok(()),
        (_, Some(Facet::Promise { .. })) => refuse(Refusal::BadTime),
        (_, Some(_) | None) => refuse(Refusal::NotAPromise),
    }
}

/// Days since 1970-01-01.
pub(super) fn day(date: Date) -> i64 {
    const EPOCH: Date = jiff::civil::date(1970, 1, 1);
    EPOCH.duration_until(date).as_hours() / 24
}

/// Where a list of promises ends: the day of the last one listed, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueEdge {
    /// Its day.
    pub due: Date,
    /// Its number.
    pub n: u32,
}

/// A page of what is listed by day, from where `list` begins: the numbers, and where it ends if others follow.
pub(super) fn page_by_day(mut list: impl Iterator<Item = (Date, u32)>, limit: usize) -> (Vec<u32>, Option<DueEdge>) {
    let listed: Vec<_> = list.by_ref().take(limit).collect();
    let last = if list.next().is_some() { listed.last() } else { None };
    let edge = last.map(|(due, n)| DueEdge { due: *due, n: *n });
    (listed.into_iter().map(|(_, n)| n).collect(), edge)
}

impl Board {
    /// The numbers of a member's own open promises, soonest first.
    #[must_use]
    pub fn promises_of(&self, member: MemberId, limit: usize) -> Vec<u32> {
        let number = self.members.number(member);
        number.into_iter().flat_map(|by| self.facets.promises.of_member(by)).take(limit).collect()
    }

    /// The open promises of members who are here, soonest first, from after a place on, and where the list ends if
    /// others follow. Promises of members who left are not listed, until they are let back.
    #[must_use]
    pub fn open_promises(&self, after: Option<DueEdge>, limit: usize) -> (Vec<u32>, Option<DueEdge>) {
        let after = after.map(|edge| (edge.due, edge.n));
        let by = |n| self.traces.at(n).and_then(|row| self.members.at(row.by));
        let open = self.facets.promises.after(after).filter(|(_, n)| by(*n).is_some_and(|author| author.acts()));
        page_by_day(open, limit)
    }

    /// Whether a trace is a promise that stands and wasn't kept.
    pub(crate) fn is_open_promise(&self, n: u32) -> bool {
        let Some(Facet::Promise { due }) = self.facets.get(n) else { return false };
        self.facets.promises.is_open(due, n)
    }

    /// Updates the lists of open promises for a trace; true if it was added or removed.
    pub(crate) fn list_promise(&mut self, n: u32) -> bool {
        let (Some(Facet::Promise { due }), Some(row)) = (self.facets.get(n), self.traces.at(n)) else { return false };
        let open = row.state == CardState::Shown && !row.is_taken();
        self.facets.promises.list(row.by, due, n, open)
    }
}
