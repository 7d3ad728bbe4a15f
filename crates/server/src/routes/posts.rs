//! Drafts over HTTP, for those who hold no socket.

use std::sync::Arc;

use axum::{Json, extract::State};
use traceboard_board::MemberId;
use traceboard_protocol::{Code, Commands, Draft, Limits, Problem, ServerFrame};
use tracing::Instrument;

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
    for draft in commands.drafts {
        answers.push(post(&app, &caller.circle, caller.member, draft).await);
    }
    Ok(Json(answers))
}

/// Takes one draft, within the member's limits, and answers it.
pub(crate) async fn post(app: &App, circle: &Arc<Circle>, member: MemberId, draft: Draft) -> ServerFrame {
    let id = draft.id;
    let posted = match app.limits.post(member) {
        Ok(()) => {
            // Carried through once begun, also where whoever sent it is gone meanwhile.
            let circle = Arc::clone(circle);
            let posting = app.work.spawn(async move { circle.post(member, draft).await }.in_current_span());
            posting.await.unwrap_or_else(|error| Err(Refused::internal("take the post", &error)))
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
