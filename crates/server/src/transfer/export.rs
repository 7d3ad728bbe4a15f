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
use traceboard_board::{Audience, MemberId};
use traceboard_protocol::{Export, ExportLine, Problem};
use utoipa::IntoParams;

use super::{markdown, pieces::Pieces};
use crate::{refusal::Refused, routes::unreadable, session::Caller, space::Space};

/// How many traces are written under one read lock: the fold waits for less than a millisecond.
const CHUNK_TRACES: usize = 200;

/// In what form.
#[derive(Debug, Default, Deserialize, IntoParams)]
pub(crate) struct How {
    /// `jsonl` (unless told) or `md`.
    #[serde(default)]
    #[param(inline)]
    format: Export,
}

/// All traces with their words, hidden ones too (hosts; in a pod its members, with hidden words for its host). Written as it is read: what arrives meanwhile comes at the end.
#[utoipa::path(get, path = "/api/c/{circle}/export", params(("circle" = String, Path), How),
    responses((status = 200, body = String), (status = "default", body = Problem)))]
pub(crate) async fn export(caller: Caller, how: Result<Query<How>, QueryRejection>) -> Result<Response, Refused> {
    let Query(How { format }) = how.map_err(|error| unreadable(&error))?;
    // A pod is its members' own; of what its host hid they get what the page shows them.
    if caller.in_circle() {
        caller.circle.require_host(caller.member, "export").await?;
    }
    caller.space.board.reach_head().await?;
    let audience = caller.space.audience(caller.member);
    let Caller { space, token_hash, .. } = caller;
    let named = HashSet::new();
    let writing = Writing { space, token_hash, audience, format, next: None, named, day: None };
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
    audience: Audience,
    format: Export,
    /// The next trace in the order of the log; none before the first line.
    next: Option<usize>,
    named: HashSet<MemberId>,
    /// The day that Markdown is in.
    day: Option<i64>,
}

impl Writing {
    /// The next piece; none at the end, or where the log can't be read any more.
    async fn chunk(&mut self) -> Option<String> {
        self.space.member_now(&self.token_hash).ok()?;
        let Some(next) = self.next else {
            self.next = Some(0);
            return self.beginning().await;
        };
        let (pieces, count) = {
            let at = self.space.board.read();
            let mut pieces = Pieces::default();
            let mut count = 0;
            for trace in at.state.history(next).take(CHUNK_TRACES) {
                count += 1;
                pieces.add(&at.state, trace, self.audience, &mut self.named);
            }
            (pieces, count)
        };
        self.next = Some(next + count);
        if count == 0 {
            return None;
        }
        let bodies = self.space.bodies(&pieces.words()).await;
        let mut bodies = bodies.inspect_err(|error| tracing::warn!(error = %error, "an export ends early")).ok()?;
        self.space.add_names(pieces.names(), &mut bodies).await.ok()?;
        Some(match self.format {
            Export::Jsonl => pieces.lines(&bodies).iter().map(json_line).collect(),
            Export::Md => pieces.markdown(&bodies, &mut self.day),
        })
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
            }),
            Export::Md => markdown::beginning(&name),
        })
    }
}

fn json_line<T: serde::Serialize>(line: &T) -> String {
    // Strings, numbers and lists can always be written as JSON.
    serde_json::to_string(line).unwrap_or_default() + "\n"
}
