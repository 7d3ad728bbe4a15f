//! The wall of a hall: its picture, and how hosts make, set and revoke its link.

use std::time::Duration;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use tokio::time::Instant;
use traceboard_board::EntryId;
use traceboard_protocol::{
    NewWall, PhotoSize, Problem, StandingWall, WallAnswer, WallChange, WallJoin, WallLink, WallPhotoRequest,
    WallRequest, WallShows,
};

use super::{photos, unreadable};
use crate::{
    app::App,
    assets,
    circle::{Circle, WallNow},
    extract::Body,
    link, packed,
    refusal::Refused,
    secret::digest,
    session::{Caller, InCircle},
};

/// How many characters of a picture's digest are its tag.
const TAG_CHARS: usize = 16;

/// The standing walls, oldest first (hosts).
#[utoipa::path(get, path = "/api/c/{circle}/walls", params(("circle" = String, Path)),
    responses((status = 200, body = Vec<StandingWall>), (status = "default", body = Problem)))]
pub(crate) async fn walls(caller: Caller) -> Result<Json<Vec<StandingWall>>, Refused> {
    caller.circle.require_host(caller.member, "read the walls").await?;
    Ok(Json(caller.circle.walls()))
}

/// Makes the link of a wall (hosts). It is told once.
#[utoipa::path(post, path = "/api/c/{circle}/walls", operation_id = "make_wall", params(("circle" = String, Path)), request_body = NewWall,
    responses((status = 200, body = WallLink), (status = "default", body = Problem)))]
pub(crate) async fn make(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(new): Body<NewWall>,
) -> Result<Json<WallLink>, Refused> {
    new.check()?;
    // The door's log keeps each for ever.
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "make a link for a wall").await?;
    let secret = caller.circle.make_wall(caller.member, &new).await?;
    let link = format!("{}/wall#{}", app.origin(&headers), link::code(caller.circle.id, &secret));
    let qr_svg = link::qr_svg(&link)?;
    Ok(Json(WallLink { id: new.id, link, qr_svg }))
}

#[derive(Deserialize)]
pub(crate) struct OfWall {
    link: String,
}

impl OfWall {
    fn id(&self) -> Result<EntryId, Refused> {
        self.link.parse().map_err(|error: uuid::Error| unreadable(&error))
    }
}

/// Says how a wall shows the board from now on (hosts).
#[utoipa::path(post, path = "/api/c/{circle}/walls/{link}", operation_id = "set_wall",
    params(("circle" = String, Path), ("link" = String, Path)), request_body = WallChange,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn set(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfWall>,
    Body(change): Body<WallChange>,
) -> Result<StatusCode, Refused> {
    change.check()?;
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "set the wall").await?;
    caller.circle.set_wall(caller.member, path.id()?, &change).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Revokes the link of a wall (hosts): it shows nothing from that moment on, and its invite lets nobody in any more.
#[utoipa::path(delete, path = "/api/c/{circle}/walls/{link}", operation_id = "revoke_wall",
    params(("circle" = String, Path), ("link" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfWall>,
) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "revoke the link of a wall").await?;
    caller.circle.revoke_wall(caller.member, path.id()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a wall shows, for whoever has its link: at once, or as soon as it is another picture than the one named.
#[utoipa::path(post, path = "/api/c/{circle}/wall", operation_id = "show_wall", params(("circle" = String, Path)), request_body = WallRequest,
    responses((status = 200, body = WallAnswer), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(app): State<App>,
    InCircle(circle): InCircle,
    headers: HeaderMap,
    Body(request): Body<WallRequest>,
) -> Result<Response, Refused> {
    let wait = Duration::from_millis(request.check()?);
    let link = app.link_of(&circle, &request.secret).await?;
    app.limits.follow(link.id)?;
    let over = Instant::now() + wait;
    let place = circle.walls_waiting.try_acquire();
    let mut draining = app.draining.subscribe();
    let origin = app.origin(&headers);
    loop {
        // Read before the picture: what comes while it is made ends the waiting at once.
        let board = circle.board.read().position;
        let door = circle.door.read().position;
        let WallNow { shows, join, changes_at_ms } = circle.wall_now(&request.secret).await?;
        let join = join.map(|secret| link::invite(&origin, circle.id, &secret));
        let tag = tag(&shows, join.as_deref())?;
        let left = over.saturating_duration_since(Instant::now());
        let is_other = request.after.as_ref() != Some(&tag);
        if is_other || left.is_zero() || place.is_err() || *draining.borrow_and_update() {
            let shows = is_other.then(|| with(shows, join)).transpose()?;
            let answer = WallAnswer { tag, now_ms: circle.now_ms(), page: assets::wall_script().to_owned(), shows };
            return Ok(packed::json(&headers, &answer));
        }
        let left = changes_at_ms.map_or(left, |at_ms| left.min(until(&circle, at_ms)));
        tokio::select! {
            () = circle.board.pass(board, left) => {}
            () = circle.door.pass(door, left) => {}
            _ = draining.changed() => {}
        }
    }
}

/// A photo that a wall shows now, for whoever has its link.
#[utoipa::path(post, path = "/api/c/{circle}/wall/photo", operation_id = "show_wall_photo", params(("circle" = String, Path)), request_body = WallPhotoRequest,
    responses((status = 200, content_type = "image/jpeg"), (status = "default", body = Problem)))]
pub(crate) async fn photo(
    State(app): State<App>,
    InCircle(circle): InCircle,
    headers: HeaderMap,
    Body(request): Body<WallPhotoRequest>,
) -> Result<Response, Refused> {
    request.check()?;
    let link = app.link_of(&circle, &request.secret).await?;
    app.limits.follow(link.id)?;
    let bytes = circle.wall_photo(&request.secret, request.photo).await?;
    Ok(photos::answer(&headers, request.photo, PhotoSize::Full, bytes))
}

/// How long it is until a time by the circle's clock, and a millisecond more.
fn until(circle: &Circle, at_ms: i64) -> Duration {
    Duration::from_millis(u64::try_from(at_ms.saturating_sub(circle.now_ms())).unwrap_or(0).saturating_add(1))
}

/// Which picture it is: its content, without what is drawn from it.
fn tag(shows: &WallShows, join: Option<&str>) -> Result<String, Refused> {
    let told = serde_json::to_vec(&(shows, join)).map_err(|error| Refused::internal("show the wall", &error))?;
    Ok(digest(&told)[..TAG_CHARS].to_owned())
}

fn with(shows: WallShows, join: Option<String>) -> Result<WallShows, Refused> {
    let drawn = |link: String| link::qr_svg(&link).map(|qr_svg| WallJoin { link, qr_svg });
    Ok(WallShows { join: join.map(drawn).transpose()?, ..shows })
}
