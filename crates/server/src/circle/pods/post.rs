//! Posts in a circle and its pods: which space each post belongs to, and what it causes in other logs.

use std::{collections::VecDeque, sync::Arc};

use traceboard_board::{EntryId, MemberId, PodId, Refusal};
use traceboard_protocol::{Deed, Draft, Where};

use crate::{
    circle::Circle,
    refusal::Refused,
    space::{Acked, Space},
};

/// What a deed of one log causes in another.
enum Effect {
    /// A pod is founded.
    FoundsPod(PodId),
    /// A pod is founded and offered to members.
    OffersPod(PodId, Vec<MemberId>),
    /// A member may have been removed from the circle.
    Departs(MemberId),
    /// A member may have left the circle.
    Leaves(MemberId),
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
        let effect = effect(first, by);
        if let Some(Effect::OffersPod(pod, to)) = &effect
            && let Err(refused) = self.may_offer(*pod, to).await
        {
            drafts.pop_front();
            return vec![(id, Err(refused))];
        }
        let exists = |pod: &PodId| self.board.read().state.pod_row(*pod).is_some();
        let new_pod = match &effect {
            Some(Effect::FoundsPod(pod)) => Some(*pod).filter(|pod| !exists(pod)),
            _ => None,
        };
        let mut posted = space.post(by, drafts).await;
        if posted.iter().all(|(_, result)| result.is_err()) {
            return posted;
        }
        match effect {
            Some(Effect::OffersPod(pod, to)) => {
                // Only the draft has the list of members: sending it again completes it.
                if let Err(refused) = self.offer(pod, &to).await {
                    posted = vec![(id, Err(refused))];
                }
            }
            effect => self.apply_effect(space, effect).await,
        }
        if let Some(pod) = new_pod
            && let Err(error) = self.came_in_by(pod, token_hash).await
        {
            tracing::warn!(circle.id = %self.id, pod.id = %pod, error = %error, "the session that called this pod doesn't open it until it is let in");
        }
        posted
    }

    /// Refuses an offer to anyone who isn't present in the circle. A pod that exists already was checked by the first attempt.
    async fn may_offer(&self, pod: PodId, to: &[MemberId]) -> Result<(), Refused> {
        let is_allowed = || {
            let board = self.board.read();
            board.state.pod_row(pod).is_some() || to.iter().all(|member| board.state.is_present(*member))
        };
        if !is_allowed() {
            self.board.reach_head().await?;
        }
        if is_allowed() { Ok(()) } else { Err(Refused::by_fold("offer the pod", Refusal::UnknownMember)) }
    }

    async fn offer(self: &Arc<Self>, pod: PodId, to: &[MemberId]) -> Result<(), Refused> {
        let space = self.pod(pod).await?;
        self.finish_founding(pod, &space, Some(to)).await?;
        self.sync_pod(pod, &space).await
    }

    /// Writes what the posts cause in another log. A failure doesn't change their answers: the pod's next opening repeats it.
    async fn apply_effect(self: &Arc<Self>, space: &Space, effect: Option<Effect>) {
        let applied = match (space.pod_of().is_some(), effect) {
            (true, _) => self.sync_pod(PodId(space.space.0), space).await,
            (false, Some(Effect::FoundsPod(pod))) => self.pod(pod).await.map(|_| ()),
            (false, Some(Effect::Departs(member))) => {
                self.departed(member).await;
                Ok(())
            }
            (false, Some(Effect::Leaves(member))) => {
                self.departed(member).await;
                if let Err(error) = self.end_sessions_of_left(member).await {
                    tracing::warn!(circle.id = %self.id, error = %error, "cannot end the sessions of a member who left; they open nothing unless a host lets the member back");
                }
                Ok(())
            }
            (false, Some(Effect::OffersPod(..)) | None) => Ok(()),
        };
        if let Err(error) = applied {
            tracing::warn!(log.name = %space.board_log, error = %error, "cannot copy the newest between a pod and its circle; the pod's next opening does it");
        }
    }
}

fn effect(draft: &Draft, by: MemberId) -> Option<Effect> {
    match &draft.deed {
        Deed::CallPod { offer_to, .. } if !offer_to.is_empty() => {
            Some(Effect::OffersPod(PodId(draft.id.0), offer_to.clone()))
        }
        Deed::CallPod { .. } => Some(Effect::FoundsPod(PodId(draft.id.0))),
        Deed::LeaveCircle => Some(Effect::Leaves(by)),
        Deed::Remove { member } => Some(Effect::Departs(*member)),
        _ => None,
    }
}
