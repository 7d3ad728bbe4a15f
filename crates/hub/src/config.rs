//! Bounds and times, each with its reason.

use std::time::Duration;

use uuid::Uuid;

/// How many frames a round of writes offers before other tasks of the thread get their turn: about a millisecond of
/// writes.
pub const OFFERS_PER_YIELD: usize = 256;
/// How many frames of merged states a channel keeps for those who come back: one for each position at which a crowd may
/// have lost its network, for two audiences.
pub const CACHED_FRAMES_MAX: usize = 64;
/// About how many bytes of merged states a channel keeps.
pub const CACHED_BYTES_MAX: usize = 2 * 1024 * 1024;
/// How many followers that stand beyond what is published are remembered for the next round: all who come back while one
/// lasts. Those beyond get some rows twice, which changes nothing.
pub const AHEAD_MAX: usize = 4096;
/// From how many places beyond what is published followers get frames without those rows: more than post within one round
/// of writes.
pub const AHEAD_PLACES_MAX: usize = 64;
/// How long a publisher rests after a round of writes at most: it rests as long as the round took, so that under a flood of posts
/// half of a core is left for them, and what they bring goes out in fewer and larger frames. Nobody sees so short a pause.
pub const REST_MAX: Duration = Duration::from_millis(10);
/// What is shorter is no rest: the clock of timers ticks so often.
pub const REST_MIN: Duration = Duration::from_millis(1);
/// How often in a row states are read anew because rights changed meanwhile. Each change is an entry, so a second time is
/// rare.
pub const READS_MAX: usize = 8;
/// How many signals of other servers may wait: every part of 30 servers' announcements.
pub const SIGNALS_WAITING_MAX: usize = 256;
/// The most bytes of one signal: what the log's signal channel carries.
pub const SIGNAL_BYTES_MAX: usize = 16 * 1024;
/// How many members a presence frame names: more faces than that fit on no phone.
pub const HERE_MAX: usize = 24;
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
/// How often followers get a presence frame, at most.
pub const PRESENCE_EVERY: Duration = Duration::from_secs(2);
/// How long a member counts as present after their last follower left: a poll is over before the next begins, and a
/// reload takes a moment.
pub const PRESENCE_LINGER: Duration = Duration::from_secs(3);
/// How long a publisher waits before it asks a source again that was unavailable: nobody sees the pause.
pub const RETRY: Duration = Duration::from_millis(250);
/// In how many batches a draining hub ends its followers.
pub const DRAIN_BATCHES: u32 = 20;

/// What differs from hub to hub.
#[derive(Clone, Debug)]
pub struct Config {
    /// This hub's name among those that serve the same spaces; new at each start.
    pub server: Uuid,
    /// How many followers there may be in all. Each costs a few hundred bytes here, and a connection elsewhere.
    pub followers_max: usize,
    /// How many followers one member may have over all spaces: a phone, a laptop and some forgotten tabs, each with a
    /// circle and some pods.
    pub followers_per_member_max: usize,
    /// Over how long those who are ended by a drain are asked to come back: 2,000 sockets in ten seconds are 200 a
    /// second, which one server takes in easily.
    pub come_back_spread: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            server: Uuid::now_v7(),
            followers_max: 40_000,
            followers_per_member_max: 64,
            come_back_spread: Duration::from_secs(10),
        }
    }
}
