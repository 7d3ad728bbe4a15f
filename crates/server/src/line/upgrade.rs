//! From an HTTP request to a websocket's bare TCP stream (RFC 6455, section 4.2).

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tungstenite::handshake::derive_accept_key;

use super::TimedStream;
use crate::{headers::lists, slots::StreamSlot};

/// Why a request opens no websocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotUpgraded {
    #[error("cannot open a socket: the request is no websocket upgrade")]
    NoUpgrade,
    #[error("cannot open a socket: the header sec-websocket-version is not 13")]
    Version,
    #[error("cannot open a socket: the header sec-websocket-key is not 16 bytes in base64")]
    Key,
    #[error("cannot open a socket: the client does not offer the subprotocol {0}")]
    Subprotocol(&'static str),
}

/// A connection that becomes a websocket once the answer is sent.
pub(crate) struct Upgrading(hyper::upgrade::OnUpgrade);

/// Answers an upgrade with 101 and the first of these subprotocols that the client offers; returns the connection to come and the subprotocol chosen.
///
/// # Errors
/// [`NotUpgraded`].
pub(crate) fn upgrade<const N: usize>(
    request: &mut Request,
    subprotocols: [&'static str; N],
) -> Result<(Response, Upgrading, &'static str), NotUpgraded> {
    let headers = request.headers();
    let asked = lists(headers, &header::CONNECTION, "upgrade") && lists(headers, &header::UPGRADE, "websocket");
    if request.method() != Method::GET || !asked {
        return Err(NotUpgraded::NoUpgrade);
    }
    if headers.get(header::SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
        return Err(NotUpgraded::Version);
    }
    let key = headers.get(header::SEC_WEBSOCKET_KEY).ok_or(NotUpgraded::Key)?;
    if BASE64_STANDARD.decode(key).map(|key| key.len()) != Ok(16) {
        return Err(NotUpgraded::Key);
    }
    let offered = |one: &&str| lists(headers, &header::SEC_WEBSOCKET_PROTOCOL, one);
    let newest = subprotocols.first().copied().unwrap_or_default();
    let subprotocol = subprotocols.into_iter().find(offered).ok_or(NotUpgraded::Subprotocol(newest))?;
    let accept = HeaderValue::from_str(&derive_accept_key(key.as_bytes())).map_err(|_| NotUpgraded::Key)?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let answer = response.headers_mut();
    answer.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    answer.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    answer.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    answer.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(subprotocol));
    Ok((response, Upgrading(hyper::upgrade::on(request)), subprotocol))
}

impl Upgrading {
    /// Waits until the answer is sent. Returns the stream, and what the client sent already: a copy, so that hyper's read buffer
    /// is freed; and the slot that the stream holds. None: the client is gone, or the connection doesn't come from
    /// [`crate::accept`].
    pub(crate) async fn finish(self) -> Option<(TcpStream, Bytes, Option<StreamSlot>)> {
        let upgraded = self.0.await.ok()?;
        let Ok(parts) = upgraded.downcast::<TokioIo<TimedStream<TcpStream>>>() else {
            tracing::error!("an upgraded connection is not a TCP stream as accepted");
            return None;
        };
        let (stream, open) = parts.io.into_inner().into_parts();
        Some((stream, Bytes::copy_from_slice(&parts.read_buf), open))
    }
}
