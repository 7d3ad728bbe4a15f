//! Positions and steps: the fold counts the entries that it applies, so that "after" is one comparison of integers and
//! a position of another history is recognised.

use serde::{Deserialize, Serialize};
use traceboard_position::Position;

/// How many entries the fold had applied, including the one at a position. 0: none.
pub type Step = u32;

/// Where a position stands to the board's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in this history, as the entry of this number (from 1).
    Held(Step),
    /// It may be in this history later: newer than everything folded, in the same term or a later one.
    Ahead,
    /// It is not in this history and never will be.
    Foreign,
}

/// A run of consecutive positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    term: u64,
    nonce: u64,
    first_seq: u64,
    /// The step of its first position.
    first_step: Step,
}

/// The positions of all entries folded, as runs: one a term, and one more where a position didn't follow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Steps {
    runs: Vec<Run>,
    count: Step,
}

impl Steps {
    /// Counts one more entry.
    pub(crate) fn push(&mut self, position: Position) -> Step {
        let follows = self.last().is_some_and(|last| position.follows(&last));
        self.count = self.count.saturating_add(1);
        if !follows {
            let Position { term, seq, nonce } = position;
            self.runs.push(Run { term, nonce, first_seq: seq, first_step: self.count });
        }
        self.count
    }

    pub(crate) fn last(&self) -> Option<Position> {
        self.position(self.count)
    }

    /// The position of a step; none for step 0 and for steps to come.
    pub(crate) fn position(&self, step: Step) -> Option<Position> {
        let run = self.runs.partition_point(|run| run.first_step <= step).checked_sub(1)?;
        let run = self.runs.get(run).filter(|_| step <= self.count)?;
        let seq = run.first_seq + u64::from(step - run.first_step);
        Some(Position { term: run.term, seq, nonce: run.nonce })
    }

    pub(crate) fn standing(&self, position: Position) -> Standing {
        let Some(last) = self.last() else { return Standing::Ahead };
        let same_term = (position.term, position.nonce) == (last.term, last.nonce);
        if position.term > last.term || same_term && position.seq > last.seq {
            return Standing::Ahead;
        }
        // Runs come in the order of the log, so by term, then by seq.
        let after = self.runs.partition_point(|run| (run.term, run.first_seq) <= (position.term, position.seq));
        let Some(at) = after.checked_sub(1) else { return Standing::Foreign };
        let (run, next) = (&self.runs[at], self.runs.get(after));
        let last_step = next.map_or(self.count, |next| next.first_step - 1);
        let ahead = position.seq.saturating_sub(run.first_seq);
        match Step::try_from(ahead).ok().and_then(|ahead| run.first_step.checked_add(ahead)) {
            Some(step) if (run.term, run.nonce) == (position.term, position.nonce) && step <= last_step => {
                Standing::Held(step)
            }
            _ => Standing::Foreign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(term: u64, seq: u64, nonce: u64) -> Position {
        Position { term, seq, nonce }
    }

    #[test]
    fn a_position_and_its_step_are_found_from_each_other() {
        let mut steps = Steps::default();
        let all = [at(1, 0, 5), at(1, 1, 5), at(2, 0, 6), at(4, 0, 7), at(4, 1, 7), at(4, 2, 7)];
        for (position, n) in all.into_iter().zip(1..) {
            assert_eq!(steps.standing(position), Standing::Ahead);
            assert_eq!(steps.push(position), n);
        }
        for (position, n) in all.into_iter().zip(1..) {
            assert_eq!((steps.standing(position), steps.position(n)), (Standing::Held(n), Some(position)));
        }
        assert_eq!((steps.position(0), steps.position(7), steps.last()), (None, None, Some(at(4, 2, 7))));
    }

    #[test]
    fn a_position_in_no_run_is_foreign_or_ahead() {
        let mut steps = Steps::default();
        for position in [at(2, 0, 5), at(2, 1, 5), at(3, 4, 6), at(3, 5, 6)] {
            steps.push(position);
        }
        for foreign in [at(1, 0, 5), at(2, 1, 9), at(2, 2, 5), at(3, 3, 6), at(3, 5, 9), at(3, 9, 9)] {
            assert_eq!(steps.standing(foreign), Standing::Foreign, "{foreign}");
        }
        for ahead in [at(3, 6, 6), at(4, 0, 1)] {
            assert_eq!(steps.standing(ahead), Standing::Ahead, "{ahead}");
        }
    }
}
