//! `leave`: leaves one trace.

use std::{
    io::Read,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use traceboard_board::{EntryId, Facet, TraceId};
use traceboard_client::Api;
use traceboard_protocol::{Deed, Draft, Limits, trace_text};
use uuid::Uuid;

use crate::{
    cli::LeaveArgs,
    misuse::Mistakes,
    photos,
    pod::pod_id,
    post, profile,
    sister::{crossed, parse_story},
};

/// Leaves a trace and prints its id.
pub(crate) async fn leave(args: LeaveArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let text = if args.text == "-" { from_stdin()? } else { args.text };
    mistakes.collect(trace_text(&text).map_err(|(_, fault)| fault));
    if let Some(open_end) = &args.open_end {
        mistakes.collect(trace_text(open_end).map_err(|(_, fault)| format!("--open-end: {fault}")));
    }
    let mut builds_on: Vec<_> =
        args.builds_on.iter().filter_map(|id| mistakes.collect(trace_id("--builds-on", id))).collect();
    let takes_up: Vec<_> = args.takes_up.iter().filter_map(|id| mistakes.collect(trace_id("--takes-up", id))).collect();
    for taken in &takes_up {
        if !builds_on.contains(taken) {
            builds_on.push(*taken);
        }
    }
    let facet = args.promise.as_deref().and_then(|day| mistakes.collect(promise(day)));
    let from = args.from_sister.as_deref();
    let from =
        from.and_then(|story| mistakes.collect(parse_story(story).map_err(|why| format!("--from-sister {why}"))));
    let pod = args.pod.as_deref().and_then(|pod| mistakes.collect(pod_id(pod).map_err(|why| format!("--pod {why}"))));
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let crossed = match from {
        Some(story) => Some(crossed(&api, story).await?),
        None => None,
    };
    let api = pod.map_or(api.clone(), |pod| api.in_pod(pod));
    let photo = match args.photo {
        Some(file) => Some(photos::send(&api, Path::new(&file), args.alt).await?),
        None => None,
    };
    let deed = Deed::Leave {
        text,
        open_end: args.open_end,
        builds_on,
        takes_up: Some(takes_up),
        facet,
        why: None,
        round: None,
        tries: None,
        learned: args.learned,
        joint: args.joint.map(Into::into),
        cites: Vec::new(),
        told: Vec::new(),
        crossed,
        photo,
        off_wall: args.off_wall,
    };
    post::deed(&api, deed, "leave the trace", args.json).await
}

/// A draft with a new id.
pub(crate) fn draft(deed: Deed) -> Draft {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let written_at_ms = i64::try_from(since.as_millis()).unwrap_or_default();
    Draft { id: EntryId(Uuid::now_v7()), written_at_ms, deed }
}

fn trace_id(flag: &str, text: &str) -> Result<TraceId, String> {
    text.parse().map_err(|_| format!("{flag} {text:?}: expected the id of a trace"))
}

/// Parses the day of a promise. The server checks whether it is near enough, since that depends on the circle's time zone.
fn promise(day: &str) -> Result<Facet, String> {
    let due = day.parse().map_err(|_| format!("--promise {day:?}: expected a day, as 2026-12-04"))?;
    Ok(Facet::Promise { due })
}

fn from_stdin() -> anyhow::Result<String> {
    let mut text = String::new();
    // A longer text is refused anyway, so it need not be in memory.
    std::io::stdin().lock().take(8 * Limits::TEXT_BYTES_MAX as u64).read_to_string(&mut text)?;
    Ok(text)
}
