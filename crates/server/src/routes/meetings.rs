//! The meetings of a space: read by a page, and by a calendar that subscribes to them.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use traceboard_board::{EntryId, Pattern, door::Shows};
use traceboard_protocol::{CalendarLink, MeetingPage, NewCalendar, Problem, StandingCalendar, check_secret};
use traceboard_rhythm::{Invitation, MEETINGS_MAX, calendar};

use super::unreadable;
use crate::{
    app::App,
    circle::unknown_link,
    extract::Body,
    packed,
    refusal::Refused,
    session::{Caller, InCircle},
};

/// The next meetings, by the rhythm of the space, soonest first.
#[utoipa::path(get, path = "/api/c/{circle}/meetings", params(("circle" = String, Path)),
    responses((status = 200, body = MeetingPage), (status = "default", body = Problem)))]
pub(crate) async fn meetings(caller: Caller, headers: HeaderMap) -> Result<Response, Refused> {
    caller.require_on(Pattern::Rhythm, "read meetings")?;
    let (position, meetings) = caller.space.meetings(MEETINGS_MAX)?;
    let page = MeetingPage { position, meetings: meetings.into_iter().map(Into::into).collect() };
    Ok(packed::json(&headers, &page))
}

/// Makes a link by which a calendar subscribes to them. It is told once.
#[utoipa::path(post, path = "/api/c/{circle}/calendar", params(("circle" = String, Path)), request_body = NewCalendar,
    responses((status = 200, body = CalendarLink), (status = "default", body = Problem)))]
pub(crate) async fn make_calendar(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(new): Body<NewCalendar>,
) -> Result<Json<CalendarLink>, Refused> {
    new.check()?;
    caller.require_on(Pattern::Rhythm, "make a link to the calendar")?;
    // The door's log keeps each for ever.
    app.limits.post(caller.member)?;
    let shows = Shows::Calendar(caller.space.space.0);
    let secret = caller.circle.make_link(new.id, caller.member, shows).await?;
    let (origin, circle) = (app.origin(&headers), caller.circle.id);
    Ok(Json(CalendarLink { id: new.id, link: format!("{origin}/api/calendar/{circle}/{}.ics", secret.reveal()) }))
}

/// The links that a member made to the meetings of this space, oldest first.
#[utoipa::path(get, path = "/api/c/{circle}/calendar", params(("circle" = String, Path)),
    responses((status = 200, body = Vec<StandingCalendar>), (status = "default", body = Problem)))]
pub(crate) async fn calendars(caller: Caller) -> Json<Vec<StandingCalendar>> {
    let here = Shows::Calendar(caller.space.space.0);
    let links = caller.circle.links_of(caller.member).into_iter().filter(|link| link.shows == here);
    Json(links.map(|link| StandingCalendar { id: link.id }).collect())
}

#[derive(Deserialize)]
pub(crate) struct OfLink {
    link: String,
}

impl OfLink {
    /// Revokes it, where it is the caller's own: whatever it shows.
    pub(super) async fn revoke(&self, app: &App, caller: &Caller) -> Result<StatusCode, Refused> {
        app.limits.post(caller.member)?;
        let link: EntryId = self.link.parse().map_err(|error: uuid::Error| unreadable(&error))?;
        caller.circle.revoke_link(caller.member, link).await?;
        Ok(StatusCode::NO_CONTENT)
    }
}

/// Revokes a link of one's own.
#[utoipa::path(delete, path = "/api/c/{circle}/calendar/{link}",
    params(("circle" = String, Path), ("link" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn revoke_calendar(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfLink>,
) -> Result<StatusCode, Refused> {
    path.revoke(&app, &caller).await
}

#[derive(Deserialize)]
pub(crate) struct OfSecret {
    secret: String,
}

/// The meetings to come as iCalendar (RFC 5545), for a program that subscribes: the secret is all that it needs.
#[utoipa::path(get, path = "/api/calendar/{circle}/{secret}",
    params(("circle" = String, Path), ("secret" = String, Path, description = "with or without `.ics`")),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = "default", body = Problem)))]
pub(crate) async fn subscribed(
    State(app): State<App>,
    InCircle(circle): InCircle,
    Path(path): Path<OfSecret>,
) -> Result<Response, Refused> {
    let secret = path.secret.strip_suffix(".ics").unwrap_or(&path.secret);
    check_secret(secret)?;
    let link = app.link_of(&circle, secret).await?;
    app.limits.request(link.member)?;
    let none = || unknown_link("show the calendar");
    let Shows::Calendar(space) = link.shows else { return Err(none()) };
    let space = circle.space_of(space, link.member).await?.ok_or_else(none)?;
    // A program that subscribed goes on asking: it is told that there are none.
    let none_at_all = circle.is_off(Pattern::Rhythm);
    let meetings = if none_at_all { Vec::new() } else { space.meetings(MEETINGS_MAX)?.1 };
    let (id, name) = (space.space.0.to_string(), space.name().await?);
    let text = calendar(&Invitation { id: &id, name: &name, now_ms: space.now_ms() }, &meetings);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"meetings.ics\"")),
    ];
    Ok((headers, text).into_response())
}
