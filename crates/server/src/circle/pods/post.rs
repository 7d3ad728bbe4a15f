//! Posts in a circle and its pods: where each is done, and what follows from it in the other.

use std::{collections::VecDeque, sync::Arc};

use traceboard_board::{EntryId, MemberId, PodId, Refusal};
use traceboard_protocol::{Deed, Draft, Where};

use crate::{
    circle::Circle,
    refusal::Refused,
    space::{Acked, Space},
};

/// What a deed brings about in another log than its own.
enum Follows {
    /// A pod begins.
    Begins(PodId),
    /// Somebody may have left the circle.
    Departs(MemberId),
}

impl Circle {
    /// As [`Space::post`], in a space of this circle.
    pub(crate) async fn post_in(
        self: &Arc<Self>,
        space: &Space,
        by: MemberId,
        drafts: &mut VecDeque<Draft>,
    ) -> Vec<(EntryId, Result<Acked, Refused>)> {
        let Some(first) = drafts.front() else { return Vec::new() };
        let (id, is_pod) = (first.id, space.pod_of().is_some());
        let refused = match (first.deed.place(), is_pod) {
            (Where::IntoPod(pod), false) => {
                let Some(draft) = drafts.pop_front() else { return Vec::new() };
                return vec![(id, self.into_pod(by, pod, draft).await)];
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
        let posted = space.post(by, drafts).await;
        if posted.iter().any(|(_, result)| result.is_ok()) {
            self.follow_up(space, follows).await;
        }
        posted
    }

    /// What became of the deeds stands. Where this fails it is made up for at the pod's next opening.
    async fn follow_up(self: &Arc<Self>, space: &Space, follows: Option<Follows>) {
        let told = match (space.pod_of().is_some(), follows) {
            (true, _) => self.tell_of(PodId(space.space.0), space).await,
            (false, Some(Follows::Begins(pod))) => self.pod(pod).await.map(|_| ()),
            (false, Some(Follows::Departs(member))) => {
                self.departed(member).await;
                Ok(())
            }
            (false, None) => Ok(()),
        };
        if let Err(error) = told {
            tracing::warn!(error = %error, "a pod and its circle don't know of each other's newest yet");
        }
    }
}

fn follows(draft: &Draft, by: MemberId) -> Option<Follows> {
    match &draft.deed {
        Deed::CallPod { .. } => Some(Follows::Begins(PodId(draft.id.0))),
        Deed::LeaveCircle => Some(Follows::Departs(by)),
        Deed::Remove { member } => Some(Follows::Departs(*member)),
        _ => None,
    }
}
