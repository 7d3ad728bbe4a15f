//! Compares two boards that were merged in different ways.

use std::fmt::Debug;

use traceboard_protocol::{Card, Trail};

use super::{
    Board,
    lists::{colder, is_above, warm_place},
};

impl Board {
    /// The first difference between two boards, in words; `None` if they are equal, as boards are at two positions
    /// between which no row changed. A row that only one of them holds is a difference only in the part of a list that
    /// both show.
    #[must_use]
    pub fn disagreement(&self, other: &Self) -> Option<String> {
        let rows = differs("circle", self.circle.first_difference(&other.circle))
            .or_else(|| differs("member", self.members.first_difference(&other.members)))
            .or_else(|| differs("card", self.cards.first_difference(&other.cards)))
            .or_else(|| differs("light", self.lights.first_difference(&other.lights)))
            .or_else(|| differs("trail", self.trails.first_difference(&other.trails)))
            .or_else(|| differs("round", self.rounds.first_difference(&other.rounds)))
            .or_else(|| differs("gathering", self.gatherings.first_difference(&other.gatherings)))
            .or_else(|| differs("pod", self.pods.first_difference(&other.pods)));
        rows.or_else(|| self.lists_differ(other))
    }

    fn lists_differ(&self, other: &Self) -> Option<String> {
        let feed_edge = self.feed_edge.max(other.feed_edge);
        let feeds = [self, other].map(|board| numbers(board.feed(), |card| is_above(card, feed_edge)));
        let warm_edge = match (self.warm_edge, other.warm_edge) {
            (Some(ours), Some(theirs)) => Some(if colder(ours, theirs) { theirs } else { ours }),
            (ours, theirs) => ours.or(theirs),
        };
        let warm = |board: &Self| {
            let shown = |trail: &&Trail| warm_edge.is_none_or(|edge| !colder(warm_place(trail), edge));
            board.warm().into_iter().filter(shown).map(|trail| trail.n).collect::<Vec<_>>()
        };
        let open_edge = self.open_edge.max(other.open_edge);
        let open = |board: &Self, beside: &Self| {
            // A trace whose builds were withdrawn is an open end again, but its card may not be on both boards.
            numbers(board.open_ends(), |card| is_above(card, open_edge) && beside.card(card.n).is_some())
        };
        let called_edge = self.called_edge.max(other.called_edge);
        let called = |board: &Self| {
            let pods = board.called().into_iter().map(|pod| pod.n);
            pods.filter(|n| called_edge.is_none_or(|edge| *n >= edge)).collect::<Vec<_>>()
        };
        unequal("feed", &feeds[0], &feeds[1])
            .or_else(|| unequal("warm trails", &warm(self), &warm(other)))
            .or_else(|| unequal("open ends", &open(self, other), &open(other, self)))
            .or_else(|| unequal("pods", &called(self), &called(other)))
            .or_else(|| self.trails_differ(other))
    }

    fn trails_differ(&self, other: &Self) -> Option<String> {
        self.trails_seen().find_map(|seed| {
            let edge = self.trail_edges.get(&seed).copied().flatten();
            let edge = edge.max(other.trail_edges.get(&seed).copied()?);
            let [ours, theirs] = [self, other]
                .map(|board| numbers(board.trail_cards(seed).unwrap_or_default(), |card| is_above(card, edge)));
            unequal("a trail", &ours, &theirs)
        })
    }
}

fn numbers(cards: Vec<&Card>, shown: impl Fn(&Card) -> bool) -> Vec<u32> {
    cards.into_iter().filter(|card| shown(card)).map(|card| card.n).collect()
}

fn differs<K: Debug, R: Debug>(kind: &str, found: Option<(&K, &R, &R)>) -> Option<String> {
    found.map(|(key, ours, theirs)| format!("the {kind} {key:?} is {ours:?} for one, {theirs:?} for the other"))
}

fn unequal(list: &str, ours: &[u32], theirs: &[u32]) -> Option<String> {
    (ours != theirs).then(|| format!("the {list} of one is {ours:?}, of the other {theirs:?}"))
}
