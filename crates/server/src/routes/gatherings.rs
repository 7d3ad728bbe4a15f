//! Gatherings beside the feed, and what was left in one.

use axum::{
    extract::{Path, Query},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use traceboard_board::{Board, EntryId, Pattern};
use traceboard_protocol::{Code, GatheringQuery, GatheringView, GatheringsPage, GatheringsQuery, Limits, Problem};

use super::{read::Queried, unreadable};
use crate::{packed, refusal::Refused, session::Caller};

/// Gatherings by their ends, latest first.
#[utoipa::path(get, path = "/api/c/{circle}/gatherings", params(("circle" = String, Path), GatheringsQuery),
    responses((status = 200, body = GatheringsPage), (status = "default", body = Problem)))]
pub(crate) async fn gatherings(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<GatheringsQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (before, limit) = query.check()?;
    caller.at_least(query.at_least).await?;
    caller.require_on(Pattern::Gatherings, "read gatherings")?;
    let ask = |board: &Board| Ok(board.gatherings_page(before, limit));
    let (position, page, bodies) = caller.space.ask(ask, |page| &page.rows).await?;
    Ok(packed::json(&headers, &GatheringsPage::of(position, page, &bodies)))
}

#[derive(Deserialize)]
pub(crate) struct OfGathering {
    gathering: String,
}

/// One gathering, its rounds, and what was left in it.
#[utoipa::path(get, path = "/api/c/{circle}/gatherings/{gathering}",
    params(("circle" = String, Path), ("gathering" = String, Path), GatheringQuery),
    responses((status = 200, body = GatheringView), (status = "default", body = Problem)))]
pub(crate) async fn gathering(
    caller: Caller,
    headers: HeaderMap,
    Path(path): Path<OfGathering>,
    query: Queried<GatheringQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let id: EntryId = path.gathering.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    let ((before, limit), me) = (query.check()?, caller.member);
    caller.at_least(query.at_least).await?;
    caller.require_on(Pattern::Gatherings, "read the gathering")?;
    if caller.space.board.read().state.gathering_number(id).is_none() {
        caller.space.board.reach_head().await?;
    }
    let audience = caller.space.audience(me);
    let none = || Refused::new(Code::UnknownGathering, format!("cannot read gathering {id}: no such gathering"));
    let ask = |board: &Board| {
        let page = board.gathering_page(audience, id, before, limit, Limits::ROUNDS).ok_or_else(none)?;
        let own = board.own_rounds(me, &page.rounds);
        Ok((page, own))
    };
    let (position, (page, own), bodies) = caller.space.ask(ask, |(page, _)| &page.cards.rows).await?;
    Ok(packed::json(&headers, &GatheringView::of(position, page, own, &bodies)))
}
