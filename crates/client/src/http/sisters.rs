//! Sister circles: their list, one of their stories, and the links by which they are sisters.

use reqwest::Method;
use traceboard_board::{CircleId, EntryId, TraceId};
use traceboard_protocol::{NewCrossing, NewSister, Sister, SisterLink, SisterStoryView, SistersPage};

use super::Api;
use crate::ClientError;

impl Api {
    /// The sister circles, and the titles of what each lets cross.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sisters(&self) -> Result<SistersPage, ClientError> {
        self.answer("read sister circles", self.request(Method::GET, "/sisters")).await
    }

    /// One story of a sister circle.
    ///
    /// # Errors
    /// [`ClientError`]: refused where that circle tells none of this id.
    pub async fn sister_story(&self, sister: CircleId, story: TraceId) -> Result<SisterStoryView, ClientError> {
        let call = self.request(Method::GET, &format!("/sisters/{sister}/stories/{story}"));
        self.answer("read the story of a sister circle", call).await
    }

    /// Adds a sister circle by its link (hosts).
    ///
    /// # Errors
    /// [`ClientError`]: refused where no circle answers by the link.
    pub async fn add_sister(&self, new: &NewSister) -> Result<Sister, ClientError> {
        self.answer("add a sister circle", self.request(Method::POST, "/sisters").json(new)).await
    }

    /// Lets a sister circle go (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn let_sister_go(&self, sister: CircleId) -> Result<(), ClientError> {
        let call = self.request(Method::DELETE, &format!("/sisters/{sister}"));
        self.send("let a sister circle go", call).await.map(drop)
    }

    /// Makes a link for a host of another circle (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_sister_link(&self, id: EntryId) -> Result<SisterLink, ClientError> {
        let call = self.request(Method::POST, "/sister_links").json(&NewCrossing { id });
        self.answer("make a link for a sister circle", call).await
    }

    /// Revokes such a link (the host who made it).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revoke_sister_link(&self, link: EntryId) -> Result<(), ClientError> {
        let call = self.request(Method::DELETE, &format!("/sister_links/{link}"));
        self.send("revoke a link for a sister circle", call).await.map(drop)
    }

    /// Lets a story cross to sister circles, or no more (its author, hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn let_cross(&self, story: TraceId, request: EntryId, crosses: bool) -> Result<(), ClientError> {
        let method = if crosses { Method::POST } else { Method::DELETE };
        let call = self.request(method, &format!("/stories/{story}/crossing"));
        self.send("let the story cross", call.json(&NewCrossing { id: request })).await.map(drop)
    }
}
