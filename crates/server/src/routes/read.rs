//! Answers of the board.

use std::collections::HashMap;

use axum::{
    extract::{Path, Query, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use traceboard_board::{Board, TraceId, door::OwnPods};
use traceboard_position::Position;
use traceboard_protocol::{
    CardPage, CardQuery, Cards, Code, Mark, Member, MemberPage, MemberQuery, MinePage, MineQuery, Problem, Rows,
    Snapshot, TrailOrder, TrailQuery, TrailView, TrailsPage, TrailsQuery, Words, WordsPage, WordsQuery,
};

use super::unreadable;
use crate::{
    packed::{self, Packing},
    refusal::Refused,
    session::Caller,
};

pub(crate) type Queried<T> = Result<Query<T>, QueryRejection>;

/// A page's beginning: the same for everyone of an audience, at a position.
#[utoipa::path(get, path = "/api/c/{circle}/snapshot", params(("circle" = String, Path)),
    responses((status = 200, body = Snapshot), (status = 304), (status = "default", body = Problem)))]
pub(crate) async fn snapshot(caller: Caller, headers: HeaderMap) -> Result<Response, Refused> {
    let made = caller.space.snapshot(caller.space.audience(caller.member)).await?;
    let packing = Packing::asked_for(&headers);
    Ok(packed::tagged(&headers, &made.etag(packing), || packed::packed(packing, made.bytes(packing))))
}

/// Older cards, or just those that are named.
#[utoipa::path(get, path = "/api/c/{circle}/cards", params(("circle" = String, Path), CardQuery),
    responses((status = 200, body = CardPage), (status = "default", body = Problem)))]
pub(crate) async fn cards(caller: Caller, headers: HeaderMap, query: Queried<CardQuery>) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let cards = query.check()?;
    caller.at_least(query.at_least).await?;
    let audience = caller.space.audience(caller.member);
    let ask = |board: &Board| match &cards {
        Cards::Ids(ids) => Ok(board.cards_by_ids(audience, ids)),
        Cards::Numbers(numbers) => Ok(board.cards_by_numbers(audience, numbers)),
        Cards::Before(before, limit) => board.feed_page(audience, *before, *limit).ok_or_else(|| {
            let before = before.map(|id| id.to_string()).unwrap_or_default();
            Refused::new(Code::UnknownTrace, format!("cannot read cards before {before}: no such trace"))
        }),
    };
    let (position, page, bodies) = caller.space.ask(ask, |page| &page.rows).await?;
    Ok(packed::json(&headers, &CardPage::of(position, page, &bodies)))
}

/// Trails, warmest first; or coldest first: what went quiet.
#[utoipa::path(get, path = "/api/c/{circle}/trails", params(("circle" = String, Path), TrailsQuery),
    responses((status = 200, body = TrailsPage), (status = "default", body = Problem)))]
pub(crate) async fn trails(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<TrailsQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (after, limit) = query.check()?;
    caller.at_least(query.at_least).await?;
    let audience = caller.space.audience(caller.member);
    let ask = |board: &Board| {
        Ok(match query.order.unwrap_or_default() {
            TrailOrder::Warmest => board.warm_page(audience, after, limit),
            TrailOrder::Coldest => board.quiet_page(audience, after, limit),
        })
    };
    let (position, page, bodies) = caller.space.ask(ask, |page| &page.rows).await?;
    Ok(packed::json(&headers, &TrailsPage::of(position, page, &bodies)))
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
    headers: HeaderMap,
    Path(path): Path<OfTrail>,
    query: Queried<TrailQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let seed: TraceId = path.seed.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    caller.at_least(query.at_least).await?;
    if !caller.space.board.read().state.knows(seed) {
        caller.space.board.reach_head().await?;
    }
    let audience = caller.space.audience(caller.member);
    let none = || Refused::new(Code::UnknownTrace, format!("cannot read trail {seed}: no such seed"));
    let limit = traceboard_protocol::Limits::TRAIL_CARDS_MAX;
    let ask = |board: &Board| board.trail_page(audience, seed, limit).ok_or_else(none);
    let (position, page, bodies) = caller.space.ask(ask, |page| &page.rows).await?;
    Ok(packed::json(&headers, &TrailView::of(position, page, &bodies)))
}

/// All members by page, those who left or were removed too.
#[utoipa::path(get, path = "/api/c/{circle}/members", params(("circle" = String, Path), MemberQuery),
    responses((status = 200, body = MemberPage), (status = "default", body = Problem)))]
pub(crate) async fn members(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<MemberQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let limit = query.limit()?;
    caller.at_least(query.at_least).await?;
    let ask = |board: &Board| {
        let mut members = board.members_after(query.after, limit + 1);
        let more = members.len() > limit;
        members.truncate(limit);
        Ok((traceboard_board::Rows { members, ..Default::default() }, more))
    };
    let (position, (rows, more), bodies) = caller.space.ask(ask, |(rows, _)| rows).await?;
    let members = rows.members.iter().map(|row| Member::of(row, &bodies)).collect();
    Ok(packed::json(&headers, &MemberPage { position, members, more }))
}

/// What the board is to the one who asks.
#[utoipa::path(get, path = "/api/c/{circle}/mine", params(("circle" = String, Path), MineQuery),
    responses((status = 200, body = MinePage), (status = "default", body = Problem)))]
pub(crate) async fn mine(caller: Caller, headers: HeaderMap, query: Queried<MineQuery>) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (numbers, me) = (query.numbers()?, caller.member);
    caller.at_least(query.at_least).await?;
    let audience = caller.space.audience(me);
    // In a pod nobody has pods.
    let own = if caller.in_circle() { caller.circle.own_pods(&caller.token_hash) } else { OwnPods::default() };
    let own_pods: Vec<_> = own.pods.into_iter().collect();
    let pod_invitations: Vec<_> = own.invitations.into_iter().collect();
    let ask = |board: &Board| {
        let limit = traceboard_protocol::Limits::GROWN;
        let grown = query.grown_since_ms.map_or(Vec::new(), |since| board.grown_since(me, since, limit));
        let promises = board.promises_of(me, traceboard_protocol::Limits::PROMISES);
        let limit = traceboard_protocol::Limits::JOINED;
        let joined = query.joined_since_ms.map_or(Vec::new(), |since| board.joined_since(me, since, limit));
        let asked = board.asked_to_tell(me, traceboard_protocol::Limits::PROMISES);
        let mut rows = board.cards_by_numbers(audience, &[&grown[..], &promises, &asked].concat()).rows;
        rows.pods = board.pods_by_ids(&[&own_pods[..], &pod_invitations].concat()).rows.pods;
        let own = board.member_row(me);
        let stranger = || Refused::new(Code::NotAMember, format!("cannot read what is {me}'s: not with the circle"));
        let role = own.as_ref().ok_or_else(stranger)?.role;
        for row in board.members_by_numbers(&joined).into_iter().chain(own) {
            if rows.members.iter().all(|member| member.id != row.id) {
                rows.members.push(row);
            }
        }
        let marks = board.marks(me, &numbers);
        let others: Vec<u32> = promises.iter().chain(&asked).copied().filter(|n| !numbers.contains(n)).collect();
        let marks = [marks, board.marks(me, &others)].concat();
        let own_rounds = board.own_rounds_since(me, None).unwrap_or_default();
        Ok((rows, (grown, joined, promises, asked, own_rounds), role, marks))
    };
    let (position, (rows, lists, role, marks), bodies) = caller.space.ask(ask, |(rows, ..)| rows).await?;
    let (grown, joined, promises, asked, own_rounds) = lists;
    let marks = marks.into_iter().map(Mark::from).collect();
    let own_rounds = own_rounds.into_iter().map(Into::into).collect();
    let page = MinePage {
        position,
        me,
        role,
        marks,
        grown,
        joined,
        promises,
        asked,
        own_rounds,
        own_pods,
        pod_invitations,
        rows: Rows::of(rows, &bodies),
    };
    Ok(packed::json(&headers, &page))
}

/// Words that the shared rows don't hold: of one's own hidden traces. Whoever asks is checked each time.
#[utoipa::path(get, path = "/api/c/{circle}/words", params(("circle" = String, Path), WordsQuery),
    responses((status = 200, body = WordsPage), (status = "default", body = Problem)))]
pub(crate) async fn words(caller: Caller, headers: HeaderMap, query: Queried<WordsQuery>) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (traces, me) = (query.traces()?, caller.member);
    let ask = |board: &Board| {
        let may_read = |card: &traceboard_board::CardRow| card.by == me || board.is_host(me);
        let mut rows = board.cards_by_ids(traceboard_board::Audience::Host, &traces).rows;
        rows.cards.retain(|card| traces.contains(&card.id) && may_read(card));
        rows.members.clear();
        let whys: HashMap<_, _> =
            rows.cards.iter().filter_map(|card| Some((card.id, board.hidden_why(card.id)?))).collect();
        Ok((rows, whys))
    };
    let (position, (rows, whys), bodies) = caller.space.ask(ask, |(rows, _)| rows).await?;
    let entries: Vec<_> = whys.values().copied().collect();
    let said = caller.space.bodies(&entries).await?;
    let why = |trace| said.get(whys.get(&trace)?)?.why.clone();
    let words = Rows::of(rows, &bodies).cards.into_iter().filter(|card| card.text.is_some());
    let words = words
        .map(|card| Words {
            id: card.id,
            text: card.text,
            open_end: card.open_end,
            photo: card.photo,
            hidden_why: why(card.id),
        })
        .collect();
    Ok(packed::json(&headers, &WordsPage { position, words }))
}

impl Caller {
    /// Whether the path names a circle's own space.
    pub(crate) fn in_circle(&self) -> bool {
        self.space.space == self.circle.space.space
    }

    pub(crate) async fn at_least(&self, position: Option<Position>) -> Result<(), Refused> {
        match position {
            Some(position) => self.space.board.reach(position).await,
            None => Ok(()),
        }
    }
}
