//! Follows the states of spaces, and posts to the circle's board, over any number of connections.

mod end;
mod poll;
mod run;
mod shared;
mod socket;
mod spaces;

use std::{sync::Arc, time::Duration};

use tokio::{sync::mpsc, task::JoinHandle};
use traceboard_position::Position;
use traceboard_protocol::{Draft, Following, ServerFrame, SpaceId};

use crate::{Backoff, Chance, Outbox, OutboxError, Session, system_chance};
use run::Run;
use shared::Shared;
use spaces::Spaces;

pub use end::End;
pub use spaces::TooManySpaces;

/// How many events may wait for the caller. When it is full nothing is read, and the server merges what comes
/// meanwhile.
pub const EVENTS_MAX: usize = 256;
/// The first wait after a lost connection, about.
pub const WAIT_FIRST: Duration = Duration::from_millis(500);
/// The longest wait: a phone in a pocket costs the server two tries a minute.
pub const WAIT_LONGEST: Duration = Duration::from_secs(30);
/// After a connection that lasted this long the next loss begins with a short wait.
const GOOD_AFTER: Duration = Duration::from_secs(10);

/// The transport of states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Carrier {
    /// A websocket.
    #[default]
    Socket,
    /// Long polls, as pages use when no socket can be opened.
    LongPoll,
}

/// An event for the caller.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A frame of the server. States of a space come in order and without a gap, over all connections. After `anew`
    /// none of that space come until [`Live::follow_space`]. `ack` and `refused` are in the outbox already. `welcome`
    /// begins each socket; long polls have none.
    Frame(Box<ServerFrame>),
    /// The connection is lost; the next try begins after a while.
    Lost {
        /// Why, in words.
        why: String,
        /// The time until then.
        back_in: Duration,
    },
}

/// The settings of a client.
#[derive(Default)]
pub struct Settings {
    /// The transport of states.
    pub carrier: Carrier,
    /// Drafts to send from the start.
    pub outbox: Outbox,
    /// Randomness for waits; default the system's.
    pub chance: Option<Chance>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { carrier, outbox, chance: _ } = self;
        f.debug_struct("Settings").field("carrier", carrier).field("outbox", outbox).finish_non_exhaustive()
    }
}

/// A task that follows states, until this is dropped.
#[derive(Debug)]
pub struct Live {
    events: mpsc::Receiver<Result<Event, End>>,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
    ended: Option<End>,
}

impl Live {
    /// Follows the circle's board from right after a position, over a socket. Without a position the server answers `anew`:
    /// take a snapshot, and follow from there. Needs a Tokio runtime.
    #[must_use]
    pub fn follow(session: &Session, after: Option<Position>) -> Self {
        Self::follow_with(session, after, Settings::default())
    }

    /// As [`Live::follow`], by another carrier, with an outbox that holds something already, or with randomness of the caller's.
    #[must_use]
    pub fn follow_with(session: &Session, after: Option<Position>, settings: Settings) -> Self {
        let circle = SpaceId(session.circle.0);
        let mut spaces = Spaces::default();
        // The first space always has room.
        let _ = spaces.follow(circle, after);
        Self::begin(session, circle, spaces, settings)
    }

    /// Follows nothing yet: to post only, or until [`Live::follow_space`].
    #[must_use]
    pub fn connect(session: &Session, settings: Settings) -> Self {
        Self::begin(session, SpaceId(session.circle.0), Spaces::default(), settings)
    }

    fn begin(session: &Session, circle: SpaceId, spaces: Spaces, settings: Settings) -> Self {
        let shared = Arc::new(Shared::new(circle, settings.outbox, spaces));
        let (tell, events) = mpsc::channel(EVENTS_MAX);
        let run = Run {
            session: session.clone(),
            carrier: settings.carrier,
            shared: Arc::clone(&shared),
            tell,
            backoff: Backoff::new(WAIT_FIRST, WAIT_LONGEST, settings.chance.unwrap_or_else(system_chance)),
        };
        Self { events, shared, task: tokio::spawn(run.run()), ended: None }
    }

    /// Waits for the next event. Cancel safe.
    ///
    /// # Errors
    /// [`End`]; every later call returns the same.
    pub async fn next(&mut self) -> Result<Event, End> {
        if let Some(end) = &self.ended {
            return Err(end.clone());
        }
        let next = self.events.recv().await;
        let next = next.unwrap_or_else(|| Err(End::Address("the task that followed it is gone".to_owned())));
        self.ended = next.as_ref().err().cloned();
        next
    }

    /// Follows one more space, or again one that was answered with `anew`, from the position of its snapshot. A space
    /// that is followed already stays as it is.
    ///
    /// # Errors
    /// [`TooManySpaces`].
    pub fn follow_space(&self, Following { space, after }: Following) -> Result<(), TooManySpaces> {
        self.shared.spaces().follow(space, after)?;
        self.shared.changed.notify_one();
        Ok(())
    }

    /// Stops following a space.
    pub fn unfollow(&self, space: SpaceId) {
        self.shared.spaces().unfollow(space);
        self.shared.changed.notify_one();
    }

    /// Puts a draft for the circle's board into the outbox; it is sent as soon as possible, and again until it is
    /// answered.
    ///
    /// # Errors
    /// [`OutboxError`].
    pub fn post(&self, draft: Draft) -> Result<(), OutboxError> {
        self.shared.outbox().add(draft)?;
        self.shared.changed.notify_one();
        Ok(())
    }

    /// Reads or changes the outbox: refused drafts can be sent again or discarded.
    pub fn outbox<T>(&self, look: impl FnOnce(&mut Outbox) -> T) -> T {
        let seen = look(&mut self.shared.outbox());
        self.shared.changed.notify_one();
        seen
    }

    /// The position up to which a space was read from the server. Its events may still wait for [`Live::next`].
    #[must_use]
    pub fn position(&self, space: SpaceId) -> Option<Position> {
        self.shared.spaces().position(space)
    }

    /// Ends, and returns the outbox with all unanswered drafts.
    #[must_use]
    pub fn end(self) -> Outbox {
        self.task.abort();
        std::mem::take(&mut self.shared.outbox())
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.task.abort();
    }
}
