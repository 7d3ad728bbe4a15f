//! Links that show something (a story, a calendar) without a session. The member who made one revokes it.

use std::sync::Arc;

use traceboard_board::{
    EntryId, MemberId, PodId, TraceId,
    door::{DoorVerdict, DoorWhat, LINKS_MAX, Link, Shows},
};
use traceboard_protocol::Code;

use super::Circle;
use crate::{names, refusal::Refused, secret, secret::Secret, space::Space};

impl Circle {
    /// Makes a link for a member. Only this answer has its secret: the log holds a hash.
    pub(crate) async fn make_link(&self, id: EntryId, member: MemberId, shows: Shows) -> Result<Secret, Refused> {
        let secret = Secret::draw().map_err(|error| Refused::internal("draw a secret", &error))?;
        if self.door.read().state.links_of(member).count() >= LINKS_MAX {
            let message = format!("cannot make a link: a member has {LINKS_MAX} at most; revoke one that is not used");
            return Err(Refused::new(Code::TooManyLinks, message));
        }
        let what = DoorWhat::LinkMade { secret_hash: secret.hash(), member, shows };
        match self.append_door(id, Some(member), what, None).await? {
            Some(DoorVerdict::Applied) => Ok(secret),
            // The secret was in the answer to the first attempt alone; a new link needs a new id.
            _ => Err(Refused::new(Code::IdTaken, format!("cannot make link {id}: the id was sent before"))),
        }
    }

    /// The links of a member that aren't revoked, oldest first.
    pub(crate) fn links_of(&self, member: MemberId) -> Vec<Link> {
        self.door.read().state.links_of(member).collect()
    }

    /// Revokes a member's own link.
    pub(crate) async fn revoke_link(&self, by: MemberId, id: EntryId) -> Result<(), Refused> {
        let own = |link: Option<Link>| link.filter(|link| link.member == by);
        if own(self.door.read().state.link(id)).is_none() {
            self.door.reach_head().await?;
            own(self.door.read().state.link(id)).ok_or_else(|| unknown("revoke the link"))?;
        }
        self.append_revocation(by, id).await
    }

    /// Appends the revocation. Its id is derived from the link's, so a second device that revokes it at the same time repeats it.
    pub(super) async fn append_revocation(&self, by: MemberId, link: EntryId) -> Result<(), Refused> {
        let entry = names::derived("revoking a link", link.0.as_bytes());
        self.append_door(entry, Some(by), DoorWhat::LinkRevoked { link }, None).await.map(|_| ())
    }

    /// Revokes all links to a story, whoever made them. With `but`, only those made before that one: of two links made at the
    /// same time the later one remains, whichever of the two calls gets here first.
    pub(crate) async fn revoke_links_to(
        &self,
        by: MemberId,
        story: TraceId,
        but: Option<EntryId>,
    ) -> Result<(), Refused> {
        self.door.reach_head().await?;
        let mut links: Vec<_> = self.door.read().state.links_to(story).map(|link| link.id).collect();
        if let Some(but) = but {
            // If `but` is revoked already, a later link was made, and that call revokes all earlier ones.
            links.truncate(links.iter().position(|id| *id == but).unwrap_or(0));
        }
        for id in links {
            self.append_revocation(by, id).await?;
        }
        Ok(())
    }

    /// Whether a story has a link that isn't revoked, made by a present member.
    pub(crate) fn is_shared(&self, story: TraceId) -> bool {
        let (door, board) = (self.door.read(), self.board.read());
        door.state.links_to(story).any(|link| board.state.is_present(link.member))
    }

    /// The link that this secret opens, by what is folded now. None where its member has left the circle.
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

    /// A space of the circle, its own or a pod's, if the member may see it now. The pod of others is not even opened.
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

/// One refusal for links that never existed, that were revoked, and whose member may not see their content any more.
pub(crate) fn unknown(operation: &str) -> Refused {
    Refused::new(Code::UnknownLink, format!("cannot {operation}: no such link, or it was revoked"))
}
