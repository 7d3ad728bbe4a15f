//! Links that show something without a session.

use std::collections::{BTreeMap, HashMap};

use super::{Door, DoorRefusal, DoorVerdict, SecretHash, Shows};
use crate::{EntryId, MemberId, TraceId};

/// How many links of one member stand at once: a calendar for each space that they look at, on two machines.
pub const LINKS_MAX: usize = 32;

/// A valid link. Whether its member may still see what it shows is checked by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which.
    pub id: EntryId,
    /// Whose it is.
    pub member: MemberId,
    /// What it shows.
    pub shows: Shows,
}

/// All valid links and the revoked ones, numbered in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Links {
    standing: BTreeMap<usize, Link>,
    /// Of every link that was ever made: a number is never used again.
    numbers: HashMap<EntryId, usize>,
    /// Also of revoked links, so that a secret is never valid again.
    by_secret: HashMap<SecretHash, usize>,
}

impl Links {
    pub(super) fn make(
        &mut self,
        id: EntryId,
        secret_hash: &SecretHash,
        member: MemberId,
        shows: Shows,
    ) -> Result<(), DoorRefusal> {
        if self.by_secret.contains_key(secret_hash) {
            return Err(DoorRefusal::HashTaken);
        }
        if self.of(member).count() >= LINKS_MAX {
            return Err(DoorRefusal::TooManyLinks);
        }
        let number = self.numbers.len();
        self.numbers.insert(id, number);
        self.by_secret.insert(secret_hash.clone(), number);
        self.standing.insert(number, Link { id, member, shows });
        Ok(())
    }

    pub(super) fn revoke(&mut self, id: EntryId) -> Result<(), DoorVerdict> {
        let Some(number) = self.numbers.get(&id) else { return Err(DoorVerdict::Refused(DoorRefusal::UnknownLink)) };
        if self.standing.remove(number).is_some() { Ok(()) } else { Err(DoorVerdict::Repeated) }
    }

    fn of(&self, member: MemberId) -> impl Iterator<Item = &Link> {
        self.standing.values().filter(move |link| link.member == member)
    }
}

impl Door {
    /// The standing link with a secret of this hash.
    #[must_use]
    pub fn link_of_secret(&self, secret_hash: &str) -> Option<Link> {
        self.links.by_secret.get(secret_hash).and_then(|number| self.links.standing.get(number)).copied()
    }

    /// The standing links of a member, oldest first; at most [`LINKS_MAX`].
    pub fn links_of(&self, member: MemberId) -> impl Iterator<Item = Link> {
        self.links.of(member).copied()
    }

    /// The standing links that show a story, oldest first. The cost is that of all that stand.
    pub fn links_to(&self, story: TraceId) -> impl Iterator<Item = Link> {
        self.links.standing.values().filter(move |link| link.shows == Shows::Story(story)).copied()
    }

    /// The standing links of walls, oldest first. The cost is that of all that stand.
    pub fn wall_links(&self) -> impl Iterator<Item = Link> {
        self.links.standing.values().filter(|link| link.shows == Shows::Wall).copied()
    }

    /// The standing links of feeds, oldest first. The cost is that of all that stand.
    pub fn feed_links(&self) -> impl Iterator<Item = Link> {
        self.links.standing.values().filter(|link| link.shows == Shows::Feed).copied()
    }

    /// One standing link.
    #[must_use]
    pub fn link(&self, id: EntryId) -> Option<Link> {
        self.links.numbers.get(&id).and_then(|number| self.links.standing.get(number)).copied()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::door::{DOOR_FORMAT_VERSION, DoorHead, DoorWhat};

    fn id(n: u128) -> EntryId {
        EntryId(Uuid::from_u128(n))
    }

    fn add(door: &mut Door, n: u128, what: DoorWhat) -> DoorVerdict {
        door.apply(&DoorHead { v: DOOR_FORMAT_VERSION, id: id(n), by: None, what }, 0)
    }

    fn made(secret: u128, member: u128) -> DoorWhat {
        let shows = Shows::Calendar(Uuid::nil());
        DoorWhat::LinkMade { secret_hash: format!("{secret:064x}"), member: MemberId(Uuid::from_u128(member)), shows }
    }

    #[test]
    fn a_link_is_valid_until_it_is_revoked_and_its_secret_is_never_reused() {
        let mut door = Door::new();
        assert_eq!(add(&mut door, 1, made(7, 3)), DoorVerdict::Applied);
        assert_eq!(add(&mut door, 2, made(7, 4)), DoorVerdict::Refused(DoorRefusal::HashTaken));
        let secret = format!("{:064x}", 7);
        assert_eq!(door.link_of_secret(&secret).map(|link| link.id), Some(id(1)));
        assert_eq!(door.links_of(MemberId(Uuid::from_u128(3))).count(), 1);
        assert_eq!(add(&mut door, 3, DoorWhat::LinkRevoked { link: id(1) }), DoorVerdict::Applied);
        assert_eq!((door.link_of_secret(&secret), door.link(id(1))), (None, None));
        assert_eq!(add(&mut door, 4, DoorWhat::LinkRevoked { link: id(1) }), DoorVerdict::Repeated);
        let unknown = DoorVerdict::Refused(DoorRefusal::UnknownLink);
        assert_eq!(add(&mut door, 5, DoorWhat::LinkRevoked { link: id(9) }), unknown);
        assert_eq!(add(&mut door, 6, made(7, 3)), DoorVerdict::Refused(DoorRefusal::HashTaken));
    }

    #[test]
    fn the_links_to_a_story_are_found_whoever_made_them() {
        let mut door = Door::new();
        let story = TraceId(Uuid::from_u128(70));
        let to = |secret: u128, member: u128, story: TraceId| DoorWhat::LinkMade {
            secret_hash: format!("{secret:064x}"),
            member: MemberId(Uuid::from_u128(member)),
            shows: Shows::Story(story),
        };
        for (n, what) in
            [(1, to(1, 3, story)), (2, to(2, 4, story)), (3, to(3, 3, TraceId(Uuid::nil()))), (4, made(4, 3))]
        {
            assert_eq!(add(&mut door, n, what), DoorVerdict::Applied);
        }
        assert_eq!(door.links_to(story).map(|link| link.id).collect::<Vec<_>>(), [id(1), id(2)]);
        add(&mut door, 5, DoorWhat::LinkRevoked { link: id(1) });
        assert_eq!(door.links_to(story).map(|link| link.id).collect::<Vec<_>>(), [id(2)]);
    }

    #[test]
    fn links_are_bounded_for_each_member() {
        let mut door = Door::new();
        for n in 0..LINKS_MAX as u128 {
            assert_eq!(add(&mut door, 100 + n, made(100 + n, 3)), DoorVerdict::Applied);
        }
        assert_eq!(add(&mut door, 1, made(1, 3)), DoorVerdict::Refused(DoorRefusal::TooManyLinks));
        assert_eq!(add(&mut door, 2, made(2, 4)), DoorVerdict::Applied);
        add(&mut door, 3, DoorWhat::LinkRevoked { link: id(100) });
        assert_eq!(add(&mut door, 4, made(3, 3)), DoorVerdict::Applied);
    }
}
