//! The writing half: frames are written by the task that has them.

use std::{
    net::Shutdown,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    task::Context,
};

use bytes::Bytes;
use socket2::SockRef;
use tokio::net::TcpStream;
use traceboard_hub::{Frame, Line, Offered};

use super::out::Out;

/// A websocket's TCP stream. [`Line::offer`] writes at once, from the task that calls it. What the socket didn't take is kept,
/// without copying it, and the connection's task is woken to finish it. What that task sends itself in one turn goes out in one
/// write.
#[derive(Debug)]
pub(crate) struct SocketLine {
    pub(super) stream: TcpStream,
    out: Mutex<Out>,
    /// The round of beats in which the client was heard last.
    heard: AtomicU32,
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

    /// Sends a frame behind what waits already. False: the connection is over, or more than [`super::SEND_BYTES_MAX`] wait,
    /// which ends it.
    pub(crate) fn send(&self, frame: &Frame) -> bool {
        self.send_bytes(frame.framed().clone())
    }

    pub(super) fn send_bytes(&self, bytes: Bytes) -> bool {
        let mut out = self.out();
        if out.over || out.closing {
            // Answers to pings are of no use any more, and no fault.
            return out.closing;
        }
        out.send(&self.stream, bytes)
    }

    /// Whether something waits for the network: merged states are better asked for later. The task is woken when there is room.
    #[must_use]
    pub(crate) fn is_busy(&self) -> bool {
        let mut out = self.out();
        let busy = out.is_busy();
        out.refused |= busy;
        busy
    }

    /// Closes the connection with a code, from any task.
    pub(crate) fn end(&self, code: u16, reason: &'static str) {
        let mut out = self.out();
        out.ending.get_or_insert_with(|| Box::new((code, reason)));
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

    /// Begins a turn of the connection's task: what it sends is held back until [`SocketLine::release`]. Gives what it is woken
    /// for, after registering it for the next.
    pub(super) fn hold(&self, cx: &mut Context<'_>) -> Woken {
        let mut out = self.out();
        if !out.waker.as_ref().is_some_and(|waker| waker.will_wake(cx.waker())) {
            out.waker = Some(cx.waker().clone());
        }
        out.held = true;
        let ending = out.ending.as_deref().copied();
        Woken { asked: std::mem::take(&mut out.woken), ending, gone: out.over }
    }

    /// Ends a turn: writes what was held back, as far as the network takes it. Where there is room again, whoever was refused
    /// meanwhile is looked at in the next turn.
    pub(super) fn release(&self, cx: &mut Context<'_>) {
        let mut out = self.out();
        out.held = false;
        out.poll(&self.stream, cx);
        if out.is_clear() && std::mem::take(&mut out.refused) {
            out.woken = true;
            out.wake();
        }
    }

    /// Writes what is left over as far as the network takes it; true where all of it went, and there is room again.
    pub(super) fn poll_left(&self, cx: &mut Context<'_>) -> bool {
        let mut out = self.out();
        let has_room = out.poll(&self.stream, cx);
        // They are looked at in this turn.
        out.refused &= !out.is_clear();
        has_room
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
            return Offered::Closed;
        }
        let taken = if out.is_clear() { out.write_now(&self.stream, frame.framed()) } else { Ok(None) };
        match taken {
            Ok(Some(())) => Offered::Accepted,
            Ok(None) => {
                // The task tells the followers when there is room again.
                out.refused = true;
                Offered::Busy
            }
            Err(_) => Offered::Closed,
        }
    }

    fn is_open(&self) -> bool {
        !self.out().over
    }

    fn wake(&self) {
        let mut out = self.out();
        out.woken = true;
        out.wake();
    }
}
