//! Signing in and out, invites, and founding circles.

use reqwest::{Method, header};
use traceboard_board::{CircleId, EntryId};
use traceboard_protocol::{Invite, InviteInfo, InviteLink, JoinRequest, Joined, LookRequest, NewInvite, SeedRequest};

use super::Api;
use crate::{ClientError, Link, Session};

/// The `accept` header by which a program gets its token. Pages use a cookie.
const WITH_TOKEN: &str = "application/vnd.traceboard.token+json";

impl Api {
    /// Asks what a link does, before using it.
    ///
    /// # Errors
    /// [`ClientError`]: refused where the invite is unknown, expired, used up or revoked.
    pub async fn look(link: &Link) -> Result<InviteInfo, ClientError> {
        let api = Self::begin(link.base(), link.circle(), None)?;
        let body = LookRequest { secret: link.secret().to_owned() };
        api.answer("look at the invite", api.request(Method::POST, "/look").json(&body)).await
    }

    /// Uses a link. `request` makes it safe to repeat: the same id uses the invite once. A name is needed where the
    /// link brings in a new member.
    ///
    /// # Errors
    /// As [`Api::look`]; also where the name is missing or no page could show it.
    pub async fn redeem(
        link: &Link,
        request: EntryId,
        name: Option<String>,
        colour: Option<u8>,
    ) -> Result<Session, ClientError> {
        const OPERATION: &str = "use the invite";
        let api = Self::begin(link.base(), link.circle(), None)?;
        let body = JoinRequest { request, secret: link.secret().to_owned(), name, colour };
        let call = api.request(Method::POST, "/join").header(header::ACCEPT, WITH_TOKEN).json(&body);
        let joined: Joined = api.answer(OPERATION, call).await?;
        let token = joined.token.ok_or_else(|| api.unreadable(OPERATION, &"it holds no token"))?;
        Ok(Session { base: api.base, circle: api.circle, member: joined.member, token })
    }

    /// Closes the session.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_out(&self) -> Result<(), ClientError> {
        self.send("sign out", self.request(Method::DELETE, "/session")).await.map(drop)
    }

    /// The circle's invites (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn invites(&self) -> Result<Vec<Invite>, ClientError> {
        self.answer("read invites", self.request(Method::GET, "/invites")).await
    }

    /// Makes an invite (hosts; a member for themself).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn make_invite(&self, invite: &NewInvite) -> Result<InviteLink, ClientError> {
        self.answer("make an invite", self.request(Method::POST, "/invites").json(invite)).await
    }

    /// Revokes an invite (hosts).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn revoke_invite(&self, invite: EntryId) -> Result<(), ClientError> {
        let call = self.request(Method::DELETE, &format!("/invites/{invite}"));
        self.send("revoke the invite", call).await.map(drop)
    }

    /// Seeds a circle on the same server (hosts): founds one with this one's settings, rhythm, agreements and prompts. The same request
    /// again founds no second one.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn seed_circle(&self, seed: &SeedRequest) -> Result<CircleLinks, ClientError> {
        self.answer("seed a circle", self.request(Method::POST, "/buds").json(seed)).await
    }

    /// Founds another circle on the same server (hosts). Not safe to repeat: each call founds one.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn found_circle(&self, name: &str) -> Result<CircleLinks, ClientError> {
        let body = serde_json::json!({ "name": name });
        self.answer("found a circle", self.request(Method::POST, "/circles").json(&body)).await
    }
}

/// The links of a new circle. Only this answer has them.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct CircleLinks {
    /// Its id.
    pub circle: CircleId,
    /// Signs in its founder.
    pub host_link: String,
    /// Brings in members.
    pub invite_link: String,
}
