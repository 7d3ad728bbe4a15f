//! Data for exports beyond the rows: every state of a trace with its time, in the order of the log.

use crate::{Board, EntryId, Facet, Joint, MemberId, MemberRow, TraceId, traces::Trace};

/// A member and when they joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberHistory {
    /// The member.
    pub member: MemberRow,
    /// When they joined, in Unix milliseconds.
    pub joined_at_ms: i64,
}

/// By whom and when something was done to a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Who.
    pub by: MemberId,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
}

/// A trace with all that was done to it. Includes the words of hidden traces: this is for hosts.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceHistory<'a> {
    /// Which trace.
    pub id: TraceId,
    /// Its number.
    pub n: u32,
    /// Who left it.
    pub by: MemberId,
    /// When it was accepted, or happened where it was imported from.
    pub at_ms: i64,
    /// The author's clock at the time of writing.
    pub written_at_ms: i64,
    /// Whether a host brought it in from a file.
    pub imported: bool,
    /// Its id in the file that it was imported from.
    pub origin: Option<&'a str>,
    /// Up to three earlier traces.
    pub builds_on: Vec<TraceId>,
    /// Whether it holds out an open end, also where its words are gone.
    pub open: bool,
    /// Which of its parents it takes up; `None` if its head does not name them.
    pub takes_up: Option<Vec<TraceId>>,
    /// Its facet; `None` once withdrawn.
    pub facet: Option<Facet>,
    /// Whether it says what was learned; not once withdrawn.
    pub learned: bool,
    /// Whether its author keeps it off the wall.
    pub off_wall: bool,
    /// The joint that it is at; none once withdrawn.
    pub joint: Option<Joint>,
    /// The round whose answer its author let out with it; none once withdrawn.
    pub round: Option<EntryId>,
    /// What a story cites; none once withdrawn.
    pub cites: Vec<TraceId>,
    /// The entry whose body holds the words that count; none once withdrawn.
    pub words: Option<EntryId>,
    /// When it was reworded last.
    pub reworded_at_ms: Option<i64>,
    /// When it was withdrawn.
    pub withdrawn_at_ms: Option<i64>,
    /// By whom and when it was hidden; none once restored.
    pub hidden: Option<Deed>,
    /// How many traces that stand (not withdrawn) build on it directly.
    pub grew: u32,
    /// Who warmed it, in the order of the log.
    pub warmed: Vec<Deed>,
}

impl Board {
    /// A member and when they joined.
    #[must_use]
    pub fn member_history(&self, id: MemberId) -> Option<MemberHistory> {
        let joined_at_ms = self.members.get(id)?.joined_at_ms;
        Some(MemberHistory { member: self.member_row(id)?, joined_at_ms })
    }

    /// One trace.
    #[must_use]
    pub fn trace_history(&self, id: TraceId) -> Option<TraceHistory<'_>> {
        let n = self.traces.number(id)?;
        self.traces.at(n).map(|row| self.history_of(n, row))
    }

    /// All traces in the order of the log, from the one of a number on.
    pub fn history(&self, from: usize) -> impl ExactSizeIterator<Item = TraceHistory<'_>> {
        let rows = self.traces.rows().get(from..).unwrap_or_default();
        let number = move |at: usize| u32::try_from(from + at).unwrap_or(u32::MAX);
        rows.iter().enumerate().map(move |(at, row)| self.history_of(number(at), row))
    }

    /// The numbers of all traces, earliest first; of those left at the same time, the one that is earlier in the log. An import appends
    /// traces that are older than others before them.
    #[must_use]
    pub fn traces_by_time(&self) -> Vec<u32> {
        let mut times: Vec<(i64, u32)> = self.traces.rows().iter().map(|row| row.at_ms).zip(0..).collect();
        times.sort_unstable();
        times.into_iter().map(|(_, n)| n).collect()
    }

    fn taken_by(&self, row: &Trace) -> Vec<TraceId> {
        let taken = row.parents.into_iter().enumerate().filter(|(place, _)| row.taken_up.has(*place));
        taken.filter_map(|(_, parent)| Some(self.traces.at(parent)?.id)).collect()
    }

    fn history_of<'a>(&'a self, n: u32, row: &Trace) -> TraceHistory<'a> {
        let deed = |(by, at_ms): (u32, i64)| Some(Deed { by: self.members.at(by)?.id, at_ms });
        let warmings = self.personal.of_trace(row.warm);
        let mut warmed: Vec<_> = warmings.filter_map(|warming| deed((warming.by, warming.at_ms))).collect();
        warmed.reverse();
        let rare = self.traces.rare(n);
        let withdrawn_at_ms = rare.and_then(|rare| rare.withdrawn_at_ms);
        TraceHistory {
            id: row.id,
            n,
            by: self.members.at(row.by).map_or(MemberId(uuid::Uuid::nil()), |author| author.id),
            at_ms: row.at_ms,
            written_at_ms: row.written_at_ms,
            imported: row.imported,
            origin: self.origins.of(n),
            builds_on: row.parents().filter_map(|parent| Some(self.traces.at(parent)?.id)).collect(),
            takes_up: row.taken_up.named.then(|| self.taken_by(row)),
            facet: if withdrawn_at_ms.is_none() { self.facets.get(n) } else { None },
            learned: row.learned && withdrawn_at_ms.is_none(),
            off_wall: row.off_wall,
            joint: row.joint.filter(|_| withdrawn_at_ms.is_none()),
            round: rare.and_then(|rare| rare.round).filter(|_| withdrawn_at_ms.is_none()),
            cites: self.facets.stories.cites(n).to_vec(),
            open: row.open,
            words: if withdrawn_at_ms.is_none() { self.traces.bodies(n).last() } else { None },
            reworded_at_ms: rare.and_then(|rare| rare.reworded_at_ms),
            withdrawn_at_ms,
            hidden: rare.and_then(|rare| rare.hidden).and_then(deed),
            grew: row.grew,
            warmed,
        }
    }
}
