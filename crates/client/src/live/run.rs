//! The task that follows: one connection after the other, with waits between them.

use std::{convert::Infallible, sync::Arc};

use tokio::{
    sync::mpsc::{self, Permit},
    time::Instant,
};
use traceboard_protocol::{ClientFrame, ServerFrame};

use super::{
    Carrier, End, Event, GOOD_AFTER,
    shared::{Heard, Shared},
    socket::{Lost, Next, Socket},
};
use crate::{Backoff, Session};

/// What the caller is told, one by one.
pub(super) type Told = Result<Event, End>;

pub(super) struct Run {
    pub(super) session: Session,
    pub(super) carrier: Carrier,
    pub(super) shared: Arc<Shared>,
    pub(super) tell: mpsc::Sender<Told>,
    pub(super) backoff: Backoff,
}

/// How far a connection came.
#[derive(Default)]
pub(super) struct Progress {
    /// When the server answered first.
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
            let (why, told) = match lost {
                Lost::For { why, told } => (why, told),
                Lost::Ended(end) => {
                    // The caller may be gone; then nobody needs to know.
                    let _ = self.tell.send(Err(end)).await;
                    return;
                }
                Lost::Unheard => return,
            };
            let back_in = match told {
                Some(told) => self.backoff.wait_as_told(told),
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
                let frames = self.shared.spaces().take_untold();
                for frame in frames {
                    socket.say(&frame).await?;
                }
            }
            if may_post {
                for draft in self.shared.to_post() {
                    socket.say(&ClientFrame::Post { space: None, draft: Box::new(draft) }).await?;
                }
            }
            tokio::select! {
                // The socket is read only while there is room for what it says.
                next = async {
                    let room = self.tell.reserve().await.map_err(|_| Lost::Unheard)?;
                    Ok::<_, Lost>((room, socket.next().await?))
                } => match next? {
                    (room, Next::Frame(frame)) => {
                        if matches!(*frame, ServerFrame::Welcome { .. }) {
                            progress.good_since.get_or_insert_with(Instant::now);
                            may_post = !self.shared.awaits_term();
                        }
                        may_post |= self.shared.tells_term(&frame);
                        self.shared.pass_on(room, frame)?;
                    }
                    (_, Next::Beat) => socket.say(&ClientFrame::Beat).await?,
                },
                () = self.shared.changed.notified() => {}
                () = self.shared.put_off(), if may_post => {}
            }
        }
    }
}

impl Shared {
    /// Keeps what a frame says, and tells the caller.
    pub(super) fn pass_on(&self, room: Permit<'_, Told>, frame: Box<ServerFrame>) -> Result<(), Lost> {
        match self.hear(&frame) {
            Heard::Stale => Ok(()),
            Heard::News => {
                room.send(Ok(Event::Frame(frame)));
                Ok(())
            }
            Heard::Last(lost) => {
                room.send(Ok(Event::Frame(frame)));
                Err(lost)
            }
        }
    }
}
