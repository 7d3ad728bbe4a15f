//! The fold of a door.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    DOOR_FORMAT_VERSION, DoorHead, DoorWhat, Invite, InviteFault, LabelOf, PodIndex, SecretHash, Use, hooks::Hooks,
    links::Links, own::LetIn, programs::Programs, pushes::Pushes, session::Session, sisters::Sisters, walls::Walls,
};
use crate::{EntryId, MemberId};

/// Who may enter a circle: the fold of its door's log. Like the board it has no clock and no I/O, and accepts every
/// entry.
///
/// Expiry is not folded, because it needs the present time, which callers pass. Membership is on the board: a session
/// of a removed member is still a session here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Door {
    invites: BTreeMap<EntryId, Invite>,
    by_secret: HashMap<SecretHash, EntryId>,
    sessions: HashMap<SecretHash, Session>,
    of_member: BTreeMap<MemberId, BTreeSet<SecretHash>>,
    uses: HashMap<EntryId, Use>,
    /// Sessions that were closed; a closed token is never valid again.
    closed: BTreeSet<SecretHash>,
    pub(super) links: Links,
    pub(super) walls: Walls,
    pub(super) sisters: Sisters,
    pub(super) pushes: Pushes,
    pub(super) programs: Programs,
    pub(super) hooks: Hooks,
    seen: HashMap<EntryId, DoorVerdict>,
    pub(super) pods: PodIndex,
    pub(super) let_in: LetIn,
}

/// The fold's verdict on an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorVerdict {
    /// The door changed.
    Applied,
    /// The door had this already; nothing changed.
    Repeated,
    /// The entry is invalid; nothing changed.
    Refused(DoorRefusal),
    /// The entry has a tag of a later version; nothing changed.
    Unknown,
}

/// Why the fold refuses an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorRefusal {
    /// No such invite.
    UnknownInvite,
    /// The invite was revoked before.
    Revoked,
    /// The use is not the next one, or one too many.
    UsedUp,
    /// The invite signs in someone else, or the request was someone else's.
    OtherMember,
    /// No such request.
    UnknownRequest,
    /// Another invite or session has this hash.
    HashTaken,
    /// No such session.
    UnknownSession,
    /// No such link.
    UnknownLink,
    /// The member has as many links as a member can have.
    TooManyLinks,
    /// The circle has no such sister.
    UnknownSister,
    /// The circle has as many sisters as it can have.
    TooManySisters,
    /// No such webhook.
    UnknownHook,
    /// The circle has as many webhooks as it can have.
    TooManyHooks,
    /// No such program.
    UnknownProgram,
    /// The circle has as many programs as it can have.
    TooManyPrograms,
}

impl Door {
    /// An empty door, which nobody can enter by.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies the next entry of the door's log. An id that was applied before is [`DoorVerdict::Repeated`].
    pub fn apply(&mut self, head: &DoorHead, accepted_at_ms: i64) -> DoorVerdict {
        if self.seen.contains_key(&head.id) {
            return DoorVerdict::Repeated;
        }
        let verdict = match self.take(head, accepted_at_ms) {
            Ok(()) => DoorVerdict::Applied,
            Err(verdict) => verdict,
        };
        self.seen.insert(head.id, verdict);
        verdict
    }

    /// The verdict of an entry, also of a refused one.
    #[must_use]
    pub fn outcome(&self, id: EntryId) -> Option<DoorVerdict> {
        self.seen.get(&id).copied()
    }

    /// The invite that a secret of this hash opens at a time.
    ///
    /// # Errors
    /// The first that holds: unknown, revoked, expired, used up. A repeated request has to be checked before, by
    /// [`Door::used_by`]: its own use may have been the last one.
    pub fn find_invite(&self, secret_hash: &str, now_ms: i64) -> Result<&Invite, InviteFault> {
        let invite = self.invite_of_secret(secret_hash).ok_or(InviteFault::Unknown)?;
        invite.fault(now_ms).map_or(Ok(invite), Err)
    }

    /// The invite with a secret of this hash, in whatever state.
    #[must_use]
    pub fn invite_of_secret(&self, secret_hash: &str) -> Option<&Invite> {
        self.by_secret.get(secret_hash).and_then(|id| self.invites.get(id))
    }

    /// One invite.
    #[must_use]
    pub fn invite(&self, id: EntryId) -> Option<&Invite> {
        self.invites.get(&id)
    }

    /// All invites, by id (those that hosts made: oldest first).
    pub fn invites(&self) -> impl Iterator<Item = &Invite> {
        self.invites.values()
    }

    /// The use of a request, so that its repeat can be answered without another use.
    #[must_use]
    pub fn used_by(&self, request: EntryId) -> Option<Use> {
        self.uses.get(&request).copied()
    }

    /// The open session whose token has this hash.
    #[must_use]
    pub fn session(&self, session_hash: &str) -> Option<Session> {
        self.sessions.get(session_hash).copied()
    }

    /// The hashes of a member's open sessions.
    pub fn sessions_of(&self, member: MemberId) -> impl Iterator<Item = &SecretHash> {
        self.of_member.get(&member).into_iter().flatten()
    }

    /// Who is in which pod.
    #[must_use]
    pub fn pods(&self) -> &PodIndex {
        &self.pods
    }

    fn take(&mut self, head: &DoorHead, at_ms: i64) -> Result<(), DoorVerdict> {
        if !(1..=DOOR_FORMAT_VERSION).contains(&head.v) {
            return Err(DoorVerdict::Unknown);
        }
        match &head.what {
            DoorWhat::InviteMade { secret_hash, member, role, expires_at_ms, uses_max, label, labelled, by_host } => {
                let label = match label {
                    Some(label) if head.v == 1 => LabelOf::Head(label.clone()),
                    _ if head.v > 1 && *labelled => LabelOf::Body,
                    _ => LabelOf::Nowhere,
                };
                let invite = Invite {
                    id: head.id,
                    by: head.by,
                    secret_hash: secret_hash.clone(),
                    member: *member,
                    role: *role,
                    expires_at_ms: *expires_at_ms,
                    uses_max: *uses_max,
                    uses: 0,
                    next_use: 1,
                    revoked: false,
                    label,
                    by_host: *by_host || member.is_some() && head.by.is_some_and(|by| Some(by) != *member),
                };
                self.make(invite)
            }
            DoorWhat::InviteUsed { invite, use_number, member, session_hash, request } => {
                let used = Use { invite: *invite, use_number: *use_number, member: *member };
                self.use_up(used, session_hash, *request, (head.id, at_ms))
            }
            DoorWhat::SessionOpened { member, session_hash, request } => {
                self.repeat(*member, session_hash, *request, (head.id, at_ms))
            }
            DoorWhat::SessionUsed { session_hash } => {
                let Some(session) = self.sessions.get_mut(session_hash) else {
                    return refuse(DoorRefusal::UnknownSession);
                };
                session.used_at_ms = session.used_at_ms.max(at_ms);
                Ok(())
            }
            DoorWhat::SessionClosed { session_hash } => {
                if self.close(session_hash) {
                    Ok(())
                } else {
                    refuse(DoorRefusal::UnknownSession)
                }
            }
            DoorWhat::InviteRevoked { invite } => self.revoke(*invite),
            DoorWhat::LinkMade { secret_hash, member, shows } => {
                self.links.make(head.id, secret_hash, *member, *shows).map_err(DoorVerdict::Refused)
            }
            DoorWhat::LinkRevoked { link } => self.links.revoke(*link),
            DoorWhat::WallSet { link, to } => self.set_wall(*link, *to),
            DoorWhat::StoryCrosses { story, crosses } => self.sisters.cross(*story, *crosses),
            DoorWhat::SisterAdded { circle } => self.sisters.add(head.id, *circle).map_err(DoorVerdict::Refused),
            DoorWhat::SisterLetGo { circle } => self.sisters.let_go(*circle).map_err(DoorVerdict::Refused),
            DoorWhat::PushSet { session_hash } => self.set_push(head.id, session_hash),
            DoorWhat::PushDropped { session_hash } => self.drop_push(session_hash),
            DoorWhat::HookAdded { .. }
            | DoorWhat::HookTried { .. }
            | DoorWhat::HookReached { .. }
            | DoorWhat::HookOff { .. }
            | DoorWhat::HookOn { .. }
            | DoorWhat::HookRemoved { .. } => self.hooks.take(head, at_ms),
            DoorWhat::ProgramLetIn { program, secret_hash } => match head.by {
                Some(by) => self.programs.let_in(*program, by, secret_hash).map_err(DoorVerdict::Refused),
                None => Err(DoorVerdict::Unknown),
            },
            DoorWhat::ProgramEnded { program } => self.programs.end(*program),
            DoorWhat::PodHeld { pod, as_of, members, invited } => {
                if self.pods.apply(*pod, *as_of, members, invited) {
                    Ok(())
                } else {
                    Err(DoorVerdict::Repeated)
                }
            }
            DoorWhat::PodLetIn { pod, session_hash } => match self.session(session_hash) {
                Some(_) => self.let_in(session_hash, *pod),
                None => refuse(DoorRefusal::UnknownSession),
            },
            DoorWhat::Unknown => Err(DoorVerdict::Unknown),
        }
    }

    fn make(&mut self, invite: Invite) -> Result<(), DoorVerdict> {
        if self.by_secret.contains_key(&invite.secret_hash) {
            return refuse(DoorRefusal::HashTaken);
        }
        self.by_secret.insert(invite.secret_hash.clone(), invite.id);
        self.invites.insert(invite.id, invite);
        Ok(())
    }

    fn use_up(
        &mut self,
        used: Use,
        session_hash: &SecretHash,
        request: EntryId,
        opened: (EntryId, i64),
    ) -> Result<(), DoorVerdict> {
        let taken = self.is_taken(session_hash);
        let repeated = self.uses.contains_key(&request);
        let Some(invite) = self.invites.get_mut(&used.invite) else { return refuse(DoorRefusal::UnknownInvite) };
        // Even if refused, it consumes its number: the id of its entry exists now.
        let is_next = used.use_number == invite.next_use;
        if is_next {
            invite.next_use = invite.next_use.saturating_add(1);
        }
        if repeated {
            return Err(DoorVerdict::Repeated);
        }
        if invite.revoked {
            return refuse(DoorRefusal::Revoked);
        }
        if invite.member.is_some_and(|member| member != used.member) {
            return refuse(DoorRefusal::OtherMember);
        }
        if !is_next || invite.uses >= invite.uses_max {
            return refuse(DoorRefusal::UsedUp);
        }
        if taken {
            return refuse(DoorRefusal::HashTaken);
        }
        invite.uses += 1;
        self.uses.insert(request, used);
        self.open(session_hash, used, opened);
        Ok(())
    }

    fn repeat(
        &mut self,
        member: MemberId,
        session_hash: &SecretHash,
        request: EntryId,
        opened: (EntryId, i64),
    ) -> Result<(), DoorVerdict> {
        let Some(used) = self.uses.get(&request).copied() else { return refuse(DoorRefusal::UnknownRequest) };
        if used.member != member {
            return refuse(DoorRefusal::OtherMember);
        }
        // A revoked link must not open sessions, also not for a repeated old request.
        if self.invites.get(&used.invite).is_none_or(|invite| invite.revoked) {
            return refuse(DoorRefusal::Revoked);
        }
        if self.is_taken(session_hash) {
            return refuse(DoorRefusal::HashTaken);
        }
        self.open(session_hash, used, opened);
        Ok(())
    }

    /// A revoked invite opens no more sessions. If it names a member, the sessions that it opened are closed: such a
    /// link is a key to one account, and revoking it is meant for whoever used it. New members that joined by a link
    /// stay; they can be removed one by one.
    fn revoke(&mut self, id: EntryId) -> Result<(), DoorVerdict> {
        let Some(invite) = self.invites.get_mut(&id) else { return refuse(DoorRefusal::UnknownInvite) };
        if invite.revoked {
            return Err(DoorVerdict::Repeated);
        }
        invite.revoked = true;
        let Some(member) = invite.member else { return Ok(()) };
        let opened: Vec<_> = self
            .sessions_of(member)
            .filter(|hash| self.sessions.get(*hash).is_some_and(|session| session.invite == id))
            .cloned()
            .collect();
        for hash in opened {
            self.close(&hash);
        }
        Ok(())
    }

    fn is_taken(&self, session_hash: &SecretHash) -> bool {
        self.sessions.contains_key(session_hash) || self.closed.contains(session_hash)
    }

    fn open(&mut self, session_hash: &SecretHash, used: Use, (id, at_ms): (EntryId, i64)) {
        let Use { member, invite, .. } = used;
        let by_host = self.invites.get(&invite).is_some_and(|invite| invite.by_host);
        let session = Session { member, invite, by_host, id, opened_at_ms: at_ms, used_at_ms: at_ms };
        self.sessions.insert(session_hash.clone(), session);
        self.of_member.entry(used.member).or_default().insert(session_hash.clone());
        self.notify_pod_members(session_hash, None);
    }

    fn close(&mut self, session_hash: &SecretHash) -> bool {
        self.notify_pod_members(session_hash, None);
        let Some(session) = self.sessions.remove(session_hash) else { return false };
        self.let_in.forget(session_hash);
        self.pushes.drop(session_hash, session.member);
        if let Some(hashes) = self.of_member.get_mut(&session.member) {
            hashes.remove(session_hash);
        }
        self.closed.insert(session_hash.clone());
        true
    }
}

fn refuse(refusal: DoorRefusal) -> Result<(), DoorVerdict> {
    Err(DoorVerdict::Refused(refusal))
}

#[cfg(test)]
mod tests;
