//! What stands in for entries that a damaged store has lost, so that what was built on them is not lost with them.

use crate::{
    Board, CircleRow, Event, Meets, NameOf, Role, Step, What, members::colour_of, order::RowKey::Circle,
    patterns::budding::Budding, pods::Terms, warmth,
};

/// Whether entries are lost, and of what kind of board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lost {
    #[default]
    Nothing,
    OfCircle,
    OfPod,
}

impl Board {
    /// Entries before the next one can't be read any more. From here on whoever acts counts as a member, since their joining may be
    /// among them, and the first who joins as a circle's founder, or as a pod's host. A board that lost entries makes no checkpoint that
    /// would hold this.
    pub fn lose_entries(&mut self, of_circle: bool) {
        self.lost = if of_circle { Lost::OfCircle } else { Lost::OfPod };
    }

    /// Whether entries are lost.
    #[must_use]
    pub fn has_lost_entries(&self) -> bool {
        self.lost != Lost::Nothing
    }

    /// Whether this is a pod's board whose founding is lost. A founding that comes later brings its terms.
    pub(crate) fn is_stand_in(&self) -> bool {
        self.lost == Lost::OfPod && self.founder.is_none() && self.is_pod()
    }

    /// Makes what an entry needs to count, where that may be lost.
    pub(crate) fn stand_in(&mut self, step: Step, event: &Event) {
        let (head, joins) = (&event.head, matches!(event.head.what, What::MemberJoined { .. }));
        let begins = matches!(head.what, What::CircleFounded { .. } | What::PodFounded { .. } | What::Unknown);
        // What time brings about is done by nobody.
        if self.lost == Lost::Nothing || begins || head.by.0.is_nil() {
            return;
        }
        let of_pod = self.lost == Lost::OfPod;
        if self.circle.is_none() {
            self.circle = Some(CircleRow {
                name: NameOf::default(),
                half_life_ms: warmth::half_life(warmth::HALF_LIFE_MS_DEFAULT),
                off: Vec::new(),
                time_zone: None,
                meets: Meets::default(),
                pod: of_pod.then(|| Terms::unknown(event.accepted_at_ms)),
                budding: Budding::default(),
            });
            // A pod's circle still knows its terms, and founds it again: see [`Board::is_stand_in`].
            self.founder = (!of_pod).then_some(head.by);
            self.rows.touch(step, Circle);
        }
        if !joins && self.members.get(head.by).is_none() {
            let hosts = of_pod && self.members.hosts().is_empty();
            let role = if hosts { Role::Host } else { Role::Member };
            let what = What::MemberJoined { member: head.by, colour: colour_of(head.by), role };
            let joined = Event { head: crate::Head { what, ..head.clone() }, accepted_at_ms: event.accepted_at_ms };
            self.join(step, &joined);
        }
    }
}
