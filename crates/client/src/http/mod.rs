//! The calls of the HTTP API: how a call is sent and its answer read. The calls themselves are in files by subject.

mod board;
mod door;
mod hooks;
mod log;
mod path;
mod photos;
mod programs;
mod rounds;
mod sisters;
mod stories;
mod transfer;
mod walls;

use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, StatusCode};
use rustls::ClientConfig;
use serde::de::DeserializeOwned;
use traceboard_board::{CircleId, PodId};
use traceboard_protocol::{Code, Problem, SpaceId};

use crate::{ClientError, Session, tls};

pub use door::CircleLinks;
pub use transfer::{ExportPieces, ImportAs};

/// How long it may take to reach the server.
const CONNECT_MAX: Duration = Duration::from_secs(10);
/// How long the server may be silent within an answer: longer than a long poll waits.
const SILENCE_MAX: Duration = Duration::from_secs(60);
/// The largest answer that is read whole, in bytes: a page of 500 entries, each as large as the log takes them.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The API of one circle. Clones share their connections. Sending any call again is safe: what it appends goes by an id that
/// the caller chose. So every call may be dropped while it runs.
#[derive(Clone, Debug)]
pub struct Api {
    http: reqwest::Client,
    base: String,
    circle: CircleId,
    /// The pod whose board is used; `None`: the circle's own.
    pod: Option<PodId>,
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

    /// The same for the board of a pod of the circle. Calls that only a circle has (invites, sessions, pods) are
    /// refused there as not found.
    #[must_use]
    pub fn in_pod(&self, pod: PodId) -> Self {
        Self { pod: Some(pod), ..self.clone() }
    }

    /// The space whose board is used: the circle's own, or a pod's.
    #[must_use]
    pub fn space(&self) -> SpaceId {
        SpaceId(self.pod.map_or(self.circle.0, |pod| pod.0))
    }

    pub(crate) fn begin(base: &str, circle: CircleId, token: Option<String>) -> Result<Self, ClientError> {
        let http = reqwest::Client::builder()
            .user_agent(concat!("traceboard-client/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_MAX)
            .read_timeout(SILENCE_MAX)
            // A redirect could carry the token to another host.
            .redirect(reqwest::redirect::Policy::none())
            .tls_backend_preconfigured(ClientConfig::clone(&tls::for_base(base)))
            .build()
            .map_err(|error| unreachable("open connections", base, error))?;
        Ok(Self { http, base: base.trim_end_matches('/').to_owned(), circle, pod: None, token })
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let pod = self.pod.map(|pod| format!("/pods/{pod}")).unwrap_or_default();
        let request = self.http.request(method, format!("{}/api/c/{}{pod}{path}", self.base, self.circle));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub(crate) async fn answer<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        call: RequestBuilder,
    ) -> Result<T, ClientError> {
        let response = self.send(operation, call).await?;
        let body = self.whole(operation, response).await?;
        serde_json::from_slice(&body).map_err(|error| self.unreadable(operation, &error))
    }

    /// Sends a call and returns the answer if it is a success.
    pub(crate) async fn send(&self, operation: &'static str, call: RequestBuilder) -> Result<Response, ClientError> {
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

    pub(crate) fn unreadable(&self, operation: &'static str, reason: &dyn std::fmt::Display) -> ClientError {
        ClientError::Unreadable { operation, base: self.base.clone(), reason: reason.to_string() }
    }
}

/// The problem in an error answer. A proxy in front of the server has error pages of its own; a status that says that
/// the server is away, or that nothing was found, is a problem too.
pub(crate) fn problem(status: StatusCode, body: &[u8]) -> Option<Problem> {
    if let Ok(problem) = serde_json::from_slice(body) {
        return Some(problem);
    }
    if status == StatusCode::NOT_FOUND {
        let message = format!("no board is at this address ({status})");
        return Some(Problem { code: Code::NotFound, message, retry: false, retry_after_ms: None });
    }
    let away = [StatusCode::BAD_GATEWAY, StatusCode::SERVICE_UNAVAILABLE, StatusCode::GATEWAY_TIMEOUT];
    away.contains(&status).then(|| Problem {
        code: Code::Internal,
        message: format!("something between here and the server answered {status}"),
        retry: true,
        retry_after_ms: None,
    })
}

pub(crate) fn unreachable(operation: &'static str, base: &str, source: reqwest::Error) -> ClientError {
    if let Some(reason) = tls::refusal(&source) {
        return ClientError::Untrusted { operation, base: base.to_owned(), reason };
    }
    ClientError::Unreachable { operation, base: base.to_owned(), source: Box::new(source) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxys_error_page_is_recognised() {
        assert!(problem(StatusCode::BAD_GATEWAY, b"<html>").unwrap().retry, "away for now");
        assert!(!problem(StatusCode::NOT_FOUND, b"<html>").unwrap().retry, "nothing of ours is there");
        assert_eq!(problem(StatusCode::FORBIDDEN, b"<html>"), None);
        let body = br#"{"code":"invite_expired","message":"cannot use the invite: its time is over","retry":false}"#;
        assert_eq!(problem(StatusCode::GONE, body).unwrap().code, Code::InviteExpired);
    }
}
