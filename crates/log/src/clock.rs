//! Time and randomness as inputs, so that a test can set them.

use std::time::{SystemTime, UNIX_EPOCH};

/// A clock.
pub trait Clock: Send + Sync + 'static {
    /// Unix milliseconds. It may jump back; a log stamps below its last stamp only where that lies more than
    /// [`CLOCK_AHEAD_MS_MAX`](crate::CLOCK_AHEAD_MS_MAX) ahead.
    fn now_ms(&self) -> i64;
}

/// The clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

/// Draws the nonces by which two terms of the same number differ.
pub trait Chance: Send + Sync + 'static {
    /// A random number, different from all others.
    ///
    /// # Errors
    /// If the system has no randomness.
    fn draw(&self) -> std::io::Result<u64>;
}

/// The randomness of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn draw(&self) -> std::io::Result<u64> {
        getrandom::u64().map_err(std::io::Error::other)
    }
}
