//! Sister circles: their list, their stories, and the links by which they are sisters.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use traceboard_board::{CircleId, Pattern, TraceId, door::Shows};
use traceboard_protocol::{
    Code, Kinship, NewCrossing, NewSister, Problem, Sister, SisterLink, SisterStory, SisterStoryView, SistersPage,
    StandingSisterLink,
};

use super::{
    meetings::OfLink,
    stories::{OfStory, document},
    unreadable,
};
use crate::{
    app::App,
    circle::unknown_link,
    extract::Body,
    headers::wants_page,
    link, packed,
    refusal::Refused,
    session::Caller,
    sisters::{Address, Fetched, PATH, sister as find_sister},
    story,
};

/// The sister circles, the mother first, and the titles of what each lets cross.
#[utoipa::path(get, path = "/api/c/{circle}/sisters", params(("circle" = String, Path)),
    responses((status = 200, body = SistersPage), (status = "default", body = Problem)))]
pub(crate) async fn sisters(State(app): State<App>, caller: Caller, headers: HeaderMap) -> Result<Response, Refused> {
    caller.require_on(Pattern::Sisters, "read sister circles")?;
    let page = SistersPage { sisters: app.sisters_of(&caller.circle).await };
    Ok(packed::json(&headers, &page))
}

#[derive(Deserialize)]
pub(crate) struct OfSister {
    sister: String,
    #[serde(default)]
    story: String,
}

impl OfSister {
    fn circle(&self) -> Result<CircleId, Refused> {
        self.sister.parse().map_err(|error: uuid::Error| unreadable(&error))
    }
}

/// One story of a sister circle, whole, as it stands there now.
#[utoipa::path(get, path = "/api/c/{circle}/sisters/{sister}/stories/{story}",
    params(("circle" = String, Path), ("sister" = String, Path), ("story" = String, Path)),
    responses((status = 200, body = SisterStoryView), (status = "default", body = Problem)))]
pub(crate) async fn sister_story(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Path(path): Path<OfSister>,
) -> Result<Response, Refused> {
    caller.require_on(Pattern::Sisters, "read the story of a sister circle")?;
    let sister = path.circle()?;
    let id: TraceId = path.story.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    let none = || {
        let why = Code::UnknownSister.row().meaning;
        Refused::new(Code::UnknownSister, format!("cannot read story {id} of circle {sister}: {why}"))
    };
    let (_, entry) = find_sister(&caller.circle, sister).ok_or_else(none)?;
    let heard = app.fetch(&caller.circle, sister, entry).await;
    let told = heard.told.ok_or_else(none)?;
    let story = told.stories.iter().find(|story| story.id == id).cloned().ok_or_else(none)?;
    let view = SisterStoryView { circle: told.name.clone(), reached: heard.reached, story };
    Ok(packed::json(&headers, &view))
}

/// Adds a sister circle by its link (hosts). It is asked at once: one that doesn't answer isn't added.
#[utoipa::path(post, path = "/api/c/{circle}/sisters", params(("circle" = String, Path)), request_body = NewSister,
    responses((status = 200, body = Sister), (status = "default", body = Problem)))]
pub(crate) async fn add(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewSister>,
) -> Result<Json<Sister>, Refused> {
    new.check()?;
    caller.circle.require_host(caller.member, "add a sister circle").await?;
    caller.require_on(Pattern::Sisters, "add a sister circle")?;
    app.limits.ask_elsewhere(caller.member)?;
    let address = Address::read(&new.link)?;
    let sister = address.circle;
    let is_kin = find_sister(&caller.circle, sister).is_some_and(|(kin, _)| kin != Kinship::Linked);
    if sister == caller.circle.id || is_kin {
        let why = "cannot add the sister circle: this circle and those that it seeded or grew from are no others";
        return Err(Refused::new(Code::BadRequest, why));
    }
    let Fetched::Stories(told) = app.ask(&address).await? else {
        let why = Code::SisterUnreachable.row().meaning;
        return Err(Refused::new(Code::SisterUnreachable, format!("cannot add the sister circle: {why}")));
    };
    caller.circle.add_sister(new.id, caller.member, sister, address.as_str().to_owned()).await?;
    let stories = told.stories.iter().map(SisterStory::from).collect();
    Ok(Json(Sister { circle: sister, name: Some(told.name), kin: Kinship::Linked, reached: true, stories }))
}

/// Lets a sister circle go (hosts).
#[utoipa::path(delete, path = "/api/c/{circle}/sisters/{sister}",
    params(("circle" = String, Path), ("sister" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn let_go(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfSister>,
) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "let a sister circle go").await?;
    caller.circle.let_sister_go(caller.member, path.circle()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a link for a host of another circle (hosts). It is told once.
#[utoipa::path(post, path = "/api/c/{circle}/sister_links", params(("circle" = String, Path)),
    request_body = NewCrossing, responses((status = 200, body = SisterLink), (status = "default", body = Problem)))]
pub(crate) async fn make_link(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Body(new): Body<NewCrossing>,
) -> Result<Json<SisterLink>, Refused> {
    new.check()?;
    app.limits.post(caller.member)?;
    caller.circle.require_host(caller.member, "make a link for a sister circle").await?;
    caller.require_on(Pattern::Sisters, "make a link for a sister circle")?;
    let secret = caller.circle.make_link(new.id, caller.member, Shows::Crossing).await?;
    let code = link::code(caller.circle.id, &secret);
    Ok(Json(SisterLink { id: new.id, link: format!("{}/{PATH}/{code}", app.origin(&headers)) }))
}

/// The links that a host made for sister circles, oldest first.
#[utoipa::path(get, path = "/api/c/{circle}/sister_links", params(("circle" = String, Path)),
    responses((status = 200, body = Vec<StandingSisterLink>), (status = "default", body = Problem)))]
pub(crate) async fn links(caller: Caller) -> Result<Json<Vec<StandingSisterLink>>, Refused> {
    caller.circle.require_host(caller.member, "read the links for sister circles").await?;
    let own = caller.circle.links_of(caller.member).into_iter().filter(|link| link.shows == Shows::Crossing);
    Ok(Json(own.map(|link| StandingSisterLink { id: link.id }).collect()))
}

/// Revokes a link for a sister circle (the host who made it): whoever has it reads nothing any more.
#[utoipa::path(delete, path = "/api/c/{circle}/sister_links/{link}",
    params(("circle" = String, Path), ("link" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn revoke_link(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfLink>,
) -> Result<StatusCode, Refused> {
    path.revoke(&app, &caller).await
}

/// Lets a story cross to sister circles (its author, hosts).
#[utoipa::path(post, path = "/api/c/{circle}/stories/{story}/crossing",
    params(("circle" = String, Path), ("story" = String, Path)), request_body = NewCrossing,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn cross(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfStory>,
    Body(new): Body<NewCrossing>,
) -> Result<StatusCode, Refused> {
    caller.require_on(Pattern::Sisters, "let the story cross")?;
    let_cross(&app, &caller, &path, &new, true).await
}

/// Lets a story cross no more (its author, hosts).
#[utoipa::path(delete, path = "/api/c/{circle}/stories/{story}/crossing",
    params(("circle" = String, Path), ("story" = String, Path)), request_body = NewCrossing,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn keep(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfStory>,
    Body(new): Body<NewCrossing>,
) -> Result<StatusCode, Refused> {
    let_cross(&app, &caller, &path, &new, false).await
}

async fn let_cross(
    app: &App,
    caller: &Caller,
    path: &OfStory,
    new: &NewCrossing,
    crosses: bool,
) -> Result<StatusCode, Refused> {
    new.check()?;
    app.limits.post(caller.member)?;
    let story = path.id()?;
    caller.may_share(story).await?;
    caller.circle.let_cross(new.id, caller.member, story, crosses).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What crosses, for whoever has a link: for a sister's server, and to a browser a word on what to do with it.
pub(crate) async fn crossing(
    State(app): State<App>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Refused> {
    // Without a look at whether it stands: a preview in a chat tells nobody.
    if wants_page(&headers) {
        return Ok(document("text/html; charset=utf-8", story::for_hosts()));
    }
    let none = || unknown_link("read what crosses");
    let (circle, secret) = link::read_code(&code).ok_or_else(none)?;
    let told = app.follow_sister_link(circle, &secret).await.map_err(|refused| match refused.code {
        Code::UnknownCircle => none(),
        _ => refused,
    })?;
    Ok(Json(told).into_response())
}
