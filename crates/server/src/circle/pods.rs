//! The pods of a circle: each a space of its own, opened by the first of its members who asks, closed when nobody has asked for a while.
//!
//! A closed pod uses no memory except for its entries in the circle's board and door.

mod due;
mod found;
mod let_in;
mod own;
mod post;
mod tell;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::OnceCell;
use traceboard_board::{MemberId, PodId, What};
use traceboard_protocol::{Code, Draft, SpaceId};

pub(crate) use own::{Known, Watchers};

use super::Circle;
use crate::{
    names,
    refusal::Refused,
    space::{Acked, Gate, Space},
    words::WORDS_IN_POD,
};

/// The number of references to an unused pod while it is being closed: in the map, and by the closing task. Its channel
/// holds one more.
const HELD_HERE: usize = 2;

/// A pod that is open, or that someone is opening.
type Opening = Arc<OnceCell<Arc<Space>>>;

/// The pods of a circle that are open.
#[derive(Default)]
pub(super) struct Pods {
    open: Mutex<HashMap<PodId, Opening>>,
    looked_at: due::LookedAt,
}

impl Circle {
    /// Enters a space of this circle for a session: its own, or a pod's.
    pub(crate) async fn enter_space(self: &Arc<Self>, space: SpaceId, token_hash: &str) -> Result<Arc<Space>, Refused> {
        if space == self.space.space {
            return Ok(Arc::clone(&self.space));
        }
        self.enter_pod(PodId(space.0), token_hash).await
    }

    /// A pod, for one of its members. Everyone else is refused without opening it.
    pub(crate) async fn enter_pod(self: &Arc<Self>, pod: PodId, token_hash: &str) -> Result<Arc<Space>, Refused> {
        let member = self.member_now(token_hash)?;
        let may = || {
            let door = self.door.read();
            if !door.state.pods().is_in(pod, member) {
                let message = format!("cannot enter pod {pod}: only its members may");
                return Err(Refused::new(Code::NotInPod, message));
            }
            if door.state.opens(token_hash, pod) { Ok(()) } else { Err(Refused::held(pod)) }
        };
        if may().is_err() {
            self.require_pod(pod).await?;
            self.door.reach_head().await?;
            may()?;
        }
        let space = self.pod(pod).await?;
        if space.member_now(token_hash).is_err() {
            // Another server may be ahead of this fold.
            space.member_of(token_hash).await?;
        }
        Ok(space)
    }

    /// A pod's space, opened where it isn't. Whoever asks sees to it that they may.
    pub(crate) async fn pod(self: &Arc<Self>, pod: PodId) -> Result<Arc<Space>, Refused> {
        let open = self.pods.opened().get(&pod).and_then(|opening| opening.get().cloned());
        let space = match open {
            Some(space) => space,
            None => self.open_pod(pod).await?,
        };
        space.touch();
        // Tries again if its history was replaced meanwhile.
        space.board.settle().await?;
        Ok(space)
    }

    async fn open_pod(self: &Arc<Self>, pod: PodId) -> Result<Arc<Space>, Refused> {
        self.require_pod(pod).await?;
        let opening = Arc::clone(self.pods.opened().entry(pod).or_default());
        let space = opening.get_or_try_init(async || {
            let named = |error: traceboard_log::LogNameError| Refused::internal("name a pod's log", &error);
            let (store, log) = (self.store(), names::pod(self.id, pod).map_err(named)?);
            let beside = Space::beside(&store, &log, WORDS_IN_POD);
            // Before any check of rights there: who leaves the circle loses its pods at the same moment.
            self.space.holds(&beside);
            let gate = Gate::Circle(Arc::clone(self));
            let space = Arc::new(Space::begin(SpaceId(pod.0), log, &store, gate, beside));
            space.look_at_format(&space.board_log).await?;
            space.board.settle().await?;
            space.settle_words().await?;
            self.finish_founding(pod, &space, None).await?;
            self.run_due(pod, &space).await?;
            space.end_rounds().await;
            self.sync_pod(pod, &space).await?;
            Ok::<_, Refused>(space)
        });
        space.await.cloned()
    }

    /// Refuses a pod that this circle never called.
    async fn require_pod(&self, pod: PodId) -> Result<(), Refused> {
        let known = || self.board.read().state.pod_row(pod).is_some();
        if !known() {
            self.board.reach_head().await?;
        }
        if known() {
            return Ok(());
        }
        Err(Refused::new(Code::UnknownSpace, format!("cannot enter pod {pod}: no such pod in this circle")))
    }

    /// What is done in a pod by someone who needn't be in it: stepping in, or declining an invitation. Answered with a position of the
    /// circle's, in which it was posted.
    pub(crate) async fn into_pod(
        self: &Arc<Self>,
        by: MemberId,
        token_hash: &str,
        pod: PodId,
        draft: Draft,
    ) -> Result<Acked, Refused> {
        let (mut head, body) = draft.check(by)?;
        if let What::MemberJoined { colour, .. } = &mut head.what {
            *colour = self.board.read().state.member_row(by).map_or(*colour, |row| row.colour);
        }
        let joins = matches!(head.what, What::MemberJoined { .. });
        let space = self.pod(pod).await?;
        let was_in = space.board.read().state.is_present(by);
        let posted = match space.post_entry(head, body).await {
            // Sent again after they took another colour: they are in, which is what was asked for.
            Err(refused) if refused.code == Code::IdTaken && joins && space.board.read().state.is_present(by) => None,
            other => Some(other?),
        };
        self.sync_pod(pod, &space).await?;
        if joins && !was_in {
            self.came_in_by(pod, token_hash).await?;
        }
        let none = || Refused::internal("answer for a pod", &"its circle has no entry");
        let position = self.board.read().position.ok_or_else(none)?;
        let is_new = posted.as_ref().is_some_and(|acked| acked.is_new);
        Ok(Acked { position, at_ms: posted.map_or_else(|| self.now_ms(), |acked| acked.at_ms), is_new })
    }

    /// The pods that are open.
    pub(crate) fn open_pods(&self) -> Vec<(PodId, Arc<Space>)> {
        let opened = self.pods.opened();
        opened.iter().filter_map(|(pod, opening)| Some((*pod, opening.get().cloned()?))).collect()
    }

    /// Closes the pods that nobody has followed or asked for so long.
    pub(crate) async fn close_idle_pods(&self, idle_ms: i64) {
        for (pod, space) in self.open_pods() {
            if space.idle_ms() < idle_ms {
                continue;
            }
            // Checked again under the lock that is needed to get a reference.
            let closed = {
                let mut opened = self.pods.opened();
                let unheld = Arc::strong_count(&space) <= HELD_HERE + usize::from(space.has_channel());
                (unheld && space.idle_ms() >= idle_ms).then(|| opened.remove(&pod)).flatten()
            };
            if closed.is_some() {
                space.close().await;
            }
        }
    }

    /// Closes all of them: a pod holds its circle.
    pub(crate) async fn close_pods(&self) {
        let open = std::mem::take(&mut *self.pods.opened());
        for space in open.values().filter_map(|opening| opening.get()) {
            space.close().await;
        }
    }
}

impl Pods {
    fn opened(&self) -> MutexGuard<'_, HashMap<PodId, Opening>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
