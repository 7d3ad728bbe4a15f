//! Photos: sent before their trace, and asked for with it.

use axum::{
    Json,
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use traceboard_board::PhotoId;
use traceboard_protocol::{PhotoQuery, PhotoSent, PhotoSize, Problem, check_photo_id};

use super::{read::Queried, unreadable};
use crate::{app::App, packed, refusal::Refused, session::Caller};

#[derive(Deserialize)]
pub(crate) struct OfPhoto {
    photo: String,
}

impl OfPhoto {
    fn id(&self) -> Result<PhotoId, Refused> {
        self.photo.parse().map_err(|error: uuid::Error| unreadable(&error))
    }
}

/// Sends a photo, as the file that it is: JPEG, PNG or WebP. It is drawn anew, upright and without what the file said beside its
/// pixels, and waits for the trace that names it. Sending it again under the same id changes nothing.
#[utoipa::path(put, path = "/api/c/{circle}/photos/{photo}", operation_id = "keep_photo", params(("circle" = String, Path), ("photo" = String, Path)),
    request_body(content = String, content_type = "image/jpeg"),
    responses((status = 200, body = PhotoSent), (status = "default", body = Problem)))]
pub(crate) async fn keep(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfPhoto>,
    request: Request,
) -> Result<Json<PhotoSent>, Refused> {
    let (id, Caller { space, member, .. }) = (path.id()?, caller);
    check_photo_id(id)?;
    if let Some(sent) = space.photo_sent(member, id).await? {
        return Ok(Json(sent));
    }
    app.limits.post(member)?;
    let picture = app.darkroom.develop(member, request.into_body()).await?;
    Ok(Json(space.keep_photo(member, id, picture).await?))
}

/// A photo, for whoever may read the words of its trace now.
#[utoipa::path(get, path = "/api/c/{circle}/photos/{photo}",
    params(("circle" = String, Path), ("photo" = String, Path), PhotoQuery),
    responses((status = 200, content_type = "image/jpeg"), (status = "default", body = Problem)))]
pub(crate) async fn photo(
    caller: Caller,
    headers: HeaderMap,
    Path(path): Path<OfPhoto>,
    query: Queried<PhotoQuery>,
) -> Result<Response, Refused> {
    let Query(PhotoQuery { trace, size }) = query.map_err(|error| unreadable(&error))?;
    let (id, me) = (path.id()?, caller.member);
    if !caller.space.board.read().state.knows(trace) {
        caller.space.board.reach_head().await?;
    }
    let audience = caller.space.audience(me);
    let bytes = caller.space.photo_of(audience, Some(me), trace, id, size).await?;
    Ok(answer(&headers, id, size, bytes))
}

/// A photo that may be shown, or that the asker has it already.
pub(crate) fn answer(headers: &HeaderMap, id: PhotoId, size: PhotoSize, bytes: bytes::Bytes) -> Response {
    let etag = match size {
        PhotoSize::Small => format!("\"{id}-small\""),
        PhotoSize::Full => format!("\"{id}-full\""),
    };
    let jpeg = || ([(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"))], bytes).into_response();
    packed::tagged(headers, &etag, jpeg)
}
