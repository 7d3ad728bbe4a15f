//! The websocket: a member's hello, the feed, posts and their answers.

use std::{ops::ControlFlow, time::Duration};

use axum::{
    extract::{
        FromRequestParts, Request, State,
        ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade},
    },
    http::header,
    response::Response,
};
use futures_util::SinkExt;
use tokio::time::{Instant, timeout};
use traceboard_hub::{Batch, Bound, Closed, SubscribeError, Subscription};
use traceboard_position::Position;
use traceboard_protocol::{ClientFrame, CloseCode, Code, Limits, Problem, SUBPROTOCOL, ServerFrame};
use tracing::Instrument;

use crate::{app::App, refusal::Refused, routes::Order, secret, session::Caller};

/// How long a client may take for its `hello`.
const HELLO_PATIENCE: Duration = Duration::from_secs(10);
/// How often the server asks whether a quiet client is still there. Below the minute after which phone networks forget a
/// connection.
const PING_EVERY: Duration = Duration::from_secs(25);
/// How long a client may be silent: two pings and a slow network.
const SILENCE_MAX: Duration = Duration::from_secs(70);
/// How long a write may wait for a reader before the reader counts as gone.
const WRITE_PATIENCE: Duration = Duration::from_secs(20);
/// The read buffer. The usual 128 KiB for each idle socket would be most of the server's memory.
const READ_BUFFER_BYTES: usize = 4096;
/// How much is gathered before a write to the network.
const WRITE_BUFFER_BYTES: usize = 16 * 1024;
/// How much may wait for the network: one batch of the hub, whatever it holds, and answers.
const WRITE_BUFFER_BYTES_MAX: usize = 1024 * 1024;
/// The largest message that is read at all. One between [`Limits::FRAME_BYTES_MAX`] and this is answered; a larger one ends
/// the socket unread, and then the network may drop the close frame with it.
const MESSAGE_BYTES_MAX: usize = 16 * Limits::FRAME_BYTES_MAX;
/// How long the client may take to answer a close frame. Ending the connection sooner, with bytes of the client unread, would
/// make the network drop the frame that says why.
pub(crate) const CLOSE_PATIENCE: Duration = Duration::from_secs(2);

/// The live feed of a circle: a websocket of subprotocol `traceboard.v1`, described in docs/PROTOCOL.md.
#[utoipa::path(get, path = "/api/c/{circle}/live", params(("circle" = String, Path)),
    responses((status = 101, description = "The socket is open"), (status = "default", body = Problem)))]
pub(crate) async fn live(State(app): State<App>, caller: Caller, request: Request) -> Result<Response, Refused> {
    let (mut parts, _) = request.into_parts();
    let offered = parts.headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|value| value.to_str().ok());
    if !offered.flat_map(|value| value.split(',')).any(|name| name.trim() == SUBPROTOCOL) {
        let message = format!("cannot open a socket: the client does not offer the subprotocol {SUBPROTOCOL}");
        return Err(Refused::new(Code::BadRequest, message));
    }
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &app)
        .await
        .map_err(|error| Refused::new(Code::BadRequest, format!("cannot open a socket: {error}")))?;
    let upgrade = upgrade
        .protocols([SUBPROTOCOL])
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(WRITE_BUFFER_BYTES)
        .max_write_buffer_size(WRITE_BUFFER_BYTES_MAX)
        .max_message_size(MESSAGE_BYTES_MAX)
        .max_frame_size(MESSAGE_BYTES_MAX);
    let span = tracing::info_span!("socket", conn.id = %uuid::Uuid::now_v7());
    Ok(upgrade.on_upgrade(move |socket| {
        let token_hash = secret::hash(&caller.token);
        let work = app.work.clone();
        work.track_future(Visit { app, caller, token_hash, socket, order: Order::default() }.run().instrument(span))
    }))
}

/// One open socket.
struct Visit {
    app: App,
    caller: Caller,
    token_hash: String,
    socket: WebSocket,
    order: Order,
}

/// Why a socket ends. None: the client is gone, and nothing can be said to it.
type End = Option<(CloseCode, String)>;

impl Visit {
    async fn run(mut self) {
        let end = match self.hello().await {
            Ok(subscription) => self.follow(subscription).await,
            Err(end) => end,
        };
        if let Some((code, reason)) = end {
            // A close frame holds 123 bytes of reason.
            let reason: String = reason.chars().take(100).collect();
            let frame = CloseFrame { code: code as u16, reason: reason.into() };
            let closing = async {
                self.socket.send(Message::Close(Some(frame))).await?;
                while let Some(Ok(_)) = self.socket.recv().await {}
                Ok::<_, axum::Error>(())
            };
            let _ = timeout(CLOSE_PATIENCE, closing).await;
        }
    }

    /// Waits for the client's first frame, and subscribes.
    async fn hello(&mut self) -> Result<Subscription, End> {
        let deadline = Instant::now() + HELLO_PATIENCE;
        let mut draining = self.app.draining.subscribe();
        let after = loop {
            let silent = || Some((CloseCode::Silent, "no hello came".to_owned()));
            let message = tokio::select! {
                message = tokio::time::timeout_at(deadline, self.socket.recv()) => message.map_err(|_| silent())?,
                // The sender lives in the app, which this socket holds.
                _ = draining.wait_for(|draining| *draining) => {
                    return Err(Some((CloseCode::Draining, COME_BACK_MS.to_string())));
                }
            };
            match read(message)? {
                Some(text) => match ClientFrame::read(&text) {
                    Ok(ClientFrame::Hello { after }) => break after,
                    Ok(ClientFrame::Post { .. }) => return Err(bad("the first frame is no hello")),
                    Err(unreadable) => return Err(bad(&unreadable.fault.0)),
                },
                None => continue,
            }
        };
        let member = self.caller.member.0;
        let subscription = self.app.hub.subscribe(&self.caller.circle.board_log, after, Some(member)).await;
        let subscription = subscription.map_err(|error| Some(refused(&error)))?;
        let welcome = ServerFrame::Welcome {
            server: self.app.server.to_string(),
            member: self.caller.member,
            head: subscription.head(),
            now_ms: self.caller.circle.now_ms(),
        };
        self.send(&welcome).await?;
        Ok(subscription)
    }

    async fn follow(&mut self, mut subscription: Subscription) -> End {
        let mut admissions = self.caller.circle.admissions.subscribe();
        let mut pings = tokio::time::interval(PING_EVERY);
        let mut heard = Instant::now();
        // The session may have ended between the request and this subscription.
        if let ControlFlow::Break(end) = self.still_admitted() {
            return end;
        }
        loop {
            let step = tokio::select! {
                batch = subscription.next() => match batch {
                    Ok(batch) => self.write(batch).await,
                    Err(closed) => Err(Some(ended(closed))),
                },
                message = self.socket.recv() => {
                    heard = Instant::now();
                    match read(message) {
                        Ok(Some(text)) => self.take(&text).await,
                        Ok(None) => Ok(()),
                        Err(end) => Err(end),
                    }
                }
                // The sender lives in the circle, which this socket holds.
                _ = admissions.changed() => match self.still_admitted() {
                    ControlFlow::Continue(()) => Ok(()),
                    ControlFlow::Break(end) => Err(end),
                },
                _ = pings.tick() => {
                    if heard.elapsed() > SILENCE_MAX {
                        Err(Some((CloseCode::Silent, "no answer to pings".to_owned())))
                    } else {
                        self.beat().await
                    }
                }
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    fn still_admitted(&self) -> ControlFlow<End> {
        match self.caller.circle.member_now(&self.token_hash) {
            Ok(_) => ControlFlow::Continue(()),
            Err(refused) if refused.code == Code::NotAMember => {
                ControlFlow::Break(Some((CloseCode::NotAMember, "the member is not with the circle".to_owned())))
            }
            Err(_) => ControlFlow::Break(Some((CloseCode::SessionClosed, "the session was closed".to_owned()))),
        }
    }

    /// Writes all frames of a batch, then flushes once.
    async fn write(&mut self, batch: Batch) -> Result<(), End> {
        let count = batch.frames.len() as u64;
        let writing = async {
            for frame in batch.frames {
                // Our own encoder writes UTF-8.
                let Ok(text) = Utf8Bytes::try_from(frame) else { continue };
                self.socket.feed(Message::Text(text)).await?;
            }
            self.socket.flush().await
        };
        let written = timeout(WRITE_PATIENCE, writing).await;
        gone(&written)?;
        self.app.metrics.frames.inc_by(count);
        if batch.caught_up {
            self.caught_up(batch.position).await?;
        }
        Ok(())
    }

    async fn caught_up(&mut self, position: Option<Position>) -> Result<(), End> {
        self.send(&ServerFrame::CaughtUp { position }).await
    }

    /// Takes a frame of the client.
    async fn take(&mut self, text: &str) -> Result<(), End> {
        let answer = match ClientFrame::read(text) {
            Ok(ClientFrame::Post { draft }) => {
                self.order.post(&self.app, &self.caller.circle, self.caller.member, draft).await
            }
            Ok(ClientFrame::Hello { .. }) => {
                ServerFrame::Error { code: Code::BadRequest, message: "cannot take a second hello".to_owned() }
            }
            Err(unreadable) => {
                // Unreadable frames count as posts, or a flood of them would be free.
                if let Err(refused) = self.app.limits.post(self.caller.member) {
                    let message = refused.message;
                    return self.send(&ServerFrame::Error { code: refused.code, message }).await;
                }
                let (code, message) = (unreadable.code, unreadable.fault.0);
                match unreadable.id {
                    Some(id) => ServerFrame::Refused { id, code, message, retry: false, retry_after_ms: None },
                    None => ServerFrame::Error { code, message },
                }
            }
        };
        self.send(&answer).await
    }

    async fn send(&mut self, frame: &ServerFrame) -> Result<(), End> {
        // Strings and numbers can always be written as JSON.
        let text = serde_json::to_string(frame).unwrap_or_default();
        self.put(Message::Text(text.into())).await
    }

    /// Asks the client for a sign of life, and gives one.
    async fn beat(&mut self) -> Result<(), End> {
        self.put(Message::Ping(axum::body::Bytes::new())).await?;
        self.send(&ServerFrame::Beat).await
    }

    async fn put(&mut self, message: Message) -> Result<(), End> {
        gone(&timeout(WRITE_PATIENCE, self.socket.send(message)).await)
    }
}

/// What a message says. None: nothing that wants an answer.
fn read(message: Option<Result<Message, axum::Error>>) -> Result<Option<Utf8Bytes>, End> {
    match message {
        Some(Ok(Message::Text(text))) => Ok(Some(text)),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(None),
        Some(Ok(Message::Binary(_))) => Err(bad("frames are text")),
        Some(Ok(Message::Close(_))) | None => Err(None),
        Some(Err(error)) => {
            let too_large = error.to_string().contains("too long");
            Err(too_large.then(|| (CloseCode::BadFrame, format!("a frame is over {MESSAGE_BYTES_MAX} bytes"))))
        }
    }
}

fn bad(why: &str) -> End {
    Some((CloseCode::BadFrame, why.to_owned()))
}

fn gone(written: &Result<Result<(), axum::Error>, tokio::time::error::Elapsed>) -> Result<(), End> {
    match written {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(None),
        Err(_) => Err(Some((CloseCode::SlowReader, "the reader took too long".to_owned()))),
    }
}

fn ended(closed: Closed) -> (CloseCode, String) {
    match closed {
        Closed::Slow => (CloseCode::SlowReader, closed.to_string()),
        Closed::LogUnavailable => (CloseCode::LogUnavailable, closed.to_string()),
        Closed::Draining { come_back_ms } => (CloseCode::Draining, come_back_ms.to_string()),
    }
}

fn refused(error: &SubscribeError) -> (CloseCode, String) {
    let code = match error {
        SubscribeError::NotResumable { .. } => CloseCode::ResumeImpossible,
        SubscribeError::Log(_) => CloseCode::LogUnavailable,
        SubscribeError::Draining { come_back_ms } => return (CloseCode::Draining, come_back_ms.to_string()),
        SubscribeError::Full { bound: Bound::Member, .. } => CloseCode::TooManySockets,
        SubscribeError::Full { bound: Bound::Hub, .. } => return (CloseCode::Draining, COME_BACK_FULL_MS.to_string()),
    };
    (code, error.to_string())
}

/// When to come back to a server that goes down before it knows who is here, in milliseconds.
const COME_BACK_MS: u64 = 1_000;
/// When to come back to a server that is full, in milliseconds.
const COME_BACK_FULL_MS: u64 = 30_000;
