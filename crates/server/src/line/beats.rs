//! One task that pings all connections, instead of a timer for each.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicU32, AtomicUsize, Ordering},
    },
    time::Duration,
};

use traceboard_hub::{Frame, Line};
use traceboard_protocol::CloseCode;

use super::SocketLine;

/// How often the server pings each client. Below the minute after which phone networks forget a connection.
pub(crate) const PING_EVERY: Duration = Duration::from_secs(25);
/// How long a client may be silent: two pings and a slow network. Looked at when it would be pinged.
pub(crate) const SILENCE_MAX: Duration = Duration::from_secs(70);
/// In how many parts a round goes, so that ten thousand pings are four hundred a second.
const PARTS: u32 = 25;

/// All connections, for their pings. Clones are the same list.
#[derive(Clone, Default)]
pub(crate) struct Beats(Arc<Inner>);

#[derive(Default)]
struct Inner {
    parts: [Mutex<Vec<Weak<SocketLine>>>; PARTS as usize],
    /// Which part is next, and counts on.
    round: AtomicU32,
    next: AtomicUsize,
}

impl Beats {
    /// Pings a connection from now on, for as long as it lives.
    pub(crate) fn add(&self, line: &Arc<SocketLine>) {
        line.heard_in(self.round());
        let part = self.0.next.fetch_add(1, Ordering::Relaxed) % PARTS as usize;
        lock(&self.0.parts[part]).push(Arc::downgrade(line));
    }

    /// The number of the part that was pinged last: what time is measured by.
    pub(super) fn round(&self) -> u32 {
        self.0.round.load(Ordering::Relaxed)
    }

    /// Closes all connections.
    pub(crate) fn end_all(&self, code: u16, reason: &'static str) {
        for part in &self.0.parts {
            for line in lock(part).iter().filter_map(Weak::upgrade) {
                line.end(code, reason);
            }
        }
    }

    /// Pings until it is dropped.
    pub(crate) async fn run(self) {
        let mut parts = tokio::time::interval(PING_EVERY / PARTS);
        // After a pause of the machine, clients get the time to answer.
        parts.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let ping = Frame::ping(b"");
        loop {
            parts.tick().await;
            self.beat(&ping);
        }
    }

    /// Pings one part of all connections.
    pub(super) fn beat(&self, ping: &Frame) {
        let round = self.0.round.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        let silent_after = (SILENCE_MAX.as_millis() / (PING_EVERY.as_millis() / u128::from(PARTS))) as u32;
        lock(&self.0.parts[(round % PARTS) as usize]).retain(|line| {
            let Some(line) = line.upgrade() else { return false };
            if round.wrapping_sub(line.heard()) > silent_after {
                line.end(CloseCode::Silent as u16, "no answer to pings");
                return false;
            }
            // A busy line is being written to, and needs no ping to stay open; silence is counted all the same.
            line.offer(ping);
            true
        });
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // No code that holds the lock leaves a change half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
