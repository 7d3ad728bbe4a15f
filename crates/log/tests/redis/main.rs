//! What the logs in Redis promise beyond the contract.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod beside;
mod cluster;
mod erased;
mod gone;
mod groups;
mod publishing;
mod refusals;
mod roles;
mod unsettled;

use std::time::Duration;

use anyhow::{Context as _, ensure};
use traceboard_log::{Log, LogError, LogName, NewEntry, Outcome, ReadError, RedisLog, Tail, Tailed, tail};
use traceboard_position::Position;
use traceboard_testkit::{eventually, redis::Redis};
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(60);

fn board() -> anyhow::Result<LogName> {
    Ok(LogName::new("circle", "board")?)
}

fn entry(number: u128, body: &'static str) -> NewEntry {
    NewEntry {
        id: Uuid::from_u128(number),
        head: "{}".into(),
        body: Some(body.into()),
        touches: Vec::new(),
        format: 1,
        unsettles: false,
        photo: None,
    }
}

/// Appends, again under the same id where Redis is away, until it is there.
async fn append(log: &RedisLog, number: u128) -> anyhow::Result<Position> {
    let name = board()?;
    let outcomes = eventually(PATIENCE, "an ack", || log.append(&name, vec![entry(number, "words")])).await?;
    match outcomes[..] {
        [Outcome::Appended { position, .. } | Outcome::Repeated { position, .. }] => Ok(position),
        _ => anyhow::bail!("{outcomes:?}"),
    }
}

async fn take(tail: &mut Tail, count: usize) -> anyhow::Result<Vec<Position>> {
    let mut taken = Vec::new();
    while taken.len() < count {
        match tokio::time::timeout(PATIENCE, tail.next()).await.context("nothing comes")? {
            Ok(Tailed::Entries(entries)) => taken.extend(entries.iter().map(|entry| entry.position)),
            Ok(Tailed::Touched(_) | Tailed::Lost(_)) | Err(ReadError::Log(LogError::Unavailable { .. })) => {}
            Err(error) => anyhow::bail!(error),
        }
    }
    Ok(taken)
}

#[tokio::test]
async fn a_log_and_its_tail_outlive_a_restart_of_redis() -> anyhow::Result<()> {
    let mut redis = Redis::start_with(&["--appendfsync", "always"])?;
    let log = RedisLog::connect(&redis.url()).await?;
    let other = RedisLog::connect(&redis.url()).await?;
    // Without a look at the head: the listening connection must come back by itself.
    let mut tail = tail(std::sync::Arc::new(other), board()?, None).head_every(Duration::ZERO);
    let first = append(&log, 1).await?;
    ensure!(take(&mut tail, 1).await? == [first]);
    redis.kill9()?;
    let refused = log.append(&board()?, vec![entry(2, "words")]).await;
    ensure!(matches!(refused, Err(LogError::Unavailable { .. })), "{refused:?}");
    redis.restart()?;
    let second = append(&log, 2).await?;
    ensure!(second.term == first.term + 1 && second.seq == 0);
    ensure!(take(&mut tail, 1).await? == [second]);
    let third = append(&log, 3).await?;
    ensure!(take(&mut tail, 1).await? == [third]);
    Ok(())
}

async fn until_follows(replica: &RedisLog, kept: Position) -> anyhow::Result<()> {
    eventually(PATIENCE, "the replica to follow", async || match replica.head(&board().map_err(drop)?).await {
        Ok(Some(head)) if head == kept => Ok(()),
        _ => Err(()),
    })
    .await
}

#[tokio::test]
async fn a_position_that_a_failover_lost_cannot_be_resumed_from() -> anyhow::Result<()> {
    let old = Redis::start()?;
    let new = old.replica()?;
    let on_old = RedisLog::connect(&old.url()).await?;
    let kept = append(&on_old, 1).await?;
    let on_new = RedisLog::connect(&new.url()).await?;
    until_follows(&on_new, kept).await?;
    // The replica is promoted; the old primary goes on alone for a while.
    ensure!(new.command(&["REPLICAOF", "NO", "ONE"])? == "+OK\r\n");
    let lost = append(&on_old, 2).await?;
    let first = append(&on_new, 3).await?;
    ensure!(lost.follows(&kept) && first.term == kept.term + 1);
    ensure!(on_new.read(&board()?, Some(kept)).await?.entries.len() == 1);
    let refused = on_new.read(&board()?, Some(lost)).await;
    ensure!(matches!(refused, Err(ReadError::NotResumable { .. })), "{refused:?}");
    Ok(())
}

#[tokio::test]
async fn two_primaries_that_begin_the_same_term_are_told_apart() -> anyhow::Result<()> {
    let mut old = Redis::start_with(&["--appendfsync", "always"])?;
    let new = old.replica()?;
    let kept = append(&RedisLog::connect(&old.url()).await?, 1).await?;
    let on_new = RedisLog::connect(&new.url()).await?;
    until_follows(&on_new, kept).await?;
    ensure!(new.command(&["REPLICAOF", "NO", "ONE"])? == "+OK\r\n");
    old.restart()?;
    let one = append(&RedisLog::connect(&old.url()).await?, 2).await?;
    let two = append(&on_new, 3).await?;
    ensure!((one.term, one.seq) == (two.term, two.seq) && one.nonce != two.nonce);
    ensure!(matches!(on_new.read(&board()?, Some(one)).await, Err(ReadError::NotResumable { .. })));
    Ok(())
}

#[tokio::test]
async fn a_log_whose_memory_is_gone_begins_a_term_behind_what_is_there() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    append(&log, 1).await?;
    let old = append(&log, 2).await?;
    ensure!(redis.command(&["DEL", "tb:{circle}:board:log"])? == ":1\r\n");
    let new = append(&log, 3).await?;
    ensure!(new.term == old.term + 1 && new.seq == 0 && new.nonce != old.nonce);
    let page = log.read(&board()?, Some(old)).await?;
    ensure!(page.entries.len() == 1 && page.entries[0].previous == Some(old));
    ensure!(page.entries[0].accepted_at_ms >= log.read(&board()?, None).await?.entries[1].accepted_at_ms);
    Ok(())
}

#[tokio::test]
async fn a_stream_that_was_cut_is_damage_and_not_a_gap() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    append(&log, 1).await?;
    ensure!(redis.command(&["DEL", "tb:{circle}:board:entries"])? == ":1\r\n");
    for number in 2..4 {
        let damaged = log.append(&board()?, vec![entry(number, "words")]).await;
        ensure!(matches!(damaged, Err(LogError::Damaged { .. })), "{damaged:?}");
    }
    Ok(())
}
