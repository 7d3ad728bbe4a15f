//! Programs: how hosts let them in and end them, and the one thing that they do.

use std::collections::VecDeque;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use traceboard_board::{EntryId, MemberId};
use traceboard_protocol::{
    Code, NewProgram, Problem, ProgramLeft, ProgramToken, ProgramTrace, StandingProgram, check_secret,
};
use uuid::Uuid;

use super::{posts, unreadable};
use crate::{
    app::App,
    circle::Circle,
    extract::Body,
    headers,
    refusal::Refused,
    session::{Caller, InCircle},
};

/// The programs that may leave traces, oldest first (hosts).
#[utoipa::path(get, path = "/api/c/{circle}/programs", params(("circle" = String, Path)),
    responses((status = 200, body = Vec<StandingProgram>), (status = "default", body = Problem)))]
pub(crate) async fn programs(caller: Caller) -> Result<Json<Vec<StandingProgram>>, Refused> {
    caller.circle.require_host(caller.member, "read the programs").await?;
    Ok(Json(caller.circle.programs().await?))
}

/// Lets a program in, which may leave traces and nothing else (hosts). Its token is told once.
#[utoipa::path(post, path = "/api/c/{circle}/programs", operation_id = "let_program_in", params(("circle" = String, Path)),
    request_body = NewProgram, responses((status = 200, body = ProgramToken), (status = "default", body = Problem)))]
pub(crate) async fn let_in(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(new): Body<NewProgram>,
) -> Result<Json<ProgramToken>, Refused> {
    let name = new.check()?;
    // The logs keep each for ever.
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "let a program in").await?;
    let circle = caller.circle.id;
    let (id, secret) = caller.circle.let_program_in(caller.member, new.id, name).await?;
    let address = format!("{}/api/c/{circle}/programs/traces", app.origin(&headers));
    Ok(Json(ProgramToken { id, token: secret.reveal().to_owned(), address }))
}

#[derive(Deserialize)]
pub(crate) struct OfProgram {
    program: String,
}

/// Ends a program: its token is of no use from that moment on, its traces stay (hosts).
#[utoipa::path(delete, path = "/api/c/{circle}/programs/{program}", operation_id = "end_program",
    params(("circle" = String, Path), ("program" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfProgram>,
) -> Result<StatusCode, Refused> {
    let program: MemberId = path.program.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "end the program").await?;
    caller.circle.end_program(caller.member, program).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Leaves a trace in the name of the program whose token comes as a bearer. Sent again under the same id, it is left once.
#[utoipa::path(post, path = "/api/c/{circle}/programs/traces", operation_id = "leave_as_program", params(("circle" = String, Path)),
    request_body = ProgramTrace, responses((status = 200, body = ProgramLeft), (status = "default", body = Problem)))]
pub(crate) async fn leave(
    State(app): State<App>,
    InCircle(circle): InCircle,
    headers: HeaderMap,
    Body(trace): Body<ProgramTrace>,
) -> Result<Json<ProgramLeft>, Refused> {
    let program = app.program_of(&circle, &headers).await?;
    app.limits.request(program)?;
    let draft = trace.draft(EntryId(Uuid::now_v7()))?;
    app.limits.post(program)?;
    let posting_app = app.clone();
    let posting = async move {
        let answers = circle.post(program, &mut VecDeque::from([draft])).await;
        let (id, posted) =
            answers.into_iter().next().ok_or_else(|| Refused::internal("leave the trace", &"no answer"))?;
        posts::count(&posting_app, &posted);
        posted.map(|acked| ProgramLeft { id, position: acked.position, at_ms: acked.at_ms })
    };
    app.run_to_end("leave the trace", posting).await.map(Json)
}

impl App {
    /// The program whose token came along.
    async fn program_of(&self, circle: &Circle, headers: &HeaderMap) -> Result<MemberId, Refused> {
        let unknown = || {
            let message = "cannot leave the trace: no program of this circle has that token, or a host ended it";
            Refused::new(Code::NotSignedIn, message)
        };
        let token = headers::bearer(headers).filter(|token| check_secret(token).is_ok()).ok_or_else(unknown)?;
        if let Some(program) = circle.program_now(token) {
            return Ok(program);
        }
        self.limits.stranger(Some(circle.id))?;
        circle.door.reach_head().await?;
        circle.board.reach_head().await?;
        circle.program_now(token).ok_or_else(unknown)
    }
}
