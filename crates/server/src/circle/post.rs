//! The way of a deed onto the board: looked through, checked, appended, folded, answered with the fold's verdict.

use std::time::Duration;

use traceboard_board::{Board, Body, Event, Head, MemberId, Refusal, Verdict, What};
use traceboard_log::{NewEntry, Outcome, TOUCHES_MAX};
use traceboard_position::Position;
use traceboard_protocol::{Code, Draft};

use super::{Circle, json};
use crate::{refusal::Refused, touches::beforehand};

/// How much sooner than the fold a rewording is refused as too late. The log's clock may go ahead of this server's, and one that
/// is found to be too late only by the fold has erased what it was to replace.
const CLOCK_MARGIN_MS: i64 = 5_000;

/// A deed that is in the log and applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acked {
    pub(crate) position: Position,
    pub(crate) at_ms: i64,
}

impl Circle {
    /// Takes a member's draft. Sending it again is safe, and gets the same answer.
    pub(crate) async fn post(&self, by: MemberId, draft: Draft) -> Result<Acked, Refused> {
        let (head, mut body) = draft.check(by)?;
        if let (What::TraceReworded { trace, .. }, Some(body)) = (&head.what, &mut body)
            && let Some(words) = self.board.read().state.trace_history(*trace).and_then(|history| history.words)
        {
            // New words erase the body before them; where it happened came from a file, and isn't theirs to change.
            body.places.clone_from(&words.places);
        }
        self.post_entry(head, body).await
    }

    /// Takes an entry whose form is valid.
    pub(crate) async fn post_entry(&self, head: Head, body: Option<Body>) -> Result<Acked, Refused> {
        let margin_ms = if matches!(head.what, What::TraceReworded { .. }) { CLOCK_MARGIN_MS } else { 0 };
        let event = Event { head, body, accepted_at_ms: self.now_ms().saturating_add(margin_ms) };
        if legal(&self.board.read().state, &event).is_err() {
            // The other server may be ahead of this fold: a "no such …" must be true.
            self.board.reach_head().await?;
            legal(&self.board.read().state, &event)?;
        }
        let touches = beforehand(&self.board.read().state, &event.head);
        let id = event.head.id;
        let body = event.body.as_ref().map(json).transpose()?;
        let entry = NewEntry { id: id.0, head: json(&event.head)?, body, touches };
        let (position, at_ms) = match self.append_one(&self.board_log, entry).await? {
            Outcome::Conflict => {
                let message = format!("cannot take {id}: the id was sent before with other content");
                return Err(Refused::new(Code::IdTaken, message));
            }
            Outcome::Appended { position, accepted_at_ms } | Outcome::Repeated { position, accepted_at_ms } => {
                (position, accepted_at_ms)
            }
        };
        self.board.reach(position).await?;
        self.clean_up(Duration::ZERO).await.unwrap_or_else(|error| {
            // What became of the deed stands; the next round of cleaning up does this.
            tracing::warn!(error = %error, "cannot touch what a deed left over");
        });
        let outcome = self.board.read().state.outcome(id);
        match outcome.map(|outcome| outcome.verdict) {
            Some(Verdict::Refused(refusal)) => Err(Refused::by_fold(operation(&event.head.what), refusal)),
            Some(_) => Ok(Acked { position, at_ms }),
            None => Err(Refused::internal(operation(&event.head.what), &"the fold passed over the entry")),
        }
    }

    /// Touches the words that deeds left over: those of a deed that was legal when it was checked, and no longer when its turn
    /// came, and those that slipped in between. Whoever left them is given `patience` first, where someone else may be at it.
    pub(crate) async fn clean_up(&self, patience: Duration) -> Result<(), Refused> {
        let found = self.board.read().state.leftovers();
        if found.is_empty() {
            return Ok(());
        }
        if !patience.is_zero() {
            tokio::time::sleep(patience).await;
        }
        let left = self.board.read().state.still_left(&found);
        for touches in left.chunks(TOUCHES_MAX) {
            self.log.touch(&self.board_log, touches).await?;
        }
        Ok(())
    }
}

/// What the fold would say, and that every parent is known: the fold itself passes over parents that it doesn't know.
fn legal(board: &Board, event: &Event) -> Result<(), Refused> {
    let operation = operation(&event.head.what);
    if let Verdict::Refused(refusal) = board.check(event) {
        return Err(Refused::by_fold(operation, refusal));
    }
    if let What::TraceLeft { builds_on, .. } = &event.head.what
        && let Some(parent) = builds_on.iter().find(|parent| !board.knows(**parent))
    {
        let message = format!("cannot {operation}: no trace {parent} to build on");
        return Err(Refused::new(Refusal::UnknownTrace.into(), message));
    }
    Ok(())
}

/// A deed in words, for messages.
fn operation(what: &What) -> &'static str {
    match what {
        What::CircleFounded { .. } => "found the circle",
        What::CircleChanged { .. } => "change the circle",
        What::MemberJoined { .. } => "join the circle",
        What::MemberRenamed { .. } => "take another name",
        What::MemberLeft => "leave the circle",
        What::MemberRemoved { .. } => "remove the member",
        What::MemberLetBack { .. } => "let the member back",
        What::RoleGiven { .. } => "give the role",
        What::TraceLeft { .. } => "leave the trace",
        What::TraceReworded { .. } => "reword the trace",
        What::TraceWithdrawn { .. } => "withdraw the trace",
        What::TraceHidden { .. } => "hide the trace",
        What::TraceRestored { .. } => "restore the trace",
        What::TraceWarmed { .. } => "warm the trace",
        What::Unknown => "take the entry",
    }
}
