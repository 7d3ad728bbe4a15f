//! The count of followers, in all and for each member, and the guard that each follower holds.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use tokio::time::Instant;
use uuid::Uuid;

use crate::{FollowError, channel, hub};

/// The followers of a space.
#[derive(Debug)]
pub(crate) struct Occupancy {
    pub(crate) total: usize,
    /// Since when there is no follower.
    pub(crate) idle_since: Option<Instant>,
    /// How many followers each member has. A member with none left less than [`crate::PRESENCE_LINGER`] ago.
    pub(crate) members: BTreeMap<Uuid, Present>,
    /// When the first member with none left. That member may be back since.
    pub(crate) first_left: Option<Instant>,
}

/// A member's followers.
#[derive(Debug, Default)]
pub(crate) struct Present {
    pub(crate) followers: usize,
    pub(crate) left_at: Option<Instant>,
}

impl Occupancy {
    pub(crate) fn new() -> Self {
        Self { total: 0, idle_since: Some(Instant::now()), members: BTreeMap::new(), first_left: None }
    }

    fn enter(&mut self, member: Uuid) {
        self.total += 1;
        self.idle_since = None;
        let present = self.members.entry(member).or_default();
        present.followers += 1;
        present.left_at = None;
    }

    fn leave(&mut self, member: Uuid, now: Instant) {
        self.total -= 1;
        if self.total == 0 {
            self.idle_since = Some(now);
        }
        if let Some(present) = self.members.get_mut(&member) {
            present.followers -= 1;
            if present.followers == 0 {
                present.left_at = Some(now);
                self.first_left.get_or_insert(now);
            }
        }
    }

    /// Removes members whose last follower left at least `linger` ago.
    pub(crate) fn forget_left(&mut self, now: Instant, linger: Duration) {
        self.members.retain(|_, present| present.left_at.is_none_or(|at| now < at + linger));
        self.first_left = self.members.values().filter_map(|present| present.left_at).min();
    }
}

/// A counted follower; dropping it uncounts it.
pub(crate) struct Registration {
    hub: Arc<hub::Inner>,
    channel: Arc<channel::Inner>,
    member: Uuid,
    pub(crate) ticket: u64,
}

impl Registration {
    pub(crate) fn new(channel: &Arc<channel::Inner>, member: Uuid) -> Result<Self, FollowError> {
        let ticket = channel.hub.enter(member)?;
        channel.occupancy.send_modify(|occupancy| occupancy.enter(member));
        Ok(Self { hub: Arc::clone(&channel.hub), channel: Arc::clone(channel), member, ticket })
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        let now = Instant::now();
        self.channel.occupancy.send_modify(|occupancy| occupancy.leave(self.member, now));
        self.hub.leave(self.member);
    }
}
