//! Resting: a state that a member sets without a reason, and leaves by doing something.
//!
//! Nobody is asked why or for how long, and nothing says when it began. It changes nothing of what a member may do or see.
//! Rounds don't wait for who rests, and wait for them again once they are back, where they gave nothing and it is still open.

use crate::{Board, Head, MemberId, Pattern, Step, What};

impl Board {
    /// A deed was made: whoever rested and did it rests no more.
    pub(crate) fn wake(&mut self, step: Step, at_ms: i64, head: &Head) {
        let rests = self.members.get(head.by).is_some_and(|row| row.resting);
        // What a host brings in from a file is the host's doing.
        if rests && head.imported.is_none() && wakes(&head.what) {
            self.change_member(step, at_ms, head.by, |row| row.resting = false);
        }
    }

    /// Where resting was switched off nobody rests any more: it would be shown nowhere, and rounds would go on without them.
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
        // That somebody passed is told to nobody, and a round that ends at its time is ended by a server in its opener's name.
        What::RoundAnswered { passed: true, .. } | What::RoundEnded { .. } => false,
        // That somebody asked is told to the author alone.
        What::TellingAsked { .. } => false,
        _ => true,
    }
}
