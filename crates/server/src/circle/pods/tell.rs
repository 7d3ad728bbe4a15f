//! What a pod's log says is told to its circle: to the door who is in it, to the board how it stands.
//!
//! The pod's log comes first and decides. What a server that ended just then didn't tell is told with the next deed in the pod, or at its
//! next opening; each time all of it, under ids derived from the position that it is as of.

use std::{collections::BTreeSet, sync::Arc};

use traceboard_board::{EntryId, Head, MemberId, MemberState, PodId, PodSays, What, door::DoorWhat};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{circle::Circle, names, refusal::Refused, space::Space};

/// How often it is looked again whether all is told: who else tells at the same time moves it on.
const ROUNDS_MAX: usize = 8;

/// A pod by its own board.
struct Stands {
    as_of: Position,
    says: PodSays,
    members: BTreeSet<MemberId>,
    invited: BTreeSet<MemberId>,
}

impl Circle {
    /// Sees to it that the circle knows what a pod's log says, and that nobody is in the pod who isn't in the circle.
    pub(crate) async fn tell_of(&self, pod: PodId, space: &Space) -> Result<(), Refused> {
        for _ in 0..ROUNDS_MAX {
            let Some(stands) = stands(space) else { return Ok(()) };
            let mut gone = self.gone(&stands);
            if !gone.is_empty() {
                // That they are is for the circle's newest entries to say.
                self.board.reach_head().await?;
                gone = self.gone(&stands);
            }
            if !gone.is_empty() {
                for member in gone {
                    self.take_out(pod, space, member, stands.as_of).await?;
                }
                continue;
            }
            if self.tell_door(pod, &stands).await? | self.tell_board(pod, &stands).await? {
                continue;
            }
            return Ok(());
        }
        Ok(())
    }

    /// Tells the pods of a member who isn't with the circle any more.
    pub(crate) async fn departed(self: &Arc<Self>, member: MemberId) {
        let own = self.door.read().state.pods().of(member).cloned().unwrap_or_default();
        for pod in own.pods.into_iter().chain(own.invitations) {
            let told = match self.pod(pod).await {
                Ok(space) => self.tell_of(pod, &space).await,
                Err(refused) => Err(refused),
            };
            if let Err(error) = told {
                // They read nothing of it already; the pod's next opening frees their place.
                tracing::warn!(circle.id = %self.id, pod.id = %pod, error = %error, "a pod was not told that a member left the circle");
            }
        }
    }

    /// Those in a pod or invited to it who left the circle or were removed.
    fn gone(&self, stands: &Stands) -> Vec<MemberId> {
        let board = self.board.read();
        let gone =
            |member: &&MemberId| board.state.member_row(**member).is_some_and(|row| row.state != MemberState::Present);
        stands.members.iter().chain(&stands.invited).filter(gone).copied().collect()
    }

    async fn take_out(&self, pod: PodId, space: &Space, member: MemberId, as_of: Position) -> Result<(), Refused> {
        let which = [pod.0.as_bytes().as_slice(), member.0.as_bytes(), as_of.to_string().as_bytes()].concat();
        let head = self.by_nobody(names::derived("pod member gone", &which), What::PodMemberGone { member });
        space.post_entry(head, None).await.map(|_| ())
    }

    /// Whether something had to be told.
    async fn tell_door(&self, pod: PodId, stands: &Stands) -> Result<bool, Refused> {
        let holds = || self.door.read().state.pods().holds(pod, &stands.members, &stands.invited);
        if holds() {
            return Ok(false);
        }
        let what = DoorWhat::PodHeld {
            pod,
            as_of: stands.as_of,
            members: stands.members.iter().copied().collect(),
            invited: stands.invited.iter().copied().collect(),
        };
        self.append_door(as_of("pod held", pod, stands.as_of), None, what, None).await?;
        Ok(true)
    }

    async fn tell_board(&self, pod: PodId, stands: &Stands) -> Result<bool, Refused> {
        let heard = self.board.read().state.pod_row(pod).map(|row| row.says);
        if heard.is_none_or(|heard| heard == stands.says || heard.closed) {
            return Ok(false);
        }
        let what = What::PodTold { pod, as_of: stands.as_of, says: stands.says };
        self.post_entry(self.by_nobody(as_of("pod told", pod, stands.as_of), what), None).await?;
        Ok(true)
    }

    pub(super) fn by_nobody(&self, id: EntryId, what: What) -> Head {
        let by = MemberId(Uuid::nil());
        // Two servers write the same entry: a time of writing would make two of it.
        Head::new(id, by, 0, what)
    }
}

fn stands(space: &Space) -> Option<Stands> {
    let board = space.board.read();
    let (as_of, says) = board.state.pod_says()?;
    let invited = board.state.terms()?.invited.iter().copied().collect();
    Some(Stands { as_of, says, members: board.state.here().collect(), invited })
}

fn as_of(what: &str, pod: PodId, as_of: Position) -> EntryId {
    names::derived(what, &[pod.0.as_bytes().as_slice(), as_of.to_string().as_bytes()].concat())
}
