//! Following the entries of a board's log, over any number of lost connections.

use std::{collections::VecDeque, time::Duration};

use tokio::time::{Instant, sleep_until};
use traceboard_position::Position;
use traceboard_protocol::{EntryLine, EntryPage, EntryQuery, Limits};

use crate::{
    Api, Backoff, Chance, ClientError, End, Session,
    live::{WAIT_FIRST, WAIT_LONGEST},
    system_chance,
};

/// The pause before the next question where the last one was answered with nothing, and at once.
const PAUSE: Duration = Duration::from_secs(1);

/// What comes next of a log.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// The next entry. They come in the order of the log, each once.
    Next(Box<EntryLine>),
    /// All that the log held was read; what comes now comes as it happens. Comes once, and again after each connection that
    /// was lost.
    CaughtUp,
    /// The server can't be reached; the next try begins after a while.
    Lost {
        /// Why, in words.
        why: String,
        /// After how long.
        back_in: Duration,
    },
}

/// The entries of a circle's board after a position, for programs that want deeds and not rows: a printer, a bot, a bridge.
#[derive(Debug)]
pub struct Entries {
    api: Api,
    after: Option<Position>,
    read: VecDeque<EntryLine>,
    backoff: Backoff,
    not_before: Option<Instant>,
    more: bool,
    caught_up: bool,
}

impl Entries {
    /// Reads on from right after a position; from the first entry, where it is none.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] where this machine can open no connections at all.
    pub fn follow(session: &Session, after: Option<Position>) -> Result<Self, ClientError> {
        Ok(Self::of(Api::new(session)?, after))
    }

    /// As [`Entries::follow`], of the board that `api` means: a circle's, or a pod's.
    #[must_use]
    pub fn of(api: Api, after: Option<Position>) -> Self {
        Self::follow_with(api, after, system_chance())
    }

    /// As [`Entries::follow`], over connections and with randomness of the caller's.
    #[must_use]
    pub fn follow_with(api: Api, after: Option<Position>, chance: Chance) -> Self {
        let backoff = Backoff::new(WAIT_FIRST, WAIT_LONGEST, chance);
        Self { api, after, read: VecDeque::new(), backoff, not_before: None, more: true, caught_up: false }
    }

    /// The position to go on after, once this is dropped: that of the last entry that [`Entries::next`] gave.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.after
    }

    /// Waits for what comes next. Cancel safe.
    ///
    /// # Errors
    /// [`End::ResumeImpossible`] where no history of the log goes on from the position; [`End::Refused`] where the session is
    /// over. Later calls ask again.
    pub async fn next(&mut self) -> Result<Entry, End> {
        loop {
            while let Some(entry) = self.read.pop_front() {
                // Whatever was given already is not given again.
                if self.after.is_none_or(|after| after < entry.position) {
                    self.after = Some(entry.position);
                    return Ok(Entry::Next(Box::new(entry)));
                }
            }
            if !self.more && !self.caught_up {
                self.caught_up = true;
                return Ok(Entry::CaughtUp);
            }
            if let Some(at) = self.not_before {
                sleep_until(at).await;
            }
            let asked_at = Instant::now();
            match self.page().await {
                Ok(page) => self.take_in(page, asked_at),
                Err(error) => return self.failed(&error),
            }
        }
    }

    /// A page; the server waits for news only once all is read.
    async fn page(&self) -> Result<EntryPage, ClientError> {
        let wait_ms = self.caught_up.then_some(Limits::WAIT_MS_MAX);
        let limit = u32::try_from(Limits::ENTRIES_MAX).ok();
        self.api.entries(&EntryQuery { after: self.after, wait_ms, limit }).await
    }

    fn take_in(&mut self, page: EntryPage, asked_at: Instant) {
        self.backoff.reset();
        // A server, or a proxy before it, that doesn't wait for news would be asked without end.
        let early = page.entries.is_empty() && asked_at.elapsed() < PAUSE && (page.more || self.caught_up);
        self.not_before = early.then(|| Instant::now() + PAUSE);
        self.more = page.more;
        self.read.extend(page.entries);
    }

    fn failed(&mut self, error: &ClientError) -> Result<Entry, End> {
        if let Some(end) = End::of(error) {
            return Err(end);
        }
        let back_in = match error.retry_after() {
            Some(told) => self.backoff.wait_as_told(told),
            None => self.backoff.wait(),
        };
        (self.not_before, self.more, self.caught_up) = (Some(Instant::now() + back_in), true, false);
        Ok(Entry::Lost { why: error.to_string(), back_in })
    }
}
