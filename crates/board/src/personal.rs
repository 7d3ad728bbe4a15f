//! What depends on one member: which traces they warmed, and which grew from theirs.

use serde::{Deserialize, Serialize};

use crate::{
    sorted::Sorted,
    traces::{NONE, Traces},
};

/// A tap on warm. Those of one trace hang together, the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Warming {
    /// The member's number.
    pub(crate) by: u32,
    /// The one before on the same trace, or [`NONE`].
    pub(crate) before: u32,
    pub(crate) at_ms: i64,
}

/// The traces with a mark of one member, in the order of the feed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Own {
    warmed: Sorted<u32>,
    /// Traces of others that build directly on one of theirs and weren't withdrawn.
    grown: Sorted<u32>,
}

/// All warmings, and each member's traces.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Personal {
    warmings: Vec<Warming>,
    own: Vec<Own>,
}

impl Personal {
    pub(crate) fn warmings(&self) -> &[Warming] {
        &self.warmings
    }

    /// As it was kept. What each member warmed and what grew from theirs follows from warmings and traces.
    pub(crate) fn restore(warmings: Vec<Warming>, traces: &Traces, members: usize) -> Self {
        let mut own = Vec::new();
        own.resize_with(members, Own::default);
        let mut personal = Self { warmings, own };
        for n in traces.oldest_first() {
            let Some(row) = traces.at(n) else { continue };
            let warmed: Vec<_> = personal.of_trace(row.warm).map(|warming| warming.by).collect();
            for member in warmed {
                personal.own_mut(member).warmed.push(n);
            }
            for author in grown_for(traces, n) {
                personal.own_mut(author).grown.push(n);
            }
        }
        personal
    }

    /// The warmings of a trace, latest first, from its latest on.
    pub(crate) fn of_trace(&self, latest: u32) -> impl Iterator<Item = Warming> + '_ {
        let mut next = latest;
        std::iter::from_fn(move || {
            let warming = *self.warmings.get(next as usize)?;
            next = warming.before;
            Some(warming)
        })
    }

    pub(crate) fn has_warmed(&self, member: u32, n: u32, traces: &Traces) -> bool {
        let place = traces.place(n);
        self.own.get(member as usize).is_some_and(|own| own.warmed.get(&place, |n| traces.place(n)).is_some())
    }

    pub(crate) fn has_grown(&self, member: u32, n: u32, traces: &Traces) -> bool {
        let place = traces.place(n);
        self.own.get(member as usize).is_some_and(|own| own.grown.get(&place, |n| traces.place(n)).is_some())
    }

    /// What grew from a member's traces, newest first.
    pub(crate) fn grown(&self, member: u32) -> impl Iterator<Item = u32> + '_ {
        self.own.get(member as usize).into_iter().flat_map(|own| own.grown.iter().rev())
    }

    /// What a member warmed, newest trace first.
    pub(crate) fn warmed(&self, member: u32) -> impl Iterator<Item = u32> + '_ {
        self.own.get(member as usize).into_iter().flat_map(|own| own.warmed.iter().rev())
    }

    pub(crate) fn warm(&mut self, member: u32, n: u32, at_ms: i64, traces: &mut Traces) {
        let latest = u32::try_from(self.warmings.len()).unwrap_or(NONE);
        let before = traces.at(n).map_or(NONE, |row| row.warm);
        self.warmings.push(Warming { by: member, before, at_ms });
        traces.change(n, |row| row.warm = latest);
        self.own_mut(member).warmed.insert(n, |n| traces.place(n));
    }

    /// Notes that a trace grew from the traces of others; returns their authors.
    pub(crate) fn grew(&mut self, n: u32, traces: &Traces) -> Vec<u32> {
        let authors = grown_for(traces, n);
        for author in &authors {
            self.own_mut(*author).grown.insert(n, |n| traces.place(n));
        }
        authors
    }

    /// Notes that a trace was withdrawn; returns the authors from whose traces it grew.
    pub(crate) fn ungrew(&mut self, n: u32, traces: &Traces) -> Vec<u32> {
        let authors = parents_authors(traces, n);
        for author in &authors {
            self.own_mut(*author).grown.remove(&traces.place(n), |n| traces.place(n));
        }
        authors
    }

    /// A member is there from now on.
    pub(crate) fn joined(&mut self, member: u32) {
        self.own_mut(member);
    }

    fn own_mut(&mut self, member: u32) -> &mut Own {
        let at = member as usize;
        if self.own.len() <= at {
            self.own.resize_with(at + 1, Own::default);
        }
        &mut self.own[at]
    }
}

/// Whose traces a standing trace grew from.
fn grown_for(traces: &Traces, n: u32) -> Vec<u32> {
    let withdrawn = traces.at(n).is_none_or(|row| row.state == crate::CardState::Withdrawn);
    if withdrawn { Vec::new() } else { parents_authors(traces, n) }
}

/// The others whose traces a trace builds on, each once.
fn parents_authors(traces: &Traces, n: u32) -> Vec<u32> {
    let Some(row) = traces.at(n) else { return Vec::new() };
    let mut authors: Vec<_> = row.parents().filter_map(|parent| Some(traces.at(parent)?.by)).collect();
    authors.retain(|author| *author != row.by);
    authors.sort_unstable();
    authors.dedup();
    authors
}
