//! Rounds beside the feed, and the answers for those who may read them.

use axum::{
    extract::{Path, Query},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use traceboard_board::{Answer as Given, Board, EntryId, MemberId, NoAnswers, Pattern};
use traceboard_protocol::{
    Answer, AnswersPage, AnswersQuery, Code, Member, Problem, PutCard, RoundsPage, RoundsQuery, TakenCard,
};

use super::{read::Queried, unreadable};
use crate::{names, packed, refusal::Refused, session::Caller};

/// Rounds, newest first.
#[utoipa::path(get, path = "/api/c/{circle}/rounds", params(("circle" = String, Path), RoundsQuery),
    responses((status = 200, body = RoundsPage), (status = "default", body = Problem)))]
pub(crate) async fn rounds(
    caller: Caller,
    headers: HeaderMap,
    query: Queried<RoundsQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (limit, me) = (query.limit()?, caller.member);
    caller.at_least(query.at_least).await?;
    caller.require_on(Pattern::Rounds, "read rounds")?;
    let ask = |board: &Board| {
        let page = board.rounds_page(query.before, query.kind, limit);
        let own = board.own_rounds(me, &page.listed);
        Ok((page, own))
    };
    let (position, (page, own), bodies) = caller.space.ask(ask, |(page, _)| &page.rows).await?;
    Ok(packed::json(&headers, &RoundsPage::of(position, page, own, &bodies)))
}

#[derive(Deserialize)]
pub(crate) struct OfRound {
    round: String,
}

/// The answers to a round, for those who answered it or passed. Whoever asks is checked each time.
#[utoipa::path(get, path = "/api/c/{circle}/rounds/{round}/answers",
    params(("circle" = String, Path), ("round" = String, Path), AnswersQuery),
    responses((status = 200, body = AnswersPage), (status = "default", body = Problem)))]
pub(crate) async fn answers(
    caller: Caller,
    headers: HeaderMap,
    Path(path): Path<OfRound>,
    query: Queried<AnswersQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let round: EntryId = path.round.parse().map_err(|error: uuid::Error| unreadable(&error))?;
    let (limit, me) = (query.limit()?, caller.member);
    caller.at_least(query.at_least).await?;
    caller.require_on(Pattern::Rounds, "read the answers")?;
    if caller.space.board.read().state.answers(round, me).is_err() {
        // Another server may be ahead of this fold: a refusal must be true.
        caller.space.board.reach_head().await?;
    }
    let ask = |board: &Board| {
        let mut given = board.answers(round, me).map_err(|why| refused(why, round))?;
        given.sort_by_cached_key(|answer| names::by_chance(me, answer.id));
        let from = query.after.map_or(Some(0), |after| Some(1 + given.iter().position(|answer| answer.id == after)?));
        // An answer that was taken back meanwhile is in no order any more: then it begins anew.
        let mut page = given.split_off(from.unwrap_or(0).min(given.len()));
        let more = page.len() > limit;
        page.truncate(limit);
        let rows = traceboard_board::Rows { members: authors(board, &page), ..Default::default() };
        let of: Vec<_> = page.iter().map(|answer| answer.id).collect();
        let cards = (board.put_cards(round, &of), board.taken_cards(round, &of));
        Ok((rows, page, more, cards))
    };
    let (position, (rows, page, more, (put, taken)), names) = caller.space.ask(ask, |(rows, ..)| rows).await?;
    let ids: Vec<_> = page.iter().map(|answer| answer.id).collect();
    let words = caller.space.bodies(&ids).await?;
    let answers = page.into_iter().filter_map(|answer| Answer::of(answer, &words)).collect();
    let members = rows.members.iter().map(|row| Member::of(row, &names)).collect();
    let put = put.into_iter().map(|(card, onto)| PutCard { card, onto }).collect();
    let taken = taken.into_iter().map(|(card, n)| TakenCard { card, n }).collect();
    Ok(packed::json(&headers, &AnswersPage { position, answers, more, members, put, taken }))
}

fn authors(board: &Board, page: &[Given]) -> Vec<traceboard_board::MemberRow> {
    let mut authors: Vec<MemberId> = page.iter().map(|answer| answer.by).collect();
    authors.sort_unstable();
    authors.dedup();
    authors.into_iter().filter_map(|id| board.member_row(id)).collect()
}

fn refused(why: NoAnswers, round: EntryId) -> Refused {
    match why {
        NoAnswers::UnknownRound => {
            Refused::new(Code::UnknownRound, format!("cannot read the answers to {round}: no such round"))
        }
        NoAnswers::AnswerFirst => {
            let message = format!("cannot read the answers to {round}: they are for those who gave theirs, or passed");
            Refused::new(Code::AnswerFirst, message)
        }
    }
}
