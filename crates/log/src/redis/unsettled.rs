//! Which logs have words that have yet to be erased or revealed.
//!
//! A log's own row holds whether it is unsettled, written by the same script call as the entry, so no crash can
//! separate them. To find such logs without a scan of all keys, each is noted first in one sorted set, which in a
//! cluster may be on another node. A note too many is harmless, because the row decides. A missing note is impossible
//! if a server dies between the two, because the note comes first; and if notes are removed, because only those are
//! removed that no append can refer to any more: the script refuses an append whose note is older than [`NOTE_COUNTS`],
//! and notes are kept for [`NOTE_STANDS`].
//!
//! A note can be lost by Redis itself, where the set's node of a cluster loses its last second and the log's node doesn't;
//! then the log is found with its next unsettling entry. On one node both are lost, or neither.

use std::{
    sync::LazyLock,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use ::redis::{RedisResult, Script, Value, cmd, pipe};
use traceboard_position::Position;

use super::{
    keys::{Keys, UNSETTLED},
    link::{Link, call_of, unexpected},
    wire::{self, Read},
};
use crate::{LogName, UNSETTLED_MAX, Unsettled};

/// How long an append may come after its note; `append.lua` has the same number. More than any call takes.
#[cfg(test)]
const NOTE_COUNTS: Duration = Duration::from_secs(5 * 60);
/// How long a note is kept at least. Twice [`NOTE_COUNTS`], for nodes whose clocks differ.
const NOTE_STANDS: Duration = Duration::from_secs(10 * 60);
/// How many notes are read at once.
const NOTES_PAGE: usize = 1000;

static NOTE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("note.lua")));
static FORGET: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("forget.lua")));
static SETTLE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("settle.lua")));

/// Notes a log, before the append that unsettles it; returns the time of the note.
pub(super) async fn note(link: &Link, log: &LogName) -> RedisResult<u64> {
    note_in(link, UNSETTLED, log).await
}

/// Notes a log in one of the sets of notes.
pub(super) async fn note_in(link: &Link, notes: &str, log: &LogName) -> RedisResult<u64> {
    let mut call = call_of(&NOTE, &[notes.to_owned()]);
    call.arg(log.to_string());
    let noted = link.call(&NOTE, &call).await?;
    wire::bytes(noted).and_then(|noted| wire::parse(&noted)).map_err(|_| unexpected("a note without its time"))
}

/// The logs that are unsettled, those noted longest ago first.
pub(super) async fn unsettled(link: &Link) -> RedisResult<Read<Vec<Unsettled>>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let mut page = cmd("ZRANGE");
        page.arg(UNSETTLED).arg(at).arg(at + NOTES_PAGE - 1).arg("WITHSCORES");
        let notes: Vec<(String, f64)> = ::redis::from_redis_value(link.query(&page).await?)?;
        if notes.is_empty() {
            return Ok(Ok(found));
        }
        at += notes.len();
        // A member that is no log's name was not added by us.
        let noted: Vec<_> = notes.iter().filter_map(|(name, ms)| Some((parse(name)?, *ms))).collect();
        let mut rows = pipe();
        for (log, _) in &noted {
            rows.hget(Keys(log).log(), "unsettled");
        }
        let fields: Vec<Value> = ::redis::from_redis_value(link.pipe(&rows).await?)?;
        for ((log, ms), field) in noted.into_iter().zip(fields) {
            if field == Value::Nil {
                // If that fails, the next call tries again.
                if let Err(error) = forget(link, UNSETTLED, &log, ms).await {
                    tracing::debug!(%error, "a note of a settled log is kept");
                }
                continue;
            }
            match wire::unsettled(log, field) {
                Ok(unsettled) => found.extend(unsettled),
                Err(unreadable) => return Ok(Err(unreadable)),
            }
            if found.len() == UNSETTLED_MAX {
                return Ok(Ok(found));
            }
        }
    }
}

/// The logs in one of the sets of notes, with the times of their notes: all at once, as far as their photos wait for a day at most.
pub(super) async fn notes(link: &Link, notes: &str) -> RedisResult<Vec<(LogName, f64)>> {
    let mut all = cmd("ZRANGE");
    all.arg(notes).arg(0).arg(-1).arg("WITHSCORES");
    let notes: Vec<(String, f64)> = ::redis::from_redis_value(link.query(&all).await?)?;
    Ok(notes.into_iter().filter_map(|(name, ms)| Some((parse(&name)?, ms))).collect())
}

/// Removes the note of a log that no longer needs it, if it is old enough. This clock only saves calls: Redis's own clock decides.
pub(super) async fn forget(link: &Link, notes: &str, log: &LogName, noted_ms: f64) -> RedisResult<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    if now.as_secs_f64() * 1e3 - noted_ms < NOTE_STANDS.as_secs_f64() * 1e3 {
        return Ok(());
    }
    let mut call = call_of(&FORGET, &[notes.to_owned()]);
    call.arg(log.to_string()).arg(NOTE_STANDS.as_millis().to_string());
    link.call(&FORGET, &call).await.map(drop)
}

/// Marks a log as settled up to a position.
pub(super) async fn settle(link: &Link, log: &LogName, position: Position) -> RedisResult<()> {
    let mut call = call_of(&SETTLE, &[Keys(log).log(), Keys(log).terms()]);
    call.arg(position.term).arg(position.seq).arg(format!("{:016x}", position.nonce));
    link.call(&SETTLE, &call).await.map(drop)
}

fn parse(name: &str) -> Option<LogName> {
    let (group, name) = name.split_once('/')?;
    LogName::new(group, name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_refuses_an_append_before_its_note_is_forgotten() {
        let refused = format!("NOTE_COUNTS_MS = {} ", NOTE_COUNTS.as_millis());
        assert!(include_str!("append.lua").contains(&refused));
        assert!(NOTE_STANDS >= 2 * NOTE_COUNTS);
    }
}
