//! Good groups of many people, by exchange of pairs.
//!
//! This is the maximally diverse grouping problem, with a cost in place of a gain. The method is Lotfi and Cerveny's as
//! Weitz and Lakshminarayanan corrected it ("LCW": V. Lotfi and R. Cerveny, "A final-exam-scheduling package", 1991; R.
//! R. Weitz and S. Lakshminarayanan, "An empirical comparison of heuristic methods for creating maximally diverse
//! groups", 1998): from random groups, each person in turn changes places with the person of another group for whom
//! that helps most, until no exchange helps; this is repeated from other groups, and the best result is used.

use crate::{chance::Chance, costs::Costs};

/// How many exchanges are evaluated in all: about a second on a core that others use too. It bounds the number of
/// restarts. Five hundred people take 130 ms; two thousand of whom most have built with each other get through four
/// times.
pub const EVALUATIONS_MAX: usize = 16_000_000;
/// The most restarts: no circle that was tried got better groups after that.
const BEGINNINGS_MAX: usize = 24;
/// The seed. The same people and ties give the same groups, on every server.
const SEED: u64 = 0x7765_6176_6500_0001;

pub(crate) fn best(costs: &Costs, sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut chance = Chance::new(SEED);
    let mut best: Option<(u32, Vec<usize>)> = None;
    let mut thought = 0;
    for _ in 0..BEGINNINGS_MAX {
        let mut people: Vec<usize> = (0..costs.people()).collect();
        chance.shuffle(&mut people);
        let mut groups = Groups::of(costs, sizes, &people);
        thought += groups.settle(EVALUATIONS_MAX.saturating_sub(thought));
        let cost = groups.cost();
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, groups.group_of));
        }
        if cost == 0 || thought >= EVALUATIONS_MAX {
            break;
        }
    }
    let group_of = best.map(|(_, group_of)| group_of).unwrap_or_default();
    let mut groups = vec![Vec::new(); sizes.len()];
    for (person, group) in group_of.into_iter().enumerate() {
        groups[group].push(person);
    }
    groups
}

struct Groups<'a> {
    costs: &'a Costs,
    /// By person.
    group_of: Vec<usize>,
    /// The cost of each person in each group, whether or not they are in it.
    with: Vec<u32>,
    count: usize,
}

impl<'a> Groups<'a> {
    /// Groups of these sizes, filled in the order of a list.
    fn of(costs: &'a Costs, sizes: &[usize], list: &[usize]) -> Self {
        let count = sizes.len();
        let mut groups = Self { costs, group_of: vec![0; list.len()], with: vec![0; list.len() * count], count };
        let places = sizes.iter().enumerate().flat_map(|(group, size)| std::iter::repeat_n(group, *size));
        for (person, group) in list.iter().zip(places) {
            groups.group_of[*person] = group;
            for other in 0..list.len() {
                groups.with[other * count + group] += costs.pair(*person, other);
            }
        }
        groups
    }

    fn with(&self, person: usize, group: usize) -> i64 {
        i64::from(self.with[person * self.count + group])
    }

    /// The cost of all, each pair counted twice.
    fn cost(&self) -> u32 {
        self.group_of.iter().enumerate().map(|(person, group)| self.with[person * self.count + group]).sum::<u32>() / 2
    }

    /// Exchanges until none helps, or `most` were evaluated. Returns how many were.
    fn settle(&mut self, most: usize) -> usize {
        let people = self.group_of.len();
        let mut thought = 0;
        loop {
            let mut helped = false;
            for one in 0..people {
                if self.with(one, self.group_of[one]) == 0 {
                    // A person without a tie in their group can't improve; others may exchange with them in their own
                    // turn.
                    continue;
                }
                if thought >= most {
                    return thought;
                }
                thought += people;
                if let Some((other, _)) = self.best_exchange(one) {
                    self.exchange(one, other);
                    helped = true;
                }
            }
            if !helped {
                return thought;
            }
        }
    }

    /// The person whose exchange with `one` helps most, if any does.
    fn best_exchange(&self, one: usize) -> Option<(usize, i64)> {
        let from = self.group_of[one];
        let mut best: Option<(usize, i64)> = None;
        for (other, to) in self.group_of.iter().copied().enumerate().filter(|(_, to)| *to != from) {
            let pair = i64::from(self.costs.pair(one, other));
            let after = self.with(one, to) - pair + self.with(other, from) - pair;
            let change = after - self.with(one, from) - self.with(other, to);
            if change < best.map_or(0, |(_, least)| least) {
                best = Some((other, change));
            }
        }
        best
    }

    fn exchange(&mut self, one: usize, other: usize) {
        let (from, to) = (self.group_of[one], self.group_of[other]);
        for person in 0..self.group_of.len() {
            let (of_one, of_other) = (self.costs.pair(person, one), self.costs.pair(person, other));
            let row = person * self.count;
            self.with[row + from] = self.with[row + from] - of_one + of_other;
            self.with[row + to] = self.with[row + to] - of_other + of_one;
        }
        self.group_of.swap(one, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{GROUP_MAX, GROUP_MIN, Weave, exact};

    /// Ties by chance: `share` of a hundred pairs have one.
    fn woven(people: u32, share: u64, seed: u64) -> Weave {
        let mut pairs: Vec<(u32, u32)> = (0..people).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
        Chance::new(seed).shuffle(&mut pairs);
        pairs.truncate(pairs.len() * usize::try_from(share).unwrap() / 100);
        Weave::of(people, pairs)
    }

    fn total(costs: &Costs, groups: &[Vec<usize>]) -> u32 {
        groups.iter().map(|group| costs.group(group)).sum()
    }

    #[test]
    fn exchange_finds_the_exact_optimum_of_small_circles() {
        let mut cases = 0;
        for seed in 0..6 {
            for share in [15, 40, 70] {
                for (people, size) in [(8, 2), (9, 3), (11, 4), (12, 5), (12, 4)] {
                    let weave = woven(people, share, seed);
                    let count = (people as usize).div_ceil(size);
                    let sizes: Vec<_> = (0..count)
                        .map(|n| people as usize / count + usize::from(n < people as usize % count))
                        .collect();
                    let costs = Costs::of(&weave, sizes.iter().map(|size| size * (size - 1) / 2).sum());
                    let (least, found) = (exact::best(&costs, &sizes), best(&costs, &sizes));
                    assert_eq!(
                        total(&costs, &least),
                        total(&costs, &found),
                        "{people} by {size}, {share} %, seed {seed}"
                    );
                    cases += 1;
                }
            }
        }
        assert_eq!(cases, 90);
    }

    #[test]
    fn cached_sums_stay_correct_after_exchanges() {
        let weave = woven(40, 30, 3);
        let sizes = [GROUP_MAX; 5];
        let costs = Costs::of(&weave, 5 * 28);
        let list: Vec<_> = (0..40).collect();
        let mut groups = Groups::of(&costs, &sizes, &list);
        let before = groups.cost();
        assert!(groups.settle(usize::MAX) >= GROUP_MIN);
        let mut by_group = vec![Vec::new(); 5];
        groups.group_of.iter().enumerate().for_each(|(person, group)| by_group[*group].push(person));
        assert_eq!(groups.cost(), total(&costs, &by_group));
        assert!(groups.cost() < before && by_group.iter().all(|group| group.len() == GROUP_MAX));
    }
}
