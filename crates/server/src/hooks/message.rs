//! What an entry of a board becomes for a webhook: the state of a trace as it is when it is sent, never an older one.

use jiff::Timestamp;
use serde::Serialize;
use traceboard_board::{CircleId, EntryId, Event, TraceId, What};
use traceboard_log::Entry;
use traceboard_protocol::FeedEntry;

use crate::{circle::Circle, names, refusal::Refused};

/// What became of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Became {
    /// It was left, or is shown again.
    Left,
    /// It has other words.
    Changed,
    /// It was taken back or hidden.
    Gone,
}

impl Became {
    fn kind(self) -> &'static str {
        match self {
            Self::Left => "trace.left",
            Self::Changed => "trace.changed",
            Self::Gone => "trace.gone",
        }
    }
}

/// A message that is to be sent.
#[derive(Clone, Debug)]
pub(super) struct Message {
    /// The same for each attempt, by whichever server: a receiver drops what it has.
    pub(super) id: String,
    pub(super) body: Vec<u8>,
}

/// What a receiver reads.
#[derive(Serialize)]
struct Payload<'a> {
    r#type: &'static str,
    timestamp: String,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    circle: CircleId,
    trace: TraceId,
    #[serde(flatten)]
    words: Option<Words<'a>>,
}

/// Words go out as they stand, where anyone in the circle's hall may read them.
#[derive(Serialize)]
struct Words<'a> {
    by: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    program: bool,
    at: String,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    open_end: Option<&'a str>,
}

/// Whether an entry may become a message.
pub(super) fn is_told(entry: &Entry) -> bool {
    became(entry).is_some()
}

/// The message for an entry, by what is folded now; none where there is nothing to say of it any more.
pub(super) async fn message(circle: &Circle, hook: EntryId, entry: &Entry) -> Result<Option<Message>, Refused> {
    let Some((trace, became)) = became(entry) else { return Ok(None) };
    circle.board.reach(entry.position).await?;
    circle.require_trusted()?;
    let words = match became {
        Became::Gone if circle.board.read().state.is_for_wall(trace) => None,
        Became::Gone => return Ok(None),
        // What is hidden or taken back meanwhile is told by the entry that did it.
        Became::Left | Became::Changed => match circle.feed_entry(trace).await? {
            Some(words) => Some(words),
            None => return Ok(None),
        },
    };
    let data = Data { circle: circle.id, trace, words: words.as_ref().map(Words::of) };
    let payload = Payload { r#type: became.kind(), timestamp: time(entry.accepted_at_ms), data };
    let body = serde_json::to_vec(&payload).map_err(|error| Refused::internal("write a webhook's message", &error))?;
    let which = [hook.0.as_bytes().as_slice(), entry.id.as_bytes()].concat();
    let id = format!("msg_{}", names::derived("webhook message", &which).0.simple());
    Ok(Some(Message { id, body }))
}

/// What came from a file was left elsewhere, and long ago.
fn became(entry: &Entry) -> Option<(TraceId, Became)> {
    let head = Event::read(EntryId(entry.id), &entry.head, entry.accepted_at_ms).head;
    if head.imported.is_some() {
        return None;
    }
    match head.what {
        What::TraceLeft { .. } => Some((head.id.into(), Became::Left)),
        What::TraceRestored { trace } => Some((trace, Became::Left)),
        What::TraceReworded { trace, .. } | What::StoryRetold { trace, .. } => Some((trace, Became::Changed)),
        What::TraceWithdrawn { trace } | What::TraceHidden { trace, .. } => Some((trace, Became::Gone)),
        _ => None,
    }
}

impl<'a> Words<'a> {
    fn of(entry: &'a FeedEntry) -> Self {
        Self {
            by: entry.by.as_deref(),
            program: entry.program,
            at: time(entry.at_ms),
            text: &entry.text,
            open_end: entry.open_end.as_deref(),
        }
    }
}

fn time(ms: i64) -> String {
    Timestamp::from_millisecond(ms).unwrap_or_default().to_string()
}
