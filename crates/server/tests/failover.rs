//! When the log's last entries are lost with a Redis that failed, boards follow the history that is left, and nobody is taken
//! for a stranger meanwhile.
#![allow(clippy::unwrap_used)]

mod support;

use std::{sync::Arc, time::Duration};

use serde_json::json;
use support::{Server, leave};
use traceboard_log::{Log, RedisLog};
use traceboard_testkit::{eventually, redis::Redis};

const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until a Redis copies another one no more, and has all of it.
async fn synced(redis: &Redis) {
    eventually(PATIENCE, "the copy to be whole", async || {
        let told = redis.command(&["INFO", "replication"])?;
        anyhow::ensure!(told.contains("master_link_status:up") && told.contains("master_sync_in_progress:0"));
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_failover_that_loses_entries_signs_nobody_out() {
    let redis = Redis::start().unwrap();
    let log: Arc<dyn Log> = Arc::new(RedisLog::connect(&redis.url()).await.unwrap());
    let server = Server::start(&log).await;
    let member = server.join("Kea").await;
    member.leaves("kept").await;

    let copy = redis.replica().unwrap();
    synced(&copy).await;
    copy.command(&["REPLICAOF", "NO", "ONE"]).unwrap();
    let lost = leave("lost with the first Redis");
    member.post(&lost).await;
    let mut socket = member.follow().await;

    // The address now answers with what the copy had: a failover that lost the last entry.
    let port = copy.port().to_string();
    redis.command(&["REPLICAOF", "127.0.0.1", &port]).unwrap();
    synced(&redis).await;
    redis.command(&["REPLICAOF", "NO", "ONE"]).unwrap();

    let after = leave("after the failover");
    eventually(PATIENCE, "an ack", async || {
        let frame = member.post(&after).await;
        if frame["type"] == "ack" { Ok(()) } else { Err(frame) }
    })
    .await
    .unwrap();
    // Its rows may be of entries that are gone.
    assert_eq!(socket.wait_for("anew").await["why"], "unknown_history");
    let told = member.snapshot().await.to_string();
    assert!(told.contains("kept") && told.contains("after the failover"), "{told}");
    assert!(!told.contains("lost with the first Redis"), "{told}");

    // The outbox still has it, and sends it again.
    let frame = member.post(&lost).await;
    assert_eq!(frame["type"], json!("ack"), "{frame}");
    assert_eq!(member.snapshot().await["cards"].as_array().unwrap().len(), 3);
}
