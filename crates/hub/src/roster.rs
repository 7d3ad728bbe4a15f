//! Which members are with which server, from the servers' announcements. No clock and no I/O.

use std::collections::{BTreeSet, HashMap};

use bytes::{BufMut, Bytes, BytesMut};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{ANNOUNCED_MAX, PRESENCE_NAMES_MAX, SERVER_GONE, SERVERS_MAX, SIGNAL_BYTES_MAX};

/// The version of the form below: signals of other versions are ignored.
const VERSION: u8 = 1;
/// Version, server, round, part, parts.
const HEADER_BYTES: usize = 1 + 16 + 8 + 1 + 1;
/// How many members one signal names.
const MEMBERS_PER_SIGNAL: usize = (SIGNAL_BYTES_MAX - HEADER_BYTES) / 16;
/// How many signals hold all members of a server.
const PARTS_MAX: usize = ANNOUNCED_MAX.div_ceil(MEMBERS_PER_SIGNAL);

/// One part of a server's announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    pub(crate) server: Uuid,
    /// Rises with each announcement, so that an outdated one is recognised.
    pub(crate) round: u64,
    pub(crate) part: u8,
    pub(crate) parts: u8,
    pub(crate) members: Vec<Uuid>,
}

/// The signals that announce which members are with a server.
pub(crate) fn announce(server: Uuid, round: u64, members: &[Uuid]) -> Vec<Bytes> {
    let members = &members[..members.len().min(ANNOUNCED_MAX)];
    let mut chunks: Vec<&[Uuid]> = members.chunks(MEMBERS_PER_SIGNAL).collect();
    if chunks.is_empty() {
        chunks.push(&[]);
    }
    let parts = chunks.len();
    let signal = |(part, members): (usize, &&[Uuid])| {
        let mut signal = BytesMut::with_capacity(HEADER_BYTES + members.len() * 16);
        signal.put_u8(VERSION);
        signal.put_slice(server.as_bytes());
        signal.put_u64(round);
        signal.put_u8(part as u8);
        signal.put_u8(parts as u8);
        for member in *members {
            signal.put_slice(member.as_bytes());
        }
        signal.freeze()
    };
    chunks.iter().enumerate().map(signal).collect()
}

impl Announcement {
    /// Parses a signal; `None` if it is no announcement.
    pub(crate) fn read(signal: &[u8]) -> Option<Self> {
        let (header, members) = signal.split_at_checked(HEADER_BYTES)?;
        let (part, parts) = (header[25], header[26]);
        let whole = members.len().is_multiple_of(16) && members.len() / 16 <= MEMBERS_PER_SIGNAL;
        if header[0] != VERSION || part >= parts || usize::from(parts) > PARTS_MAX || !whole {
            return None;
        }
        Some(Self {
            server: Uuid::from_slice(&header[1..17]).ok()?,
            round: u64::from_be_bytes(header[17..25].try_into().ok()?),
            part,
            parts,
            members: members.chunks_exact(16).filter_map(|id| Uuid::from_slice(id).ok()).collect(),
        })
    }
}

/// What an announcement changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RosterChange {
    /// Nothing.
    None,
    /// Who is here.
    Changed,
    /// The server is new. It does not know this one either, so an announcement is due.
    NewServer,
}

/// The other servers, and who is with them.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    servers: HashMap<Uuid, Server>,
}

#[derive(Debug)]
struct Server {
    heard_at: Instant,
    members: Vec<Uuid>,
    /// The announcement of which parts are missing.
    round: u64,
    parts: Vec<Option<Vec<Uuid>>>,
}

impl Roster {
    /// Applies a part of an announcement, which counts once all its parts are here.
    pub(crate) fn apply(&mut self, announcement: Announcement, now: Instant) -> RosterChange {
        let new_server = !self.servers.contains_key(&announcement.server);
        if new_server && self.servers.len() >= SERVERS_MAX {
            return RosterChange::None;
        }
        let server = self.servers.entry(announcement.server).or_insert_with(|| Server {
            heard_at: now,
            members: Vec::new(),
            round: announcement.round,
            parts: Vec::new(),
        });
        if announcement.round < server.round {
            return RosterChange::None;
        }
        server.heard_at = now;
        if announcement.round > server.round || server.parts.len() != usize::from(announcement.parts) {
            server.round = announcement.round;
            server.parts = vec![None; usize::from(announcement.parts)];
        }
        server.parts[usize::from(announcement.part)] = Some(announcement.members);
        let mut changed = false;
        if server.parts.iter().all(Option::is_some) {
            let members: Vec<Uuid> = server.parts.iter().flatten().flatten().copied().collect();
            changed = members != server.members;
            server.members = members;
        }
        match (new_server, changed) {
            (true, _) => RosterChange::NewServer,
            (false, true) => RosterChange::Changed,
            (false, false) => RosterChange::None,
        }
    }

    /// Drops the servers that were silent for too long; true if there were any.
    pub(crate) fn expire(&mut self, now: Instant) -> bool {
        let before = self.servers.len();
        self.servers.retain(|_, server| now < server.heard_at + SERVER_GONE);
        before != self.servers.len()
    }

    /// When the next server counts as gone, unless it announces itself before.
    pub(crate) fn expires_at(&self) -> Option<Instant> {
        self.servers.values().map(|server| server.heard_at + SERVER_GONE).min()
    }

    /// How many members are present on this and the other servers, each counted once, and the first of them by id.
    pub(crate) fn here(&self, own: &[Uuid]) -> (u32, Vec<Uuid>) {
        let others = self.servers.values().flat_map(|server| &server.members);
        let all: BTreeSet<Uuid> = own.iter().chain(others).copied().collect();
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        (count, all.into_iter().take(PRESENCE_NAMES_MAX).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(range: std::ops::Range<u128>) -> Vec<Uuid> {
        range.map(Uuid::from_u128).collect()
    }

    fn apply(roster: &mut Roster, server: u128, round: u64, members: &[Uuid], now: Instant) -> Vec<RosterChange> {
        let signals = announce(Uuid::from_u128(server), round, members);
        signals.iter().map(|signal| roster.apply(Announcement::read(signal).unwrap(), now)).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn members_of_two_servers_count_once_and_the_list_is_capped() {
        let (mut roster, now) = (Roster::default(), Instant::now());
        assert_eq!(apply(&mut roster, 1, 1, &ids(0..150), now), [RosterChange::NewServer]);
        assert_eq!(apply(&mut roster, 1, 2, &ids(0..150), now), [RosterChange::None]);
        let (count, here) = roster.here(&ids(100..200));
        assert_eq!((count, here), (200, ids(0..PRESENCE_NAMES_MAX as u128)));
    }

    #[tokio::test(start_paused = true)]
    async fn an_announcement_in_parts_counts_once_all_are_there() {
        let (mut roster, now) = (Roster::default(), Instant::now());
        let change = apply(&mut roster, 1, 1, &ids(0..2_500), now);
        assert_eq!(change, [RosterChange::NewServer, RosterChange::None, RosterChange::Changed]);
        assert_eq!(roster.here(&[]).0, 2_500);
        assert!(announce(Uuid::nil(), 0, &ids(0..9_000)).iter().all(|signal| signal.len() <= SIGNAL_BYTES_MAX));
    }

    #[tokio::test(start_paused = true)]
    async fn an_outdated_announcement_and_a_lost_part_change_nothing() {
        let (mut roster, now) = (Roster::default(), Instant::now());
        apply(&mut roster, 1, 5, &ids(0..3), now);
        assert_eq!(apply(&mut roster, 1, 4, &ids(0..9), now), [RosterChange::None]);
        let parts = announce(Uuid::from_u128(1), 6, &ids(0..2_000));
        assert_eq!(roster.apply(Announcement::read(&parts[1]).unwrap(), now), RosterChange::None);
        assert_eq!(roster.here(&[]).0, 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_server_is_gone_after_thirty_seconds() {
        let (mut roster, now) = (Roster::default(), Instant::now());
        apply(&mut roster, 1, 1, &ids(0..3), now);
        assert_eq!(roster.expires_at(), Some(now + SERVER_GONE));
        assert!(!roster.expire(now + SERVER_GONE - std::time::Duration::from_millis(1)));
        assert!(roster.expire(now + SERVER_GONE));
        assert_eq!(roster.here(&[]).0, 0);
    }

    #[test]
    fn a_signal_that_is_no_announcement_is_ignored() {
        let good = announce(Uuid::from_u128(1), 1, &ids(0..2)).remove(0);
        assert!(Announcement::read(&good).is_some());
        assert!(Announcement::read(&good[..good.len() - 1]).is_none());
        assert!(Announcement::read(b"").is_none());
        let mut newer = good.to_vec();
        newer[0] = 2;
        assert!(Announcement::read(&newer).is_none());
        let mut position_beyond = good.to_vec();
        (position_beyond[25], position_beyond[26]) = (255, 255);
        assert!(Announcement::read(&position_beyond).is_none());
    }
}
