//! Invites and their uses.

use super::SecretHash;
use crate::{EntryId, MemberId, Role};

/// An invite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Which.
    pub id: EntryId,
    /// Who made it; absent where the server itself did.
    pub by: Option<MemberId>,
    /// The hash of the secret in its link.
    pub secret_hash: SecretHash,
    /// Whom it signs in; absent, it brings in new members.
    pub member: Option<MemberId>,
    /// The role of new members.
    pub role: Role,
    /// When it ends, in Unix milliseconds.
    pub expires_at_ms: i64,
    /// How often it can be used.
    pub uses_max: u32,
    /// How often it was used. The next use has this number plus one.
    pub uses: u32,
    /// The number of its next use, from 1. Ahead of `uses` + 1 if an entry consumed a number but no place: a request
    /// that was repeated through two servers at once.
    pub next_use: u32,
    /// Whether it was revoked.
    pub revoked: bool,
    /// The host's label for it.
    pub label: LabelOf,
    /// Whether a host made it to sign somebody else in. Invites made by the server itself don't count: its operator can
    /// read everything anyway.
    pub by_host: bool,
}

impl Invite {
    /// Why it can't be used at a time: the first that holds of revoked, expired, used up.
    #[must_use]
    pub fn fault(&self, now_ms: i64) -> Option<InviteFault> {
        if self.revoked {
            Some(InviteFault::Revoked)
        } else if now_ms >= self.expires_at_ms {
            Some(InviteFault::Expired)
        } else if self.uses >= self.uses_max {
            Some(InviteFault::UsedUp)
        } else {
            None
        }
    }
}

/// Where an invite's label is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LabelOf {
    /// It has none.
    Nowhere,
    /// In the body of the entry that made it ([`DoorBody`](super::DoorBody)): the invite's id.
    Body,
    /// In a head of the first format.
    Head(String),
}

/// A use of an invite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// Which invite.
    pub invite: EntryId,
    /// The k of this use, from 1.
    pub use_number: u32,
    /// Whom it signed in.
    pub member: MemberId,
}

/// Why a secret can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InviteFault {
    /// No invite has this secret.
    #[error("no such invite")]
    Unknown,
    /// A host revoked it.
    #[error("the invite was revoked")]
    Revoked,
    /// Its time is over.
    #[error("the invite has expired")]
    Expired,
    /// It was used as often as it can be.
    #[error("the invite is used up")]
    UsedUp,
}
