//! What a subscription counts for while it lasts.

use std::sync::Arc;

use uuid::Uuid;

use crate::{channel::Channel, hub::Inner};

/// A counted subscription; dropping it gives the seat back.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) hub: Arc<Inner>,
    pub(crate) channel: Arc<Channel>,
    pub(crate) member: Option<Uuid>,
    /// Its number, dense from 0.
    pub(crate) ticket: u64,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut house = self.hub.house();
        house.total -= 1;
        if let Some(member) = self.member
            && let Some(count) = house.members.get_mut(&member)
        {
            *count -= 1;
            if *count == 0 {
                house.members.remove(&member);
            }
        }
        self.channel.seats.send_modify(|seats| {
            seats.total -= 1;
            if let Some(member) = self.member
                && let Some(count) = seats.members.get_mut(&member)
            {
                *count -= 1;
                if *count == 0 {
                    seats.members.remove(&member);
                }
            }
        });
        // A channel that never started has no task that would end it.
        if !self.channel.is_started() && self.channel.seats.borrow().total == 0 {
            house.remove(&self.channel);
        }
        let total = house.total;
        drop(house);
        self.hub.left(total);
    }
}
