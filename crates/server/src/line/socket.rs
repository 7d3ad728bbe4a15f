//! The writing half: frames are written by whoever has them.

use std::{
    collections::VecDeque,
    io,
    net::Shutdown,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll, Waker},
};

use bytes::{Buf, Bytes};
use socket2::SockRef;
use tokio::net::TcpStream;
use traceboard_hub::{Frame, Line, Offered};

use super::SEND_BYTES_MAX;

/// A websocket's TCP stream. [`Line::offer`] writes at once, from the task that calls it. What the socket didn't take is kept,
/// without copying it, and the connection's task is woken to finish it.
#[derive(Debug)]
pub(crate) struct SocketLine {
    pub(super) stream: TcpStream,
    out: Mutex<Out>,
    /// The round of beats in which the client was heard last.
    heard: AtomicU32,
}

#[derive(Debug, Default)]
struct Out {
    /// What is left over: the rest of one frame, then whole frames.
    left: VecDeque<Bytes>,
    left_bytes: usize,
    /// Whether the socket takes nothing just now.
    full: bool,
    /// Whether the close frame is sent: nothing may come after it.
    closing: bool,
    /// Whether the connection failed.
    over: bool,
    woken: bool,
    ending: Option<(u16, &'static str)>,
    waker: Option<Waker>,
}

/// What a connection's task is woken for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Woken {
    pub(super) asked: bool,
    pub(super) ending: Option<(u16, &'static str)>,
    pub(super) gone: bool,
}

impl SocketLine {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self { stream, out: Mutex::default(), heard: AtomicU32::new(0) }
    }

    /// Sends a frame behind what waits already. False: the connection is over, or more than [`SEND_BYTES_MAX`] wait, which
    /// ends it.
    pub(crate) fn send(&self, frame: &Frame) -> bool {
        self.send_bytes(frame.framed().clone())
    }

    pub(super) fn send_bytes(&self, bytes: Bytes) -> bool {
        let mut out = self.out();
        if out.over || out.closing {
            // Answers to pings are of no use any more, and no fault.
            return out.closing;
        }
        if out.left_bytes + bytes.len() > SEND_BYTES_MAX.max(bytes.len()) {
            out.fail();
            return false;
        }
        out.left_bytes += bytes.len();
        out.left.push_back(bytes);
        if out.full || out.left.len() > 1 {
            return true;
        }
        out.write(&self.stream);
        if !out.left.is_empty() {
            out.wake();
        }
        !out.over
    }

    /// Whether something waits for the network: merged states are better asked for later.
    #[must_use]
    pub(crate) fn is_busy(&self) -> bool {
        let out = self.out();
        out.full || !out.left.is_empty()
    }

    /// Closes the connection with a code, from any task.
    pub(crate) fn end(&self, code: u16, reason: &'static str) {
        let mut out = self.out();
        out.ending.get_or_insert((code, reason));
        out.wake();
    }

    /// Sends the last frame.
    pub(super) fn send_close(&self, frame: &Frame) {
        self.send(frame);
        self.out().closing = true;
    }

    /// Ends the connection on the network too: whoever still holds the line must not keep it open.
    pub(super) fn shut(&self) {
        self.out().fail();
        // It fails where the client was faster.
        let _ = SockRef::from(&self.stream).shutdown(Shutdown::Both);
    }

    pub(super) fn heard_in(&self, round: u32) {
        self.heard.store(round, Ordering::Relaxed);
    }

    pub(super) fn heard(&self) -> u32 {
        self.heard.load(Ordering::Relaxed)
    }

    /// What the connection's task is woken for, after registering it for the next.
    pub(super) fn take_woken(&self, cx: &mut Context<'_>) -> Woken {
        let mut out = self.out();
        if !out.waker.as_ref().is_some_and(|waker| waker.will_wake(cx.waker())) {
            out.waker = Some(cx.waker().clone());
        }
        Woken { asked: std::mem::take(&mut out.woken), ending: out.ending, gone: out.over }
    }

    /// Writes what is left over as far as the network takes it; true where all of it went, and there is room again.
    pub(super) fn poll_left(&self, cx: &mut Context<'_>) -> bool {
        let mut out = self.out();
        let waits = out.full || !out.left.is_empty();
        while !out.over && (out.full || !out.left.is_empty()) {
            match self.stream.poll_write_ready(cx) {
                Poll::Pending => return false,
                Poll::Ready(Err(_)) => out.fail(),
                Poll::Ready(Ok(())) => {
                    out.full = false;
                    out.write(&self.stream);
                }
            }
        }
        waits && !out.over
    }

    fn out(&self) -> MutexGuard<'_, Out> {
        // No code that holds the lock leaves a change half done.
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line for SocketLine {
    fn offer(&self, frame: &Frame) -> Offered {
        let mut out = self.out();
        if out.over || out.closing {
            return Offered::Gone;
        }
        if out.full || !out.left.is_empty() {
            return Offered::Busy;
        }
        let framed = frame.framed();
        match self.stream.try_write(framed) {
            Ok(written) if written == framed.len() => Offered::Taken,
            Ok(written) => {
                let rest = framed.slice(written..);
                out.left_bytes = rest.len();
                out.left.push_back(rest);
                out.wake();
                Offered::Taken
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                // The task tells the followers when there is room again.
                out.full = true;
                out.wake();
                Offered::Busy
            }
            Err(_) => {
                out.fail();
                Offered::Gone
            }
        }
    }

    fn wake(&self) {
        let mut out = self.out();
        out.woken = true;
        out.wake();
    }
}

impl Out {
    fn write(&mut self, stream: &TcpStream) {
        while let Some(first) = self.left.front_mut() {
            match stream.try_write(first) {
                Ok(written) => {
                    self.left_bytes -= written;
                    first.advance(written);
                    if first.is_empty() {
                        self.left.pop_front();
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.full = true;
                    return;
                }
                Err(_) => return self.fail(),
            }
        }
        // An idle connection keeps no queue.
        self.left = VecDeque::new();
    }

    fn fail(&mut self) {
        self.over = true;
        self.left = VecDeque::new();
        self.left_bytes = 0;
        self.wake();
    }

    fn wake(&self) {
        if let Some(waker) = &self.waker {
            waker.wake_by_ref();
        }
    }
}
