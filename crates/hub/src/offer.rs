//! Offering frames to one follower: the publisher's calls.

use traceboard_position::Position;

use crate::{Frame, Kind, Source, place::Stand};

/// A frame of rows, and what it is good for.
pub(crate) struct Rows<'a> {
    pub(crate) from: Position,
    pub(crate) to: Position,
    pub(crate) rights: u64,
    /// None: there is nothing to write, and followers move on.
    pub(crate) frame: Option<&'a Frame>,
}

impl Stand {
    /// Offers rows, after judging the follower by the rights under which they were read. True: they were written.
    pub(crate) fn offer_rows(&self, source: &dyn Source, rows: &Rows<'_>) -> bool {
        let mut place = self.place();
        if !place.live || place.at >= rows.to {
            return false;
        }
        if place.at < rows.from {
            place.leave_behind();
            return false;
        }
        if place.judged < rows.rights && !self.judge_in(&mut place, source) {
            return false;
        }
        let taken = match rows.frame {
            Some(frame) => place.offer(frame),
            None if place.owed.is_none() => true,
            // A position that is owed has to be told by a frame, which its own task has made.
            None => {
                place.leave_behind();
                false
            }
        };
        if taken {
            self.moved(&mut place, rows.to);
        }
        taken
    }

    /// Offers a newer presence frame.
    pub(crate) fn offer_presence(&self, frame: &Frame, number: u64) {
        let mut place = self.place();
        // Polls get it beside other frames.
        if place.live && self.kind == Kind::Stream && place.presence < number && place.offer(frame) {
            place.presence = number;
        }
    }

    /// Offers the member's own marks, which are complete from `from` to `to`. None: they are read by the follower's task.
    pub(crate) fn offer_mine(&self, frame: Option<&Frame>, from: Position, to: Position) {
        let mut place = self.place();
        place.mine_due = true;
        if !place.live {
            return;
        }
        match frame {
            Some(frame) if place.mine_at >= from => {
                if place.offer(frame) {
                    place.mine_due = false;
                    place.mine_at = place.mine_at.max(to);
                }
            }
            _ => place.leave_behind(),
        }
    }
}
