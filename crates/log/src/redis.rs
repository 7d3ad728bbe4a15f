//! Logs in Redis: heads in streams, bodies in hashes beside them, one script for each step.

mod erased;
mod keys;
mod listen;
mod settings;
mod wire;
mod worth;

use std::{
    fmt,
    future::Future,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ::redis::{
    Client, IntoConnectionInfo, ProtocolVersion, RedisError, RedisResult, Script, Value,
    aio::{ConnectionManager, ConnectionManagerConfig},
    cmd,
};
use async_trait::async_trait;
use bytes::Bytes;
use tokio::{
    sync::{Semaphore, SemaphorePermit, broadcast, mpsc, oneshot},
    time::timeout,
};
use traceboard_position::Position;

pub use self::settings::RedisSettings;
use self::{
    keys::{Keys, Topic},
    listen::{Hear, Heard, listen},
    wire::Unreadable,
};
use crate::{
    APPEND_WHOLE_MAX, Log, LogError, LogName, NewEntry, Outcome, PAGE_BYTES_MAX, PAGE_ENTRIES_MAX, PUBLICATIONS_MAX,
    Page, Publication, ReadError, SIGNALS_MAX, Touch, Worth, bounds, channels::Channels,
};

/// How long an answer may take. The client's default of 500 ms is less than a fork for a rewrite can take.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// How long connecting may take, once.
const CONNECT_WITHIN: Duration = Duration::from_secs(2);
/// How often connecting is tried before a call fails.
const CONNECT_RETRIES: usize = 3;
/// How often a call is sent when its connection breaks. Every script is idempotent.
const ATTEMPTS: usize = 2;
/// How many calls are under way at once; more wait.
const CALLS_MAX: u32 = 1024;
/// How many topics wait to be heard; more wait.
const HEARS_MAX: usize = 256;
/// About what one script call appends, with [`APPEND_WHOLE_MAX`], so that no call holds Redis up for long.
const CALL_BYTES_MAX: usize = 1024 * 1024;

static APPEND: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("redis/append.lua")));
static TOUCH: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("redis/touch.lua")));
static READ: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("redis/read.lua")));

/// Logs in one Redis, shared with every other server that is connected to it. Clones share the connections; the last
/// one closes them.
///
/// Needs Redis 7.0 or later. A term begins with the first append after Redis changed its `master_replid` (a failover,
/// or a restart that may have lost the end of history). Stamps are Redis's own time.
#[derive(Clone)]
pub struct RedisLog {
    inner: Arc<Inner>,
}

struct Inner {
    address: String,
    settings: RedisSettings,
    connection: ConnectionManager,
    heard: Arc<Heard>,
    hear: mpsc::Sender<Hear>,
    calls: Semaphore,
    rewrite_is_due: AtomicBool,
}

impl RedisLog {
    /// Connects to a Redis: `redis://host:port`, `redis://:password@host:port/0`, with TLS `rediss://…`, `unix:///path`.
    /// TLS trusts the machine's certificate authorities, or those of `SSL_CERT_FILE`.
    ///
    /// # Errors
    /// [`LogError::Unavailable`] where it can't be reached, is older than 7.0, or the address can't be read.
    pub async fn connect(url: &str) -> Result<Self, LogError> {
        Self::connect_with(url, RedisSettings::default()).await
    }

    /// As [`RedisLog::connect`], with every setting.
    ///
    /// # Errors
    /// As [`RedisLog::connect`].
    pub async fn connect_with(url: &str, settings: RedisSettings) -> Result<Self, LogError> {
        let failed = |error: RedisError| unavailable("connect to", "redis", error);
        let info = url.into_connection_info().map_err(failed)?;
        // Without user and password.
        let address = info.addr().to_string();
        let redis = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
        let client = Client::open(info.set_redis_settings(redis)).map_err(failed)?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(CONNECT_WITHIN))
            .set_response_timeout(Some(ANSWER_WITHIN))
            .set_number_of_retries(CONNECT_RETRIES)
            .set_max_delay(Duration::from_millis(500));
        let mut connection = ConnectionManager::new_with_config(client.clone(), config).await.map_err(failed)?;
        let about: String = cmd("INFO").arg("server").query_async(&mut connection).await.map_err(failed)?;
        let version = erased::line(&about, "redis_version").unwrap_or_default();
        if version.split('.').next().and_then(|major| major.parse().ok()).is_none_or(|major: u32| major < 7) {
            let reason = std::io::Error::other(format!("it is Redis {version}, but 7.0 or later is needed"));
            return Err(unavailable("connect to", &address, reason));
        }
        let heard =
            Arc::new(Heard { publications: Channels::new(PUBLICATIONS_MAX), signals: Channels::new(SIGNALS_MAX) });
        let (hear, asked) = mpsc::channel(HEARS_MAX);
        tokio::spawn(listen(client, heard.clone(), asked));
        let log = Self {
            inner: Arc::new(Inner {
                address,
                settings,
                connection: connection.clone(),
                heard,
                hear,
                calls: Semaphore::new(CALLS_MAX as usize),
                rewrite_is_due: AtomicBool::new(false),
            }),
        };
        // A server that ended before its time was up left this to the next one.
        if erased::is_due(&mut connection).await.map_err(failed)? {
            log.rewrite_later();
        }
        Ok(log)
    }

    /// Lets Redis write its files anew without what was erased, and waits until it has; says whether there was reason
    /// to. This happens by itself [`RedisSettings::erased_at_rest_after`] an erasure, and after connecting.
    ///
    /// # Errors
    /// [`LogError`].
    pub async fn rewrite(&self) -> Result<bool, LogError> {
        let _call = self.call("rewrite").await?;
        let mut connection = self.inner.connection.clone();
        erased::rewrite(&mut connection).await.map_err(|error| unavailable("rewrite", &self.inner.address, error))
    }

    fn rewrite_later(&self) {
        if self.inner.rewrite_is_due.swap(true, Ordering::SeqCst) {
            return;
        }
        let log = Arc::downgrade(&self.inner);
        let after = self.inner.settings.erased_at_rest_after;
        tokio::spawn(async move {
            tokio::time::sleep(after).await;
            let Some(inner) = log.upgrade() else { return };
            inner.rewrite_is_due.store(false, Ordering::SeqCst);
            let log = Self { inner };
            if let Err(error) = log.rewrite().await {
                if matches!(error, LogError::Closed { .. }) {
                    return;
                }
                tracing::error!(%error, "erased words stay in the files of Redis; trying again later");
                log.rewrite_later();
            }
        });
    }

    async fn call(&self, operation: &'static str) -> Result<SemaphorePermit<'_>, LogError> {
        self.inner.calls.acquire().await.map_err(|_| LogError::Closed { operation })
    }

    /// Sends what may be sent twice; once more, where the connection broke.
    async fn send<F: Future<Output = RedisResult<Value>>>(
        &self,
        operation: &'static str,
        log: &LogName,
        once: impl Fn(ConnectionManager) -> F,
    ) -> Result<Value, LogError> {
        let mut attempt = 1;
        loop {
            match once(self.inner.connection.clone()).await {
                Ok(value) => return Ok(value),
                Err(error) if attempt < ATTEMPTS && error.is_connection_dropped() => attempt += 1,
                Err(error) if error.code() == Some("DAMAGED") => {
                    let reason = error.detail().unwrap_or_default().to_owned();
                    return Err(LogError::Damaged { operation, log: log.to_string(), reason });
                }
                Err(error) => return Err(unavailable(operation, log, error)),
            }
        }
    }

    async fn erase<T>(
        &self,
        operation: &'static str,
        log: &LogName,
        step: impl Future<Output = Result<T, LogError>>,
    ) -> Result<T, LogError> {
        let mut connection = self.inner.connection.clone();
        let failed = |error: RedisError| unavailable(operation, log, error);
        erased::count(&mut connection).await.map_err(failed)?;
        self.rewrite_later();
        let done = step.await?;
        erased::count(&mut connection).await.map_err(failed)?;
        self.rewrite_later();
        Ok(done)
    }

    async fn append_some(&self, log: &LogName, entries: &[NewEntry]) -> Result<Vec<Outcome>, LogError> {
        let operation = "append to";
        let nonce = self.inner.settings.chance.draw().map_err(|error| unavailable(operation, log, error))?;
        let keys = Keys(log);
        let mut call = APPEND.prepare_invoke();
        call.key(keys.entries()).key(keys.bodies()).key(keys.ids()).key(keys.terms()).key(keys.log());
        call.key(Topic::News(log.clone()).channel()).arg(format!("{nonce:016x}"));
        for entry in entries {
            for argument in wire::entry_arguments(entry) {
                call.arg(argument);
            }
        }
        let call = &call;
        let step = async {
            let once = async |mut to| call.invoke_async(&mut to).await;
            let answer = self.send(operation, log, once).await?;
            let (_, outcomes) = wire::appended(answer).map_err(|error| damaged(operation, log, error))?;
            Ok(outcomes)
        };
        if entries.iter().any(|entry| erases(&entry.touches)) {
            self.erase(operation, log, step).await
        } else {
            step.await
        }
    }

    /// Waits until a topic is heard.
    async fn hear(&self, operation: &'static str, log: &LogName, topic: Topic) -> Result<(), LogError> {
        let (heard, is_heard) = oneshot::channel();
        let hear = async {
            self.inner.hear.send(Hear { topic, heard }).await.map_err(std::io::Error::other)?;
            is_heard.await.map_err(std::io::Error::other)
        };
        match timeout(ANSWER_WITHIN, hear).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(unavailable(operation, log, error)),
            Err(elapsed) => Err(unavailable(operation, log, elapsed)),
        }
    }
}

#[async_trait]
impl Log for RedisLog {
    async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, LogError> {
        bounds::check_append(log, &entries)?;
        let _call = self.call("append").await?;
        let mut outcomes = Vec::with_capacity(entries.len());
        let mut rest = entries.as_slice();
        while !rest.is_empty() {
            let (some, more) = rest.split_at(call_len(rest));
            outcomes.extend(self.append_some(log, some).await?);
            rest = more;
        }
        Ok(outcomes)
    }

    async fn head(&self, log: &LogName) -> Result<Option<Position>, LogError> {
        let operation = "read the head of";
        let _call = self.call(operation).await?;
        let mut question = cmd("HMGET");
        question.arg(Keys(log).log()).arg(&["term", "seq", "nonce"]);
        let question = &question;
        let once = async |mut to| question.query_async(&mut to).await;
        wire::head(self.send(operation, log, once).await?).map_err(|error| damaged(operation, log, error))
    }

    async fn read(&self, log: &LogName, after: Option<Position>) -> Result<Page, ReadError> {
        let operation = "read";
        let _call = self.call(operation).await?;
        let keys = Keys(log);
        let mut call = READ.prepare_invoke();
        call.key(keys.entries()).key(keys.bodies()).key(keys.terms()).key(keys.log());
        call.arg(PAGE_ENTRIES_MAX).arg(PAGE_BYTES_MAX);
        if let Some(Position { term, seq, nonce }) = after {
            call.arg(term).arg(seq).arg(format!("{nonce:016x}"));
        }
        let call = &call;
        let once = async |mut to| call.invoke_async(&mut to).await;
        let answer = self.send(operation, log, once).await?;
        let page = wire::page(answer, after).map_err(|error| damaged(operation, log, error))?;
        Page::found(page, log, after)
    }

    async fn bodies(&self, log: &LogName, _ids: &[uuid::Uuid]) -> Result<Vec<crate::StoredBody>, LogError> {
        Err(LogError::Misuse { operation: "read bodies of", log: log.clone(), reason: "not built yet".to_owned() })
    }

    async fn format(&self, _log: &LogName) -> Result<u16, LogError> {
        Ok(0)
    }

    async fn unsettled(&self) -> Result<Vec<crate::Unsettled>, LogError> {
        Ok(Vec::new())
    }

    async fn settle(&self, _log: &LogName, _position: Position) -> Result<(), LogError> {
        Ok(())
    }

    async fn keep_checkpoint(&self, _log: &LogName, _checkpoint: Bytes) -> Result<(), LogError> {
        Ok(())
    }

    async fn checkpoint(&self, _log: &LogName) -> Result<Option<Bytes>, LogError> {
        Ok(None)
    }

    async fn probe(&self) -> Result<(), LogError> {
        Ok(())
    }

    fn publishing(&self) -> crate::Publishing {
        crate::Publishing::Arrives
    }

    async fn touch(&self, log: &LogName, touches: &[Touch]) -> Result<(), LogError> {
        bounds::check_touches(log, touches)?;
        let operation = "touch bodies of";
        let _call = self.call(operation).await?;
        if touches.is_empty() {
            return Ok(());
        }
        let mut call = TOUCH.prepare_invoke();
        call.key(Keys(log).bodies()).key(Keys(log).log()).key(Topic::News(log.clone()).channel());
        for argument in wire::touch_arguments(touches) {
            call.arg(argument);
        }
        let call = &call;
        let step = async {
            let once = async |mut to| call.invoke_async(&mut to).await;
            self.send(operation, log, once).await.map(drop)
        };
        if erases(touches) { self.erase(operation, log, step).await } else { step.await }
    }

    async fn watch(&self, log: &LogName) -> Result<broadcast::Receiver<Publication>, LogError> {
        let _call = self.call("watch").await?;
        // Before it is asked for, so that it isn't left again as unheard.
        let receiver = self.inner.heard.publications.subscribe(log);
        self.hear("watch", log, Topic::News(log.clone())).await?;
        Ok(receiver)
    }

    async fn signal(&self, log: &LogName, signal: Bytes) -> Result<(), LogError> {
        bounds::check_signal(log, &signal)?;
        let operation = "signal on";
        let _call = self.call(operation).await?;
        let mut publish = cmd("SPUBLISH");
        publish.arg(Topic::Signals(log.clone()).channel()).arg(signal.as_ref());
        let publish = &publish;
        let once = async |mut to| publish.query_async(&mut to).await;
        self.send(operation, log, once).await.map(drop)
    }

    async fn signals(&self, log: &LogName) -> Result<broadcast::Receiver<Bytes>, LogError> {
        let _call = self.call("listen").await?;
        let receiver = self.inner.heard.signals.subscribe(log);
        self.hear("listen to", log, Topic::Signals(log.clone())).await?;
        Ok(receiver)
    }

    async fn worth(&self) -> Result<Worth, LogError> {
        let _call = self.call("weigh").await?;
        let mut connection = self.inner.connection.clone();
        worth::worth(&mut connection).await.map_err(|error| unavailable("weigh", &self.inner.address, error))
    }

    async fn close(&self) {
        // All permits: every call that is under way has ended.
        if let Ok(calls) = self.inner.calls.acquire_many(CALLS_MAX).await {
            self.inner.calls.close();
            drop(calls);
        }
        self.inner.heard.publications.clear();
        self.inner.heard.signals.clear();
    }
}

impl fmt::Debug for RedisLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisLog").field("address", &self.inner.address).finish_non_exhaustive()
    }
}

fn erases(touches: &[Touch]) -> bool {
    touches.iter().any(|touch| matches!(touch, Touch::Erase(_)))
}

/// How many of these go into one call; at least one.
fn call_len(entries: &[NewEntry]) -> usize {
    let mut bytes = 0;
    let fits = |entry: &&NewEntry| {
        bytes += entry.head.len() + entry.body.as_ref().map_or(0, Bytes::len) + 32 * entry.touches.len();
        bytes <= CALL_BYTES_MAX
    };
    entries.iter().take(APPEND_WHOLE_MAX).take_while(fits).count().max(1)
}

fn unavailable(
    operation: &'static str,
    log: impl fmt::Display,
    source: impl std::error::Error + Send + Sync + 'static,
) -> LogError {
    LogError::Unavailable { operation, log: log.to_string(), source: Box::new(source) }
}

fn damaged(operation: &'static str, log: &LogName, Unreadable(reason): Unreadable) -> LogError {
    LogError::Damaged { operation, log: log.to_string(), reason }
}
