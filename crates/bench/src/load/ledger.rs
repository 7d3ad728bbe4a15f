//! The posts that one socket has seen of each poster, to count lost, duplicate and reordered ones exactly.

use std::collections::HashSet;

use crate::stamp::Stamp;

/// How a stamp arrived at a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// The next one of its poster, or one after a gap.
    New,
    /// One that a later one of the same poster came before.
    OutOfOrder,
    /// One that had come already.
    Doubled,
}

/// The ledger of one socket.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    posters: Vec<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    next: u32,
    missing: HashSet<u32>,
}

impl Ledger {
    /// Records a stamp.
    pub(crate) fn enter(&mut self, stamp: Stamp) -> Arrival {
        let poster = stamp.poster as usize;
        if self.posters.len() <= poster {
            self.posters.resize_with(poster + 1, Seen::default);
        }
        let seen = &mut self.posters[poster];
        if stamp.seq < seen.next {
            return if seen.missing.remove(&stamp.seq) { Arrival::OutOfOrder } else { Arrival::Doubled };
        }
        seen.missing.extend(seen.next..stamp.seq);
        seen.next = stamp.seq + 1;
        Arrival::New
    }

    /// How many of what was posted have not come. `posted` has each poster's count.
    pub(crate) fn lost(&self, posted: &[u32]) -> u64 {
        let lost = posted.iter().enumerate().map(|(poster, &posted)| match self.posters.get(poster) {
            None => u64::from(posted),
            Some(seen) => seen.missing.len() as u64 + u64::from(posted.saturating_sub(seen.next)),
        });
        lost.sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(ledger: &mut Ledger, seqs: &[u32]) -> Vec<Arrival> {
        seqs.iter().map(|&seq| ledger.enter(Stamp { poster: 1, seq, at_us: 0 })).collect()
    }

    #[test]
    fn a_late_stamp_is_out_of_order_and_not_lost() {
        let mut ledger = Ledger::default();
        assert_eq!(enter(&mut ledger, &[0, 2, 1]), [Arrival::New, Arrival::New, Arrival::OutOfOrder]);
        assert_eq!(ledger.lost(&[0, 3]), 0);
    }

    #[test]
    fn a_stamp_that_comes_twice_is_a_duplicate() {
        let mut ledger = Ledger::default();
        assert_eq!(enter(&mut ledger, &[0, 0, 1, 0]), [Arrival::New, Arrival::Doubled, Arrival::New, Arrival::Doubled]);
    }

    #[test]
    fn a_gap_and_a_missing_end_are_lost() {
        let mut ledger = Ledger::default();
        enter(&mut ledger, &[0, 3]);
        assert_eq!(ledger.lost(&[0, 6]), 4);
        assert_eq!(ledger.lost(&[2, 4]), 4);
    }
}
