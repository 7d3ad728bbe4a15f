//! What `--live` does in place of sorting a file: it waits, and tells of parents that come too late.

use std::{collections::HashSet, time::Duration};

use serde::Deserialize;
use tokio::time::Instant;

use super::names::Names;

/// When each line is sent.
pub(super) struct Pace {
    speed: f64,
    begun: Instant,
    first_ms: Option<i64>,
}

impl Pace {
    pub(super) fn of(speed: f64) -> Self {
        Self { speed, begun: Instant::now(), first_ms: None }
    }

    /// A line without a time is due at once, as is one with an earlier time than the line before.
    pub(super) fn due(&mut self, line: &str) -> Instant {
        #[derive(Deserialize)]
        struct Timed {
            at: i64,
            /// Absent in lines of members and circles.
            id: Option<String>,
            text: Option<String>,
        }
        let Ok(Timed { at, id: Some(_), text: Some(_) }) = serde_json::from_str(line) else { return self.begun };
        let after_ms = at.saturating_sub(*self.first_ms.get_or_insert(at)).max(0);
        let after = Duration::try_from_secs_f64(after_ms as f64 / 1000.0 / self.speed).unwrap_or(Duration::MAX);
        self.begun.checked_add(after).unwrap_or(self.begun)
    }
}

/// Parents that were missing. One that comes after all tells that the lines are not in order.
#[derive(Debug, Default)]
pub(super) struct Late {
    missed: HashSet<String>,
    is_told: bool,
}

impl Late {
    /// Notes that a line was given other parents than some.
    pub(super) fn miss(&mut self, line: &str, without: &[String]) {
        let own = Names::of(line).id;
        self.missed.extend(without.iter().filter(|id| own.as_ref() != Some(id)).cloned());
    }

    /// Whether a trace that is there now is to be told, since a line before it builds on it. Only the first is.
    pub(super) fn is_to_be_told(&mut self, names: &Names) -> bool {
        let is_late = !self.is_told && names.trace().is_some_and(|trace| self.missed.contains(trace));
        self.is_told |= is_late;
        is_late
    }
}
