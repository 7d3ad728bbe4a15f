//! Answers of the board.

use axum::{
    Json,
    extract::{Path, Query, rejection::QueryRejection},
};
use serde::Deserialize;
use traceboard_board::TraceId;
use traceboard_position::Position;
use traceboard_protocol::{
    Asked, CardPage, CardQuery, Code, Problem, Snapshot, SnapshotQuery, TrailPage, TrailQuery, TrailView, WarmQuery,
};

use super::unreadable;
use crate::{refusal::Refused, session::Caller};

type Queried<T> = Result<Query<T>, QueryRejection>;

/// A page's beginning.
#[utoipa::path(get, path = "/api/c/{circle}/snapshot", params(("circle" = String, Path), SnapshotQuery),
    responses((status = 200, body = Snapshot), (status = "default", body = Problem)))]
pub(crate) async fn snapshot(caller: Caller, query: Queried<SnapshotQuery>) -> Result<Json<Snapshot>, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let now_ms = caller.circle.now_ms();
    let snapshot = caller.answer(|asked| Snapshot::of(asked, caller.circle.id, now_ms, &query))?;
    let founding = || Refused::new(Code::LogUnavailable, "cannot take a snapshot: the circle is being founded");
    snapshot.map(Json).ok_or_else(founding)
}

/// Older cards, or just those that are named.
#[utoipa::path(get, path = "/api/c/{circle}/cards", params(("circle" = String, Path), CardQuery),
    responses((status = 200, body = CardPage), (status = "default", body = Problem)))]
pub(crate) async fn cards(caller: Caller, query: Queried<CardQuery>) -> Result<Json<CardPage>, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    caller.at_least(query.at_least).await?;
    Ok(Json(caller.answer(|asked| CardPage::of(asked, &query))?))
}

/// The warmest trails, or just those that are named.
#[utoipa::path(get, path = "/api/c/{circle}/trails", params(("circle" = String, Path), WarmQuery),
    responses((status = 200, body = TrailPage), (status = "default", body = Problem)))]
pub(crate) async fn trails(caller: Caller, query: Queried<WarmQuery>) -> Result<Json<TrailPage>, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    caller.at_least(query.at_least).await?;
    Ok(Json(caller.answer(|asked| TrailPage::of(asked, &query))?))
}

#[derive(Deserialize)]
pub(crate) struct OfTrail {
    seed: String,
}

/// One trail, whole.
#[utoipa::path(get, path = "/api/c/{circle}/trails/{seed}",
    params(("circle" = String, Path), ("seed" = String, Path), TrailQuery),
    responses((status = 200, body = TrailView), (status = "default", body = Problem)))]
pub(crate) async fn trail(
    caller: Caller,
    Path(path): Path<OfTrail>,
    query: Queried<TrailQuery>,
) -> Result<Json<TrailView>, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let seed: TraceId = path.seed.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    caller.at_least(query.at_least).await?;
    let known = caller.circle.board.read().state.trail(seed).is_some();
    if !known {
        caller.circle.board.reach_head().await?;
    }
    Ok(Json(caller.answer(|asked| TrailView::of(asked, seed))?))
}

impl Caller {
    /// Asks the board as it is now.
    fn answer<T, E>(&self, ask: impl FnOnce(Asked<'_>) -> Result<T, E>) -> Result<T, Refused>
    where
        Refused: From<E>,
    {
        let at = self.circle.board.read();
        Ok(ask(Asked { board: &at.state, position: at.position, viewer: self.member })?)
    }

    async fn at_least(&self, position: Option<Position>) -> Result<(), Refused> {
        match position {
            Some(position) => self.circle.board.reach(position).await,
            None => Ok(()),
        }
    }
}
