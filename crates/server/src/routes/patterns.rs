//! Lists of what patterns made of traces.

use axum::{
    extract::{Path, Query},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use traceboard_board::{Audience, Board, CardsPage, Edge, Joint, Pattern};
use traceboard_protocol::{AgreementsPage, CardPage, Code, DueQuery, OpenEndQuery, Problem, PromisePage, Rows};

use super::{read::Queried, unreadable};
use crate::{packed, refusal::Refused, session::Caller};

/// Open ends that nobody has taken up, newest first.
#[utoipa::path(get, path = "/api/c/{circle}/open_ends", params(("circle" = String, Path), OpenEndQuery),
    responses((status = 200, body = CardPage), (status = "default", body = Problem)))]
pub(crate) async fn open_ends(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<OpenEndQuery>,
) -> Result<Response, Refused> {
    let of = (Pattern::OpenEnds, "read open ends");
    listed(caller, headers, query, of, Board::open_page).await
}

/// Open promises of members who are here, soonest first.
#[utoipa::path(get, path = "/api/c/{circle}/promises", params(("circle" = String, Path), DueQuery),
    responses((status = 200, body = PromisePage), (status = "default", body = Problem)))]
pub(crate) async fn promises(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<DueQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (after, limit) = query.check()?;
    caller.at_least(query.at_least).await?;
    let audience = caller.space.audience(caller.member);
    caller.require_on(Pattern::Promises, "read promises")?;
    let ask = |board: &Board| {
        let (promises, due_edge) = board.open_promises(after, limit);
        Ok((board.cards_by_numbers(audience, &promises).rows, promises, due_edge))
    };
    let (position, (rows, promises, due_edge), bodies) = caller.space.ask(ask, |(rows, ..)| rows).await?;
    let due_edge = due_edge.map(Into::into);
    Ok(packed::json(&headers, &PromisePage { position, promises, due_edge, rows: Rows::of(rows, &bodies) }))
}

/// Traces that say what was learned, newest first.
#[utoipa::path(get, path = "/api/c/{circle}/learned", params(("circle" = String, Path), OpenEndQuery),
    responses((status = 200, body = CardPage), (status = "default", body = Problem)))]
pub(crate) async fn learned(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<OpenEndQuery>,
) -> Result<Response, Refused> {
    let of = (Pattern::Retros, "read what was learned");
    listed(caller, headers, query, of, Board::learned_page).await
}

#[derive(Deserialize)]
pub(crate) struct AtJoint {
    joint: String,
}

/// Traces that are at a joint (`me`, `pod`, `circle` or `network`), newest first.
#[utoipa::path(get, path = "/api/c/{circle}/joint/{joint}",
    params(("circle" = String, Path), ("joint" = String, Path), OpenEndQuery),
    responses((status = 200, body = CardPage), (status = "default", body = Problem)))]
pub(crate) async fn joint(
    caller: Caller,
    headers: HeaderMap,
    Path(path): Path<AtJoint>,
    query: Queried<OpenEndQuery>,
) -> Result<Response, Refused> {
    let joint: Joint = path.joint.parse().map_err(|error: String| Refused::new(Code::BadRequest, error))?;
    let of = (Pattern::Rounds, "read what is at a joint");
    let page = |board: &Board, audience, before, limit| board.joint_page(audience, joint, before, limit);
    listed(caller, headers, query, of, page).await
}

/// A list of cards of a pattern, newest first: a page of it.
pub(super) async fn listed(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<OpenEndQuery>,
    (pattern, operation): (Pattern, &str),
    page: impl FnOnce(&Board, Audience, Option<Edge>, usize) -> CardsPage,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (before, limit) = query.check()?;
    caller.at_least(query.at_least).await?;
    let audience = caller.space.audience(caller.member);
    caller.require_on(pattern, operation)?;
    let ask = |board: &Board| Ok(page(board, audience, before, limit));
    let (position, page, bodies) = caller.space.ask(ask, |page| &page.rows).await?;
    Ok(packed::json(&headers, &CardPage::of(position, page, &bodies)))
}

/// The agreements that weren't let go, soonest review first, and what each member says of them in their own words.
#[utoipa::path(get, path = "/api/c/{circle}/agreements", params(("circle" = String, Path), DueQuery),
    responses((status = 200, body = AgreementsPage), (status = "default", body = Problem)))]
pub(crate) async fn agreements(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<DueQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (after, limit) = query.check()?;
    caller.at_least(query.at_least).await?;
    caller.require_on(Pattern::Agreements, "read agreements")?;
    let audience = caller.space.audience(caller.member);
    let ask = |board: &Board| Ok(board.agreements_page(audience, after, limit));
    let (position, page, bodies) = caller.space.ask(ask, |page| &page.rows).await?;
    Ok(packed::json(&headers, &AgreementsPage::of(position, page, &bodies)))
}

impl Caller {
    /// Refuses what the circle has switched off: that is nowhere to be read as a list, in its pods either. Their boards know nothing of
    /// it, so it is asked here and not where a board is read.
    pub(super) fn require_on(&self, pattern: Pattern, operation: &str) -> Result<(), Refused> {
        if self.circle.is_off(pattern) {
            let message = format!("cannot {operation}: {}", Code::PatternOff.row().meaning);
            return Err(Refused::new(Code::PatternOff, message));
        }
        Ok(())
    }
}
