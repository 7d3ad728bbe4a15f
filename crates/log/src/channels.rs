//! One in-process channel for each watched log.

use std::{
    collections::HashMap,
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::broadcast;

use crate::LogName;

/// A subscription to one log. A channel allocates its whole buffer at once (56 KiB for publications), so it is removed
/// with its last subscription: a log that was watched once costs nothing afterwards.
#[derive(Debug)]
pub struct Subscription<T> {
    // Dropped after the receiver, so that the count of receivers is right.
    receiver: broadcast::Receiver<T>,
    _remove: Option<RemoveOnDrop<T>>,
}

impl<T> Deref for Subscription<T> {
    type Target = broadcast::Receiver<T>;

    fn deref(&self) -> &Self::Target {
        &self.receiver
    }
}

impl<T> DerefMut for Subscription<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.receiver
    }
}

impl<T> From<broadcast::Receiver<T>> for Subscription<T> {
    fn from(receiver: broadcast::Receiver<T>) -> Self {
        Self { receiver, _remove: None }
    }
}

type Senders<T> = Arc<Mutex<HashMap<LogName, broadcast::Sender<T>>>>;

struct RemoveOnDrop<T> {
    senders: Senders<T>,
    log: LogName,
}

impl<T> Drop for RemoveOnDrop<T> {
    fn drop(&mut self) {
        let mut senders = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        if senders.get(&self.log).is_some_and(|sender| sender.receiver_count() == 0) {
            senders.remove(&self.log);
        }
        if senders.len() < senders.capacity() / 4 {
            senders.shrink_to_fit();
        }
    }
}

impl<T> std::fmt::Debug for RemoveOnDrop<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RemoveOnDrop").field("log", &self.log).finish_non_exhaustive()
    }
}

/// Channels that exist as long as they have a subscription.
pub(crate) struct Channels<T> {
    bound: usize,
    senders: Senders<T>,
}

impl<T: Clone> Channels<T> {
    /// Each channel keeps `bound` messages for a receiver that lags.
    pub(crate) fn new(bound: usize) -> Self {
        Self { bound, senders: Senders::default() }
    }

    pub(crate) fn subscribe(&self, log: &LogName) -> Subscription<T> {
        let mut senders = self.lock();
        let receiver = senders.entry(log.clone()).or_insert_with(|| broadcast::channel(self.bound).0).subscribe();
        drop(senders);
        Subscription { receiver, _remove: Some(RemoveOnDrop { senders: Arc::clone(&self.senders), log: log.clone() }) }
    }

    pub(crate) fn send(&self, log: &LogName, message: T) {
        self.send_each(log, [message]);
    }

    /// Sends messages in this order, with nothing in between.
    pub(crate) fn send_each(&self, log: &LogName, messages: impl IntoIterator<Item = T>) {
        let mut senders = self.lock();
        if let Some(sender) = senders.get(log)
            && messages.into_iter().any(|message| sender.send(message).is_err())
        {
            senders.remove(log);
        }
    }

    /// Sends to the subscribers of all logs.
    pub(crate) fn send_all(&self, message: &T) {
        self.lock().retain(|_, sender| sender.send(message.clone()).is_ok());
    }

    /// The logs that have subscribers.
    pub(crate) fn watched(&self) -> Vec<LogName> {
        self.lock().iter().filter(|(_, sender)| sender.receiver_count() > 0).map(|(log, _)| log.clone()).collect()
    }

    /// Whether this log has subscribers.
    pub(crate) fn is_watched(&self, log: &LogName) -> bool {
        self.lock().get(log).is_some_and(|sender| sender.receiver_count() > 0)
    }

    /// Ends every channel.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<LogName, broadcast::Sender<T>>> {
        self.senders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_goes_with_the_last_who_receives() -> Result<(), crate::LogNameError> {
        let (channels, log) = (Channels::<u8>::new(4), LogName::new("circle", "board")?);
        let (one, mut other) = (channels.subscribe(&log), channels.subscribe(&log));
        drop(one);
        channels.send(&log, 7);
        assert_eq!(other.try_recv().ok(), Some(7));
        // After all channels were ended, a new one of the same log belongs to other subscriptions.
        channels.clear();
        let newer = channels.subscribe(&log);
        drop(other);
        assert!(channels.is_watched(&log));
        drop(newer);
        assert!(channels.lock().is_empty());
        Ok(())
    }
}
