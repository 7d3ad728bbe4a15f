//! The best groups of few people, by trying all.

use crate::costs::Costs;

/// For so many people the best groups are found exactly: 3^14 ways to part them, 6 to 80 ms on a core that others use too (12 people: 1
/// to 5 ms, 16: 50 to 400). Each person more takes three times as long.
pub const EXACT_PEOPLE_MAX: usize = 14;

/// The cheapest partition of a set of people, if computed: its cost, and its first group.
type Known = Option<(u32, usize)>;

/// Groups of these sizes, which differ by one at the most, with the least cost.
///
/// For each set of people and each number of larger groups left, the cheapest parting is kept: the group of the first of them is each of
/// the sets that fit, and the others are parted as cheaply as they can be.
pub(crate) fn best(costs: &Costs, sizes: &[usize]) -> Vec<Vec<usize>> {
    let people = costs.people();
    let size = sizes.last().copied().unwrap_or(people);
    let larger = sizes.iter().filter(|one| **one > size).count();
    let all = (1_usize << people) - 1;
    let mut found =
        Found { size, larger, known: vec![None; (all + 1) * (larger + 1)], group: group_costs(costs, size) };
    found.fill(all);
    let (mut left, mut larger_left, mut groups) = (all, larger, Vec::new());
    while let Some((_, group)) = (left != 0).then(|| found.at(left, larger_left)).flatten() {
        larger_left -= usize::from(group.count_ones() as usize > size);
        left &= !group;
        groups.push(members(group));
    }
    groups
}

struct Found {
    size: usize,
    larger: usize,
    known: Vec<Known>,
    /// The cost of each set that can be a group.
    group: Vec<u32>,
}

impl Found {
    fn at(&self, set: usize, larger: usize) -> Known {
        self.known[set * (self.larger + 1) + larger]
    }

    fn fill(&mut self, all: usize) {
        if let Some(none) = self.known.first_mut() {
            *none = Some((0, 0));
        }
        for set in 1..=all {
            for larger in 0..=self.larger {
                self.known[set * (self.larger + 1) + larger] = self.cheapest(set, larger);
            }
        }
    }

    fn cheapest(&self, set: usize, larger: usize) -> Known {
        let first = set & set.wrapping_neg();
        let others = set ^ first;
        let mut best: Known = None;
        let mut some = others;
        loop {
            let group = some | first;
            let size = group.count_ones() as usize;
            let is_larger = size == self.size + 1 && larger > 0;
            if (size == self.size || is_larger)
                && let Some((rest, _)) = self.at(set ^ group, larger - usize::from(is_larger))
            {
                let cost = rest + self.group[group];
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, group));
                }
            }
            if some == 0 {
                return best;
            }
            some = (some - 1) & others;
        }
    }
}

fn group_costs(costs: &Costs, size: usize) -> Vec<u32> {
    let fits = |set: usize| (size..=size + 1).contains(&(set.count_ones() as usize));
    (0..1_usize << costs.people()).map(|set| if fits(set) { costs.group(&members(set)) } else { 0 }).collect()
}

fn members(set: usize) -> Vec<usize> {
    (0..usize::BITS as usize).filter(|person| set >> person & 1 == 1).collect()
}
