//! Bounds and times, each with its reason.

use std::time::Duration;

use uuid::Uuid;

/// The most frames that a ring remembers: half a minute of a very busy circle (2,000 people, one deed a minute each),
/// which is how long a phone needs to change from one network to another.
pub const RING_FRAMES_MAX: usize = 1024;
/// The most bytes that a ring remembers: 1,024 frames of a usual trace are a quarter of this, and a thousand viewed
/// circles must fit in a small machine's memory.
pub const RING_BYTES_MAX: usize = 1024 * 1024;
/// About the most bytes of one batch; it always has room for one frame. Two or three writes of a socket's buffer.
pub const BATCH_BYTES_MAX: usize = 64 * 1024;
/// The most frames of one batch, so that filling it holds the ring's lock for microseconds.
pub const BATCH_FRAMES_MAX: usize = 256;
/// About the most bytes of encoded history that a hub keeps for sharing; at least one page is kept.
pub const PAGES_BYTES_MAX: usize = 16 * 1024 * 1024;
/// How many history pages are read and encoded at once: more would only queue in the store, and each is a page of memory.
pub const PAGE_READS_MAX: usize = 8;
/// How many touched entries a log remembers to tell whether a page that was being read meanwhile is still true.
pub const TOUCHES_MAX: usize = 1024;
/// How many members a presence frame names: more faces than that fit on no screen.
pub const HERE_MAX: usize = 100;
/// How many members one server tells the others of, per log: four times the largest circle.
pub const ANNOUNCED_MAX: usize = 8 * 1000;
/// How many servers a log's presence counts: far more than one log is ever served by, and a bound on what strangers on
/// the signal channel can make us hold.
pub const SERVERS_MAX: usize = 64;

/// How often a server tells the others who is with it, at most, where that changes.
pub const ANNOUNCE_ON_CHANGE: Duration = Duration::from_secs(2);
/// How often it tells them where nothing changes: a lost signal is mended by the next.
pub const ANNOUNCE_AGAIN: Duration = Duration::from_secs(10);
/// A server unheard for this long is gone: two lost signals are an accident, three are not.
pub const SERVER_GONE: Duration = Duration::from_secs(30);
/// How often subscribers get a presence frame, at most.
pub const PRESENCE_EVERY: Duration = Duration::from_secs(2);
/// How long a log is followed after its last subscriber left: a reload or a changed network finds the ring warm.
pub const LINGER: Duration = Duration::from_secs(60);
/// How long a log may fail before its subscribers are closed: a store that restarts is back sooner.
pub const LOG_PATIENCE: Duration = Duration::from_secs(15);
/// In how many batches a draining hub closes its subscriptions.
pub const DRAIN_BATCHES: u32 = 20;

/// What differs from hub to hub.
#[derive(Clone, Debug)]
pub struct Config {
    /// This hub's name among those that serve the same logs; new at each start.
    pub server: Uuid,
    /// How many subscriptions there may be in all. Each costs a few hundred bytes here, and a socket elsewhere.
    pub subscriptions_max: usize,
    /// How many subscriptions one member may have over all logs: a phone, a laptop and some forgotten tabs.
    pub subscriptions_per_member_max: usize,
    /// Over how long those who are closed by a drain are asked to come back: 2,000 sockets in ten seconds are 200 a
    /// second, which one server takes in easily.
    pub come_back_spread: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            server: Uuid::now_v7(),
            subscriptions_max: 20_000,
            subscriptions_per_member_max: 16,
            come_back_spread: Duration::from_secs(10),
        }
    }
}
