//! The way of a deed onto the board: looked through, checked, appended, folded, answered with the fold's verdict.

use std::collections::HashSet;

use traceboard_board::{Board, Body, EntryId, Event, Head, MemberId, Refusal, TraceId, Verdict, What};
use traceboard_log::{NewEntry, Outcome, Touch};
use traceboard_position::Position;
use traceboard_protocol::{Code, Draft};

use super::{Circle, json};
use crate::refusal::Refused;

/// A deed that is in the log and applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acked {
    pub(crate) position: Position,
    pub(crate) at_ms: i64,
}

impl Circle {
    /// Takes a member's draft. Sending it again is safe, and gets the same answer.
    pub(crate) async fn post(&self, by: MemberId, draft: Draft) -> Result<Acked, Refused> {
        let (head, body) = draft.check(by)?;
        self.post_entry(head, body).await
    }

    /// Takes an entry whose form is valid.
    pub(crate) async fn post_entry(&self, head: Head, body: Option<Body>) -> Result<Acked, Refused> {
        let event = Event { head, body, accepted_at_ms: self.now_ms() };
        if legal(&self.board.read().state, &event).is_err() {
            // The other server may be ahead of this fold: a "no such …" must be true.
            self.board.reach_head().await?;
            legal(&self.board.read().state, &event)?;
        }
        let touches = touches(&self.board.read().state, &event.head);
        let touched: HashSet<_> = touches.iter().map(Touch::id).collect();
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
        let outcome = self.board.read().state.outcome(id);
        match outcome.map(|outcome| outcome.verdict) {
            Some(Verdict::Refused(refusal)) => {
                // It was legal when it was checked, and no longer when its turn came. Its words go.
                self.log.touch(&self.board_log, &[Touch::Erase(id.0)]).await?;
                Err(Refused::by_fold(operation(&event.head.what), refusal))
            }
            _ => {
                self.touch_what_slipped_in(&event.head, &touched).await?;
                Ok(Acked { position, at_ms })
            }
        }
    }

    /// A rewording that was appended between this deed's check and its append is not among its touches.
    async fn touch_what_slipped_in(&self, head: &Head, touched: &HashSet<uuid::Uuid>) -> Result<(), Refused> {
        let mut left = touches(&self.board.read().state, head);
        left.retain(|touch| !touched.contains(&touch.id()) && touch.id() != head.id.0);
        if !left.is_empty() {
            self.log.touch(&self.board_log, &left).await?;
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

/// What a deed does to the words of earlier entries.
fn touches(board: &Board, head: &Head) -> Vec<Touch> {
    let bodies = |trace: TraceId| board.bodies_of(trace).into_iter().filter(|id| *id != head.id).map(|EntryId(id)| id);
    match head.what {
        What::TraceReworded { trace, .. } | What::TraceWithdrawn { trace } => bodies(trace).map(Touch::Erase).collect(),
        What::TraceHidden { trace } => bodies(trace).map(Touch::Conceal).collect(),
        What::TraceRestored { trace } => bodies(trace).map(Touch::Reveal).collect(),
        _ => Vec::new(),
    }
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
