//! The settings of a connection.

use std::{sync::Arc, time::Duration};

use crate::{Chance, SystemChance};

/// The settings of a connection.
#[derive(Clone)]
pub struct RedisSettings {
    /// Draws the nonces that are offered for new terms.
    pub chance: Arc<dyn Chance>,
    /// How long after an erasure Redis is asked to rewrite its files (`BGREWRITEAOF`, and `BGSAVE` where it keeps
    /// snapshots); at most once in this time for each server. Until that is done they may hold what was erased. Files
    /// of replicas and backups are theirs to rewrite.
    pub erased_at_rest_after: Duration,
}

impl Default for RedisSettings {
    fn default() -> Self {
        Self { chance: Arc::new(SystemChance), erased_at_rest_after: Duration::from_secs(5 * 60) }
    }
}
