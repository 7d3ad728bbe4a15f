//! Rounds and gatherings as a board holds them.

use std::cmp::Reverse;

use traceboard_board::EntryId;
use traceboard_position::Position;
use traceboard_protocol::{Gathering, GatheringEdge, OwnRound, Round};

use super::Board;

impl Board {
    /// A round by its number.
    #[must_use]
    pub fn round(&self, n: u32) -> Option<&Round> {
        self.rounds.get(&n)
    }

    /// The reader's own mark for a round; `None` if they neither answered nor passed, as far as is known.
    #[must_use]
    pub fn own_round(&self, id: EntryId) -> Option<OwnRound> {
        self.own_rounds.get(&id).copied()
    }

    /// Open rounds, and the others down to the edge; newest first.
    #[must_use]
    pub fn rounds(&self) -> Vec<&Round> {
        let edge = self.rounds_edge;
        let listed = |round: &&Round| round.ended_at_ms.is_none() || edge.is_none_or(|edge| round.n >= edge);
        let mut rounds: Vec<_> = self.rounds.rows().filter(listed).collect();
        rounds.sort_unstable_by_key(|round| Reverse(round.n));
        rounds
    }

    /// A gathering by its number.
    #[must_use]
    pub fn gathering(&self, n: u32) -> Option<&Gathering> {
        self.gatherings.get(&n)
    }

    /// Gatherings down to the edge, by their ends, latest first.
    #[must_use]
    pub fn gatherings(&self) -> Vec<&Gathering> {
        let place = |row: &Gathering| GatheringEdge { to_ms: row.to_ms, n: row.n };
        let edge = self.gatherings_edge;
        let mut rows: Vec<_> =
            self.gatherings.rows().filter(|row| edge.is_none_or(|edge| place(row) >= edge)).collect();
        rows.sort_unstable_by_key(|row| Reverse(place(row)));
        rows
    }

    /// Merges the reader's own marks for rounds.
    pub fn merge_own_rounds(&mut self, to: Position, rounds: &[OwnRound]) {
        for round in rounds {
            self.own_rounds.put(round.id, to, *round);
        }
    }
}
