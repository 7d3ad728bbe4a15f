//! One follower of a socket: catches up in the connection's own task.

use std::{
    mem,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use traceboard_hub::{Ended, Follower, RETRY};
use traceboard_position::Position;

use super::SocketLine;

/// A follower whose line is a socket's. [`Following::poll`] is called from [`super::Session::poll`], whenever the connection's
/// task runs; nothing else has to be done when the line wakes it.
pub(crate) struct Following {
    state: State,
    /// A position to reach that was acked while it was catching up.
    owed: Option<Position>,
}

enum State {
    /// Live, or behind with a busy line.
    Rest(Follower),
    /// Catches up. Boxed, so that an idle connection holds none of it.
    Work(Pin<Box<dyn Future<Output = (Follower, Option<Ended>)> + Send>>),
    Over,
}

impl Following {
    pub(crate) fn new(follower: Follower) -> Self {
        Self { state: State::Rest(follower), owed: None }
    }

    /// Sees to it that states which reach an acked position are sent at once, also where it changed no row.
    pub(crate) fn reach(&mut self, position: Position) {
        match &self.state {
            // If not, the publisher wakes the line, or the next frame reaches it.
            State::Rest(follower) => _ = follower.reached(position),
            State::Work(_) => self.owed = self.owed.max(Some(position)),
            State::Over => {}
        }
    }

    /// Catches up where that is due. Ready: why it follows no more; it is dropped then.
    pub(crate) fn poll(&mut self, line: &Arc<SocketLine>, cx: &mut Context<'_>) -> Poll<Ended> {
        loop {
            match &mut self.state {
                State::Over => return Poll::Pending,
                State::Rest(follower) => {
                    if let Some(ended) = follower.ended() {
                        self.state = State::Over;
                        return Poll::Ready(ended);
                    }
                    // A busy line wakes this task when it has room.
                    if !follower.is_behind() || line.is_busy() {
                        return Poll::Pending;
                    }
                    let State::Rest(follower) = mem::replace(&mut self.state, State::Over) else {
                        return Poll::Pending;
                    };
                    self.state = State::Work(Box::pin(catch_up(follower, Arc::clone(line))));
                }
                State::Work(work) => match work.as_mut().poll(cx) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready((_, Some(ended))) => {
                        self.state = State::Over;
                        return Poll::Ready(ended);
                    }
                    // Looked at once more: what woke this task meanwhile is not told again.
                    Poll::Ready((follower, None)) => {
                        if let Some(owed) = self.owed.take() {
                            let _ = follower.reached(owed);
                        }
                        self.state = State::Rest(follower);
                    }
                },
            }
        }
    }
}

/// Sends merged states until the follower is live, or the line is busy.
async fn catch_up(mut follower: Follower, line: Arc<SocketLine>) -> (Follower, Option<Ended>) {
    loop {
        match follower.catch_up().await {
            Ok(caught_up) => {
                for frame in caught_up.frames() {
                    line.send(frame);
                }
            }
            Err(Ended::Unavailable) if follower.ended().is_none() => {
                tokio::time::sleep(RETRY).await;
                continue;
            }
            Err(ended) => return (follower, Some(ended)),
        }
        match follower.resume() {
            Ok(live) if live || line.is_busy() => return (follower, None),
            Ok(_) => {}
            Err(ended) => return (follower, Some(ended)),
        }
    }
}
