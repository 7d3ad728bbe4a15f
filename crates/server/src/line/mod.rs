//! A websocket connection after its upgrade: shared frames are written to it by the publisher, and its own task wakes
//! only for frames of the client, for unsent bytes, and on request.
//!
//! An idle connection holds its socket, some 200 bytes of state, and a task of the same size: no buffer and no timer.
//! Reading is tungstenite's; what is written are whole frames of [`traceboard_hub::Frame`].

mod beats;
mod connection;
mod following;
mod out;
mod poll;
mod reader;
mod socket;
mod timed_stream;
mod upgrade;

#[cfg(test)]
mod following_tests;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod poll_tests;
#[cfg(test)]
mod tests;

use std::{ops::ControlFlow, sync::Arc, task::Context, time::Duration};

pub(crate) use beats::Beats;
pub(crate) use connection::run;
pub(crate) use following::Following;
pub(crate) use poll::{PollLine, wait};
pub(crate) use socket::SocketLine;
pub(crate) use timed_stream::TimedStream;
pub(crate) use upgrade::upgrade;

/// The largest message that is read at all: sixteen times what the protocol allows, so that one that is too large is
/// answered where it can be, and ends the socket where it can't.
pub(crate) const MESSAGE_BYTES_MAX: usize = 256 * 1024;
/// How much may wait for the network behind what a socket could not take: some pages of merged states, and the answers to
/// all posts that a client may send at once. One that sends and never reads is closed there.
pub(crate) const SEND_BYTES_MAX: usize = 1024 * 1024;
/// How much a connection's task holds back to send it in one write: one frame of merged states with what goes before and after
/// it.
pub(crate) const HELD_BYTES_MAX: usize = 64 * 1024;
/// The read buffer, which exists only while bytes are being read: posts and beats are shorter.
pub(crate) const READ_BUFFER_BYTES: usize = 1024;
/// How many messages a connection takes before other tasks of its thread get their turn.
pub(crate) const MESSAGES_PER_TURN: usize = 32;

/// How many messages are still taken from a client that the server is about to leave: what it had sent before it could know.
pub(crate) const LAST_MESSAGES: usize = 64;

/// How long the client may take to answer a close frame. Ending the connection sooner, with bytes of the client unread, would
/// make the network drop the frame that says why.
pub(crate) const CLOSE_PATIENCE: Duration = Duration::from_secs(2);

/// Whether a connection goes on, or is closed with a code and a reason.
pub(crate) type Flow = ControlFlow<(u16, String)>;

/// What the owner of a connection does. All calls come from the connection's own task, and none may wait; it is dropped when
/// the connection is over.
pub(crate) trait Session: Send + 'static {
    /// Handles a text message.
    fn message(&mut self, line: &Arc<SocketLine>, text: &str) -> Flow;

    /// Was woken: by [`traceboard_hub::Line::wake`], or because the line has room again. The followers are looked at.
    fn woken(&mut self, line: &Arc<SocketLine>) -> Flow;

    /// Polls what the owner has under way. Called whenever the task runs, after the other calls; a future that is polled here
    /// wakes this task.
    fn poll(&mut self, _line: &Arc<SocketLine>, _cx: &mut Context<'_>) -> Flow {
        Flow::Continue(())
    }

    /// Whether all that was taken is answered: a connection that ends because the server does waits for it.
    fn is_answered(&self) -> bool {
        true
    }

    /// Whether messages are taken just now. Checked after each call: the network holds back what is not read.
    fn reads(&self) -> bool {
        true
    }
}
