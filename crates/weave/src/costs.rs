//! The cost of two people in one group: 0 if they have no tie.

use crate::{Thickness, Weave};

/// The costs of all pairs. One tie more inside a group costs more than any difference of thickness, so that the least cost makes the
/// most new ties, and among equals leaves out the thickest ones.
pub(crate) struct Costs {
    people: usize,
    /// A square matrix, person by person: read for each exchange that is evaluated.
    of: Vec<u8>,
    /// How much one tie costs, whatever its thickness.
    tie: u32,
}

impl Costs {
    /// `pairs`: how many pairs all groups together have.
    pub(crate) fn of(weave: &Weave, pairs: usize) -> Self {
        let people = weave.people() as usize;
        let mut of = vec![0; people * people];
        for tie in weave.ties() {
            let (one, other) = (tie.one as usize, tie.other as usize);
            let class = match tie.thickness {
                Thickness::Thin => 1,
                Thickness::Middle => 2,
                Thickness::Thick => 3,
            };
            of[one * people + other] = class;
            of[other * people + one] = class;
        }
        // Each pair adds at most 2 beyond the tie itself.
        Self { people, of, tie: u32::try_from(2 * pairs + 1).unwrap_or(u32::MAX) }
    }

    pub(crate) fn people(&self) -> usize {
        self.people
    }

    pub(crate) fn pair(&self, one: usize, other: usize) -> u32 {
        match self.of[one * self.people + other] {
            0 => 0,
            class => self.tie.saturating_add(u32::from(class) - 1),
        }
    }

    /// The cost of one group.
    pub(crate) fn group(&self, group: &[usize]) -> u32 {
        let pairs = group.iter().enumerate().flat_map(|(at, one)| group[..at].iter().map(move |other| (*one, *other)));
        pairs.map(|(one, other)| self.pair(one, other)).sum()
    }
}
