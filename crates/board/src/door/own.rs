//! What of a member's pods a session opens.
//!
//! A host can make a link that signs somebody in, for whoever lost their phone. Such a way in is a host's word that it is them, and a host
//! has no more rights in a pod than anyone: so a session that began by it opens a pod only once somebody in it lets it in, or where
//! it stepped in by that session.

use std::collections::{BTreeSet, HashMap};

use super::{Door, DoorVerdict, SecretHash, Session};
use crate::{MemberId, PodId};

/// A member's own pods, as one of their sessions opens them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPods {
    /// Those that they are in and that the session opens, by id.
    pub pods: BTreeSet<PodId>,
    /// Those that they are invited to, by id.
    pub invitations: BTreeSet<PodId>,
    /// Whether they are in one that it doesn't open. Which one is told to those who can let it in, and to nobody else.
    pub held: bool,
    /// Who in one of `pods` came in by a host's link and wasn't let in there.
    pub waiting: BTreeSet<(PodId, MemberId)>,
}

/// Where open sessions that began by a host's link were let in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LetIn(HashMap<SecretHash, BTreeSet<PodId>>);

impl LetIn {
    /// The session is closed.
    pub(super) fn forget(&mut self, session_hash: &str) {
        self.0.remove(session_hash);
    }
}

impl Door {
    /// Whether a session opens a pod, if its member is in it.
    #[must_use]
    pub fn opens(&self, session_hash: &str, pod: PodId) -> bool {
        self.session(session_hash).is_some_and(|session| !self.is_held(session_hash, session, pod))
    }

    /// The pods of whoever a session belongs to; none of a session that isn't open.
    #[must_use]
    pub fn own_pods(&self, session_hash: &str) -> OwnPods {
        let Some(session) = self.session(session_hash) else { return OwnPods::default() };
        let Some(own) = self.pods().of(session.member) else { return OwnPods::default() };
        let pods: BTreeSet<_> =
            own.pods.iter().copied().filter(|pod| !self.is_held(session_hash, session, *pod)).collect();
        let held = pods.len() < own.pods.len();
        let mut waiting = BTreeSet::new();
        for pod in &pods {
            let members = self.pods().members_of(*pod);
            waiting.extend(members.filter(|member| self.held_of(*member, *pod).next().is_some()).map(|it| (*pod, it)));
        }
        OwnPods { pods, invitations: own.invitations.clone(), held, waiting }
    }

    /// The sessions of a member that began by a host's link and don't open a pod.
    pub fn held_of(&self, member: MemberId, pod: PodId) -> impl Iterator<Item = &SecretHash> {
        self.sessions_of(member)
            .filter(move |hash| self.session(hash).is_some_and(|session| self.is_held(hash, session, pod)))
    }

    fn is_held(&self, session_hash: &str, session: Session, pod: PodId) -> bool {
        session.by_host && self.let_in.0.get(session_hash).is_none_or(|pods| !pods.contains(&pod))
    }

    pub(super) fn let_in(&mut self, session_hash: &SecretHash, pod: PodId) -> Result<(), DoorVerdict> {
        if !self.let_in.0.entry(session_hash.clone()).or_default().insert(pod) {
            return Err(DoorVerdict::Repeated);
        }
        self.tell_mates(session_hash, Some(pod));
        Ok(())
    }

    /// Whoever shares a pod with the member of a session is told anew who waits there.
    pub(super) fn tell_mates(&mut self, session_hash: &str, pod: Option<PodId>) {
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
