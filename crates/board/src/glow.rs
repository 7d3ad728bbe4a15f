//! The glow of a card: its share of deeds on it and on traces that grew from it.

use crate::{traces::Traces, trails::Share, warmth};

/// How many steps up a deposit reaches.
pub const GLOW_STEPS_MAX: u32 = 8;
/// How many cards a deposit reaches, the nearest ones, so that it is bounded work however woven the board.
pub const GLOW_CARDS_MAX: usize = 64;

/// Where a deed's glow starts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum From {
    /// At a trace's parents: the trace itself is new, and has its glow.
    Above(u32),
    /// At the trace itself.
    At(u32),
}

/// Deposits a deed's share into the ancestors of a trace: half as much at each step. Calls `changed` for each whose
/// glow changed.
pub(crate) fn spread(
    traces: &mut Traces,
    from: From,
    share: Share,
    at_ms: i64,
    half_life_ms: i64,
    mut changed: impl FnMut(u32),
) {
    if share == Share::Nothing {
        return;
    }
    let (start, at_start) = match from {
        From::Above(n) => (n, false),
        From::At(n) => (n, true),
    };
    for (n, steps) in ancestors(traces, start) {
        if steps == 0 && !at_start {
            continue;
        }
        let deposited = traces.change_glow(n, |mut glow_ms| {
            for halvings in share.halvings() {
                glow_ms = warmth::deposit(glow_ms, at_ms, halvings + steps, half_life_ms);
            }
            glow_ms
        });
        if deposited {
            changed(n);
        }
    }
}

/// A trace (in 0 steps) and its nearest ancestors with their shortest distance, at most [`GLOW_CARDS_MAX`] of them
/// besides itself and at most [`GLOW_STEPS_MAX`] steps away. They come breadth first; those equally far away come in the order of
/// the traces that led to them, then in the order in which those name them.
pub(crate) fn ancestors(traces: &Traces, start: u32) -> Vec<(u32, u32)> {
    let mut found = vec![(start, 0)];
    let mut next = 0;
    while let Some(&(n, steps)) = found.get(next) {
        next += 1;
        if steps == GLOW_STEPS_MAX {
            break;
        }
        for parent in traces.at(n).into_iter().flat_map(|row| row.parents()) {
            if found.len() > GLOW_CARDS_MAX {
                return found;
            }
            // At most 65 are looked through: cheaper than a set.
            if !found.iter().any(|(known, _)| *known == parent) {
                found.push((parent, steps + 1));
            }
        }
    }
    found
}
