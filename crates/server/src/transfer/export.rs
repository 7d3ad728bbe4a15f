//! `GET …/export`: all traces with their words, for a host to read or to take elsewhere.

use std::{collections::HashSet, sync::Arc};

use axum::{
    body::{Body, Bytes},
    extract::{Query, rejection::QueryRejection},
    http::{HeaderValue, header},
    response::Response,
};
use futures_util::stream;
use serde::Deserialize;
use traceboard_board::{Board, MemberId};
use traceboard_protocol::{Code, Export, ExportLine, Problem};
use utoipa::IntoParams;

use super::{
    archive::Archive,
    markdown::{self, Heading},
    pieces::{Picture, Pieces, Reader},
};
use crate::{refusal::Refused, routes::unreadable, session::Caller, space::Space};

/// How many things are written under one read lock: the fold waits for less than a millisecond.
const CHUNK: usize = 200;

/// In what form.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct How {
    /// `jsonl` (unless told), `md`, or `zip`: both, and all photos.
    #[serde(default)]
    #[param(inline)]
    format: Export,
}

/// All traces, gatherings and rounds with their words, hidden ones too, and no answers (hosts; in a pod its members, with hidden words for its host and their author). Written as it is read: what arrives meanwhile comes at the end, but for `zip`, whose two texts end with what was there as it began. An answer that breaks off is not whole.
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
    let until = match format {
        Export::Zip => Counts::of(&space.board.read().state),
        Export::Jsonl | Export::Md => Counts::ALL,
    };
    let writing = |form| Writing::new(Arc::clone(&space), token_hash.clone(), reader, form, until);
    let (body, kind, file) = match format {
        Export::Jsonl => (text(writing(Form::Lines)), "application/x-ndjson", "attachment; filename=\"board.jsonl\""),
        Export::Md => (
            text(writing(Form::Text { pictures: false })),
            "text/markdown; charset=utf-8",
            "attachment; filename=\"board.md\"",
        ),
        Export::Zip => {
            let archive = Archive::new(writing(Form::Text { pictures: true }), writing(Form::Lines))?;
            let chunks = stream::try_unfold(archive, async |mut archive| {
                Ok::<_, Refused>(archive.chunk().await?.map(|chunk| (chunk, archive)))
            });
            (Body::from_stream(chunks), "application/zip", "attachment; filename=\"board.zip\"")
        }
    };
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(file));
    Ok(response)
}

fn text(writing: Writing) -> Body {
    Body::from_stream(stream::try_unfold(writing, async |mut writing| {
        let chunk = writing.chunk().await?;
        Ok::<_, Refused>(chunk.map(|chunk| (Bytes::from(chunk), writing)))
    }))
}

/// How many there are of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counts {
    gatherings: u32,
    traces: usize,
    rounds: u32,
}

impl Counts {
    /// Also those that come meanwhile.
    const ALL: Self = Self { gatherings: u32::MAX, traces: usize::MAX, rounds: u32::MAX };

    fn of(board: &Board) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            gatherings: count(board.gatherings_len()),
            traces: board.history(0).len(),
            rounds: count(board.rounds_len()),
        }
    }
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Lines for `import`.
    Lines,
    /// Markdown, with pictures where these stand beside it.
    Text { pictures: bool },
}

/// An export on its way.
pub(super) struct Writing {
    pub(super) space: Arc<Space>,
    /// The session that it is for: whoever may not be in the space any more gets no more of it.
    token_hash: String,
    pub(super) reader: Reader,
    form: Form,
    part: Part,
    /// How many are written.
    done: Counts,
    /// How many are to be.
    until: Counts,
    /// The numbers of the traces in the order of a text, which is that of time. Those that came since then follow them.
    order: Option<Vec<u32>>,
    named: HashSet<MemberId>,
    /// The heading that Markdown is under.
    under: Option<Heading>,
    /// The photos of what was written since they were taken from here.
    pub(super) pictures: Vec<Picture>,
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
    fn new(space: Arc<Space>, token_hash: String, reader: Reader, form: Form, until: Counts) -> Self {
        Self {
            space,
            token_hash,
            reader,
            form,
            part: Part::Beginning,
            done: Counts { gatherings: 0, traces: 0, rounds: 0 },
            until,
            order: None,
            named: HashSet::new(),
            under: None,
            pictures: Vec::new(),
        }
    }

    /// The next piece; none at the end. Fails where the log can't be read, or the reader may not read it any more: the answer then breaks
    /// off, so that nobody takes half a board for a whole one.
    pub(super) async fn chunk(&mut self) -> Result<Option<String>, Refused> {
        self.next().await.inspect_err(|error| {
            tracing::warn!(log.name = %self.space.board_log, %error, "an export breaks off");
        })
    }

    async fn next(&mut self) -> Result<Option<String>, Refused> {
        self.still_readable()?;
        if self.part == Part::Beginning {
            self.part = Part::Gatherings;
            return self.beginning().await.map(Some);
        }
        let Some(pieces) = self.pieces() else { return Ok(None) };
        let mut bodies = self.space.bodies(&pieces.words()).await?;
        self.space.add_names(pieces.names(), &mut bodies).await?;
        self.pictures.extend(pieces.pictures(&bodies));
        Ok(Some(match self.form {
            Form::Lines => pieces.lines(&bodies).iter().map(json_line).collect(),
            Form::Text { pictures } => pieces.markdown(&bodies, pictures, &mut self.under),
        }))
    }

    /// Refuses whoever may not be in the space any more, or may read less of it than when the export began.
    pub(super) fn still_readable(&self) -> Result<(), Refused> {
        let member = self.space.member_now(&self.token_hash)?;
        if self.space.audience(member) == self.reader.audience {
            return Ok(());
        }
        let message = "cannot go on with the export: its reader is another than when it began, a host or a member";
        Err(Refused::new(Code::NotAHost, message.to_owned()))
    }

    /// What comes next, as the board is now; none once all is written.
    fn pieces(&mut self) -> Option<Pieces> {
        let space = Arc::clone(&self.space);
        let at = space.board.read();
        let board = &at.state;
        let mut pieces = Pieces::default();
        if self.part == Part::Gatherings {
            let left = self.until.gatherings.saturating_sub(self.done.gatherings);
            self.add_gatherings(board, &mut pieces, CHUNK.min(left as usize));
            if !pieces.is_empty() {
                return Some(pieces);
            }
            self.part = Part::Traces;
        }
        if self.part == Part::Traces {
            match self.form {
                Form::Lines => self.add_lines(board, &mut pieces),
                Form::Text { .. } => self.add_days(board, &mut pieces),
            }
            if !pieces.is_empty() {
                return Some(pieces);
            }
            self.part = Part::Rounds;
        }
        while pieces.len() < CHUNK && self.add_round(board, &mut pieces) {}
        (!pieces.is_empty()).then_some(pieces)
    }

    /// Adds traces in the order of the log, as an import wants them: what a trace builds on is before it.
    fn add_lines(&mut self, board: &Board, pieces: &mut Pieces) {
        let left = self.until.traces.saturating_sub(self.done.traces);
        for trace in board.history(self.done.traces).take(CHUNK.min(left)) {
            let before = trace.round.and_then(|round| board.round_number(round));
            // In their order: what they are about was left before them.
            while before.is_some_and(|n| self.done.rounds <= n) && self.add_round(board, pieces) {}
            self.done.traces += 1;
            pieces.trace(board, trace, self.reader, &mut self.named);
        }
    }

    /// Adds traces in the order of time, so that each day is one. A text has its rounds at the end.
    fn add_days(&mut self, board: &Board, pieces: &mut Pieces) {
        let order = self.order.get_or_insert_with(|| board.traces_by_time());
        let left = self.until.traces.saturating_sub(self.done.traces);
        for _ in 0..CHUNK.min(left) {
            let n = order.get(self.done.traces).map_or(self.done.traces, |n| *n as usize);
            let Some(trace) = board.history(n).next() else { break };
            self.done.traces += 1;
            pieces.trace(board, trace, self.reader, &mut self.named);
        }
    }

    /// Adds the next round, after its gathering, which may have been opened meanwhile. Says whether there was one: a round about a
    /// trace that came when all traces were written belongs to the next export.
    fn add_round(&mut self, board: &Board, pieces: &mut Pieces) -> bool {
        let next = (self.done.rounds < self.until.rounds).then_some(self.done.rounds);
        let Some(row) = next.and_then(|n| board.round(n)) else { return false };
        let about = row.about.and_then(|trace| board.trace_history(trace));
        if about.is_some_and(|trace| trace.n as usize >= self.done.traces) {
            return false;
        }
        let gathering = row.gathering.and_then(|gathering| board.gathering_number(gathering));
        while gathering.is_some_and(|gathering| self.done.gatherings <= gathering) {
            self.add_gatherings(board, pieces, 1);
        }
        self.done.rounds += 1;
        pieces.round(board, row, &mut self.named);
        true
    }

    /// Adds gatherings that aren't written yet, at most so many.
    fn add_gatherings(&mut self, board: &Board, pieces: &mut Pieces, most: usize) {
        for _ in 0..most {
            if !pieces.gathering(board, self.done.gatherings, &mut self.named) {
                break;
            }
            self.done.gatherings += 1;
        }
    }

    async fn beginning(&self) -> Result<String, Refused> {
        let name = self.space.name().await?;
        let none = || Refused::internal("export", &"its circle has no entry");
        let row = self.space.board.read().state.circle().ok_or_else(none)?.clone();
        Ok(match self.form {
            Form::Lines => json_line(&ExportLine::Circle {
                kind: "circle".to_owned(),
                name,
                half_life_ms: row.half_life_ms,
                off: row.off,
                time_zone: row.time_zone,
                rhythm: row.meets.rhythm,
            }),
            Form::Text { .. } => markdown::beginning(&name),
        })
    }
}

fn json_line<T: serde::Serialize>(line: &T) -> String {
    // Strings, numbers and lists can always be written as JSON.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}
