//! The board of a simulated circle: traces, trails by warmth, open ends, and who built with whom.

use std::collections::{BTreeMap, BTreeSet};

use traceboard_board::warmth;

/// A trace of the model. It builds on one or on none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trace {
    pub(crate) by: usize,
    pub(crate) trail: usize,
    pub(crate) at_ms: i64,
    pub(crate) interest: usize,
    pub(crate) fertile: bool,
    pub(crate) open: bool,
    /// Whether somebody else built on it.
    pub(crate) built_on: bool,
}

/// A trail: its warmth as the product keeps it, and its newest trace.
#[derive(Clone, Copy, Debug)]
struct Trail {
    warmth_ms: i64,
    newest: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Board {
    pub(crate) traces: Vec<Trace>,
    trails: Vec<Trail>,
    warm: BTreeSet<(i64, usize)>,
    open: BTreeSet<usize>,
    half_life_ms: i64,
    /// How often one built on the other, both ways, by the two people.
    pub(crate) built: BTreeMap<(usize, usize), u32>,
}

impl Board {
    pub(crate) fn new(half_life_ms: i64) -> Self {
        Self {
            traces: Vec::new(),
            trails: Vec::new(),
            warm: BTreeSet::new(),
            open: BTreeSet::new(),
            half_life_ms,
            built: BTreeMap::new(),
        }
    }

    /// Leaves a trace on another, or a seed.
    pub(crate) fn leave(&mut self, mut trace: Trace, on: Option<usize>) {
        let n = self.traces.len();
        match on.and_then(|on| self.traces.get_mut(on)) {
            Some(parent) => {
                trace.trail = parent.trail;
                if parent.by != trace.by {
                    parent.built_on = true;
                    *self.built.entry((trace.by, parent.by)).or_default() += 1;
                }
                if let Some(on) = on {
                    self.open.remove(&on);
                }
                self.warm(trace.trail, n, trace.at_ms);
            }
            None => {
                trace.trail = self.trails.len();
                self.trails.push(Trail { warmth_ms: trace.at_ms, newest: n });
                self.warm.insert((trace.at_ms, trace.trail));
            }
        }
        if trace.open {
            self.open.insert(n);
        }
        self.traces.push(trace);
    }

    fn warm(&mut self, trail: usize, newest: usize, at_ms: i64) {
        let Some(row) = self.trails.get_mut(trail) else { return };
        self.warm.remove(&(row.warmth_ms, trail));
        // As on a real board: a deposit of 1, and a trail is lit at least as much as a new one.
        row.warmth_ms = warmth::deposit(row.warmth_ms, at_ms, 0, self.half_life_ms).max(at_ms);
        row.newest = newest;
        self.warm.insert((row.warmth_ms, trail));
    }

    pub(crate) fn newest(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.traces.len()).rev()
    }

    /// The newest trace of each trail, the warmest first.
    pub(crate) fn warmest(&self) -> impl Iterator<Item = usize> + '_ {
        self.warm.iter().rev().filter_map(|(_, trail)| Some(self.trails.get(*trail)?.newest))
    }

    /// Open ends that nobody took up, newest first.
    pub(crate) fn open_ends(&self) -> impl Iterator<Item = usize> + '_ {
        self.open.iter().rev().copied()
    }

    pub(crate) fn know_each_other(&self, one: usize, other: usize) -> bool {
        self.built.contains_key(&(one, other)) || self.built.contains_key(&(other, one))
    }

    /// Who built on whom, once for each time.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.built.iter().flat_map(|(pair, times)| std::iter::repeat_n(*pair, *times as usize))
    }
}
