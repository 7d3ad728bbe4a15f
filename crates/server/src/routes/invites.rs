//! Invites, as hosts make and revoke them.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use traceboard_board::EntryId;
use traceboard_protocol::{Invite, InviteLink, NewInvite, Problem};

use super::unreadable;
use crate::{app::App, extract::Body, link, refusal::Refused, session::Caller};

/// The invites, oldest first, at most 500: of more those whose time ended first are left out. For a member who is no host, those
/// that name them.
#[utoipa::path(get, path = "/api/c/{circle}/invites", params(("circle" = String, Path)),
    responses((status = 200, body = Vec<Invite>), (status = "default", body = Problem)))]
pub(crate) async fn list(caller: Caller) -> Result<Json<Vec<Invite>>, Refused> {
    Ok(Json(caller.circle.invites(caller.member).await?))
}

/// Makes an invite. Its link is told once.
#[utoipa::path(post, path = "/api/c/{circle}/invites", params(("circle" = String, Path)), request_body = NewInvite,
    responses((status = 200, body = InviteLink), (status = "default", body = Problem)))]
pub(crate) async fn make(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(new): Body<NewInvite>,
) -> Result<Json<InviteLink>, Refused> {
    // The door's log keeps each for ever.
    app.limits.post(caller.member)?;
    let made = caller.circle.make_invite(caller.member, &caller.token_hash, new).await?;
    let link = link::invite(&app.origin(&headers), caller.circle.id, &made.secret);
    let qr_svg = link::qr_svg(&link)?;
    Ok(Json(InviteLink { invite: made.invite, link, qr_svg }))
}

#[derive(Deserialize)]
pub(crate) struct OfInvite {
    invite: String,
}

/// Revokes an invite. Where it names a member, the sessions that it opened are closed with it.
#[utoipa::path(delete, path = "/api/c/{circle}/invites/{invite}",
    params(("circle" = String, Path), ("invite" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfInvite>,
) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    let invite: EntryId = path.invite.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    caller.circle.revoke_invite(caller.member, invite).await?;
    Ok(StatusCode::NO_CONTENT)
}
