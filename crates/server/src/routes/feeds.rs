//! Feeds: what the wall may show, as Atom, for whoever has the address; and how hosts make and revoke that.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use traceboard_board::EntryId;
use traceboard_protocol::{FeedLink, NewFeed, Problem, StandingFeed};

use super::{date, stories::ROBOTS, unreadable};
use crate::{
    app::App, atom, circle::unknown_link, extract::Body, link, packed, refusal::Refused, secret::digest,
    session::Caller,
};

/// How many characters of a document's digest are its tag.
const TAG_CHARS: usize = 32;

/// The standing feeds, oldest first (hosts).
#[utoipa::path(get, path = "/api/c/{circle}/feeds", params(("circle" = String, Path)),
    responses((status = 200, body = Vec<StandingFeed>), (status = "default", body = Problem)))]
pub(crate) async fn feeds(caller: Caller) -> Result<Json<Vec<StandingFeed>>, Refused> {
    caller.circle.require_host(caller.member, "read the feeds").await?;
    Ok(Json(caller.circle.feeds()))
}

/// Makes the address of a feed (hosts). It is told once.
#[utoipa::path(post, path = "/api/c/{circle}/feeds", operation_id = "make_feed", params(("circle" = String, Path)), request_body = NewFeed,
    responses((status = 200, body = FeedLink), (status = "default", body = Problem)))]
pub(crate) async fn make(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(new): Body<NewFeed>,
) -> Result<Json<FeedLink>, Refused> {
    new.check()?;
    // The door's log keeps each for ever.
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "make a feed").await?;
    let secret = caller.circle.make_feed(caller.member, new.id).await?;
    let address = address(&app.origin(&headers), &link::code(caller.circle.id, &secret));
    Ok(Json(FeedLink { id: new.id, address }))
}

#[derive(Deserialize)]
pub(crate) struct OfFeed {
    link: String,
}

/// Revokes the address of a feed (hosts): it shows nothing from that moment on.
#[utoipa::path(delete, path = "/api/c/{circle}/feeds/{link}", operation_id = "revoke_feed",
    params(("circle" = String, Path), ("link" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfFeed>,
) -> Result<StatusCode, Refused> {
    let link: EntryId = path.link.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "revoke the feed").await?;
    caller.circle.revoke_feed(caller.member, link).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The feed for whoever has its address; 304 for whoever has it as it is.
pub(crate) async fn show(
    State(app): State<App>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let none = || unknown_link("show the feed");
    let (circle, secret) = link::read_code(&code).ok_or_else(none)?;
    let circle = app.circle_of_link(circle).await?;
    let link = app.link_of(&circle, &secret).await?;
    app.limits.follow(link.id)?;
    let feed = circle.feed_now(&secret).await?;
    let origin = app.origin(&headers);
    let document = atom::document(&feed, circle.id, &origin, &address(&origin, &code))
        .map_err(|error| Refused::internal("write the feed", &error))?;
    let tag = format!("\"{}\"", &digest(&document)[..TAG_CHARS]);
    let mut response = packed::tagged(&headers, &tag, || {
        let mut full = document.into_response();
        full.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(atom::ATOM));
        full
    });
    response.headers_mut().extend([ROBOTS]);
    if let Some(changed) = date(feed.updated_at_ms()) {
        response.headers_mut().insert(header::LAST_MODIFIED, changed);
    }
    Ok(response)
}

fn address(origin: &str, code: &str) -> String {
    format!("{origin}/feed/{code}")
}
