//! Drafts over HTTP, for those who hold no socket.

use std::{
    collections::{HashSet, VecDeque},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Json, extract::State};
use traceboard_board::{EntryId, PodId, TraceId};
use traceboard_protocol::{Code, Commands, Deed, Draft, Limits, Problem, ServerFrame};

use crate::{
    app::App,
    circle::Circle,
    extract::Body,
    metrics::Posted,
    push::Notice,
    refusal::Refused,
    session::Caller,
    space::{Acked, Space},
};

/// Appends drafts, in order. Each is answered by itself.
#[utoipa::path(post, path = "/api/c/{circle}/posts", params(("circle" = String, Path)), request_body = Commands,
    responses((status = 200, body = Vec<ServerFrame>), (status = "default", body = Problem)))]
pub(crate) async fn posts(
    State(app): State<App>,
    caller: Caller,
    Body(commands): Body<Commands>,
) -> Result<Json<Vec<ServerFrame>>, Refused> {
    let count = commands.drafts.len();
    if !(1..=Limits::DRAFTS_MAX).contains(&count) {
        let message = format!("cannot take {count} drafts: 1 to {} are taken", Limits::DRAFTS_MAX);
        return Err(Refused::new(Code::BadRequest, message));
    }
    let Caller { circle, space, token_hash, .. } = caller;
    let posting_app = app.clone();
    let posting = async move {
        let (mut drafts, mut order) = (VecDeque::from(commands.drafts), Order::default());
        let mut answers = Vec::with_capacity(count);
        while !drafts.is_empty() {
            answers.extend(order.post(&posting_app, &circle, &space, &token_hash, &mut drafts).await);
        }
        Ok(answers)
    };
    app.run_to_end("take the posts", posting).await.map(Json)
}

/// For how long after its retry time a post still holds up later ones: its sender may be gone.
const HOLD: Duration = Duration::from_secs(5);
/// The retry time of a post whose refusal names none.
const RETRY_AFTER_MS: u64 = 1_000;

/// Keeps one sender's posts in order: while one was told to retry, those sent after it are told to retry, too, or they would be
/// appended before it.
#[derive(Debug, Default)]
pub(crate) struct Order {
    retrying: Option<Retrying>,
    /// How many of the first drafts the member's limit has counted already, though they aren't appended yet.
    counted: usize,
}

#[derive(Debug)]
struct Retrying {
    id: EntryId,
    code: Code,
    retry_at: Instant,
}

impl Order {
    /// Posts the first of the drafts, and those after it that fit into the same append. Answers each of these, in order, and leaves
    /// the others in `drafts`.
    ///
    /// Not cancel safe: the caller has to poll it to its end.
    pub(crate) async fn post(
        &mut self,
        app: &App,
        circle: &Arc<Circle>,
        space: &Space,
        token_hash: &str,
        drafts: &mut VecDeque<Draft>,
    ) -> Vec<ServerFrame> {
        let Some(id) = drafts.front().map(|draft| draft.id) else { return Vec::new() };
        let mut counted = std::mem::take(&mut self.counted);
        if let Some(refused) = self.held_up(id) {
            self.counted = counted.saturating_sub(1);
            drafts.pop_front();
            return vec![answer(app, id, Err(refused))];
        }
        let member = match space.member_now(token_hash) {
            Ok(member) => member,
            Err(refused) => {
                self.counted = counted.saturating_sub(1);
                drafts.pop_front();
                return vec![answer(app, id, Err(refused))];
            }
        };
        let mut allowed: VecDeque<Draft> = VecDeque::new();
        let over_limit = loop {
            if drafts.is_empty() || allowed.len() >= Limits::DRAFTS_MAX {
                break None;
            }
            if counted > 0 {
                counted -= 1;
            } else if let Err(refused) = app.limits.post(member) {
                break Some(refused);
            }
            allowed.extend(drafts.pop_front());
        };
        let posted = if let (true, Some(refused)) = (allowed.is_empty(), over_limit) {
            drafts.pop_front();
            vec![(id, Err(refused))]
        } else {
            let building: HashSet<EntryId> =
                allowed.iter().filter(|draft| builds(draft)).map(|draft| draft.id).collect();
            let posted = circle.post_in(space, member, token_hash, &mut allowed).await;
            let pod = space.pod_of().map(|_| PodId(space.space.0));
            for (id, result) in &posted {
                if building.contains(id) && result.as_ref().is_ok_and(|acked| acked.is_new) {
                    app.pushes.note(Notice { circle: circle.id, pod, trace: TraceId(id.0) });
                }
            }
            posted
        };
        // The limit has counted these already, so the next call must not count them again.
        self.counted = allowed.len();
        while let Some(left) = allowed.pop_back() {
            drafts.push_front(left);
        }
        // The posts of one append fail together and for one reason, so one log line is enough.
        let failed = posted.iter().filter_map(|(_, result)| result.as_ref().err()).find(|refused| refused.is_failure());
        if let Some(refused) = failed {
            refused.log_failure();
        }
        let first_retrying = posted.iter().find_map(|(id, result)| match result {
            Err(refused) if refused.code.row().retry => Some((*id, refused.clone())),
            _ => None,
        });
        self.retrying = first_retrying.map(|(id, refused)| {
            let retry_at = Instant::now() + Duration::from_millis(refused.retry_after_ms.unwrap_or(RETRY_AFTER_MS));
            Retrying { id, code: refused.code, retry_at }
        });
        posted.into_iter().map(|(id, result)| answer(app, id, result)).collect()
    }

    /// Refuses the first of the drafts, because its sender may not be in its space.
    pub(crate) fn refuse(&mut self, app: &App, refused: &Refused, drafts: &mut VecDeque<Draft>) -> Vec<ServerFrame> {
        self.counted = self.counted.saturating_sub(1);
        refused.log_failure();
        drafts.pop_front().map(|draft| answer(app, draft.id, Err(refused.clone()))).into_iter().collect()
    }

    /// The refusal of a post that has to wait for an earlier one.
    fn held_up(&self, id: EntryId) -> Option<Refused> {
        let now = Instant::now();
        let first = self.retrying.as_ref().filter(|first| first.id != id && now < first.retry_at + HOLD)?;
        let wait_ms = first.retry_at.saturating_duration_since(now).as_millis();
        let message = format!("this post waits: an earlier post {} was told to retry", first.id);
        let retry_after_ms = Some(u64::try_from(wait_ms).unwrap_or(RETRY_AFTER_MS));
        Some(Refused::new(first.code, message).again(retry_after_ms))
    }
}

/// Whether somebody may have to be told of it.
fn builds(draft: &Draft) -> bool {
    matches!(&draft.deed, Deed::Leave { builds_on, .. } if !builds_on.is_empty())
}

/// The answer to a post, which the metrics count.
fn answer(app: &App, id: EntryId, posted: Result<Acked, Refused>) -> ServerFrame {
    count(app, &posted);
    match posted {
        Ok(acked) => ServerFrame::Ack { id, position: acked.position, at_ms: acked.at_ms },
        Err(refused) => {
            let Problem { code, message, retry, retry_after_ms } = refused.problem();
            ServerFrame::Refused { id, code, message, retry, retry_after_ms }
        }
    }
}

pub(super) fn count(app: &App, posted: &Result<Acked, Refused>) {
    let outcome = posted.as_ref().map_or_else(|refused| refused.code.row().name, |_| "acked").to_owned();
    app.metrics.posts.get_or_create(&Posted { outcome }).inc();
}
