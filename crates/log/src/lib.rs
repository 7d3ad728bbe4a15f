//! The append-only log: one trait, an embedded store and Redis streams.
//!
//! Owns order, density, idempotency, terms and the durability of an ack. Never knows what an entry means: heads and
//! bodies are bytes.

#![warn(missing_docs)]

mod bounds;
mod channels;
mod clock;
mod embedded;
mod entry;
mod error;
mod name;
mod photos;
mod redis;
mod store;
mod tail;

pub use self::redis::{RedisLog, RedisSettings};
pub use channels::Subscription;
pub use clock::{Chance, Clock, SystemChance, SystemClock};
pub use embedded::{EmbeddedLog, EmbeddedSettings};
pub use entry::{Entry, NewEntry, Outcome, Publication, Publishing, StoredBody, Touch, Unsettled};
pub use error::{LogError, ReadError};
pub use name::{LogName, LogNameError};
pub use photos::{
    NewPhoto, PHOTO_ABOUT_BYTES_MAX, PHOTO_BYTES_MAX, PHOTOS_WAITING_MAX, PHOTOS_WAITING_OF_ONE_MAX, PhotoAbout,
    PhotoForm, PhotoKept, Photos,
};
pub use store::{Damage, Log, Page, Worth};
pub use tail::{TAIL_HEAD_EVERY, Tail, Tailed, tail};

/// The most entries that one call of [`Log::append`] takes.
pub const APPEND_ENTRIES_MAX: usize = 500;
/// The most entries that every store appends as a whole or not at all, if they have 1 MiB or less in all: one group
/// commit, one script call in Redis. A longer append may be cut between two of those.
pub const APPEND_WHOLE_MAX: usize = 64;
/// The largest head or body, in bytes. A trace is at most 4 KiB of text and as much of open end, places and names.
pub const PART_BYTES_MAX: usize = 64 * 1024;
/// How far a log's last stamp may lie ahead of the clock, in milliseconds. Clocks of two servers differ by less; what is further ahead was
/// stamped by a clock that was wrong, and the next stamp goes back to the clock. The same number stands in `stamp.lua`.
pub const CLOCK_AHEAD_MS_MAX: i64 = 60_000;
/// The most entries that one [`Page`] holds.
pub const PAGE_ENTRIES_MAX: usize = 500;
/// About the most bytes of heads and bodies that one [`Page`] holds; a page always has room for one entry.
pub const PAGE_BYTES_MAX: usize = 1024 * 1024;
/// How many publications a reader may fall behind before it reads the log instead.
pub const PUBLICATIONS_MAX: usize = 1024;
/// The largest signal, in bytes.
pub const SIGNAL_BYTES_MAX: usize = 16 * 1024;
/// The most bodies that one entry, or one call of [`Log::touch`], touches.
pub const TOUCHES_MAX: usize = 1000;
/// The most bodies that one call of [`Log::bodies`] reads.
pub const BODIES_MAX: usize = 1000;
/// The most logs that one call of [`Log::unsettled`] names.
pub const UNSETTLED_MAX: usize = 1000;
/// The largest checkpoint, in bytes: a fold of a million traces takes about half of it.
pub const CHECKPOINT_BYTES_MAX: usize = 256 * 1024 * 1024;
/// How many signals a listener may fall behind before it loses some.
pub const SIGNALS_MAX: usize = 256;
