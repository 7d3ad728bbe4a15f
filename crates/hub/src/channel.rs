//! A channel: the followers of one space.

use std::{
    fmt,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use bytes::Bytes;
use tokio::{
    sync::{Notify, mpsc, watch},
    time::Instant,
};
use tokio_util::sync::{CancellationToken, DropGuard};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{
    Ended, FollowError, Follower, Frame, Identity, Kind, Line, Source,
    cache::Cache,
    cursor::Cursor,
    hub,
    registration::{Occupancy, Registration},
    subscriber::Subscriber,
};

/// After so many departures the publisher frees what it holds for followers that left.
const LEFT_MAX: usize = 64;

/// A space's followers, and the task that publishes to them. Clones are the same channel; it is closed with the last clone
/// and the last follower, or by [`Channel::close`].
#[derive(Clone)]
pub struct Channel {
    pub(crate) inner: Arc<Inner>,
    pub(crate) _open: Arc<DropGuard>,
}

/// Wakes a channel's publisher. It keeps neither the channel nor its source alive, so a source may own one.
#[derive(Clone, Debug, Default)]
pub struct Notifier(pub(crate) Arc<Notify>);

impl Notifier {
    /// Call it when rows or rights changed. Cheap: calls during a round of writes are merged into one next round.
    pub fn notify(&self) {
        self.0.notify_one();
    }
}

pub(crate) struct Inner {
    pub(crate) space: Uuid,
    pub(crate) hub: Arc<hub::Inner>,
    pub(crate) source: Arc<dyn Source>,
    pub(crate) notifier: Notifier,
    pub(crate) cache: Cache,
    pub(crate) occupancy: watch::Sender<Occupancy>,
    /// How many followers wait for a position that may come without rows.
    pub(crate) awaiting: Arc<AtomicUsize>,
    pub(crate) stop: CancellationToken,
    signals: mpsc::Sender<Bytes>,
    /// For each audience, up to where its rows were published.
    pub(crate) cursors: Mutex<Vec<Cursor>>,
    /// Followers that the publisher has not added yet.
    joined: Mutex<Vec<Arc<Subscriber>>>,
    left: AtomicUsize,
    /// Whether a round of writes, or the rest after it, is under way. A follower whose post is acked meanwhile catches
    /// up by itself.
    pub(crate) writing: AtomicBool,
    /// Followers that are live, but further than what was published to their audience.
    pub(crate) ahead: Mutex<Vec<Arc<Subscriber>>>,
    /// The last presence frame, and its number from 1.
    presence: Mutex<(u64, Option<Frame>)>,
}

impl Channel {
    /// Wakes the publisher; see [`Notifier::notify`].
    pub fn notify(&self) {
        self.inner.notifier.notify();
    }

    /// A notifier that does not keep the channel open.
    #[must_use]
    pub fn notifier(&self) -> Notifier {
        self.inner.notifier.clone()
    }

    /// Follows the space from a position on. The follower begins behind: its task calls [`Follower::catch_up`] at once,
    /// which fails if the source has no states from that position on.
    ///
    /// # Errors
    /// [`FollowError`].
    pub fn follow(
        &self,
        identity: Identity,
        line: Arc<dyn Line>,
        kind: Kind,
        after: Position,
    ) -> Result<Follower, FollowError> {
        let inner = &self.inner;
        if inner.stop.is_cancelled() {
            return Err(Ended::Unavailable.into());
        }
        let rights = inner.source.rights();
        let audience = inner.source.audience_of(&identity)?;
        let registration = Registration::new(inner, identity.member)?;
        inner.add_cursor(audience);
        let ticket = registration.ticket;
        let subscriber =
            Subscriber::new((identity, line, kind), (audience, rights), after, ticket, Arc::clone(&inner.awaiting));
        let subscriber = Arc::new(subscriber);
        lock(&inner.joined).push(Arc::clone(&subscriber));
        let follower = Follower::new(subscriber, self.clone(), registration);
        // A follower added after the publisher ended would never be told.
        if inner.stop.is_cancelled() { Err(Ended::Unavailable.into()) } else { Ok(follower) }
    }

    /// Receives what another server sent with [`Source::signal`].
    pub fn receive_signal(&self, signal: Bytes) {
        // Signals are lossy; the next announcement mends what is dropped here.
        let _ = self.inner.signals.try_send(signal);
    }

    /// Drops all cached states, because words in them were erased. Rows of later positions need no such call: they are
    /// read anew.
    pub fn forget_frames(&self) {
        self.inner.cache.clear();
    }

    /// Since when there is no follower; `None` while there is one.
    #[must_use]
    pub fn idle_since(&self) -> Option<Instant> {
        self.inner.occupancy.borrow().idle_since
    }

    /// How many follow.
    #[must_use]
    pub fn followers(&self) -> usize {
        self.inner.occupancy.borrow().total
    }

    /// Ends all followers with [`Ended::Unavailable`], and the publisher.
    pub fn close(&self) {
        self.inner.stop.cancel();
    }
}

impl Inner {
    /// A channel's shared state, and the receiver of its signals.
    pub(crate) fn new(
        space: Uuid,
        source: Arc<dyn Source>,
        hub: Arc<hub::Inner>,
        stop: CancellationToken,
    ) -> (Self, mpsc::Receiver<Bytes>) {
        let (signals, signals_in) = mpsc::channel(crate::SIGNALS_WAITING_MAX);
        let inner = Self {
            space,
            hub,
            source,
            notifier: Notifier::default(),
            cache: Cache::default(),
            occupancy: watch::Sender::new(Occupancy::new()),
            awaiting: Arc::default(),
            stop,
            signals,
            cursors: Mutex::default(),
            joined: Mutex::default(),
            left: AtomicUsize::new(0),
            writing: AtomicBool::new(false),
            ahead: Mutex::default(),
            presence: Mutex::default(),
        };
        (inner, signals_in)
    }

    pub(crate) fn presence(&self) -> (u64, Option<Frame>) {
        lock(&self.presence).clone()
    }

    /// Sets the presence frame, for the next round to offer.
    pub(crate) fn set_presence(&self, frame: Frame) {
        let mut presence = lock(&self.presence);
        *presence = (presence.0 + 1, Some(frame));
        drop(presence);
        self.notifier.notify();
    }

    /// The followers that joined since the last call.
    pub(crate) fn drain_joined(&self) -> Vec<Arc<Subscriber>> {
        std::mem::take(&mut lock(&self.joined))
    }

    /// Counts a follower that left.
    pub(crate) fn left(&self) {
        if self.left.fetch_add(1, Ordering::AcqRel) + 1 >= LEFT_MAX {
            self.notifier.notify();
        }
    }

    /// Whether enough followers left to be worth a walk through all.
    pub(crate) fn many_left(&self) -> bool {
        let many = self.left.load(Ordering::Acquire) >= LEFT_MAX;
        if many {
            self.left.store(0, Ordering::Release);
        }
        many
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No code that holds one of these locks leaves a change half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel").field("space", &self.inner.space).finish_non_exhaustive()
    }
}
