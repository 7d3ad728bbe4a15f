//! Whether publications arrive: the store publishes a canary over the connection for appends, and receives it over the
//! one for publications.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use ::redis::cmd;
use tokio::{
    sync::Notify,
    time::{MissedTickBehavior, interval, timeout},
};

use super::{keys::canary_channel, link::Link, listen::Subscriptions};
use crate::{Publication, Publishing};

/// How often a canary is published.
const CANARY_EVERY: Duration = Duration::from_secs(1);
/// Without a canary for longer, publications count as not arriving. A canary that took longer does not count.
const CANARY_AGE_MAX: Duration = Duration::from_secs(3);

/// The state of the canaries.
pub(super) struct Pulse {
    pub(super) channel: String,
    /// The store's own.
    pub(super) nonce: u64,
    /// Wakes the publishing task at once.
    pub(super) now: Notify,
    /// Canaries carry their time, in milliseconds after this.
    began: Instant,
    arrives: AtomicBool,
    state: Mutex<State>,
}

struct State {
    canary_at: Instant,
    /// Whether subscribers got `Missed`, and every canary since has arrived.
    missed_sent: bool,
}

impl Pulse {
    pub(super) fn new(nonce: u64) -> Self {
        Self {
            channel: canary_channel(nonce),
            nonce,
            now: Notify::new(),
            began: Instant::now(),
            arrives: AtomicBool::new(false),
            state: Mutex::new(State { canary_at: Instant::now(), missed_sent: false }),
        }
    }

    pub(super) fn publishing(&self) -> Publishing {
        if self.arrives.load(Ordering::Acquire) { Publishing::Arrives } else { Publishing::Fails }
    }

    /// Notes a received canary; true if subscribers have to get `Missed`.
    pub(super) fn on_canary(&self, canary: &[u8]) -> bool {
        let sent = std::str::from_utf8(canary).ok().and_then(|ms| ms.parse().ok()).map(Duration::from_millis);
        if sent.is_none_or(|sent| self.began.elapsed().saturating_sub(sent) > CANARY_AGE_MAX) {
            return false;
        }
        let mut state = self.lock();
        state.canary_at = Instant::now();
        let missed_sent = std::mem::replace(&mut state.missed_sent, true);
        self.arrives.store(true, Ordering::Release);
        !missed_sent
    }

    /// The connection is back, and subscribers got `Missed`.
    pub(super) fn connected(&self) {
        self.lock().missed_sent = true;
        self.now.notify_one();
    }

    /// Notes that publications do not arrive; true if they did until now.
    pub(super) fn lost(&self) -> bool {
        self.lock().missed_sent = false;
        self.arrives.swap(false, Ordering::AcqRel)
    }

    fn is_silent(&self) -> bool {
        self.arrives.load(Ordering::Acquire) && self.lock().canary_at.elapsed() > CANARY_AGE_MAX
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Publishes canaries until the store is dropped. If they stop arriving, subscribers get `Missed` and read heads from
/// then on.
pub(super) async fn publish_canaries(link: Weak<Link>, subscriptions: Arc<Subscriptions>) {
    let pulse = &subscriptions.pulse;
    let mut ticks = interval(CANARY_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = pulse.now.notified() => {}
        }
        let Some(link) = link.upgrade() else { return };
        let mut publish = cmd("SPUBLISH");
        publish.arg(&pulse.channel).arg(pulse.began.elapsed().as_millis().to_string());
        // The canary itself shows whether this worked; a failed write before it may have lost a publication too.
        if !matches!(timeout(CANARY_EVERY, link.query(&publish)).await, Ok(Ok(_))) {
            pulse.lock().missed_sent = false;
        }
        if pulse.is_silent() && pulse.lost() {
            tracing::warn!("publications of Redis don't arrive, so heads are read instead");
            subscriptions.publications.send_all(&Publication::Missed);
            subscriptions.renew.notify_one();
        }
    }
}
