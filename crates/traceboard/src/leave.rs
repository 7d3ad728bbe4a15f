//! `leave`: one trace.

use std::{
    io::Read,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::Context;
use serde::Serialize;
use traceboard_board::{EntryId, Facet, TraceId};
use traceboard_client::Api;
use traceboard_position::Position;
use traceboard_protocol::{Deed, Draft, Limits, ServerFrame, trace_text};
use uuid::Uuid;

use crate::{cli::LeaveArgs, misuse::Mistakes, output, profile, retry};

/// How often a trace that the board puts off is sent again.
const TRIES_MAX: usize = 5;

/// The line of `--json`.
#[derive(Serialize)]
struct Left {
    id: EntryId,
    position: Position,
    at_ms: i64,
}

/// Leaves a trace and prints its id.
pub(crate) async fn leave(args: LeaveArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let text = if args.text == "-" { from_stdin()? } else { args.text };
    mistakes.take(trace_text(&text).map_err(|(_, fault)| fault));
    if let Some(open_end) = &args.open_end {
        mistakes.take(trace_text(open_end).map_err(|(_, fault)| format!("--open-end: {fault}")));
    }
    let mut builds_on: Vec<_> =
        args.builds_on.iter().filter_map(|id| mistakes.take(trace_id("--builds-on", id))).collect();
    let takes_up: Vec<_> = args.takes_up.iter().filter_map(|id| mistakes.take(trace_id("--takes-up", id))).collect();
    for taken in &takes_up {
        if !builds_on.contains(taken) {
            builds_on.push(*taken);
        }
    }
    let facet = args.promise.as_deref().and_then(|day| mistakes.take(promise(day)));
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.none(target)?;
    let draft =
        draft(Deed::Leave { text, open_end: args.open_end, builds_on, takes_up: Some(takes_up), facet, round: None });
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let mut put_off = String::new();
    for _ in 0..TRIES_MAX {
        let answers = retry::patiently(|| api.post(vec![draft.clone()])).await?;
        match answers.into_iter().next() {
            Some(ServerFrame::Ack { id, position, at_ms }) if args.json => {
                return output::json(&Left { id, position, at_ms }).with_context(|| is_left(id));
            }
            Some(ServerFrame::Ack { id, .. }) => return output::line(&id.to_string()).with_context(|| is_left(id)),
            Some(ServerFrame::Refused { retry: true, retry_after_ms, message, .. }) => {
                put_off = message;
                retry::pause(retry_after_ms).await;
            }
            Some(ServerFrame::Refused { message, .. }) => anyhow::bail!("{message}"),
            _ => anyhow::bail!("cannot leave the trace: the server's answer doesn't tell what became of it"),
        }
    }
    anyhow::bail!("the server puts the trace off again and again, and may still take it: {put_off}")
}

/// What a script must know before it tries again.
fn is_left(id: EntryId) -> String {
    format!("the trace is left, as {id}, but that could not be told")
}

/// A draft of this moment.
pub(crate) fn draft(deed: Deed) -> Draft {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let written_at_ms = i64::try_from(since.as_millis()).unwrap_or_default();
    Draft { id: EntryId(Uuid::now_v7()), written_at_ms, deed }
}

fn trace_id(flag: &str, text: &str) -> Result<TraceId, String> {
    text.parse().map_err(|_| format!("{flag} {text:?}: expected the id of a trace"))
}

/// A promise for a day. Whether it is near enough the server says: it knows the circle's time zone.
fn promise(day: &str) -> Result<Facet, String> {
    let due = day.parse().map_err(|_| format!("--promise {day:?}: expected a day, as 2026-12-04"))?;
    Ok(Facet::Promise { due })
}

fn from_stdin() -> anyhow::Result<String> {
    let mut text = String::new();
    // More than this is refused anyway; it need not be held.
    std::io::stdin().lock().take(8 * Limits::TEXT_BYTES_MAX as u64).read_to_string(&mut text)?;
    Ok(text)
}
