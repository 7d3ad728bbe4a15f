//! Logs in Redis: heads in streams, bodies in hashes, one script for each operation.

mod append;
mod checkpoint;
mod connect;
mod erased;
mod failure;
mod keys;
mod known;
mod lanes;
mod link;
mod listen;
mod others;
mod photos;
mod probe;
mod publications;
mod pulse;
mod settings;
mod unsettled;
mod watch;
mod wire;
mod worth;

use std::{
    fmt,
    future::Future,
    sync::{Arc, LazyLock, atomic::AtomicBool},
};

use ::redis::{Cmd, RedisError, RedisResult, Script, Value, cmd};
use async_trait::async_trait;
use bytes::Bytes;
use tokio::{
    runtime::Handle,
    sync::{Semaphore, SemaphorePermit, mpsc},
};
use traceboard_position::Position;
use uuid::Uuid;

pub use self::settings::RedisSettings;
use self::{
    failure::Failure,
    keys::{Keys, Topic},
    known::SeenLogs,
    lanes::Lanes,
    link::{Link, call_of},
    listen::{Subscribe, Subscriptions},
    wire::Unreadable,
};
use crate::{
    BODIES_MAX, CHECKPOINT_BYTES_MAX, Log, LogError, LogName, NewEntry, Outcome, PAGE_BYTES_MAX, PAGE_ENTRIES_MAX,
    Page, Publication, Publishing, ReadError, StoredBody, Subscription, Touch, Unsettled, Worth, bounds,
    error::BEGIN_ANEW,
};

/// How many calls are under way at once; more wait.
const CALLS_MAX: u32 = 1024;

static TOUCH: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("redis/photos.lua"), include_str!("redis/touch.lua"))));
static FIND: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        include_str!("redis/photos.lua"),
        include_str!("redis/bodies.lua"),
        include_str!("redis/find.lua")
    ))
});
static READ: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("redis/read.lua")));

/// Logs in one Redis, shared with every other server that is connected to it. Clones share the connections; the last
/// one closes them.
///
/// Needs Redis 7.0 or later. A term begins with the first append after Redis changed its `master_replid` (a failover,
/// or a restart that may have lost the end of history). A log that held entries and has none any more is
/// [`LogError::Gone`], and begins anew by another connection only. Stamps are Redis's own time. If Redis has become a
/// replica, each write connects to the address again, until it leads to a primary.
#[derive(Clone)]
pub struct RedisLog {
    inner: Arc<Inner>,
}

struct Inner {
    address: String,
    settings: RedisSettings,
    link: Arc<Link>,
    subscriptions: Arc<Subscriptions>,
    subscribe: mpsc::Sender<Subscribe>,
    lanes: Lanes,
    known: SeenLogs,
    runtime: Handle,
    calls: Semaphore,
    rewrite_is_due: AtomicBool,
}

impl RedisLog {
    async fn call(&self, operation: &'static str) -> Result<SemaphorePermit<'_>, LogError> {
        self.inner.calls.acquire().await.map_err(|_| LogError::Closed { operation })
    }

    /// Sends one command of an operation.
    async fn ask(
        &self,
        operation: &'static str,
        log: &LogName,
        writes: bool,
        command: &Cmd,
    ) -> Result<Value, LogError> {
        explain(operation, log, writes, self.inner.link.query(command)).await
    }
}

/// Waits for Redis, and converts its error.
async fn explain<T>(
    operation: &'static str,
    log: impl fmt::Display,
    writes: bool,
    answer: impl Future<Output = RedisResult<T>>,
) -> Result<T, LogError> {
    answer.await.map_err(|error: RedisError| Failure::of(&error, writes).into_error(operation, log))
}

#[async_trait]
impl Log for RedisLog {
    async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, LogError> {
        bounds::check_append(log, &entries)?;
        let _call = self.call("append").await?;
        self.append_all(log, entries).await
    }

    async fn find(&self, log: &LogName, entry: &NewEntry) -> Result<Option<Outcome>, LogError> {
        let operation = "look for an entry in";
        let _call = self.call(operation).await?;
        let keys = Keys(log);
        let mut call = call_of(&FIND, &[keys.entries(), keys.bodies(), keys.ids()]);
        wire::write_entry(&mut call, entry);
        let answer = explain(operation, log, false, self.inner.link.call(&FIND, &call)).await?;
        wire::found(answer).map_err(|error| damaged(operation, log, error))
    }

    async fn head(&self, log: &LogName) -> Result<Option<Position>, LogError> {
        let operation = "read the head of";
        let _call = self.call(operation).await?;
        let mut question = cmd("HMGET");
        question.arg(Keys(log).log()).arg(&["term", "seq", "nonce"]);
        let answer = self.ask(operation, log, false, &question).await?;
        let head = wire::head(answer).map_err(|error| damaged(operation, log, error))?;
        match head {
            Some(_) => self.inner.known.note(log),
            None => self.refuse_if_gone(operation, log).await?,
        }
        Ok(head)
    }

    async fn read(&self, log: &LogName, after: Option<Position>) -> Result<Page, ReadError> {
        let operation = "read";
        let _call = self.call(operation).await?;
        let keys = Keys(log);
        let mut call = call_of(&READ, &[keys.entries(), keys.bodies(), keys.terms(), keys.log()]);
        call.arg(PAGE_ENTRIES_MAX).arg(PAGE_BYTES_MAX);
        if let Some(Position { term, seq, nonce }) = after {
            call.arg(term).arg(seq).arg(format!("{nonce:016x}"));
        }
        let answer = explain(operation, log, false, self.inner.link.call(&READ, &call)).await?;
        let page = wire::page(answer, after).map_err(|error| damaged(operation, log, error))?;
        match &page {
            Some(page) if !page.entries.is_empty() => self.inner.known.note(log),
            _ => self.refuse_if_gone(operation, log).await?,
        }
        Page::found(page, log, after)
    }

    async fn bodies(&self, log: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, LogError> {
        let operation = "read bodies of";
        if ids.len() > BODIES_MAX {
            return Err(misuse(operation, log, format!("{} bodies at once, at most {BODIES_MAX} go", ids.len())));
        }
        let _call = self.call(operation).await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut question = cmd("HMGET");
        question.arg(Keys(log).bodies());
        for id in ids {
            question.arg(id.as_bytes().as_slice());
        }
        let answer = self.ask(operation, log, false, &question).await?;
        wire::bodies(answer).map_err(|error| damaged(operation, log, error))
    }

    async fn format(&self, log: &LogName) -> Result<u16, LogError> {
        let operation = "read the format of";
        let _call = self.call(operation).await?;
        let mut question = cmd("HGET");
        question.arg(Keys(log).log()).arg("format");
        match self.ask(operation, log, false, &question).await? {
            Value::Nil => Ok(0),
            format => wire::bytes(format)
                .and_then(|format| wire::parse(&format))
                .map_err(|error| damaged(operation, log, error)),
        }
    }

    async fn unsettled(&self) -> Result<Vec<Unsettled>, LogError> {
        let operation = "look for what is unsettled in";
        let _call = self.call(operation).await?;
        explain(operation, "store", false, unsettled::unsettled(&self.inner.link))
            .await?
            .map_err(|error| damaged(operation, "store", error))
    }

    async fn settle(&self, log: &LogName, position: Position) -> Result<(), LogError> {
        let operation = "settle";
        let _call = self.call(operation).await?;
        explain(operation, log, true, unsettled::settle(&self.inner.link, log, position)).await
    }

    async fn keep_checkpoint(&self, log: &LogName, checkpoint: Bytes) -> Result<(), LogError> {
        let operation = "keep a checkpoint of";
        if checkpoint.len() > CHECKPOINT_BYTES_MAX {
            let reason = format!("it has {} bytes, at most {CHECKPOINT_BYTES_MAX} go", checkpoint.len());
            return Err(misuse(operation, log, reason));
        }
        let _call = self.call(operation).await?;
        let version = self.draw(operation, log)?;
        explain(operation, log, true, checkpoint::keep(&self.inner.link, log, &checkpoint, version)).await
    }

    async fn checkpoint(&self, log: &LogName) -> Result<Option<Bytes>, LogError> {
        let operation = "read the checkpoint of";
        let _call = self.call(operation).await?;
        explain(operation, log, false, checkpoint::read(&self.inner.link, log)).await
    }

    async fn probe(&self) -> Result<(), LogError> {
        let _call = self.call("probe").await?;
        self.try_append().await
    }

    async fn require_empty(&self) -> Result<(), LogError> {
        let _call = self.call(BEGIN_ANEW).await?;
        self.refuse_if_begun().await
    }

    fn publishing(&self) -> Publishing {
        self.inner.subscriptions.pulse.publishing()
    }

    async fn touch(&self, log: &LogName, touches: &[Touch]) -> Result<(), LogError> {
        bounds::check_touches(log, touches)?;
        let operation = "touch bodies of";
        let _call = self.call(operation).await?;
        if touches.is_empty() {
            return Ok(());
        }
        let keys = [Keys(log).bodies(), Keys(log).log(), Topic::Publications(log.clone()).channel()];
        let mut call = call_of(&TOUCH, &keys);
        for argument in wire::touch_arguments(touches) {
            call.arg(argument);
        }
        let step = async { explain(operation, log, true, self.inner.link.call(&TOUCH, &call)).await.map(drop) };
        if erases(touches) { self.erase(operation, log, step).await } else { step.await }
    }

    async fn watch(&self, log: &LogName) -> Result<Subscription<Publication>, LogError> {
        let _call = self.call("watch").await?;
        // Received before subscribing, so that the listener does not unsubscribe it as unwanted.
        let receiver = self.inner.subscriptions.publications.subscribe(log);
        self.subscribe(Topic::Publications(log.clone())).await;
        Ok(receiver)
    }

    async fn signal(&self, log: &LogName, signal: Bytes) -> Result<(), LogError> {
        bounds::check_signal(log, &signal)?;
        let operation = "signal on";
        let _call = self.call(operation).await?;
        let mut publish = cmd("SPUBLISH");
        publish.arg(Topic::Signals(log.clone()).channel()).arg(signal.as_ref());
        self.ask(operation, log, true, &publish).await.map(drop)
    }

    async fn signals(&self, log: &LogName) -> Result<Subscription<Bytes>, LogError> {
        let _call = self.call("listen").await?;
        let receiver = self.inner.subscriptions.signals.subscribe(log);
        self.subscribe(Topic::Signals(log.clone())).await;
        Ok(receiver)
    }

    async fn worth(&self) -> Result<Worth, LogError> {
        let _call = self.call("read the settings of").await?;
        let mut connection = self.inner.link.connection();
        explain("read the settings of", &self.inner.address, false, worth::worth(&mut connection)).await
    }

    async fn close(&self) {
        // With all permits, no call is under way.
        if let Ok(calls) = self.inner.calls.acquire_many(CALLS_MAX).await {
            self.inner.calls.close();
            drop(calls);
        }
        self.inner.subscriptions.publications.clear();
        self.inner.subscriptions.signals.clear();
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

fn misuse(operation: &'static str, log: &LogName, reason: String) -> LogError {
    LogError::Misuse { operation, log: log.clone(), reason }
}

fn damaged(operation: &'static str, log: impl fmt::Display, Unreadable(reason): Unreadable) -> LogError {
    LogError::Damaged { operation, log: log.to_string(), reason }
}
