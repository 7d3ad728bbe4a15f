//! Up to where each audience's rows are published, and which followers are ahead of that.

use std::{cmp::Ordering, sync::Arc};

use traceboard_position::Position;

use crate::{
    AHEAD_MAX, AudienceKey,
    channel::{Inner, lock},
    subscriber::Subscriber,
};

/// Up to where one audience's rows were published.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor {
    pub(crate) audience: AudienceKey,
    /// `None`: the space has no entry yet.
    pub(crate) from: Option<Position>,
}

impl Inner {
    pub(crate) fn cursors(&self) -> Vec<Cursor> {
        lock(&self.cursors).clone()
    }

    /// Notes that an audience's rows are published up to a position. Called before the walk through the followers: one
    /// that resumes meanwhile either sees the new position or is reached by the walk.
    pub(crate) fn advance_cursor(&self, audience: AudienceKey, to: Position) {
        if let Some(cursor) = lock(&self.cursors).iter_mut().find(|cursor| cursor.audience == audience) {
            cursor.from = cursor.from.max(Some(to));
        }
    }

    /// Sets the cursor to a position that may be before the one published last.
    pub(crate) fn reset_cursor(&self, audience: AudienceKey, to: Position) {
        if let Some(cursor) = lock(&self.cursors).iter_mut().find(|cursor| cursor.audience == audience) {
            cursor.from = Some(to);
        }
    }

    /// How a position compares to the one up to which an audience's rows are published.
    pub(crate) fn compare_to_cursor(&self, audience: AudienceKey, at: Position) -> Ordering {
        let cursors = lock(&self.cursors);
        let cursor = cursors.iter().find(|cursor| cursor.audience == audience);
        cursor.map_or(Ordering::Equal, |cursor| Some(at).cmp(&cursor.from))
    }

    /// Notes a follower that goes live ahead of what is published: the next round makes a frame for its position, so
    /// that it gets no row twice.
    pub(crate) fn note_ahead(&self, follower: &Arc<Subscriber>) {
        let mut ahead = lock(&self.ahead);
        if ahead.len() < AHEAD_MAX {
            ahead.push(Arc::clone(follower));
        }
    }

    /// The followers of an audience that were noted as ahead since the last call.
    pub(crate) fn take_ahead(&self, audience: AudienceKey) -> Vec<Arc<Subscriber>> {
        let mut ahead = lock(&self.ahead);
        if ahead.is_empty() {
            return Vec::new();
        }
        ahead.extract_if(.., |follower| follower.audience == audience).collect()
    }

    pub(crate) fn add_cursor(&self, audience: AudienceKey) {
        let from = self.source.position();
        let mut cursors = lock(&self.cursors);
        if !cursors.iter().any(|cursor| cursor.audience == audience) {
            cursors.push(Cursor { audience, from });
        }
    }
}
