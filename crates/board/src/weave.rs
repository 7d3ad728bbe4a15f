//! Who built on whom: the input of a circle's weave.

use crate::{Board, CardState, EntryId, MemberState, Pattern};

/// Of how many of the newest traces a weave is made. It bounds the walk to a few milliseconds; older builds no longer
/// matter.
pub const WOVEN_TRACES_MAX: usize = 65_536;

/// Who built on whom on a board, by the numbers of members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuiltOn {
    /// Those who are with the circle, imported ones too, by number.
    pub people: Vec<u32>,
    /// Whoever built, and on whom, both among `people` and never the same: once for each standing trace and each of the people
    /// whose standing traces it builds on. Newest first.
    pub pairs: Vec<(u32, u32)>,
}

impl Board {
    /// Who built on whom, by the newest [`WOVEN_TRACES_MAX`] traces.
    #[must_use]
    pub fn built_on(&self) -> BuiltOn {
        let rows = self.members.rows().iter().zip(0..);
        let people = rows.filter(|(row, _)| row.state == MemberState::Present).map(|(_, n)| n).collect();
        let here = |n: u32| self.members.at(n).is_some_and(|row| row.state == MemberState::Present);
        let stands = |n: u32| self.traces.at(n).filter(|row| row.state == CardState::Shown && here(row.by));
        let mut pairs = Vec::new();
        for row in self.traces.newest_first(None).take(WOVEN_TRACES_MAX).filter_map(stands) {
            let mut on: Vec<_> = row.parents().filter_map(stands).map(|parent| parent.by).collect();
            on.retain(|by| *by != row.by);
            on.sort_unstable();
            on.dedup();
            pairs.extend(on.into_iter().map(|on| (row.by, on)));
        }
        BuiltOn { people, pairs }
    }

    /// The newest gathering that has begun, and the numbers of those who left a standing trace in it, by its newest traces, at most so
    /// many. None where there was no gathering yet, or the circle has switched them off.
    #[must_use]
    pub fn gathered(&self, now_ms: i64, traces: usize) -> Option<(EntryId, Vec<u32>)> {
        if self.is_off(Pattern::Gatherings) {
            return None;
        }
        let begun =
            |n: &u32| self.gatherings.at(*n).is_some_and(|row| row.from_ms <= now_ms && row.from_ms < row.to_ms);
        let row = self.gatherings.at(self.gatherings.latest(None).find(begun)?)?;
        let within = self.traces.newest_below((row.to_ms, 0)).take(traces).filter_map(|n| self.traces.at(n));
        let within = within.take_while(|trace| trace.at_ms >= row.from_ms);
        let mut people: Vec<_> = within.filter(|trace| trace.state == CardState::Shown).map(|trace| trace.by).collect();
        people.retain(|by| !self.is_program_at(*by));
        people.sort_unstable();
        people.dedup();
        Some((row.id, people))
    }
}
