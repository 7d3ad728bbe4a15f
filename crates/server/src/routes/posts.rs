//! Drafts over HTTP, for those who hold no socket.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Json, extract::State};
use traceboard_board::{EntryId, MemberId};
use traceboard_protocol::{Code, Commands, Draft, Limits, Problem, ServerFrame};

use crate::{answer::Body, app::App, circle::Circle, metrics::Posted, refusal::Refused, session::Caller};

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
    let mut answers = Vec::with_capacity(count);
    let mut order = Order::default();
    for draft in commands.drafts {
        answers.push(order.post(&app, &caller.circle, caller.member, draft).await);
    }
    Ok(Json(answers))
}

/// For how long after its time a post that was put off holds up those behind it: its sender may be gone.
const HELD_UP: Duration = Duration::from_secs(5);
/// When a post that was put off without a time may come again.
const AGAIN_MS: u64 = 1_000;

/// The order of one sender's posts: while one is put off for now, those sent behind it are too, or they would land before it.
#[derive(Debug, Default)]
pub(crate) struct Order(Option<PutOff>);

#[derive(Debug)]
struct PutOff {
    id: EntryId,
    code: Code,
    again_at: Instant,
}

impl Order {
    /// Takes one draft, and answers it.
    pub(crate) async fn post(
        &mut self,
        app: &App,
        circle: &Arc<Circle>,
        member: MemberId,
        draft: Draft,
    ) -> ServerFrame {
        let (id, now) = (draft.id, Instant::now());
        if let Some(first) = self.0.as_ref().filter(|first| first.id != id && now < first.again_at + HELD_UP) {
            let wait_ms = first.again_at.saturating_duration_since(now).as_millis();
            return ServerFrame::Refused {
                id,
                code: first.code,
                message: format!("cannot take the post yet: {}, sent before it, was put off", first.id),
                retry: true,
                retry_after_ms: Some(u64::try_from(wait_ms).unwrap_or(AGAIN_MS)),
            };
        }
        let answer = post(app, circle, member, draft).await;
        self.0 = match &answer {
            ServerFrame::Refused { code, retry: true, retry_after_ms, .. } => {
                let again_at = Instant::now() + Duration::from_millis(retry_after_ms.unwrap_or(AGAIN_MS));
                Some(PutOff { id, code: *code, again_at })
            }
            _ => None,
        };
        answer
    }
}

/// Takes one draft, within the member's limits, and answers it.
async fn post(app: &App, circle: &Arc<Circle>, member: MemberId, draft: Draft) -> ServerFrame {
    let id = draft.id;
    let posted = match app.limits.post(member) {
        Ok(()) => {
            let circle = Arc::clone(circle);
            app.carry_through("take the post", async move { circle.post(member, draft).await }).await
        }
        Err(refused) => Err(refused),
    };
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
