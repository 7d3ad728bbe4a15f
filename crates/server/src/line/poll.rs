//! A long poll as a line: it accepts no frames, and is woken.

use std::{future::Future, pin::pin};

use tokio::sync::Notify;
use traceboard_hub::{CaughtUp, Ended, Follower, Frame, Line, Offered};

/// The line of a long poll; the spaces of one request share it. Its followers are of [`traceboard_hub::Kind::Poll`].
#[derive(Debug, Default)]
pub(crate) struct PollLine(Notify);

impl PollLine {
    /// Waits until it is woken, or returns at once where it was since the last time.
    pub(crate) async fn woken(&self) {
        self.0.notified().await;
    }
}

impl Line for PollLine {
    fn offer(&self, _: &Frame) -> Offered {
        self.0.notify_one();
        Offered::Busy
    }

    fn wake(&self) {
        self.0.notify_one();
    }
}

/// Waits until one of the followers has something to send, or has ended, and gives that of all, by their index. Empty: nothing
/// came until `over`. Ended followers are given once; the caller doesn't pass them again. Not cancel safe: what was read for one
/// follower counts as sent.
pub(crate) async fn wait(
    line: &PollLine,
    followers: &mut [Follower],
    over: impl Future<Output = ()>,
) -> Vec<(usize, Result<CaughtUp, Ended>)> {
    let mut over = pin!(over);
    loop {
        let mut answers = Vec::new();
        for (index, follower) in followers.iter_mut().enumerate() {
            match look(follower).await {
                Ok(Some(caught_up)) => answers.push((index, Ok(caught_up))),
                Ok(None) => {}
                Err(ended) => answers.push((index, Err(ended))),
            }
        }
        // What came while the others were looked at left its wake-up.
        if !answers.is_empty() {
            return answers;
        }
        tokio::select! {
            () = line.0.notified() => {}
            () = &mut over => return answers,
        }
    }
}

/// What a follower has to send; none where it is live.
async fn look(follower: &mut Follower) -> Result<Option<CaughtUp>, Ended> {
    loop {
        if let Some(ended) = follower.ended() {
            return Err(ended);
        }
        if !follower.is_behind() {
            return Ok(None);
        }
        let caught_up = follower.catch_up().await?;
        if !caught_up.is_empty() {
            return Ok(Some(caught_up));
        }
        if follower.resume()? {
            return Ok(None);
        }
    }
}
