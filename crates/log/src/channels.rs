//! One in-process channel for each watched log.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::broadcast;

use crate::LogName;

/// Channels that exist as long as somebody receives.
pub(crate) struct Channels<T> {
    bound: usize,
    senders: Mutex<HashMap<LogName, broadcast::Sender<T>>>,
}

impl<T: Clone> Channels<T> {
    /// Each channel keeps `bound` messages for a receiver that lags.
    pub(crate) fn new(bound: usize) -> Self {
        Self { bound, senders: Mutex::default() }
    }

    pub(crate) fn subscribe(&self, log: &LogName) -> broadcast::Receiver<T> {
        let mut senders = self.lock();
        // Here and not on every message: looking for deserted channels costs a walk.
        if senders.len().is_power_of_two() {
            senders.retain(|_, sender| sender.receiver_count() > 0);
        }
        senders.entry(log.clone()).or_insert_with(|| broadcast::channel(self.bound).0).subscribe()
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

    /// Sends to all who receive.
    pub(crate) fn send_all(&self, message: &T) {
        self.lock().retain(|_, sender| sender.send(message.clone()).is_ok());
    }

    /// The logs that somebody receives.
    pub(crate) fn watched(&self) -> Vec<LogName> {
        self.lock().iter().filter(|(_, sender)| sender.receiver_count() > 0).map(|(log, _)| log.clone()).collect()
    }

    /// Whether somebody receives this log.
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
