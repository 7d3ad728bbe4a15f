//! Resting: a state that a member sets without a reason, and leaves by doing something.
//!
//! No reason or duration is stored, nor when it began. It does not change what a member may do or see. Rounds don't
//! wait for resting members, and wait for them again once they are back, if they did not answer and the round is still
//! open.

use crate::{Board, Head, MemberId, Pattern, Step, What};

impl Board {
    /// After a deed: its author no longer rests.
    pub(crate) fn wake(&mut self, step: Step, at_ms: i64, head: &Head) {
        let rests = self.members.get(head.by).is_some_and(|row| row.resting);
        // An imported entry is the host's deed.
        if rests && head.imported.is_none() && wakes(&head.what) {
            self.change_member(step, at_ms, head.by, |row| row.resting = false);
        }
    }

    /// Wakes all members when resting is switched off: it would not be shown, and rounds would not wait for them.
    pub(crate) fn wake_where_off(&mut self, step: Step, at_ms: i64) {
        if !self.is_off(Pattern::Resting) {
            return;
        }
        let resting = self.members.rows().iter().filter(|row| row.resting);
        for id in resting.map(|row| row.id).collect::<Vec<MemberId>>() {
            self.change_member(step, at_ms, id, |row| row.resting = false);
        }
    }
}

/// Whether somebody who rests is back by doing this.
fn wakes(what: &What) -> bool {
    match what {
        What::MemberRests => false,
        // Not passing, which must stay unseen, and not the end of a round at its time, which a server appends in its
        // opener's name.
        What::RoundAnswered { passed: true, .. } | What::RoundEnded { .. } => false,
        // Only the author may learn that somebody asked.
        What::TellingAsked { .. } => false,
        _ => true,
    }
}
