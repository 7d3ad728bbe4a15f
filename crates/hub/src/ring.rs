//! What a log's subscribers were told last: frames, encoded once, bounded in number and bytes.

use std::collections::VecDeque;

use bytes::Bytes;
use traceboard_position::Position;
use uuid::Uuid;

use crate::{BATCH_BYTES_MAX, BATCH_FRAMES_MAX, RING_BYTES_MAX, RING_FRAMES_MAX};

/// What a slot costs beside its frame, about: without it a ring of empty frames would count as nothing.
const SLOT_BYTES: usize = 96;

/// The end of a log, as frames. Slots are numbered from 0 for as long as the ring lives; those before `start` are gone.
#[derive(Debug)]
pub(crate) struct Ring {
    slots: VecDeque<Slot>,
    start: u64,
    bytes: usize,
    /// The entry right before the oldest slot; none where the log began within the ring.
    base: Option<Position>,
    head: Option<Position>,
}

#[derive(Debug)]
enum Slot {
    /// `frame` is gone where the entry's body was touched since: then only the log knows what may be sent.
    Entry {
        position: Position,
        id: Uuid,
        frame: Option<Bytes>,
    },
    Touched {
        frame: Bytes,
    },
}

/// Which bodies were touched.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Touched<'a> {
    /// Those of these entries.
    These(&'a [Uuid]),
    /// Nobody knows: perhaps all.
    Any,
}

impl<'a> Touched<'a> {
    /// As the tail tells it, where an empty list says that news may have been lost.
    pub(crate) fn told(ids: &'a [Uuid]) -> Self {
        if ids.is_empty() { Self::Any } else { Self::These(ids) }
    }

    pub(crate) fn has(self, id: &Uuid) -> bool {
        match self {
            Self::These(ids) => ids.contains(id),
            Self::Any => true,
        }
    }
}

/// What a reader took from a ring.
#[derive(Debug)]
pub(crate) struct Taken {
    /// In order.
    pub(crate) frames: Vec<Bytes>,
    /// Where it reads on.
    pub(crate) cursor: u64,
    /// The last entry among the frames, if any.
    pub(crate) position: Option<Position>,
    /// Whether the next slot's frame has to be read from the log.
    pub(crate) hole: bool,
    /// Whether the next entry follows another than the last one given: the reader was given entries that history lost since.
    pub(crate) forked: bool,
}

impl Ring {
    /// An empty ring whose first entry will come after `base`.
    pub(crate) fn new(base: Option<Position>) -> Self {
        Self { slots: VecDeque::new(), start: 0, bytes: 0, base, head: base }
    }

    /// The last entry told.
    pub(crate) fn head(&self) -> Option<Position> {
        self.head
    }

    /// The number of the oldest slot.
    pub(crate) fn start(&self) -> u64 {
        self.start
    }

    /// The number that the next slot will get.
    pub(crate) fn end(&self) -> u64 {
        self.start + self.slots.len() as u64
    }

    /// Adds an entry; the oldest slots make room.
    pub(crate) fn push_entry(&mut self, position: Position, id: Uuid, frame: Bytes) {
        self.head = Some(position);
        self.push(Slot::Entry { position, id, frame: Some(frame) });
    }

    /// Adds the news of touched bodies; the oldest slots make room.
    pub(crate) fn push_touched(&mut self, frame: Bytes) {
        self.push(Slot::Touched { frame });
    }

    /// Forgets the frames of the touched entries, so that words which were erased or hidden are not sent again.
    pub(crate) fn forget(&mut self, touched: Touched<'_>) {
        for slot in &mut self.slots {
            if let Slot::Entry { id, frame, .. } = slot
                && touched.has(id)
                && let Some(gone) = frame.take()
            {
                self.bytes -= gone.len();
            }
        }
    }

    /// The slot right after an entry, where the ring remembers that entry or begins after it. News of touched bodies
    /// that came after the entry are behind that slot, so who resumes there misses none that the ring remembers.
    pub(crate) fn after(&self, position: Option<Position>) -> Option<u64> {
        if position == self.base {
            return Some(self.start);
        }
        let position = position?;
        let found =
            self.slots.iter().rposition(|slot| matches!(slot, Slot::Entry { position: at, .. } if *at == position))?;
        Some(self.start + found as u64 + 1)
    }

    /// Where a reader of history who was given all up to `position` can go on here: none while there is more between
    /// the two, or a hole ahead.
    pub(crate) fn join(&self, position: Option<Position>) -> Option<u64> {
        // Ahead of the ring: the tail brings what the reader already has, and it passes over that.
        if position > self.head {
            return Some(self.end());
        }
        let cursor = self.after(position)?;
        let ahead = self.slots.range((cursor - self.start) as usize..);
        let hole = ahead.into_iter().any(|slot| matches!(slot, Slot::Entry { frame: None, .. }));
        (!hole).then_some(cursor)
    }

    /// Takes the frames from `cursor` on, without entries up to `given`, within the bounds of a batch. `cursor` must
    /// not be before [`Ring::start`].
    pub(crate) fn take(&self, mut cursor: u64, given: Option<Position>) -> Taken {
        let mut frames = Vec::new();
        let (mut bytes, mut last, mut hole) = (0, None, false);
        let begin = (cursor - self.start) as usize;
        let mut before = self.before(begin);
        for slot in self.slots.range(begin..) {
            if let Slot::Entry { position, .. } = slot {
                if Some(*position) > given && before != last.or(given) {
                    return Taken { frames, cursor, position: last, hole, forked: true };
                }
                before = Some(*position);
            }
            let frame = match slot {
                Slot::Entry { position, .. } if Some(*position) <= given => None,
                Slot::Entry { frame: None, .. } => {
                    hole = true;
                    break;
                }
                Slot::Entry { frame, .. } => frame.as_ref(),
                Slot::Touched { frame } => Some(frame),
            };
            if let Some(frame) = frame {
                if !fits(frames.len(), bytes, frame) {
                    break;
                }
                bytes += frame.len();
                frames.push(frame.clone());
                if let Slot::Entry { position, .. } = slot {
                    last = Some(*position);
                }
            }
            cursor += 1;
        }
        Taken { frames, cursor, position: last, hole, forked: false }
    }

    /// The entry right before a slot.
    fn before(&self, slot: usize) -> Option<Position> {
        let entry = |slot: &Slot| match slot {
            Slot::Entry { position, .. } => Some(*position),
            Slot::Touched { .. } => None,
        };
        self.slots.range(..slot).rev().find_map(entry).or(self.base)
    }

    /// The news of touched bodies in the slots from `from` up to `to`, without entries.
    pub(crate) fn touched(&self, from: u64, to: u64) -> Vec<Bytes> {
        let from = from.max(self.start).min(to);
        let range = (from - self.start) as usize..(to - self.start) as usize;
        let touched = |slot: &Slot| match slot {
            Slot::Touched { frame } => Some(frame.clone()),
            Slot::Entry { .. } => None,
        };
        self.slots.range(range).filter_map(touched).collect()
    }

    fn push(&mut self, slot: Slot) {
        self.bytes += slot.bytes();
        self.slots.push_back(slot);
        while self.slots.len() > RING_FRAMES_MAX || (self.bytes > RING_BYTES_MAX && self.slots.len() > 1) {
            let Some(oldest) = self.slots.pop_front() else { break };
            self.start += 1;
            self.bytes -= oldest.bytes();
            if let Slot::Entry { position, .. } = oldest {
                self.base = Some(position);
            }
        }
    }
}

impl Slot {
    fn bytes(&self) -> usize {
        let frame = match self {
            Self::Entry { frame, .. } => frame.as_ref(),
            Self::Touched { frame } => Some(frame),
        };
        SLOT_BYTES + frame.map_or(0, Bytes::len)
    }
}

/// Whether a batch of so many frames and bytes has room for one more; an empty one always has.
pub(crate) fn fits(frames: usize, bytes: usize, frame: &Bytes) -> bool {
    frames == 0 || (frames < BATCH_FRAMES_MAX && bytes + frame.len() <= BATCH_BYTES_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seq: u64) -> Position {
        Position { term: 1, seq, nonce: 7 }
    }

    fn ring(count: u64) -> Ring {
        let mut ring = Ring::new(None);
        for seq in 0..count {
            ring.push_entry(at(seq), Uuid::from_u128(seq.into()), Bytes::from(format!("{seq}")));
        }
        ring
    }

    #[test]
    fn a_ring_is_bounded_in_frames() {
        let ring = ring(RING_FRAMES_MAX as u64 + 3);
        assert_eq!(ring.start(), 3);
        assert_eq!(ring.after(None), None, "the log's beginning is forgotten");
        assert_eq!(ring.after(Some(at(2))), Some(3), "what follows the last forgotten entry is remembered");
        assert_eq!(ring.after(Some(at(1))), None);
    }

    #[test]
    fn a_ring_is_bounded_in_bytes_and_keeps_the_last_frame() {
        let mut ring = Ring::new(None);
        let large = Bytes::from(vec![0; RING_BYTES_MAX + 1]);
        for seq in 0..3 {
            ring.push_entry(at(seq), Uuid::nil(), large.clone());
        }
        assert_eq!((ring.start(), ring.end()), (2, 3));
    }

    #[test]
    fn who_was_given_what_history_lost_is_told_before_anything_else() {
        let mut ring = ring(5);
        // A page of the log went as far as 7; then the store fell back to 4, and a term began there.
        let cursor = ring.join(Some(at(7))).unwrap();
        ring.push_entry(Position { term: 2, seq: 0, nonce: 9 }, Uuid::nil(), Bytes::from("new"));
        let taken = ring.take(cursor, Some(at(7)));
        assert!(taken.forked && taken.frames.is_empty());
        // Whoever stands where the term ended goes on.
        let taken = ring.take(cursor, Some(at(4)));
        assert!(!taken.forked && taken.frames.len() == 1);
    }

    #[test]
    fn what_a_reader_was_given_before_the_ring_had_it_is_passed_over() {
        let mut ring = ring(5);
        let cursor = ring.join(Some(at(6))).unwrap();
        for seq in 5..9 {
            ring.push_entry(at(seq), Uuid::nil(), Bytes::from("new"));
        }
        let taken = ring.take(cursor, Some(at(6)));
        assert!(!taken.forked);
        assert_eq!((taken.frames.len(), taken.position), (2, Some(at(8))));
    }

    #[test]
    fn a_position_of_another_term_is_not_found() {
        let ring = ring(5);
        assert_eq!(ring.after(Some(at(3))), Some(4));
        assert_eq!(ring.after(Some(Position { nonce: 8, ..at(3) })), None);
        assert_eq!(ring.after(Some(Position { term: 2, ..at(3) })), None);
    }

    #[test]
    fn a_touched_entry_becomes_a_hole_that_ends_a_batch() {
        let mut ring = ring(5);
        ring.forget(Touched::These(&[Uuid::from_u128(2)]));
        ring.push_touched(Bytes::from_static(b"touched"));
        let taken = ring.take(0, None);
        assert_eq!((taken.frames.len(), taken.position, taken.hole), (2, Some(at(1)), true));
        assert_eq!(ring.join(Some(at(1))), None, "the hole is ahead");
        assert_eq!(ring.join(Some(at(2))), Some(3));
        let taken = ring.take(3, Some(at(2)));
        assert_eq!((taken.frames.len(), taken.cursor), (3, 6), "two entries and the news");
    }

    #[test]
    fn entries_that_a_reader_has_are_passed_over() {
        let ring = ring(5);
        let taken = ring.take(0, Some(at(3)));
        assert_eq!((taken.frames, taken.position), (vec![Bytes::from_static(b"4")], Some(at(4))));
        assert_eq!(ring.join(Some(at(9))), Some(5), "a reader ahead of the ring waits at its end");
    }

    #[test]
    fn a_batch_is_bounded() {
        let ring = ring(RING_FRAMES_MAX as u64);
        let taken = ring.take(0, None);
        assert_eq!((taken.frames.len(), taken.cursor), (BATCH_FRAMES_MAX, BATCH_FRAMES_MAX as u64));
        assert!(!fits(1, BATCH_BYTES_MAX, &Bytes::from_static(b"x")));
        assert!(fits(0, 0, &Bytes::from(vec![0; BATCH_BYTES_MAX * 2])), "there is always room for one");
    }
}
