//! Copies the state of a pod's log to its circle: the members to the door, the summary to the board.
//!
//! The pod's log comes first and decides. What a server that ended just then didn't tell is told with the next deed in the pod, or at its
//! next opening; each time all of it, under ids derived from the position that it is as of.

use std::{collections::BTreeSet, sync::Arc};

use traceboard_board::{EntryId, Head, MemberId, MemberState, PodId, PodSays, What, door::DoorWhat};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{circle::Circle, names, refusal::Refused, space::Space};

/// How often it checks again whether everything is copied: other servers may write at the same time.
const ROUNDS_MAX: usize = 8;

/// The state of a pod, from its own board.
struct PodSummary {
    as_of: Position,
    says: PodSays,
    members: BTreeSet<MemberId>,
    invited: BTreeSet<MemberId>,
}

impl Circle {
    /// Copies a pod's state to its circle, and removes members from the pod who are not in the circle.
    pub(crate) async fn sync_pod(&self, pod: PodId, space: &Space) -> Result<(), Refused> {
        for _ in 0..ROUNDS_MAX {
            let Some(summary) = summary(space) else { return Ok(()) };
            let mut gone = self.gone(&summary);
            if !gone.is_empty() {
                // That they are is for the circle's newest entries to say.
                self.board.reach_head().await?;
                gone = self.gone(&summary);
            }
            if !gone.is_empty() {
                for member in gone {
                    self.take_out(pod, space, member, summary.as_of).await?;
                }
                continue;
            }
            if self.sync_door(pod, &summary).await? | self.sync_board(pod, &summary).await? {
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
                Ok(space) => self.sync_pod(pod, &space).await,
                Err(refused) => Err(refused),
            };
            if let Err(error) = told {
                // They read nothing of it already; the pod's next opening frees their place.
                tracing::warn!(circle.id = %self.id, pod.id = %pod, error = %error, "a pod was not told that a member left the circle");
            }
        }
        if let Err(error) = self.sweep_pushes().await {
            tracing::warn!(circle.id = %self.id, error = %error, "cannot drop the pushes of a member who left the circle yet; nothing is sent to them");
        }
    }

    /// Those in a pod or invited to it who left the circle or were removed.
    fn gone(&self, summary: &PodSummary) -> Vec<MemberId> {
        let board = self.board.read();
        let gone =
            |member: &&MemberId| board.state.member_row(**member).is_some_and(|row| row.state != MemberState::Present);
        summary.members.iter().chain(&summary.invited).filter(gone).copied().collect()
    }

    async fn take_out(&self, pod: PodId, space: &Space, member: MemberId, as_of: Position) -> Result<(), Refused> {
        let which = [pod.0.as_bytes().as_slice(), member.0.as_bytes(), as_of.to_string().as_bytes()].concat();
        let head = self.server_head(names::derived("pod member gone", &which), What::PodMemberGone { member });
        space.post_entry(head, None).await.map(|_| ())
    }

    /// Returns whether something had to be written.
    async fn sync_door(&self, pod: PodId, summary: &PodSummary) -> Result<bool, Refused> {
        let holds = || self.door.read().state.pods().holds(pod, &summary.members, &summary.invited);
        if holds() {
            return Ok(false);
        }
        let what = DoorWhat::PodHeld {
            pod,
            as_of: summary.as_of,
            members: summary.members.iter().copied().collect(),
            invited: summary.invited.iter().copied().collect(),
        };
        self.append_door(as_of("pod held", pod, summary.as_of), None, what, None).await?;
        Ok(true)
    }

    async fn sync_board(&self, pod: PodId, summary: &PodSummary) -> Result<bool, Refused> {
        let heard = self.board.read().state.pod_row(pod).map(|row| row.says);
        if heard.is_none_or(|heard| heard == summary.says || heard.closed) {
            return Ok(false);
        }
        let what = What::PodTold { pod, as_of: summary.as_of, says: summary.says };
        self.post_entry(self.server_head(as_of("pod told", pod, summary.as_of), what), None).await?;
        Ok(true)
    }

    pub(super) fn server_head(&self, id: EntryId, what: What) -> Head {
        let by = MemberId(Uuid::nil());
        // Two servers write the same entry: a time of writing would make them differ.
        Head::new(id, by, 0, what)
    }
}

fn summary(space: &Space) -> Option<PodSummary> {
    let board = space.board.read();
    let (as_of, says) = board.state.pod_says()?;
    let invited = board.state.terms()?.invited.iter().copied().collect();
    Some(PodSummary { as_of, says, members: board.state.here().collect(), invited })
}

fn as_of(what: &str, pod: PodId, as_of: Position) -> EntryId {
    names::derived(what, &[pod.0.as_bytes().as_slice(), as_of.to_string().as_bytes()].concat())
}
