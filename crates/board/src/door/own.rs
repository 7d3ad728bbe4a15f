//! Which of a member's pods a session may open.
//!
//! A host can make a link that signs somebody in, for whoever lost their phone. With such a link a host could sign in
//! as somebody else, but hosts have no special rights in pods: so a session that began by it opens a pod only once
//! somebody in the pod lets it in, or if the member stepped in with this session.

use std::collections::{BTreeSet, HashMap};

use super::{Door, DoorVerdict, SecretHash, Session};
use crate::{MemberId, PodId};

/// A member's own pods, as far as one of their sessions may open them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPods {
    /// Those that they are in and that the session opens, by id.
    pub pods: BTreeSet<PodId>,
    /// Those that they are invited to, by id.
    pub invitations: BTreeSet<PodId>,
    /// Whether they are in one that the session may not open. Only those who can let it in are told which one.
    pub held: bool,
    /// Members of one of `pods` who signed in by a host's link and wait to be let in there.
    pub waiting: BTreeSet<(PodId, MemberId)>,
}

/// The pods into which sessions that began by a host's link were let in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LetIn(HashMap<SecretHash, BTreeSet<PodId>>);

impl LetIn {
    /// Removes a closed session.
    pub(super) fn forget(&mut self, session_hash: &str) {
        self.0.remove(session_hash);
    }
}

impl Door {
    /// Whether a session may open a pod, if its member is in it.
    #[must_use]
    pub fn opens(&self, session_hash: &str, pod: PodId) -> bool {
        self.session(session_hash).is_some_and(|session| !self.is_withheld(session_hash, session, pod))
    }

    /// The own pods of a session's member; empty for a closed session.
    #[must_use]
    pub fn own_pods(&self, session_hash: &str) -> OwnPods {
        let Some(session) = self.session(session_hash) else { return OwnPods::default() };
        let Some(own) = self.pods().of(session.member) else { return OwnPods::default() };
        let pods: BTreeSet<_> =
            own.pods.iter().copied().filter(|pod| !self.is_withheld(session_hash, session, *pod)).collect();
        let held = pods.len() < own.pods.len();
        let mut waiting = BTreeSet::new();
        for pod in &pods {
            let members = self.pods().members_of(*pod);
            waiting.extend(
                members.filter(|member| self.withheld_sessions(*member, *pod).next().is_some()).map(|it| (*pod, it)),
            );
        }
        OwnPods { pods, invitations: own.invitations.clone(), held, waiting }
    }

    /// The sessions of a member that began by a host's link and may not open a pod.
    pub fn withheld_sessions(&self, member: MemberId, pod: PodId) -> impl Iterator<Item = &SecretHash> {
        self.sessions_of(member)
            .filter(move |hash| self.session(hash).is_some_and(|session| self.is_withheld(hash, session, pod)))
    }

    fn is_withheld(&self, session_hash: &str, session: Session, pod: PodId) -> bool {
        session.by_host && self.let_in.0.get(session_hash).is_none_or(|pods| !pods.contains(&pod))
    }

    pub(super) fn let_in(&mut self, session_hash: &SecretHash, pod: PodId) -> Result<(), DoorVerdict> {
        if !self.let_in.0.entry(session_hash.clone()).or_default().insert(pod) {
            return Err(DoorVerdict::Repeated);
        }
        self.notify_pod_members(session_hash, Some(pod));
        Ok(())
    }

    /// Marks the own pods of all who share a pod with a session's member as changed, because the waiting list did.
    pub(super) fn notify_pod_members(&mut self, session_hash: &str, pod: Option<PodId>) {
        let Some(session) = self.session(session_hash).filter(|session| session.by_host) else { return };
        let pods = self.pods().of(session.member).map(|own| own.pods.clone()).unwrap_or_default();
        let mates: BTreeSet<_> = pods
            .into_iter()
            .filter(|of| pod.is_none_or(|pod| pod == *of))
            .flat_map(|pod| self.pods().members_of(pod).collect::<Vec<_>>())
            .collect();
        self.pods.touch(mates);
    }
}
