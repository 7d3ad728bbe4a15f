//! Pages: a list, down to an edge, and the rows that it names.
//!
//! Each is as of [`Board::position`]. Beyond its edge a page does not know the list; above it, the rows of
//! [`Board::changes_since`] keep it complete.

use traceboard_position::Position;

use crate::{
    Audience, Board, CardState, GatheringEdge, GatheringsPage, Rows, TraceId, row_collector::RowCollector,
    trails::Trail,
};

/// The last one listed of a list ordered by time, then number, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Its time, in Unix milliseconds.
    pub at_ms: i64,
    /// Its number.
    pub n: u32,
}

/// The last one listed of the trails, warmest first, then by number; or coldest first, the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WarmEdge {
    /// Its warmth.
    pub warmth_ms: i64,
    /// Its number.
    pub n: u32,
}

/// Cards in an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardsPage {
    /// The cards, what they build on, what took them up, their lights and authors.
    pub rows: Rows,
    /// The cards' numbers, in the order of the list.
    pub listed: Vec<u32>,
    /// The last one listed; none where the list goes to its end.
    pub edge: Option<Edge>,
}

/// A trail and its newest traces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailPage {
    /// The trail with its people, the cards of its seed and its traces, what they build on, their lights and authors.
    pub rows: Rows,
    /// The seed's number.
    pub seed: u32,
    /// The traces' numbers, oldest first.
    pub listed: Vec<u32>,
    /// The oldest one listed; none where no older ones were left out.
    pub edge: Option<Edge>,
}

/// Trails by warmth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WarmPage {
    /// The trails, their people, their seeds' and newest traces' cards, with lights and authors.
    pub rows: Rows,
    /// The seeds' numbers, in the order of the list.
    pub listed: Vec<u32>,
    /// The last one listed; none where the list goes to its end.
    pub edge: Option<WarmEdge>,
}

/// How much a snapshot lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotSizes {
    /// Cards of the feed.
    pub cards: usize,
    /// Warm trails.
    pub trails: usize,
    /// Open ends.
    pub open_ends: usize,
    /// Of the newest rounds; all that are open come besides.
    pub rounds: usize,
    /// Gatherings.
    pub gatherings: usize,
    /// Pods that aren't closed.
    pub pods: usize,
}

/// The rows and lists of a first screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotPage {
    /// Up to which entry it is complete.
    pub position: Option<Position>,
    /// The circle, and the rows of its three lists as in [`CardsPage`] and [`WarmPage`].
    pub rows: Rows,
    /// The newest cards' numbers, newest first.
    pub feed: Vec<u32>,
    /// The last card of the feed listed.
    pub edge: Option<Edge>,
    /// The warmest trails, by their seeds' numbers, warmest first.
    pub trails: Vec<u32>,
    /// The last trail listed.
    pub warm_edge: Option<WarmEdge>,
    /// The numbers of standing traces whose open end nobody has taken up, newest first.
    pub open_ends: Vec<u32>,
    /// The last open end listed.
    pub open_edge: Option<Edge>,
    /// The newest rounds and all that are open, by number, newest first.
    pub rounds: Vec<u32>,
    /// The last of the newest rounds listed; none where all rounds are listed.
    pub rounds_edge: Option<u32>,
    /// The gatherings that end last, latest first.
    pub gatherings: Vec<u32>,
    /// The last gathering listed.
    pub gatherings_edge: Option<GatheringEdge>,
    /// The numbers of the newest pods that aren't closed, newest first.
    pub pods: Vec<u32>,
    /// The last pod listed.
    pub pods_edge: Option<u32>,
}

impl Board {
    /// The rows of a first screen for an audience. `None` before the circle is founded.
    #[must_use]
    pub fn snapshot(&self, audience: Audience, sizes: &SnapshotSizes) -> Option<SnapshotPage> {
        self.circle.as_ref()?;
        let mut gather = RowCollector::new(self, audience);
        gather.circle();
        let (feed, edge) = self.cut(self.traces.newest_first(None), sizes.cards);
        let (open_ends, open_edge) = self.cut(self.traces.open_ends(), sizes.open_ends);
        let (trails, warm_edge) = cut_trails(self.trails.warmest(None), sizes.trails);
        gather.cards_and_parents(&feed);
        gather.cards_and_parents(&open_ends);
        trails.iter().for_each(|seed| gather.trail(*seed));
        let (rounds, rounds_edge) = self.current_rounds(sizes.rounds);
        let GatheringsPage { listed: gatherings, edge: gatherings_edge, .. } =
            self.gatherings_page(None, sizes.gatherings);
        rounds.iter().for_each(|n| gather.round(*n));
        gatherings.iter().for_each(|n| gather.gathering(*n));
        let (pods, pods_edge) = self.newest_pods(None, false, sizes.pods);
        pods.iter().for_each(|n| gather.pod(*n));
        Some(SnapshotPage {
            position: self.position(),
            rows: gather.rows(),
            feed,
            edge,
            trails,
            warm_edge,
            open_ends,
            open_edge,
            rounds,
            rounds_edge,
            gatherings,
            gatherings_edge,
            pods,
            pods_edge,
        })
    }

    /// The newest cards before a trace (or of all), newest first. None for an unknown trace.
    #[must_use]
    pub fn feed_page(&self, audience: Audience, before: Option<TraceId>, limit: usize) -> Option<CardsPage> {
        let before = match before {
            Some(id) => Some(self.traces.number(id)?),
            None => None,
        };
        Some(self.cards_page(audience, self.traces.newest_first(before), limit))
    }

    /// Standing traces whose open end nobody has taken up, newest first, from before a place in that order on.
    #[must_use]
    pub fn open_page(&self, audience: Audience, before: Option<Edge>, limit: usize) -> CardsPage {
        let before = before.map(|edge| (edge.at_ms, edge.n));
        self.cards_page(audience, self.traces.open_ends_before(before), limit)
    }

    /// Cards by their ids, in the order asked. Unknown ones are skipped.
    #[must_use]
    pub fn cards_by_ids(&self, audience: Audience, ids: &[TraceId]) -> CardsPage {
        let numbers: Vec<_> = ids.iter().filter_map(|id| self.traces.number(*id)).collect();
        self.cards_by_numbers(audience, &numbers)
    }

    /// Cards by their numbers, in the order asked. Unknown ones are skipped.
    #[must_use]
    pub fn cards_by_numbers(&self, audience: Audience, numbers: &[u32]) -> CardsPage {
        let listed: Vec<_> = numbers.iter().copied().filter(|n| self.traces.at(*n).is_some()).collect();
        CardsPage { rows: self.card_rows(audience, &listed), listed, edge: None }
    }

    /// A trail with the newest of its traces. None where no trail grew from this trace.
    #[must_use]
    pub fn trail_page(&self, audience: Audience, seed: TraceId, limit: usize) -> Option<TrailPage> {
        let seed = self.traces.number(seed)?;
        let trail = self.trails.of_seed(seed)?;
        let (mut listed, edge) = self.cut(trail.places.iter().rev(), limit);
        listed.reverse();
        let mut gather = RowCollector::new(self, audience);
        gather.trail(seed);
        gather.cards_and_parents(&listed);
        Some(TrailPage { rows: gather.rows(), seed, listed, edge })
    }

    /// The warmest trails, from after a warmth and number on.
    #[must_use]
    pub fn warm_page(&self, audience: Audience, after: Option<(i64, u32)>, limit: usize) -> WarmPage {
        self.trails_page(audience, self.trails.warmest(after), limit)
    }

    /// The coldest trails, after a warmth and number: the order of [`Board::warm_page`], reversed.
    #[must_use]
    pub fn quiet_page(&self, audience: Audience, after: Option<(i64, u32)>, limit: usize) -> WarmPage {
        self.trails_page(audience, self.trails.coldest(after), limit)
    }

    /// The numbers of the standing traces whose open end nobody has taken up, newest first.
    #[must_use]
    pub fn open_ends(&self, limit: usize) -> Vec<u32> {
        self.traces.open_ends().take(limit).collect()
    }

    /// Whether a trace's words are for everyone in the circle.
    #[must_use]
    pub fn is_shown(&self, n: u32) -> bool {
        self.traces.at(n).is_some_and(|row| row.state == CardState::Shown)
    }

    pub(crate) fn card_rows(&self, audience: Audience, listed: &[u32]) -> Rows {
        let mut gather = RowCollector::new(self, audience);
        gather.cards_and_parents(listed);
        gather.rows()
    }

    pub(crate) fn cut(&self, mut list: impl Iterator<Item = u32>, limit: usize) -> (Vec<u32>, Option<Edge>) {
        let listed: Vec<_> = list.by_ref().take(limit).collect();
        let last = if list.next().is_some() { listed.last() } else { None };
        let edge = last.map(|n| self.traces.place(*n)).map(|(at_ms, n)| Edge { at_ms, n });
        (listed, edge)
    }

    /// The first of a list of traces that is ordered by time, then number, newest first.
    pub(crate) fn cards_page(&self, audience: Audience, list: impl Iterator<Item = u32>, limit: usize) -> CardsPage {
        let (listed, edge) = self.cut(list, limit);
        CardsPage { rows: self.card_rows(audience, &listed), listed, edge }
    }

    fn trails_page<'a>(&self, audience: Audience, list: impl Iterator<Item = &'a Trail>, limit: usize) -> WarmPage {
        let (listed, edge) = cut_trails(list, limit);
        let mut gather = RowCollector::new(self, audience);
        listed.iter().for_each(|seed| gather.trail(*seed));
        WarmPage { rows: gather.rows(), listed, edge }
    }
}

fn cut_trails<'a>(mut list: impl Iterator<Item = &'a Trail>, limit: usize) -> (Vec<u32>, Option<WarmEdge>) {
    let listed: Vec<_> = list.by_ref().take(limit).collect();
    let last = if list.next().is_some() { listed.last() } else { None };
    let edge = last.map(|trail| WarmEdge { warmth_ms: trail.warmth_ms, n: trail.seed });
    (listed.iter().map(|trail| trail.seed).collect(), edge)
}
