//! One RESP3 connection that hears all watched channels, supervised.

use std::{collections::HashSet, sync::Arc, time::Duration};

use ::redis::{AsyncConnectionConfig, Client, PushInfo, PushKind, RedisResult, Value, aio::MultiplexedConnection, cmd};
use tokio::{
    sync::{Notify, mpsc, oneshot},
    time::{MissedTickBehavior, interval, sleep},
};

use super::{keys::Topic, wire};
use crate::{Publication, channels::Channels};

/// A connection that answers nothing for longer is given up: an idle listener would not notice otherwise.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// How often the connection is tried, and channels that nobody hears are left.
const PING_EVERY: Duration = Duration::from_secs(5);
/// Between two attempts to connect, doubled from the first to the second.
const RETRY_AFTER: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(2));

/// Asks for a topic; answered once it is heard.
pub(super) struct Hear {
    pub(super) topic: Topic,
    pub(super) heard: oneshot::Sender<()>,
}

/// Where what is heard goes.
pub(super) struct Heard {
    pub(super) publications: Channels<Publication>,
    pub(super) signals: Channels<bytes::Bytes>,
}

impl Heard {
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
        match Topic::parse(channel) {
            None => {}
            Some(Topic::Signals(log)) => self.signals.send(&log, message.into()),
            Some(Topic::News(log)) => {
                let publication = wire::publication(&message).unwrap_or_else(|wire::Unreadable(reason)| {
                    tracing::warn!(log.name = %log, reason, "a publication can't be read, so the log is read instead");
                    Publication::Missed
                });
                self.publications.send(&log, publication);
            }
        }
    }
}

/// Hears until nobody can ask any more.
pub(super) async fn listen(client: Client, heard: Arc<Heard>, mut asked: mpsc::Receiver<Hear>) {
    let mut pause = RETRY_AFTER.0;
    let mut told = false;
    let mut again = false;
    loop {
        let lost = Arc::new(Notify::new());
        match connect(&client, &heard, &lost).await {
            Ok((connection, topics)) => {
                // Before the first connection nobody's wish was answered, so nobody could miss anything.
                if std::mem::replace(&mut again, true) {
                    heard.publications.send_all(&Publication::Missed);
                }
                (pause, told) = (RETRY_AFTER.0, false);
                let hearing = Hearing { connection, topics, heard: &heard };
                match hearing.run(&mut asked, &lost).await {
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
    let mut topics = HashSet::new();
    for topic in heard.wanted() {
        cmd("SSUBSCRIBE").arg(topic.channel()).exec_async(&mut connection).await?;
        topics.insert(topic);
    }
    Ok((connection, topics))
}

struct Hearing<'a> {
    connection: MultiplexedConnection,
    topics: HashSet<Topic>,
    heard: &'a Heard,
}

impl Hearing<'_> {
    async fn run(mut self, asked: &mut mpsc::Receiver<Hear>, lost: &Notify) -> RedisResult<()> {
        let mut pings = interval(PING_EVERY);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = lost.notified() => return Err((::redis::ErrorKind::Io, "disconnected").into()),
                hear = asked.recv() => match hear {
                    None => return Ok(()),
                    Some(Hear { topic, heard }) => {
                        self.subscribe(topic).await?;
                        _ = heard.send(());
                    }
                },
                _ = pings.tick() => {
                    self.leave().await?;
                    cmd("PING").exec_async(&mut self.connection).await?;
                }
            }
        }
    }

    async fn subscribe(&mut self, topic: Topic) -> RedisResult<()> {
        if !self.topics.contains(&topic) {
            cmd("SSUBSCRIBE").arg(topic.channel()).exec_async(&mut self.connection).await?;
            self.topics.insert(topic);
        }
        Ok(())
    }

    /// Leaves what nobody hears. Whoever wants it meanwhile asks after this, in the same queue.
    async fn leave(&mut self) -> RedisResult<()> {
        let left: Vec<_> = self.topics.iter().filter(|topic| !self.heard.is_wanted(topic)).cloned().collect();
        for topic in left {
            cmd("SUNSUBSCRIBE").arg(topic.channel()).exec_async(&mut self.connection).await?;
            self.topics.remove(&topic);
        }
        Ok(())
    }
}
