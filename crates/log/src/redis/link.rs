//! The connection for everything but subscriptions.

use std::{
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use ::redis::{
    Client, Cmd, ErrorKind, Pipeline, RedisError, RedisResult, Script, ServerErrorKind, Value,
    aio::{ConnectionManager, ConnectionManagerConfig},
};

use super::failure::is_demotion;

/// How long an answer may take. The client's default of 500 ms is less than a fork for a rewrite can take.
pub(super) const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// How long connecting may take, once.
const CONNECT_WITHIN: Duration = Duration::from_secs(2);
/// How often connecting is tried before a call fails.
const CONNECT_RETRIES: usize = 3;
/// How often a call is sent if its connection breaks. Every script is idempotent.
const ATTEMPTS: usize = 2;
/// The shortest time between two reconnects away from a replica, however many calls it refuses.
const LEAVE_EVERY: Duration = Duration::from_millis(250);

/// One multiplexed connection, which reconnects by itself; replaced if it leads to a replica.
pub(super) struct Link {
    client: Client,
    current: RwLock<Current>,
    repeats: AtomicU64,
}

struct Current {
    connection: ConnectionManager,
    left: Option<Instant>,
}

#[derive(Clone, Copy)]
enum Query<'a> {
    One(&'a Cmd),
    Several(&'a Pipeline),
}

impl Link {
    pub(super) async fn connect(client: Client) -> RedisResult<Self> {
        let connection = ConnectionManager::new_with_config(client.clone(), config()).await?;
        let current = RwLock::new(Current { connection, left: None });
        Ok(Self { client, current, repeats: AtomicU64::new(0) })
    }

    /// The present connection; calls over it are sent in the order in which they are made.
    pub(super) fn connection(&self) -> ConnectionManager {
        self.current.read().unwrap_or_else(PoisonError::into_inner).connection.clone()
    }

    /// How many calls were sent a second time.
    pub(super) fn repeats(&self) -> u64 {
        self.repeats.load(Ordering::Relaxed)
    }

    /// Sends an idempotent command; a second time if the connection broke.
    pub(super) async fn query(&self, command: &Cmd) -> RedisResult<Value> {
        self.query_with_retry(Query::One(command)).await
    }

    /// Sends several commands at once. If one fails, the others may have been executed.
    pub(super) async fn pipe(&self, pipeline: &Pipeline) -> RedisResult<Value> {
        self.query_with_retry(Query::Several(pipeline)).await
    }

    /// Calls a script, and loads it if Redis does not know it.
    pub(super) async fn call(&self, script: &Script, call: &Cmd) -> RedisResult<Value> {
        match self.query(call).await {
            Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoScript) => {
                script.load_async(&mut self.connection()).await?;
                self.query(call).await
            }
            other => other,
        }
    }

    async fn query_with_retry(&self, query: Query<'_>) -> RedisResult<Value> {
        let mut attempt = 1;
        loop {
            let mut connection = self.connection();
            let answer = match query {
                Query::One(command) => command.query_async(&mut connection).await,
                Query::Several(pipeline) => pipeline.query_async(&mut connection).await,
            };
            match answer {
                Err(error) if attempt < ATTEMPTS && error.is_connection_dropped() => {
                    attempt += 1;
                    self.repeats.fetch_add(1, Ordering::Relaxed);
                }
                Err(error) => {
                    if is_demotion(&error) {
                        self.leave_replica();
                    }
                    return Err(error);
                }
                done => return done,
            }
        }
    }

    /// Drops the connection to a replica: the address may lead to another Redis by now.
    pub(super) fn leave_replica(&self) {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        if current.left.is_some_and(|left| left.elapsed() < LEAVE_EVERY) {
            return;
        }
        match ConnectionManager::new_lazy_with_config(self.client.clone(), config()) {
            Ok(connection) => *current = Current { connection, left: Some(Instant::now()) },
            Err(error) => tracing::warn!(%error, "cannot leave a Redis that is a replica"),
        }
    }
}

fn config() -> ConnectionManagerConfig {
    ConnectionManagerConfig::new()
        .set_connection_timeout(Some(CONNECT_WITHIN))
        .set_response_timeout(Some(ANSWER_WITHIN))
        .set_number_of_retries(CONNECT_RETRIES)
        .set_max_delay(Duration::from_millis(500))
}

/// A call of a script, to be completed with `numkeys`, keys and arguments.
pub(super) fn call_of(script: &Script, keys: &[String]) -> Cmd {
    let mut call = ::redis::cmd("EVALSHA");
    call.arg(script.get_hash()).arg(keys.len()).arg(keys);
    call
}

/// The error for a reply of an unexpected type.
pub(super) fn unexpected(what: &'static str) -> RedisError {
    (ErrorKind::UnexpectedReturnType, what).into()
}
