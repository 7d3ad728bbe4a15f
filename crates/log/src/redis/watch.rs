//! Asking for a topic.

use std::{sync::atomic::Ordering, time::Duration};

use tokio::{sync::oneshot, time::timeout};

use super::{RedisLog, keys::Topic, listen::Hear};

/// How long a watcher waits until its topic is heard; from then on it reads heads in the meantime.
const HEARD_WITHIN: Duration = Duration::from_secs(1);

impl RedisLog {
    /// Waits until a topic is heard. Where that fails or takes long, it doesn't: the topic is heard as soon as it can be, and
    /// all who watch are then told that something may have been missed. Until then [`crate::Publishing::Fails`] mostly, or
    /// the topic is heard within another second.
    pub(super) async fn hear(&self, topic: Topic) {
        let state = &self.inner.heard;
        if state.connected.load(Ordering::SeqCst) {
            let (heard, is_heard) = oneshot::channel();
            let hear = async {
                self.inner.hear.send(Hear { topic, heard }).await.ok()?;
                is_heard.await.ok()
            };
            if let Ok(Some(())) = timeout(HEARD_WITHIN, hear).await {
                return;
            }
        }
        state.wanting.store(true, Ordering::SeqCst);
    }
}
