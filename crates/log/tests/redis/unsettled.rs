//! Logs with words that wait for a last touch are found, whatever died meanwhile.

use anyhow::ensure;
use traceboard_log::{Log, LogName, NewEntry, Outcome, RedisLog, Unsettled};
use traceboard_position::Position;
use traceboard_testkit::redis::Redis;

use crate::{append, board, entry};

async fn unsettle(log: &RedisLog, name: &LogName, number: u128) -> anyhow::Result<Position> {
    match log.append(name, vec![NewEntry { unsettles: true, ..entry(number, "words") }]).await?[..] {
        [Outcome::Appended { position, .. }] => Ok(position),
        ref other => anyhow::bail!("{other:?}"),
    }
}

#[tokio::test]
async fn a_log_is_unsettled_until_its_last_entry_that_said_so_is_settled() -> anyhow::Result<()> {
    let mut redis = Redis::start_with(&["--appendfsync", "always"])?;
    let log = RedisLog::connect(&redis.url()).await?;
    let settled = append(&log, 1).await?;
    ensure!(log.unsettled().await?.is_empty());
    let first = unsettle(&log, &board()?, 2).await?;
    let last = unsettle(&log, &board()?, 3).await?;
    append(&log, 4).await?;
    let is_unsettled = vec![Unsettled { log: board()?, position: last }];
    for too_early in [settled, first, Position { nonce: last.nonce ^ 1, term: last.term + 1, seq: 0 }] {
        log.settle(&board()?, too_early).await?;
        ensure!(log.unsettled().await? == is_unsettled, "settled by {too_early}");
    }
    redis.restart()?;
    let log = RedisLog::connect(&redis.url()).await?;
    ensure!(log.unsettled().await? == is_unsettled);
    let later = append(&log, 5).await?;
    ensure!(later.term > last.term);
    log.settle(&board()?, later).await?;
    log.settle(&board()?, later).await?;
    ensure!(log.unsettled().await?.is_empty());
    unsettle(&log, &board()?, 6).await?;
    ensure!(log.unsettled().await?.len() == 1);
    Ok(())
}

#[tokio::test]
async fn a_repeat_unsettles_nothing_anew() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    let position = unsettle(&log, &board()?, 1).await?;
    log.settle(&board()?, position).await?;
    log.append(&board()?, vec![NewEntry { unsettles: true, ..entry(1, "words") }]).await?;
    ensure!(log.unsettled().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_note_without_its_append_is_harmless_and_goes_with_time() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    // Servers that died after the note: long ago, and just now.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_millis();
    for (name, noted) in [("circle/old", now - 3_600_000), ("circle/new", now)] {
        ensure!(redis.command(&["ZADD", "tb:unsettled", &noted.to_string(), name])? == ":1\r\n");
    }
    let kept = unsettle(&log, &board()?, 1).await?;
    ensure!(redis.command(&["ZADD", "tb:unsettled", "1", "circle/board"])? == ":0\r\n");
    ensure!(log.unsettled().await? == [Unsettled { log: board()?, position: kept }], "an old note of it still counts");
    let notes = redis.command(&["ZRANGE", "tb:unsettled", "0", "-1"])?;
    ensure!(notes.contains("circle/new") && notes.contains("circle/board") && !notes.contains("circle/old"), "{notes}");
    Ok(())
}
