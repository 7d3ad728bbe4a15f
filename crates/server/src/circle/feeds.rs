//! The feeds of a circle: their links, and what they show.

use traceboard_board::{
    EntryId, MemberId,
    door::{Link, Shows},
};
use traceboard_protocol::{Code, FeedText, StandingFeed};

use super::{Circle, links::unknown};
use crate::{refusal::Refused, secret::Secret};

impl Circle {
    /// Makes the link of a feed (hosts). Its secret is told once.
    pub(crate) async fn make_feed(&self, by: MemberId, id: EntryId) -> Result<Secret, Refused> {
        self.make_link(id, by, Shows::Feed).await
    }

    /// The standing feeds, oldest first, whichever host made them.
    pub(crate) fn feeds(&self) -> Vec<StandingFeed> {
        let door = self.door.read();
        door.state.feed_links().map(|link| StandingFeed { id: link.id, by: link.member }).collect()
    }

    /// Revokes the link of a feed (hosts).
    pub(crate) async fn revoke_feed(&self, by: MemberId, link: EntryId) -> Result<(), Refused> {
        self.door.reach_head().await?;
        let known = self.door.read().state.link(link).is_some_and(|link| link.shows == Shows::Feed);
        if !known {
            return Err(unknown("revoke the feed"));
        }
        self.append_revocation(by, link).await
    }

    /// What the feed of a secret shows now.
    ///
    /// The link is looked up again after the words were read: whoever revokes it is followed by no trace that came later.
    ///
    /// # Errors
    /// `unknown_link`; where one of the logs can't be read.
    pub(crate) async fn feed_now(&self, secret: &str) -> Result<FeedText, Refused> {
        self.feed_of(secret)?;
        self.require_trusted()?;
        let picture = self.board.read().state.feed();
        let founding = || Refused::new(Code::LogUnavailable, "cannot show the feed: the circle is being founded");
        let picture = picture.ok_or_else(founding)?;
        let bodies = self.bodies(&picture.words()).await?;
        self.feed_of(secret)?;
        Ok(FeedText::of(picture, &bodies))
    }

    fn feed_of(&self, secret: &str) -> Result<Link, Refused> {
        self.door.require_trusted()?;
        let link = self.link_now(secret).filter(|link| link.shows == Shows::Feed);
        link.ok_or_else(|| unknown("show the feed"))
    }
}
