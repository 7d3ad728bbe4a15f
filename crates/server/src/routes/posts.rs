//! Drafts over HTTP, for those who hold no socket.

use std::{
    collections::VecDeque,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Json, extract::State};
use traceboard_board::EntryId;
use traceboard_protocol::{Code, Commands, Draft, Limits, Problem, ServerFrame};

use crate::{
    answer::Body,
    app::App,
    circle::Circle,
    metrics::Posted,
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

/// For how long after its time a post that was put off holds up those behind it: its sender may be gone.
const HELD_UP: Duration = Duration::from_secs(5);
/// When a post that was put off without a time may come again.
const AGAIN_MS: u64 = 1_000;

/// The order of one sender's posts: while one is put off for now, those sent behind it are too, or they would land before it.
#[derive(Debug, Default)]
pub(crate) struct Order {
    put_off: Option<PutOff>,
    /// How many of the drafts in front were counted by the member's limit, and not taken yet.
    counted: usize,
}

#[derive(Debug)]
struct PutOff {
    id: EntryId,
    code: Code,
    again_at: Instant,
}

impl Order {
    /// Takes the first of the drafts, and those behind it that can go in the same append. Answers each that it took, in order.
    /// Whoever calls it sees to it that it is carried through once begun.
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
        if let Some(refused) = self.holds_up(id) {
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
        let mut within: VecDeque<Draft> = VecDeque::new();
        let over = loop {
            if drafts.is_empty() || within.len() >= Limits::DRAFTS_MAX {
                break None;
            }
            if counted > 0 {
                counted -= 1;
            } else if let Err(refused) = app.limits.post(member) {
                break Some(refused);
            }
            within.extend(drafts.pop_front());
        };
        let posted = if let (true, Some(refused)) = (within.is_empty(), over) {
            drafts.pop_front();
            vec![(id, Err(refused))]
        } else {
            circle.post_in(space, member, token_hash, &mut within).await
        };
        // What wasn't taken comes first the next time, and is not counted again.
        self.counted = within.len();
        while let Some(left) = within.pop_back() {
            drafts.push_front(left);
        }
        // Those of one append fail together, of one cause.
        let failed = posted.iter().filter_map(|(_, result)| result.as_ref().err()).find(|refused| refused.is_failure());
        if let Some(refused) = failed {
            refused.log_failure();
        }
        let first_put_off = posted.iter().find_map(|(id, result)| match result {
            Err(refused) if refused.code.row().retry => Some((*id, refused.clone())),
            _ => None,
        });
        self.put_off = first_put_off.map(|(id, refused)| {
            let again_at = Instant::now() + Duration::from_millis(refused.retry_after_ms.unwrap_or(AGAIN_MS));
            PutOff { id, code: refused.code, again_at }
        });
        posted.into_iter().map(|(id, result)| answer(app, id, result)).collect()
    }

    /// Refuses the first of the drafts, whose space its sender may not be in.
    pub(crate) fn refuse(&mut self, app: &App, refused: &Refused, drafts: &mut VecDeque<Draft>) -> Vec<ServerFrame> {
        self.counted = self.counted.saturating_sub(1);
        refused.log_failure();
        drafts.pop_front().map(|draft| answer(app, draft.id, Err(refused.clone()))).into_iter().collect()
    }

    /// Why a post has to wait for an earlier one.
    fn holds_up(&self, id: EntryId) -> Option<Refused> {
        let now = Instant::now();
        let first = self.put_off.as_ref().filter(|first| first.id != id && now < first.again_at + HELD_UP)?;
        let wait_ms = first.again_at.saturating_duration_since(now).as_millis();
        let message = format!("this post waits: an earlier post {} was told to retry", first.id);
        let retry_after_ms = Some(u64::try_from(wait_ms).unwrap_or(AGAIN_MS));
        Some(Refused::new(first.code, message).again(retry_after_ms))
    }
}

/// Answers a post, and counts it.
fn answer(app: &App, id: EntryId, posted: Result<Acked, Refused>) -> ServerFrame {
    let outcome = posted.as_ref().map_or_else(|refused| refused.code.row().name, |_| "acked").to_owned();
    app.metrics.posts.get_or_create(&Posted { outcome }).inc();
    match posted {
        Ok(acked) => ServerFrame::Ack { id, position: acked.position, at_ms: acked.at_ms },
        Err(refused) => {
            let Problem { code, message, retry, retry_after_ms } = refused.problem();
            ServerFrame::Refused { id, code, message, retry, retry_after_ms }
        }
    }
}
