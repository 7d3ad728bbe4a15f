//! How a card glows: its own share of what was done on it and on what grew from it.

use std::collections::HashSet;

use crate::{TraceId, traces::Traces, trails::Share, warmth};

/// How many steps up a deposit goes.
pub const GLOW_STEPS_MAX: u32 = 8;
/// How many cards a deposit reaches, the nearest ones, so that it is bounded work however woven the board.
pub const GLOW_CARDS_MAX: usize = 64;

/// Where a deed begins to glow.
#[derive(Clone, Copy, Debug)]
pub(crate) enum From {
    /// At a trace's parents: the trace itself is new, and has its glow.
    Above(TraceId),
    /// At the trace itself.
    At(TraceId),
}

/// Gives the ancestors of a trace their share of a deed: half as much at each step.
pub(crate) fn spread(traces: &mut Traces, from: From, share: Share, at_ms: i64, half_life_ms: i64) {
    let (start, at_start) = match from {
        From::Above(id) => (id, false),
        From::At(id) => (id, true),
    };
    for (id, steps) in ancestors(traces, start) {
        if steps == 0 && !at_start {
            continue;
        }
        traces.change(id, |row| {
            for halvings in share.halvings() {
                row.glow_ms = warmth::deposit(row.glow_ms, at_ms, halvings + steps, half_life_ms);
            }
        });
    }
}

/// A trace (in 0 steps) and its nearest ancestors with their shortest distance, at most [`GLOW_CARDS_MAX`] of them
/// besides itself and at most [`GLOW_STEPS_MAX`] steps away. They come breadth first; those equally far away come in the order of
/// the traces that led to them, then in the order in which those name them.
pub(crate) fn ancestors(traces: &Traces, start: TraceId) -> Vec<(TraceId, u32)> {
    let mut found = vec![(start, 0)];
    let mut seen = HashSet::from([start]);
    let mut next = 0;
    while let Some(&(id, steps)) = found.get(next) {
        next += 1;
        if steps == GLOW_STEPS_MAX {
            break;
        }
        let parents = traces.get(id).map_or(&[][..], |row| &row.builds_on);
        for parent in parents {
            if found.len() > GLOW_CARDS_MAX {
                return found;
            }
            if seen.insert(*parent) {
                found.push((*parent, steps + 1));
            }
        }
    }
    found
}
