//! Removes erased words from Redis's files: the append-only file and, if there is one, the snapshot.

use std::{collections::HashMap, future::Future, sync::atomic::Ordering, time::Duration};

use ::redis::{RedisResult, aio::ConnectionManager, cmd};
use tokio::time::{Instant, sleep};

use super::{
    RedisLog,
    failure::Failure,
    keys::{ERASED, REWRITTEN},
};
use crate::{LogError, LogName};

/// How often the progress of a rewrite is checked.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After this time a rewrite is no longer waited for; the next erasure or start asks for another.
const REWRITE_WITHIN: Duration = Duration::from_secs(30 * 60);

impl RedisLog {
    /// Makes Redis rewrite its files without erased words, and waits for the end; false if nothing was erased since the
    /// last rewrite. This happens by itself [`crate::RedisSettings::erased_at_rest_after`] an erasure, and after
    /// connecting. Closing the log doesn't wait for it: what is then not known to be written is asked for again at the
    /// next start.
    ///
    /// # Errors
    /// [`LogError`].
    pub async fn rewrite(&self) -> Result<bool, LogError> {
        // Holds no reference: a rewrite is Redis's own work, and goes on without this store.
        drop(self.call("rewrite").await?);
        let mut connection = self.inner.link.connection();
        let failed = |error| Failure::of(&error, true).into_error("rewrite", &self.inner.address);
        tokio::select! {
            rewritten = rewrite(&mut connection) => rewritten.map_err(failed),
            () = self.closed() => Err(LogError::Closed { operation: "rewrite" }),
        }
    }

    /// Done soon after the log was closed.
    async fn closed(&self) {
        while !self.inner.calls.is_closed() {
            sleep(LOOK_EVERY).await;
        }
    }

    pub(super) fn rewrite_later(&self) {
        if self.inner.rewrite_is_due.swap(true, Ordering::SeqCst) {
            return;
        }
        let log = std::sync::Arc::downgrade(&self.inner);
        let after = self.inner.settings.erased_at_rest_after;
        tokio::spawn(async move {
            sleep(after).await;
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

    /// Runs an operation that erases words, and schedules the rewrite that removes them from the files.
    pub(super) async fn erase<T>(
        &self,
        operation: &'static str,
        log: &LogName,
        step: impl Future<Output = Result<T, LogError>>,
    ) -> Result<T, LogError> {
        self.count_erasure(operation, log).await?;
        let done = step.await?;
        self.count_erasure(operation, log).await?;
        Ok(done)
    }

    /// Counts an erasure, before and after it happens, so that neither a crash nor a rewrite in between loses it.
    async fn count_erasure(&self, operation: &'static str, log: &LogName) -> Result<(), LogError> {
        self.ask(operation, log, true, cmd("INCR").arg(ERASED)).await?;
        self.rewrite_later();
        Ok(())
    }
}

/// Whether something was erased since the last rewrite, whichever server did it.
pub(super) async fn is_due(connection: &mut ConnectionManager) -> RedisResult<bool> {
    let erased: Option<u64> = cmd("GET").arg(ERASED).query_async(connection).await?;
    let rewritten: Option<u64> = cmd("GET").arg(REWRITTEN).query_async(connection).await?;
    Ok(erased.unwrap_or(0) > rewritten.unwrap_or(0))
}

/// Makes Redis rewrite its files and waits for the end; false if nothing was erased since the last rewrite.
async fn rewrite(connection: &mut ConnectionManager) -> RedisResult<bool> {
    let until = Instant::now() + REWRITE_WITHIN;
    if !is_due(connection).await? {
        return Ok(false);
    }
    // A rewrite that is under way may have begun before the erasure, so it has to end first.
    ended(connection, until).await?;
    let erased: u64 = cmd("GET").arg(ERASED).query_async(connection).await?;
    if info_field(connection, "aof_enabled").await?.as_deref() == Some("1") {
        cmd("BGREWRITEAOF").exec_async(connection).await?;
        ended(connection, until).await?;
        if info_field(connection, "aof_last_bgrewrite_status").await?.as_deref() != Some("ok") {
            return Err((::redis::ErrorKind::Client, "the append-only file could not be rewritten").into());
        }
    }
    let saves: HashMap<String, String> = cmd("CONFIG").arg("GET").arg("save").query_async(connection).await?;
    if saves.get("save").is_some_and(|save| !save.is_empty()) {
        cmd("BGSAVE").arg("SCHEDULE").exec_async(connection).await?;
        ended(connection, until).await?;
        if info_field(connection, "rdb_last_bgsave_status").await?.as_deref() != Some("ok") {
            return Err((::redis::ErrorKind::Client, "the snapshot could not be written").into());
        }
    }
    cmd("SET").arg(REWRITTEN).arg(erased).exec_async(connection).await?;
    Ok(true)
}

/// Waits until Redis writes no file in the background.
async fn ended(connection: &mut ConnectionManager, until: Instant) -> RedisResult<()> {
    for fact_name in ["aof_rewrite_scheduled", "aof_rewrite_in_progress", "rdb_bgsave_in_progress"] {
        while info_field(connection, fact_name).await?.as_deref() == Some("1") {
            if Instant::now() > until {
                return Err((::redis::ErrorKind::Client, "a rewrite takes too long").into());
            }
            sleep(LOOK_EVERY).await;
        }
    }
    Ok(())
}

/// One field of `INFO persistence`.
async fn info_field(connection: &mut ConnectionManager, name: &str) -> RedisResult<Option<String>> {
    let facts: String = cmd("INFO").arg("persistence").query_async(connection).await?;
    Ok(line(&facts, name).map(str::to_owned))
}

/// The value behind `name:`.
pub(super) fn line<'a>(info: &'a str, name: &str) -> Option<&'a str> {
    info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}
