//! Which logs held entries when this store saw them: what makes a log that is gone another thing than one that is still to begin.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use ::redis::{Value, cmd};

use super::{RedisLog, keys::Keys, probe, told};
use crate::{LogError, LogName};

/// How many logs are remembered, about 100 bytes each; the first ones, among which is that which names all circles. Of others it is
/// not noticed that they are gone.
const KNOWN_MAX: usize = 100_000;

/// The logs that were seen to hold entries.
#[derive(Default)]
pub(super) struct Known(Mutex<HashSet<LogName>>);

impl Known {
    pub(super) fn has(&self, log: &LogName) -> bool {
        self.held().contains(log)
    }

    /// Notes that a log holds entries.
    pub(super) fn note(&self, log: &LogName) {
        let mut held = self.held();
        // Probes delete their own log now and then.
        if held.len() < KNOWN_MAX && !held.contains(log) && !probe::is_probe(log) {
            held.insert(log.clone());
        }
    }

    fn held(&self) -> MutexGuard<'_, HashSet<LogName>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RedisLog {
    /// Refuses where a log that held entries has none any more: Redis was emptied, or another one answers at its address.
    pub(super) async fn require_there(&self, operation: &'static str, log: &LogName) -> Result<(), LogError> {
        if !self.inner.known.has(log) {
            return Ok(());
        }
        let mut question = cmd("EXISTS");
        question.arg(Keys(log).entries());
        match told(operation, log, false, self.inner.link.query(&question)).await? {
            Value::Int(0) => Err(LogError::Gone { operation, log: log.to_string() }),
            _ => Ok(()),
        }
    }
}
