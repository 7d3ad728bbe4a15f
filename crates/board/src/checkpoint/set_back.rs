//! Corrects a board after the clock was found to have been ahead.
//!
//! A log stamps no entry below the one before it, unless that one lies more than a minute ahead of the clock: then the
//! clock was wrong when that one was stamped, and the stamps go back. Stamps above that moment are then set to it, so
//! that nothing lies in the future, and the order stays. This is done on the checkpoint's form, because all orders have
//! to be recomputed.

use std::collections::BTreeSet;

use super::{
    Trailer,
    kept::{Kept, KeptTrace, KeptTrail},
};
use crate::{Board, Step, glow, trails::Counted, warmth};

/// How far a stamp must lie below the one before it: logs never go back by less.
const AHEAD_MS_MIN: i64 = 60_000;

/// The rows whose warmth was computed with a clock that was ahead.
struct WarmedRows {
    trails: BTreeSet<u32>,
    cards: BTreeSet<u32>,
}

impl Board {
    /// Notes the stamp of the next entry. If the clock went back, every later time is set to it, and readers before
    /// this step need a snapshot.
    pub(crate) fn stamped(&mut self, step: Step, at_ms: i64) {
        let at_ms = warmth::time(at_ms);
        let ahead_ms = self.stamp_ms.replace(at_ms).map_or(0, |before| before - at_ms);
        if ahead_ms <= AHEAD_MS_MIN {
            return;
        }
        let lit = self.warmed_after(at_ms);
        let Some(kept) = Kept::of(self) else { return };
        if let Ok(mut board) = kept.set_back(at_ms, ahead_ms, &lit).restore() {
            Trailer::of(self).restore(&mut board);
            *self = board;
            self.half_life_step = step;
            self.rows.forget(step.saturating_sub(1));
        }
    }

    /// The newest known stamp, for a checkpoint without one.
    pub(super) fn newest_stamp(&self) -> Option<i64> {
        let traces = self.traces.rows().iter().map(|row| row.accepted_at_ms);
        traces.chain(self.personal.warmings().iter().map(|warming| warming.at_ms)).max()
    }

    fn warmed_after(&self, at_ms: i64) -> WarmedRows {
        let mut rows = WarmedRows { trails: BTreeSet::new(), cards: BTreeSet::new() };
        for (row, n) in self.traces.rows().iter().zip(0..) {
            let warmed = self.personal.of_trace(row.warm).any(|warming| warming.at_ms > at_ms);
            if row.accepted_at_ms > at_ms || warmed {
                rows.trails.extend(self.lists.get(row.list).iter().map(|reach| reach.trail));
                rows.cards.extend(glow::ancestors(&self.traces, n).into_iter().map(|(n, _)| n));
            }
        }
        rows
    }
}

impl Kept {
    fn of(board: &Board) -> Option<Self> {
        let bytes = postcard::to_allocvec(&super::kept::KeptRef::of(board)).ok()?;
        postcard::from_bytes(&bytes).ok()
    }

    /// Sets all times after `to` to `to`, and reduces the warmth deposited then by as much as the clock was ahead.
    fn set_back(mut self, to: i64, ahead_ms: i64, warmed: &WarmedRows) -> Self {
        let back = |at_ms: &mut i64| *at_ms = (*at_ms).min(to);
        for (row, n) in self.traces.iter_mut().zip(0..) {
            row.set_back(to, if warmed.cards.contains(&n) { ahead_ms } else { 0 });
        }
        for rare in self.rare.values_mut() {
            rare.reworded_at_ms.iter_mut().chain(&mut rare.withdrawn_at_ms).for_each(back);
            rare.hidden.iter_mut().for_each(|(_, at_ms)| back(at_ms));
        }
        for (row, trail) in self.trails.iter_mut().zip(0..) {
            row.set_back(to, if warmed.trails.contains(&trail) { ahead_ms } else { 0 });
        }
        self.warmings.iter_mut().for_each(|warming| back(&mut warming.at_ms));
        self.members.iter_mut().for_each(|member| back(&mut member.joined_at_ms));
        for round in &mut self.rounds {
            // An end keeps its distance from the beginning: that may have been stamped before the clock went ahead, and then lies after
            // `to` by no more than the clock is behind now.
            let later_ms = (round.at_ms - to).max(0);
            round.ends_at_ms.iter_mut().for_each(|ends_at_ms| *ends_at_ms -= later_ms);
            back(&mut round.at_ms);
            round.ended_at_ms.iter_mut().for_each(back);
            round.given.iter_mut().for_each(|given| back(&mut given.at_ms));
        }
        self.pods.iter_mut().for_each(|pod| pod.times().into_iter().for_each(back));
        self.terms.iter_mut().for_each(|terms| back(terms.active_ms()));
        self
    }
}

impl KeptTrace {
    fn set_back(&mut self, to: i64, ahead_ms: i64) {
        let [accepted_at_ms, written_at_ms, glow_ms] =
            [self.accepted, self.written, self.glow].map(|from_own| self.at_ms.wrapping_add(from_own));
        let glow_ms = if glow_ms > to { glow_ms.saturating_sub(ahead_ms) } else { glow_ms };
        self.at_ms = self.at_ms.min(to);
        self.accepted = accepted_at_ms.min(to).wrapping_sub(self.at_ms);
        self.written = written_at_ms.wrapping_sub(self.at_ms);
        self.glow = glow_ms.wrapping_sub(self.at_ms);
    }
}

impl KeptTrail {
    fn set_back(&mut self, to: i64, ahead_ms: i64) {
        if self.warmth_ms > to {
            self.warmth_ms = self.warmth_ms.saturating_sub(ahead_ms);
        }
        let mut sum = 0_u64;
        let each = self.counted.iter().map(|less| {
            sum = sum.wrapping_add(*less);
            Counted(sum).not_after(warmth::day(to))
        });
        // A person counts once a day: of deeds that now fall on one day the largest counts.
        let mut counted: Vec<Counted> = each.collect();
        counted.sort_unstable_by_key(|counted| counted.0);
        counted.reverse();
        counted.dedup_by_key(|counted| counted.key());
        counted.reverse();
        let mut before = 0;
        self.counted = counted.into_iter().map(|Counted(now)| now - std::mem::replace(&mut before, now)).collect();
    }
}
