//! One space's followers.

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
    Ended, FollowError, Follower, Frame, Kind, Line, Source, Who,
    cache::Cache,
    hub,
    lane::Lane,
    place::Stand,
    seat::{Seat, Seats},
};

/// How many followers may have left before the publisher lets go of what it held of them.
const LEFT_MAX: usize = 64;

/// A space's followers, and the task that publishes to them. Clones are the same channel; it is closed with the last clone
/// and the last follower, or by [`Channel::close`].
#[derive(Clone)]
pub struct Channel {
    pub(crate) inner: Arc<Inner>,
    pub(crate) _open: Arc<DropGuard>,
}

/// Tells a channel that there is news. Keeps neither the channel nor its source open, so a source may own it.
#[derive(Clone, Debug, Default)]
pub struct Notifier(pub(crate) Arc<Notify>);

impl Notifier {
    /// There is something new: rows, or other rights. Cheap; what is told while a round of writes is under way goes together
    /// in the next.
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
    pub(crate) seats: watch::Sender<Seats>,
    /// How many followers wait for a position that may come without rows.
    pub(crate) owing: Arc<AtomicUsize>,
    pub(crate) stop: CancellationToken,
    signals: mpsc::Sender<Bytes>,
    /// Up to where each audience's rows were published.
    pub(crate) lanes: Mutex<Vec<Lane>>,
    /// Those whom the publisher doesn't know yet.
    joined: Mutex<Vec<Arc<Stand>>>,
    left: AtomicUsize,
    /// Whether a round of writes is under way, or the rest after one: whoever is acked then passes it by.
    pub(crate) writing: AtomicBool,
    /// Those who went live beyond what was published to their audience.
    pub(crate) ahead: Mutex<Vec<Arc<Stand>>>,
    /// The last presence frame, and its number from 1.
    presence: Mutex<(u64, Option<Frame>)>,
}

impl Channel {
    /// There is something new; see [`Notifier::notify`].
    pub fn news(&self) {
        self.inner.notifier.notify();
    }

    /// What tells of news without keeping the channel open.
    #[must_use]
    pub fn notifier(&self) -> Notifier {
        self.inner.notifier.clone()
    }

    /// Follows the space from a position on. The follower begins behind: its task calls [`Follower::catch_up`] at once,
    /// which also tells whether anything can be told from that position.
    ///
    /// # Errors
    /// [`FollowError`].
    pub fn follow(&self, who: Who, line: Arc<dyn Line>, kind: Kind, after: Position) -> Result<Follower, FollowError> {
        let inner = &self.inner;
        if inner.stop.is_cancelled() {
            return Err(Ended::Unavailable.into());
        }
        let rights = inner.source.rights();
        let audience = inner.source.standing(&who)?;
        let seat = Seat::take(inner, who.member)?;
        inner.add_lane(audience);
        let ticket = seat.ticket;
        let stand = Stand::new((who, line, kind), (audience, rights), after, ticket, Arc::clone(&inner.owing));
        let stand = Arc::new(stand);
        lock(&inner.joined).push(Arc::clone(&stand));
        let follower = Follower::new(stand, self.clone(), seat);
        // One that came while the publisher ended would never hear of it.
        if inner.stop.is_cancelled() { Err(Ended::Unavailable.into()) } else { Ok(follower) }
    }

    /// Takes in what another server sent with [`Source::signal`].
    pub fn heard(&self, signal: Bytes) {
        // Signals are lossy; the next announcement mends what is dropped here.
        let _ = self.inner.signals.try_send(signal);
    }

    /// Forgets all merged states that were kept: words that they quote were erased. Rows that a later position brings are
    /// read anew without it.
    pub fn forget_frames(&self) {
        self.inner.cache.forget();
    }

    /// Since when nobody follows; none while somebody does.
    #[must_use]
    pub fn idle_since(&self) -> Option<Instant> {
        self.inner.seats.borrow().idle_since
    }

    /// How many follow.
    #[must_use]
    pub fn followers(&self) -> usize {
        self.inner.seats.borrow().total
    }

    /// Ends all followers with [`Ended::Unavailable`], and the publisher.
    pub fn close(&self) {
        self.inner.stop.cancel();
    }
}

impl Inner {
    /// A channel's inside, and where its signals arrive.
    pub(crate) fn new(
        space: Uuid,
        source: Arc<dyn Source>,
        hub: Arc<hub::Inner>,
        stop: CancellationToken,
    ) -> (Self, mpsc::Receiver<Bytes>) {
        let (signals, heard) = mpsc::channel(crate::SIGNALS_WAITING_MAX);
        let inner = Self {
            space,
            hub,
            source,
            notifier: Notifier::default(),
            cache: Cache::default(),
            seats: watch::Sender::new(Seats::new()),
            owing: Arc::default(),
            stop,
            signals,
            lanes: Mutex::default(),
            joined: Mutex::default(),
            left: AtomicUsize::new(0),
            writing: AtomicBool::new(false),
            ahead: Mutex::default(),
            presence: Mutex::default(),
        };
        (inner, heard)
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

    /// Those who joined since the last call.
    pub(crate) fn take_joined(&self) -> Vec<Arc<Stand>> {
        std::mem::take(&mut lock(&self.joined))
    }

    /// Counts one who left.
    pub(crate) fn left(&self) {
        if self.left.fetch_add(1, Ordering::AcqRel) + 1 >= LEFT_MAX {
            self.notifier.notify();
        }
    }

    /// Whether enough left to look for them.
    pub(crate) fn take_left(&self) -> bool {
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
