//! Whether publications arrive: shown by a canary that the store publishes to itself, over the connection that appends go
//! over, and hears over the one that publications come by.

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

use super::{keys::canary_channel, link::Link, listen::Heard};
use crate::{Publication, Publishing};

/// How often a canary is published.
const CANARY_EVERY: Duration = Duration::from_secs(1);
/// Without a canary for longer, publications don't arrive; nor does one that was under way for longer show anything.
const HEARD_WITHIN: Duration = Duration::from_secs(3);

/// What is known of it.
pub(super) struct Pulse {
    pub(super) channel: String,
    /// The store's own.
    pub(super) nonce: u64,
    /// Asks for a canary at once, or for a look at what changed.
    pub(super) now: Notify,
    /// Canaries say when they were published: so many milliseconds after this.
    began: Instant,
    arrives: AtomicBool,
    state: Mutex<State>,
}

struct State {
    heard: Instant,
    /// All who watch were told that something may have been missed, and nothing was since: every canary was heard.
    told: bool,
}

impl Pulse {
    pub(super) fn new(nonce: u64) -> Self {
        Self {
            channel: canary_channel(nonce),
            nonce,
            now: Notify::new(),
            began: Instant::now(),
            arrives: AtomicBool::new(false),
            state: Mutex::new(State { heard: Instant::now(), told: false }),
        }
    }

    pub(super) fn publishing(&self) -> Publishing {
        if self.arrives.load(Ordering::Acquire) { Publishing::Arrives } else { Publishing::Fails }
    }

    /// A canary was heard. Says whether those who watch have to be told that something may have been missed.
    pub(super) fn heard(&self, canary: &[u8]) -> bool {
        let sent = std::str::from_utf8(canary).ok().and_then(|ms| ms.parse().ok()).map(Duration::from_millis);
        if sent.is_none_or(|sent| self.began.elapsed().saturating_sub(sent) > HEARD_WITHIN) {
            return false;
        }
        let mut state = self.lock();
        state.heard = Instant::now();
        let told = std::mem::replace(&mut state.told, true);
        self.arrives.store(true, Ordering::Release);
        !told
    }

    /// Everything is heard again, and all who watch were told so.
    pub(super) fn connected(&self) {
        self.lock().told = true;
        self.now.notify_one();
    }

    /// Nothing arrives just now. Says whether it did until now.
    pub(super) fn lost(&self) -> bool {
        self.lock().told = false;
        self.arrives.swap(false, Ordering::AcqRel)
    }

    fn is_silent(&self) -> bool {
        self.arrives.load(Ordering::Acquire) && self.lock().heard.elapsed() > HEARD_WITHIN
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Publishes canaries until the store is gone. Where they fall silent, all who watch are told, and read heads from then on.
pub(super) async fn beat(link: Weak<Link>, heard: Arc<Heard>) {
    let pulse = &heard.pulse;
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
        // Whether it worked, the canary shows; a write that failed before it may have lost a publication too.
        if !matches!(timeout(CANARY_EVERY, link.query(&publish)).await, Ok(Ok(_))) {
            pulse.lock().told = false;
        }
        if pulse.is_silent() && pulse.lost() {
            tracing::warn!("publications of Redis don't arrive, so heads are read instead");
            heard.publications.send_all(&Publication::Missed);
            heard.renew.notify_one();
        }
    }
}
