//! Looking for traces.

use axum::{extract::State, http::HeaderMap, response::Response};
use traceboard_protocol::{Problem, SearchPage, SearchRequest};

use crate::{app::App, extract::Body, packed, refusal::Refused, session::Caller};

/// Traces by their words, by who left them, by days, or open ends alone; newest first. It changes nothing: it is a `POST` so that what is
/// looked for stands in no address.
#[utoipa::path(post, path = "/api/c/{circle}/search", params(("circle" = String, Path)), request_body = SearchRequest,
    responses((status = 200, body = SearchPage), (status = "default", body = Problem)))]
pub(crate) async fn search(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(request): Body<SearchRequest>,
) -> Result<Response, Refused> {
    let limit = request.limit()?;
    app.limits.search(caller.member)?;
    caller.at_least(request.at_least).await?;
    let audience = caller.space.audience(caller.member);
    let page = caller.space.search(audience, &request, limit).await?;
    Ok(packed::json(&headers, &page))
}
