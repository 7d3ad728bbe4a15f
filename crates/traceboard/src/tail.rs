//! `tail`: prints the entries of a board's log as they come.

use std::collections::HashMap;

use serde::Serialize;
use traceboard_board::{Body, FORMAT_VERSION, Facet, Head, MemberId, TraceId, What};
use traceboard_client::{Api, End, Entries, Entry};
use traceboard_position::Position;
use traceboard_protocol::EntryLine;

use crate::{
    agreement, cli::TailArgs, misuse::Mistakes, output, pod::pod_id, profile, retry, signals::stop_signal, stderr,
};

/// The line of `--json`.
#[derive(Serialize)]
struct Line<'a> {
    r#type: &'static str,
    position: Position,
    at_ms: i64,
    head: &'a serde_json::Value,
    body: Option<&'a serde_json::Value>,
}

/// Prints entries until Ctrl-C, or until the reader closes the pipe.
pub(crate) async fn tail(args: TailArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let after = args.after.as_deref().map(str::parse::<Position>).transpose();
    let after = mistakes.collect(after.map_err(|error| format!("--after: {error}")));
    let pod = args.pod.as_deref().and_then(|pod| mistakes.collect(pod_id(pod).map_err(|why| format!("--pod {why}"))));
    let target = profile::target(&args.circle, &mut mistakes);
    let (after, target) = mistakes.finish(after.zip(target))?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let api = pod.map_or(api.clone(), |pod| api.in_pod(pod));
    let mut names = Names::default();
    if !args.json {
        names.load(&api).await?;
    }
    let mut entries = Entries::of(api, after);
    let (end, unread) = (stop_signal(), output::reader_gone());
    tokio::pin!(end, unread);
    loop {
        let entry = tokio::select! {
            entry = entries.next() => entry,
            () = &mut end => return Ok(()),
            () = &mut unread => return Ok(()),
        };
        match entry {
            Ok(Entry::Next(entry)) if args.json => print_json(&entry)?,
            Ok(Entry::Next(entry)) => print(&entry, &mut names)?,
            Ok(Entry::CaughtUp) => {}
            Ok(Entry::Lost { why, back_in }) => {
                stderr::line(&format!(
                    "lost the connection to the board ({why}); connecting again in {} ms",
                    back_in.as_millis()
                ));
            }
            Err(End::ResumeImpossible) => {
                anyhow::bail!("cannot go on from there: this log has another history; begin without --after")
            }
            Err(end) => return Err(end.into()),
        }
    }
}

/// The names of members.
#[derive(Default)]
struct Names(HashMap<MemberId, String>);

impl Names {
    /// Loads them from the board: entries after `--after` refer to members who joined before it.
    async fn load(&mut self, api: &Api) -> anyhow::Result<()> {
        let (_, members) = retry::call(|| api.all_members(None)).await?;
        self.0.extend(members.into_iter().filter_map(|member| Some((member.id, member.name?))));
        Ok(())
    }

    fn of(&self, member: MemberId) -> String {
        self.0.get(&member).cloned().unwrap_or_else(|| member.to_string())
    }
}

fn print_json(entry: &EntryLine) -> anyhow::Result<()> {
    let EntryLine { position, at_ms, id: _, head, body } = entry;
    output::json(&Line { r#type: "entry", position: *position, at_ms: *at_ms, head, body: body.as_ref() })
}

fn print(entry: &EntryLine, names: &mut Names) -> anyhow::Result<()> {
    // An entry of a later format version is printed as one that can't be read.
    let head = read(entry).filter(|head| head.v <= FORMAT_VERSION);
    let body = entry.body.clone().and_then(|body| serde_json::from_value::<Body>(body).ok());
    let by = head.as_ref().map(|head| head.by);
    if let Some(Head { by, what: What::MemberJoined { .. } | What::MemberRenamed { .. }, .. }) = head
        && let Some(name) = body.as_ref().and_then(|body| body.name.clone())
    {
        names.0.insert(by, name);
    }
    let imported_ms = head.as_ref().and_then(|head| head.imported.as_ref()).map(|imported| imported.at_ms);
    let at_ms = imported_ms.unwrap_or(entry.at_ms);
    let time = jiff::Timestamp::from_millisecond(at_ms).map(|time| format!("{time:.0}")).unwrap_or_default();
    // Entries that the server appends itself (an end that is due, a copy from another log) have the nil member.
    let who = match by {
        Some(by) if by.0.is_nil() => "the server".to_owned(),
        Some(by) => names.of(by),
        None => "somebody".to_owned(),
    };
    let deed = describe(entry, head.as_ref(), body.as_ref(), names);
    output::line(&output::one_line(&format!("{} {time} {who} {deed}", entry.position)))
}

/// The head of an entry. The API keeps the position of a pod's own log to itself, without which the head isn't whole; no line tells it.
fn read(entry: &EntryLine) -> Option<Head> {
    let mut head = entry.head.clone();
    if let Some(fields) =
        head.as_object_mut().filter(|fields| fields.get("type").is_some_and(|kind| kind == "pod_told"))
    {
        fields.insert("as_of".to_owned(), serde_json::to_value(entry.position).ok()?);
    }
    serde_json::from_value(head).ok()
}

/// What an entry did, for its line.
fn describe(entry: &EntryLine, head: Option<&Head>, body: Option<&Body>, names: &Names) -> String {
    let id = entry.id;
    let text = body.and_then(|body| body.text.as_deref()).unwrap_or("(without words)");
    let open = body.and_then(|body| body.open_end.as_deref()).map(|end| format!(" (open end: {end})"));
    let open = open.unwrap_or_default();
    match head.map_or(&What::Unknown, |head| &head.what) {
        What::TraceLeft { builds_on, takes_up, facet, .. } => {
            let on = list_of(" on ", builds_on);
            let taken = list_of(", taking up ", takes_up.as_deref().unwrap_or_default());
            let facet = facet.map(|facet| format!(" ({})", describe_facet(facet))).unwrap_or_default();
            format!("left {id}{on}{taken}: {text}{open}{facet}")
        }
        What::TellingAsked { trace } => format!("asked for {trace}"),
        What::StoryRetold { trace, .. } => format!("told story {trace} anew: {text}"),
        What::FacetMoved { trace, to: Facet::Promise { due }, .. } => format!("moved promise {trace} to {due}"),
        What::FacetMoved { trace, to, .. } => format!("moved {trace}: {}", describe_facet(*to)),
        What::TraceReworded { trace, .. } => format!("reworded {trace}: {text}{open}"),
        What::TraceWithdrawn { trace } => format!("took back {trace}"),
        What::TraceHidden { trace, .. } => format!("hid {trace}"),
        What::TraceRestored { trace } => format!("restored {trace}"),
        What::TraceWarmed { trace } => format!("warmed {trace}"),
        What::CircleFounded { .. } => {
            // The name is in the body; in format version 1 it was in the head.
            let named = body.and_then(|body| body.name.as_deref()).or_else(|| entry.head["name"].as_str());
            format!("founded the circle {}", named.unwrap_or("(without a name)"))
        }
        What::CircleChanged { .. } => "changed the circle".to_owned(),
        What::MemberJoined { .. } => "joined".to_owned(),
        What::MemberRenamed { .. } => "took another name or colour".to_owned(),
        What::MemberLeft => "left the circle".to_owned(),
        What::MemberRests => "rests".to_owned(),
        What::MemberRemoved { member } => format!("removed {}", names.of(*member)),
        What::MemberLetBack { member } => format!("let {} back", names.of(*member)),
        What::RoleGiven { member, .. } => format!("gave {} another role", names.of(*member)),
        What::ProgramAdded { program, .. } => format!("added the program {}", names.of(*program)),
        What::RhythmSet { rhythm: Some(_) } => "said when the circle meets".to_owned(),
        What::RhythmSet { rhythm: None } => "ended the rhythm of the circle".to_owned(),
        What::MeetingMoved { .. } => "moved a meeting".to_owned(),
        What::RoundOpened { .. } => format!("opened the round {id}"),
        What::RoundAnswered { round, .. } => format!("answered or passed in the round {round}"),
        What::AnswerWithdrawn { round } => format!("took the answer to the round {round} back"),
        What::RoundEnded { round } => format!("ended the round {round}"),
        What::CardPut { round, onto: Some(_), .. } => format!("put cards of the retro {round} together"),
        What::CardPut { round, onto: None, .. } => format!("took a card of the retro {round} out of its group"),
        What::GatheringOpened { .. } => {
            let name = body.and_then(|body| body.name.as_deref());
            format!("opened the gathering {id}: {}", name.unwrap_or("(without a name)"))
        }
        What::GatheringChanged { gathering, .. } => format!("changed the gathering {gathering}"),
        What::GatheringEnded { gathering } => format!("ended the gathering {gathering}"),
        What::CircleSeeded { bud } => format!("seeded the circle {bud}"),
        What::BuddingPutOff => "put off the budding".to_owned(),
        What::GrewFrom { circle } => format!("said that the circle grew from {circle}"),
        What::PodCalled { places, ends_on, .. } => {
            let intention = body.and_then(|body| body.name.as_deref()).unwrap_or("(without words)");
            format!("called pod {id} of {places} until {ends_on}: {intention}")
        }
        What::PodTold { pod, says, .. } => format!("pod {pod}: {} places taken, until {}", says.taken, says.ends_on),
        What::PodFounded { .. } => "began the pod".to_owned(),
        What::PodInvited { member } => format!("invited {}", names.of(*member)),
        What::PodDeclined => "declined the invitation".to_owned(),
        What::PodExtended { ends_on } => format!("gave the pod until {ends_on}"),
        What::PodRested { resting: true } => "let the pod rest".to_owned(),
        What::PodRested { resting: false } => "woke the pod".to_owned(),
        What::PodClosed => "closed the pod".to_owned(),
        What::PodMemberGone { member } => format!("took out {}, who left the circle", names.of(*member)),
        What::Unknown => "did something that this version can't read".to_owned(),
    }
}

/// What a facet says of its trace.
fn describe_facet(facet: Facet) -> String {
    match facet {
        Facet::Promise { due } => format!("promised by {due}"),
        Facet::Agreement { stage, review_on } => {
            let until = review_on.map(|day| format!(", review on {day}")).unwrap_or_default();
            let stage = agreement::stage(stage);
            format!("an agreement, {stage}{until}")
        }
        Facet::Wording { shares: true } => "an agreement in their own words".to_owned(),
        Facet::Wording { shares: false } => "they don't share the agreement".to_owned(),
        Facet::Story => "a story".to_owned(),
    }
}

/// A list of trace ids after `prefix`; empty where there are none.
fn list_of(prefix: &str, traces: &[TraceId]) -> String {
    let traces: Vec<_> = traces.iter().map(TraceId::to_string).collect();
    if traces.is_empty() { String::new() } else { format!("{prefix}{}", traces.join(", ")) }
}
