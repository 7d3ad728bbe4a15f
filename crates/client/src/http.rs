//! The calls of the HTTP API.

use std::time::Duration;

use bytes::Bytes;
use reqwest::{Method, RequestBuilder, Response, StatusCode, header};
use rustls::ClientConfig;
use serde::de::DeserializeOwned;
use traceboard_board::{CircleId, EntryId, TraceId};
use traceboard_position::Position;
use traceboard_protocol::{
    CardPage, CardQuery, Code, Commands, Draft, Export, ImportResult, Invite, InviteInfo, InviteLink, JoinRequest,
    Joined, LookRequest, NewInvite, Problem, ServerFrame, Snapshot, SnapshotQuery, TrailPage, TrailView, WarmQuery,
};

use crate::{ClientError, Link, Session, tls};

/// How long it may take to reach the server.
const CONNECT_MAX: Duration = Duration::from_secs(10);
/// How long the server may say nothing within an answer.
const SILENCE_MAX: Duration = Duration::from_secs(60);
/// The largest answer that is read whole, in bytes: a snapshot of 2,000 members is about one.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// What a program accepts to be told its token, which no page does.
const WITH_TOKEN: &str = "application/vnd.traceboard.token+json";

/// The API of one circle. Clones share their connections. All calls are cancel safe in that sending them again does no
/// harm: what they append goes by ids that the caller chose.
#[derive(Clone, Debug)]
pub struct Api {
    http: reqwest::Client,
    base: String,
    circle: CircleId,
    token: Option<String>,
}

impl Api {
    /// With a session.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] where this machine can open no connections at all.
    pub fn new(session: &Session) -> Result<Self, ClientError> {
        Self::begin(&session.base, session.circle, Some(session.token.clone()))
    }

    /// Asks what a link is for, before using it.
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

    /// The board's answers for a window, at a position.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn snapshot(&self, query: &SnapshotQuery) -> Result<Snapshot, ClientError> {
        let mut path = Path::new("/snapshot");
        path.put("cards", query.cards);
        path.put("grown_since_ms", query.grown_since_ms);
        self.answer("take a snapshot", self.request(Method::GET, &path.text)).await
    }

    /// Cards, by age or by id.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn cards(&self, query: &CardQuery) -> Result<CardPage, ClientError> {
        let mut path = Path::new("/cards");
        path.put("before", query.before);
        path.put("ids", query.ids.as_deref());
        path.put("limit", query.limit);
        path.put("at_least", query.at_least);
        self.answer("read cards", self.request(Method::GET, &path.text)).await
    }

    /// Trails, warmest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn trails(&self, query: &WarmQuery) -> Result<TrailPage, ClientError> {
        let mut path = Path::new("/trails");
        path.put("seeds", query.seeds.as_deref());
        path.put("limit", query.limit);
        path.put("at_least", query.at_least);
        self.answer("read trails", self.request(Method::GET, &path.text)).await
    }

    /// One trail.
    ///
    /// # Errors
    /// [`ClientError`]: refused where no trace of that id is a seed.
    pub async fn trail(&self, seed: TraceId, at_least: Option<Position>) -> Result<TrailView, ClientError> {
        let mut path = Path::new(&format!("/trails/{seed}"));
        path.put("at_least", at_least);
        self.answer("read the trail", self.request(Method::GET, &path.text)).await
    }

    /// Sends drafts (1 to 50), appended in order. One `ack` or `refused` frame each, in the same order.
    ///
    /// # Errors
    /// [`ClientError`], where the request as a whole failed.
    pub async fn post(&self, drafts: Vec<Draft>) -> Result<Vec<ServerFrame>, ClientError> {
        self.answer("post", self.request(Method::POST, "/posts").json(&Commands { drafts })).await
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

    /// Founds another circle on the same server (hosts). Not safe to repeat: each call founds one.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn found_circle(&self, name: &str) -> Result<CircleLinks, ClientError> {
        let body = serde_json::json!({ "name": name });
        self.answer("found a circle", self.request(Method::POST, "/circles").json(&body)).await
    }

    /// Imports lines (hosts): at most 500, at most 1 MiB in all. With `live` they count as happening now.
    ///
    /// # Errors
    /// [`ClientError`], where the request as a whole failed.
    pub async fn import(&self, lines: String, live: bool) -> Result<ImportResult, ClientError> {
        let path = if live { "/import?live=true" } else { "/import" };
        let call = self.request(Method::POST, path).header(header::CONTENT_TYPE, "application/x-ndjson").body(lines);
        self.answer("import", call).await
    }

    /// Exports all traces (hosts), to be read piece by piece.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export(&self, format: Export) -> Result<ExportPieces, ClientError> {
        let path = match format {
            Export::Jsonl => "/export?format=jsonl",
            Export::Md => "/export?format=md",
        };
        let response = self.send("export", self.request(Method::GET, path)).await?;
        Ok(ExportPieces { response, base: self.base.clone() })
    }

    fn begin(base: &str, circle: CircleId, token: Option<String>) -> Result<Self, ClientError> {
        let http = reqwest::Client::builder()
            .user_agent(concat!("traceboard-client/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_MAX)
            .read_timeout(SILENCE_MAX)
            // A redirect could carry the token to another host.
            .redirect(reqwest::redirect::Policy::none())
            .tls_backend_preconfigured(ClientConfig::clone(&tls::for_base(base)))
            .build()
            .map_err(|error| unreachable("open connections", base, error))?;
        Ok(Self { http, base: base.trim_end_matches('/').to_owned(), circle, token })
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}/api/c/{}{path}", self.base, self.circle));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    async fn answer<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        call: RequestBuilder,
    ) -> Result<T, ClientError> {
        let response = self.send(operation, call).await?;
        let body = self.whole(operation, response).await?;
        serde_json::from_slice(&body).map_err(|error| self.unreadable(operation, &error))
    }

    /// Sends a call and gives its answer, once the server has agreed.
    async fn send(&self, operation: &'static str, call: RequestBuilder) -> Result<Response, ClientError> {
        let response = call.send().await.map_err(|error| unreachable(operation, &self.base, error.without_url()))?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let body = self.whole(operation, response).await?;
        match problem(status, &body) {
            Some(problem) => Err(ClientError::Refused { operation, problem }),
            None => Err(self.unreadable(operation, &format_args!("status {status} without a reason"))),
        }
    }

    async fn whole(&self, operation: &'static str, mut response: Response) -> Result<Vec<u8>, ClientError> {
        let mut body = Vec::new();
        loop {
            let chunk = response.chunk().await;
            let Some(chunk) = chunk.map_err(|error| unreachable(operation, &self.base, error.without_url()))? else {
                return Ok(body);
            };
            if body.len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(self.unreadable(operation, &format_args!("it is larger than {ANSWER_BYTES_MAX} bytes")));
            }
            body.extend_from_slice(&chunk);
        }
    }

    fn unreadable(&self, operation: &'static str, reason: &dyn std::fmt::Display) -> ClientError {
        ClientError::Unreadable { operation, base: self.base.clone(), reason: reason.to_string() }
    }
}

/// The links of a circle that was just founded. They are told once.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct CircleLinks {
    /// Its id.
    pub circle: CircleId,
    /// Signs in its founder.
    pub host_link: String,
    /// Brings in members.
    pub invite_link: String,
}

/// An export on its way.
#[derive(Debug)]
pub struct ExportPieces {
    response: Response,
    base: String,
}

impl ExportPieces {
    /// The next piece; none at the end. Not cancel safe: after a dropped call, begin the export anew.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`]: the export is not whole.
    pub async fn next(&mut self) -> Result<Option<Bytes>, ClientError> {
        self.response.chunk().await.map_err(|error| unreachable("export", &self.base, error.without_url()))
    }
}

/// The reason in an answer that is a refusal. A proxy in front of the server answers in its own words; where its status
/// says that the server is away for now, that is a refusal too.
pub(crate) fn problem(status: StatusCode, body: &[u8]) -> Option<Problem> {
    if let Ok(problem) = serde_json::from_slice(body) {
        return Some(problem);
    }
    let away = [StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT];
    away.contains(&status).then(|| Problem {
        code: Code::Internal,
        message: format!("something between here and the server answered {status}"),
        retry: true,
        retry_after_ms: None,
    })
}

fn unreachable(operation: &'static str, base: &str, source: reqwest::Error) -> ClientError {
    if let Some(reason) = tls::refusal(&source) {
        return ClientError::Untrusted { operation, base: base.to_owned(), reason };
    }
    ClientError::Unreachable { operation, base: base.to_owned(), source: Box::new(source) }
}

/// A path with a query. Values are ids, numbers, positions and lists of ids: nothing in them needs escaping, and what
/// does need it is dropped by [`Path::put`].
struct Path {
    text: String,
    first: bool,
}

impl Path {
    fn new(path: &str) -> Self {
        Self { text: path.to_owned(), first: true }
    }

    fn put(&mut self, name: &str, value: Option<impl ToString>) {
        let Some(value) = value else { return };
        let value: String =
            value.to_string().chars().filter(|c| c.is_ascii_alphanumeric() || ",-".contains(*c)).collect();
        self.text.push(if self.first { '?' } else { '&' });
        self.first = false;
        self.text.push_str(&format!("{name}={value}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_holds_what_is_set() {
        let mut path = Path::new("/cards");
        path.put("before", None::<TraceId>);
        path.put("limit", Some(5));
        path.put("at_least", Some(Position { term: 3, seq: 17, nonce: 1 }));
        path.put("ids", Some("a,b&c=d"));
        assert_eq!(path.text, "/cards?limit=5&at_least=3-17-0000000000000001&ids=a,bcd");
    }

    #[test]
    fn a_proxy_that_says_the_server_is_away_means_come_back_later() {
        assert!(problem(StatusCode::BAD_GATEWAY, b"<html>").unwrap().retry);
        assert_eq!(problem(StatusCode::NOT_FOUND, b"<html>"), None);
        let body = br#"{"code":"invite_expired","message":"cannot use the invite: its time is over","retry":false}"#;
        assert_eq!(problem(StatusCode::GONE, body).unwrap().code, Code::InviteExpired);
    }
}
