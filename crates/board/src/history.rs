//! What an export needs beyond the cards: every state of a trace with its time, in the order of the log.

use crate::{Board, Body, Member, MemberId, TraceId, traces::TraceRow};

/// A member and when they joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberHistory {
    /// The member.
    pub member: Member,
    /// When they joined, in Unix milliseconds.
    pub joined_at_ms: i64,
}

/// By whom and when something was done to a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Who.
    pub by: MemberId,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
}

/// A trace with all that was done to it. The words are those that the log still holds, hidden or not: this is for hosts.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceHistory<'a> {
    /// Which trace.
    pub id: TraceId,
    /// Who left it.
    pub by: MemberId,
    /// When it was accepted, or happened where it was imported from.
    pub at_ms: i64,
    /// The author's clock at the time of writing.
    pub written_at_ms: i64,
    /// Whether a host brought it in from a file.
    pub imported: bool,
    /// What it was called in the file that it was imported from.
    pub origin: Option<&'a str>,
    /// Up to three earlier traces.
    pub builds_on: &'a [TraceId],
    /// Whether it holds out an open end, also where its words are gone.
    pub open: bool,
    /// The words that count, unless erased.
    pub words: Option<&'a Body>,
    /// When it was reworded last.
    pub reworded_at_ms: Option<i64>,
    /// When it was withdrawn.
    pub withdrawn_at_ms: Option<i64>,
    /// By whom and when it was hidden; none once restored.
    pub hidden: Option<Mark>,
    /// Who warmed it, in the order of the log.
    pub warmed: Vec<Mark>,
}

impl Board {
    /// A member and when they joined.
    #[must_use]
    pub fn member_history(&self, id: MemberId) -> Option<MemberHistory> {
        let row = self.members.get(id)?;
        Some(MemberHistory { member: self.tell_member(id, row), joined_at_ms: row.joined_at_ms })
    }

    /// One trace.
    #[must_use]
    pub fn trace_history(&self, id: TraceId) -> Option<TraceHistory<'_>> {
        self.traces.get(id).map(|row| self.tell_history(row))
    }

    /// All traces in the order of the log, from the n-th (counted from 0) on.
    pub fn history(&self, from: usize) -> impl ExactSizeIterator<Item = TraceHistory<'_>> {
        self.traces.in_log_order(from).map(|row| self.tell_history(row))
    }

    fn tell_history<'a>(&'a self, row: &'a TraceRow) -> TraceHistory<'a> {
        let mark = |(by, at_ms)| Mark { by, at_ms };
        TraceHistory {
            id: row.place.id,
            by: row.by,
            at_ms: row.place.at_ms,
            written_at_ms: row.written_at_ms,
            imported: row.imported,
            origin: row.origin.as_deref(),
            builds_on: &row.builds_on,
            open: row.open,
            words: self.words_of(row),
            reworded_at_ms: row.reworded_at_ms,
            withdrawn_at_ms: row.withdrawn_at_ms,
            hidden: row.hidden.map(mark),
            warmed: row.warmed.iter().copied().map(mark).collect(),
        }
    }
}
