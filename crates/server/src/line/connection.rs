//! The task of one connection: it sleeps unless the client sends, unsent bytes are left, or it is woken.

use std::{
    future::poll_fn,
    ops::ControlFlow,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use tokio::{net::TcpStream, time::timeout};
use traceboard_hub::Frame;
use traceboard_protocol::CloseCode;

use super::{
    Beats, CLOSE_PATIENCE, LAST_MESSAGES, MESSAGES_PER_TURN, Session, SocketLine,
    reader::{Reader, Received},
    socket::Woken,
};

/// Why a connection is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The client closed it, or is gone.
    Client,
    /// This side closed it, with a code and a reason.
    Closed(u16, String),
}

/// Runs an upgraded connection until it is over. `open` gets its line, and makes the session; `early` are the bytes that came
/// with the upgrade.
pub(crate) async fn run<S: Session>(
    (stream, early): (TcpStream, Bytes),
    beats: Beats,
    open: impl FnOnce(&Arc<SocketLine>) -> S,
) -> End {
    let line = Arc::new(SocketLine::new(stream));
    beats.add(&line);
    let session = open(&line);
    let mut connection = Connection { line, beats, session, reader: Reader::new(early), leaving: None };
    let end = poll_fn(|cx| connection.poll(cx)).await;
    let Connection { line, session, reader, .. } = connection;
    // Its followers leave before the client is waited for.
    drop(session);
    if let End::Closed(code, reason) = &end {
        line.send_close(&Frame::close(*code, reason));
        // Of its own: only a connection that ends needs room for a timer.
        Box::pin(close(&line, reader)).await;
    }
    line.shut();
    end
}

/// Waits for the client to answer a close frame. Closing with bytes unread would make the network drop the frame.
async fn close(line: &SocketLine, mut reader: Reader) {
    let answered = poll_fn(|cx| {
        line.poll_left(cx);
        for _ in 0..MESSAGES_PER_TURN {
            match reader.read(line) {
                Received::Over => return Poll::Ready(()),
                // Unreadable bytes are skipped, until the client has read the reason.
                Received::Text(_) | Received::Control | Received::Bad(_) => {}
                Received::Later => match line.stream.poll_read_ready(cx) {
                    Poll::Ready(Ok(())) => {}
                    Poll::Ready(Err(_)) => return Poll::Ready(()),
                    Poll::Pending => return Poll::Pending,
                },
            }
        }
        // One that goes on sending must not keep the thread from everybody else, nor from the clock.
        cx.waker().wake_by_ref();
        Poll::Pending
    });
    let _ = timeout(CLOSE_PATIENCE, answered).await;
}

struct Connection<S> {
    line: Arc<SocketLine>,
    beats: Beats,
    session: S,
    reader: Reader,
    leaving: Option<Leaving>,
}

/// The server goes down.
struct Leaving {
    reason: String,
    /// How many messages are still taken.
    left: usize,
}

/// Whether a turn ended because the server does.
fn is_leaving(turn: &ControlFlow<Option<End>>) -> bool {
    matches!(turn, ControlFlow::Break(Some(End::Closed(code, _))) if *code == CloseCode::Draining as u16)
}

impl<S: Session> Connection<S> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        let woken = self.line.hold(cx);
        let turn = self.turn(woken, cx).map_break(Some);
        let turn = if self.leaving.is_some() || is_leaving(&turn) { self.leave(turn, cx) } else { turn };
        self.line.release(cx);
        match turn {
            ControlFlow::Break(Some(end)) => Poll::Ready(end),
            _ => Poll::Pending,
        }
    }

    /// Goes on until what the client had sent is answered, and then closes with the hint when to come back.
    fn leave(&mut self, turn: ControlFlow<Option<End>>, cx: &mut Context<'_>) -> ControlFlow<Option<End>> {
        let is_news = is_leaving(&turn);
        match turn {
            ControlFlow::Break(Some(End::Closed(_, reason))) if is_news => {
                self.leaving.get_or_insert(Leaving { reason, left: LAST_MESSAGES });
                // Looked at once more, since the turn broke off.
                cx.waker().wake_by_ref();
                return ControlFlow::Continue(());
            }
            ControlFlow::Continue(()) => {}
            ended => return ended,
        }
        let Some(leaving) = &self.leaving else { return turn };
        let is_read = leaving.left == 0 || (self.session.reads() && self.line.stream.poll_read_ready(cx).is_pending());
        if !is_read && self.session.reads() {
            cx.waker().wake_by_ref();
        }
        if is_read && self.session.is_answered() {
            return ControlFlow::Break(Some(End::Closed(CloseCode::Draining as u16, leaving.reason.clone())));
        }
        ControlFlow::Continue(())
    }

    fn turn(&mut self, woken: Woken, cx: &mut Context<'_>) -> ControlFlow<End> {
        let closed = |flow: super::Flow| flow.map_break(|(code, reason)| End::Closed(code, reason));
        if let Some((code, reason)) = woken.ending
            && !(self.leaving.is_some() && code == CloseCode::Draining as u16)
        {
            return ControlFlow::Break(End::Closed(code, reason.to_owned()));
        }
        if woken.gone {
            return ControlFlow::Break(End::Client);
        }
        let has_room = self.line.poll_left(cx);
        if woken.asked || has_room {
            closed(self.session.woken(&self.line))?;
        }
        closed(self.session.poll(&self.line, cx))?;
        let mut messages = 0;
        while self.session.reads() && self.leaving.as_ref().is_none_or(|leaving| leaving.left > 0) {
            if !self.reader.is_early() {
                match self.line.stream.poll_read_ready(cx) {
                    Poll::Pending => break,
                    Poll::Ready(Ok(())) => {}
                    Poll::Ready(Err(_)) => return ControlFlow::Break(End::Client),
                }
            }
            self.read(&mut messages)?;
            // What a message began is polled before the task sleeps.
            closed(self.session.poll(&self.line, cx))?;
            if messages >= MESSAGES_PER_TURN {
                cx.waker().wake_by_ref();
                break;
            }
        }
        ControlFlow::Continue(())
    }

    /// Reads what is there.
    fn read(&mut self, messages: &mut usize) -> ControlFlow<End> {
        while self.session.reads() && *messages < MESSAGES_PER_TURN {
            let received = self.reader.read(&self.line);
            match received {
                Received::Text(text) => {
                    self.session.message(&self.line, &text).map_break(|(code, reason)| End::Closed(code, reason))?;
                }
                Received::Control => {}
                Received::Later => break,
                Received::Over => return ControlFlow::Break(End::Client),
                Received::Bad(why) => {
                    return ControlFlow::Break(End::Closed(CloseCode::BadFrame as u16, why.to_owned()));
                }
            }
            *messages += 1;
            if let Some(leaving) = &mut self.leaving {
                leaving.left = leaving.left.saturating_sub(1);
            }
            self.line.heard_in(self.beats.round());
        }
        ControlFlow::Continue(())
    }
}
