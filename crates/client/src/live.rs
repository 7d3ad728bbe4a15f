//! Following a board live, and posting to it, over any number of connections.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Notify, mpsc},
    task::JoinHandle,
    time::Instant,
};
use traceboard_position::Position;
use traceboard_protocol::{Draft, Problem, ServerFrame};

use crate::{
    Backoff, Chance, Outbox, OutboxError, Session,
    socket::{Lost, Socket},
    system_chance,
};

/// How many events may wait for the caller; behind that the socket isn't read, and the server will call us slow.
pub const EVENTS_MAX: usize = 256;
/// The first wait after a lost connection, about.
pub const WAIT_FIRST: Duration = Duration::from_millis(500);
/// The longest wait: a phone in a pocket costs the server two tries a minute.
pub const WAIT_LONGEST: Duration = Duration::from_secs(30);
/// A connection that lasted this long was good: the next loss begins with a short wait.
const GOOD_AFTER: Duration = Duration::from_secs(10);

/// What happens on a board, as a client sees it.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The server said something. Entries come in order and each once, over all connections. `welcome` begins each
    /// connection. `ack` and `refused` are in the outbox already.
    Frame(Box<ServerFrame>),
    /// The connection is lost; the next try begins after a while.
    Lost {
        /// Why, in words.
        why: String,
        /// After how long.
        back_in: Duration,
    },
}

/// Why it doesn't go on by itself.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum End {
    /// The log can't be resumed from the last position: take a snapshot, and follow from there, with the same outbox.
    #[error("cannot resume the board: a snapshot is needed")]
    SnapshotNeeded,
    /// The server refused the connection, and will again.
    #[error("cannot follow the board: {}", .0.message)]
    Refused(Problem),
    /// The server closed the socket for good: the session was closed, the member removed, or too many sockets are open.
    #[error("cannot follow the board: the server closed the socket with {code} {reason}")]
    Closed {
        /// By [`traceboard_protocol::CloseCode`].
        code: u16,
        /// In words.
        reason: String,
    },
    /// The address is none that a socket can be opened to.
    #[error("cannot follow the board: {0}")]
    Address(String),
}

/// A board that is followed by a task of its own, until this is dropped.
#[derive(Debug)]
pub struct Live {
    events: mpsc::Receiver<Result<Event, End>>,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
    ended: Option<End>,
}

#[derive(Debug, Default)]
struct Shared {
    outbox: Mutex<Outbox>,
    position: Mutex<Option<Position>>,
    /// Something was added to the outbox.
    added: Notify,
}

impl Live {
    /// Follows a board from right after a position (from its first entry, where it is none). Needs a Tokio runtime.
    #[must_use]
    pub fn follow(session: &Session, after: Option<Position>) -> Self {
        Self::follow_with(session, after, Outbox::default(), system_chance())
    }

    /// As [`Live::follow`], with an outbox that may hold something already, and with randomness of the caller's.
    #[must_use]
    pub fn follow_with(session: &Session, after: Option<Position>, outbox: Outbox, chance: Chance) -> Self {
        let shared = Arc::new(Shared { outbox: outbox.into(), position: after.into(), added: Notify::new() });
        let (tell, events) = mpsc::channel(EVENTS_MAX);
        let run = Run {
            session: session.clone(),
            shared: Arc::clone(&shared),
            tell,
            backoff: Backoff::new(WAIT_FIRST, WAIT_LONGEST, chance),
        };
        Self { events, shared, task: tokio::spawn(run.run()), ended: None }
    }

    /// Waits for what comes next. Cancel safe.
    ///
    /// # Errors
    /// [`End`]; every later call gives the same.
    pub async fn next(&mut self) -> Result<Event, End> {
        if let Some(end) = &self.ended {
            return Err(end.clone());
        }
        let next = self.events.recv().await;
        let next = next.unwrap_or_else(|| Err(End::Address("the task that followed it is gone".to_owned())));
        self.ended = next.as_ref().err().cloned();
        next
    }

    /// Puts a draft into the outbox; it is sent as soon as may be, and again until it is answered.
    ///
    /// # Errors
    /// [`OutboxError`].
    pub fn post(&self, draft: Draft) -> Result<(), OutboxError> {
        lock(&self.shared.outbox).add(draft)?;
        self.shared.added.notify_one();
        Ok(())
    }

    /// Looks into the outbox, or changes it: what stands aside can be sent again or discarded.
    pub fn outbox<T>(&self, look: impl FnOnce(&mut Outbox) -> T) -> T {
        let seen = look(&mut lock(&self.shared.outbox));
        self.shared.added.notify_one();
        seen
    }

    /// The last entry that was read from the server. The events up to it may still wait for [`Live::next`].
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        *lock(&self.shared.position)
    }

    /// Ends, and gives the outbox with all that has no answer yet.
    #[must_use]
    pub fn end(self) -> Outbox {
        self.task.abort();
        std::mem::take(&mut lock(&self.shared.outbox))
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Run {
    session: Session,
    shared: Arc<Shared>,
    tell: mpsc::Sender<Result<Event, End>>,
    backoff: Backoff,
}

impl Run {
    async fn run(mut self) {
        loop {
            let mut good = None;
            let lost = match self.connection(&mut good).await {
                Ok(never) => match never {},
                Err(lost) => lost,
            };
            lock(&self.shared.outbox).lost();
            if good.is_some_and(|since: Instant| since.elapsed() > GOOD_AFTER) {
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

    /// One connection, from its beginning until it is lost.
    async fn connection(&mut self, good: &mut Option<Instant>) -> Result<std::convert::Infallible, Lost> {
        let after = *lock(&self.shared.position);
        let mut socket = Socket::connect(&self.session, after).await?;
        loop {
            if good.is_some() {
                self.shared.send(&mut socket).await?;
            }
            let later = lock(&self.shared.outbox).not_before().filter(|at| *at > Instant::now());
            let later_or_never = async {
                match later {
                    Some(at) => tokio::time::sleep_until(at).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                // The socket is read only while there is room for what it says.
                said = async {
                    let room = self.tell.reserve().await.map_err(|_| Lost::Unheard)?;
                    Ok::<_, Lost>((room, socket.read().await?))
                } => {
                    let (room, frame) = said?;
                    if self.shared.take_in(&frame) {
                        good.get_or_insert_with(Instant::now);
                    }
                    room.send(Ok(Event::Frame(Box::new(frame))));
                }
                () = self.shared.added.notified(), if good.is_some() => {}
                () = later_or_never, if good.is_some() => {}
            }
        }
    }
}

impl Shared {
    /// Sends what the outbox lets go.
    async fn send(&self, socket: &mut Socket) -> Result<(), Lost> {
        loop {
            let Some(draft) = lock(&self.outbox).send(Instant::now()) else { return Ok(()) };
            socket.post(draft).await?;
        }
    }

    /// Keeps what a frame says; tells whether it was the server's welcome.
    fn take_in(&self, frame: &ServerFrame) -> bool {
        let now = Instant::now();
        match frame {
            ServerFrame::Welcome { head, .. } => {
                lock(&self.outbox).begin(*head, now);
                return true;
            }
            ServerFrame::Entry { position, .. } => *lock(&self.position) = Some(*position),
            ServerFrame::Ack { id, position, .. } => lock(&self.outbox).acked(*id, *position, now),
            ServerFrame::Refused { id, code, message, retry, retry_after_ms } => {
                let mut outbox = lock(&self.outbox);
                if *retry {
                    let wait = retry_after_ms.map_or(WAIT_FIRST, Duration::from_millis).min(WAIT_LONGEST);
                    outbox.put_off(*id, now + wait);
                } else {
                    outbox.refused(*id, *code, message.clone());
                }
            }
            ServerFrame::CaughtUp { .. }
            | ServerFrame::Presence { .. }
            | ServerFrame::Touched { .. }
            | ServerFrame::Beat
            | ServerFrame::Error { .. } => {}
        }
        false
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
