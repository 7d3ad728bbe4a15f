//! Open sessions, and when they expire.

use crate::{EntryId, MemberId};

/// An open session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub member: MemberId,
    /// The invite that opened it.
    pub invite: EntryId,
    /// Whether a host made that invite to sign somebody else in: see [`OwnPods`](super::OwnPods).
    pub by_host: bool,
    /// The entry that opened it.
    pub id: EntryId,
    /// When it was opened, in Unix milliseconds.
    pub opened_at_ms: i64,
    /// When its last use was noted.
    pub used_at_ms: i64,
}

/// How long an unused session stays open, in milliseconds: a year.
pub const SESSION_UNUSED_MS_MAX: i64 = 365 * 86_400_000;

impl Session {
    /// Whether it has expired.
    #[must_use]
    pub fn is_over(&self, now_ms: i64) -> bool {
        now_ms.saturating_sub(self.used_at_ms) > SESSION_UNUSED_MS_MAX
    }
}
