//! Follows the entries of a board's log, over any number of lost connections.

use std::{collections::VecDeque, time::Duration};

use tokio::time::{Instant, sleep_until};
use traceboard_position::Position;
use traceboard_protocol::{EntryLine, EntryPage, EntryQuery, Limits};

use crate::{
    Api, Backoff, Chance, ClientError, End, Session,
    live::{WAIT_FIRST, WAIT_LONGEST},
    system_chance,
};

/// The pause before the next request, if the last one was answered at once and without entries.
const PAUSE: Duration = Duration::from_secs(1);

/// The next item of a log.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// The next entry. They come in the order of the log, each once.
    Next(Box<EntryLine>),
    /// All present entries were read; the next ones come as they happen. Sent once, and again after each lost
    /// connection.
    CaughtUp,
    /// The server can't be reached; the next try begins after a while.
    Lost {
        /// Why, in words.
        why: String,
        /// The time until then.
        back_in: Duration,
    },
}

/// The entries of a circle's board after a position, for programs that want entries instead of rows: a printer, a bot,
/// a bridge.
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
    /// Reads entries after a position; from the first entry if it is `None`.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] where this machine can open no connections at all.
    pub fn follow(session: &Session, after: Option<Position>) -> Result<Self, ClientError> {
        Ok(Self::of(Api::new(session)?, after))
    }

    /// As [`Entries::follow`], for the board of `api`: a circle's, or a pod's.
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

    /// The position after which to continue later: that of the last entry that [`Entries::next`] returned.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.after
    }

    /// Waits for the next event. Cancel safe.
    ///
    /// # Errors
    /// [`End::ResumeImpossible`] where no history of the log goes on from the position; [`End::Refused`] where the session is
    /// over. Later calls ask again.
    pub async fn next(&mut self) -> Result<Entry, End> {
        loop {
            while let Some(entry) = self.read.pop_front() {
                // Entries that were returned already are not returned again.
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
                Ok(page) => self.add_page(page, asked_at),
                Err(error) => return self.failed(&error),
            }
        }
    }

    /// A page; the server waits for new entries only once all were read.
    async fn page(&self) -> Result<EntryPage, ClientError> {
        let wait_ms = self.caught_up.then_some(Limits::WAIT_MS_MAX);
        let limit = u32::try_from(Limits::ENTRIES_MAX).ok();
        self.api.entries(&EntryQuery { after: self.after, wait_ms, limit }).await
    }

    fn add_page(&mut self, page: EntryPage, asked_at: Instant) {
        self.backoff.reset();
        // Without the pause a server or proxy that ignores `wait_ms` would be asked in a busy loop.
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
            Some(wait) => self.backoff.wait_at_least(wait),
            None => self.backoff.wait(),
        };
        (self.not_before, self.more, self.caught_up) = (Some(Instant::now() + back_in), true, false);
        Ok(Entry::Lost { why: error.to_string(), back_in })
    }
}
