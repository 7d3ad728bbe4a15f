//! The client's task: one connection after the other, with waits between them.

use std::{convert::Infallible, sync::Arc};

use tokio::{
    sync::mpsc::{self, Permit},
    time::Instant,
};
use traceboard_protocol::{ClientFrame, ServerFrame};

use super::{
    Carrier, End, Event, GOOD_AFTER,
    shared::{FrameEffect, Shared},
    socket::{Lost, Next, Socket},
};
use crate::{Backoff, Session};

/// An item of the channel to the caller.
pub(super) type EventOrEnd = Result<Event, End>;

pub(super) struct Run {
    pub(super) session: Session,
    pub(super) carrier: Carrier,
    pub(super) shared: Arc<Shared>,
    pub(super) tell: mpsc::Sender<EventOrEnd>,
    pub(super) backoff: Backoff,
}

/// The progress of one connection.
#[derive(Default)]
pub(super) struct Progress {
    /// When the server first answered.
    pub(super) good_since: Option<Instant>,
}

impl Run {
    pub(super) async fn run(mut self) {
        loop {
            let mut progress = Progress::default();
            let ended = match self.carrier {
                Carrier::Socket => Box::pin(self.socket(&mut progress)).await,
                Carrier::LongPoll => Box::pin(self.poll(&mut progress)).await,
            };
            let lost = match ended {
                Ok(never) => match never {},
                Err(lost) => lost,
            };
            self.shared.outbox().lost();
            if progress.good_since.is_some_and(|since| since.elapsed() > GOOD_AFTER) {
                self.backoff.reset();
            }
            let (why, retry_after) = match lost {
                Lost::For { why, retry_after } => (why, retry_after),
                Lost::Ended(end) => {
                    // If the caller is gone, nobody needs the error.
                    let _ = self.tell.send(Err(end)).await;
                    return;
                }
                Lost::CallerGone => return,
            };
            let back_in = match retry_after {
                Some(wait) => self.backoff.wait_at_least(wait),
                None => self.backoff.wait(),
            };
            tracing::debug!(circle.id = %self.session.circle, %why, ?back_in, "lost the board; coming back");
            if self.tell.send(Ok(Event::Lost { why, back_in })).await.is_err() {
                return;
            }
            tokio::time::sleep(back_in).await;
        }
    }

    /// One socket, from its beginning until it is lost.
    async fn socket(&mut self, progress: &mut Progress) -> Result<Infallible, Lost> {
        let spaces = self.shared.begin();
        let mut socket = Socket::connect(&self.session, spaces).await?;
        let mut may_post = false;
        loop {
            if progress.good_since.is_some() {
                let frames = self.shared.spaces().pending_frames();
                for frame in frames {
                    socket.send(&frame).await?;
                }
            }
            if may_post {
                for draft in self.shared.to_post() {
                    socket.send(&ClientFrame::Post { space: None, draft: Box::new(draft) }).await?;
                }
            }
            tokio::select! {
                // The socket is read only while the channel has room.
                next = async {
                    let room = self.tell.reserve().await.map_err(|_| Lost::CallerGone)?;
                    Ok::<_, Lost>((room, socket.next().await?))
                } => match next? {
                    (room, Next::Frame(frame)) => {
                        if matches!(*frame, ServerFrame::Welcome { .. }) {
                            progress.good_since.get_or_insert_with(Instant::now);
                            may_post = !self.shared.awaits_term();
                        }
                        may_post |= self.shared.has_term(&frame);
                        self.shared.pass_on(room, frame)?;
                    }
                    (_, Next::Beat) => socket.send(&ClientFrame::Beat).await?,
                },
                () = self.shared.changed.notified() => {}
                () = self.shared.put_off(), if may_post => {}
            }
        }
    }
}

impl Shared {
    /// Applies a frame, and forwards it to the caller.
    pub(super) fn pass_on(&self, room: Permit<'_, EventOrEnd>, frame: Box<ServerFrame>) -> Result<(), Lost> {
        match self.apply(&frame) {
            FrameEffect::Stale => Ok(()),
            FrameEffect::Forward => {
                room.send(Ok(Event::Frame(frame)));
                Ok(())
            }
            FrameEffect::ForwardAndEnd(lost) => {
                room.send(Ok(Event::Frame(frame)));
                Err(lost)
            }
        }
    }
}
