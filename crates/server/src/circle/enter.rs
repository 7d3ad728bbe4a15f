//! Joining by an invite: first the door, then the board, under ids derived from the request, so that a repeat completes
//! it.

use traceboard_board::{
    Body, EntryId, Head, MemberId, MemberState, Role, What,
    door::{Door, DoorVerdict, DoorWhat, Invite},
};
use traceboard_log::Outcome;
use traceboard_protocol::{Code, InviteInfo, InviteKind, JoinRequest};
use uuid::Uuid;

use super::{Circle, json, new_entry};
use crate::{names, refusal::Refused, secret, secret::Secret};

/// How often a use is retried with the next number after another server won it. Within one server uses are serialised.
const ATTEMPTS_MAX: u32 = 64;

/// For how long after its invite's end a request may be repeated: its answer may have been lost in the last moment.
const REPEAT_GRACE_MS: i64 = 10 * 60_000;

/// How many sessions a member may have for a request to be repeated: repeats use no place of the invite, but each opens
/// a session.
const SESSIONS_MAX: usize = 64;

/// A session that an invite opened.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Who is signed in.
    pub member: MemberId,
    /// The session's token.
    pub token: Secret,
}

impl Circle {
    /// What an invite is for.
    pub(crate) async fn look(&self, secret: &str) -> Result<InviteInfo, Refused> {
        let invite = self.find(secret).await?;
        let circle = self.name().await?;
        Ok(match invite.member {
            Some(member) => {
                InviteInfo { circle, kind: InviteKind::SignIn, member: self.member(member).await?, colour: None }
            }
            None => InviteInfo { circle, kind: InviteKind::Join, member: None, colour: self.rare_colour() },
        })
    }

    /// One of the rarest colours, by chance: several people look at once where a code hangs on a wall.
    fn rare_colour(&self) -> Option<u8> {
        let rarest = self.board.read().state.rarest_colours();
        // The last bits of such an id are drawn.
        let drawn = usize::from(Uuid::now_v7().as_bytes()[15]);
        rarest.get(drawn % rarest.len().max(1)).copied()
    }

    /// Uses an invite. The same request again uses it once, and opens another session for the same member.
    pub(crate) async fn enter(&self, request: JoinRequest) -> Result<Entered, Refused> {
        let request = request.check()?;
        let token = Secret::draw().map_err(|error| Refused::internal("draw a token", &error))?;
        let turn = self.entering.lock().await;
        for _ in 0..ATTEMPTS_MAX {
            let repeated = self.door.read().state.used_by(request.request);
            let invite = match repeated {
                Some(used) => self.repeated(&request, used.invite)?,
                None => self.find(&request.secret).await?,
            };
            let member = match (repeated, invite.member) {
                (Some(used), _) => used.member,
                (None, Some(member)) => member,
                (None, None) => names::member_of(request.request),
            };
            self.may_enter(&request, &invite).await?;
            let verdict = if repeated.is_some() {
                if self.door.read().state.sessions_of(member).count() >= SESSIONS_MAX {
                    let message = "cannot repeat the request: its member has as many sessions as a member can have";
                    return Err(Refused::new(Code::TooManyRequests, message));
                }
                let id = names::derived("session", token.hash().as_bytes());
                let session_hash = token.hash();
                let what = DoorWhat::SessionOpened { member, session_hash, request: request.request };
                self.append_door(id, Some(member), what, None).await?
            } else {
                let use_number = invite.next_use;
                let (session_hash, invite, request) = (token.hash(), invite.id, request.request);
                let what = DoorWhat::InviteUsed { invite, use_number, member, session_hash, request };
                self.append_door(names::invite_use(invite, use_number), Some(member), what, None).await?
            };
            match verdict {
                Some(DoorVerdict::Applied) => {
                    drop(turn);
                    self.join_board(&request, &invite, member).await?;
                    return Ok(Entered { member, token });
                }
                // Another request won this use, or the same request came twice at once: check again.
                None | Some(_) => self.door.reach_head().await?,
            }
        }
        Err(Refused::new(Code::TooManyRequests, "cannot use the invite: too many people use it at this instant"))
    }

    /// The invite with this secret, in any state.
    pub(crate) fn invite_of(&self, secret: &str) -> Option<EntryId> {
        self.door.read().state.invite_of_secret(&secret::hash(secret)).map(|invite| invite.id)
    }

    async fn find(&self, secret: &str) -> Result<Invite, Refused> {
        let hash = secret::hash(secret);
        let found = |door: &Door| door.find_invite(&hash, self.now_ms()).cloned();
        if let Ok(invite) = found(&self.door.read().state) {
            return Ok(invite);
        }
        self.door.reach_head().await?;
        Ok(found(&self.door.read().state)?)
    }

    fn repeated(&self, request: &JoinRequest, invite: EntryId) -> Result<Invite, Refused> {
        let invite = self.door.read().state.invite(invite).cloned();
        let other =
            || Refused::new(Code::IdTaken, "cannot use the invite: the request was sent before with another secret");
        match invite {
            Some(invite) if invite.secret_hash != secret::hash(&request.secret) => Err(other()),
            Some(invite) if invite.revoked => {
                Err(Refused::new(Code::InviteRevoked, "cannot repeat the request: its invite was revoked"))
            }
            Some(invite) if self.now_ms() >= invite.expires_at_ms.saturating_add(REPEAT_GRACE_MS) => {
                Err(Refused::new(Code::InviteExpired, "cannot repeat the request: its invite's time is over"))
            }
            Some(invite) => Ok(invite),
            None => Err(other()),
        }
    }

    /// Checks everything that would fail after the use.
    async fn may_enter(&self, request: &JoinRequest, invite: &Invite) -> Result<(), Refused> {
        if !self.is_creator_trusted(invite) {
            self.board.reach_head().await?;
            if !self.is_creator_trusted(invite) {
                let message = "cannot use the invite: who made it may not invite any more";
                return Err(Refused::new(Code::InviteRevoked, message));
            }
        }
        let Some(member) = invite.member else {
            let needs_name = || {
                let message = "cannot join the circle: the invite brings in a new member, who needs a name";
                Refused::new(Code::BadText, message)
            };
            return request.name.as_ref().map(|_| ()).ok_or_else(needs_name);
        };
        if self.can_sign_in(member) {
            return Ok(());
        }
        self.board.reach_head().await?;
        if self.can_sign_in(member) {
            return Ok(());
        }
        Err(Refused::new(Code::NotAMember, format!("cannot sign in member {member}: not with the circle")))
    }

    /// Whether an invite's creator is still trusted: invites of a removed host don't work, so that they have no way
    /// back. Invites of one who left, or is no longer a host, still work.
    fn is_creator_trusted(&self, invite: &Invite) -> bool {
        let Some(by) = invite.by.filter(|by| invite.member != Some(*by)) else { return true };
        let board = self.board.read();
        let removed = board.state.member_row(by).is_some_and(|maker| maker.state == MemberState::Removed);
        !removed && (invite.role == Role::Member || board.state.is_host(by))
    }

    /// Whether a member is with the circle, or was imported and is not claimed yet.
    fn can_sign_in(&self, member: MemberId) -> bool {
        let member = self.board.read().state.member_row(member);
        member.is_some_and(|member| member.state == MemberState::Present)
    }

    async fn join_board(&self, request: &JoinRequest, invite: &Invite, member: MemberId) -> Result<(), Refused> {
        let known = self.board.read().state.member_row(member);
        let (colour, role, body) = match (&known, invite.member) {
            (Some(known), Some(_)) if known.imported => (known.colour, known.role, None),
            (Some(_), _) => return Ok(()),
            (None, Some(_)) => return Err(Refused::internal("sign a member in", &"the invite names nobody known")),
            (None, None) => {
                let body = match &request.name {
                    Some(name) => self.named(names::joining(request.request), member, name.clone()).await?,
                    None => Body::default(),
                };
                (request.colour.unwrap_or_else(|| traceboard_board::colour_of(member)), invite.role, Some(body))
            }
        };
        self.append_joining(names::joining(request.request), member, colour, role, body).await
    }

    /// Appends a joining. If a repeat has another time of writing, the first one is kept.
    pub(crate) async fn append_joining(
        &self,
        id: EntryId,
        member: MemberId,
        colour: u8,
        role: Role,
        body: Option<Body>,
    ) -> Result<(), Refused> {
        let what = What::MemberJoined { member, colour, role };
        let head = Head::new(id, member, self.now_ms(), what);
        let entry = new_entry(id, json(&head)?, body.as_ref())?;
        match self.append_one(&self.board_log, entry).await? {
            Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => self.board.reach(position).await,
            Outcome::Conflict => self.board.reach_head().await,
        }
    }
}
