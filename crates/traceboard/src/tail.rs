//! `tail`: what happens on a board, entry by entry.

use std::collections::HashMap;

use traceboard_board::{Body, Head, MemberId, TraceId, What};
use traceboard_client::{Api, End, Event, Live};
use traceboard_position::Position;
use traceboard_protocol::{ServerFrame, SnapshotQuery};

use crate::{cli::TailArgs, misuse::Mistakes, output, profile, retry, serve::asked_to_end};

/// Prints entries until Ctrl-C, or until the reader closes the pipe.
pub(crate) async fn tail(args: TailArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let after = args.after.as_deref().map(str::parse::<Position>).transpose();
    let after = mistakes.take(after.map_err(|error| format!("--after: {error}")));
    let target = profile::target(&args.circle, &mut mistakes);
    let (after, target) = mistakes.none(after.zip(target))?;
    let session = profile::session(target, &args.circle).await?;
    let api = Api::new(&session)?;
    // Entries after a position name members who joined before it.
    let window = SnapshotQuery { cards: Some(1), grown_since_ms: None };
    let snapshot = retry::patiently(|| api.snapshot(&window)).await?;
    let known = snapshot.members.into_iter().filter_map(|member| Some((member.id, member.name?)));
    let mut names: HashMap<MemberId, String> = known.collect();
    let mut live = Live::follow(&session, after);
    let (end, unread) = (asked_to_end(), output::reader_gone());
    tokio::pin!(end, unread);
    loop {
        let event = tokio::select! {
            event = live.next() => event,
            () = &mut end => return Ok(()),
            () = &mut unread => return Ok(()),
        };
        match event {
            Ok(Event::Frame(frame)) => say(&frame, args.json, &mut names)?,
            Ok(Event::Lost { why, back_in }) => eprintln!("lost the board ({why}); back in {} ms", back_in.as_millis()),
            Err(End::SnapshotNeeded) => {
                anyhow::bail!("cannot go on from there: this log has another history; begin without --after")
            }
            Err(end) => return Err(end.into()),
        }
    }
}

fn say(frame: &ServerFrame, json: bool, names: &mut HashMap<MemberId, String>) -> anyhow::Result<()> {
    if json && matches!(frame, ServerFrame::Entry { .. } | ServerFrame::Touched { .. }) {
        return output::json(frame);
    }
    let ServerFrame::Entry { position, at_ms, head, body } = frame else { return Ok(()) };
    if let (What::MemberJoined { .. } | What::MemberRenamed { .. }, Some(name)) =
        (&head.what, body.as_ref().and_then(|body| body.name.clone()))
    {
        names.insert(head.by, name);
    }
    let at_ms = head.imported.as_ref().map_or(*at_ms, |imported| imported.at_ms);
    let time = jiff::Timestamp::from_millisecond(at_ms).map(|time| format!("{time:.0}")).unwrap_or_default();
    let who = |id: MemberId| names.get(&id).cloned().unwrap_or_else(|| id.to_string());
    let line = format!("{position} {time} {} {}", who(head.by), told(head, body.as_ref(), &who));
    output::line(&output::one_line(&line))
}

/// What happened, in words.
fn told(head: &Head, body: Option<&Body>, who: &dyn Fn(MemberId) -> String) -> String {
    let text = body.and_then(|body| body.text.as_deref()).unwrap_or("(without words)");
    let open = body.and_then(|body| body.open_end.as_deref()).map(|end| format!(" (open end: {end})"));
    let open = open.unwrap_or_default();
    match &head.what {
        What::TraceLeft { builds_on, .. } if builds_on.is_empty() => format!("left {}: {text}{open}", head.id),
        What::TraceLeft { builds_on, .. } => {
            let parents: Vec<_> = builds_on.iter().map(TraceId::to_string).collect();
            format!("left {} on {}: {text}{open}", head.id, parents.join(", "))
        }
        What::TraceReworded { trace, .. } => format!("reworded {trace}: {text}{open}"),
        What::TraceWithdrawn { trace } => format!("took back {trace}"),
        What::TraceHidden { trace } => format!("hid {trace}"),
        What::TraceRestored { trace } => format!("restored {trace}"),
        What::TraceWarmed { trace } => format!("warmed {trace}"),
        What::CircleFounded { name, .. } => format!("founded the circle {name}"),
        What::CircleChanged { .. } => "changed the circle".to_owned(),
        What::MemberJoined { .. } => "joined".to_owned(),
        What::MemberRenamed { .. } => "took another name or colour".to_owned(),
        What::MemberLeft => "left the circle".to_owned(),
        What::MemberRemoved { member } => format!("removed {}", who(*member)),
        What::MemberLetBack { member } => format!("let {} back", who(*member)),
        What::RoleGiven { member, .. } => format!("gave {} another role", who(*member)),
        What::Unknown => "did something that this version can't read".to_owned(),
    }
}
