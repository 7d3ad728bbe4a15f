//! One subscriber: a cursor.

use std::sync::{Arc, atomic::Ordering};

use bytes::Bytes;
use tokio::sync::watch;
use traceboard_log::ReadError;
use traceboard_position::Position;

use crate::{Batch, Closed, channel::State, page::Page, seat::Seat};

/// How often in a row a page may turn out useless (touched while it was read, or older than the ring) before the log is
/// taken for broken.
const USELESS_READS_MAX: u32 = 8;

/// A subscriber's place in a log. It holds no queue: what it hasn't taken stays in the ring, or in the log. Dropping it
/// ends the subscription.
#[derive(Debug)]
pub struct Subscription {
    seat: Seat,
    woken: watch::Receiver<()>,
    head: Option<Position>,
    position: Option<Position>,
    place: Place,
    caught_up: bool,
    /// The number of the last presence frame taken.
    presence: u64,
    closed: Option<Closed>,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// At a slot of the ring.
    Ring { cursor: u64 },
    /// In the page of history that begins after `page`. The ring's news of touched bodies are taken up to `news`.
    History { page: Option<Position>, news: u64 },
}

enum Step {
    Give(Batch),
    Wait,
    Read(Option<Position>),
    Close(Closed),
}

impl Subscription {
    pub(crate) fn in_ring(seat: Seat, after: Option<Position>, head: Option<Position>, cursor: u64) -> Self {
        Self::new(seat, after, head, Place::Ring { cursor })
    }

    pub(crate) fn in_history(seat: Seat, after: Option<Position>, head: Option<Position>) -> Self {
        let news = seat.channel.state().ring.end();
        Self::new(seat, after, head, Place::History { page: after, news })
    }

    fn new(seat: Seat, after: Option<Position>, head: Option<Position>, place: Place) -> Self {
        let woken = seat.channel.wake.subscribe();
        Self { seat, woken, head, position: after, place, caught_up: false, presence: 0, closed: None }
    }

    /// The head of the log when the subscription began: what `caught_up` is measured against.
    #[must_use]
    pub fn head(&self) -> Option<Position> {
        self.head
    }

    /// Waits for what comes next. Cancel safe: nothing is taken unless it is returned. The first batches also hold who
    /// is here, where that is known. A subscriber that doesn't call this costs nothing; it is found slow when it does.
    ///
    /// # Errors
    /// [`Closed`]; every later call gives the same.
    pub async fn next(&mut self) -> Result<Batch, Closed> {
        let mut useless = 0;
        loop {
            // Marked as seen before looking: what comes after the look wakes again.
            self.woken.borrow_and_update();
            match self.step() {
                Step::Give(batch) => return Ok(batch),
                Step::Close(closed) => return Err(self.close(closed)),
                // The sender lives in the channel, which the seat holds: waiting can't fail.
                Step::Wait => drop(self.woken.changed().await),
                Step::Read(after) => {
                    let read = self.seat.hub.pages.get(&self.seat.hub, &self.seat.channel, after).await;
                    match read {
                        Ok(page) => {
                            if let Some(batch) = self.take_page(&page, after) {
                                return Ok(batch);
                            }
                            useless += 1;
                            if useless > USELESS_READS_MAX {
                                return Err(self.close(Closed::LogUnavailable));
                            }
                        }
                        Err(error) => return Err(self.close_unread(&error)),
                    }
                }
            }
        }
    }

    fn step(&mut self) -> Step {
        if let Some(closed) = self.closed {
            return Step::Close(closed);
        }
        if let Some(come_back_ms) = self.seat.hub.closed_by_drain(self.seat.ticket) {
            return Step::Close(Closed::Draining { come_back_ms });
        }
        let channel = Arc::clone(&self.seat.channel);
        let state = channel.state();
        if state.failed {
            return Step::Close(Closed::LogUnavailable);
        }
        let cursor = match self.place {
            Place::History { page, .. } => return Step::Read(page),
            Place::Ring { cursor } => cursor,
        };
        if cursor < state.ring.start() {
            return Step::Close(Closed::Slow);
        }
        let taken = state.ring.take(cursor, self.position);
        if taken.hole && taken.frames.is_empty() {
            self.place = Place::History { page: self.position, news: cursor };
            return Step::Read(self.position);
        }
        if taken.forked {
            // Coming back, the log says whether history goes on from where the reader stands.
            return Step::Close(Closed::LogUnavailable);
        }
        self.place = Place::Ring { cursor: taken.cursor };
        self.position = taken.position.or(self.position);
        self.give(&state, taken.frames).map_or(Step::Wait, Step::Give)
    }

    /// Takes what fits from a page; none where the page was of no use.
    fn take_page(&mut self, page: &Arc<Page>, after: Option<Position>) -> Option<Batch> {
        let channel = Arc::clone(&self.seat.channel);
        let state = channel.state();
        if state.touches.outdate(page) {
            self.seat.hub.pages.discard(&channel, after, page);
            return None;
        }
        let Place::History { news, .. } = self.place else { return None };
        let (mut frames, last) = page.take(self.position);
        let position = last.or(self.position);
        if let Some(cursor) = state.ring.join(position) {
            frames.extend(state.ring.touched(news, cursor));
            self.place = Place::Ring { cursor };
        } else if frames.is_empty() {
            // The log's end, as this page knows it, is behind the ring: the page is from before.
            self.seat.hub.pages.discard(&channel, after, page);
            self.place = Place::History { page: position, news };
            return None;
        } else {
            frames.extend(state.ring.touched(news, state.ring.end()));
            let page = if page.ends_at(position) { position } else { after };
            self.place = Place::History { page, news: state.ring.end() };
        }
        self.position = position;
        self.give(&state, frames)
    }

    /// Makes a batch; none where there is nothing to tell.
    fn give(&mut self, state: &State, mut frames: Vec<Bytes>) -> Option<Batch> {
        if self.presence < state.presence.0 {
            self.presence = state.presence.0;
            frames.push(state.presence.1.clone());
        }
        let caught_up = !self.caught_up && self.position >= self.head;
        self.caught_up |= caught_up;
        (caught_up || !frames.is_empty()).then_some(Batch { frames, caught_up, position: self.position })
    }

    fn close_unread(&mut self, error: &ReadError) -> Closed {
        tracing::warn!(log.name = %self.seat.channel.name, %error, "closing a subscriber whose history can't be read");
        self.close(Closed::LogUnavailable)
    }

    fn close(&mut self, closed: Closed) -> Closed {
        if self.closed.is_none() && closed == Closed::Slow {
            self.seat.hub.slow_closed.fetch_add(1, Ordering::Relaxed);
        }
        *self.closed.get_or_insert(closed)
    }
}
