//! Lets a session that began by a host's link into a pod.

use traceboard_board::{MemberId, PodId, door::DoorWhat};
use traceboard_protocol::Code;

use crate::{circle::Circle, names, refusal::Refused};

impl Circle {
    /// Somebody in a pod says that a member who came in by a host's link is who they say: all sessions that they have now are let in.
    /// Whoever calls it sees to it that it is said in the pod.
    pub(crate) async fn let_in(&self, pod: PodId, member: MemberId) -> Result<(), Refused> {
        let is_in = || self.door.read().state.pods().is_in(pod, member);
        if !is_in() {
            self.door.reach_head().await?;
        }
        if !is_in() {
            let message = format!("cannot let {member} in: they are not in this pod");
            return Err(Refused::new(Code::UnknownMember, message));
        }
        let held: Vec<_> = self.door.read().state.withheld_sessions(member, pod).cloned().collect();
        for session_hash in held {
            self.open_pod_to(pod, session_hash).await?;
        }
        Ok(())
    }

    /// Where a member stepped into a pod by a session, or called it, that session opens it.
    pub(super) async fn came_in_by(&self, pod: PodId, session_hash: &str) -> Result<(), Refused> {
        if self.door.read().state.opens(session_hash, pod) {
            return Ok(());
        }
        self.open_pod_to(pod, session_hash.to_owned()).await
    }

    async fn open_pod_to(&self, pod: PodId, session_hash: String) -> Result<(), Refused> {
        let id = names::derived("pod let in", &[pod.0.as_bytes().as_slice(), session_hash.as_bytes()].concat());
        self.append_door(id, None, DoorWhat::PodLetIn { pod, session_hash }, None).await.map(|_| ())
    }
}
