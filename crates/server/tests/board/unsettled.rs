//! Words that wait for their erasure are erased without visitors: at a server's start, and each round.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use reqwest::Method;
use serde_json::json;
use traceboard_log::{Log, LogName, NewEntry, StoredBody};
use traceboard_server::Config;
use uuid::Uuid;

use crate::{
    story::new_id,
    support::{Person, SOON, Server, log_in},
};

/// Another circle, and who founded it.
async fn kitchen(server: Server) -> (Server, Person) {
    let host = server.host().await;
    let founded = host.call(Method::POST, "circles", Some(json!({"name": "Kitchen"}).to_string())).await.body;
    let server = server.in_circle(founded["circle"].as_str().unwrap());
    let secret = founded["host_link"].as_str().unwrap().split("#invite=").nth(1).unwrap().to_owned();
    let founder = server.join_by(&secret, None).await.unwrap();
    (server, founder)
}

/// As a server leaves it that is killed between appending a withdrawal and erasing what it took back.
async fn take_back(log: &Arc<dyn Log>, board: &LogName, by: &Person, trace: Uuid) {
    let id = new_id();
    let head =
        json!({"v": 2, "id": id, "by": by.member, "written_at_ms": 1, "type": "trace_withdrawn", "trace": trace});
    let head = Bytes::from(head.to_string());
    let entry = NewEntry {
        id,
        head,
        body: None,
        touches: Vec::new(),
        format: traceboard_board::FORMAT_VERSION.into(),
        unsettles: true,
        photo: None,
    };
    log.append(board, vec![entry]).await.unwrap();
}

/// Waits until a body is gone, and nothing waits any more.
async fn erased(log: &Arc<dyn Log>, board: &LogName, trace: Uuid) {
    traceboard_testkit::eventually(SOON, "the words to be erased", async || {
        let bodies = log.bodies(board, &[trace]).await?;
        anyhow::ensure!(bodies == [StoredBody::None], "the words are there");
        anyhow::ensure!(log.unsettled().await?.is_empty(), "the log is unsettled");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_start_and_each_round_erase_what_waits_in_circles_that_nobody_visits() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (server, founder) = kitchen(Server::start(&log).await).await;
    let traces = [founder.leaves("taken back").await, founder.leaves("taken back later").await];
    let traces: [Uuid; 2] = traces.map(|trace| trace.parse().unwrap());
    let board = LogName::new(&server.circle, "board").unwrap();
    server.stop().await;

    take_back(&log, &board, &founder, traces[0]).await;
    let config = Config { space_idle: Duration::from_millis(100), ..Config::default() };
    let server = Server::start_with(&log, config).await;
    erased(&log, &board, traces[0]).await;
    server.metric("traceboard_circles", 0).await;

    take_back(&log, &board, &founder, traces[1]).await;
    erased(&log, &board, traces[1]).await;
    server.metric("traceboard_circles", 0).await;
}
