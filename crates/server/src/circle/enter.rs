//! Coming in by an invite: door first, then board, under ids derived from the request, so that a repeat completes it.

use traceboard_board::{
    Body, EntryId, FORMAT_VERSION, Head, MemberId, Role, What,
    door::{Door, DoorVerdict, DoorWhat, Invite},
};
use traceboard_log::{NewEntry, Outcome};
use traceboard_protocol::{Code, InviteInfo, InviteKind, JoinRequest};

use super::{Circle, json};
use crate::{names, refusal::Refused, secret, secret::Secret};

/// How often a use that another person won is tried again as the next one. More than that many at the same instant come
/// from no retreat.
const ATTEMPTS_MAX: u32 = 64;

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
        let board = self.board.read();
        let circle = board.state.circle().map(|circle| circle.name.clone()).unwrap_or_default();
        Ok(match invite.member {
            Some(member) => InviteInfo { circle, kind: InviteKind::SignIn, member: board.state.member(member) },
            None => InviteInfo { circle, kind: InviteKind::Join, member: None },
        })
    }

    /// Uses an invite. The same request again uses it once, and opens another session for the same member.
    pub(crate) async fn enter(&self, request: JoinRequest) -> Result<Entered, Refused> {
        let request = request.check()?;
        let token = Secret::draw().map_err(|error| Refused::internal("draw a token", &error))?;
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
            self.may_enter(&request, &invite)?;
            let verdict = if repeated.is_some() {
                let id = names::derived("session", token.hash().as_bytes());
                let session_hash = token.hash();
                let what = DoorWhat::SessionOpened { member, session_hash, request: request.request };
                self.append_door(id, Some(member), what).await?
            } else {
                let use_number = invite.uses.saturating_add(1);
                let (session_hash, invite, request) = (token.hash(), invite.id, request.request);
                let what = DoorWhat::InviteUsed { invite, use_number, member, session_hash, request };
                self.append_door(names::invite_use(invite, use_number), Some(member), what).await?
            };
            match verdict {
                Some(DoorVerdict::Applied) => {
                    self.come_onto_the_board(&request, &invite, member).await?;
                    return Ok(Entered { member, token });
                }
                // Someone else won this use, or the same request came twice at once: look again.
                None | Some(_) => self.door.reach_head().await?,
            }
        }
        Err(Refused::new(Code::TooManyRequests, "cannot use the invite: too many people use it at this instant"))
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
        match invite {
            Some(invite) if invite.secret_hash == secret::hash(&request.secret) && !invite.revoked => Ok(invite),
            Some(invite) if invite.revoked => {
                Err(Refused::new(Code::InviteRevoked, "cannot repeat the request: its invite was revoked"))
            }
            _ => Err(Refused::new(Code::IdTaken, "cannot use the invite: the request was sent before with another")),
        }
    }

    /// Everything that would make the use a waste is refused before the invite is used.
    fn may_enter(&self, request: &JoinRequest, invite: &Invite) -> Result<(), Refused> {
        match invite.member {
            None if request.name.is_none() => Err(Refused::new(
                Code::BadText,
                "cannot join the circle: the invite brings in a new member, who needs a name",
            )),
            Some(member) if !self.board.read().state.is_present(member) && !self.is_unclaimed(member) => {
                Err(Refused::new(Code::NotAMember, format!("cannot sign in member {member}: not with the circle")))
            }
            _ => Ok(()),
        }
    }

    fn is_unclaimed(&self, member: MemberId) -> bool {
        self.board.read().state.member(member).is_some_and(|member| member.imported)
    }

    async fn come_onto_the_board(
        &self,
        request: &JoinRequest,
        invite: &Invite,
        member: MemberId,
    ) -> Result<(), Refused> {
        let known = self.board.read().state.member(member);
        let (colour, role, body) = match (&known, invite.member) {
            (Some(known), Some(_)) if known.imported => (known.colour, known.role, None),
            (Some(_), _) => return Ok(()),
            (None, Some(_)) => return Err(Refused::internal("sign a member in", &"the invite names nobody known")),
            (None, None) => {
                let body = Body { name: request.name.clone(), ..Body::default() };
                (request.colour.unwrap_or(member.0.as_bytes()[0] % traceboard_board::COLOURS), invite.role, Some(body))
            }
        };
        self.append_joining(names::joining(request.request), member, colour, role, body).await
    }

    /// Appends a joining. Where a repeat carries another time of writing, the first one stands.
    pub(crate) async fn append_joining(
        &self,
        id: EntryId,
        member: MemberId,
        colour: u8,
        role: Role,
        body: Option<Body>,
    ) -> Result<(), Refused> {
        let what = What::MemberJoined { member, colour, role };
        let head = Head { v: FORMAT_VERSION, id, by: member, written_at_ms: self.now_ms(), imported: None, what };
        let body = body.as_ref().map(json).transpose()?;
        let entry = NewEntry { id: id.0, head: json(&head)?, body, touches: Vec::new() };
        match self.append_one(&self.board_log, entry).await? {
            Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => self.board.reach(position).await,
            Outcome::Conflict => self.board.reach_head().await,
        }
    }
}
