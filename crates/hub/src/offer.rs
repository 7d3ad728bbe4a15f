//! How the publisher offers frames to one follower.

use traceboard_position::Position;

use crate::{Frame, Kind, Source, subscriber::Subscriber};

/// A frame of rows, and the range and rights it holds for.
pub(crate) struct Rows<'a> {
    pub(crate) from: Position,
    pub(crate) to: Position,
    pub(crate) rights: u64,
    /// `None`: no row changed, and followers only advance.
    pub(crate) frame: Option<&'a Frame>,
}

impl Subscriber {
    /// Offers rows, after checking the follower against the rights under which they were read. True: they were written.
    pub(crate) fn offer_rows(&self, source: &dyn Source, rows: &Rows<'_>) -> bool {
        let mut progress = self.progress();
        if !progress.live || progress.at >= rows.to {
            return false;
        }
        if progress.at < rows.from {
            progress.fall_behind();
            return false;
        }
        if progress.authorized_at < rows.rights && !self.authorize_locked(&mut progress, source) {
            return false;
        }
        let taken = match rows.frame {
            Some(frame) => progress.offer(frame),
            None if progress.awaited.is_none() => true,
            // An awaited position needs a frame even without rows; the follower's own task asks for one.
            None => {
                progress.fall_behind();
                false
            }
        };
        if taken {
            self.advance(&mut progress, rows.to);
        }
        taken
    }

    /// Offers a newer presence frame.
    pub(crate) fn offer_presence(&self, frame: &Frame, number: u64) {
        let mut progress = self.progress();
        // Polls get it beside other frames.
        if progress.live && self.kind == Kind::Stream && progress.presence < number && progress.offer(frame) {
            progress.presence = number;
        }
    }

    /// Offers the member's own marks, which are complete from `from` to `to`. `None`: the follower's task reads them.
    pub(crate) fn offer_mine(&self, frame: Option<&Frame>, from: Position, to: Position) {
        let mut progress = self.progress();
        progress.mine_due = true;
        if !progress.live {
            return;
        }
        match frame {
            Some(frame) if progress.mine_at >= from => {
                if progress.offer(frame) {
                    progress.mine_due = false;
                    progress.mine_at = progress.mine_at.max(to);
                }
            }
            _ => progress.fall_behind(),
        }
    }
}
