//! Sister circles: which there are, and which stories cross to them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Door, DoorRefusal, DoorVerdict};
use crate::{CircleId, EntryId, TraceId};

/// How many sisters a circle has by links, besides those that it seeded or grew from: all of them are requested when
/// their page is opened.
pub const SISTERS_MAX: usize = 8;

/// The sisters of a circle by links, and what crosses from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sisters {
    /// The entry of each whose body holds the link.
    by_circle: BTreeMap<CircleId, EntryId>,
    crossing: BTreeSet<TraceId>,
}

impl Sisters {
    pub(super) fn cross(&mut self, story: TraceId, crosses: bool) -> Result<(), DoorVerdict> {
        let changed = if crosses { self.crossing.insert(story) } else { self.crossing.remove(&story) };
        if changed { Ok(()) } else { Err(DoorVerdict::Repeated) }
    }

    pub(super) fn add(&mut self, id: EntryId, circle: CircleId) -> Result<(), DoorRefusal> {
        if !self.by_circle.contains_key(&circle) && self.by_circle.len() >= SISTERS_MAX {
            return Err(DoorRefusal::TooManySisters);
        }
        self.by_circle.insert(circle, id);
        Ok(())
    }

    pub(super) fn let_go(&mut self, circle: CircleId) -> Result<(), DoorRefusal> {
        self.by_circle.remove(&circle).map(drop).ok_or(DoorRefusal::UnknownSister)
    }
}

impl Door {
    /// The sister circles by links, by their ids, and the entry of each whose body holds its link; at most [`SISTERS_MAX`].
    pub fn sisters(&self) -> impl Iterator<Item = (CircleId, EntryId)> {
        self.sisters.by_circle.iter().map(|(circle, entry)| (*circle, *entry))
    }

    /// The entry whose body holds the link of a sister.
    #[must_use]
    pub fn sister(&self, circle: CircleId) -> Option<EntryId> {
        self.sisters.by_circle.get(&circle).copied()
    }

    /// The stories that cross, by their ids. Whether one still stands is on the board.
    pub fn crossing(&self) -> impl Iterator<Item = TraceId> {
        self.sisters.crossing.iter().copied()
    }

    /// Whether a story crosses.
    #[must_use]
    pub fn crosses(&self, story: TraceId) -> bool {
        self.sisters.crossing.contains(&story)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::door::{DOOR_FORMAT_VERSION, DoorHead, DoorWhat};

    fn circle(n: usize) -> CircleId {
        CircleId(Uuid::from_u128(n as u128))
    }

    fn take(door: &mut Door, what: DoorWhat) -> (EntryId, DoorVerdict) {
        let id = EntryId((0..).map(Uuid::from_u128).find(|id| door.outcome(EntryId(*id)).is_none()).unwrap());
        (id, door.apply(&DoorHead { v: DOOR_FORMAT_VERSION, id, by: None, what }, 0))
    }

    #[test]
    fn sisters_are_bounded_and_a_new_link_replaces_the_old() {
        let mut door = Door::new();
        let add = |door: &mut Door, n| take(door, DoorWhat::SisterAdded { circle: circle(n) });
        for n in 0..SISTERS_MAX {
            assert_eq!(add(&mut door, n).1, DoorVerdict::Applied);
        }
        assert_eq!(add(&mut door, 99).1, DoorVerdict::Refused(DoorRefusal::TooManySisters));
        let (again, verdict) = add(&mut door, 3);
        assert_eq!((verdict, door.sister(circle(3))), (DoorVerdict::Applied, Some(again)));
        assert_eq!(take(&mut door, DoorWhat::SisterLetGo { circle: circle(0) }).1, DoorVerdict::Applied);
        let unknown = DoorVerdict::Refused(DoorRefusal::UnknownSister);
        assert_eq!(take(&mut door, DoorWhat::SisterLetGo { circle: circle(0) }).1, unknown);
        assert_eq!((door.sister(circle(0)), add(&mut door, 99).1), (None, DoorVerdict::Applied));
        assert_eq!(door.sisters().count(), SISTERS_MAX);
    }

    #[test]
    fn a_story_crosses_until_that_is_taken_back() {
        let mut door = Door::new();
        let story = TraceId(Uuid::from_u128(7));
        let cross = |door: &mut Door, crosses| take(door, DoorWhat::StoryCrosses { story, crosses }).1;
        assert_eq!(cross(&mut door, false), DoorVerdict::Repeated);
        assert_eq!((cross(&mut door, true), door.crosses(story)), (DoorVerdict::Applied, true));
        assert_eq!(cross(&mut door, true), DoorVerdict::Repeated);
        assert_eq!(door.crossing().collect::<Vec<_>>(), [story]);
        assert_eq!((cross(&mut door, false), door.crosses(story)), (DoorVerdict::Applied, false));
    }
}
