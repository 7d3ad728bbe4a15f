//! Follows a log from a position on, without a gap.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::broadcast::error::{RecvError, TryRecvError},
    time::{Instant, timeout_at},
};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{Entry, Log, LogName, PAGE_ENTRIES_MAX, Publication, Publishing, ReadError, Subscription};

/// How often an idle [`Tail`] reads the head: the last publication may be lost, and no later one would show the gap.
pub const TAIL_HEAD_EVERY: Duration = Duration::from_secs(10);
/// How often it reads the head while publications do not arrive: entries are then 200 ms late at most, for one small
/// call each time.
const HEAD_EVERY_WITHOUT_PUBLICATIONS: Duration = Duration::from_millis(200);

/// Follows `name` from right after a position (from the first entry, where it is none). Nothing is read before the
/// first [`Tail::next`].
#[must_use]
pub fn tail(log: Arc<dyn Log>, name: LogName, after: Option<Position>) -> Tail {
    Tail {
        log,
        name,
        position: after,
        publications: None,
        catch_up: true,
        check_head: false,
        missed: false,
        pending_touches: None,
        lost: None,
        head_every: Some(TAIL_HEAD_EVERY),
        head_read_at: Instant::now(),
    }
}

/// A log, entry after entry: in order, each once, without a gap.
pub struct Tail {
    log: Arc<dyn Log>,
    name: LogName,
    position: Option<Position>,
    publications: Option<Subscription<Publication>>,
    /// Whether the log has to be read before publications can continue.
    catch_up: bool,
    /// Whether the head has to be compared.
    check_head: bool,
    /// Whether publications were lost, and with them perhaps touches.
    missed: bool,
    /// Touches that came right after entries, and are returned after them.
    pending_touches: Option<Vec<Uuid>>,
    /// The position of unreadable entries after the returned ones.
    lost: Option<Position>,
    /// The interval of head reads; `None`: never.
    head_every: Option<Duration>,
    /// When the head was read last.
    head_read_at: Instant,
}

/// The next item of a tail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tailed {
    /// The next entries, at least one and at most [`PAGE_ENTRIES_MAX`]. Bodies stand as they were when the entry was
    /// read or published; a later entry that touches them says so in `touched`.
    Entries(Vec<Arc<Entry>>),
    /// Bodies were touched without an entry. An empty list says that such a message may have been lost: any body may
    /// have been touched.
    Touched(Vec<Uuid>),
    /// Entries up to here are damaged and are skipped. They are logged.
    Lost(Position),
}

impl Tail {
    /// Reads the head at another interval than [`TAIL_HEAD_EVERY`]; never if it is zero. While publications don't
    /// arrive, it is read at least four times a second.
    #[must_use]
    pub fn head_every(mut self, every: Duration) -> Self {
        self.head_every = (!every.is_zero()).then_some(every);
        self
    }

    /// The position of the last returned entry; before the first, where the tail began.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// Waits for the next item. Cancel safe: items that were not returned come with the next call. After an error the
    /// next call tries again from the same position.
    ///
    /// # Errors
    /// [`ReadError::NotResumable`] where no history goes on from the tail's position (the log forked, or was deleted):
    /// begin anew from a snapshot. [`ReadError::Log`] where the store failed.
    pub async fn next(&mut self) -> Result<Tailed, ReadError> {
        loop {
            if let Some(ids) = self.pending_touches.take() {
                return Ok(Tailed::Touched(ids));
            }
            if let Some(position) = self.lost.take() {
                return Ok(Tailed::Lost(position));
            }
            if self.publications.is_none() {
                // First subscribe, then read the history: what is appended in between comes by both, and is recognised
                // by its position.
                self.publications = Some(self.log.watch(&self.name).await?);
                self.catch_up = true;
            }
            if std::mem::take(&mut self.missed) {
                return Ok(Tailed::Touched(Vec::new()));
            }
            if self.check_head {
                self.head_read_at = Instant::now();
                let head = self.log.head(&self.name).await?;
                self.check_head = false;
                self.catch_up |= head != self.position;
            }
            if self.catch_up {
                let page = self.log.read(&self.name, self.position).await?;
                self.catch_up = page.more;
                for damage in &page.damaged {
                    tracing::error!(log.name = %self.name, %damage, "an entry is damaged: run `traceboard check`");
                }
                self.position = page.last.or(self.position);
                let last = page.entries.last().map(|entry| entry.position);
                self.lost = page.last.filter(|read| last != Some(*read));
                if last.is_some() {
                    return Ok(Tailed::Entries(page.entries.into_iter().map(Arc::new).collect()));
                }
                continue;
            }
            let Some(first) = self.publication().await else {
                self.check_head = true;
                continue;
            };
            let entries = self.collect(first);
            if !entries.is_empty() {
                return Ok(Tailed::Entries(entries));
            }
        }
    }

    /// The next publication; `None` when it is time to read the head. When a store's publications stop, it sends
    /// [`Publication::Missed`], so that the interval is computed again.
    async fn publication(&mut self) -> Option<Result<Publication, RecvError>> {
        let publications = self.publications.as_mut()?;
        let Some(every) = self.head_every else { return Some(publications.recv().await) };
        let every = match self.log.publishing() {
            Publishing::Arrives => every,
            Publishing::Fails => every.min(HEAD_EVERY_WITHOUT_PUBLICATIONS),
        };
        timeout_at(self.head_read_at + every, publications.recv()).await.ok()
    }

    /// Collects a publication and all waiting behind it, as long as they are consecutive.
    fn collect(&mut self, first: Result<Publication, RecvError>) -> Vec<Arc<Entry>> {
        let mut entries = Vec::new();
        let mut next = first;
        loop {
            match next {
                Ok(Publication::Entry(entry)) if self.is_next(&entry) => {
                    self.position = Some(entry.position);
                    entries.push(entry);
                }
                Ok(Publication::Entry(entry)) if self.is_known(&entry) => {}
                Ok(Publication::Entry(_)) => {
                    self.catch_up = true;
                    return entries;
                }
                Ok(Publication::Touched(ids)) => {
                    self.pending_touches = Some(ids);
                    return entries;
                }
                Ok(Publication::Missed) | Err(RecvError::Lagged(_)) => {
                    self.missed = true;
                    self.catch_up = true;
                    return entries;
                }
                Err(RecvError::Closed) => {
                    self.publications = None;
                    return entries;
                }
            }
            let Some(publications) = &mut self.publications else { return entries };
            if entries.len() >= PAGE_ENTRIES_MAX {
                return entries;
            }
            next = match publications.try_recv() {
                Ok(publication) => Ok(publication),
                Err(TryRecvError::Empty) => return entries,
                Err(TryRecvError::Closed) => Err(RecvError::Closed),
                Err(TryRecvError::Lagged(lost)) => Err(RecvError::Lagged(lost)),
            };
        }
    }

    fn is_next(&self, entry: &Entry) -> bool {
        entry.previous == self.position
    }

    /// Only within the same term: another nonce is another history, and only the log knows whether it continues this
    /// one.
    fn is_known(&self, entry: &Entry) -> bool {
        self.position.is_some_and(|at| {
            at.term == entry.position.term && at.nonce == entry.position.nonce && at.seq >= entry.position.seq
        })
    }
}

impl std::fmt::Debug for Tail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tail").field("name", &self.name).field("position", &self.position).finish_non_exhaustive()
    }
}
