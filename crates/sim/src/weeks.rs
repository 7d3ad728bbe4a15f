//! Pods of the model: called twice in the twelve weeks, for six weeks each.

use std::collections::BTreeMap;

use traceboard_weave::{Weave, reconnect};

use crate::{Arm, Assumptions, board::Board, dice::Dice};

/// On which days pods begin: after two weeks, when there is a first weave, and six weeks later.
const BEGIN: [i64; 2] = [14, 56];
/// How many are invited to each.
pub(crate) const SIZE: usize = 5;

pub(crate) fn begins_pods(day: i64) -> bool {
    BEGIN.contains(&day)
}

#[derive(Clone, Debug, Default)]
struct Pod {
    /// Who left which trace there, oldest first.
    traces: Vec<usize>,
    /// How many of them each has read.
    read: BTreeMap<usize, usize>,
}

/// The pods that there are, and who built with whom in them or in those before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pods {
    pods: Vec<Pod>,
    of: BTreeMap<usize, usize>,
    built: BTreeMap<(usize, usize), u32>,
}

/// Calls pods after the ones before, to which people are invited. A pod with one member is dropped.
pub(crate) fn call(before: &Pods, board: &Board, all: &Assumptions, arm: Arm, dice: &mut Dice) -> Pods {
    let groups = match arm {
        Arm::Reconnect => by_weave(board, all.people),
        _ => by_chance(all.people, dice),
    };
    let mut pods = Pods { built: before.built.clone(), ..Pods::default() };
    for group in groups {
        let came: Vec<_> = group.into_iter().filter(|_| dice.happens(all.accepts)).collect();
        if came.len() < 2 {
            continue;
        }
        pods.of.extend(came.iter().map(|who| (*who, pods.pods.len())));
        pods.pods.push(Pod::default());
    }
    pods
}

/// As the product does it: by the circle's own board. What happened in pods it doesn't know.
fn by_weave(board: &Board, people: usize) -> Vec<Vec<usize>> {
    let number = |person: usize| u32::try_from(person).unwrap_or(u32::MAX);
    let pairs = board.pairs().map(|(by, on)| (number(by), number(on)));
    let groups = reconnect(&Weave::of(number(people), pairs), SIZE);
    groups.into_iter().map(|group| group.into_iter().map(|person| person as usize).collect()).collect()
}

/// Groups of the same sizes, by chance.
pub(crate) fn by_chance(people: usize, dice: &mut Dice) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..people).collect();
    dice.shuffle(&mut order);
    let count = people.div_ceil(SIZE).max(1);
    (0..count).map(|group| order.iter().copied().skip(group).step_by(count).collect()).collect()
}

impl Pods {
    pub(crate) fn is_in_one(&self, who: usize) -> bool {
        self.of.contains_key(&who)
    }

    /// Members who met in a pod know each other.
    pub(crate) fn know_each_other(&self, one: usize, other: usize) -> bool {
        self.built.contains_key(&(one, other)) || self.built.contains_key(&(other, one))
    }

    /// Who built on whom in a pod.
    pub(crate) fn built(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.built.keys().copied()
    }

    /// A member visits their pod, and may build on what they read there or leave a trace. True if they did.
    pub(crate) fn visit(&mut self, who: usize, reads: usize, all: &Assumptions, dice: &mut Dice) -> bool {
        let Some(pod) = self.of.get(&who).and_then(|at| self.pods.get_mut(*at)) else { return false };
        let from = pod.read.get(&who).copied().unwrap_or(0).max(pod.traces.len().saturating_sub(reads));
        pod.read.insert(who, pod.traces.len());
        for at in from..pod.traces.len() {
            let by = pod.traces[at];
            // A few who know why they are there: as likely as with somebody familiar, of one's own interest.
            if by != who && dice.happens(all.builds * all.familiar * all.interested) {
                pod.traces.push(who);
                *self.built.entry((who, by)).or_default() += 1;
                return true;
            }
        }
        // A quarter of what one would leave goes to the pod.
        if dice.happens(all.seeds / 4) {
            pod.traces.push(who);
            return true;
        }
        false
    }
}
