//! A member's own sessions: seen, and ended one by one or all at once.

use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;
use traceboard_board::EntryId;
use traceboard_protocol::{Code, OpenSession, Problem};
use utoipa::IntoParams;

use super::{read::Queried, unreadable};
use crate::{app::App, refusal::Refused, session::Caller};

/// The open sessions of the member who asks: this one first, then the one used last.
#[utoipa::path(get, path = "/api/c/{circle}/sessions", params(("circle" = String, Path)),
    responses((status = 200, body = Vec<OpenSession>), (status = "default", body = Problem)))]
pub(crate) async fn sessions(caller: Caller) -> Result<Json<Vec<OpenSession>>, Refused> {
    Ok(Json(caller.circle.sessions(caller.member, &caller.token_hash).await?))
}

#[derive(Deserialize)]
pub(crate) struct OfSession {
    session: String,
}

/// Ends one of them; its sockets close with it.
#[utoipa::path(delete, path = "/api/c/{circle}/sessions/{session}",
    params(("circle" = String, Path), ("session" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfSession>,
) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    let session: EntryId = path.session.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    let hashes = caller.circle.hashes_of(caller.member, Some(session)).await?;
    if hashes.is_empty() {
        return Err(Refused::new(
            Code::NotFound,
            format!("cannot end session {session}: this member has no such session"),
        ));
    }
    caller.circle.close_sessions(hashes).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which of them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// `true`: the one that asks stays.
    #[serde(default)]
    others: bool,
}

/// Ends all of them, on every device.
#[utoipa::path(delete, path = "/api/c/{circle}/sessions", params(("circle" = String, Path), Which),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn end_all(
    State(app): State<App>,
    headers: HeaderMap,
    caller: Caller,
    which: Queried<Which>,
) -> Result<(StatusCode, CookieJar), Refused> {
    let Query(Which { others }) = which.map_err(|error| unreadable(&error))?;
    app.limits.post(caller.member)?;
    let circle = &caller.circle;
    let mut hashes = circle.hashes_of(caller.member, None).await?;
    // This one last: whoever is cut off in between can ask again.
    hashes.retain(|hash| *hash != caller.token_hash);
    if others {
        circle.close_sessions(hashes).await?;
        return Ok((StatusCode::NO_CONTENT, CookieJar::new()));
    }
    let (held, names) = app.held_by(&headers, circle.id);
    hashes.extend(held);
    hashes.push(caller.token_hash.clone());
    circle.close_sessions(hashes).await?;
    Ok((StatusCode::NO_CONTENT, app.no_cookies(circle.id, names)))
}
