//! Who is in the circle.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{EntryId, MemberId, MemberState, Role};

/// How many colours the palette of members has.
pub const COLOURS: u8 = 12;

/// The colour of a member who chose none.
#[must_use]
pub fn colour_of(member: MemberId) -> u8 {
    member.0.as_bytes()[0] % COLOURS
}

/// A member's state in the fold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) id: MemberId,
    pub(crate) colour: u8,
    pub(crate) role: Role,
    pub(crate) state: MemberState,
    pub(crate) imported: bool,
    pub(crate) resting: bool,
    pub(crate) joined_at_ms: i64,
    /// The entries whose bodies may hold the name, the preferred one first. A claim may carry no name, and
    /// the fold doesn't look into bodies, so the name before it stays second.
    pub(crate) names: Vec<EntryId>,
}

impl Member {
    /// Whether it is a program.
    pub(crate) fn is_program(&self) -> bool {
        self.state == MemberState::Program
    }

    /// Whether they can act as members do: an imported member can't until someone claims it, and a program never does.
    pub(crate) fn acts(&self) -> bool {
        self.state == MemberState::Present && !self.imported
    }

    /// Whether rounds wait for them: they can act and don't rest.
    pub(crate) fn is_awaited(&self) -> bool {
        self.acts() && !self.resting
    }
}

/// All members, those who left or were removed too, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Members {
    rows: Vec<Member>,
    numbers: BTreeMap<MemberId, u32>,
    /// The hosts who can act, so that checking for the last one needs no walk.
    hosts: BTreeSet<MemberId>,
    /// How many can act and don't rest, for the same reason: a round waits for as many.
    awaited: u32,
    /// How many can act, also who rests.
    acting: u32,
}

impl Members {
    pub(crate) fn restore(rows: Vec<Member>) -> Self {
        let mut members = Self::default();
        for row in rows {
            members.add(row);
        }
        members
    }

    pub(crate) fn rows(&self) -> &[Member] {
        &self.rows
    }

    pub(crate) fn number(&self, id: MemberId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    pub(crate) fn at(&self, n: u32) -> Option<&Member> {
        self.rows.get(n as usize)
    }

    pub(crate) fn get(&self, id: MemberId) -> Option<&Member> {
        self.at(self.number(id)?)
    }

    /// A person, in whatever state.
    pub(crate) fn person(&self, id: MemberId) -> Option<&Member> {
        self.get(id).filter(|row| !row.is_program())
    }

    /// Numbers in the order of ids, from after one on.
    pub(crate) fn by_id(&self, after: Option<MemberId>) -> impl Iterator<Item = u32> + '_ {
        use std::ops::Bound::{Excluded, Unbounded};
        self.numbers.range((after.map_or(Unbounded, Excluded), Unbounded)).map(|(_, n)| *n)
    }

    pub(crate) fn hosts(&self) -> &BTreeSet<MemberId> {
        &self.hosts
    }

    pub(crate) fn is_host(&self, id: MemberId) -> bool {
        self.hosts.contains(&id)
    }

    /// How many can act and don't rest.
    pub(crate) fn awaited(&self) -> u32 {
        self.awaited
    }

    /// How many can act.
    pub(crate) fn acting(&self) -> u32 {
        self.acting
    }

    pub(crate) fn is_last_host(&self, id: MemberId) -> bool {
        self.hosts.len() == 1 && self.is_host(id)
    }

    /// Adds a member who isn't there yet.
    pub(crate) fn add(&mut self, row: Member) -> u32 {
        let n = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let id = row.id;
        self.numbers.insert(id, n);
        self.awaited += u32::from(row.is_awaited());
        self.acting += u32::from(row.acts());
        self.rows.push(row);
        self.change(id, |_| ());
        n
    }

    /// Changes a member, and updates the set of hosts and the counts. Returns the member's number.
    pub(crate) fn change(&mut self, id: MemberId, change: impl FnOnce(&mut Member)) -> Option<u32> {
        let n = self.number(id)?;
        let row = self.rows.get_mut(n as usize)?;
        let (awaited, acts) = (row.is_awaited(), row.acts());
        change(row);
        self.acting = self.acting + u32::from(row.acts()) - u32::from(acts);
        self.awaited = self.awaited + u32::from(row.is_awaited()) - u32::from(awaited);
        if row.acts() && row.role == Role::Host {
            self.hosts.insert(id);
        } else {
            self.hosts.remove(&id);
        }
        Some(n)
    }
}
