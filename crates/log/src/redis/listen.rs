//! One RESP3 connection that hears all watched channels, supervised.

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
    news,
    pulse::Pulse,
    wire,
};
use crate::{PUBLICATIONS_MAX, Publication, SIGNALS_MAX, channels::Channels};

/// A connection that answers nothing for longer is given up: an idle listener would not notice otherwise.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// How often channels that nobody hears are left, and those looked for that are wanted and not heard.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Between two attempts to connect, doubled from the first to the second.
const RETRY_AFTER: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// Asks for a topic; answered once it is heard.
pub(super) struct Hear {
    pub(super) topic: Topic,
    pub(super) heard: oneshot::Sender<()>,
}

/// Where what is heard goes, and how it is with hearing.
pub(super) struct Heard {
    pub(super) publications: Channels<Publication>,
    pub(super) signals: Channels<bytes::Bytes>,
    pub(super) pulse: Pulse,
    /// Asks for another connection.
    pub(super) renew: Notify,
    /// Topics are heard.
    pub(super) connected: AtomicBool,
    /// Somebody wants a topic and did not wait for it.
    pub(super) wanting: AtomicBool,
}

impl Heard {
    pub(super) fn new(nonce: u64) -> Self {
        Self {
            publications: Channels::new(PUBLICATIONS_MAX),
            signals: Channels::new(SIGNALS_MAX),
            pulse: Pulse::new(nonce),
            renew: Notify::new(),
            connected: AtomicBool::new(false),
            wanting: AtomicBool::new(false),
        }
    }

    fn is_wanted(&self, topic: &Topic) -> bool {
        match topic {
            Topic::News(log) => self.publications.is_watched(log),
            Topic::Signals(log) => self.signals.is_watched(log),
        }
    }

    fn wanted(&self) -> Vec<Topic> {
        let news = self.publications.watched().into_iter().map(Topic::News);
        news.chain(self.signals.watched().into_iter().map(Topic::Signals)).collect()
    }

    /// Runs on the connection's own task: it must not wait.
    fn hear(&self, channel: &[u8], message: Vec<u8>) {
        if channel == self.pulse.channel.as_bytes() {
            if self.pulse.heard(&message) {
                self.publications.send_all(&Publication::Missed);
            }
            return;
        }
        match Topic::parse(channel) {
            None => {}
            Some(Topic::Signals(log)) => self.signals.send(&log, message.into()),
            Some(Topic::News(log)) => match news::publications(&message) {
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
        // They look at the log now and from now on, and are told again once it is heard.
        if self.pulse.lost() {
            self.publications.send_all(&Publication::Missed);
        }
    }
}

/// Hears until nobody can ask any more.
pub(super) async fn listen(client: Client, heard: Arc<Heard>, mut asked: mpsc::Receiver<Hear>) {
    let mut pause = RETRY_AFTER.0;
    let mut told = false;
    loop {
        let lost = Arc::new(Notify::new());
        match connect(&client, &heard, &lost).await {
            Ok((connection, topics)) => {
                // Also those who did not wait for the first connection.
                heard.publications.send_all(&Publication::Missed);
                heard.connected.store(true, Ordering::SeqCst);
                heard.pulse.connected();
                (pause, told) = (RETRY_AFTER.0, false);
                let ended = Hearing { connection, topics, heard: &heard }.run(&mut asked, &lost).await;
                heard.lost();
                match ended {
                    Ok(()) => return,
                    Err(error) => tracing::warn!(%error, "the connection that hears Redis was lost"),
                }
            }
            Err(error) if !told => {
                told = true;
                tracing::warn!(%error, "cannot hear Redis, trying again until it answers");
            }
            Err(_) => {}
        }
        if asked.is_closed() && asked.is_empty() {
            return;
        }
        sleep(pause).await;
        pause = (pause * 2).min(RETRY_AFTER.1);
    }
}

/// Connects, and hears again what was heard.
async fn connect(
    client: &Client,
    heard: &Arc<Heard>,
    lost: &Arc<Notify>,
) -> RedisResult<(MultiplexedConnection, HashSet<Topic>)> {
    let (push_heard, push_lost) = (heard.clone(), lost.clone());
    let push = move |PushInfo { kind, data }: PushInfo| -> Result<(), ()> {
        match (kind, <[Value; 2]>::try_from(data)) {
            (PushKind::Disconnection, _) => push_lost.notify_one(),
            // A cluster takes a channel away when its slot moves; then all is subscribed again, where it is now.
            (PushKind::SUnsubscribe, Ok([Value::BulkString(channel), _]))
                if Topic::parse(&channel).is_some_and(|topic| push_heard.is_wanted(&topic)) =>
            {
                push_lost.notify_one();
            }
            (PushKind::SMessage, Ok([Value::BulkString(channel), Value::BulkString(message)])) => {
                push_heard.hear(&channel, message);
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
    cmd("SSUBSCRIBE").arg(&heard.pulse.channel).exec_async(&mut connection).await?;
    let mut topics = HashSet::new();
    for topic in heard.wanted() {
        subscribe(&mut connection, &topic, heard.pulse.nonce).await?;
        topics.insert(topic);
    }
    Ok((connection, topics))
}

/// The news of a log first, then its own channel: while that is heard, so are the news.
async fn subscribe(connection: &mut MultiplexedConnection, topic: &Topic, nonce: u64) -> RedisResult<()> {
    cmd("SSUBSCRIBE").arg(topic.channel()).exec_async(connection).await?;
    if let Topic::News(log) = topic {
        cmd("SSUBSCRIBE").arg(Keys(log).own(nonce)).exec_async(connection).await?;
    }
    Ok(())
}

struct Hearing<'a> {
    connection: MultiplexedConnection,
    topics: HashSet<Topic>,
    heard: &'a Heard,
}

impl Hearing<'_> {
    async fn run(mut self, asked: &mut mpsc::Receiver<Hear>, lost: &Notify) -> RedisResult<()> {
        let mut looks = interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = lost.notified() => return Err((::redis::ErrorKind::Io, "disconnected").into()),
                () = self.heard.renew.notified() => return Err((::redis::ErrorKind::Io, "made anew").into()),
                hear = asked.recv() => match hear {
                    None => return Ok(()),
                    Some(Hear { topic, heard }) => {
                        self.subscribe(&topic).await?;
                        if heard.send(()).is_err() {
                            self.tell(&topic);
                        }
                    }
                },
                _ = looks.tick() => {
                    self.leave().await?;
                    if self.heard.wanting.swap(false, Ordering::SeqCst) {
                        for topic in self.heard.wanted() {
                            if self.subscribe(&topic).await? {
                                self.tell(&topic);
                            }
                        }
                    }
                    cmd("PING").exec_async(&mut self.connection).await?;
                }
            }
        }
    }

    /// Says whether it was not heard yet.
    async fn subscribe(&mut self, topic: &Topic) -> RedisResult<bool> {
        if self.topics.contains(topic) {
            return Ok(false);
        }
        subscribe(&mut self.connection, topic, self.heard.pulse.nonce).await?;
        Ok(self.topics.insert(topic.clone()))
    }

    /// Somebody watches since before this was heard.
    fn tell(&self, topic: &Topic) {
        if let Topic::News(log) = topic {
            self.heard.publications.send(log, Publication::Missed);
        }
    }

    /// Leaves what nobody hears. Whoever wants it meanwhile asks after this, in the same queue.
    async fn leave(&mut self) -> RedisResult<()> {
        let left: Vec<_> = self.topics.iter().filter(|topic| !self.heard.is_wanted(topic)).cloned().collect();
        for topic in left {
            if let Topic::News(log) = &topic {
                // First: while it is heard, so are the news.
                let own = Keys(log).own(self.heard.pulse.nonce);
                cmd("SUNSUBSCRIBE").arg(own).exec_async(&mut self.connection).await?;
            }
            cmd("SUNSUBSCRIBE").arg(topic.channel()).exec_async(&mut self.connection).await?;
            self.topics.remove(&topic);
        }
        Ok(())
    }
}
