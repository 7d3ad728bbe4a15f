//! Routes for operators: founding circles, health, metrics.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use traceboard_log::{LogError, Publishing};
use traceboard_protocol::{Code, Problem, SeedRequest};
use utoipa::ToSchema;

use crate::{
    app::App, circle::Circle, extract::Body, founding::NewCircle, link, metrics, names, refusal::Refused,
    session::Caller,
};

/// Another circle on this server.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CircleRequest {
    /// Its name.
    name: String,
    /// The founder's name; that of the host who asks, unless told.
    founder_name: Option<String>,
    /// The half-life of warmth, in milliseconds; twelve hours unless told.
    half_life_ms: Option<i64>,
}

/// A new circle's links. They are told once.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct CircleLinks {
    /// Its id.
    circle: String,
    /// Signs in its founder.
    host_link: String,
    /// Brings in members.
    invite_link: String,
}

/// Founds another circle (hosts of the circle in the path).
#[utoipa::path(post, path = "/api/c/{circle}/circles", params(("circle" = String, Path)), request_body = CircleRequest,
    responses((status = 200, body = CircleLinks), (status = "default", body = Problem)))]
pub(crate) async fn circles(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(request): Body<CircleRequest>,
) -> Result<Json<CircleLinks>, Refused> {
    caller.circle.require_host(caller.member, "found another circle").await?;
    app.limits.found(caller.member, app.circles.ancestor(caller.circle.id))?;
    let asks = caller.circle.member(caller.member).await?.and_then(|member| member.name);
    let unless_told = NewCircle::default();
    let new = NewCircle {
        name: request.name,
        founder_name: request.founder_name.or(asks).unwrap_or(unless_told.founder_name),
        half_life_ms: request.half_life_ms.unwrap_or(unless_told.half_life_ms),
    };
    let circle = app.circles.found(new, caller.circle.id).await?;
    links(&app, &headers, &circle).await
}

/// Seeds a circle (hosts): founds one with this one's settings, rhythm, agreements and prompts, and none of its traces. The same request
/// sent again founds no second one, and is answered with fresh links.
#[utoipa::path(post, path = "/api/c/{circle}/buds", params(("circle" = String, Path)), request_body = SeedRequest,
    responses((status = 200, body = CircleLinks), (status = "default", body = Problem)))]
pub(crate) async fn buds(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(request): Body<SeedRequest>,
) -> Result<Json<CircleLinks>, Refused> {
    let SeedRequest { id, name } = request.check()?;
    caller.circle.require_host(caller.member, "seed a circle").await?;
    app.limits.found(caller.member, app.circles.ancestor(caller.circle.id))?;
    let founder = caller.circle.member(caller.member).await?.and_then(|member| member.name);
    let bud = names::seeded(id, caller.member);
    caller.circle.remember_bud(id, caller.member, bud, &name).await?;
    let half_life_ms = caller.circle.board.read().state.circle().map(|circle| circle.half_life_ms);
    let unless_told = NewCircle::default();
    let new = NewCircle {
        name,
        founder_name: founder.unwrap_or(unless_told.founder_name),
        half_life_ms: half_life_ms.unwrap_or(unless_told.half_life_ms),
    };
    let circle = app.circles.found_seeded(bud, new, caller.circle.id, caller.circle.seed().await?).await?;
    links(&app, &headers, &circle).await
}

async fn links(app: &App, headers: &HeaderMap, circle: &Circle) -> Result<Json<CircleLinks>, Refused> {
    let links = app.circles.fresh_links(circle).await?;
    let origin = app.origin(headers);
    Ok(Json(CircleLinks {
        circle: links.circle.to_string(),
        host_link: link::invite(&origin, links.circle, &links.host.secret),
        invite_link: link::invite(&origin, links.circle, &links.invite.secret),
    }))
}

/// Whether the process runs.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// Whether the server is ready: not while it shuts down, can't read its log, or if the store may evict entries.
pub(crate) async fn readyz(State(app): State<App>) -> Response {
    let not_ready = |code, why: &'static str, error: Option<&LogError>| {
        app.readiness.note(Some(why), error);
        Refused::new(code, format!("not ready: {why}")).into_response()
    };
    if *app.draining.borrow() {
        return Refused::new(Code::Draining, "not ready: the server is going down".to_owned()).into_response();
    }
    if app.circles.are_outdated() {
        return not_ready(Code::LogUnavailable, "a later version has written to the log", None);
    }
    if app.circles.are_gone().await {
        let why = "the history that was here is gone from the store: put it back, or restart this server to begin anew";
        return not_ready(Code::LogUnavailable, why, None);
    }
    if !app.circles.are_well() {
        return not_ready(Code::LogUnavailable, "a log can't be read", None);
    }
    if let Err(error) = app.log.probe().await {
        return not_ready(Code::LogUnavailable, "the log takes no entries", Some(&error));
    }
    let ready = match app.log.worth().await {
        Ok(worth) if worth.evictable => {
            return not_ready(Code::LogUnavailable, "accepted history could be evicted", None);
        }
        Ok(_) if app.log.publishing() == Publishing::Fails => {
            "ready, but late: the store's publications don't arrive\n"
        }
        Ok(_) => "ready\n",
        Err(error) => return not_ready(Code::LogUnavailable, "the log can't be reached", Some(&error)),
    };
    app.readiness.note(None, None);
    (StatusCode::OK, ready).into_response()
}

/// Counters and gauges.
pub(crate) async fn metrics(State(app): State<App>) -> Result<Response, Refused> {
    let circles = app.circles.all_open();
    let pods = circles.iter().map(|circle| circle.open_pods().len()).sum();
    let text = app
        .metrics
        .text(app.hub.load(), app.slots.open(), circles.len(), pods)
        .map_err(|error| Refused::internal("write the metrics", &error))?;
    Ok(([(header::CONTENT_TYPE, metrics::CONTENT_TYPE)], text).into_response())
}
