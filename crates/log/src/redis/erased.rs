//! What was erased leaves Redis's own files: the append-only file and, where Redis keeps one, the snapshot.

use std::{collections::HashMap, time::Duration};

use ::redis::{RedisResult, aio::ConnectionManager, cmd};
use tokio::time::{Instant, sleep};

use super::keys::{ERASED, REWRITTEN};

/// How often a rewrite is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// After this a rewrite is left to itself, and asked for again with the next erasure or start.
const REWRITE_WITHIN: Duration = Duration::from_secs(30 * 60);

/// Counts an erasure, before and after it happens, so that neither a crash nor a rewrite in between forgets it.
pub(super) async fn count(connection: &mut ConnectionManager) -> RedisResult<()> {
    cmd("INCR").arg(ERASED).exec_async(connection).await
}

/// Whether something was erased since the last rewrite, whichever server did it.
pub(super) async fn is_due(connection: &mut ConnectionManager) -> RedisResult<bool> {
    let erased: Option<u64> = cmd("GET").arg(ERASED).query_async(connection).await?;
    let rewritten: Option<u64> = cmd("GET").arg(REWRITTEN).query_async(connection).await?;
    Ok(erased.unwrap_or(0) > rewritten.unwrap_or(0))
}

/// Lets Redis write its files anew, waits until it has, and says whether there was reason to.
pub(super) async fn rewrite(connection: &mut ConnectionManager) -> RedisResult<bool> {
    let until = Instant::now() + REWRITE_WITHIN;
    if !is_due(connection).await? {
        return Ok(false);
    }
    // One that is under way may have begun before the erasure: it ends first.
    ended(connection, until).await?;
    let erased: u64 = cmd("GET").arg(ERASED).query_async(connection).await?;
    if fact(connection, "aof_enabled").await?.as_deref() == Some("1") {
        cmd("BGREWRITEAOF").exec_async(connection).await?;
        ended(connection, until).await?;
        if fact(connection, "aof_last_bgrewrite_status").await?.as_deref() != Some("ok") {
            return Err((::redis::ErrorKind::Client, "the append-only file could not be rewritten").into());
        }
    }
    let saves: HashMap<String, String> = cmd("CONFIG").arg("GET").arg("save").query_async(connection).await?;
    if saves.get("save").is_some_and(|save| !save.is_empty()) {
        cmd("BGSAVE").arg("SCHEDULE").exec_async(connection).await?;
        ended(connection, until).await?;
        if fact(connection, "rdb_last_bgsave_status").await?.as_deref() != Some("ok") {
            return Err((::redis::ErrorKind::Client, "the snapshot could not be written").into());
        }
    }
    cmd("SET").arg(REWRITTEN).arg(erased).exec_async(connection).await?;
    Ok(true)
}

/// Waits until Redis writes no file in the background.
async fn ended(connection: &mut ConnectionManager, until: Instant) -> RedisResult<()> {
    for fact_name in ["aof_rewrite_scheduled", "aof_rewrite_in_progress", "rdb_bgsave_in_progress"] {
        while fact(connection, fact_name).await?.as_deref() == Some("1") {
            if Instant::now() > until {
                return Err((::redis::ErrorKind::Client, "a rewrite takes too long").into());
            }
            sleep(LOOK_EVERY).await;
        }
    }
    Ok(())
}

/// One line of what Redis says of its files.
async fn fact(connection: &mut ConnectionManager, name: &str) -> RedisResult<Option<String>> {
    let facts: String = cmd("INFO").arg("persistence").query_async(connection).await?;
    Ok(line(&facts, name).map(str::to_owned))
}

/// The value behind `name:`.
pub(super) fn line<'a>(info: &'a str, name: &str) -> Option<&'a str> {
    info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}
