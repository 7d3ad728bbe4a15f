//! What was erased leaves the files of Redis.

use std::time::Duration;

use anyhow::ensure;
use traceboard_log::{Log, NewEntry, Outcome, RedisLog, RedisSettings, Touch};
use traceboard_testkit::{eventually, redis::Redis};
use uuid::Uuid;

use crate::{PATIENCE, board, entry};

const SECRET: &str = "a sentence that its author took back";

fn is_at_rest(redis: &Redis, text: &str) -> anyhow::Result<bool> {
    for file in std::fs::read_dir(redis.folder().join("appendonlydir"))? {
        // A file that Redis removes meanwhile holds nothing.
        let bytes = std::fs::read(file?.path()).unwrap_or_default();
        if bytes.windows(text.len()).any(|bytes| bytes == text.as_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn until_gone(redis: &Redis) -> anyhow::Result<()> {
    eventually(PATIENCE, "the words to leave the files", async || match is_at_rest(redis, SECRET) {
        Ok(false) => Ok(()),
        other => Err(other),
    })
    .await
}

#[tokio::test]
async fn erased_words_leave_the_files_in_the_stated_time() -> anyhow::Result<()> {
    let redis = Redis::start_with(&["--appendfsync", "always"])?;
    let settings = RedisSettings { erased_at_rest_after: Duration::from_millis(50), ..RedisSettings::default() };
    let log = RedisLog::connect_with(&redis.url(), settings.clone()).await?;
    for number in 1..3 {
        log.append(&board()?, vec![entry(number, SECRET)]).await?;
        ensure!(is_at_rest(&redis, SECRET)?);
        log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(number))]).await?;
        until_gone(&redis).await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_next_server_finishes_what_one_that_ended_left_in_the_files() -> anyhow::Result<()> {
    let redis = Redis::start_with(&["--appendfsync", "always"])?;
    let log = RedisLog::connect(&redis.url()).await?;
    log.append(&board()?, vec![entry(1, SECRET)]).await?;
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(1))]).await?;
    log.close().await;
    drop(log);
    ensure!(is_at_rest(&redis, SECRET)?);
    let settings = RedisSettings { erased_at_rest_after: Duration::from_millis(50), ..RedisSettings::default() };
    let _next = RedisLog::connect_with(&redis.url(), settings).await?;
    until_gone(&redis).await
}

#[tokio::test]
async fn closing_waits_for_no_rewrite() -> anyhow::Result<()> {
    let redis = Redis::start_with(&["--appendfsync", "always"])?;
    let log = RedisLog::connect(&redis.url()).await?;
    log.append(&board()?, vec![entry(1, SECRET)]).await?;
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(1))]).await?;
    // Ten seconds for each key: it takes longer than any end may.
    redis.command(&["CONFIG", "SET", "rdb-key-save-delay", "10000000"])?;
    let rewriting = tokio::spawn({
        let log = log.clone();
        async move { log.rewrite().await }
    });
    eventually(PATIENCE, "a rewrite", async || match redis.command(&["INFO", "persistence"]) {
        Ok(facts) if facts.contains("aof_rewrite_in_progress:1") => Ok(()),
        facts => Err(facts),
    })
    .await?;
    tokio::time::timeout(Duration::from_secs(5), log.close()).await?;
    ensure!(rewriting.await?.is_err());
    Ok(())
}

#[tokio::test]
async fn after_an_erasure_nothing_confirms_a_guess_at_the_words() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    let outcome = async |body| anyhow::Ok(log.append(&board()?, vec![entry(1, body)]).await?[0]);
    outcome("no").await?;
    ensure!(outcome("yes").await? == Outcome::Conflict);
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(1))]).await?;
    for guess in ["no", "yes"] {
        ensure!(matches!(outcome(guess).await?, Outcome::Repeated { .. }), "{guess}");
    }
    let other = NewEntry { head: "{\"other\":1}".into(), ..entry(1, "no") };
    ensure!(log.append(&board()?, vec![other]).await? == [Outcome::Conflict]);
    Ok(())
}
