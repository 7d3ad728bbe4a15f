//! One RESP3 connection that subscribes to all watched channels, and is replaced when it breaks.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ::redis::{AsyncConnectionConfig, Client, PushInfo, PushKind, RedisResult, Value, aio::MultiplexedConnection, cmd};
use tokio::{
    sync::{Notify, mpsc, oneshot},
    time::{MissedTickBehavior, interval, sleep},
};

use super::{
    keys::{Keys, Topic},
    publications,
    pulse::Pulse,
    wire,
};
use crate::{PUBLICATIONS_MAX, Publication, SIGNALS_MAX, channels::Channels};

/// A connection that is silent for longer is dropped: an idle listener would not notice otherwise.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// How often channels without subscribers are left, and missing ones subscribed to.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Between two attempts to connect, doubled from the first to the second.
const RETRY_AFTER: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// A request to subscribe to a topic; answered once that is done.
pub(super) struct Subscribe {
    pub(super) topic: Topic,
    pub(super) done: oneshot::Sender<()>,
}

/// The local subscribers, and the state of the connection.
pub(super) struct Subscriptions {
    pub(super) publications: Channels<Publication>,
    pub(super) signals: Channels<bytes::Bytes>,
    pub(super) pulse: Pulse,
    /// Requests another connection.
    pub(super) renew: Notify,
    /// Whether topics are subscribed to.
    pub(super) connected: AtomicBool,
    /// Whether a caller stopped waiting for its topic, which then has to be subscribed to by the listener itself.
    pub(super) retry_wanted: AtomicBool,
}

impl Subscriptions {
    pub(super) fn new(nonce: u64) -> Self {
        Self {
            publications: Channels::new(PUBLICATIONS_MAX),
            signals: Channels::new(SIGNALS_MAX),
            pulse: Pulse::new(nonce),
            renew: Notify::new(),
            connected: AtomicBool::new(false),
            retry_wanted: AtomicBool::new(false),
        }
    }

    fn is_wanted(&self, topic: &Topic) -> bool {
        match topic {
            Topic::Publications(log) => self.publications.is_watched(log),
            Topic::Signals(log) => self.signals.is_watched(log),
        }
    }

    fn wanted(&self) -> Vec<Topic> {
        let publications = self.publications.watched().into_iter().map(Topic::Publications);
        publications.chain(self.signals.watched().into_iter().map(Topic::Signals)).collect()
    }

    /// Runs on the connection's own task: it must not wait.
    fn dispatch(&self, channel: &[u8], message: Vec<u8>) {
        if channel == self.pulse.channel.as_bytes() {
            if self.pulse.on_canary(&message) {
                self.publications.send_all(&Publication::Missed);
            }
            return;
        }
        match Topic::parse(channel) {
            None => {}
            Some(Topic::Signals(log)) => self.signals.send(&log, message.into()),
            Some(Topic::Publications(log)) => match publications::parse_message(&message) {
                Ok(publications) => self.publications.send_each(&log, publications),
                Err(wire::Unreadable(reason)) => {
                    tracing::warn!(log.name = %log, reason, "a publication can't be read, so the log is read instead");
                    self.publications.send(&log, Publication::Missed);
                }
            },
        }
    }

    fn lost(&self) {
        self.connected.store(false, Ordering::SeqCst);
        // Subscribers read the log now and then, until the connection is back and sends `Missed` again.
        if self.pulse.lost() {
            self.publications.send_all(&Publication::Missed);
        }
    }
}

/// Listens until the store is dropped.
pub(super) async fn listen(client: Client, subscriptions: Arc<Subscriptions>, mut requests: mpsc::Receiver<Subscribe>) {
    let mut pause = RETRY_AFTER.0;
    let mut logged = false;
    loop {
        let lost = Arc::new(Notify::new());
        match connect(&client, &subscriptions, &lost).await {
            Ok((connection, topics)) => {
                // Includes callers that did not wait for the first connection.
                subscriptions.publications.send_all(&Publication::Missed);
                subscriptions.connected.store(true, Ordering::SeqCst);
                subscriptions.pulse.connected();
                (pause, logged) = (RETRY_AFTER.0, false);
                let ended =
                    Listener { connection, topics, subscriptions: &subscriptions }.run(&mut requests, &lost).await;
                subscriptions.lost();
                match ended {
                    Ok(()) => return,
                    Err(error) => tracing::warn!(%error, "the connection that hears Redis was lost"),
                }
            }
            Err(error) if !logged => {
                logged = true;
                tracing::warn!(%error, "cannot subscribe to Redis, trying again until it answers");
            }
            Err(_) => {}
        }
        if requests.is_closed() && requests.is_empty() {
            return;
        }
        sleep(pause).await;
        pause = (pause * 2).min(RETRY_AFTER.1);
    }
}

/// Connects, and subscribes to all wanted topics again.
async fn connect(
    client: &Client,
    subscriptions: &Arc<Subscriptions>,
    lost: &Arc<Notify>,
) -> RedisResult<(MultiplexedConnection, HashSet<Topic>)> {
    let (push_subscriptions, push_lost) = (subscriptions.clone(), lost.clone());
    let push = move |PushInfo { kind, data }: PushInfo| -> Result<(), ()> {
        match (kind, <[Value; 2]>::try_from(data)) {
            (PushKind::Disconnection, _) => push_lost.notify_one(),
            // A cluster ends a subscription when its slot moves; then everything is subscribed again.
            (PushKind::SUnsubscribe, Ok([Value::BulkString(channel), _]))
                if Topic::parse(&channel).is_some_and(|topic| push_subscriptions.is_wanted(&topic)) =>
            {
                push_lost.notify_one();
            }
            (PushKind::SMessage, Ok([Value::BulkString(channel), Value::BulkString(message)])) => {
                push_subscriptions.dispatch(&channel, message);
            }
            _ => {}
        }
        Ok(())
    };
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(ANSWER_WITHIN))
        .set_response_timeout(Some(ANSWER_WITHIN))
        .set_push_sender(push);
    let mut connection = client.get_multiplexed_async_connection_with_config(&config).await?;
    cmd("SSUBSCRIBE").arg(&subscriptions.pulse.channel).exec_async(&mut connection).await?;
    let mut topics = HashSet::new();
    for topic in subscriptions.wanted() {
        subscribe(&mut connection, &topic, subscriptions.pulse.nonce).await?;
        topics.insert(topic);
    }
    Ok((connection, topics))
}

/// The publications of a log first, then the store's own channel: a subscription to that one implies the other.
async fn subscribe(connection: &mut MultiplexedConnection, topic: &Topic, nonce: u64) -> RedisResult<()> {
    cmd("SSUBSCRIBE").arg(topic.channel()).exec_async(connection).await?;
    if let Topic::Publications(log) = topic {
        cmd("SSUBSCRIBE").arg(Keys(log).own(nonce)).exec_async(connection).await?;
    }
    Ok(())
}

struct Listener<'a> {
    connection: MultiplexedConnection,
    topics: HashSet<Topic>,
    subscriptions: &'a Subscriptions,
}

impl Listener<'_> {
    async fn run(mut self, requests: &mut mpsc::Receiver<Subscribe>, lost: &Notify) -> RedisResult<()> {
        let mut looks = interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = lost.notified() => return Err((::redis::ErrorKind::Io, "disconnected").into()),
                () = self.subscriptions.renew.notified() => return Err((::redis::ErrorKind::Io, "made anew").into()),
                request = requests.recv() => match request {
                    None => return Ok(()),
                    Some(Subscribe { topic, done }) => {
                        self.subscribe(&topic).await?;
                        if done.send(()).is_err() {
                            self.send_missed(&topic);
                        }
                    }
                },
                _ = looks.tick() => {
                    self.leave().await?;
                    if self.subscriptions.retry_wanted.swap(false, Ordering::SeqCst) {
                        for topic in self.subscriptions.wanted() {
                            if self.subscribe(&topic).await? {
                                self.send_missed(&topic);
                            }
                        }
                    }
                    cmd("PING").exec_async(&mut self.connection).await?;
                }
            }
        }
    }

    /// False if it was subscribed to already.
    async fn subscribe(&mut self, topic: &Topic) -> RedisResult<bool> {
        if self.topics.contains(topic) {
            return Ok(false);
        }
        subscribe(&mut self.connection, topic, self.subscriptions.pulse.nonce).await?;
        Ok(self.topics.insert(topic.clone()))
    }

    /// Subscribers that were there before may have missed something.
    fn send_missed(&self, topic: &Topic) {
        if let Topic::Publications(log) = topic {
            self.subscriptions.publications.send(log, Publication::Missed);
        }
    }

    /// Unsubscribes from topics without subscribers. A later request for one comes after this in the same queue.
    async fn leave(&mut self) -> RedisResult<()> {
        let left: Vec<_> = self.topics.iter().filter(|topic| !self.subscriptions.is_wanted(topic)).cloned().collect();
        for topic in left {
            if let Topic::Publications(log) = &topic {
                // First: a subscription to it implies the publications.
                let own = Keys(log).own(self.subscriptions.pulse.nonce);
                cmd("SUNSUBSCRIBE").arg(own).exec_async(&mut self.connection).await?;
            }
            cmd("SUNSUBSCRIBE").arg(topic.channel()).exec_async(&mut self.connection).await?;
            self.topics.remove(&topic);
        }
        Ok(())
    }
}
