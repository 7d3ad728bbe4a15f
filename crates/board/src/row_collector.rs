//! Collects the rows of a page: each once, in the order in which it was first named.

use std::collections::HashSet;

use crate::{Audience, Board, Rows, order::RowKey};

/// Collects rows of a board, with those that they name.
pub(crate) struct RowCollector<'a> {
    board: &'a Board,
    audience: Audience,
    known: HashSet<RowKey>,
    rows: Rows,
}

impl<'a> RowCollector<'a> {
    pub(crate) fn new(board: &'a Board, audience: Audience) -> Self {
        Self { board, audience, known: HashSet::new(), rows: Rows::default() }
    }

    pub(crate) fn circle(&mut self) {
        self.row(RowKey::Circle);
    }

    /// Cards in this order with their lights and authors, and after all of them what they build on and what took them up: whoever reads
    /// rows from the top reads the list.
    pub(crate) fn cards_and_parents(&mut self, listed: &[u32]) {
        listed.iter().for_each(|n| self.card(*n));
        listed.iter().for_each(|n| self.card_and_parents(*n));
    }

    /// A card with its light and its author, what it builds on, and what took it up.
    pub(crate) fn card_and_parents(&mut self, n: u32) {
        self.card(n);
        if let Some(taken) = self.board.card_at(self.audience, n).and_then(|card| card.taken) {
            self.card(taken);
        }
        for parent in self.board.traces.at(n).into_iter().flat_map(|row| row.parents()) {
            self.card(parent);
        }
    }

    /// A card with its light and its author.
    pub(crate) fn card(&mut self, n: u32) {
        let Some(row) = self.board.traces.at(n) else { return };
        self.row(RowKey::Card(n));
        self.row(RowKey::Light(n));
        self.row(RowKey::Member(row.by));
    }

    /// A trail with its people, its seed and the trace that reached it last.
    pub(crate) fn trail(&mut self, seed: u32) {
        let Some(trail) = self.board.trails.of_seed(seed) else { return };
        self.row(RowKey::Trail(seed));
        for person in trail.people() {
            self.row(RowKey::Member(*person));
        }
        self.card(seed);
        self.card(trail.newest);
    }

    /// A round with its opener and those who answered it last.
    pub(crate) fn round(&mut self, n: u32) {
        let Some(row) = self.board.rounds.at(n) else { return };
        self.row(RowKey::Round(n));
        self.row(RowKey::Member(row.by));
        row.answered().into_iter().for_each(|member| self.row(RowKey::Member(member)));
    }

    /// A gathering with its opener.
    pub(crate) fn gathering(&mut self, n: u32) {
        let Some(row) = self.board.gatherings.at(n) else { return };
        self.row(RowKey::Gathering(n));
        self.row(RowKey::Member(row.by));
    }

    /// A pod with its caller.
    pub(crate) fn pod(&mut self, n: u32) {
        let Some(row) = self.board.pods.at(n) else { return };
        self.row(RowKey::Pod(n));
        self.row(RowKey::Member(row.by));
    }

    pub(crate) fn rows(self) -> Rows {
        self.rows
    }

    fn row(&mut self, key: RowKey) {
        if self.known.insert(key) {
            self.board.add_row(&mut self.rows, self.audience, key);
        }
    }
}
