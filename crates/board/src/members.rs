//! Who is in the circle.

use std::collections::{BTreeMap, BTreeSet};

use crate::{EntryId, MemberId, MemberState, Role, traces::FeedPlace};

/// How many colours the palette of members has.
pub const COLOURS: u8 = 12;

/// What the fold knows of a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberRow {
    pub(crate) colour: u8,
    pub(crate) role: Role,
    pub(crate) state: MemberState,
    pub(crate) imported: bool,
    pub(crate) joined_at_ms: i64,
    /// The entries whose bodies may tell the name, the one that counts most first. A claim may carry no name, and
    /// the fold doesn't look into bodies, so the name before it stays second.
    pub(crate) names: Vec<EntryId>,
    /// Traces of others that build directly on one of theirs and stand.
    pub(crate) grown: BTreeSet<FeedPlace>,
}

impl MemberRow {
    /// Whether they can act: an imported member can't until someone claims it.
    pub(crate) fn acts(&self) -> bool {
        self.state == MemberState::Present && !self.imported
    }
}

/// All members, those who left or were removed too.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Members {
    rows: BTreeMap<MemberId, MemberRow>,
    /// The hosts who can act, kept so that "is this the last one" costs no walk.
    hosts: BTreeSet<MemberId>,
}

impl Members {
    pub(crate) fn get(&self, id: MemberId) -> Option<&MemberRow> {
        self.rows.get(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (MemberId, &MemberRow)> {
        self.rows.iter().map(|(id, row)| (*id, row))
    }

    pub(crate) fn hosts(&self) -> &BTreeSet<MemberId> {
        &self.hosts
    }

    pub(crate) fn is_host(&self, id: MemberId) -> bool {
        self.hosts.contains(&id)
    }

    pub(crate) fn is_last_host(&self, id: MemberId) -> bool {
        self.hosts.len() == 1 && self.is_host(id)
    }

    pub(crate) fn add(&mut self, id: MemberId, row: MemberRow) {
        self.rows.insert(id, row);
        self.change(id, |_| ());
    }

    /// Changes a member, and keeps the set of hosts true.
    pub(crate) fn change(&mut self, id: MemberId, change: impl FnOnce(&mut MemberRow)) {
        let Some(row) = self.rows.get_mut(&id) else { return };
        change(row);
        if row.acts() && row.role == Role::Host {
            self.hosts.insert(id);
        } else {
            self.hosts.remove(&id);
        }
    }

    pub(crate) fn grew(&mut self, id: MemberId, place: FeedPlace) {
        if let Some(row) = self.rows.get_mut(&id) {
            row.grown.insert(place);
        }
    }

    pub(crate) fn ungrew(&mut self, id: MemberId, place: &FeedPlace) {
        if let Some(row) = self.rows.get_mut(&id) {
            row.grown.remove(place);
        }
    }
}
