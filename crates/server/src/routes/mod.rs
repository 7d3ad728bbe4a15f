//! The HTTP API, a file for each subject.

mod door;
mod entries;
mod feeds;
mod gatherings;
mod hooks;
mod invites;
mod meetings;
mod patterns;
mod photos;
mod pods;
mod posts;
mod programs;
mod push;
mod read;
mod rounds;
mod search;
mod service;
mod sessions;
mod sisters;
mod states;
mod stories;
mod walls;
mod weave;

pub(crate) use posts::Order;

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, fmt::rfc2822::DateTimePrinter};
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use traceboard_protocol::{Code, Limits};
use tracing::{Instrument, field::Empty};
use utoipa::OpenApi;
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouter},
    routes,
};
use uuid::Uuid;

use crate::{
    app::App,
    assets, connection,
    headers::{NOT_KEPT, wants_page},
    leftover,
    metrics::Answered,
    origin,
    refusal::{Refused, chain},
    session, story, transfer,
};

/// The header by which every answer tells the server's clock, in Unix milliseconds.
const NOW: HeaderName = HeaderName::from_static("x-now-ms");
/// How long a request may take. An import of the largest body folds in a second; whatever
/// takes longer hangs; a poll waits for 25 seconds at most.
const REQUEST_PATIENCE: Duration = Duration::from_secs(40);
/// How long a photo may take: some hundred kilobytes over the thinnest network that is any use. The page waits for 90 seconds.
const PHOTO_PATIENCE: Duration = Duration::from_secs(100);

#[derive(OpenApi)]
#[openapi(info(
    title = "Traceboard",
    description = "The API of a Traceboard server. Every refusal is a Problem; the codes are in docs/PROTOCOL.md.",
    license(name = "AGPL-3.0-or-later")
))]
struct Document;

/// The routes of the API, with what the document says about them.
pub(crate) fn api() -> OpenApiRouter<App> {
    let mut api = OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(door::look))
        .routes(routes!(door::join))
        .routes(routes!(door::sign_out))
        .routes(routes!(sessions::sessions, sessions::end_all))
        .routes(routes!(sessions::end))
        .routes(routes!(push::state, push::set, push::drop))
        .routes(routes!(pods::pods))
        .routes(routes!(pods::let_in))
        .routes(routes!(weave::weave))
        .routes(routes!(weave::reconnect))
        .routes(routes!(invites::list, invites::make))
        .routes(routes!(invites::revoke))
        .routes(routes!(meetings::subscribed))
        .routes(routes!(stories::share, stories::unshare))
        .routes(routes!(sisters::sisters, sisters::add))
        .routes(routes!(sisters::let_go))
        .routes(routes!(sisters::sister_story))
        .routes(routes!(sisters::links, sisters::make_link))
        .routes(routes!(sisters::revoke_link))
        .routes(routes!(sisters::cross, sisters::keep))
        .routes(routes!(walls::walls, walls::make))
        .routes(routes!(walls::set, walls::revoke))
        .routes(routes!(walls::show))
        .routes(routes!(walls::photo))
        .routes(routes!(hooks::hooks, hooks::add))
        .routes(routes!(hooks::switch_on, hooks::remove))
        .routes(routes!(feeds::feeds, feeds::make))
        .routes(routes!(feeds::revoke))
        .routes(routes!(programs::programs, programs::let_in))
        .routes(routes!(programs::end))
        .routes(routes!(programs::leave))
        .routes(routes!(service::circles))
        .routes(routes!(service::buds))
        .routes(routes!(connection::live))
        .routes(routes!(transfer::import));
    for route in of_a_space() {
        let (schemas, paths, handler) = route;
        let below = (schemas.clone(), paths.clone(), handler.clone());
        api = api.routes((schemas, paths, handler)).routes(pods::in_a_pod(below));
    }
    api
}

/// The routes that read or post a board, whichever: a circle's, and below `/pods/{pod}` a pod's.
fn of_a_space() -> Vec<UtoipaMethodRouter<App>> {
    vec![
        routes!(read::snapshot),
        routes!(read::cards),
        routes!(read::trails),
        routes!(read::trail),
        routes!(read::members),
        routes!(read::mine),
        routes!(read::words),
        routes!(search::search),
        routes!(patterns::open_ends),
        routes!(patterns::promises),
        routes!(patterns::learned),
        routes!(patterns::joint),
        routes!(patterns::agreements),
        routes!(meetings::meetings),
        routes!(meetings::calendars, meetings::make_calendar),
        routes!(meetings::revoke_calendar),
        routes!(stories::stories),
        routes!(stories::story),
        routes!(stories::take_along),
        routes!(rounds::rounds),
        routes!(rounds::answers),
        routes!(gatherings::gatherings),
        routes!(gatherings::gathering),
        routes!(states::states),
        routes!(entries::entries),
        routes!(posts::posts),
        routes!(photos::photo, photos::keep),
        routes!(transfer::export),
    ]
}

/// All that the server answers.
pub(crate) fn router(app: App) -> Router {
    let (api, document) = api().split_for_parts();
    let document = document.to_json().unwrap_or_default();
    let described = move || async move {
        // The same for everyone until the next version of this server.
        ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=3600")], document)
    };
    Router::new()
        .merge(api)
        .route("/api/openapi.json", axum::routing::get(described))
        .route("/s/{code}", axum::routing::get(stories::shared))
        .route("/s/{code}/", axum::routing::get(stories::shared))
        .route("/feed/{code}", axum::routing::get(feeds::show))
        .route("/feed/{code}/", axum::routing::get(feeds::show))
        .route("/sister/{code}", axum::routing::get(sisters::crossing))
        .route("/healthz", axum::routing::get(service::healthz))
        .route("/readyz", axum::routing::get(service::readyz))
        .route("/metrics", axum::routing::get(service::metrics))
        .fallback(page)
        .method_not_allowed_fallback(wrong_method)
        .layer(DefaultBodyLimit::max(Limits::BODY_BYTES_MAX))
        .layer(middleware::from_fn_with_state(app.clone(), origin::guard))
        .layer(middleware::from_fn_with_state(app.clone(), session::renew))
        .layer(middleware::from_fn_with_state(app.clone(), in_time))
        .layer(middleware::from_fn(leftover::read_rest))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Refused::internal("answer the request", &"a handler panicked").into_response()
        }))
        .layer(middleware::from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

/// The API as an OpenAPI document.
#[must_use]
pub fn openapi() -> String {
    let (_, document) = api().split_for_parts();
    // The document is made of strings and numbers, which JSON can always hold.
    document.to_pretty_json().unwrap_or_default() + "\n"
}

/// Says what a browser may do with an answer, where the answer doesn't say so itself.
fn guard(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// The page and its files; below `/api` everything else is a Problem.
async fn page(request: Request) -> Response {
    let path = request.uri().path();
    let get = matches!(*request.method(), axum::http::Method::GET | axum::http::Method::HEAD);
    let found = (!path.starts_with("/api/")).then(|| assets::respond(path, request.headers())).flatten();
    if found.is_some() && !get {
        let mut response = wrong_method(request).await;
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
        return response;
    }
    found.unwrap_or_else(|| {
        // A file of the page's that is missing is no page either: only people read one.
        if get && !path.starts_with("/api/") && wants_page(request.headers()) {
            return (StatusCode::NOT_FOUND, stories::document("text/html; charset=utf-8", story::nothing_here()))
                .into_response();
        }
        let path: String = path.chars().take(200).collect();
        Refused::new(Code::NotFound, format!("cannot find {path}: no such address")).into_response()
    })
}

async fn wrong_method(request: Request) -> Response {
    let path: String = request.uri().path().chars().take(200).collect();
    let message = format!("cannot {} {path}: this address does not take that method", request.method());
    Refused::new(Code::MethodNotAllowed, message).into_response()
}

/// When to come back to a server that goes down, in milliseconds: another one may stand there by then.
const COME_BACK_MS: u64 = 1_000;

/// Ends requests that take too long to begin their answer, and those that still wait when the server goes down, half sent ones
/// among them; an export may take longer to finish.
async fn in_time(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_photo = request.method() == axum::http::Method::PUT
        && request.extensions().get::<MatchedPath>().is_some_and(|path| path.as_str().ends_with("/photos/{photo}"));
    let patience = if is_photo { PHOTO_PATIENCE } else { REQUEST_PATIENCE };
    let late = |_| {
        let message = format!("cannot answer the request within {} s", patience.as_secs());
        Refused::new(Code::LogUnavailable, message).into_response()
    };
    let answered = app.last_answers.run_until_cancelled(tokio::time::timeout(patience, next.run(request))).await;
    answered.map_or_else(going_down, |in_time| in_time.unwrap_or_else(late))
}

fn going_down() -> Response {
    let message = "cannot answer the request: the server is going down, and it waited for its body or for the log";
    Refused::new(Code::Draining, message).again(Some(COME_BACK_MS)).into_response()
}

/// Counts answers by the template of their route, and tells of each in a span without its ids, queries or bodies. The answer
/// carries the id by which the log names the request.
async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let id = Uuid::now_v7().to_string();
    // Of the level of its worst line, so that each is shown with it.
    let span = tracing::error_span!(
        "request",
        request.id = id,
        http.route = route,
        http.method = %request.method(),
        circle.id = Empty,
        pod.id = Empty,
    );
    let path = request.uri().path();
    for (field, parameter) in [("circle.id", "{circle}"), ("pod.id", "{pod}")] {
        span.record(field, id_in(&route, path, parameter).map(tracing::field::display));
    }
    let begun = std::time::Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let headers = response.headers_mut();
    let now_ms = app.circles.clock.now_ms();
    // Hyper keeps the date of its last answer until the clock is past it, so it would stay ahead where the clock steps back.
    if let Some(date) = date(now_ms) {
        headers.insert(header::DATE, date);
    }
    // A script or sheet is no document: a clock and policies would only cost a quarter of a kilobyte for each.
    let is_kept = headers.get(header::CACHE_CONTROL).is_some_and(|cache| cache == assets::FOREVER);
    let is_script = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == assets::SCRIPT);
    if !is_kept && !is_script {
        headers.insert(NOW, HeaderValue::from(now_ms));
        guard(headers);
        if let Ok(id) = HeaderValue::from_str(&id) {
            headers.insert(HeaderName::from_static("x-request-id"), id);
        }
    }
    // By default an answer is private, and not cached.
    headers.entry(header::CACHE_CONTROL).or_insert(NOT_KEPT);
    let status = response.status().as_u16();
    if let Some(refused) = response.extensions().get::<Refused>() {
        span.in_scope(|| refused.log_failure());
    }
    let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(parent: &span, http.status = status, duration_ms, "request answered");
    app.metrics.answers.get_or_create(&Answered { route, status }).inc();
    response
}

/// The id that stands in a path where its route has this parameter. What is no id is in no log line.
fn id_in(route: &str, path: &str, parameter: &str) -> Option<Uuid> {
    let mut segments = route.split('/').zip(path.split('/'));
    segments.find_map(|(template, segment)| (template == parameter).then(|| segment.parse().ok())).flatten()
}

/// A moment as RFC 9110 has it.
fn date(now_ms: i64) -> Option<HeaderValue> {
    let text = DateTimePrinter::new().timestamp_to_rfc9110_string(&Timestamp::from_millisecond(now_ms).ok()?);
    HeaderValue::from_str(&text.ok()?).ok()
}

/// Whatever the router says about a path or query that it can't read.
pub(crate) fn unreadable(error: &(dyn std::error::Error + 'static)) -> Refused {
    let why: String = chain(error).chars().take(300).collect();
    Refused::new(Code::BadRequest, format!("cannot read the request: {why}"))
}
