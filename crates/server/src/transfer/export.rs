//! `GET …/export`: all traces with their words, for a host to read or to take elsewhere.

use std::{collections::HashSet, convert::Infallible, sync::Arc};

use axum::{
    body::{Body, Bytes},
    extract::{Query, rejection::QueryRejection},
    http::{HeaderValue, header},
    response::Response,
};
use futures_util::stream;
use serde::Deserialize;
use traceboard_board::{Board, MemberId};
use traceboard_protocol::{Export, ExportLine, Problem};
use utoipa::IntoParams;

use super::{
    markdown::{self, Heading},
    pieces::{Pieces, Reader},
};
use crate::{refusal::Refused, routes::unreadable, session::Caller, space::Space};

/// How many things are written under one read lock: the fold waits for less than a millisecond.
const CHUNK: usize = 200;

/// In what form.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub(crate) struct How {
    /// `jsonl` (unless told) or `md`.
    #[serde(default)]
    #[param(inline)]
    format: Export,
}

/// All traces, gatherings and rounds with their words, hidden ones too, and no answers (hosts; in a pod its members, with hidden words for its host and their author). Written as it is read: what arrives meanwhile comes at the end.
#[utoipa::path(get, path = "/api/c/{circle}/export", params(("circle" = String, Path), How),
    responses((status = 200, body = String), (status = "default", body = Problem)))]
pub(crate) async fn export(caller: Caller, how: Result<Query<How>, QueryRejection>) -> Result<Response, Refused> {
    let Query(How { format }) = how.map_err(|error| unreadable(&error))?;
    // A pod is its members' own; of what its host hid they get what the page shows them.
    if caller.in_circle() {
        caller.circle.require_host(caller.member, "export").await?;
    }
    caller.space.board.reach_head().await?;
    let reader = Reader { audience: caller.space.audience(caller.member), member: caller.member };
    let Caller { space, token_hash, .. } = caller;
    let writing = Writing {
        space,
        token_hash,
        reader,
        format,
        part: Part::Beginning,
        gatherings: 0,
        traces: 0,
        rounds: 0,
        named: HashSet::new(),
        under: None,
    };
    let chunks = stream::unfold(writing, |mut writing| async move {
        let chunk = writing.chunk().await?;
        Some((Ok::<_, Infallible>(Bytes::from(chunk)), writing))
    });
    let mut response = Response::new(Body::from_stream(chunks));
    let (kind, file) = match format {
        Export::Jsonl => ("application/x-ndjson", "attachment; filename=\"board.jsonl\""),
        Export::Md => ("text/markdown; charset=utf-8", "attachment; filename=\"board.md\""),
    };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(file));
    Ok(response)
}

/// An export on its way.
struct Writing {
    space: Arc<Space>,
    /// The session that it is for: whoever may not be in the space any more gets no more of it.
    token_hash: String,
    reader: Reader,
    format: Export,
    part: Part,
    /// How many are written of each.
    gatherings: u32,
    traces: usize,
    rounds: u32,
    named: HashSet<MemberId>,
    /// The heading that Markdown is under.
    under: Option<Heading>,
}

/// What is written next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Beginning,
    Gatherings,
    Traces,
    Rounds,
}

impl Writing {
    /// The next piece; none at the end, or where the log can't be read any more.
    async fn chunk(&mut self) -> Option<String> {
        self.space.member_now(&self.token_hash).ok()?;
        if self.part == Part::Beginning {
            self.part = Part::Gatherings;
            return self.beginning().await;
        }
        let pieces = self.pieces()?;
        let bodies = self.space.bodies(&pieces.words()).await;
        let mut bodies = bodies.inspect_err(|error| self.ends_early(error)).ok()?;
        self.space.add_names(pieces.names(), &mut bodies).await.inspect_err(|error| self.ends_early(error)).ok()?;
        Some(match self.format {
            Export::Jsonl => pieces.lines(&bodies).iter().map(json_line).collect(),
            Export::Md => pieces.markdown(&bodies, &mut self.under),
        })
    }

    fn ends_early(&self, error: &Refused) {
        tracing::warn!(log.name = %self.space.board_log, error = %error, "an export ends early");
    }

    /// What comes next, as the board is now; none once all is written.
    fn pieces(&mut self) -> Option<Pieces> {
        let space = Arc::clone(&self.space);
        let at = space.board.read();
        let board = &at.state;
        let mut pieces = Pieces::default();
        if self.part == Part::Gatherings {
            self.add_gatherings(board, &mut pieces, CHUNK);
            if !pieces.is_empty() {
                return Some(pieces);
            }
            self.part = Part::Traces;
        }
        if self.part == Part::Traces {
            for trace in board.history(self.traces).take(CHUNK) {
                // A text has its rounds at the end.
                let lets_out = trace.round.filter(|_| self.format == Export::Jsonl);
                let before = lets_out.and_then(|round| board.round_number(round));
                // In their order: what they are about was left before them.
                while before.is_some_and(|n| self.rounds <= n) && self.add_round(board, &mut pieces) {}
                self.traces += 1;
                pieces.trace(board, trace, self.reader, &mut self.named);
            }
            if !pieces.is_empty() {
                return Some(pieces);
            }
            self.part = Part::Rounds;
        }
        while pieces.len() < CHUNK && self.add_round(board, &mut pieces) {}
        (!pieces.is_empty()).then_some(pieces)
    }

    /// Adds the next round, after its gathering, which may have been opened meanwhile. Says whether there was one: a round about a
    /// trace that came when all traces were written belongs to the next export.
    fn add_round(&mut self, board: &Board, pieces: &mut Pieces) -> bool {
        let Some(row) = board.round(self.rounds) else { return false };
        let about = row.about.and_then(|trace| board.trace_history(trace));
        if about.is_some_and(|trace| trace.n as usize >= self.traces) {
            return false;
        }
        let gathering = row.gathering.and_then(|gathering| board.gathering_number(gathering));
        while gathering.is_some_and(|gathering| self.gatherings <= gathering) {
            self.add_gatherings(board, pieces, 1);
        }
        self.rounds += 1;
        pieces.round(board, row, &mut self.named);
        true
    }

    /// Adds gatherings that aren't written yet, at most so many.
    fn add_gatherings(&mut self, board: &Board, pieces: &mut Pieces, most: usize) {
        for _ in 0..most {
            if !pieces.gathering(board, self.gatherings, &mut self.named) {
                break;
            }
            self.gatherings += 1;
        }
    }

    async fn beginning(&self) -> Option<String> {
        let name = self.space.name().await.ok()?;
        let row = self.space.board.read().state.circle()?.clone();
        Some(match self.format {
            Export::Jsonl => json_line(&ExportLine::Circle {
                kind: "circle".to_owned(),
                name,
                half_life_ms: row.half_life_ms,
                off: row.off,
                time_zone: row.time_zone,
                rhythm: row.meets.rhythm,
            }),
            Export::Md => markdown::beginning(&name),
        })
    }
}

fn json_line<T: serde::Serialize>(line: &T) -> String {
    // Strings, numbers and lists can always be written as JSON.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}
