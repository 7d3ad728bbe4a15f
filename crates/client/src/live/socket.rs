//! One connection to the live socket of a circle.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::{
    net::TcpStream,
    time::{Instant, timeout, timeout_at},
};
use tokio_tungstenite::{
    Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config,
    tungstenite::{
        Error, Message,
        client::IntoClientRequest,
        error::ProtocolError,
        http::{HeaderValue, header},
        protocol::{CloseFrame, WebSocketConfig},
    },
};
use traceboard_protocol::{ClientFrame, Following, SUBPROTOCOL, ServerFrame, VERSION};

use super::End;
use crate::{Session, http::problem, tls};

/// How long connecting may take, with the upgrade.
const CONNECT_MAX: Duration = Duration::from_secs(15);
/// After so much silence a beat is sent.
const BEAT_AFTER: Duration = Duration::from_secs(10);
/// How long its answer may take: a half-open connection is found within twice this time.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// How long this side is silent at most: well below the server's timeout.
const SEND_AFTER: Duration = Duration::from_secs(30);
/// How long a write may wait for the network.
const WRITE_MAX: Duration = Duration::from_secs(20);
/// The read buffer. The usual 128 KiB would be the most of what a connection costs, and a frame is a few hundred bytes.
const READ_BUFFER_BYTES: usize = 4 * 1024;
/// The largest frame that is read: 400 rows with all the words that they can have, and some room.
const FRAME_BYTES_MAX: usize = 8 * 1024 * 1024;

/// Why a connection is over.
#[derive(Debug)]
pub(super) enum Lost {
    /// For now; the server may have named a time to reconnect.
    For { why: String, retry_after: Option<Duration> },
    /// For good.
    Ended(End),
    /// The caller is gone.
    CallerGone,
}

pub(super) struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    received_at: Instant,
    sent_at: Instant,
    /// When an unanswered beat was sent.
    asked_at: Option<Instant>,
}

impl Socket {
    /// Connects, and sends the spaces that this client follows.
    pub(super) async fn connect(session: &Session, spaces: Vec<Following>) -> Result<Self, Lost> {
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER_BYTES)
            .write_buffer_size(0)
            .max_message_size(Some(FRAME_BYTES_MAX))
            .max_frame_size(Some(FRAME_BYTES_MAX));
        let base = session.base.strip_prefix("http").unwrap_or(&session.base);
        let url = format!("ws{base}/api/c/{}/live", session.circle);
        let mut request = url.into_client_request().map_err(|error| Lost::Ended(End::Address(error.to_string())))?;
        let token = HeaderValue::from_str(&format!("Bearer {}", session.token));
        let mut token = token.map_err(|_| Lost::Ended(End::Address("the session's token is damaged".to_owned())))?;
        token.set_sensitive(true);
        request.headers_mut().insert(header::AUTHORIZATION, token);
        request.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
        let tls = Connector::Rustls(tls::for_base(&session.base));
        let connecting = connect_async_tls_with_config(request, Some(config), true, Some(tls));
        let connected = timeout(CONNECT_MAX, connecting).await;
        let (stream, _) = match connected {
            Err(_) => return Err(lost(&"the server did not answer in time")),
            Ok(Err(error)) => return Err(not_connected(error)),
            Ok(Ok(connected)) => connected,
        };
        let mut socket = Self { stream, received_at: Instant::now(), sent_at: Instant::now(), asked_at: None };
        socket.send(&ClientFrame::Hello { version: VERSION, spaces }).await?;
        Ok(socket)
    }

    /// Sends a frame. Not cancel safe: the caller ends the connection after a dropped call.
    pub(super) async fn send(&mut self, frame: &ClientFrame) -> Result<(), Lost> {
        let text = serde_json::to_string(frame).map_err(|error| lost(&error))?;
        match timeout(WRITE_MAX, self.stream.send(Message::text(text))).await {
            Err(_) => Err(lost(&"the network takes nothing")),
            Ok(sent) => {
                self.sent_at = Instant::now();
                sent.map_err(|error| lost(&error))
            }
        }
    }

    /// Waits for a frame, or until it is time to send a beat. Cancel safe.
    pub(super) async fn next(&mut self) -> Result<Next, Lost> {
        loop {
            let silent = self.asked_at.map_or(self.received_at + BEAT_AFTER, |asked_at| asked_at + ANSWER_WITHIN);
            let quiet = self.sent_at + SEND_AFTER;
            let Ok(message) = timeout_at(silent.min(quiet), self.stream.next()).await else {
                let now = Instant::now();
                if self.asked_at.is_some() && silent <= now {
                    return Err(lost(&"the server fell silent"));
                }
                self.asked_at.get_or_insert(now);
                return Ok(Next::Beat);
            };
            (self.received_at, self.asked_at) = (Instant::now(), None);
            match message {
                Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
                    Ok(frame) => return Ok(Next::Frame(Box::new(frame))),
                    Err(error) => tracing::debug!(%error, "passing over a frame that this version can't read"),
                },
                Some(Ok(Message::Close(close))) => return Err(closed(close)),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(lost(&error)),
                None => return Err(lost(&"the connection ended")),
            }
        }
    }
}

/// The result of [`Socket::next`].
pub(super) enum Next {
    /// A frame of the server.
    Frame(Box<ServerFrame>),
    /// It is time to send [`ClientFrame::Beat`].
    Beat,
}

pub(super) fn lost(why: &dyn std::fmt::Display) -> Lost {
    Lost::For { why: why.to_string(), retry_after: None }
}

fn not_connected(error: Error) -> Lost {
    let Error::Http(response) = error else {
        return match error {
            Error::Url(_) | Error::HttpFormat(_) => Lost::Ended(End::Address(error.to_string())),
            // The server accepted the upgrade, but not this subprotocol.
            Error::Protocol(ProtocolError::SecWebSocketSubProtocolError(_)) => Lost::Ended(End::Outdated),
            error => match tls::refusal(&error) {
                Some(reason) => Lost::Ended(End::Address(format!("its certificate is not trusted here: {reason}"))),
                None => lost(&error),
            },
        };
    };
    let status = response.status();
    match problem(status, response.body().as_deref().unwrap_or_default()) {
        Some(problem) if problem.retry => {
            Lost::For { why: problem.message, retry_after: problem.retry_after_ms.map(Duration::from_millis) }
        }
        Some(problem) => Lost::Ended(End::refused(problem)),
        None => lost(&format_args!("the server answered {status}")),
    }
}

/// The meaning of a close code for a client, by the ranges of [`traceboard_protocol::CloseCode`], so that unknown codes
/// work too. Codes outside are temporary failures.
fn closed(close: Option<CloseFrame>) -> Lost {
    let Some(CloseFrame { code, reason }) = close else { return lost(&"the server closed the socket") };
    let (code, reason) = (u16::from(code), reason.to_string());
    match code {
        4020..5000 => Lost::Ended(End::Closed { code, reason }),
        _ => Lost::For {
            retry_after: come_back(code, &reason),
            why: format!("the server closed the socket: {code} {reason}"),
        },
    }
}

/// The time after which a server that shuts down wants us to reconnect: the first number in its reason, in
/// milliseconds.
fn come_back(code: u16, reason: &str) -> Option<Duration> {
    if code != traceboard_protocol::CloseCode::Draining as u16 {
        return None;
    }
    let digits = reason.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?;
    digits.parse().ok().map(Duration::from_millis)
}

#[cfg(test)]
mod tests {
    use traceboard_protocol::CloseCode;

    use super::*;

    fn close(code: u16, reason: &str) -> Lost {
        closed(Some(CloseFrame { code: code.into(), reason: reason.to_owned().into() }))
    }

    #[test]
    fn close_codes_decide_whether_to_reconnect() {
        for code in CloseCode::ALL {
            let lost = close(*code as u16, "");
            let expected = match *code as u16 {
                4000..4020 => matches!(lost, Lost::For { .. }),
                _ => matches!(lost, Lost::Ended(End::Closed { .. })),
            };
            assert!(expected, "{code:?}: {lost:?}");
        }
        assert!(matches!(close(1001, "going away"), Lost::For { retry_after: None, .. }));
        assert!(matches!(closed(None), Lost::For { .. }));
    }

    #[test]
    fn a_draining_server_names_the_time_to_reconnect() {
        let retry_after = |reason| match close(4001, reason) {
            Lost::For { retry_after, .. } => retry_after,
            other => panic!("expected to come back, got {other:?}"),
        };
        assert_eq!(retry_after("come back in 1500 ms"), Some(Duration::from_millis(1500)));
        assert_eq!(retry_after("1500"), Some(Duration::from_millis(1500)));
        assert_eq!(retry_after("draining"), None);
        assert!(matches!(close(4008, "slow by 1500"), Lost::For { retry_after: None, .. }));
    }
}
