//! The traces, and the orders that they are read in.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use traceboard_position::Position;

use crate::{CardState, EntryId, MemberId, Reach, TraceId};

/// Where a trace stands in the feed: by time, then by position in the log. (The id makes the order total also where a
/// board was given one position twice.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FeedPlace {
    pub(crate) at_ms: i64,
    pub(crate) position: Position,
    pub(crate) id: TraceId,
}

/// What the fold knows of a trace.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TraceRow {
    pub(crate) place: FeedPlace,
    pub(crate) by: MemberId,
    pub(crate) accepted_at_ms: i64,
    pub(crate) written_at_ms: i64,
    /// Whether a host brought it in from a file.
    pub(crate) imported: bool,
    pub(crate) origin: Option<String>,
    pub(crate) open: bool,
    pub(crate) builds_on: Vec<TraceId>,
    pub(crate) grew: u32,
    pub(crate) glow_ms: i64,
    pub(crate) reaches: Vec<Reach>,
    /// The entry that left it and those that reworded it, oldest first. The last one's words count.
    pub(crate) bodies: Vec<EntryId>,
    pub(crate) reworded_at_ms: Option<i64>,
    pub(crate) withdrawn_at_ms: Option<i64>,
    pub(crate) hidden: Option<(MemberId, i64)>,
    pub(crate) warmed: Vec<(MemberId, i64)>,
}

impl TraceRow {
    pub(crate) fn state(&self) -> CardState {
        if self.withdrawn_at_ms.is_some() {
            CardState::Withdrawn
        } else if self.hidden.is_some() {
            CardState::Hidden
        } else {
            CardState::Shown
        }
    }

    pub(crate) fn words_id(&self) -> EntryId {
        self.bodies.last().copied().unwrap_or(EntryId(self.place.id.0))
    }

    fn is_open_end(&self) -> bool {
        self.open && self.grew == 0 && self.state() == CardState::Shown
    }
}

/// All traces.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Traces {
    rows: HashMap<TraceId, TraceRow>,
    /// In the order of the log, as an export tells them.
    order: Vec<TraceId>,
    feed: BTreeSet<FeedPlace>,
    open_ends: BTreeSet<FeedPlace>,
    warmed: HashSet<(TraceId, MemberId)>,
    origins: BTreeMap<String, TraceId>,
}

impl Traces {
    pub(crate) fn get(&self, id: TraceId) -> Option<&TraceRow> {
        self.rows.get(&id)
    }

    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    pub(crate) fn of_origin(&self, origin: &str) -> Option<TraceId> {
        self.origins.get(origin).copied()
    }

    pub(crate) fn has_warmed(&self, id: TraceId, member: MemberId) -> bool {
        self.warmed.contains(&(id, member))
    }

    /// In the order of the log, from the n-th on.
    pub(crate) fn in_log_order(&self, from: usize) -> impl ExactSizeIterator<Item = &TraceRow> {
        // Every id in `order` has a row: `add` is the only writer of both.
        self.order.get(from..).unwrap_or_default().iter().map(|id| &self.rows[id])
    }

    /// In the order of the feed, newest first, from before a place on.
    pub(crate) fn newest_first(&self, before: Option<FeedPlace>) -> impl Iterator<Item = TraceId> + '_ {
        let places = match before {
            Some(place) => self.feed.range(..place),
            None => self.feed.range(..),
        };
        places.rev().map(|place| place.id)
    }

    /// Standing open ends that nobody took up, newest first.
    pub(crate) fn open_ends(&self) -> impl Iterator<Item = TraceId> + '_ {
        self.open_ends.iter().rev().map(|place| place.id)
    }

    pub(crate) fn add(&mut self, row: TraceRow) {
        let id = row.place.id;
        self.order.push(id);
        self.feed.insert(row.place);
        if let Some(origin) = &row.origin {
            self.origins.entry(origin.clone()).or_insert(id);
        }
        self.rows.insert(id, row);
        self.change(id, |_| ());
    }

    pub(crate) fn warm(&mut self, id: TraceId, member: MemberId, at_ms: i64) {
        self.warmed.insert((id, member));
        self.change(id, |row| row.warmed.push((member, at_ms)));
    }

    /// Changes a trace, and keeps the open ends true.
    pub(crate) fn change(&mut self, id: TraceId, change: impl FnOnce(&mut TraceRow)) {
        let Some(row) = self.rows.get_mut(&id) else { return };
        change(row);
        if row.is_open_end() {
            self.open_ends.insert(row.place);
        } else {
            self.open_ends.remove(&row.place);
        }
    }

    /// Changes what a half-life is made of. The one change that walks the whole board.
    pub(crate) fn change_glows(&mut self, change: impl Fn(i64) -> i64) {
        for row in self.rows.values_mut() {
            row.glow_ms = change(row.glow_ms);
        }
    }
}
