//! Says once in the log why the server is not ready, and once that it is again: whoever is sent away by a proxy looks there.

use std::sync::{Mutex, PoisonError};

use traceboard_log::LogError;

use crate::refusal::chain;

/// Why the server was not ready when somebody last asked; nothing while it is.
#[derive(Debug, Default)]
pub(crate) struct Readiness(Mutex<Option<&'static str>>);

impl Readiness {
    /// Notes what somebody who asks is answered. Monitors ask every few seconds, so only a change is logged.
    pub(crate) fn note(&self, why: Option<&'static str>, error: Option<&LogError>) {
        if !self.changes(why) {
            return;
        }
        match (why, error) {
            (Some(why), Some(error)) => tracing::warn!(error = %chain(error), "not ready: {why}"),
            (Some(why), None) => tracing::warn!("not ready: {why}"),
            (None, _) => tracing::info!("ready again"),
        }
    }

    fn changes(&self, why: Option<&'static str>) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *last, why) != why
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_change_is_said() {
        let readiness = Readiness::default();
        let said = [None, Some("full"), Some("full"), Some("away"), None, None].map(|why| readiness.changes(why));
        assert_eq!(said, [false, true, false, true, true, false]);
    }
}
