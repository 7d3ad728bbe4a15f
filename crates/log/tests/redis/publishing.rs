//! While publications don't arrive, a board is late by a blink.

use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, ensure};
use tokio::time::{Instant, timeout};
use traceboard_log::{Log, Publishing, RedisLog, Tail, tail};
use traceboard_testkit::{eventually, redis::Redis};

use crate::{PATIENCE, append, board, take};

/// A blink on a machine that is busy with other tests; a look at the head every ten seconds is far from it.
const BLINK: Duration = Duration::from_millis(1500);

async fn until(log: &RedisLog, expected: Publishing) -> anyhow::Result<()> {
    eventually(PATIENCE, "the state of publications", async || match log.publishing() {
        state if state == expected => Ok(()),
        other => Err(other),
    })
    .await
}

fn user(redis: &Redis, rights: &[&str]) -> anyhow::Result<()> {
    let answer =
        redis.command(&[["ACL", "SETUSER", "other", "on", ">word", "~*", "+@all"].as_slice(), rights].concat())?;
    ensure!(answer == "+OK\r\n", "{answer}");
    Ok(())
}

fn url(redis: &Redis) -> String {
    format!("redis://other:word@127.0.0.1:{}", redis.port())
}

/// Entries of another store are seen in a blink.
async fn sees(tail: &mut Tail, writer: &RedisLog, numbers: std::ops::Range<u128>) -> anyhow::Result<()> {
    for number in numbers {
        let position = append(writer, number).await?;
        let appended = Instant::now();
        let taken = timeout(BLINK, take(tail, 1)).await.with_context(|| format!("{number} is late"))??;
        ensure!(taken == [position]);
        println!("seen after {:?}", appended.elapsed());
    }
    Ok(())
}

#[tokio::test]
async fn heads_are_read_until_subscribing_is_allowed() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    user(&redis, &["resetchannels"])?;
    let writer = RedisLog::connect(&redis.url()).await?;
    let deaf = RedisLog::connect(&url(&redis)).await?;
    ensure!(deaf.publishing() == Publishing::Fails && writer.publishing() == Publishing::Arrives);
    let mut tail = tail(Arc::new(deaf.clone()), board()?, None);
    sees(&mut tail, &writer, 0..4).await?;
    // Their own appends don't fail because nobody else hears of them.
    sees(&mut tail, &deaf, 4..6).await?;
    user(&redis, &["allchannels"])?;
    until(&deaf, Publishing::Arrives).await?;
    sees(&mut tail, &writer, 6..8).await?;
    // Redis ends the connections of who may no longer hear.
    user(&redis, &["resetchannels"])?;
    until(&deaf, Publishing::Fails).await?;
    sees(&mut tail, &writer, 8..10).await
}

#[tokio::test]
async fn publications_that_stop_silently_are_noticed() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    user(&redis, &["allchannels"])?;
    let mute = RedisLog::connect(&url(&redis)).await?;
    let listener = RedisLog::connect(&redis.url()).await?;
    let mut own = tail(Arc::new(mute.clone()), board()?, None);
    sees(&mut own, &mute, 0..2).await?;
    user(&redis, &["-spublish"])?;
    until(&mute, Publishing::Fails).await?;
    sees(&mut own, &mute, 2..6).await?;
    ensure!(listener.publishing() == Publishing::Arrives, "others hear each other");
    user(&redis, &["+spublish"])?;
    until(&mute, Publishing::Arrives).await?;
    sees(&mut own, &mute, 6..8).await
}

#[tokio::test]
async fn a_lost_connection_is_reported_at_once_and_recovers() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let [log, writer] = [RedisLog::connect(&redis.url()).await?, RedisLog::connect(&redis.url()).await?];
    let mut tail = tail(Arc::new(log.clone()), board()?, None);
    sees(&mut tail, &writer, 0..1).await?;
    for round in 1..4 {
        ensure!(redis.command(&["CLIENT", "KILL", "TYPE", "pubsub"])?.starts_with(':'));
        sees(&mut tail, &writer, round..round + 1).await?;
        until(&log, Publishing::Arrives).await?;
    }
    Ok(())
}
