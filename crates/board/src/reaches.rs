//! The seeds that each trace reaches. A trace that builds on one other reaches the same seeds, each one step further,
//! so it shares that one's list.

use serde::{Deserialize, Serialize};

/// How many seeds a trace reaches at most, so that a deposit is bounded work however woven the board.
pub const TRAILS_MAX: usize = 16;

/// A trail, by its place among the trails, and how far away its seed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reach {
    pub(crate) trail: u32,
    pub(crate) steps: u32,
}

/// The lists of reaches, one behind the other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Lists {
    reaches: Vec<Reach>,
    /// Where each list ends.
    ends: Vec<u32>,
}

impl Lists {
    pub(crate) fn get(&self, list: u32) -> &[Reach] {
        let at = list as usize;
        let Some(end) = self.ends.get(at) else { return &[] };
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.reaches.get(begin as usize..*end as usize).unwrap_or_default()
    }

    pub(crate) fn add(&mut self, reaches: &[Reach]) -> u32 {
        self.reaches.extend_from_slice(reaches);
        self.ends.push(u32::try_from(self.reaches.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// The reaches of a trace that weaves several: those of its parents, one step further, the nearest ones. Of those equally near, the
/// ones with the lowest ids of seeds.
pub(crate) fn weave<I: Ord>(parents: impl Iterator<Item = Reach>, seed_id: impl Fn(u32) -> I) -> Vec<Reach> {
    let mut nearest: Vec<Reach> = Vec::new();
    for Reach { trail, steps } in parents {
        let steps = steps.saturating_add(1);
        match nearest.iter_mut().find(|reach| reach.trail == trail) {
            Some(known) => known.steps = known.steps.min(steps),
            None => nearest.push(Reach { trail, steps }),
        }
    }
    nearest.sort_by_key(|reach| (reach.steps, seed_id(reach.trail)));
    nearest.truncate(TRAILS_MAX);
    nearest
}
