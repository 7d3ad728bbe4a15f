//! Stories: their list, one of them, what is taken along of it, and the link by which anybody reads it.

use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use traceboard_board::{Audience, Board, Pattern, TraceId, door::Shows};
use traceboard_protocol::{
    CardPage, Code, NewStoryLink, OpenEndQuery, Problem, StoryForm, StoryLink, StoryQuery, StoryView,
};
use utoipa::IntoParams;

use super::{patterns::listed, read::Queried, unreadable};
use crate::{
    app::App,
    circle::unknown_link,
    extract::Body,
    link, packed,
    refusal::Refused,
    session::Caller,
    story::{self, StoryText, unknown},
};

/// A search engine that was told of a story's address leaves it out.
pub(super) const ROBOTS: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));

/// Stories that stand, newest first.
#[utoipa::path(get, path = "/api/c/{circle}/stories", params(("circle" = String, Path), OpenEndQuery),
    responses((status = 200, body = CardPage), (status = "default", body = Problem)))]
pub(crate) async fn stories(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<OpenEndQuery>,
) -> Result<Response, Refused> {
    listed(caller, headers, query, (Pattern::Stories, "read stories"), Board::stories_page).await
}

#[derive(Deserialize)]
pub(crate) struct OfStory {
    story: String,
}

impl OfStory {
    pub(super) fn id(&self) -> Result<TraceId, Refused> {
        self.story.parse().map_err(|error: uuid::Error| unreadable(&error))
    }
}

/// One story, whole: its own words, and those that it cites as they stand now.
#[utoipa::path(get, path = "/api/c/{circle}/stories/{story}",
    params(("circle" = String, Path), ("story" = String, Path), StoryQuery),
    responses((status = 200, body = StoryView), (status = "default", body = Problem)))]
pub(crate) async fn story(
    caller: Caller,
    headers: HeaderMap,
    Path(path): Path<OfStory>,
    query: Queried<StoryQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (story, me) = (path.id()?, caller.member);
    caller.at_least(query.at_least).await?;
    caller.require_on(Pattern::Stories, "read the story")?;
    caller.knows(story).await?;
    let audience = caller.space.audience(me);
    let ask = |board: &Board| board.story(audience, Some(me), story).ok_or_else(|| unknown(story));
    let (position, page, mut bodies) = caller.space.ask(ask, |page| &page.rows).await?;
    // Its author reads a hidden one, whose words its card doesn't name.
    bodies.extend(caller.space.bodies(&[page.words]).await?);
    let shared = caller.in_circle() && caller.circle.is_shared(story);
    let crosses = caller.in_circle() && caller.circle.door.read().state.crosses(story);
    let view = StoryView { crosses, ..StoryView::of(position, page, shared, &bodies) };
    Ok(packed::json(&headers, &view))
}

/// In what form.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct How {
    /// `md` (unless told) or `html`: one file that opens without a network.
    #[serde(default)]
    #[param(inline)]
    format: StoryForm,
}

/// A story as a file to take along.
#[utoipa::path(get, path = "/api/c/{circle}/stories/{story}/export",
    params(("circle" = String, Path), ("story" = String, Path), How),
    responses((status = 200, body = String), (status = "default", body = Problem)))]
pub(crate) async fn take_along(
    caller: Caller,
    Path(path): Path<OfStory>,
    how: Result<Query<How>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(How { format }) = how.map_err(|error| unreadable(&error))?;
    let story = path.id()?;
    caller.require_on(Pattern::Stories, "export the story")?;
    caller.knows(story).await?;
    let told = caller.space.told(story).await?;
    let (kind, ending, text) = match format {
        StoryForm::Md => ("text/markdown; charset=utf-8", "md", story::markdown(&told)),
        StoryForm::Html => ("text/html; charset=utf-8", "html", story::page(&told)),
    };
    let file = format!("attachment; filename=\"{}.{ending}\"", told.file_name());
    let mut response = document(kind, text);
    if let Ok(file) = HeaderValue::from_str(&file) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
    }
    Ok(response)
}

/// Makes the link by which anybody reads a story, without a session (its author, hosts). It is told once, and stands in place of the one
/// before.
#[utoipa::path(post, path = "/api/c/{circle}/stories/{story}/link",
    params(("circle" = String, Path), ("story" = String, Path)), request_body = NewStoryLink,
    responses((status = 200, body = StoryLink), (status = "default", body = Problem)))]
pub(crate) async fn share(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfStory>,
    headers: HeaderMap,
    Body(new): Body<NewStoryLink>,
) -> Result<Json<StoryLink>, Refused> {
    new.check()?;
    // The door's log keeps each for ever.
    app.limits.post(caller.member)?;
    let story = path.id()?;
    caller.require_on(Pattern::Stories, "share the story")?;
    caller.may_share(story).await?;
    let secret = caller.circle.make_link(new.id, caller.member, Shows::Story(story)).await?;
    caller.circle.revoke_links_to(caller.member, story, Some(new.id)).await?;
    let code = link::code(caller.circle.id, &secret);
    Ok(Json(StoryLink { id: new.id, link: format!("{}/s/{code}", app.origin(&headers)) }))
}

/// Takes the link to a story back (its author, hosts): whoever follows it reads nothing any more.
#[utoipa::path(delete, path = "/api/c/{circle}/stories/{story}/link",
    params(("circle" = String, Path), ("story" = String, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn unshare(
    State(app): State<App>,
    caller: Caller,
    Path(path): Path<OfStory>,
) -> Result<StatusCode, Refused> {
    app.limits.post(caller.member)?;
    let story = path.id()?;
    caller.may_share(story).await?;
    caller.circle.revoke_links_to(caller.member, story, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A story for whoever has its link: a page without a script, which nobody keeps.
pub(crate) async fn shared(State(app): State<App>, Path(code): Path<String>) -> Response {
    match follow(&app, &code).await {
        Ok(told) => document("text/html; charset=utf-8", story::page(&told)),
        Err(Refused { code: Code::UnknownLink | Code::UnknownStory | Code::UnknownCircle, .. }) => {
            let mut response = document("text/html; charset=utf-8", story::gone());
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
        Err(refused) => refused.into_response(),
    }
}

async fn follow(app: &App, code: &str) -> Result<StoryText, Refused> {
    let none = || unknown_link("show the story");
    let (circle, secret) = link::read_code(code).ok_or_else(none)?;
    let circle = app.circle_of_link(circle).await?;
    let link = app.link_of(&circle, &secret).await?;
    app.limits.follow(link.id)?;
    let Shows::Story(story) = link.shows else { return Err(none()) };
    if circle.is_off(Pattern::Stories) {
        return Err(none());
    }
    circle.space.told(story).await
}

/// A document that stands alone: only its own style counts in it.
pub(super) fn document(kind: &'static str, text: String) -> Response {
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.extend([ROBOTS]);
    if let Ok(policy) = HeaderValue::from_str(&story::policy()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

impl Caller {
    /// Another server may be ahead of this fold: that there is no such story must be true.
    async fn knows(&self, story: TraceId) -> Result<(), Refused> {
        if self.space.board.read().state.is_story(story) {
            return Ok(());
        }
        self.space.board.reach_head().await
    }

    /// Refuses who is neither a story's author nor a host.
    pub(super) async fn may_share(&self, story: TraceId) -> Result<(), Refused> {
        self.knows(story).await?;
        let may = {
            let at = self.space.board.read();
            let card = at.state.card(Audience::Host, story).filter(|_| at.state.is_story(story));
            let card = card.ok_or_else(|| unknown(story))?;
            card.by == self.member || at.state.is_host(self.member)
        };
        if may {
            return Ok(());
        }
        Err(Refused::new(Code::NotTheAuthor, "cannot share the story: only its author or a host may"))
    }
}
