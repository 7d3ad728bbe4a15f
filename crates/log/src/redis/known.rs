//! Which logs held entries when this store saw them: so a log that is gone differs from one that has not begun.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use ::redis::{Value, cmd};

use super::{RedisLog, explain, keys::Keys, probe};
use crate::{LogError, LogName};

/// How many logs are remembered, about 100 bytes each. The first ones are, among them the registry of all circles; the
/// loss of others is not noticed.
const KNOWN_MAX: usize = 100_000;

/// The logs that were seen to hold entries.
#[derive(Default)]
pub(super) struct SeenLogs(Mutex<HashSet<LogName>>);

impl SeenLogs {
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
    /// Refuses if a log that held entries has none any more: Redis was emptied, or another one answers at its address.
    pub(super) async fn refuse_if_gone(&self, operation: &'static str, log: &LogName) -> Result<(), LogError> {
        if !self.inner.known.has(log) {
            return Ok(());
        }
        let mut question = cmd("EXISTS");
        question.arg(Keys(log).entries());
        match explain(operation, log, false, self.inner.link.query(&question)).await? {
            Value::Int(0) => Err(LogError::Gone { operation, log: log.to_string() }),
            _ => Ok(()),
        }
    }
}
