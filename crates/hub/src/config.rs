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
/// How many followers that are ahead of what is published are noted for the next round: all that reconnect during one
/// round. Others get some rows twice, which changes nothing.
pub const AHEAD_MAX: usize = 4096;
/// For how many positions ahead of what is published a round makes a frame of its own: more than there are posts within
/// one round.
pub const AHEAD_PLACES_MAX: usize = 64;
/// How long a publisher rests after a round of writes at most: it rests as long as the round took, so that under a
/// flood of posts half of a core is left for them, and what they bring goes out in fewer and larger frames. A person
/// does not notice so short a pause.
pub const REST_MAX: Duration = Duration::from_millis(10);
/// A shorter rest is skipped: timers have a resolution of one millisecond.
pub const REST_MIN: Duration = Duration::from_millis(1);
/// How often in a row states are read anew because rights changed meanwhile. Each change is an entry, so a second time is
/// rare.
pub const READS_MAX: usize = 8;
/// How many signals of other servers may wait: every part of 30 servers' announcements.
pub const SIGNALS_WAITING_MAX: usize = 256;
/// The most bytes of one signal: what the log's signal channel carries.
pub const SIGNAL_BYTES_MAX: usize = 16 * 1024;
/// How many members a presence frame names: more faces than that fit on no phone.
pub const PRESENCE_NAMES_MAX: usize = 24;
/// How many members one server announces to the others, per log: four times the largest circle.
pub const ANNOUNCED_MAX: usize = 8 * 1000;
/// How many servers a log's presence counts: far more than one log is ever served by, and a bound on the memory that
/// unknown senders on the signal channel can use.
pub const SERVERS_MAX: usize = 64;

/// The shortest time between two announcements of a server's members to the others, when they changed.
pub const ANNOUNCE_ON_CHANGE: Duration = Duration::from_secs(2);
/// How often it repeats the announcement when nothing changed: the repeat replaces a lost signal.
pub const ANNOUNCE_AGAIN: Duration = Duration::from_secs(10);
/// A server that sent no signal for this long counts as gone: three lost signals in a row are not chance.
pub const SERVER_GONE: Duration = Duration::from_secs(30);
/// How often followers get a presence frame, at most.
pub const PRESENCE_EVERY: Duration = Duration::from_secs(2);
/// How long a member counts as present after their last follower left: a poll is over before the next begins, and a
/// reload takes a moment.
pub const PRESENCE_LINGER: Duration = Duration::from_secs(3);
/// How long a publisher waits before it asks a source again that was unavailable: too short to be noticed.
pub const RETRY: Duration = Duration::from_millis(250);
/// In how many batches a draining hub ends its followers.
pub const DRAIN_BATCHES: u32 = 20;

/// The settings of a hub.
#[derive(Clone, Debug)]
pub struct Config {
    /// This hub's name among those that serve the same spaces; new at each start.
    pub server: Uuid,
    /// How many followers there may be in all. Each costs a few hundred bytes here, and a connection elsewhere.
    pub followers_max: usize,
    /// How many followers one member may have over all spaces: a phone, a laptop and some forgotten tabs, each with a
    /// circle and some pods.
    pub followers_per_member_max: usize,
    /// Over how long a drain spreads the reconnects of the followers it ends: 2,000 sockets in ten seconds are 200 a
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
