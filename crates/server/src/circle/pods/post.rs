//! Posts in a circle and its pods: the space of each, and its effects in other logs.

use std::{collections::VecDeque, sync::Arc};

use traceboard_board::{EntryId, MemberId, PodId, Refusal};
use traceboard_protocol::{Deed, Draft, Where};

use crate::{
    circle::Circle,
    refusal::Refused,
    space::{Acked, Space},
};

/// The effect of a deed in another log.
enum Follows {
    /// A pod begins.
    Begins(PodId),
    /// A pod is offered to members.
    Offers(PodId, Vec<MemberId>),
    /// Somebody may have left the circle.
    Departs(MemberId),
}

impl Circle {
    /// As [`Space::post`], in a space of this circle.
    pub(crate) async fn post_in(
        self: &Arc<Self>,
        space: &Space,
        by: MemberId,
        token_hash: &str,
        drafts: &mut VecDeque<Draft>,
    ) -> Vec<(EntryId, Result<Acked, Refused>)> {
        let Some(first) = drafts.front() else { return Vec::new() };
        let (id, is_pod) = (first.id, space.pod_of().is_some());
        let refused = match (first.deed.place(), is_pod) {
            (Where::IntoPod(pod), false) => {
                let Some(draft) = drafts.pop_front() else { return Vec::new() };
                return vec![(id, self.into_pod(by, token_hash, pod, draft).await)];
            }
            (Where::Anywhere, _) | (Where::Circle, false) | (Where::Pod, true) => None,
            (Where::Circle | Where::IntoPod(_), true) | (Where::Pod, false) => {
                Some(Refused::by_fold("take the post", Refusal::NotHere))
            }
        };
        if let Some(refused) = refused {
            drafts.pop_front();
            return vec![(id, Err(refused))];
        }
        let follows = follows(first, by);
        if let Some(Follows::Offers(pod, to)) = &follows
            && let Err(refused) = self.may_offer(*pod, to).await
        {
            drafts.pop_front();
            return vec![(id, Err(refused))];
        }
        let stands = |pod: &PodId| self.board.read().state.pod_row(*pod).is_some();
        let called = match &follows {
            Some(Follows::Begins(pod)) => Some(*pod).filter(|pod| !stands(pod)),
            _ => None,
        };
        let mut posted = space.post(by, drafts).await;
        if posted.iter().all(|(_, result)| result.is_err()) {
            return posted;
        }
        match follows {
            Some(Follows::Offers(pod, to)) => {
                // Only the draft has the list of members: sending it again completes it.
                if let Err(refused) = self.offer(pod, &to).await {
                    posted = vec![(id, Err(refused))];
                }
            }
            follows => self.follow_up(space, follows).await,
        }
        if let Some(pod) = called
            && let Err(error) = self.came_in_by(pod, token_hash).await
        {
            tracing::warn!(circle.id = %self.id, pod.id = %pod, error = %error, "whoever called a pod by a host's link waits for being let in");
        }
        posted
    }

    /// Refuses an offer to somebody who isn't with the circle, or can't act in it. Where it stands already it is only sent again.
    async fn may_offer(&self, pod: PodId, to: &[MemberId]) -> Result<(), Refused> {
        let stands = || {
            let board = self.board.read();
            board.state.pod_row(pod).is_some() || to.iter().all(|member| board.state.is_present(*member))
        };
        if !stands() {
            self.board.reach_head().await?;
        }
        if stands() { Ok(()) } else { Err(Refused::by_fold("offer the pod", Refusal::UnknownMember)) }
    }

    async fn offer(self: &Arc<Self>, pod: PodId, to: &[MemberId]) -> Result<(), Refused> {
        let space = self.pod(pod).await?;
        self.finish_founding(pod, &space, Some(to)).await?;
        self.sync_pod(pod, &space).await
    }

    /// What became of the deeds stands. Where this fails it is made up for at the pod's next opening.
    async fn follow_up(self: &Arc<Self>, space: &Space, follows: Option<Follows>) {
        let told = match (space.pod_of().is_some(), follows) {
            (true, _) => self.sync_pod(PodId(space.space.0), space).await,
            (false, Some(Follows::Begins(pod))) => self.pod(pod).await.map(|_| ()),
            (false, Some(Follows::Departs(member))) => {
                self.departed(member).await;
                Ok(())
            }
            (false, Some(Follows::Offers(..)) | None) => Ok(()),
        };
        if let Err(error) = told {
            tracing::warn!(log.name = %space.board_log, error = %error, "a pod and its circle don't know of each other's newest yet");
        }
    }
}

fn follows(draft: &Draft, by: MemberId) -> Option<Follows> {
    match &draft.deed {
        Deed::CallPod { offer_to, .. } if !offer_to.is_empty() => {
            Some(Follows::Offers(PodId(draft.id.0), offer_to.clone()))
        }
        Deed::CallPod { .. } => Some(Follows::Begins(PodId(draft.id.0))),
        Deed::LeaveCircle => Some(Follows::Departs(by)),
        Deed::Remove { member } => Some(Follows::Departs(*member)),
        _ => None,
    }
}
