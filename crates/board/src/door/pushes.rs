//! Which sessions are told by Web Push that somebody built on their member's traces.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Door, DoorRefusal, DoorVerdict, SecretHash};
use crate::{EntryId, MemberId};

/// How many browsers of one member are told: each is one more request for a trace. With a further one the oldest ends.
pub const PUSHES_MAX: usize = 16;

/// The standing pushes, one a session at the most.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pushes {
    /// The entry of each whose body holds the address.
    of_session: HashMap<SecretHash, EntryId>,
    /// By member, oldest first.
    of_member: BTreeMap<MemberId, Vec<SecretHash>>,
    /// Entries whose body may still hold an address, of those that were refused too.
    held: BTreeSet<EntryId>,
}

impl Pushes {
    fn set(&mut self, id: EntryId, session_hash: &SecretHash, member: MemberId) {
        self.drop(session_hash, member);
        let sessions = self.of_member.entry(member).or_default();
        if sessions.len() >= PUSHES_MAX {
            self.of_session.remove(&sessions.remove(0));
        }
        sessions.push(session_hash.clone());
        self.of_session.insert(session_hash.clone(), id);
    }

    /// Whether there was one.
    pub(super) fn drop(&mut self, session_hash: &SecretHash, member: MemberId) -> bool {
        if let Some(sessions) = self.of_member.get_mut(&member) {
            sessions.retain(|hash| hash != session_hash);
        }
        self.of_session.remove(session_hash).is_some()
    }
}

impl Door {
    pub(super) fn set_push(&mut self, id: EntryId, session_hash: &SecretHash) -> Result<(), DoorVerdict> {
        self.pushes.held.insert(id);
        let session = self.session(session_hash).ok_or(DoorVerdict::Refused(DoorRefusal::UnknownSession))?;
        self.pushes.set(id, session_hash, session.member);
        Ok(())
    }

    pub(super) fn drop_push(&mut self, session_hash: &SecretHash) -> Result<(), DoorVerdict> {
        let session = self.session(session_hash).ok_or(DoorVerdict::Refused(DoorRefusal::UnknownSession))?;
        if self.pushes.drop(session_hash, session.member) { Ok(()) } else { Err(DoorVerdict::Repeated) }
    }

    /// The entry whose body holds the address to which a session is told.
    #[must_use]
    pub fn push_of(&self, session_hash: &str) -> Option<EntryId> {
        self.pushes.of_session.get(session_hash).copied()
    }

    /// The sessions of a member that are told, oldest first, each with the entry whose body holds the address; at most [`PUSHES_MAX`].
    pub fn pushes_of(&self, member: MemberId) -> impl Iterator<Item = (&SecretHash, EntryId)> {
        let sessions = self.pushes.of_member.get(&member).into_iter().flatten();
        sessions.filter_map(|hash| Some((hash, self.push_of(hash)?)))
    }

    /// All sessions that are told, by member.
    pub fn pushes(&self) -> impl Iterator<Item = (MemberId, &SecretHash)> {
        self.pushes.of_member.iter().flat_map(|(member, sessions)| sessions.iter().map(|hash| (*member, hash)))
    }

    /// Entries that hold an address which is told nothing any more: whoever reads this erases their bodies.
    #[must_use]
    pub fn pushes_to_erase(&self) -> Vec<EntryId> {
        let standing: BTreeSet<_> = self.pushes.of_session.values().copied().collect();
        self.pushes.held.difference(&standing).copied().collect()
    }

    /// The bodies of these entries are erased.
    pub fn erased(&mut self, ids: impl IntoIterator<Item = EntryId>) {
        for id in ids {
            self.pushes.held.remove(&id);
            self.hooks.erased(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        Role,
        door::{DOOR_FORMAT_VERSION, DoorHead, DoorWhat},
    };

    fn id(n: usize) -> EntryId {
        EntryId(Uuid::from_u128(n as u128))
    }

    fn take(door: &mut Door, n: usize, what: DoorWhat) -> DoorVerdict {
        door.apply(&DoorHead { v: DOOR_FORMAT_VERSION, id: id(n), by: None, what }, 0)
    }

    const MEMBER: MemberId = MemberId(Uuid::from_u128(3));
    const INVITE: usize = 9_000;

    /// A door with open sessions of one member, whose hashes are their numbers.
    fn door(sessions: usize) -> Door {
        let mut door = Door::new();
        let made = DoorWhat::InviteMade {
            secret_hash: "invite".to_owned(),
            member: Some(MEMBER),
            role: Role::Member,
            expires_at_ms: i64::MAX,
            uses_max: 1_000,
            label: None,
            labelled: false,
            by_host: false,
        };
        take(&mut door, INVITE, made);
        for n in 0..sessions {
            let used = DoorWhat::InviteUsed {
                invite: id(INVITE),
                use_number: u32::try_from(n).unwrap() + 1,
                member: MEMBER,
                session_hash: n.to_string(),
                request: id(INVITE + 100 + n),
            };
            assert_eq!(take(&mut door, INVITE + 200 + n, used), DoorVerdict::Applied);
        }
        door
    }

    fn set(door: &mut Door, n: usize, session: usize) -> DoorVerdict {
        take(door, n, DoorWhat::PushSet { session_hash: session.to_string() })
    }

    #[test]
    fn a_session_has_one_push_until_it_is_dropped_or_ends() {
        let mut door = door(2);
        assert_eq!(set(&mut door, 1, 0), DoorVerdict::Applied);
        assert_eq!((door.push_of("0"), door.pushes_to_erase()), (Some(id(1)), vec![]));
        assert_eq!(set(&mut door, 2, 0), DoorVerdict::Applied);
        assert_eq!((door.push_of("0"), door.pushes_to_erase()), (Some(id(2)), vec![id(1)]));
        set(&mut door, 3, 1);
        let dropped = DoorWhat::PushDropped { session_hash: "0".to_owned() };
        assert_eq!(take(&mut door, 4, dropped.clone()), DoorVerdict::Applied);
        assert_eq!(take(&mut door, 5, dropped), DoorVerdict::Repeated);
        take(&mut door, 6, DoorWhat::SessionClosed { session_hash: "1".to_owned() });
        assert_eq!((door.pushes().count(), door.pushes_to_erase()), (0, vec![id(1), id(2), id(3)]));
        door.erased([id(1), id(3)]);
        assert_eq!(door.pushes_to_erase(), [id(2)]);
    }

    #[test]
    fn revoking_the_link_of_a_member_ends_the_pushes_of_its_sessions() {
        let mut door = door(1);
        set(&mut door, 1, 0);
        take(&mut door, 2, DoorWhat::InviteRevoked { invite: id(INVITE) });
        assert_eq!((door.push_of("0"), door.pushes_to_erase()), (None, vec![id(1)]));
    }

    #[test]
    fn the_address_of_a_refused_push_is_to_be_erased() {
        let mut door = door(0);
        assert_eq!(set(&mut door, 1, 0), DoorVerdict::Refused(DoorRefusal::UnknownSession));
        assert_eq!(door.pushes_to_erase(), [id(1)]);
    }

    #[test]
    fn the_pushes_of_a_member_are_bounded_and_the_oldest_ends() {
        let mut door = door(PUSHES_MAX + 1);
        for n in 0..PUSHES_MAX {
            set(&mut door, 1 + n, n);
        }
        // Set anew, it is the newest.
        set(&mut door, 100, 0);
        set(&mut door, 101, PUSHES_MAX);
        assert_eq!(door.pushes_of(MEMBER).count(), PUSHES_MAX);
        assert_eq!((door.push_of("0"), door.push_of("1")), (Some(id(100)), None));
        assert_eq!(door.pushes_to_erase(), [id(1), id(2)]);
    }
}
