//! Links that show something without a session: made and revoked by the member whose they are.

use std::sync::Arc;

use traceboard_board::{
    EntryId, MemberId, PodId, TraceId,
    door::{DoorVerdict, DoorWhat, LINKS_MAX, Link, Shows},
};
use traceboard_protocol::Code;

use super::Circle;
use crate::{names, refusal::Refused, secret, secret::Secret, space::Space};

impl Circle {
    /// Makes a link of a member's. Its secret is told once.
    pub(crate) async fn make_link(&self, id: EntryId, member: MemberId, shows: Shows) -> Result<Secret, Refused> {
        let secret = Secret::draw().map_err(|error| Refused::internal("draw a secret", &error))?;
        if self.door.read().state.links_of(member).count() >= LINKS_MAX {
            let message = format!("cannot make a link: a member has {LINKS_MAX} at most; revoke one that is not used");
            return Err(Refused::new(Code::TooManyLinks, message));
        }
        let what = DoorWhat::LinkMade { secret_hash: secret.hash(), member, shows };
        match self.append_door(id, Some(member), what, None).await? {
            Some(DoorVerdict::Applied) => Ok(secret),
            // The secret of the first attempt is gone with its answer; only a new id gives a new link.
            _ => Err(Refused::new(Code::IdTaken, format!("cannot make link {id}: the id was sent before"))),
        }
    }

    /// The standing links of a member, oldest first.
    pub(crate) fn links_of(&self, member: MemberId) -> Vec<Link> {
        self.door.read().state.links_of(member).collect()
    }

    /// Revokes a link of a member's own.
    pub(crate) async fn revoke_link(&self, by: MemberId, id: EntryId) -> Result<(), Refused> {
        let own = |link: Option<Link>| link.filter(|link| link.member == by);
        if own(self.door.read().state.link(id)).is_none() {
            self.door.reach_head().await?;
            own(self.door.read().state.link(id)).ok_or_else(|| unknown("revoke the link"))?;
        }
        self.append_revocation(by, id).await
    }

    /// Revoked by another device at the same time: it is revoked, which is what was asked for.
    async fn append_revocation(&self, by: MemberId, link: EntryId) -> Result<(), Refused> {
        let entry = names::derived("revoking a link", link.0.as_bytes());
        self.append_door(entry, Some(by), DoorWhat::LinkRevoked { link }, None).await.map(|_| ())
    }

    /// Revokes all links to a story, whoever made them; with `but`, those that were made before that one. Of two that are made at the
    /// same time the later stands, whichever of them comes to this first.
    pub(crate) async fn revoke_links_to(
        &self,
        by: MemberId,
        story: TraceId,
        but: Option<EntryId>,
    ) -> Result<(), Refused> {
        self.door.reach_head().await?;
        let mut links: Vec<_> = self.door.read().state.links_to(story).map(|link| link.id).collect();
        if let Some(but) = but {
            // One that doesn't stand any more was followed by another, which took back all before it.
            links.truncate(links.iter().position(|id| *id == but).unwrap_or(0));
        }
        for id in links {
            self.append_revocation(by, id).await?;
        }
        Ok(())
    }

    /// Whether a link to a story stands whose member is with the circle.
    pub(crate) fn is_shared(&self, story: TraceId) -> bool {
        let (door, board) = (self.door.read(), self.board.read());
        door.state.links_to(story).any(|link| board.state.is_present(link.member))
    }

    /// What the link of a secret shows, by what is folded now. Whose member is not with the circle any more shows nothing.
    pub(crate) fn link_now(&self, secret: &str) -> Option<Link> {
        let link = self.door.read().state.link_of_secret(&secret::hash(secret))?;
        self.board.read().state.is_present(link.member).then_some(link)
    }

    /// As [`Circle::link_now`], after folding to the head.
    pub(crate) async fn link_of(&self, secret: &str) -> Result<Link, Refused> {
        self.door.reach_head().await?;
        self.board.reach_head().await?;
        self.link_now(secret).ok_or_else(|| unknown("show what the link leads to"))
    }

    /// A space of the circle, its own or a pod's, where a member may see it now. A pod is not opened for anyone else.
    pub(crate) async fn space_of(
        self: &Arc<Self>,
        space: uuid::Uuid,
        member: MemberId,
    ) -> Result<Option<Arc<Space>>, Refused> {
        if !self.board.read().state.is_present(member) {
            return Ok(None);
        }
        if self.space.space.0 == space {
            return Ok(Some(Arc::clone(&self.space)));
        }
        let pod = PodId(space);
        if !self.door.read().state.pods().is_in(pod, member) {
            return Ok(None);
        }
        let space = self.pod(pod).await?;
        let is_in = space.board.read().state.is_present(member);
        Ok(is_in.then_some(space))
    }
}

/// The same for what never was, what was revoked, and what its member may not see any more.
pub(crate) fn unknown(operation: &str) -> Refused {
    Refused::new(Code::UnknownLink, format!("cannot {operation}: no such link, or it was revoked"))
}
