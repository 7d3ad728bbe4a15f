//! Searching a space: its index of words, kept as the board is, and what is found in it.
//!
//! The index says which traces have the words; the board says which of them stand, in which order, and what of them may be seen.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use jiff::{Span, civil::Date};
use tokio::sync::{Notify, watch};
use tokio_util::task::AbortOnDropHandle;
use traceboard_board::{Audience, CardsPage, Edge, EntryId, TraceFilter};
use traceboard_log::{BODIES_MAX, StoredBody};
use traceboard_position::Position;
use traceboard_protocol::{self as protocol, Bodies, Found, Rows, SearchPage, SearchRequest, Stretch};
use traceboard_rhythm::{Zone, first_ms_of};
use traceboard_search::{Index, Marks, SearchError, Terms};

use super::Space;
use crate::{
    indexes::{Kept, Reached, unusable},
    refusal::{Refused, chain},
};

/// How long a search waits for an index that is being filled. What it holds by then is the newest, and is answered as a part.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many traces are put in at a time: between two of those the index is searched, and what was taken back meanwhile is taken out.
const PUT_MAX: usize = 500;
/// From how many traces on a first filling is gathered into one piece.
const GATHERED_FROM: usize = 5_000;
/// How often an index is made anew for one search.
const ATTEMPTS: usize = 2;
/// The pause after the log couldn't be read.
const RETRY: Duration = Duration::from_secs(1);

/// Numbers of traces, a bit for each.
struct Numbers(Vec<u64>);

impl Numbers {
    fn of(numbers: &[u32]) -> Self {
        let len = numbers.iter().max().map_or(0, |last| *last as usize / 64 + 1);
        let mut bits = vec![0; len];
        numbers.iter().for_each(|n| bits[*n as usize / 64] |= 1 << (n % 64));
        Self(bits)
    }

    fn has(&self, n: u32) -> bool {
        self.0.get(n as usize / 64).is_some_and(|bits| bits & (1 << (n % 64)) != 0)
    }
}

impl Space {
    /// The newest traces that have what is looked for, at most `limit`.
    ///
    /// # Errors
    /// Where the log can't be read, or there can be no index.
    pub(crate) async fn search(
        self: &Arc<Self>,
        audience: Audience,
        request: &SearchRequest,
        limit: usize,
    ) -> Result<SearchPage, Refused> {
        let typed = request.words.as_deref().unwrap_or_default().trim();
        let terms = Terms::read(typed);
        let (numbers, partial) = match &terms {
            Some(terms) => self.numbers_with(terms).await?,
            // Whoever asks without words types some soon. Without an index the list is complete, too.
            None => {
                let _ = self.index();
                (Numbers(Vec::new()), false)
            }
        };
        let any = typed.is_empty();
        let before = request.before.map(|protocol::Edge { at_ms, n }| Edge { at_ms, n });
        let ask = |board: &traceboard_board::Board| {
            let zone = board.circle().and_then(|circle| circle.time_zone.clone());
            let filter = filter(request, zone.as_deref());
            Ok(board.found_page(audience, &filter, |n| any || numbers.has(n), before, limit))
        };
        let (position, page, bodies) = self.ask(ask, |page| &page.rows).await?;
        Ok(answer(position, page, &bodies, terms.as_ref(), partial))
    }

    /// The traces with these words, and whether some of the older ones were not looked at yet.
    async fn numbers_with(self: &Arc<Self>, terms: &Terms) -> Result<(Numbers, bool), Refused> {
        let mut failed = None;
        for _ in 0..ATTEMPTS {
            let kept = self.index()?;
            let partial = !self.catch_up(&kept).await;
            let Some(index) = kept.index.upgrade() else { continue };
            let terms = terms.clone();
            let found = tokio::task::spawn_blocking(move || index.find(&terms)).await;
            match found.map_err(|error| Refused::internal("search", &error))? {
                Ok(numbers) => return Ok((Numbers::of(&numbers), partial)),
                Err(error) => {
                    warn(&error);
                    self.indexes.let_go(self.space);
                    failed = Some(error);
                }
            }
        }
        Err(failed.map_or_else(|| unusable(&NoIndex), |error| unusable(&error)))
    }

    /// The index of this space, which begins to be filled where there is none.
    fn index(self: &Arc<Self>) -> Result<Arc<Kept>, Refused> {
        self.indexes.of(self.space, |index| {
            let (reaching, reached) = watch::channel(Reached::default());
            let stirred = Arc::clone(&self.beside.stirred);
            let weak = Arc::downgrade(&index);
            let keeping = tokio::spawn(keep(Arc::downgrade(self), index, stirred, reaching));
            Kept { index: weak, reached, _keeping: AbortOnDropHandle::new(keeping) }
        })
    }

    /// Waits until an index is as the board is now; false where that takes too long, or the index is gone.
    async fn catch_up(&self, kept: &Kept) -> bool {
        let now = self.board.read().position;
        let is_there = |reached: &Reached| reached.whole && reached.position >= now;
        let mut reached = kept.reached.clone();
        if !is_there(&reached.borrow()) {
            self.beside.stirred.notify_one();
        }
        matches!(tokio::time::timeout(PATIENCE, reached.wait_for(is_there)).await, Ok(Ok(_)))
    }

    /// Takes out of an index what the board shows to nobody any more, and puts in the newest that it lacks.
    async fn bring_up(&self, index: &Arc<Index>, indexed: &mut Vec<Option<EntryId>>) -> Result<Reached, Failed> {
        let (mut gone, mut lacking) = (Vec::new(), Vec::new());
        let position = {
            let at = self.board.read();
            let shown = at.state.shown_words();
            indexed.resize(shown.len().max(indexed.len()), None);
            for ((n, held), shown) in (0_u32..).zip(indexed.iter()).zip(shown.chain(std::iter::repeat(None))) {
                if *held == shown {
                    continue;
                }
                // Former words don't wait until the new ones have their turn.
                if held.is_some() {
                    gone.push(n);
                }
                lacking.extend(shown.map(|words| (n, words)));
            }
            at.position
        };
        if !gone.is_empty() {
            gone.iter().for_each(|n| indexed[*n as usize] = None);
            let index = Arc::clone(index);
            blocking(move || index.remove(&gone)).await?;
        }
        let whole = lacking.len() <= PUT_MAX;
        lacking.reverse();
        lacking.truncate(PUT_MAX);
        if !lacking.is_empty() {
            let texts = self.texts(&lacking).await?;
            let index = Arc::clone(index);
            blocking(move || index.put(&texts)).await?;
            lacking.into_iter().for_each(|(n, words)| indexed[n as usize] = Some(words));
        }
        Ok(Reached { position, whole })
    }

    /// What is looked into of each trace. It does not go through the words that are kept: a first filling would push out all others.
    async fn texts(&self, of: &[(u32, EntryId)]) -> Result<Vec<(u32, String)>, Refused> {
        let mut texts = Vec::with_capacity(of.len());
        for some in of.chunks(BODIES_MAX) {
            let ids: Vec<_> = some.iter().map(|(_, words)| words.0).collect();
            let bodies = self.log.bodies(&self.board_log, &ids).await?;
            texts.extend(some.iter().zip(&bodies).map(|((n, _), body)| (*n, text_of(body))));
        }
        Ok(texts)
    }
}

/// An index that was made for a search was gone before it could answer, as often as it is tried.
#[derive(Debug, thiserror::Error)]
#[error("an index could not be filled")]
struct NoIndex;

/// Why an index is no further.
enum Failed {
    Log(Refused),
    Index(SearchError),
}

impl From<Refused> for Failed {
    fn from(refused: Refused) -> Self {
        Self::Log(refused)
    }
}

async fn blocking(work: impl FnOnce() -> Result<(), SearchError> + Send + 'static) -> Result<(), Failed> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Failed::Log(Refused::internal("write a search index", &error)))?.map_err(Failed::Index)
}

/// Keeps an index as its board is, whenever it is searched or bodies were touched, for as long as both are there.
async fn keep(space: Weak<Space>, index: Arc<Index>, stirred: Arc<Notify>, reaching: watch::Sender<Reached>) {
    let (mut indexed, mut gathered) = (Vec::new(), false);
    loop {
        let Some(space) = space.upgrade() else { return };
        let reached = space.bring_up(&index, &mut indexed).await;
        drop(space);
        match reached {
            Ok(reached) => {
                reaching.send_replace(reached);
                if !reached.whole {
                    continue;
                }
                if !std::mem::replace(&mut gathered, true) && indexed.len() >= GATHERED_FROM {
                    let index = Arc::clone(&index);
                    if let Err(Failed::Index(error)) = blocking(move || index.gather()).await {
                        return warn(&error);
                    }
                }
                stirred.notified().await;
            }
            Err(Failed::Index(error)) => return warn(&error),
            Err(Failed::Log(refused)) => {
                refused.log_failure();
                tokio::time::sleep(RETRY).await;
            }
        }
    }
}

fn warn(error: &SearchError) {
    tracing::warn!(error = %chain(error), "a search index is thrown away, and the next search makes another");
}

/// What of a body is looked into: what its card shows.
fn text_of(body: &StoredBody) -> String {
    let read = body.any().and_then(|bytes| traceboard_board::Body::read(bytes));
    read.map_or_else(String::new, |body| {
        // A mark between them that is no part of a word.
        [body.text, body.open_end].into_iter().flatten().collect::<Vec<_>>().join("\n")
    })
}

fn filter(request: &SearchRequest, zone: Option<&str>) -> TraceFilter {
    let zone = zone.and_then(|name| Zone::named(name).ok()).unwrap_or_else(Zone::utc);
    let first_ms = |day: Date| first_ms_of(&zone, day);
    TraceFilter {
        by: request.by,
        from_ms: request.from.and_then(first_ms),
        until_ms: request.to.and_then(|day| first_ms(day.saturating_add(Span::new().days(1)))),
        open: request.open,
    }
}

/// The cards, without those whose words were changed since the index was read.
fn answer(
    position: Position,
    mut page: CardsPage,
    bodies: &Bodies,
    terms: Option<&Terms>,
    partial: bool,
) -> SearchPage {
    let edge = page.edge.map(protocol::Edge::from);
    let mut found = Vec::new();
    if let Some(terms) = terms {
        page.listed.retain(|n| {
            let card = page.rows.cards.iter().find(|card| card.n == *n);
            let body = card.and_then(|card| bodies.get(&card.words?));
            let Some(body) = body else { return false };
            let texts = [&body.text, &body.open_end].map(|text| text.as_deref().unwrap_or_default());
            let Some(marks) = terms.find_in(&texts) else { return false };
            let places = |marks: Marks| marks.into_iter().map(|(from, to)| Stretch(from, to)).collect();
            let mut marks = marks.into_iter().map(places);
            let (text, open_end) = (marks.next().unwrap_or_default(), marks.next().unwrap_or_default());
            found.push(Found { n: *n, text, open_end });
            true
        });
    }
    SearchPage { position, listed: page.listed, edge, found, partial, rows: Rows::of(page.rows, bodies) }
}
