//! One run: a circle day by day.

use std::collections::{BTreeMap, BTreeSet};

use traceboard_board::warmth::DAY_MS;

use crate::{
    Arm, Assumptions, PER,
    board::{Board, Trace},
    dice::Dice,
    weeks::{self, Pods},
};

/// How far down a list a member looks for unread traces.
const SCROLLED_MAX: usize = 80;
/// Traces of the last days are not counted: they had no time to be built on.
const YOUNG_DAYS: i64 = 14;

/// The result of a run, about a circle and never about one of its members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many traces were left that had two weeks to be built on.
    pub traces: u64,
    /// How many of those somebody else built on.
    pub built_on: u64,
    /// How many pairs of people built with each other, in the circle or in a pod, who hadn't before.
    pub new_ties: u64,
    /// How many of those are of two who don't share an interest.
    pub across: u64,
}

/// The initial state of a circle: what members did before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Before {
    /// Who built on whom.
    pub(crate) built: Vec<(usize, usize)>,
    /// How likely each visits on a day; as assumed where it is empty.
    pub(crate) visits: Vec<u64>,
}

struct Circle<'a> {
    all: &'a Assumptions,
    arm: Arm,
    dice: Dice,
    board: Board,
    pods: Pods,
    /// What each has read.
    read: Vec<BTreeSet<usize>>,
    interest: Vec<usize>,
    visits: Vec<u64>,
}

/// Runs a circle from its founding.
#[must_use]
pub fn run(all: &Assumptions, arm: Arm, seed: u64) -> Outcome {
    run_from(all, arm, seed, &Before::default())
}

pub(crate) fn run_from(all: &Assumptions, arm: Arm, seed: u64, before: &Before) -> Outcome {
    // Members' traits are the same in every arm; their actions are drawn separately.
    let mut people = Dice::new(seed);
    let interests = all.people.div_ceil(all.interest_of).max(1) as u64;
    let interest = (0..all.people).map(|_| usize::try_from(people.below(interests)).unwrap_or(0)).collect();
    let drawn = |_| people.one_of(&all.visits).copied().unwrap_or(0);
    let visits = if before.visits.is_empty() { (0..all.people).map(drawn).collect() } else { before.visits.clone() };
    let mut board = Board::new(all.half_life_days * DAY_MS);
    for pair in &before.built {
        *board.built.entry(*pair).or_default() += 1;
    }
    let known: BTreeSet<_> = board.built.keys().map(|(one, other)| (*one.min(other), *one.max(other))).collect();
    let mut circle = Circle {
        all,
        arm,
        dice: Dice::new(seed ^ 0xd1ce),
        board,
        pods: Pods::default(),
        read: vec![BTreeSet::new(); all.people],
        interest,
        visits,
    };
    for day in 0..i64::from(all.days) {
        circle.day(day);
    }
    circle.outcome(&known)
}

impl Circle<'_> {
    fn day(&mut self, day: i64) {
        if self.arm.has_pods() && weeks::begins_pods(day) {
            self.pods = weeks::call(&self.pods, &self.board, self.all, self.arm, &mut self.dice);
        }
        let mut today: Vec<usize> = (0..self.all.people).filter(|who| self.dice.happens(self.visits[*who])).collect();
        self.dice.shuffle(&mut today);
        let apart_ms = DAY_MS / (today.len() as i64 + 1);
        for (who, at) in today.into_iter().zip(1..) {
            self.visit(who, day * DAY_MS + at * apart_ms);
        }
    }

    fn visit(&mut self, who: usize, at_ms: i64) {
        let in_pod = if self.pods.is_in_one(who) { self.all.reads_in_pod } else { 0 };
        if in_pod > 0 && self.pods.visit(who, in_pod, self.all, &mut self.dice) {
            return;
        }
        for n in self.reads(who, self.all.reads - in_pod) {
            self.read[who].insert(n);
            if self.builds_on(who, n) {
                let trace = self.trace(who, at_ms, self.board.traces[n].interest, self.board.traces[n].fertile);
                self.board.leave(trace, Some(n));
                return;
            }
        }
        if self.dice.happens(self.all.seeds) {
            let fertile = self.dice.happens(PER / 8);
            let trace = self.trace(who, at_ms, self.interest[who], fertile);
            self.board.leave(trace, None);
        }
    }

    fn trace(&mut self, by: usize, at_ms: i64, interest: usize, fertile: bool) -> Trace {
        let open = self.arm.has_open_ends() && self.dice.happens(self.all.open_ends);
        Trace { by, trail: 0, at_ms, interest, fertile, open, built_on: false }
    }

    /// What a member reads on a visit: as many traces in every arm.
    fn reads(&self, who: usize, most: usize) -> Vec<usize> {
        let fresh = |n: &usize| self.board.traces[*n].by != who && !self.read[who].contains(n);
        let mut reads = Vec::new();
        let open = if self.arm.has_open_ends() { most / 3 } else { 0 };
        take(&mut reads, open, self.board.open_ends().take(SCROLLED_MAX).filter(fresh));
        let warm = if self.arm.has_warmth() { (most - reads.len()) / 2 } else { 0 };
        let upto = reads.len() + warm;
        take(&mut reads, upto, self.board.warmest().take(SCROLLED_MAX).filter(fresh));
        take(&mut reads, most, self.board.newest().take(SCROLLED_MAX).filter(fresh));
        reads
    }

    fn builds_on(&mut self, who: usize, n: usize) -> bool {
        let trace = self.board.traces[n];
        let mut chance = self.all.builds;
        if trace.interest == self.interest[who] {
            chance *= self.all.interested;
        }
        if trace.fertile {
            chance *= self.all.fertile;
        }
        if trace.open {
            chance *= self.all.asked;
        }
        if self.board.know_each_other(who, trace.by) || self.pods.know_each_other(who, trace.by) {
            chance *= self.all.familiar;
        }
        self.dice.happens(chance)
    }

    fn outcome(&self, known: &BTreeSet<(usize, usize)>) -> Outcome {
        let old_ms = (i64::from(self.all.days) - YOUNG_DAYS) * DAY_MS;
        let old = self.board.traces.iter().filter(|trace| trace.at_ms < old_ms);
        let (mut traces, mut built_on) = (0, 0);
        for trace in old {
            traces += 1;
            built_on += u64::from(trace.built_on);
        }
        let pairs = self.board.built.keys().copied().chain(self.pods.built());
        let ties: BTreeSet<_> = pairs.map(|(one, other)| (one.min(other), one.max(other))).collect();
        let new: Vec<_> = ties.difference(known).collect();
        let across = new.iter().filter(|(one, other)| self.interest[*one] != self.interest[*other]).count() as u64;
        Outcome { traces, built_on, new_ties: new.len() as u64, across }
    }
}

/// Fills a list up to a length with what isn't in it.
fn take(list: &mut Vec<usize>, upto: usize, more: impl Iterator<Item = usize>) {
    for n in more {
        if list.len() >= upto {
            return;
        }
        if !list.contains(&n) {
            list.push(n);
        }
    }
}

/// Sums of runs by seed, for shares.
pub(crate) fn runs(all: &Assumptions, arm: Arm, seeds: u64, before: &Before) -> Vec<Outcome> {
    (0..seeds).map(|seed| run_from(all, arm, seed, before)).collect()
}

/// Runs by arm.
pub(crate) type ByArm = BTreeMap<usize, Vec<Outcome>>;

/// All arms.
pub(crate) fn all_arms(all: &Assumptions, seeds: u64, before: &Before) -> ByArm {
    Arm::ALL.iter().enumerate().map(|(at, arm)| (at, runs(all, *arm, seeds, before))).collect()
}
