//! All of it runs on a cluster as it is.

use std::{sync::Arc, time::Duration};

use anyhow::ensure;
use traceboard_log::{Log, LogName, NewEntry, RedisLog, Tailed, Touch, tail};
use traceboard_testkit::{eventually, redis::Redis};
use uuid::Uuid;

use crate::{PATIENCE, append, board, entry, take};

#[tokio::test]
async fn every_step_stays_in_one_slot_of_a_cluster() -> anyhow::Result<()> {
    let redis = Redis::start_with(&["--cluster-enabled", "yes"])?;
    ensure!(redis.command(&["CLUSTER", "ADDSLOTSRANGE", "0", "16383"])? == "+OK\r\n");
    eventually(PATIENCE, "the cluster", async || match redis.command(&["CLUSTER", "INFO"]) {
        Ok(info) if info.contains("cluster_state:ok") => Ok(()),
        other => Err(other),
    })
    .await?;
    let log = RedisLog::connect(&redis.url()).await?;
    let mut tail = tail(Arc::new(log.clone()), board()?, None).head_every(Duration::ZERO);
    let first = append(&log, 1).await?;
    ensure!(take(&mut tail, 1).await? == [first]);
    let second = append(&log, 2).await?;
    ensure!(take(&mut tail, 1).await? == [second]);
    log.touch(&board()?, &[Touch::Erase(Uuid::from_u128(1))]).await?;
    ensure!(matches!(tail.next().await?, Tailed::Touched(ids) if ids == [Uuid::from_u128(1)]));
    let mut signals = log.signals(&LogName::new("other-circle", "board")?).await?;
    log.signal(&LogName::new("other-circle", "board")?, "here".into()).await?;
    ensure!(signals.recv().await? == "here");
    // At once, to logs in many slots.
    let logs = (0..40).map(|n| LogName::new(&format!("circle-{n}"), "board")).collect::<Result<Vec<_>, _>>()?;
    let mut appends = tokio::task::JoinSet::new();
    for name in logs.clone() {
        let log = log.clone();
        let unsettling = NewEntry { unsettles: true, ..entry(1, "words") };
        appends.spawn(async move { log.append(&name, vec![unsettling]).await });
    }
    while let Some(appended) = appends.join_next().await {
        ensure!(appended??.len() == 1);
    }
    let unsettled = log.unsettled().await?;
    ensure!(logs.iter().all(|name| unsettled.iter().any(|unsettled| unsettled.log == *name)), "{unsettled:?}");
    for unsettled in unsettled {
        log.settle(&unsettled.log, unsettled.position).await?;
    }
    ensure!(log.unsettled().await?.is_empty());
    ensure!(log.bodies(&logs[0], &[Uuid::from_u128(1)]).await?[0].open().is_some());
    log.keep_checkpoint(&logs[0], "fold".into()).await?;
    ensure!(log.checkpoint(&logs[0]).await?.is_some_and(|kept| kept == "fold"));
    log.probe().await?;
    ensure!(log.rewrite().await?);
    Ok(())
}
