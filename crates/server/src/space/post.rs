//! Posting a deed: its draft is checked, appended and folded, and the answer is the fold's verdict.

use std::collections::VecDeque;

use traceboard_board::{Board, Body, EntryId, Event, Facet, Head, MemberId, Refusal, Verdict, What};
use traceboard_log::{Entry, NewEntry, Outcome, StoredBody, TOUCHES_MAX, Touch};
use traceboard_position::Position;
use traceboard_protocol::{Code, Deed, Draft};

use super::{Space, due, held_by, json, new_entry, retro, time_bounds};
use crate::{refusal::Refused, touches::beforehand};

/// How much earlier than the fold this server refuses a rewording as too late. The log's clock may be ahead of this server's, and a
/// rewording that only the fold refuses conceals the former words until then.
const CLOCK_MARGIN_MS: i64 = 5_000;

/// A deed that is in the log and applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Acked {
    pub(crate) position: Position,
    pub(crate) at_ms: i64,
    /// Whether it was appended by this request: a repeat was before.
    pub(crate) is_new: bool,
}

/// Words that the log still has to erase, conceal or reveal after deeds, and the position up to which they were looked for.
#[derive(Debug)]
pub(crate) struct LeftOver {
    pub(crate) touches: Vec<Touch>,
    position: Option<Position>,
}

/// The name of a circle's time zone; none means UTC.
struct Zone(Option<String>);

/// The result of checking a deed before it is appended.
enum Checked {
    Ready(Box<Ready>),
    /// It is a repeat: it was appended before.
    Repeated(Acked),
}

/// A deed that may be appended.
struct Ready {
    head: Head,
    entry: NewEntry,
}

impl Space {
    /// Posts the first of a member's drafts, and as many of those after it as fit into the same append. Answers each of these, in
    /// order, and leaves the others in `drafts`. Sending a draft again is safe, and gets the same answer.
    pub(crate) async fn post(
        &self,
        by: MemberId,
        drafts: &mut VecDeque<Draft>,
    ) -> Vec<(EntryId, Result<Acked, Refused>)> {
        let Some(first) = drafts.pop_front() else { return Vec::new() };
        let (id, alone) = (first.id, !can_share_append(&first));
        let mut ready = match self.prepare(by, first).await {
            Ok(Checked::Ready(ready)) => vec![*ready],
            Ok(Checked::Repeated(acked)) => return vec![(id, Ok(acked))],
            Err(refused) => return vec![(id, Err(refused))],
        };
        while !alone && ready.len() < APPEND_DEEDS_MAX {
            // A draft may become legal only by the ones before it. It is left here, and is the first of the next append.
            let Some(next) = drafts.front().filter(|next| can_share_append(next)) else { break };
            let Some(next) = self.prepare_now(by, next.clone()) else { break };
            ready.push(next);
            drafts.pop_front();
        }
        self.append_ready(ready).await
    }

    /// Posts an entry whose form is valid.
    pub(crate) async fn post_entry(&self, head: Head, body: Option<Body>) -> Result<Acked, Refused> {
        let ready = match self.check(head, body.as_ref()).await? {
            Checked::Ready(ready) => *ready,
            Checked::Repeated(acked) => return Ok(acked),
        };
        let posted = self.append_ready(vec![ready]).await.pop();
        posted.map_or_else(|| Err(Refused::internal("append an entry", &"the log gave no answer for it")), |(_, it)| it)
    }

    async fn prepare(&self, by: MemberId, draft: Draft) -> Result<Checked, Refused> {
        let (head, mut body) = draft.check(by)?;
        let mut before = None;
        if let (What::TraceReworded { trace, .. }, Some(body)) = (&head.what, &mut body) {
            let words = self.board.read().state.trace_history(*trace).and_then(|history| history.words);
            let bodies = self.beside.words.of(words.as_slice()).await?;
            if let Some(words) = bodies.values().next() {
                // A rewording erases the former body. What it doesn't change has to be copied: places (which only an import sets),
                // an agreement's reason, and the sister circle's story that a trace grew from.
                body.places.clone_from(&words.places);
                body.why.clone_from(&words.why);
                body.crossed.clone_from(&words.crossed);
                before = words.photo.clone();
            }
        }
        if let Some(body) = &mut body
            && let Err(refused) = self.complete_photo(by, body, before.as_deref()).await
        {
            // It went with its words, where this is a repeat.
            return self.first_answer(&head, Some(&*body), refused).await;
        }
        if let (What::MemberRenamed { .. }, Some(Body { name: Some(name), .. })) = (&head.what, &body) {
            // A repeat, maybe through another server, must have the look-alike number of the first attempt, or it is a conflict.
            self.board.reach_head().await?;
            body = Some(self.named(head.id, by, name.clone()).await?);
        }
        self.check(head, body.as_ref()).await
    }

    /// The deed, if it is legal by what is folded now. None where it may be legal only after folding more.
    fn prepare_now(&self, by: MemberId, draft: Draft) -> Option<Ready> {
        let (head, body) = draft.check(by).ok()?;
        let event = Event { head, accepted_at_ms: self.now_ms() };
        let lent = self.lent_zone();
        self.gate.allows(&event).ok()?;
        let board = self.board.read();
        legal(&board.state, &event, lent.as_ref()).ok()?;
        ready(&board.state, event.head, body.as_ref()).ok()
    }

    /// The time zone in which a pod's days are days; none for a circle, whose board knows its own.
    fn lent_zone(&self) -> Option<Zone> {
        let circle = self.pod_of()?.board.read();
        Some(Zone(circle.state.circle().and_then(|circle| circle.time_zone.clone())))
    }

    async fn check(&self, head: Head, body: Option<&Body>) -> Result<Checked, Refused> {
        let margin_ms = if matches!(head.what, What::TraceReworded { .. }) { CLOCK_MARGIN_MS } else { 0 };
        let event = Event { head, accepted_at_ms: self.now_ms().saturating_add(margin_ms) };
        match self.may_append(&event, body).await {
            Ok(()) => ready(&self.board.read().state, event.head, body).map(|ready| Checked::Ready(Box::new(ready))),
            Err(refused) => self.first_answer(&event.head, body, refused).await,
        }
    }

    /// The first answer to a deed that is refused now, if it is in the log: then this is a repeat, whose sender missed the answer.
    async fn first_answer(&self, head: &Head, body: Option<&Body>, refused: Refused) -> Result<Checked, Refused> {
        let entry = new_entry(head.id, json(head)?, body)?;
        let Some(outcome @ Outcome::Repeated { position, .. }) = self.log.find(&self.board_log, &entry).await? else {
            return Err(refused);
        };
        self.board.reach(position).await?;
        answer_of(&self.board.read().state, head, outcome).map(Checked::Repeated)
    }

    async fn may_append(&self, event: &Event, body: Option<&Body>) -> Result<(), Refused> {
        if self.gate.allows(event).is_err() {
            self.gate.reach_head().await?;
            self.gate.allows(event)?;
        }
        let lent = self.lent_zone();
        if legal(&self.board.read().state, event, lent.as_ref()).is_err() {
            // Another server may have appended what this deed names: "no such …" is said only after folding to the head.
            self.board.reach_head().await?;
            legal(&self.board.read().state, event, lent.as_ref())?;
        }
        self.require_cards(&event.head).await?;
        check_body(&self.board.read().state, &event.head, body)
    }

    /// Appends deeds in one call, and answers each with the fold's verdict.
    async fn append_ready(&self, ready: Vec<Ready>) -> Vec<(EntryId, Result<Acked, Refused>)> {
        let unsettles = ready.iter().any(|one| one.entry.unsettles);
        let (heads, entries): (Vec<Head>, Vec<NewEntry>) = ready.into_iter().map(|one| (one.head, one.entry)).unzip();
        let all = |refused: &Refused| heads.iter().map(|head| (head.id, Err(refused.clone()))).collect();
        let outcomes = match self.append(&self.board_log, entries.clone()).await {
            Ok(outcomes) => outcomes,
            Err(refused) => return all(&refused),
        };
        self.board.offer(&appended(entries, &outcomes));
        let last = outcomes.iter().filter_map(position_of).max();
        if let Some(last) = last {
            if let Err(refused) = self.board.reach(last).await {
                return all(&refused);
            }
            self.clean_up(self.left_over(), unsettles).await.unwrap_or_else(|error| {
                // The answers stay as they are; the periodic cleaning up tries again.
                tracing::warn!(log.name = %self.board_log, error = %error, "cannot clean up words after a deed");
            });
        }
        let board = self.board.read();
        heads.iter().zip(outcomes).map(|(head, outcome)| (head.id, answer_of(&board.state, head, outcome))).collect()
    }

    /// Cleans up words, for a board that was just opened, that another server left in the log: a fold that begins at a checkpoint
    /// can't tell whether the words before it were cleaned up, so the store is asked.
    pub(crate) async fn settle_words(&self) -> Result<(), Refused> {
        let unsettled = self.log.unsettled().await?.iter().any(|unsettled| unsettled.log == self.board_log);
        if !unsettled {
            self.board.read().state.settled();
        }
        // A server may have been killed before it erased the words of an entry that the fold refused.
        self.clean_up(self.left_over(), unsettled).await
    }

    /// What is left to clean up in the log, as far as it is folded.
    pub(crate) fn left_over(&self) -> LeftOver {
        let at = self.board.read();
        LeftOver { touches: at.state.leftovers(), position: at.position }
    }

    /// Erases, conceals or reveals words after deeds: those of a deed that was legal when it was checked but not when it was
    /// folded, and those that another deed added in between. Words that another server has cleaned up meanwhile are skipped.
    /// `unsettled`: the store may note this log as having words to clean up, even if the fold finds none.
    pub(crate) async fn clean_up(&self, found: LeftOver, unsettled: bool) -> Result<(), Refused> {
        let LeftOver { touches, position } = found;
        if touches.is_empty() && !unsettled {
            return Ok(());
        }
        let left = self.board.read().state.still_left(&touches);
        for touches in left.chunks(TOUCHES_MAX) {
            self.log.touch(&self.board_log, touches).await?;
        }
        if let Some(position) = position {
            self.log.settle(&self.board_log, position).await?;
        }
        Ok(())
    }
}

/// How many deeds of one member go into one append at the most.
const APPEND_DEEDS_MAX: usize = 32;

/// Whether a deed may be appended together with others of its member: one that neither changes nor reads other words, so that it
/// doesn't matter what the others change.
fn can_share_append(draft: &Draft) -> bool {
    match &draft.deed {
        // A story has as many words as fit into a frame: a whole append of them would be more than a store accepts at once.
        Deed::Leave { tries: None, photo: None, told, .. } => told.is_empty(),
        Deed::Warm { .. } => true,
        _ => false,
    }
}

fn ready(board: &Board, head: Head, body: Option<&Body>) -> Result<Ready, Refused> {
    let touches = beforehand(board, &head);
    let mut entry = new_entry(head.id, json(&head)?, body)?;
    // Whether words are left to clean up after the fold. A restoration touches nothing beforehand, but its words are revealed
    // later. An answer to a round conceals only itself, so nothing is left; if it is refused, the fold reports its words.
    let touches_others = touches.iter().any(|touch| touch.id() != head.id.0);
    entry.unsettles = touches_others || matches!(head.what, What::TraceRestored { .. });
    entry.touches = touches;
    entry.photo = held_by(body);
    Ok(Ready { head, entry })
}

/// The entries of an append as the log holds them now, up to the first that was in it before.
fn appended(entries: Vec<NewEntry>, outcomes: &[Outcome]) -> Vec<Entry> {
    let stored = |(new, outcome): (NewEntry, &Outcome)| {
        let Outcome::Appended { position, accepted_at_ms } = *outcome else { return None };
        let concealed = new.touches.iter().any(|touch| matches!(touch, Touch::Conceal(id) if *id == new.id));
        let body = match new.body {
            None => StoredBody::None,
            Some(body) if concealed => StoredBody::Concealed(body),
            Some(body) => StoredBody::Open(body),
        };
        let touched = new.touches.iter().map(Touch::id).collect();
        let NewEntry { id, head, .. } = new;
        Some(Entry { position, previous: None, accepted_at_ms, id, head, body, touched })
    };
    entries.into_iter().zip(outcomes).map_while(stored).collect()
}

fn position_of(outcome: &Outcome) -> Option<Position> {
    match outcome {
        Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => Some(*position),
        Outcome::Conflict => None,
    }
}

fn answer_of(board: &Board, head: &Head, outcome: Outcome) -> Result<Acked, Refused> {
    let id = head.id;
    let is_new = matches!(outcome, Outcome::Appended { .. });
    let (Outcome::Appended { position, accepted_at_ms } | Outcome::Repeated { position, accepted_at_ms }) = outcome
    else {
        let message = format!("cannot accept {id}: the id was sent before with other content");
        return Err(Refused::new(Code::IdTaken, message));
    };
    match board.outcome(id) {
        Verdict::Refused(refusal) => Err(Refused::by_fold(operation(&head.what), refusal)),
        _ => Ok(Acked { position, at_ms: accepted_at_ms, is_new }),
    }
}

/// Refuses what the fold would refuse, and also an unknown parent, which the fold itself would ignore.
/// `lent`: in a pod, the time zone of its circle.
fn legal(board: &Board, event: &Event, lent: Option<&Zone>) -> Result<(), Refused> {
    let operation = operation(&event.head.what);
    let own_zone = || board.circle().and_then(|circle| circle.time_zone.as_deref());
    let zone = lent.map_or_else(own_zone, |lent| lent.0.as_deref());
    match board.check(event) {
        Verdict::Refused(refusal) => {
            if refusal == Refusal::BadTime {
                // Its message names the days that are allowed.
                due::check(zone, event, operation)?;
            }
            return Err(Refused::by_fold(operation, refusal));
        }
        // These depend on today's date, so a repeat isn't checked: it gets the first answer.
        Verdict::Applied => {
            due::check(zone, event, operation)?;
            time_bounds::check(board, event, operation)?;
            if let What::RoundOpened { about: Some(about), .. } = event.head.what
                && board.is_withdrawn(about)
            {
                return Err(Refused::by_fold(operation, Refusal::Withdrawn));
            }
        }
        Verdict::Repeated | Verdict::Unknown => {}
    }
    if let What::TraceLeft { builds_on, .. } = &event.head.what
        && let Some(parent) = builds_on.iter().find(|parent| !board.knows(**parent))
    {
        let message = format!("cannot {operation}: no trace {parent} to build on");
        return Err(Refused::new(Refusal::UnknownTrace.into(), message));
    }
    if let What::TraceLeft { cites, .. } | What::StoryRetold { cites, .. } = &event.head.what
        && let Some(cited) = cites.iter().find(|cited| !board.knows(**cited))
    {
        let message = format!("cannot {operation}: no trace {cited} to cite");
        return Err(Refused::new(Refusal::UnknownTrace.into(), message));
    }
    if let What::TraceLeft { round: Some(round), .. } = event.head.what
        && board.answer_of(round, event.head.by).is_none()
    {
        let message = format!("cannot {operation}: the member has no answer to round {round} to publish");
        return Err(Refused::new(Refusal::UnknownAnswer.into(), message));
    }
    retro::legal(board, event)
}

/// Refuses an answer without a text for each prompt: texts are in bodies, which the fold doesn't see.
fn check_body(board: &Board, head: &Head, body: Option<&Body>) -> Result<(), Refused> {
    if let (What::RoundAnswered { round, .. }, Some(body)) = (&head.what, body)
        && let Some(asks) = board.prompts_of(*round)
        && body.answers.len() != usize::from(asks)
    {
        let message =
            format!("cannot answer the round: it has {asks} prompts, and {} texts were sent", body.answers.len());
        return Err(Refused::new(Code::BadRequest, message));
    }
    retro::fits(board, head, body)
}

/// What a deed does, for messages like "cannot leave the trace".
pub(super) fn operation(what: &What) -> &'static str {
    match what {
        What::CircleFounded { .. } => "found the circle",
        What::CircleChanged { .. } => "change the circle",
        What::MemberJoined { .. } => "join the circle",
        What::MemberRenamed { .. } => "take another name",
        What::MemberLeft => "leave the circle",
        What::MemberRests => "rest",
        What::MemberRemoved { .. } => "remove the member",
        What::MemberLetBack { .. } => "let the member back",
        What::RoleGiven { .. } => "give the role",
        What::ProgramAdded { .. } => "add the program",
        What::TraceLeft { .. } => "leave the trace",
        What::FacetMoved { to: Facet::Agreement { .. }, .. } => "move the agreement",
        What::FacetMoved { .. } => "move the promise",
        What::TraceReworded { .. } => "reword the trace",
        What::TellingAsked { .. } => "ask for the trace",
        What::StoryRetold { .. } => "tell the story anew",
        What::TraceWithdrawn { .. } => "withdraw the trace",
        What::TraceHidden { .. } => "hide the trace",
        What::TraceRestored { .. } => "restore the trace",
        What::TraceWarmed { .. } => "warm the trace",
        What::RhythmSet { .. } => "set the rhythm",
        What::MeetingMoved { .. } => "move the meeting",
        What::RoundOpened { .. } => "open the round",
        What::RoundAnswered { passed: false, .. } => "answer the round",
        What::RoundAnswered { passed: true, .. } => "pass in the round",
        What::AnswerWithdrawn { .. } => "take the answer back",
        What::RoundEnded { .. } => "end the round",
        What::CardPut { .. } => "put the card",
        What::GatheringOpened { .. } => "open the gathering",
        What::GatheringChanged { .. } => "change the gathering",
        What::GatheringEnded { .. } => "end the gathering",
        What::CircleSeeded { .. } => "seed a circle",
        What::BuddingPutOff => "put off the budding",
        What::GrewFrom { .. } => "say what the circle grew from",
        What::PodCalled { .. } => "call the pod",
        What::PodTold { .. } => "hear of the pod",
        What::PodFounded { .. } => "found the pod",
        What::PodInvited { .. } => "invite into the pod",
        What::PodDeclined => "decline the invitation",
        What::PodExtended { .. } => "give the pod another last day",
        What::PodRested { .. } => "let the pod rest",
        What::PodClosed => "close the pod",
        What::PodMemberGone { .. } => "take the member out of the pod",
        What::Unknown => "take the entry",
    }
}
