//! The lists of a board: the rows at or above their edge, in the server's order.

use std::{cmp::Reverse, collections::BTreeSet};

use traceboard_board::{CardState, TraceId};
use traceboard_protocol::{Card, Edge, Limits, Pod, PodState, Trail, WarmEdge};

use super::Board;

/// Rows that other rows name and that are missing: for one request by number, and one by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Seeds and newest traces of the warm trails, and what took up a card of the feed; at most [`Limits::IDS_MAX`].
    pub numbers: Vec<u32>,
    /// What the cards of the feed build on; at most [`Limits::IDS_MAX`].
    pub ids: Vec<TraceId>,
}

impl Board {
    /// The feed, newest first.
    #[must_use]
    pub fn feed(&self) -> Vec<&Card> {
        let mut cards: Vec<_> = self.cards.rows().filter(|card| is_above(card, self.feed_edge)).collect();
        cards.sort_unstable_by_key(|card| Reverse(place(card)));
        cards
    }

    /// The edge of the feed; `None`: nothing older exists.
    #[must_use]
    pub fn feed_edge(&self) -> Option<Edge> {
        self.feed_edge
    }

    /// The warm trails, warmest first, without those of which nothing stands.
    #[must_use]
    pub fn warm(&self) -> Vec<&Trail> {
        let listed = |trail: &&Trail| self.warm_edge.is_none_or(|edge| !colder(warm_place(trail), edge));
        let mut trails: Vec<_> = self.trails.rows().filter(|trail| !trail.gone).filter(listed).collect();
        trails.sort_unstable_by_key(|trail| (Reverse(trail.warmth_ms), trail.n));
        trails
    }

    /// The edge of the warm trails; `None`: there are no others.
    #[must_use]
    pub fn warm_edge(&self) -> Option<WarmEdge> {
        self.warm_edge
    }

    /// The open ends that nobody has taken up, newest first.
    #[must_use]
    pub fn open_ends(&self) -> Vec<&Card> {
        let untaken = |card: &&Card| card.open && card.taken.is_none() && card.state == CardState::Shown;
        let mut cards: Vec<_> =
            self.cards.rows().filter(|card| is_above(card, self.open_edge)).filter(untaken).collect();
        cards.sort_unstable_by_key(|card| Reverse(place(card)));
        cards
    }

    /// The edge of the open ends; `None`: there are no others.
    #[must_use]
    pub fn open_edge(&self) -> Option<Edge> {
        self.open_edge
    }

    /// The pods that aren't closed, newest first.
    #[must_use]
    pub fn called(&self) -> Vec<&Pod> {
        let listed = |pod: &&Pod| {
            pod.state != PodState::Closed && !pod.offered && self.called_edge.is_none_or(|edge| pod.n >= edge)
        };
        let mut pods: Vec<_> = self.pods.rows().filter(listed).collect();
        pods.sort_unstable_by_key(|pod| Reverse(pod.n));
        pods
    }

    /// The number of the last pod listed; `None`: there are no others.
    #[must_use]
    pub fn called_edge(&self) -> Option<u32> {
        self.called_edge
    }

    /// The traces of a trail, oldest first; `None` if it was never opened.
    #[must_use]
    pub fn trail_cards(&self, seed: u32) -> Option<Vec<&Card>> {
        let edge = *self.trail_edges.get(&seed)?;
        let in_trail = |card: &&Card| card.trails.contains(&seed) && is_above(card, edge);
        let mut cards: Vec<_> = self.cards.rows().filter(in_trail).collect();
        cards.sort_unstable_by_key(|card| place(card));
        Some(cards)
    }

    /// The trails that were opened, by their seeds.
    pub fn trails_seen(&self) -> impl Iterator<Item = u32> {
        self.trail_edges.keys().copied()
    }

    /// The missing rows that the lists name.
    #[must_use]
    pub fn missing(&self) -> Missing {
        let mut named: BTreeSet<u32> = self.warm().iter().flat_map(|trail| [trail.n, trail.newest]).collect();
        named.extend(self.feed().iter().filter_map(|card| card.taken));
        let parents: BTreeSet<TraceId> = self.feed().iter().flat_map(|card| card.builds_on.iter().copied()).collect();
        Missing {
            numbers: named.into_iter().filter(|n| self.card(*n).is_none()).take(Limits::IDS_MAX).collect(),
            ids: parents.into_iter().filter(|id| self.card_of(*id).is_none()).take(Limits::IDS_MAX).collect(),
        }
    }
}

/// The place of a card in lists that are ordered by time.
pub(super) fn place(card: &Card) -> Edge {
    Edge { at_ms: card.at_ms, n: card.n }
}

/// Whether a card is in a list with this edge.
pub(super) fn is_above(card: &Card, edge: Option<Edge>) -> bool {
    edge.is_none_or(|edge| place(card) >= edge)
}

/// The place of a trail among the warm ones.
pub(super) fn warm_place(trail: &Trail) -> WarmEdge {
    WarmEdge { warmth_ms: trail.warmth_ms, n: trail.n }
}

/// Whether the first place comes after the second among the warm trails.
pub(super) fn colder(place: WarmEdge, than: WarmEdge) -> bool {
    (Reverse(place.warmth_ms), place.n) > (Reverse(than.warmth_ms), than.n)
}
