//! The bytes that wait to be written to a socket, and the signals for its task.

use std::{
    collections::VecDeque,
    io::{self, IoSlice},
    task::{Context, Poll, Waker},
};

use bytes::{Buf, Bytes};
use socket2::SockRef;
use tokio::{io::Interest, net::TcpStream};

use super::{HELD_BYTES_MAX, SEND_BYTES_MAX};

/// How many frames one call writes: more than a task sends in a turn, but for answers to posts.
const SLICES_MAX: usize = 16;

/// The state of a line that its lock guards. An idle connection has nothing of `left` and `ending`, so that what a delivery looks
/// at is small.
#[derive(Debug, Default)]
pub(super) struct Out {
    left: Option<Box<Left>>,
    pub(super) ending: Option<Box<(u16, &'static str)>>,
    pub(super) waker: Option<Waker>,
    /// Whether the socket takes nothing just now.
    pub(super) full: bool,
    /// Whether the connection's own task is at work: what it sends goes out together at the end of its turn.
    pub(super) held: bool,
    /// Whether somebody was told to come again when there is room.
    pub(super) refused: bool,
    /// Whether the close frame is sent: nothing may come after it.
    pub(super) closing: bool,
    /// Whether the connection failed.
    pub(super) over: bool,
    pub(super) woken: bool,
}

/// The rest of one frame, then whole frames.
#[derive(Debug, Default)]
struct Left {
    queue: VecDeque<Bytes>,
    bytes: usize,
}

impl Out {
    /// Whether the socket takes nothing more just now. What is only held back goes out in a moment.
    pub(super) fn is_busy(&self) -> bool {
        self.full || (!self.held && self.left.is_some())
    }

    /// Whether a frame may go out before all else.
    pub(super) fn is_clear(&self) -> bool {
        !self.full && self.left.is_none()
    }

    /// Puts bytes behind what waits, and writes where nothing holds them back. False: too much waits, or the connection failed.
    pub(super) fn send(&mut self, stream: &TcpStream, bytes: Bytes) -> bool {
        let left = self.left.get_or_insert_default();
        if left.bytes + bytes.len() > SEND_BYTES_MAX.max(bytes.len()) {
            self.fail();
            return false;
        }
        left.bytes += bytes.len();
        left.queue.push_back(bytes);
        let waits = if self.held { left.bytes < HELD_BYTES_MAX } else { left.queue.len() > 1 };
        if self.full || waits {
            return true;
        }
        self.write(stream);
        if self.left.is_some() && !self.held {
            self.wake();
        }
        !self.over
    }

    /// Writes a frame at once, where [`Out::is_clear`]. What the socket doesn't take of it is kept. None: it takes nothing.
    ///
    /// # Errors
    /// Where the connection failed.
    pub(super) fn write_now(&mut self, stream: &TcpStream, frame: &Bytes) -> io::Result<Option<()>> {
        match write(stream, &[IoSlice::new(frame)]) {
            Ok(written) if written == frame.len() => Ok(Some(())),
            Ok(written) => {
                let rest = frame.slice(written..);
                let left = self.left.get_or_insert_default();
                left.bytes = rest.len();
                left.queue.push_back(rest);
                self.wake();
                Ok(Some(()))
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                self.full = true;
                self.wake();
                Ok(None)
            }
            Err(error) => {
                self.fail();
                Err(error)
            }
        }
    }

    /// Writes what is left over as far as the network takes it, and sees to it that the task is woken for the rest; true where
    /// something waited, and all of it went.
    pub(super) fn poll(&mut self, stream: &TcpStream, cx: &mut Context<'_>) -> bool {
        let waited = self.full || self.left.is_some();
        while !self.over && (self.full || self.left.is_some()) {
            if self.full {
                match stream.poll_write_ready(cx) {
                    Poll::Pending => return false,
                    Poll::Ready(Err(_)) => return self.fail(),
                    Poll::Ready(Ok(())) => self.full = false,
                }
            }
            self.write(stream);
        }
        waited && !self.over
    }

    /// The connection is over. False, for those who give that back.
    pub(super) fn fail(&mut self) -> bool {
        self.over = true;
        self.left = None;
        self.wake();
        false
    }

    pub(super) fn wake(&self) {
        if let Some(waker) = &self.waker {
            waker.wake_by_ref();
        }
    }

    fn write(&mut self, stream: &TcpStream) {
        while let Some(left) = &mut self.left {
            let mut slices = [IoSlice::new(&[]); SLICES_MAX];
            let count = left.queue.len().min(SLICES_MAX);
            for (slice, bytes) in slices.iter_mut().zip(&left.queue) {
                *slice = IoSlice::new(bytes);
            }
            match write(stream, &slices[..count]) {
                Ok(written) => left.advance(written),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.full = true;
                    return;
                }
                Err(_) => _ = self.fail(),
            }
            // An idle connection keeps no queue.
            self.left.take_if(|left| left.queue.is_empty());
        }
    }
}

impl Left {
    fn advance(&mut self, mut written: usize) {
        self.bytes -= written;
        while let Some(first) = self.queue.front_mut() {
            if first.len() > written {
                return first.advance(written);
            }
            written -= first.len();
            self.queue.pop_front();
        }
    }
}

/// Writes to the socket itself. The runtime's own notes on what the socket takes lie elsewhere in memory, and are only looked at
/// where it takes nothing.
fn write(stream: &TcpStream, slices: &[IoSlice<'_>]) -> io::Result<usize> {
    let send = || match slices {
        [one] => SockRef::from(stream).send(one),
        many => SockRef::from(stream).send_vectored(many),
    };
    match send() {
        // Once more with the runtime looking on, which then waits for room: it must have begun to look before the try.
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => stream.try_io(Interest::WRITABLE, send),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(0),
        done => done,
    }
}
