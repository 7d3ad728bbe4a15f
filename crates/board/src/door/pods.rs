//! Who is in which pod, as noted in the door's log: so a member's own pods are known without opening every pod.
//!
//! The pod's own log decides. A server copies its membership here, always complete, so that a missed copy is corrected
//! by the next.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use traceboard_position::Position;

use crate::{MemberId, PodId};

/// How many of the last changes are kept: for an older number all members count as changed.
const CHANGES_MAX: usize = 1_024;

/// A member's pods, independent of the session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembersPods {
    /// Those that they are in, by id.
    pub pods: BTreeSet<PodId>,
    /// Those that they are invited to, by id.
    pub invitations: BTreeSet<PodId>,
}

/// The pods of a circle by member.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PodIndex {
    of_pod: BTreeMap<PodId, Held>,
    of_member: BTreeMap<MemberId, MembersPods>,
    /// The members whose pods changed, latest last, and how many changes there were in all.
    changes: VecDeque<MemberId>,
    changed: u64,
}

/// The last copy of a pod's membership.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    as_of: Position,
    members: BTreeSet<MemberId>,
    invited: BTreeSet<MemberId>,
}

impl PodIndex {
    /// A member's own pods; none for one who never had any.
    #[must_use]
    pub fn of(&self, member: MemberId) -> Option<&MembersPods> {
        self.of_member.get(&member)
    }

    /// Whether a member is in a pod.
    #[must_use]
    pub fn is_in(&self, pod: PodId, member: MemberId) -> bool {
        self.of_pod.get(&pod).is_some_and(|held| held.members.contains(&member))
    }

    /// Who is in a pod, by id.
    pub fn members_of(&self, pod: PodId) -> impl Iterator<Item = MemberId> + '_ {
        self.of_pod.get(&pod).into_iter().flat_map(|held| held.members.iter().copied())
    }

    /// Whether this equals the last copy of a pod's membership.
    #[must_use]
    pub fn holds(&self, pod: PodId, members: &BTreeSet<MemberId>, invited: &BTreeSet<MemberId>) -> bool {
        self.of_pod.get(&pod).is_some_and(|held| held.members == *members && held.invited == *invited)
    }

    /// The number of changes to members' own pods.
    #[must_use]
    pub fn changed(&self) -> u64 {
        self.changed
    }

    /// The members whose own pods changed after that many changes; all members if the number is older than the kept
    /// changes.
    #[must_use]
    pub fn changed_since(&self, number: u64) -> BTreeSet<MemberId> {
        let new = usize::try_from(self.changed.saturating_sub(number)).unwrap_or(usize::MAX);
        if new > self.changes.len() {
            return self.of_member.keys().copied().collect();
        }
        self.changes.iter().rev().take(new).copied().collect()
    }

    /// Applies a copy of a pod's membership. False: a newer one was applied before.
    pub(super) fn apply(&mut self, pod: PodId, as_of: Position, members: &[MemberId], invited: &[MemberId]) -> bool {
        let before = self.of_pod.get(&pod);
        if before.is_some_and(|held| held.as_of >= as_of) {
            return false;
        }
        let members: BTreeSet<_> = members.iter().copied().collect();
        let invited: BTreeSet<_> = invited.iter().copied().filter(|member| !members.contains(member)).collect();
        let (were_in, were_invited) =
            before.map(|held| (held.members.clone(), held.invited.clone())).unwrap_or_default();
        for member in were_in.symmetric_difference(&members) {
            let own = self.of_member.entry(*member).or_default();
            if !own.pods.remove(&pod) {
                own.pods.insert(pod);
            }
        }
        for member in were_invited.symmetric_difference(&invited) {
            let own = self.of_member.entry(*member).or_default();
            if !own.invitations.remove(&pod) {
                own.invitations.insert(pod);
            }
        }
        let whose: BTreeSet<_> = were_in
            .symmetric_difference(&members)
            .chain(were_invited.symmetric_difference(&invited))
            .copied()
            .collect();
        self.touch(whose);
        self.of_pod.insert(pod, Held { as_of, members, invited });
        true
    }

    /// Marks the own pods of these members as changed.
    pub(super) fn touch(&mut self, whose: BTreeSet<MemberId>) {
        self.changed += whose.len() as u64;
        self.changes.extend(whose);
        let over = self.changes.len().saturating_sub(CHANGES_MAX);
        self.changes.drain(..over);
    }
}
