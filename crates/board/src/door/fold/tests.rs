use super::*;
use crate::{Role, door::SESSION_UNUSED_MS_MAX};

fn id(n: u128) -> EntryId {
    EntryId(uuid::Uuid::from_u128(n))
}

fn who(n: u128) -> MemberId {
    MemberId(uuid::Uuid::from_u128(n))
}

fn hash(n: u8) -> SecretHash {
    format!("{n:064x}")
}

struct Log {
    door: Door,
    next: u128,
}

impl Log {
    fn new() -> Self {
        Self { door: Door::new(), next: 1_000 }
    }

    fn add(&mut self, what: DoorWhat) -> DoorVerdict {
        self.next += 1;
        self.add_as(id(self.next), what)
    }

    fn add_as(&mut self, id: EntryId, what: DoorWhat) -> DoorVerdict {
        self.door.apply(&DoorHead { v: DOOR_FORMAT_VERSION, id, by: None, what }, 50)
    }

    fn invite(&mut self, n: u8, member: Option<MemberId>, uses_max: u32) -> EntryId {
        let secret_hash = hash(n);
        let made = DoorWhat::InviteMade {
            secret_hash,
            member,
            role: Role::Member,
            expires_at_ms: 100,
            uses_max,
            label: None,
            labelled: false,
            by_host: false,
        };
        assert_eq!(self.add_as(id(n.into()), made), DoorVerdict::Applied);
        id(n.into())
    }

    fn enter(&mut self, invite: EntryId, use_number: u32, member: MemberId, session: u8) -> DoorVerdict {
        let request = id(u128::from(session) + 500);
        self.add(DoorWhat::InviteUsed { invite, use_number, member, session_hash: hash(session), request })
    }
}

#[test]
fn an_invite_is_found_until_it_ends_is_used_up_or_revoked() {
    let mut log = Log::new();
    let invite = log.invite(1, None, 1);
    assert_eq!(log.door.find_invite(&hash(9), 0), Err(InviteFault::Unknown));
    assert_eq!(log.door.find_invite(&hash(1), 99).map(|invite| invite.id), Ok(invite));
    assert_eq!(log.door.find_invite(&hash(1), 100), Err(InviteFault::Expired));
    assert_eq!(log.enter(invite, 1, who(7), 20), DoorVerdict::Applied);
    assert_eq!(log.door.find_invite(&hash(1), 99), Err(InviteFault::UsedUp));
    let session = log.door.session(&hash(20)).unwrap();
    assert_eq!((session.member, session.invite, session.opened_at_ms), (who(7), invite, 50));
    log.add(DoorWhat::InviteRevoked { invite });
    assert_eq!(log.door.find_invite(&hash(1), 99), Err(InviteFault::Revoked));
}

#[test]
fn only_the_next_use_number_is_accepted() {
    let mut log = Log::new();
    let invite = log.invite(1, None, 2);
    let used_up = DoorVerdict::Refused(DoorRefusal::UsedUp);
    assert_eq!(log.enter(invite, 2, who(7), 20), used_up);
    assert_eq!(log.enter(invite, 1, who(7), 20), DoorVerdict::Applied);
    assert_eq!(log.enter(invite, 1, who(8), 21), used_up);
    assert_eq!(log.enter(invite, 2, who(8), 21), DoorVerdict::Applied);
    assert_eq!(log.enter(invite, 3, who(9), 22), used_up);
    assert_eq!(log.door.session(&hash(22)), None);
}

#[test]
fn a_use_number_consumed_by_a_repeat_uses_no_place() {
    let mut log = Log::new();
    let invite = log.invite(1, None, 2);
    assert_eq!(log.enter(invite, 1, who(7), 20), DoorVerdict::Applied);
    // The same request through another server, which had not seen the first use yet.
    let again =
        DoorWhat::InviteUsed { invite, use_number: 2, member: who(7), session_hash: hash(21), request: id(520) };
    assert_eq!(log.add(again), DoorVerdict::Repeated);
    let told = |log: &Log| log.door.invite(invite).map(|invite| (invite.uses, invite.next_use));
    assert_eq!(told(&log), Some((1, 3)), "its entry's id is taken, so the next use is the third");
    assert_eq!(log.enter(invite, 3, who(8), 22), DoorVerdict::Applied);
    assert_eq!(log.enter(invite, 4, who(9), 23), DoorVerdict::Refused(DoorRefusal::UsedUp));
    assert_eq!(told(&log), Some((2, 5)));
}

#[test]
fn a_repeated_request_opens_one_more_session_and_uses_nothing() {
    let mut log = Log::new();
    let invite = log.invite(1, None, 1);
    log.enter(invite, 1, who(7), 20);
    let request = id(520);
    assert_eq!(log.door.used_by(request), Some(Use { invite, use_number: 1, member: who(7) }));
    let again = |member, n| DoorWhat::SessionOpened { member, session_hash: hash(n), request };
    assert_eq!(log.add(again(who(8), 21)), DoorVerdict::Refused(DoorRefusal::OtherMember));
    assert_eq!(log.add(again(who(7), 21)), DoorVerdict::Applied);
    assert_eq!(log.add(again(who(7), 21)), DoorVerdict::Refused(DoorRefusal::HashTaken));
    assert_eq!(log.door.sessions_of(who(7)).count(), 2);
    assert_eq!(log.door.invite(invite).map(|invite| invite.uses), Some(1));
}

#[test]
fn a_closed_session_never_opens_again() {
    let mut log = Log::new();
    let invite = log.invite(1, None, 5);
    log.enter(invite, 1, who(7), 20);
    assert_eq!(log.add(DoorWhat::SessionClosed { session_hash: hash(20) }), DoorVerdict::Applied);
    assert_eq!(log.door.session(&hash(20)), None);
    assert_eq!(log.enter(invite, 2, who(7), 20), DoorVerdict::Repeated, "the request was used");
    let again = DoorWhat::SessionOpened { member: who(7), session_hash: hash(20), request: id(520) };
    assert_eq!(log.add(again), DoorVerdict::Refused(DoorRefusal::HashTaken));
}

#[test]
fn revoking_a_link_that_names_a_member_closes_what_it_opened() {
    let mut log = Log::new();
    let (link, own) = (log.invite(1, None, 5), log.invite(2, Some(who(7)), 1));
    log.enter(link, 1, who(7), 20);
    assert_eq!(log.enter(own, 1, who(8), 21), DoorVerdict::Refused(DoorRefusal::OtherMember));
    log.enter(own, 1, who(7), 21);
    log.add(DoorWhat::InviteRevoked { invite: own });
    assert_eq!(log.door.session(&hash(21)), None);
    assert!(log.door.session(&hash(20)).is_some(), "it came by another link");
    log.add(DoorWhat::InviteRevoked { invite: link });
    assert!(log.door.session(&hash(20)).is_some(), "a join link comes down without throwing anyone out");
    assert_eq!(log.add(DoorWhat::InviteRevoked { invite: link }), DoorVerdict::Repeated);
}

#[test]
fn an_id_is_applied_once() {
    let mut log = Log::new();
    log.invite(1, None, 5);
    let other = DoorWhat::InviteMade {
        secret_hash: hash(2),
        member: None,
        role: Role::Host,
        expires_at_ms: i64::MAX,
        uses_max: u32::MAX,
        label: None,
        labelled: false,
        by_host: false,
    };
    assert_eq!(log.add_as(id(1), other), DoorVerdict::Repeated);
    assert_eq!(log.door.invites().count(), 1);
    assert_eq!(log.add(DoorWhat::Unknown), DoorVerdict::Unknown);
}

#[test]
fn an_invites_label_is_in_its_body_and_a_first_heads_label_stays_readable() {
    let mut door = Door::new();
    let mut made = |n: u8, v: u8, label: Option<&str>, labelled: bool| {
        let label = label.map(str::to_owned);
        let (member, role) = (None, Role::Member);
        let what = DoorWhat::InviteMade {
            secret_hash: hash(n),
            member,
            role,
            expires_at_ms: 100,
            uses_max: 1,
            label,
            labelled,
            by_host: false,
        };
        assert_eq!(door.apply(&DoorHead { v, id: id(n.into()), by: None, what }, 0), DoorVerdict::Applied);
        door.invite(id(n.into())).map(|invite| invite.label.clone())
    };
    assert_eq!(made(1, 1, Some("poster"), false), Some(LabelOf::Head("poster".to_owned())));
    assert_eq!(made(2, 1, None, false), Some(LabelOf::Nowhere));
    assert_eq!(made(3, 2, None, true), Some(LabelOf::Body));
    assert_eq!(made(4, 2, Some("poster"), false), Some(LabelOf::Nowhere), "the second format says no label in a head");
    let head = DoorHead {
        v: DOOR_FORMAT_VERSION + 1,
        id: id(9),
        by: None,
        what: DoorWhat::SessionClosed { session_hash: hash(9) },
    };
    assert_eq!(door.apply(&head, 0), DoorVerdict::Unknown);
}

#[test]
fn a_members_own_pods_are_those_of_the_newest_copy() {
    let place = |seq| traceboard_position::Position { term: 1, seq, nonce: 5 };
    let pod = |n| crate::PodId(uuid::Uuid::from_u128(n));
    let held = |n, seq, members: &[u128], invited: &[u128]| DoorWhat::PodHeld {
        pod: pod(n),
        as_of: place(seq),
        members: members.iter().map(|n| who(*n)).collect(),
        invited: invited.iter().map(|n| who(*n)).collect(),
    };
    let mut log = Log::new();
    log.add(held(1, 3, &[7, 8], &[9]));
    log.add(held(2, 2, &[7], &[]));
    assert_eq!(log.add(held(1, 2, &[], &[])), DoorVerdict::Repeated, "older than what was written");
    let pods = log.door.pods();
    assert_eq!(pods.of(who(7)).unwrap().pods, BTreeSet::from([pod(1), pod(2)]));
    assert_eq!(pods.of(who(9)).unwrap().invitations, BTreeSet::from([pod(1)]));
    assert!(pods.is_in(pod(1), who(8)) && !pods.is_in(pod(1), who(9)) && pods.of(who(5)).is_none());
    let before = pods.changed();
    log.add(held(1, 4, &[7, 9], &[9]));
    let pods = log.door.pods();
    assert_eq!(pods.changed_since(before), BTreeSet::from([who(8), who(9)]));
    assert_eq!(
        pods.of(who(9)),
        Some(&super::super::MembersPods { pods: BTreeSet::from([pod(1)]), invitations: BTreeSet::new() })
    );
    assert_eq!(pods.of(who(8)), Some(&Default::default()), "who left is told that they have none");
    assert_eq!(pods.changed_since(0).len(), 3);
}

#[test]
fn a_session_ends_a_year_after_it_was_last_used() {
    let mut log = Log::new();
    let invite = log.invite(1, None, 1);
    log.enter(invite, 1, who(7), 20);
    let session = |log: &Log| log.door.session(&hash(20)).unwrap();
    assert!(!session(&log).is_over(50 + SESSION_UNUSED_MS_MAX) && session(&log).is_over(51 + SESSION_UNUSED_MS_MAX));
    let used = DoorWhat::SessionUsed { session_hash: hash(20) };
    log.door.apply(&DoorHead { v: DOOR_FORMAT_VERSION, id: id(9_999), by: None, what: used.clone() }, 1_000);
    assert!(!session(&log).is_over(1_000 + SESSION_UNUSED_MS_MAX));
    // One that was closed is not used any more.
    log.add(DoorWhat::SessionClosed { session_hash: hash(20) });
    assert_eq!(log.add(used), DoorVerdict::Refused(DoorRefusal::UnknownSession));
}
