//! When the log's last entries are lost with a Redis that failed, boards follow the history that is left, and nobody is taken
//! for a stranger meanwhile.
#![allow(clippy::unwrap_used)]

mod support;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use serde_json::{Value, json};
use support::{Person, Server, leave};
use traceboard_log::{Log, RedisLog};
use traceboard_testkit::{Proxy, Sentinel, eventually, redis::Redis};

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

/// Posts a draft until it is taken.
async fn acked(member: &Person, draft: &Value) {
    eventually(PATIENCE, "an ack", async || {
        let frame = member.post(draft).await;
        if frame["type"] == "ack" { Ok(()) } else { Err(frame) }
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
    acked(&member, &after).await;
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

#[tokio::test]
async fn after_a_failover_by_sentinel_the_replicas_entries_are_served_without_a_restart() {
    let mut first = Redis::start().unwrap();
    let copy = first.replica().unwrap();
    synced(&copy).await;
    let sentinel = Sentinel::watch(first.port()).unwrap();
    eventually(PATIENCE, "the sentinel to know the replica", async || sentinel.require_replicas(1)).await.unwrap();
    // The address that the server was told follows the primary, as a proxy or a name does.
    let at = |port: u16| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let proxy = Proxy::start(at(first.port())).await.unwrap();
    let log: Arc<dyn Log> = Arc::new(RedisLog::connect(&format!("redis://{}", proxy.address())).await.unwrap());
    let server = Server::start(&log).await;
    let member = server.join("Kea").await;
    member.leaves("before the failover").await;
    let trace = member.snapshot().await["position"].clone();
    let other: Arc<dyn Log> = Arc::new(RedisLog::connect(&copy.url()).await.unwrap());
    let board = traceboard_log::LogName::new(&server.circle, "board").unwrap();
    eventually(PATIENCE, "the replica to have it", async || match other.head(&board).await {
        Ok(Some(head)) if json!(head.to_string()) == trace => Ok(()),
        other => Err(format!("{other:?}")),
    })
    .await
    .unwrap();
    let mut socket = member.follow().await;

    first.kill9().unwrap();
    let down = member.post(&leave("while nobody is the primary")).await;
    assert_eq!((&down["code"], &down["retry"]), (&json!("log_unavailable"), &json!(true)), "{down}");
    eventually(PATIENCE, "the sentinel to promote the replica", async || match sentinel.primary()? {
        port if port == copy.port() => Ok(()),
        port => anyhow::bail!("it says {port}"),
    })
    .await
    .unwrap();
    proxy.switch(at(copy.port()));

    let after = leave("after the failover");
    acked(&member, &after).await;
    let ready = async || support::http().get(format!("{}/readyz", server.address)).send().await.map(|got| got.status());
    eventually(PATIENCE, "to be ready", async || match ready().await {
        Ok(status) if status.is_success() => Ok(()),
        other => Err(format!("{other:?}")),
    })
    .await
    .unwrap();
    // Who followed gets it live, and nothing that was acked is lost.
    socket.wait_for("states").await;
    let told = member.snapshot().await.to_string();
    assert!(told.contains("before the failover") && told.contains("after the failover"), "{told}");

    // The former primary comes back, and the sentinel makes it a replica: the address may lead to it for a while.
    first.restart().unwrap();
    proxy.switch(at(first.port()));
    eventually(PATIENCE, "the former primary to be a replica", async || match first.command(&["ROLE"])? {
        role if role.contains("slave") => Ok(()),
        role => anyhow::bail!(role),
    })
    .await
    .unwrap();
    proxy.switch(at(copy.port()));
    let last = leave("after it came back");
    acked(&member, &last).await;
    assert_eq!(member.snapshot().await["cards"].as_array().unwrap().len(), 3);
}
