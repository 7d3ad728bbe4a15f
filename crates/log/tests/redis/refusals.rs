//! What Redis refuses, in its own words, and that all is well again once it doesn't.

use anyhow::ensure;
use traceboard_log::{Log, LogError, NewEntry, Publishing, RedisLog, Touch};
use traceboard_testkit::{eventually, redis::Redis};
use uuid::Uuid;

use crate::{PATIENCE, append, board, entry};

#[tokio::test]
async fn a_full_redis_refuses_and_loses_nothing() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    let first = append(&log, 1).await?;
    ensure!(redis.command(&["CONFIG", "SET", "maxmemory", "1"])? == "+OK\r\n");
    let refused = log.append(&board()?, vec![entry(2, "words")]).await;
    ensure!(matches!(&refused, Err(LogError::Refuses { reason, .. }) if reason.starts_with("OOM ")), "{refused:?}");
    ensure!(matches!(log.probe().await, Err(LogError::Refuses { .. })));
    ensure!(log.read(&board()?, None).await?.entries.len() == 1);
    ensure!(redis.command(&["CONFIG", "SET", "maxmemory", "0"])? == "+OK\r\n");
    log.probe().await?;
    ensure!(append(&log, 2).await?.follows(&first));
    Ok(())
}

#[tokio::test]
async fn an_address_without_redis_is_refused_without_its_password() -> anyhow::Result<()> {
    let mut redis = Redis::start()?;
    redis.kill9()?;
    let url = format!("redis://:a-password@127.0.0.1:{}", redis.port());
    let Err(error) = RedisLog::connect(&url).await else { anyhow::bail!("connected") };
    ensure!(matches!(error, LogError::Unavailable { .. }));
    ensure!(!format!("{error} {error:?}").contains("a-password"));
    Ok(())
}

#[tokio::test]
async fn an_address_where_something_else_answers_is_refused_in_one_line() -> anyhow::Result<()> {
    use std::{error::Error as _, io::Write as _};
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        let refusal = "HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\nno.\n";
        for mut stream in listener.incoming().flatten() {
            _ = stream.write_all(refusal.as_bytes());
            // What it was asked is read, so that the answer is not cut off.
            _ = std::io::copy(&mut stream, &mut std::io::sink());
        }
    });
    let Err(error) = RedisLog::connect(&format!("redis://127.0.0.1:{port}/")).await else { anyhow::bail!("connected") };
    let why = error.source().map(ToString::to_string).unwrap_or_default();
    ensure!(why == "what answers there is no Redis", "{error}: {why}");
    Ok(())
}

#[tokio::test]
async fn a_redis_that_may_evict_says_so() -> anyhow::Result<()> {
    let redis = Redis::start_with(&["--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"])?;
    let worth = RedisLog::connect(&redis.url()).await?.worth().await?;
    ensure!(worth.evictable && worth.warnings.len() == 1, "{worth:?}");
    let redis = Redis::start_with(&["--appendonly", "no"])?;
    let worth = RedisLog::connect(&redis.url()).await?.worth().await?;
    ensure!(!worth.evictable && worth.sentence.contains("not on any disk"), "{worth:?}");
    Ok(())
}

#[tokio::test]
async fn an_eviction_that_is_switched_on_while_it_runs_is_seen_by_the_next_look() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    ensure!(!log.worth().await?.evictable);
    for setting in [["maxmemory", "100mb"], ["maxmemory-policy", "allkeys-lru"]] {
        redis.command(&["CONFIG", "SET", setting[0], setting[1]])?;
    }
    ensure!(log.worth().await?.evictable);
    redis.command(&["CONFIG", "SET", "maxmemory-policy", "noeviction"])?;
    ensure!(!log.worth().await?.evictable);
    Ok(())
}

#[tokio::test]
async fn a_redis_that_cannot_save_refuses_until_it_can() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let log = RedisLog::connect(&redis.url()).await?;
    append(&log, 1).await?;
    // A folder in its way: the snapshot can't be put there.
    let in_the_way = redis.folder().join("dump.rdb");
    std::fs::create_dir(&in_the_way)?;
    ensure!(redis.command(&["CONFIG", "SET", "save", "3600 1"])? == "+OK\r\n");
    let saved = async |status: &str| {
        redis.command(&["BGSAVE"])?;
        eventually(PATIENCE, "the end of a snapshot", async || match redis.command(&["INFO", "persistence"]) {
            Ok(facts) if facts.contains(&format!("rdb_last_bgsave_status:{status}")) => Ok(()),
            other => Err(other),
        })
        .await
    };
    saved("err").await?;
    let refused = log.append(&board()?, vec![entry(2, "words")]).await;
    ensure!(matches!(&refused, Err(LogError::Refuses { reason, .. }) if reason.starts_with("MISCONF ")), "{refused:?}");
    let refused = log.probe().await;
    ensure!(matches!(&refused, Err(LogError::Refuses { reason, .. }) if reason.starts_with("MISCONF ")), "{refused:?}");
    ensure!(log.read(&board()?, None).await?.entries.len() == 1);
    std::fs::remove_dir(&in_the_way)?;
    saved("ok").await?;
    log.probe().await?;
    append(&log, 2).await?;
    Ok(())
}

#[tokio::test]
async fn a_user_who_may_not_write_is_refused_and_reads() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    append(&RedisLog::connect(&redis.url()).await?, 1).await?;
    let user = |rights: &'static str| {
        let answer = redis.command(&["ACL", "SETUSER", "reader", "on", ">word", "~*", "&*", "+@all", rights])?;
        ensure!(answer == "+OK\r\n", "{answer}");
        Ok(())
    };
    for (forbidden, allowed) in [("-evalsha", "+evalsha"), ("-xadd", "+xadd"), ("-hset", "+hset")] {
        user(allowed)?;
        let log = RedisLog::connect(&format!("redis://reader:word@127.0.0.1:{}", redis.port())).await?;
        let before = append(&log, 2).await?;
        user(forbidden)?;
        let refused = log.append(&board()?, vec![entry(3, "words")]).await;
        ensure!(matches!(refused, Err(LogError::Refuses { .. })), "{forbidden}: {refused:?}");
        ensure!(matches!(log.probe().await, Err(LogError::Refuses { .. })), "{forbidden}");
        ensure!(log.head(&board()?).await? == Some(before));
        user(allowed)?;
        log.probe().await?;
    }
    Ok(())
}

/// As docs/OPERATIONS.md names them.
#[tokio::test]
async fn the_documented_redis_rights_are_enough() -> anyhow::Result<()> {
    let redis = Redis::start_with(&["--save", "3600 1"])?;
    let rights = "~tb:* &tb:* +@all -@dangerous +info +config|get +bgrewriteaof +bgsave";
    let user = [["ACL", "SETUSER", "traceboard", "on", ">word"].as_slice(), &rights.split(' ').collect::<Vec<_>>()];
    ensure!(redis.command(&user.concat())? == "+OK\r\n");
    let log = RedisLog::connect(&format!("redis://traceboard:word@127.0.0.1:{}", redis.port())).await?;
    ensure!(log.publishing() == Publishing::Arrives);
    let last = append(&log, 1).await?;
    log.append(&board()?, vec![NewEntry { unsettles: true, ..entry(2, "words") }]).await?;
    ensure!(log.unsettled().await?.len() == 1);
    log.settle(&board()?, last).await?;
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(1))]).await?;
    ensure!(log.rewrite().await?);
    log.keep_checkpoint(&board()?, "fold".into()).await?;
    ensure!(log.checkpoint(&board()?).await?.is_some());
    ensure!(log.bodies(&board()?, &[Uuid::from_u128(2)]).await?[0].open().is_some());
    for _ in 0..110 {
        log.probe().await?;
    }
    log.worth().await?;
    Ok(())
}
