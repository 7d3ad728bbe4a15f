//! Redis changes roles under us.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use anyhow::ensure;
use traceboard_log::{Log, LogError, Publishing, RedisLog};
use traceboard_testkit::{Proxy, eventually, redis::Redis};

use crate::{PATIENCE, append, board, entry, until_follows};

/// How soon all is well again by itself.
const RECOVERY: Duration = Duration::from_secs(1);

/// Two with the same data; the first is a replica of the second from now on.
async fn demote(old: &Redis, new: &Redis) -> anyhow::Result<()> {
    ensure!(new.command(&["REPLICAOF", "NO", "ONE"])? == "+OK\r\n");
    ensure!(old.command(&["REPLICAOF", "127.0.0.1", &new.port().to_string()])? == "+OK\r\n");
    eventually(PATIENCE, "the demoted one to follow", async || match old.command(&["INFO", "replication"]) {
        Ok(facts) if facts.contains("master_link_status:up") => Ok(()),
        other => Err(other),
    })
    .await
}

async fn pair() -> anyhow::Result<(Redis, Redis)> {
    let old = Redis::start()?;
    let new = old.replica()?;
    let kept = append(&RedisLog::connect(&old.url()).await?, 1).await?;
    until_follows(&RedisLog::connect(&new.url()).await?, kept).await?;
    Ok((old, new))
}

#[tokio::test]
async fn a_demoted_redis_refuses_for_now_and_takes_appends_again_once_promoted() -> anyhow::Result<()> {
    let (old, new) = pair().await?;
    let log = RedisLog::connect(&old.url()).await?;
    let kept = log.head(&board()?).await?;
    demote(&old, &new).await?;
    for _ in 0..10 {
        let refused = log.append(&board()?, vec![entry(2, "words")]).await;
        ensure!(matches!(refused, Err(LogError::Unavailable { .. })), "{refused:?}");
        let refused = log.probe().await;
        ensure!(matches!(refused, Err(LogError::Unavailable { .. })), "{refused:?}");
        ensure!(log.head(&board()?).await? == kept);
        ensure!(log.read(&board()?, None).await?.entries.len() == 1);
    }
    ensure!(old.command(&["REPLICAOF", "NO", "ONE"])? == "+OK\r\n");
    eventually(RECOVERY, "a probe", || log.probe()).await?;
    let next = append(&log, 2).await?;
    ensure!(kept.is_some_and(|kept| next.term > kept.term), "history may have forked");
    eventually(RECOVERY, "publications", async || match log.publishing() {
        Publishing::Arrives => Ok(()),
        fails => Err(fails),
    })
    .await
}

#[tokio::test]
async fn a_store_reconnects_from_a_demoted_redis_to_the_primary_at_its_address() -> anyhow::Result<()> {
    let (old, new) = pair().await?;
    let at = |redis: &Redis| SocketAddr::from((Ipv4Addr::LOCALHOST, redis.port()));
    let proxy = Proxy::start(at(&old)).await?;
    let log = RedisLog::connect(&format!("redis://{}", proxy.address())).await?;
    append(&log, 2).await?;
    let direct = RedisLog::connect(&new.url()).await?;
    until_follows(&direct, log.head(&board()?).await?.unwrap()).await?;
    // The open connections stay with the former primary, which is well and says that it is a replica.
    proxy.switch(at(&new));
    demote(&old, &new).await?;
    let name = board()?;
    eventually(RECOVERY, "an append", || log.append(&name, vec![entry(3, "words")])).await?;
    ensure!(direct.read(&board()?, None).await?.entries.len() == 3);
    log.probe().await?;
    Ok(())
}
