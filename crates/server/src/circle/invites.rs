//! Making, listing and revoking invites.

use std::{cmp::Reverse, collections::HashMap};

use traceboard_board::{
    EntryId, MemberId, MemberState, Role,
    door::{self, DoorBody, DoorVerdict, DoorWhat, LabelOf},
};
use traceboard_log::BODIES_MAX;
use traceboard_protocol::{CheckedInvite, Code, Invite, Limits, NewInvite};
use uuid::Uuid;

use super::Circle;
use crate::{names, refusal::Refused, secret::Secret};

/// A new invite and its secret, which is never shown again.
#[derive(Clone, Debug)]
pub struct MadeInvite {
    /// The invite.
    pub invite: Invite,
    /// The secret of its link.
    pub secret: Secret,
}

impl Circle {
    /// Makes an invite. Hosts make any; a member makes one that names themself, for another device.
    /// `token_hash`: of the session by which it is made.
    pub(crate) async fn make_invite(
        &self,
        by: MemberId,
        token_hash: &str,
        new: NewInvite,
    ) -> Result<MadeInvite, Refused> {
        let invite = new.check()?;
        let came = self.door.read().state.session(token_hash);
        let by_host = invite.member.is_some() && came.is_some_and(|session| session.by_host);
        if invite.member != Some(by) {
            self.require_host(by, "make an invite").await?;
        }
        let is_person = |member| {
            let board = self.board.read();
            board.state.member_row(member).is_some_and(|row| row.state != MemberState::Program)
        };
        if let Some(member) = invite.member
            && !is_person(member)
        {
            self.board.reach_head().await?;
            if !is_person(member) {
                let message = format!("cannot make an invite for {member}: no such member");
                return Err(Refused::new(Code::UnknownMember, message));
            }
        }
        self.append_invite(Some(by), invite, by_host).await
    }

    /// Makes an invite in the server's own name: the links printed at start.
    pub(crate) async fn make_own_invite(&self, invite: CheckedInvite) -> Result<MadeInvite, Refused> {
        self.append_invite(None, invite, false).await
    }

    async fn append_invite(
        &self,
        by: Option<MemberId>,
        invite: CheckedInvite,
        by_host: bool,
    ) -> Result<MadeInvite, Refused> {
        let secret = Secret::draw().map_err(|error| Refused::internal("draw a secret", &error))?;
        let what = DoorWhat::InviteMade {
            secret_hash: secret.hash(),
            member: invite.member,
            role: invite.role,
            expires_at_ms: self.now_ms().saturating_add(invite.holds_ms),
            uses_max: invite.uses_max,
            label: None,
            labelled: invite.label.is_some(),
            by_host,
        };
        let body = invite.label.is_some().then_some(DoorBody { label: invite.label, ..DoorBody::default() });
        match self.append_door(invite.id, by, what, body.as_ref()).await? {
            Some(DoorVerdict::Applied) => {}
            // The secret of the first attempt was only in its answer; a new id makes a new link.
            _ => {
                let message = format!("cannot make invite {}: the id was sent before", invite.id);
                return Err(Refused::new(Code::IdTaken, message));
            }
        }
        let made = self.invite(invite.id)?;
        let mut told = self.told(vec![made]).await?;
        let invite = told.pop().ok_or_else(|| Refused::internal("make an invite", &"it is gone at once"))?;
        Ok(MadeInvite { invite, secret })
    }

    /// The invites, oldest first; for a member who is no host, those that name them. Of more than
    /// [`Limits::INVITES_MAX`] those whose time ended first are left out.
    pub(crate) async fn invites(&self, viewer: MemberId) -> Result<Vec<Invite>, Refused> {
        let all = self.board.read().state.is_host(viewer);
        let found = {
            let door = self.door.read();
            door.state.invites().filter(|invite| all || invite.member == Some(viewer)).cloned().collect()
        };
        self.told(longest_holding(found, Limits::INVITES_MAX)).await
    }

    /// Invites with their labels, which are in bodies.
    async fn told(&self, invites: Vec<door::Invite>) -> Result<Vec<Invite>, Refused> {
        let labelled: Vec<_> =
            invites.iter().filter(|invite| invite.label == LabelOf::Body).map(|it| it.id.0).collect();
        let mut labels = HashMap::new();
        for ids in labelled.chunks(BODIES_MAX) {
            let bodies = self.log.bodies(&self.door_log, ids).await?;
            let read = bodies.iter().map(|body| body.any().and_then(|body| DoorBody::read(body)?.label));
            labels.extend(ids.iter().copied().zip(read));
        }
        Ok(invites.into_iter().map(|invite| told(invite, &mut labels)).collect())
    }

    /// Revokes an invite. Hosts revoke any; a member one that names themself.
    pub(crate) async fn revoke_invite(&self, by: MemberId, id: EntryId) -> Result<(), Refused> {
        let known = self.door.read().state.invite(id).is_some();
        if !known {
            self.door.reach_head().await?;
        }
        let invite = self.invite(id)?;
        if invite.member != Some(by) {
            self.require_host(by, "revoke an invite").await?;
        }
        let entry = names::derived("revoking", id.0.as_bytes());
        // Revoked by someone else at the same time: it is revoked, which is what was asked for.
        self.append_door(entry, Some(by), DoorWhat::InviteRevoked { invite: id }, None).await?;
        // The link may have named a member, whose sessions have ended with it.
        self.erase_pushes().await?;
        Ok(())
    }

    fn invite(&self, id: EntryId) -> Result<door::Invite, Refused> {
        let found = self.door.read().state.invite(id).cloned();
        found.ok_or_else(|| Refused::new(Code::UnknownInvite, format!("cannot find invite {id}: no such invite")))
    }

    /// The invites that a start prints: one that signs in the founder, and one that brings in members.
    pub(crate) fn start_invites(&self, founder: MemberId) -> [CheckedInvite; 2] {
        let made = |member, uses_max, label: &str| CheckedInvite {
            id: EntryId(uuid::Uuid::now_v7()),
            member,
            role: Role::Member,
            holds_ms: START_LINK_HOLDS_MS,
            uses_max,
            label: Some(label.to_owned()),
        };
        [
            made(Some(founder), HOST_LINK_USES, "host link printed at start"),
            made(None, INVITE_LINK_USES, "invite printed at start"),
        ]
    }
}

/// Links printed at start hold for a day: long enough for a retreat's first evening, and every start prints new ones.
const START_LINK_HOLDS_MS: i64 = 86_400_000;
/// How often the printed host link can be used: a phone, a laptop, the command line, and again.
const HOST_LINK_USES: u32 = 50;
/// How often the printed invite link can be used: a large retreat.
const INVITE_LINK_USES: u32 = 500;

fn told(invite: door::Invite, labels: &mut HashMap<Uuid, Option<String>>) -> Invite {
    let label = match invite.label {
        LabelOf::Nowhere => None,
        LabelOf::Body => labels.remove(&invite.id.0).flatten(),
        LabelOf::Head(label) => Some(label),
    };
    Invite {
        id: invite.id,
        member: invite.member,
        role: invite.role,
        expires_at_ms: invite.expires_at_ms,
        uses_max: invite.uses_max,
        uses: invite.uses,
        revoked: invite.revoked,
        label,
    }
}

/// At most so many, by id as before.
fn longest_holding(mut invites: Vec<door::Invite>, most: usize) -> Vec<door::Invite> {
    if invites.len() > most {
        invites.sort_by_key(|invite| Reverse(invite.expires_at_ms));
        invites.truncate(most);
        invites.sort_by_key(|invite| invite.id);
    }
    invites
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_many_those_that_hold_longest_are_told_in_the_order_of_their_ids() {
        let invite = |id: u128, expires_at_ms| door::Invite {
            id: EntryId(Uuid::from_u128(id)),
            by: None,
            secret_hash: String::new(),
            next_use: 1,
            member: None,
            role: Role::Member,
            expires_at_ms,
            uses_max: 1,
            uses: 0,
            revoked: false,
            label: LabelOf::Nowhere,
            by_host: false,
        };
        let all = || vec![invite(1, 40), invite(2, 10), invite(3, 30), invite(4, 20)];
        let ids = |most| longest_holding(all(), most).iter().map(|one| one.id.0.as_u128()).collect::<Vec<_>>();
        assert_eq!(ids(2), [1, 3]);
        assert_eq!(ids(4), [1, 2, 3, 4]);
    }
}
