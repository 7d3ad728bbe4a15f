//! Who is with which server: what servers tell each other, and what follows from it. No clock and no I/O.

use std::collections::{BTreeSet, HashMap};

use bytes::{BufMut, Bytes, BytesMut};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{ANNOUNCED_MAX, HERE_MAX, SERVER_GONE, SERVERS_MAX, SIGNAL_BYTES_MAX};

/// The version of the form below: another version's signals are passed over.
const VERSION: u8 = 1;
/// Version, server, round, part, parts.
const HEADER_BYTES: usize = 1 + 16 + 8 + 1 + 1;
/// How many members one signal names.
const MEMBERS_PER_SIGNAL: usize = (SIGNAL_BYTES_MAX - HEADER_BYTES) / 16;
/// In how many signals a server tells all its members.
const PARTS_MAX: usize = ANNOUNCED_MAX.div_ceil(MEMBERS_PER_SIGNAL);

/// One part of what a server tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    pub(crate) server: Uuid,
    /// Rises with each telling, so that a late one is known as late.
    pub(crate) round: u64,
    pub(crate) part: u8,
    pub(crate) parts: u8,
    pub(crate) members: Vec<Uuid>,
}

/// The signals that tell who is with a server.
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
    /// Reads a signal; none where it is no announcement.
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

/// What hearing a server changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Nothing.
    Same,
    /// Who is here.
    Changed,
    /// The server wasn't known: it doesn't know us either, and should hear of us soon.
    Stranger,
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
    /// The telling that is not whole yet.
    round: u64,
    parts: Vec<Option<Vec<Uuid>>>,
}

impl Roster {
    /// Takes in what a server tells. A telling counts once all its parts are here.
    pub(crate) fn hear(&mut self, said: Announcement, now: Instant) -> Heard {
        let stranger = !self.servers.contains_key(&said.server);
        if stranger && self.servers.len() >= SERVERS_MAX {
            return Heard::Same;
        }
        let server = self.servers.entry(said.server).or_insert_with(|| Server {
            heard_at: now,
            members: Vec::new(),
            round: said.round,
            parts: Vec::new(),
        });
        if said.round < server.round {
            return Heard::Same;
        }
        server.heard_at = now;
        if said.round > server.round || server.parts.len() != usize::from(said.parts) {
            server.round = said.round;
            server.parts = vec![None; usize::from(said.parts)];
        }
        server.parts[usize::from(said.part)] = Some(said.members);
        let mut changed = false;
        if server.parts.iter().all(Option::is_some) {
            let members: Vec<Uuid> = server.parts.iter().flatten().flatten().copied().collect();
            changed = members != server.members;
            server.members = members;
        }
        match (stranger, changed) {
            (true, _) => Heard::Stranger,
            (false, true) => Heard::Changed,
            (false, false) => Heard::Same,
        }
    }

    /// Drops the servers that went unheard too long; tells whether there were any.
    pub(crate) fn expire(&mut self, now: Instant) -> bool {
        let before = self.servers.len();
        self.servers.retain(|_, server| now < server.heard_at + SERVER_GONE);
        before != self.servers.len()
    }

    /// When the next server is gone, unless it is heard before.
    pub(crate) fn expires_at(&self) -> Option<Instant> {
        self.servers.values().map(|server| server.heard_at + SERVER_GONE).min()
    }

    /// How many members are here with the own ones, each counted once, and the first of them by id.
    pub(crate) fn here(&self, own: &[Uuid]) -> (u32, Vec<Uuid>) {
        let others = self.servers.values().flat_map(|server| &server.members);
        let all: BTreeSet<Uuid> = own.iter().chain(others).copied().collect();
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        (count, all.into_iter().take(HERE_MAX).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(range: std::ops::Range<u128>) -> Vec<Uuid> {
        range.map(Uuid::from_u128).collect()
    }

    fn tell(roster: &mut Roster, server: u128, round: u64, members: &[Uuid], now: Instant) -> Vec<Heard> {
        let signals = announce(Uuid::from_u128(server), round, members);
        signals.iter().map(|signal| roster.hear(Announcement::read(signal).unwrap(), now)).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn members_of_two_servers_count_once_and_the_list_is_capped() {
        let (mut roster, now) = (Roster::default(), Instant::now());
        assert_eq!(tell(&mut roster, 1, 1, &ids(0..150), now), [Heard::Stranger]);
        assert_eq!(tell(&mut roster, 1, 2, &ids(0..150), now), [Heard::Same]);
        let (count, here) = roster.here(&ids(100..200));
        assert_eq!((count, here), (200, ids(0..HERE_MAX as u128)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_large_server_is_told_in_parts_that_count_together() {
        let (mut roster, now) = (Roster::default(), Instant::now());
        let heard = tell(&mut roster, 1, 1, &ids(0..2_500), now);
        assert_eq!(heard, [Heard::Stranger, Heard::Same, Heard::Changed]);
        assert_eq!(roster.here(&[]).0, 2_500);
        assert!(announce(Uuid::nil(), 0, &ids(0..9_000)).iter().all(|signal| signal.len() <= SIGNAL_BYTES_MAX));
    }

    #[tokio::test(start_paused = true)]
    async fn a_late_telling_and_a_lost_part_change_nothing() {
        let (mut roster, now) = (Roster::default(), Instant::now());
        tell(&mut roster, 1, 5, &ids(0..3), now);
        assert_eq!(tell(&mut roster, 1, 4, &ids(0..9), now), [Heard::Same]);
        let parts = announce(Uuid::from_u128(1), 6, &ids(0..2_000));
        assert_eq!(roster.hear(Announcement::read(&parts[1]).unwrap(), now), Heard::Same);
        assert_eq!(roster.here(&[]).0, 3);
    }

    #[tokio::test(start_paused = true)]
    async fn an_unheard_server_is_gone_after_thirty_seconds() {
        let (mut roster, now) = (Roster::default(), Instant::now());
        tell(&mut roster, 1, 1, &ids(0..3), now);
        assert_eq!(roster.expires_at(), Some(now + SERVER_GONE));
        assert!(!roster.expire(now + SERVER_GONE - std::time::Duration::from_millis(1)));
        assert!(roster.expire(now + SERVER_GONE));
        assert_eq!(roster.here(&[]).0, 0);
    }

    #[test]
    fn what_is_no_announcement_is_passed_over() {
        let good = announce(Uuid::from_u128(1), 1, &ids(0..2)).remove(0);
        assert!(Announcement::read(&good).is_some());
        assert!(Announcement::read(&good[..good.len() - 1]).is_none());
        assert!(Announcement::read(b"").is_none());
        let mut newer = good.to_vec();
        newer[0] = 2;
        assert!(Announcement::read(&newer).is_none());
        let mut beyond = good.to_vec();
        (beyond[25], beyond[26]) = (255, 255);
        assert!(Announcement::read(&beyond).is_none());
    }
}
