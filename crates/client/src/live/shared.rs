//! The state shared by the caller and the client's task, and what each frame changes in it.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};
use traceboard_protocol::{Draft, Following, Problem, ServerFrame, SpaceId};

use super::{End, WAIT_FIRST, WAIT_LONGEST, socket::Lost, spaces::Spaces};
use crate::Outbox;

#[derive(Debug)]
pub(super) struct Shared {
    pub(super) outbox: Mutex<Outbox>,
    pub(super) spaces: Mutex<Spaces>,
    /// Notified when the outbox or the spaces changed.
    pub(super) changed: Notify,
    /// The tag of the last `own_pods` frame, which polls send back.
    pub(super) known: Mutex<Option<String>>,
    /// The space of the circle's own board, to which posts go.
    circle: SpaceId,
}

/// What the task does after a frame.
#[derive(Debug)]
pub(super) enum FrameEffect {
    /// Forwards it to the caller.
    Forward,
    /// Drops it: its space is no longer followed.
    Stale,
    /// Forwards it, and ends the connection.
    ForwardAndEnd(Lost),
}

impl Shared {
    pub(super) fn new(circle: SpaceId, outbox: Outbox, spaces: Spaces) -> Self {
        Self { outbox: outbox.into(), spaces: spaces.into(), changed: Notify::new(), known: Mutex::default(), circle }
    }

    pub(super) fn spaces(&self) -> MutexGuard<'_, Spaces> {
        lock(&self.spaces)
    }

    pub(super) fn outbox(&self) -> MutexGuard<'_, Outbox> {
        lock(&self.outbox)
    }

    /// The tag of the last `own_pods` frame; `none` before the first.
    pub(super) fn known(&self) -> String {
        lock(&self.known).clone().unwrap_or_else(|| "none".to_owned())
    }

    /// The spaces that a new connection follows.
    pub(super) fn begin(&self) -> Vec<Following> {
        self.outbox().lost();
        self.spaces().begin()
    }

    /// Whether posting has to wait for the first frame of the circle's space: its term decides which acked drafts have
    /// to be sent again first.
    pub(super) fn awaits_term(&self) -> bool {
        self.spaces().follows(self.circle)
    }

    /// Whether a frame ends that wait.
    pub(super) fn has_term(&self, frame: &ServerFrame) -> bool {
        match frame {
            ServerFrame::States { space, .. } | ServerFrame::Anew { space, .. } | ServerFrame::Closed { space, .. } => {
                *space == self.circle
            }
            _ => false,
        }
    }

    /// The drafts that may go now, in order; at most [`PIPELINE_MAX`](crate::PIPELINE_MAX).
    pub(super) fn to_post(&self) -> Vec<Draft> {
        let (mut outbox, now) = (self.outbox(), Instant::now());
        std::iter::from_fn(|| outbox.send(now)).collect()
    }

    /// Done once drafts that were put off may go; never where there are none.
    pub(super) async fn put_off(&self) {
        let later = self.outbox().not_before().filter(|at| *at > Instant::now());
        match later {
            Some(at) => sleep_until(at).await,
            None => std::future::pending().await,
        }
    }

    /// Applies a frame.
    pub(super) fn apply(&self, frame: &ServerFrame) -> FrameEffect {
        let now = Instant::now();
        match frame {
            ServerFrame::States { space, states } => {
                let mut spaces = self.spaces();
                if !spaces.follows(*space) {
                    return FrameEffect::Stale;
                }
                spaces.reached(*space, states.to);
                drop(spaces);
                if *space == self.circle {
                    self.outbox().reached(states.to, now);
                }
            }
            // It belongs to the circle, whichever spaces are followed.
            ServerFrame::OwnPods { known, .. } => *lock(&self.known) = Some(known.clone()),
            ServerFrame::Mine { space, .. } | ServerFrame::Presence { space, .. } => {
                if !self.spaces().follows(*space) {
                    return FrameEffect::Stale;
                }
            }
            ServerFrame::Anew { space, .. } => {
                let mut spaces = self.spaces();
                if !spaces.follows(*space) {
                    return FrameEffect::Stale;
                }
                spaces.halt(*space);
            }
            ServerFrame::Closed { space, code, message } => {
                let (retry, message) = (code.row().retry, message.clone());
                if !self.spaces().follows(*space) {
                    return FrameEffect::Stale;
                }
                if retry && self.spaces().len() == 1 {
                    return FrameEffect::ForwardAndEnd(Lost::For { why: message, retry_after: None });
                }
                if self.spaces().closed(*space) {
                    let problem = Problem { code: *code, message, retry, retry_after_ms: None };
                    return FrameEffect::ForwardAndEnd(Lost::Ended(End::refused(problem)));
                }
            }
            ServerFrame::Ack { id, position, .. } => self.outbox().acked(*id, *position, now),
            ServerFrame::Refused { id, code, message, retry, retry_after_ms } => {
                let mut outbox = self.outbox();
                if *retry {
                    let wait = retry_after_ms.map_or(WAIT_FIRST, Duration::from_millis).min(WAIT_LONGEST);
                    outbox.put_off(*id, now + wait);
                } else {
                    outbox.refused(*id, *code, message.clone());
                }
            }
            ServerFrame::Reload => return FrameEffect::ForwardAndEnd(Lost::Ended(End::Outdated)),
            ServerFrame::Welcome { .. } | ServerFrame::Beat { .. } | ServerFrame::Error { .. } => {}
        }
        FrameEffect::Forward
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
