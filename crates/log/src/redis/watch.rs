//! Subscribing to a topic.

use std::{sync::atomic::Ordering, time::Duration};

use tokio::{sync::oneshot, time::timeout};

use super::{RedisLog, keys::Topic, listen::Subscribe};

/// How long a caller waits for its subscription; after that it reads heads in the meantime.
const SUBSCRIBED_WITHIN: Duration = Duration::from_secs(1);

impl RedisLog {
    /// Waits until a topic is subscribed to, for a bounded time. If that fails, the listener subscribes as soon as it
    /// can, and then sends [`Publication::Missed`]. Until then [`crate::Publishing::Fails`] mostly, or it takes another
    /// second at most.
    pub(super) async fn subscribe(&self, topic: Topic) {
        let state = &self.inner.subscriptions;
        if state.connected.load(Ordering::SeqCst) {
            let (done, is_done) = oneshot::channel();
            let subscribe = async {
                self.inner.subscribe.send(Subscribe { topic, done }).await.ok()?;
                is_done.await.ok()
            };
            if let Ok(Some(())) = timeout(SUBSCRIBED_WITHIN, subscribe).await {
                return;
            }
        }
        state.retry_wanted.store(true, Ordering::SeqCst);
    }
}
