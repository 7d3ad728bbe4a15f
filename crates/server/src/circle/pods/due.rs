//! Timed events of pods: a silent one rests, one left open after its last day is closed. Each is an entry
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

/// The day of the last check of each pod: once a day is enough for events after weeks.
#[derive(Default)]
pub(super) struct LookedAt(Mutex<HashMap<PodId, i64>>);

impl LookedAt {
    fn held(&self) -> MutexGuard<'_, HashMap<PodId, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Circle {
    /// Appends the due entries of a pod. Called before any answer of it, and periodically.
    pub(super) async fn run_due(&self, pod: PodId, space: &Space) -> Result<(), Refused> {
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
        match space.post_entry(self.server_head(id, what), None).await {
            Ok(_) => Ok(()),
            Err(refused) if refused.code == Code::BadRequest => Ok(()),
            Err(refused) => Err(refused),
        }
    }

    /// The same in all pods of which something may be due.
    pub(crate) async fn run_due_in_pods(self: &Arc<Self>) {
        for (pod, space) in self.open_pods() {
            self.run_due_in(pod, &space).await;
        }
        for pod in self.may_be_due() {
            // Opening it runs what is due.
            if let Err(error) = self.pod(pod).await {
                tracing::warn!(circle.id = %self.id, pod.id = %pod, error = %error, "cannot look whether something is due in a pod");
            }
        }
    }

    async fn run_due_in(&self, pod: PodId, space: &Space) {
        let done = match self.run_due(pod, space).await {
            Ok(()) => self.sync_pod(pod, space).await,
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
