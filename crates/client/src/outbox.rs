//! Drafts to send, and the answers to them. No clock and no I/O.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;
use traceboard_board::EntryId;
use traceboard_position::Position;
use traceboard_protocol::{Code, Draft, Limits};

use needs::needs;

mod error;
mod needs;

pub use error::OutboxError;

/// The most drafts that wait: what one person writes in a week offline.
pub const OUTBOX_DRAFTS_MAX: usize = 500;
/// How many drafts are in flight at once: enough to fill a slow line, few enough to come back in order.
pub const PIPELINE_MAX: usize = 8;
/// What a frame has around its draft, in bytes, at most.
const FRAME_BYTES: usize = 64;
/// How long an acked draft is kept, to send it again if a new term of the log lacks it.
pub const ACKED_KEPT: Duration = Duration::from_secs(10 * 60);
/// The most acked drafts kept.
pub const ACKED_MAX: usize = 1000;

/// Drafts in the order in which they were written. They keep their ids, so sending one again is safe.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: VecDeque<Waiting>,
    aside: Vec<Aside>,
    acked: VecDeque<Acked>,
    /// Nothing is sent before this.
    not_before: Option<Instant>,
    /// The last known term of the log.
    term: Term,
}

/// The number and nonce of a term.
type Term = (u64, u64);

/// A draft that was refused for good. It is set aside until the user decides; only drafts that build on it wait for
/// that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The draft.
    pub draft: Draft,
    /// Why, by the error table.
    pub code: Code,
    /// Why, in words.
    pub message: String,
}

#[derive(Debug)]
struct Waiting {
    draft: Draft,
    sent: bool,
    /// When it was first acked, if a later term of the log may lack it.
    acked_at: Option<Instant>,
}

#[derive(Debug)]
struct Acked {
    draft: Draft,
    at: Instant,
    /// A term whose history is known to hold it.
    term: Term,
}

impl Outbox {
    /// Adds a draft behind the others.
    ///
    /// # Errors
    /// [`OutboxError`]; the draft is dropped.
    pub fn add(&mut self, draft: Draft) -> Result<(), OutboxError> {
        if self.waiting.len() + self.aside.len() >= OUTBOX_DRAFTS_MAX {
            return Err(OutboxError::Full);
        }
        let bytes = serde_json::to_vec(&draft).map_or(usize::MAX, |json| json.len());
        if bytes.saturating_add(FRAME_BYTES) > Limits::FRAME_BYTES_MAX {
            return Err(OutboxError::TooLarge);
        }
        let here = self.waiting.iter().map(|waiting| &waiting.draft).chain(self.aside.iter().map(|aside| &aside.draft));
        if here.chain(self.acked.iter().map(|acked| &acked.draft)).any(|other| other.id == draft.id) {
            return Err(OutboxError::IdTaken);
        }
        self.waiting.push_back(Waiting::new(draft));
        Ok(())
    }

    /// The next draft to send, which then counts as sent. `None` if none can be sent: [`PIPELINE_MAX`] are in flight,
    /// the next builds on one of those, or it is too early ([`Outbox::not_before`]).
    pub fn send(&mut self, now: Instant) -> Option<Draft> {
        if self.not_before.is_some_and(|at| now < at) {
            return None;
        }
        if self.waiting.iter().filter(|waiting| waiting.sent).count() >= PIPELINE_MAX {
            return None;
        }
        let blocked = self.blocked();
        let next = self.waiting.iter().position(|waiting| !waiting.sent && !blocked.contains(&waiting.draft.id))?;
        let needs = needs(&self.waiting[next].draft);
        // A draft that it builds on may still be refused; then this one has to wait.
        if self.waiting.iter().any(|other| other.sent && needs.contains(&other.draft.id)) {
            return None;
        }
        self.waiting[next].sent = true;
        Some(self.waiting[next].draft.clone())
    }

    /// Notes that a draft was acked.
    pub fn acked(&mut self, id: EntryId, position: Position, now: Instant) {
        while self.acked.len() >= ACKED_MAX || self.acked.front().is_some_and(|acked| now - acked.at > ACKED_KEPT) {
            self.acked.pop_front();
        }
        let taken = self.take(id);
        if position.term > self.term.0 {
            // A new term may lack drafts that were acked in the former one.
            self.reached(position, now);
        }
        if let Some(Waiting { draft, acked_at, .. }) = taken {
            // A repeat is acked with its old position, which is in the history of the present term too.
            let term = self.term.max((position.term, position.nonce));
            self.acked.push_back(Acked { draft, at: acked_at.unwrap_or(now), term });
        }
    }

    /// Notes that a draft was refused for now: it is sent again, and no other draft before it, to keep the order.
    pub fn put_off(&mut self, id: EntryId, until: Instant) {
        if let Some(waiting) = self.waiting.iter_mut().find(|waiting| waiting.draft.id == id) {
            waiting.sent = false;
            self.not_before = self.not_before.max(Some(until));
        }
    }

    /// Notes that a draft was refused for good, and sets it aside.
    pub fn refused(&mut self, id: EntryId, code: Code, message: String) {
        if let Some(Waiting { draft, .. }) = self.take(id) {
            self.aside.push(Aside { draft, code, message });
        }
    }

    /// Notes a lost connection: unanswered drafts are sent again over the next one.
    pub fn lost(&mut self) {
        for waiting in &mut self.waiting {
            waiting.sent = false;
        }
    }

    /// Notes the log's position. Acked drafts of another term are sent again, in order and before all others, because a
    /// term that began after a loss may lack them. If it has them, they are answered as repeats.
    pub fn reached(&mut self, position: Position, now: Instant) {
        let term = (position.term, position.nonce);
        if term == self.term {
            return;
        }
        let (doubted, kept) = std::mem::take(&mut self.acked)
            .into_iter()
            .filter(|acked| now - acked.at <= ACKED_KEPT)
            .partition::<VecDeque<_>, _>(|acked| acked.term != term);
        self.term = term;
        self.acked = kept;
        for acked in doubted.into_iter().rev() {
            self.waiting.push_front(Waiting { draft: acked.draft, sent: false, acked_at: Some(acked.at) });
        }
    }

    /// Queues a draft that was set aside again, behind the others, under its id.
    pub fn retry(&mut self, id: EntryId) -> bool {
        let Some(index) = self.aside.iter().position(|aside| aside.draft.id == id) else { return false };
        let draft = self.aside.remove(index).draft;
        // Drafts that build on it stay behind it.
        let before = self.waiting.iter().position(|waiting| needs(&waiting.draft).contains(&id));
        let at = before.unwrap_or(self.waiting.len());
        self.waiting.insert(at, Waiting::new(draft));
        true
    }

    /// Removes a draft that was set aside, and all that waited for it; returns them.
    pub fn discard(&mut self, id: EntryId) -> Vec<Draft> {
        let Some(index) = self.aside.iter().position(|aside| aside.draft.id == id) else { return Vec::new() };
        let mut gone = vec![self.aside.remove(index).draft];
        // Drafts build only on earlier ones, so one pass in order finds all.
        let mut kept = VecDeque::with_capacity(self.waiting.len());
        for waiting in self.waiting.drain(..) {
            let needed = needs(&waiting.draft);
            if gone.iter().any(|draft| needed.contains(&draft.id)) {
                gone.push(waiting.draft);
            } else {
                kept.push_back(waiting);
            }
        }
        self.waiting = kept;
        gone
    }

    /// The drafts that were set aside.
    #[must_use]
    pub fn aside(&self) -> &[Aside] {
        &self.aside
    }

    /// Unanswered drafts, in order: in flight, to be sent, or waiting for one that was set aside.
    pub fn pending(&self) -> impl Iterator<Item = &Draft> {
        self.waiting.iter().map(|waiting| &waiting.draft)
    }

    /// How many drafts are in flight or can be sent: those that wait for one that was set aside don't count.
    #[must_use]
    pub fn open(&self) -> usize {
        self.waiting.len() - self.blocked().len()
    }

    /// When sending may continue, if a draft was refused for now.
    #[must_use]
    pub fn not_before(&self) -> Option<Instant> {
        self.not_before
    }

    /// The drafts that build on one that was set aside, directly or through others.
    fn blocked(&self) -> Vec<EntryId> {
        let mut blocked = Vec::new();
        if self.aside.is_empty() {
            return blocked;
        }
        for waiting in &self.waiting {
            let needed = needs(&waiting.draft);
            let aside = self.aside.iter().any(|aside| needed.contains(&aside.draft.id));
            if aside || needed.iter().any(|id| blocked.contains(id)) {
                blocked.push(waiting.draft.id);
            }
        }
        blocked
    }

    fn take(&mut self, id: EntryId) -> Option<Waiting> {
        let index = self.waiting.iter().position(|waiting| waiting.draft.id == id)?;
        self.waiting.remove(index)
    }
}

impl Waiting {
    fn new(draft: Draft) -> Self {
        Self { draft, sent: false, acked_at: None }
    }
}

#[cfg(test)]
mod tests;
