//! Backoff: how long to wait before trying again.

use std::time::Duration;

/// A source of uniform random numbers. Injected, so that a test can set it.
pub type Chance = Box<dyn FnMut() -> u64 + Send>;

/// The system's randomness.
#[must_use]
pub fn system_chance() -> Chance {
    Box::new(|| {
        let mut bytes = [0; 8];
        // Without randomness all clients wait equally long, which still works.
        let _ = getrandom::fill(&mut bytes);
        u64::from_ne_bytes(bytes)
    })
}

/// Waits that double from try to try, each shortened at random by up to a half, so that the clients of a lost server
/// don't reconnect all at once.
pub struct Backoff {
    first: Duration,
    longest: Duration,
    tries: u32,
    chance: Chance,
}

impl Backoff {
    /// Waits from about `first` to at most `longest`.
    #[must_use]
    pub fn new(first: Duration, longest: Duration, chance: Chance) -> Self {
        Self { first, longest, tries: 0, chance }
    }

    /// The next wait.
    pub fn wait(&mut self) -> Duration {
        let doubled = self.first.saturating_mul(1_u32.checked_shl(self.tries).unwrap_or(u32::MAX));
        let wait = doubled.min(self.longest);
        self.tries = self.tries.saturating_add(1);
        wait / 2 + self.share(wait / 2)
    }

    /// The next wait after a server named one: that, and up to a quarter more.
    pub fn wait_at_least(&mut self, named: Duration) -> Duration {
        let named = named.min(self.longest.saturating_mul(4));
        named + self.share(named / 4)
    }

    /// Starts again with the first wait, after a success.
    pub fn reset(&mut self) {
        self.tries = 0;
    }

    /// A random part of a duration.
    fn share(&mut self, of: Duration) -> Duration {
        let nanos = u64::try_from(of.as_nanos()).unwrap_or(u64::MAX);
        let part = (u128::from(nanos) * u128::from((self.chance)())) >> 64;
        Duration::from_nanos(u64::try_from(part).unwrap_or(nanos))
    }
}

impl std::fmt::Debug for Backoff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Backoff").field("tries", &self.tries).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backoff(chance: u64) -> Backoff {
        Backoff::new(Duration::from_millis(500), Duration::from_secs(30), Box::new(move || chance))
    }

    #[test]
    fn waits_double_up_to_the_longest_and_restart_after_a_success() {
        let mut backoff = backoff(0);
        let waits: Vec<u128> = (0..9).map(|_| backoff.wait().as_millis()).collect();
        assert_eq!(waits, [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
        backoff.reset();
        assert_eq!(backoff.wait().as_millis(), 250);
        for _ in 0..100 {
            assert!(backoff.wait() <= Duration::from_secs(30));
        }
    }

    #[test]
    fn randomness_spreads_each_wait_over_its_upper_half() {
        assert_eq!(backoff(u64::MAX / 2).wait().as_millis(), 374);
        assert_eq!(backoff(u64::MAX).wait().as_millis(), 499);
    }

    #[test]
    fn a_wait_that_the_server_named_is_never_shortened() {
        let named = Duration::from_secs(2);
        assert_eq!(backoff(0).wait_at_least(named), named);
        assert!(backoff(u64::MAX).wait_at_least(named) <= Duration::from_millis(2_500));
        assert!(backoff(0).wait_at_least(Duration::MAX) <= Duration::from_secs(120), "nobody is told to wait for ever");
    }
}
