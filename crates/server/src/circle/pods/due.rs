//! What time brings about in pods: one that is silent rests, one that is left open after its last day is closed. Each is an entry
//! under an id derived from what is due, judged by its accepted time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use traceboard_board::{PodId, What, warmth};
use traceboard_protocol::Code;

use crate::{circle::Circle, names, refusal::Refused, space::Space};

/// How many closed pods one round opens to see whether something is due: opening one reads its log.
const OPENED_MAX: usize = 8;

/// On which day it was looked whether something is due in pods that may be: once a day is enough for what takes weeks.
#[derive(Default)]
pub(super) struct LookedAt(Mutex<HashMap<PodId, i64>>);

impl LookedAt {
    fn held(&self) -> MutexGuard<'_, HashMap<PodId, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Circle {
    /// Brings about what is due in a pod. Before any answer of it, and once in a while.
    pub(super) async fn bring_about(&self, pod: PodId, space: &Space) -> Result<(), Refused> {
        let now_ms = self.now_ms();
        let is_due = |at_ms: Option<i64>| at_ms.is_some_and(|at_ms| at_ms <= now_ms);
        let (closes, rests) = {
            let board = space.board.read();
            let Some(terms) = board.state.terms() else { return Ok(()) };
            (is_due(board.state.pod_closes_at_ms()), is_due(terms.rests_at_ms()))
        };
        let (kind, what) = match (closes, rests) {
            (true, _) => ("pod ends", What::PodClosed),
            (false, true) => ("pod rests", What::PodRested { resting: true }),
            (false, false) => return Ok(()),
        };
        // The log's clock may be behind this one, and refuse it: the day after has another id.
        let day = warmth::day(now_ms).to_be_bytes();
        let id = names::derived(kind, &[pod.0.as_bytes().as_slice(), &day].concat());
        match space.post_entry(self.by_nobody(id, what), None).await {
            Ok(_) => Ok(()),
            Err(refused) if refused.code == Code::BadRequest => Ok(()),
            Err(refused) => Err(refused),
        }
    }

    /// The same in all pods of which something may be due.
    pub(crate) async fn bring_about_in_pods(self: &Arc<Self>) {
        for (pod, space) in self.open_pods() {
            self.bring_about_in(pod, &space).await;
        }
        for pod in self.may_be_due() {
            // Opening it brings it about.
            if let Err(error) = self.pod(pod).await {
                tracing::warn!(circle.id = %self.id, pod.id = %pod, error = %error, "cannot look whether something is due in a pod");
            }
        }
    }

    async fn bring_about_in(&self, pod: PodId, space: &Space) {
        let done = match self.bring_about(pod, space).await {
            Ok(()) => self.tell_of(pod, space).await,
            Err(refused) => Err(refused),
        };
        if let Err(error) = done {
            tracing::warn!(circle.id = %self.id, pod.id = %pod, error = %error, "cannot bring about what is due in a pod");
        }
    }

    /// Some closed pods that weren't looked at today.
    fn may_be_due(&self) -> Vec<PodId> {
        let (now_ms, today) = (self.now_ms(), warmth::day(self.now_ms()));
        let mut looked_at = self.pods.looked_at.held();
        looked_at.retain(|_, day| *day == today);
        let board = self.board.read();
        let due = board.state.pods_that_may_be_due(now_ms).filter(|pod| !looked_at.contains_key(pod));
        let due: Vec<_> = due.take(OPENED_MAX).collect();
        looked_at.extend(due.iter().map(|pod| (*pod, today)));
        due
    }
}
