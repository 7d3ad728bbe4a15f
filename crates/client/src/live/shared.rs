//! What the caller and the task that follows share, and what each frame changes in it.

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
    /// Something was added to the outbox, or the spaces changed.
    pub(super) changed: Notify,
    /// What was told of the reader's own pods: polls send it back.
    pub(super) known: Mutex<Option<String>>,
    /// The space of the circle's own board, to which posts go.
    circle: SpaceId,
}

/// What a frame means for the task.
#[derive(Debug)]
pub(super) enum Heard {
    /// The caller is told of it.
    News,
    /// It is of a space that is followed no more.
    Stale,
    /// The caller is told, and the connection is over.
    Last(Lost),
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

    /// What was told of the reader's own pods; `none` before anything was.
    pub(super) fn known(&self) -> String {
        lock(&self.known).clone().unwrap_or_else(|| "none".to_owned())
    }

    /// A connection begins: what it follows.
    pub(super) fn begin(&self) -> Vec<Following> {
        self.outbox().lost();
        self.spaces().begin()
    }

    /// Whether posting has to wait for the first frame of the circle's space: it tells the log's term, and what that may
    /// lack goes before all else.
    pub(super) fn awaits_term(&self) -> bool {
        self.spaces().follows(self.circle)
    }

    /// Whether a frame ends that wait.
    pub(super) fn tells_term(&self, frame: &ServerFrame) -> bool {
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

    /// Keeps what a frame says.
    pub(super) fn hear(&self, frame: &ServerFrame) -> Heard {
        let now = Instant::now();
        match frame {
            ServerFrame::States { space, states } => {
                let mut spaces = self.spaces();
                if !spaces.follows(*space) {
                    return Heard::Stale;
                }
                spaces.reached(*space, states.to);
                drop(spaces);
                if *space == self.circle {
                    self.outbox().reached(states.to, now);
                }
            }
            // Of the circle, whichever of its spaces are followed.
            ServerFrame::OwnPods { known, .. } => *lock(&self.known) = Some(known.clone()),
            ServerFrame::Mine { space, .. } | ServerFrame::Presence { space, .. } => {
                if !self.spaces().follows(*space) {
                    return Heard::Stale;
                }
            }
            ServerFrame::Anew { space, .. } => {
                let mut spaces = self.spaces();
                if !spaces.follows(*space) {
                    return Heard::Stale;
                }
                spaces.halt(*space);
            }
            ServerFrame::Closed { space, code, message } => {
                let (retry, message) = (code.row().retry, message.clone());
                if !self.spaces().follows(*space) {
                    return Heard::Stale;
                }
                if retry && self.spaces().len() == 1 {
                    return Heard::Last(Lost::For { why: message, told: None });
                }
                if self.spaces().over(*space) {
                    let problem = Problem { code: *code, message, retry, retry_after_ms: None };
                    return Heard::Last(Lost::Ended(End::refused(problem)));
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
            ServerFrame::Reload => return Heard::Last(Lost::Ended(End::Outdated)),
            ServerFrame::Welcome { .. } | ServerFrame::Beat { .. } | ServerFrame::Error { .. } => {}
        }
        Heard::News
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
