//! Appends go in groups.

use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, ensure};
use tokio::{task::JoinSet, time::Instant};
use traceboard_log::{Log, LogError, LogName, NewEntry, Outcome, RedisLog, tail};
use traceboard_testkit::redis::Redis;

use crate::{append, board, entry, take};

const CALLERS: u128 = 256;

/// How often a command was called, by a client or within a script.
fn calls(redis: &Redis, command: &str) -> anyhow::Result<u64> {
    let stats = redis.command(&["INFO", "commandstats"])?;
    let Some((_, rest)) = stats.split_once(&format!("cmdstat_{command}:calls=")) else { return Ok(0) };
    Ok(rest.split(',').next().context("no count")?.parse()?)
}

fn circle(number: u128) -> anyhow::Result<LogName> {
    Ok(LogName::new(&format!("circle-{number}"), "board")?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_appends_go_into_one_call() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    for (name_of, what) in [((|_| board()) as fn(u128) -> _, "one log"), (circle, "many logs")] {
        let before = calls(&redis, "evalsha")?;
        let mut appends = JoinSet::new();
        for number in 0..CALLERS {
            let (log, name) = (log.clone(), name_of(number)?);
            appends.spawn(async move { log.append(&name, vec![entry(number, "words")]).await });
        }
        while let Some(appended) = appends.join_next().await {
            ensure!(matches!(appended??[..], [Outcome::Appended { .. }]));
        }
        let took = calls(&redis, "evalsha")? - before;
        ensure!(u128::from(took) < CALLERS / 4, "{CALLERS} appends to {what} took {took} calls");
    }
    ensure!(log.read(&board()?, None).await?.entries.len() == usize::try_from(CALLERS)?);
    for number in 0..CALLERS {
        ensure!(log.read(&circle(number)?, None).await?.entries.len() == 1);
    }
    Ok(())
}

#[tokio::test]
async fn entries_are_delivered_locally_when_only_this_server_subscribes() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    let tail_of = |log: &RedisLog| Ok::<_, anyhow::Error>(tail(Arc::new(log.clone()), board()?, None));
    // Without a look at the head: what isn't told never comes.
    let mut own = tail_of(&log)?.head_every(Duration::ZERO);
    let mut positions = vec![append(&log, 0).await?];
    ensure!(take(&mut own, 1).await? == positions);
    let (published, began) = (calls(&redis, "spublish")?, Instant::now());
    for number in 1..50 {
        positions.push(append(&log, number).await?);
    }
    ensure!(take(&mut own, 49).await? == positions[1..]);
    let published = calls(&redis, "spublish")? - published;
    ensure!(published <= began.elapsed().as_secs() + 2, "{published} publications, and a canary each second");
    // Others hear what they watch, whoever appends it.
    let other = RedisLog::connect(&redis.url()).await?;
    let mut others = tail_of(&other)?.head_every(Duration::ZERO);
    ensure!(take(&mut others, 50).await? == positions);
    for (number, writer) in [(50, &log), (51, &other), (52, &log)] {
        let position = append(writer, number).await?;
        ensure!(take(&mut own, 1).await? == [position] && take(&mut others, 1).await? == [position]);
    }
    Ok(())
}

#[tokio::test]
async fn a_lone_append_is_one_call() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    log.append(&board()?, vec![entry(0, "words")]).await?;
    let before = calls(&redis, "evalsha")?;
    for number in 1..10 {
        log.append(&board()?, vec![entry(number, "words")]).await?;
    }
    ensure!(calls(&redis, "evalsha")? - before == 9);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn appends_keep_the_order_of_their_calls() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    let name = board()?;
    let append = async |number| log.append(&name, vec![entry(number, "words")]).await;
    for round in 0..20 {
        let first = round * 4;
        let (a, b, c, d) = tokio::join!(append(first), append(first + 1), append(first + 2), append(first + 3));
        let seqs = [a?, b?, c?, d?].map(|outcomes| match outcomes[..] {
            [Outcome::Appended { position, .. }] => u128::from(position.seq),
            _ => u128::MAX,
        });
        ensure!(seqs == [first, first + 1, first + 2, first + 3], "{seqs:?}");
    }
    Ok(())
}

#[tokio::test]
async fn an_error_in_one_log_holds_up_no_other_log() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    let with_format = |number, format| vec![NewEntry { format, ..entry(number, "words") }];
    for number in 0..32 {
        log.append(&circle(number)?, with_format(0, if number == 9 { 2 } else { 1 })).await?;
    }
    ensure!(redis.command(&["DEL", "tb:{circle-5}:board:entries"])? == ":1\r\n");
    ensure!(redis.command(&["SET", "tb:{circle-7}:board:ids", "other"])? == "+OK\r\n");
    for number in 1..4 {
        let mut appends = JoinSet::new();
        for circle_number in 0..32 {
            let (log, name) = (log.clone(), circle(circle_number)?);
            let entries = with_format(number, 1);
            appends.spawn(async move { (circle_number, log.append(&name, entries).await) });
        }
        while let Some(appended) = appends.join_next().await {
            match appended? {
                (5 | 7, Err(LogError::Damaged { .. })) => {}
                (9, Err(LogError::Newer { found: 2, own: 1, .. })) => {}
                (5 | 7 | 9, other) => anyhow::bail!("{other:?}"),
                (circle, outcomes) => ensure!(outcomes.is_ok(), "{circle}: {outcomes:?}"),
            }
        }
    }
    ensure!(log.read(&circle(9)?, None).await?.entries.len() == 1);
    ensure!(log.format(&circle(9)?).await? == 2);
    Ok(())
}

#[tokio::test]
async fn all_waiting_appends_fail_with_the_first_when_redis_is_away() -> anyhow::Result<()> {
    let mut redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    log.append(&board()?, vec![entry(0, "words")]).await?;
    redis.kill9()?;
    let began = std::time::Instant::now();
    let mut appends = JoinSet::new();
    for number in 1..400 {
        let (log, name) = (log.clone(), board()?);
        appends.spawn(async move { log.append(&name, vec![entry(number, "words")]).await });
    }
    while let Some(appended) = appends.join_next().await {
        let refused = appended?;
        ensure!(matches!(refused, Err(LogError::Unavailable { .. })), "{refused:?}");
    }
    // Seven calls, one after the other, would take as many times as long as connecting is tried.
    ensure!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
    Ok(())
}

#[tokio::test]
async fn a_call_cancelled_while_sending_for_others_leaves_none_unanswered() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    let name = board()?;
    for round in 0..200 {
        let append = |number| {
            let (log, name) = (log.clone(), name.clone());
            async move { log.append(&name, vec![entry(number, "words")]).await }
        };
        // The first sends, from at once to half a millisecond; the others wait for its call or go with the next.
        let patience = std::time::Duration::from_micros((round * 17 % 500).try_into()?);
        let first = tokio::time::timeout(patience, append(round * 3));
        let (_, second, third) = tokio::join!(first, append(round * 3 + 1), append(round * 3 + 2));
        for outcomes in [second?, third?] {
            ensure!(matches!(outcomes[..], [Outcome::Appended { .. } | Outcome::Repeated { .. }]), "{outcomes:?}");
        }
    }
    Ok(())
}
