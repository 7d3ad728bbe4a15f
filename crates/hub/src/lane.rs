//! Up to where each audience's rows are published, and who stands beyond.

use std::{cmp::Ordering, sync::Arc};

use traceboard_position::Position;

use crate::{
    AHEAD_MAX, AudienceKey,
    channel::{Inner, lock},
    place::Stand,
};

/// Up to where one audience's rows were published.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lane {
    pub(crate) audience: AudienceKey,
    /// None: the space had no entry yet.
    pub(crate) from: Option<Position>,
}

impl Inner {
    pub(crate) fn lanes(&self) -> Vec<Lane> {
        lock(&self.lanes).clone()
    }

    /// Notes that an audience's rows are published up to a position. Before the followers are walked: whoever resumes
    /// meanwhile either sees the new position, or is walked to.
    pub(crate) fn set_lane(&self, audience: AudienceKey, to: Position) {
        if let Some(lane) = lock(&self.lanes).iter_mut().find(|lane| lane.audience == audience) {
            lane.from = lane.from.max(Some(to));
        }
    }

    /// Begins an audience's rows at a position that may come before the one published last.
    pub(crate) fn reset_lane(&self, audience: AudienceKey, to: Position) {
        if let Some(lane) = lock(&self.lanes).iter_mut().find(|lane| lane.audience == audience) {
            lane.from = Some(to);
        }
    }

    /// How a position compares to the one up to which an audience's rows are published.
    pub(crate) fn beside_lane(&self, audience: AudienceKey, at: Position) -> Ordering {
        let lanes = lock(&self.lanes);
        let lane = lanes.iter().find(|lane| lane.audience == audience);
        lane.map_or(Ordering::Equal, |lane| Some(at).cmp(&lane.from))
    }

    /// Notes one who goes live beyond what is published: the next round has a frame of its own for it, so that no row comes
    /// twice.
    pub(crate) fn goes_ahead(&self, follower: &Arc<Stand>) {
        let mut ahead = lock(&self.ahead);
        if ahead.len() < AHEAD_MAX {
            ahead.push(Arc::clone(follower));
        }
    }

    /// Those of an audience who went ahead since the last call.
    pub(crate) fn take_ahead(&self, audience: AudienceKey) -> Vec<Arc<Stand>> {
        let mut ahead = lock(&self.ahead);
        if ahead.is_empty() {
            return Vec::new();
        }
        ahead.extract_if(.., |follower| follower.audience == audience).collect()
    }

    pub(crate) fn add_lane(&self, audience: AudienceKey) {
        let from = self.source.position();
        let mut lanes = lock(&self.lanes);
        if !lanes.iter().any(|lane| lane.audience == audience) {
            lanes.push(Lane { audience, from });
        }
    }
}
