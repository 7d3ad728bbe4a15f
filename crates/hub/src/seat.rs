//! What a follower counts for while it lasts.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use tokio::time::Instant;
use uuid::Uuid;

use crate::{FollowError, channel, hub};

/// Who follows a space.
#[derive(Debug)]
pub(crate) struct Seats {
    pub(crate) total: usize,
    /// Since when nobody does.
    pub(crate) idle_since: Option<Instant>,
    /// How many followers each member has. Those without one left lately.
    pub(crate) members: BTreeMap<Uuid, Present>,
    /// When the first of those left; it may have come back since.
    pub(crate) first_left: Option<Instant>,
}

/// A member's followers.
#[derive(Debug, Default)]
pub(crate) struct Present {
    pub(crate) followers: usize,
    pub(crate) left_at: Option<Instant>,
}

impl Seats {
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

    /// Forgets members who left so long ago.
    pub(crate) fn forget_left(&mut self, now: Instant, linger: Duration) {
        self.members.retain(|_, present| present.left_at.is_none_or(|at| now < at + linger));
        self.first_left = self.members.values().filter_map(|present| present.left_at).min();
    }
}

/// A counted follower; dropping it gives the seat back.
pub(crate) struct Seat {
    hub: Arc<hub::Inner>,
    channel: Arc<channel::Inner>,
    member: Uuid,
    pub(crate) ticket: u64,
}

impl Seat {
    pub(crate) fn take(channel: &Arc<channel::Inner>, member: Uuid) -> Result<Self, FollowError> {
        let ticket = channel.hub.enter(member)?;
        channel.seats.send_modify(|seats| seats.enter(member));
        Ok(Self { hub: Arc::clone(&channel.hub), channel: Arc::clone(channel), member, ticket })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let now = Instant::now();
        self.channel.seats.send_modify(|seats| seats.leave(self.member, now));
        self.hub.leave(self.member);
    }
}
