//! The progress of a fold, and the state of its log.

use std::sync::Arc;

use tokio::time::Instant;
use traceboard_log::{Log, LogError, LogName, Publication};
use traceboard_position::Position;

use crate::refusal::chain;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Progress {
    pub(super) position: Option<Position>,
    /// Whether the state is that of the log; not while it is folded from the first entry.
    pub(super) settled: bool,
    /// Since when the log can't be read.
    pub(super) failing: Option<Instant>,
    /// Whether that is because its history is gone.
    pub(super) gone: bool,
}

impl Progress {
    /// Notes that the log can't be read. That its history is gone is said once, since only its operator can mend it.
    pub(super) fn fail(&mut self, error: &LogError) {
        let gone = matches!(error, LogError::Gone { .. });
        if matches!(error, LogError::Damaged { .. }) {
            let error = chain(error);
            tracing::error!(error, "the log is damaged, and not read again: run `traceboard check`");
        } else if matches!(error, LogError::Closed { .. }) {
            tracing::debug!(error = %chain(error), "the log is closed, since the server goes down");
        } else if !gone {
            tracing::warn!(error = %chain(error), "cannot read the log; trying again");
        } else if !self.gone {
            let told = "the history that was folded here is gone from the store: put it back, or restart this server to begin anew";
            tracing::error!("{told}");
        }
        self.failing.get_or_insert_with(Instant::now);
        self.gone = gone;
    }
}

/// Waits until another file may stand where the log's was: damage doesn't go by itself.
pub(super) async fn replaced(log: &Arc<dyn Log>, name: &LogName) {
    let Ok(mut watched) = log.watch(name).await else { return std::future::pending().await };
    while let Ok(Publication::Entry(_) | Publication::Touched(_)) = watched.recv().await {}
}
