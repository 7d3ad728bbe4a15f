//! Coming in and going out.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use axum_extra::extract::cookie::CookieJar;
use traceboard_protocol::{InviteInfo, JoinRequest, Joined, LookRequest, Problem, check_secret};

use crate::{
    app::App,
    extract::Body,
    headers::wants,
    origin::by_tls,
    refusal::Refused,
    session::{Caller, InCircle, SetCookies},
};

/// What a program names in `accept` to get its session's token in the answer. A page never does, so that no script of it
/// ever holds the token.
const TOKEN_TYPE: &str = "application/vnd.traceboard.token+json";

/// Returns what an invite does, before it is used.
#[utoipa::path(post, path = "/api/c/{circle}/look", params(("circle" = String, Path)), request_body = LookRequest,
    responses((status = 200, body = InviteInfo), (status = "default", body = Problem)))]
pub(crate) async fn look(
    State(app): State<App>,
    InCircle(circle): InCircle,
    Body(request): Body<LookRequest>,
) -> Result<Json<InviteInfo>, Refused> {
    check_secret(&request.secret)?;
    app.limits.join(circle.id, circle.invite_of(&request.secret))?;
    Ok(Json(circle.look(&request.secret).await?))
}

/// Uses an invite, and opens a session.
#[utoipa::path(post, path = "/api/c/{circle}/join", params(("circle" = String, Path)), request_body = JoinRequest,
    responses((status = 200, body = Joined), (status = "default", body = Problem)))]
pub(crate) async fn join(
    State(app): State<App>,
    InCircle(circle): InCircle,
    headers: HeaderMap,
    Body(request): Body<JoinRequest>,
) -> Result<(SetCookies, Json<Joined>), Refused> {
    check_secret(&request.secret)?;
    let id = circle.id;
    app.limits.join(id, circle.invite_of(&request.secret))?;
    let entered = app.run_to_end("use the invite", async move { circle.enter(request).await }).await?;
    let wants_token = wants(&headers, &header::ACCEPT, TOKEN_TYPE);
    let token = wants_token.then(|| entered.token.reveal().to_owned());
    let cookies = app.signed_in(id, entered.token.reveal(), by_tls(&headers));
    Ok((cookies, Json(Joined { member: entered.member, token })))
}

/// Closes the session that asks; its sockets close with it.
#[utoipa::path(delete, path = "/api/c/{circle}/session", params(("circle" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn sign_out(
    State(app): State<App>,
    headers: HeaderMap,
    caller: Caller,
) -> Result<(StatusCode, CookieJar), Refused> {
    let id = caller.circle.id;
    // All other sessions in this browser's cookies are closed too.
    let (held, names) = app.held_by(&headers, id);
    caller.circle.close_sessions(held).await?;
    Ok((StatusCode::NO_CONTENT, app.no_cookies(id, names)))
}
