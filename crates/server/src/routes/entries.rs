//! The entries of a board's log, for programs.

use std::time::Duration;

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};
use serde_json::Value;
use tokio::time::Instant;
use traceboard_board::{Board, EntryId, Event, What};
use traceboard_log::Entry;
use traceboard_protocol::{EntryLine, EntryPage, EntryQuery, Problem};

use super::{read::Queried, unreadable};
use crate::{app::App, packed, refusal::Refused, session::Caller};

/// Entries after a position, in the order of the log, each once. Of their words only those that are open to all.
#[utoipa::path(get, path = "/api/c/{circle}/entries", params(("circle" = String, Path), EntryQuery),
    responses((status = 200, body = EntryPage), (status = "default", body = Problem)))]
pub(crate) async fn entries(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    query: Queried<EntryQuery>,
) -> Result<Response, Refused> {
    let Query(query) = query.map_err(|error| unreadable(&error))?;
    let (limit, wait_ms) = query.check()?;
    let deadline = Instant::now() + Duration::from_millis(wait_ms);
    let space = &caller.space;
    let mut draining = app.draining.subscribe();
    let mut page = loop {
        let folded = space.board.read().position;
        let page = space.log.read(&space.board_log, query.after).await?;
        if page.last.is_some() || Instant::now() >= deadline || *draining.borrow() {
            break page;
        }
        tokio::select! {
            () = space.board.pass(folded, deadline - Instant::now()) => {}
            // Waiting requests are answered, and the client reconnects to another server.
            _ = draining.wait_for(|draining| *draining) => {}
        }
        // They may have been removed while they waited.
        space.member_now(&caller.token_hash)?;
    };
    let (more, is_cut) = (page.more, page.entries.len() > limit);
    page.entries.truncate(limit);
    let last = page.entries.last().map(|entry| entry.position);
    // Entries that can't be read stand behind the last one, perhaps.
    let position = if is_cut { last } else { page.last }.or(query.after);
    let more = more || is_cut;
    // Whether a trace was withdrawn must be known as of the newest entry of the page.
    if let Some(position) = page.entries.last().map(|entry| entry.position) {
        caller.space.board.reach(position).await?;
    }
    let board = caller.space.board.read();
    let entries = page.entries.iter().filter_map(|entry| line(&board.state, entry)).collect();
    drop(board);
    Ok(packed::json(&headers, &EntryPage { entries, position, more }))
}

/// An entry as programs read it. Of a trace that was withdrawn it doesn't say what else it was, and who moved that when is left out: a
/// promise that was let go is told from no other trace that was taken back.
fn line(board: &Board, entry: &Entry) -> Option<EntryLine> {
    let unknown = || serde_json::json!({"type": "unknown"});
    let mut head: Value = serde_json::from_slice(&entry.head).unwrap_or_else(|_| unknown());
    match Event::read(EntryId(entry.id), &entry.head, entry.accepted_at_ms).head.what {
        // Only its author may see it.
        What::TellingAsked { .. } => return None,
        What::FacetMoved { trace, .. } | What::StoryRetold { trace, .. } if board.is_withdrawn(trace) => return None,
        What::TraceLeft { .. } if board.is_withdrawn(EntryId(entry.id).into()) => {
            for said in ["facet", "cites"] {
                head.as_object_mut().and_then(|head| head.remove(said));
            }
        }
        // Only a pod's members may see how active it is.
        What::PodTold { .. } => drop(head.as_object_mut().and_then(|head| head.remove("as_of"))),
        // Who passed is told to nobody; an answer's words are concealed, so both look alike.
        What::RoundAnswered { .. } => drop(head.as_object_mut().and_then(|head| head.remove("passed"))),
        _ => {}
    }
    Some(EntryLine {
        position: entry.position,
        at_ms: entry.accepted_at_ms,
        id: EntryId(entry.id),
        head,
        body: entry.body.open().and_then(|body| serde_json::from_slice(body).ok()),
    })
}
