//! The walls of a circle: their links, how hosts set them, and the picture that they show.

use bytes::Bytes;
use traceboard_board::{
    EntryId, MemberId, PhotoId, Role,
    door::{DoorBody, DoorVerdict, DoorWhat, Link, Shows, Wall},
};
use traceboard_protocol::{Code, Limits, NewWall, PhotoSize, StandingWall, WallChange, WallShows, WallTrace};

use super::{Circle, links::unknown};
use crate::{names, refusal::Refused, secret::Secret};

/// How many walls of a circle wait for their next picture at once. The one above is answered at once, and asks again later.
pub(super) const WALLS_WAITING_MAX: usize = 32;
/// The label of an invite that a wall shows, among a circle's invites.
const INVITE_LABEL: &str = "the wall";

/// What a wall shows at a moment.
pub(crate) struct WallNow {
    pub(crate) shows: WallShows,
    /// The secret of the invite that it shows.
    pub(crate) join: Option<Secret>,
    /// When it changes by time alone, in Unix milliseconds.
    pub(crate) changes_at_ms: Option<i64>,
}

impl Circle {
    /// Makes the link of a wall (hosts). Its secret is told once.
    pub(crate) async fn make_wall(&self, by: MemberId, new: &NewWall) -> Result<Secret, Refused> {
        let secret = self.make_link(new.id, by, Shows::Wall).await?;
        let change = WallChange { id: new.id, delay_ms: new.delay_ms, paused: false, join: new.join };
        self.append_wall(by, new.id, Wall::default(), &change).await?;
        Ok(secret)
    }

    /// The standing walls, oldest first, whichever host made them.
    pub(crate) fn walls(&self) -> Vec<StandingWall> {
        let door = self.door.read();
        let told = |link: Link| {
            let wall = door.state.wall(link.id);
            let (delay_ms, paused, join) = (wall.delay_ms, wall.paused, wall.invite.is_some());
            StandingWall { id: link.id, by: link.member, delay_ms, paused, join }
        };
        door.state.wall_links().map(told).collect()
    }

    /// Says how a wall shows the board (hosts).
    pub(crate) async fn set_wall(&self, by: MemberId, link: EntryId, change: &WallChange) -> Result<(), Refused> {
        self.door.reach_head().await?;
        self.wall_link(link)?;
        let now = self.door.read().state.wall(link);
        self.append_wall(by, link, now, change).await
    }

    /// Revokes the link of a wall, and the invite that it showed (hosts).
    pub(crate) async fn revoke_wall(&self, by: MemberId, link: EntryId) -> Result<(), Refused> {
        self.door.reach_head().await?;
        self.wall_link(link)?;
        let invite = self.door.read().state.wall(link).invite;
        self.append_revocation(by, link).await?;
        self.take_down(by, invite).await
    }

    fn wall_link(&self, link: EntryId) -> Result<Link, Refused> {
        let link = self.door.read().state.link(link).filter(|link| link.shows == Shows::Wall);
        link.ok_or_else(|| unknown("set the wall"))
    }

    async fn append_wall(&self, by: MemberId, link: EntryId, now: Wall, change: &WallChange) -> Result<(), Refused> {
        let stands = now.invite.filter(|invite| self.is_standing(*invite));
        let of_change = [link.0.as_bytes(), change.id.0.as_bytes().as_slice()].concat();
        let fresh = || names::derived("wall's invite", &of_change);
        let invite = change.join.then(|| stands.unwrap_or_else(fresh));
        let to = Wall { delay_ms: change.delay_ms, paused: change.paused, invite };
        if to != now {
            let id = names::derived("setting a wall", &of_change);
            self.append_door(id, Some(by), DoorWhat::WallSet { link, to }, None).await?;
        }
        // Whoever took a picture of it comes in by it no more.
        self.take_down(by, now.invite.filter(|former| Some(*former) != invite)).await
    }

    async fn take_down(&self, by: MemberId, invite: Option<EntryId>) -> Result<(), Refused> {
        let invite = invite.filter(|invite| self.door.read().state.invite(*invite).is_some());
        let Some(invite) = invite else { return Ok(()) };
        let entry = names::derived("revoking", invite.0.as_bytes());
        self.append_door(entry, Some(by), DoorWhat::InviteRevoked { invite }, None).await.map(drop)
    }

    /// Whether an invite that a wall shows can be used, or wasn't asked for yet.
    fn is_standing(&self, invite: EntryId) -> bool {
        self.door.read().state.invite(invite).is_none_or(|invite| invite.fault(self.now_ms()).is_none())
    }

    /// What the wall of a secret shows now.
    ///
    /// The link is looked up after the board was read and again after its words were: whoever revokes it or pauses the wall
    /// is followed by no trace that came later.
    ///
    /// # Errors
    /// `unknown_link`; where one of the logs can't be read.
    pub(crate) async fn wall_now(&self, secret: &str) -> Result<WallNow, Refused> {
        loop {
            let (link, wall) = self.wall_of(secret)?;
            let shown = self.wall_picture(&wall).await?;
            let join = match wall.invite {
                Some(invite) => self.wall_invite(&link, invite, secret).await?,
                None => None,
            };
            if self.wall_of(secret)? == (link, wall) {
                let (shows, changes_at_ms) = shown;
                return Ok(WallNow { shows, join, changes_at_ms });
            }
        }
    }

    /// A photo of a trace that the wall of a secret shows now.
    ///
    /// # Errors
    /// `unknown_link`; `unknown_photo` where it shows no such photo.
    pub(crate) async fn wall_photo(&self, secret: &str, photo: PhotoId) -> Result<Bytes, Refused> {
        let shows = self.wall_now(secret).await?.shows;
        let named = |trace: &WallTrace| trace.photo.as_ref().is_some_and(|named| named.id == photo);
        self.shown_photo(photo, PhotoSize::Full, shows.traces.iter().any(named)).await
    }

    fn wall_of(&self, secret: &str) -> Result<(Link, Wall), Refused> {
        self.door.require_trusted()?;
        let link = self.link_now(secret).filter(|link| link.shows == Shows::Wall);
        let link = link.ok_or_else(|| unknown("show the wall"))?;
        let wall = self.door.read().state.wall(link.id);
        Ok((link, wall))
    }

    async fn wall_picture(&self, wall: &Wall) -> Result<(WallShows, Option<i64>), Refused> {
        self.require_trusted()?;
        let until_ms = (wall.delay_ms > 0).then(|| self.now_ms().saturating_sub(wall.delay_ms));
        let picture = self.board.read().state.wall(until_ms);
        let founding = || Refused::new(Code::LogUnavailable, "cannot show the wall: the circle is being founded");
        let picture = picture.ok_or_else(founding)?;
        if wall.paused {
            let bodies = self.bodies(&picture.name.entries).await?;
            return Ok((WallShows::of(picture, &bodies).paused(), None));
        }
        let changes_at_ms = picture.next_ms.map(|next_ms| next_ms.saturating_add(wall.delay_ms));
        let bodies = self.bodies(&picture.words()).await?;
        Ok((WallShows::of(picture, &bodies), changes_at_ms))
    }

    /// The secret of the invite that a wall shows; none where it was revoked, has ended or is used up.
    async fn wall_invite(&self, link: &Link, invite: EntryId, secret: &str) -> Result<Option<Secret>, Refused> {
        let join = Secret::derived(secret, invite);
        if self.door.read().state.invite(invite).is_none() {
            self.append_wall_invite(link.member, invite, &join).await?;
        }
        Ok(self.is_standing(invite).then_some(join))
    }

    async fn append_wall_invite(&self, by: MemberId, id: EntryId, secret: &Secret) -> Result<(), Refused> {
        let what = DoorWhat::InviteMade {
            secret_hash: secret.hash(),
            member: None,
            role: Role::Member,
            expires_at_ms: self.now_ms().saturating_add(Limits::INVITE_HOLDS_MS_MAX),
            uses_max: Limits::INVITE_USES_MAX,
            label: None,
            labelled: true,
            by_host: false,
        };
        let body = DoorBody { label: Some(INVITE_LABEL.to_owned()), ..DoorBody::default() };
        match self.append_door(id, Some(by), what, Some(&body)).await? {
            Some(DoorVerdict::Applied | DoorVerdict::Repeated) => Ok(()),
            // Another server was first, with another time of its end.
            _ => self.door.reach_head().await,
        }
    }
}
