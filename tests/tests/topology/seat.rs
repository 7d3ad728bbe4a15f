//! A member at one of the servers.

use anyhow::{Context, bail};
use traceboard_board::{EntryId, TraceId};
use traceboard_client::{Board, Carrier, Entries, Entry, Event, Mirror, Session, Settings};
use traceboard_position::Position;
use traceboard_protocol::{Deed, Draft, ServerFrame};
use uuid::Uuid;

use crate::SOON;

/// A member who follows the board's states and its log, with the ids of all traces that came, in order.
pub(super) struct Seat {
    pub(super) mirror: Mirror,
    entries: Entries,
    seen: Vec<EntryId>,
    last: Option<Position>,
}

impl Seat {
    /// Follows, and waits until it does.
    pub(super) async fn take(session: &Session, carrier: Carrier) -> anyhow::Result<Self> {
        let mirror = Mirror::follow(session, Settings { carrier, ..Settings::default() })?;
        let mut seat = Self { mirror, entries: Entries::follow(session, None)?, seen: Vec::new(), last: None };
        seat.connect(carrier).await?;
        Ok(seat)
    }

    pub(super) fn leave(&self, text: &str, builds_on: &[EntryId]) -> anyhow::Result<EntryId> {
        let id = EntryId(Uuid::now_v7());
        let builds_on = builds_on.iter().map(|id| TraceId(id.0)).collect();
        let deed = Deed::leave(text, None, builds_on);
        self.mirror.post(Draft { id, written_at_ms: 1_700_000_000_000, deed })?;
        Ok(id)
    }

    /// Reads on until the board is here and the log was read to its end; a socket is open then, too.
    async fn connect(&mut self, carrier: Carrier) -> anyhow::Result<()> {
        let connecting = async {
            self.mirror.ready().await?;
            if carrier == Carrier::Socket {
                self.states().await?;
            }
            loop {
                match self.entries.next().await? {
                    Entry::CaughtUp => return anyhow::Ok(()),
                    entry => take_in(&mut self.seen, &mut self.last, &entry),
                }
            }
        };
        tokio::time::timeout(SOON, connecting).await.context("no connection stands")?
    }

    /// Reads on until states come.
    async fn states(&mut self) -> anyhow::Result<()> {
        loop {
            if let Event::Frame(frame) = self.mirror.next().await?
                && let ServerFrame::States { .. } = *frame
            {
                return Ok(());
            }
        }
    }

    /// Reads on until so many traces came, and its rows are at least as new.
    pub(super) async fn traces(&mut self, count: usize) -> anyhow::Result<&[EntryId]> {
        let reading = async {
            while self.seen.len() < count {
                let entry = self.entries.next().await?;
                take_in(&mut self.seen, &mut self.last, &entry);
            }
            if let Some(last) = self.last {
                self.mirror.reach(last).await?;
            }
            anyhow::Ok(())
        };
        match tokio::time::timeout(SOON, reading).await {
            Ok(read) => read?,
            Err(_) => bail!("waited {SOON:?} for {count} traces; {} came", self.seen.len()),
        }
        Ok(&self.seen)
    }
}

fn take_in(seen: &mut Vec<EntryId>, last: &mut Option<Position>, entry: &Entry) {
    let Entry::Next(entry) = entry else { return };
    assert!(*last < Some(entry.position), "entries come in order, and each once");
    *last = Some(entry.position);
    if entry.head["type"] == "trace_left" {
        seen.push(entry.id);
    }
}

/// Whether all have the rows of a snapshot, once they are where it is.
pub(super) async fn all_equal(seats: &mut [&mut Seat]) -> anyhow::Result<()> {
    let Some(first) = seats.first() else { return Ok(()) };
    let snapshot = Board::new(first.mirror.api().snapshot().await?);
    for seat in seats {
        let reached = tokio::time::timeout(SOON, seat.mirror.reach(snapshot.position())).await;
        let board = reached.context("the rows don't come")??;
        if let Some(words) = board.disagreement(&snapshot) {
            bail!("a follower's rows differ from the snapshot: {words}");
        }
    }
    Ok(())
}
