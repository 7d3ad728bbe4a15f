//! The quality of groups: how many of the pairs that meet have no tie yet, with *Reconnect* and with random groups.

use std::collections::BTreeSet;

use traceboard_weave::{Weave, reconnect};

use crate::{dice::Dice, weeks};

/// How many random groupings are averaged.
const DRAWS: u64 = 200;

/// Pairs that meet, and how many of those have no tie yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Meets {
    pub(crate) pairs: u64,
    pub(crate) new: u64,
}

impl Meets {
    fn of(groups: &[Vec<usize>], ties: &BTreeSet<(usize, usize)>) -> Self {
        let mut meets = Self::default();
        for group in groups {
            for (at, one) in group.iter().enumerate() {
                for other in &group[..at] {
                    meets.pairs += 1;
                    meets.new += u64::from(!ties.contains(&(*one.min(other), *one.max(other))));
                }
            }
        }
        meets
    }
}

/// With *Reconnect*, and the average of random groupings.
pub(crate) fn compare(people: usize, built: &[(usize, usize)]) -> (Meets, Meets) {
    let number = |person: usize| u32::try_from(person).unwrap_or(u32::MAX);
    let weave = Weave::of(number(people), built.iter().map(|(by, on)| (number(*by), number(*on))));
    let ties: BTreeSet<_> = weave.ties().iter().map(|tie| (tie.one as usize, tie.other as usize)).collect();
    let groups: Vec<Vec<usize>> = reconnect(&weave, weeks::SIZE)
        .into_iter()
        .map(|group| group.into_iter().map(|person| person as usize).collect())
        .collect();
    let mut dice = Dice::new(7);
    let mut chance = Meets::default();
    for _ in 0..DRAWS {
        let drawn = Meets::of(&weeks::by_chance(people, &mut dice), &ties);
        chance = Meets { pairs: chance.pairs + drawn.pairs, new: chance.new + drawn.new };
    }
    (Meets::of(&groups, &ties), chance)
}
