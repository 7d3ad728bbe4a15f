//! Whether the wall clock is trusted to end sessions by their age.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How far the wall clock may go another way than the steady one between two looks.
const JUMP_MS_MAX: i64 = 60_000;
/// For how long a clock has to go on before it is believed. A machine that starts with a wrong clock has it set within minutes.
pub(crate) const SETTLES_WITHIN: Duration = Duration::from_secs(3_600);

/// Watches a wall clock beside the steady one. A jump, as when a machine was a year ahead for a minute, begins the wait anew, and so
/// does a start.
#[derive(Debug)]
pub(crate) struct Settling(Mutex<Seen>);

#[derive(Debug)]
struct Seen {
    within: Duration,
    since: Instant,
    last: Option<(Instant, i64)>,
}

impl Default for Settling {
    fn default() -> Self {
        Self(Mutex::new(Seen { within: SETTLES_WITHIN, since: Instant::now(), last: None }))
    }
}

impl Settling {
    /// How long a clock has to go on, where it isn't [`SETTLES_WITHIN`].
    pub(crate) fn set_within(&self, within: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).within = within;
    }

    /// Whether the wall clock, which says `wall_ms` now, has gone on steadily for long enough.
    pub(crate) fn has_settled(&self, wall_ms: i64) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if let Some((then, before_ms)) = seen.last {
            let steady_ms = i64::try_from(now.duration_since(then).as_millis()).unwrap_or(i64::MAX);
            if (wall_ms.saturating_sub(before_ms)).abs_diff(steady_ms) > JUMP_MS_MAX.unsigned_abs() {
                seen.since = now;
            }
        }
        seen.last = Some((now, wall_ms));
        now.duration_since(seen.since) >= seen.within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumped_or_just_began_is_not_believed() {
        let began = Settling::default();
        assert!(!began.has_settled(0));
        let settling = Settling::default();
        settling.set_within(Duration::ZERO);
        assert!(settling.has_settled(0));
        settling.set_within(SETTLES_WITHIN);
        let long_ago = Instant::now().checked_sub(SETTLES_WITHIN * 2).unwrap();
        settling.0.lock().unwrap().since = long_ago;
        assert!(settling.has_settled(10));
        assert!(!settling.has_settled(365 * 86_400_000), "a year ahead");
        assert!(!settling.has_settled(20), "and back");
    }
}
