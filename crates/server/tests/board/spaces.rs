//! Spaces close where nobody looks, and open again with the same board.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use traceboard_log::LogName;
use traceboard_server::Config;

use crate::{
    story::tell,
    support::{Server, log_in},
};

#[tokio::test]
async fn an_idle_circle_is_closed_and_opens_again_from_its_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let config = Config { space_idle: Duration::from_millis(200), ..Config::default() };
    let server = Server::start_with(&log, config).await;
    let story = tell(&server).await;
    let (before, members) = (story.host.snapshot().await, story.host.members().await);
    let socket = story.kea.follow().await;
    let named = json!({"name": "Kitchen"}).to_string();
    let founded = story.host.call(Method::POST, "circles", Some(named)).await.body;
    assert!(founded["circle"].is_string(), "{founded}");
    server.metric("traceboard_spaces", 1).await;
    server.metric("traceboard_circles", 1).await;
    let board = LogName::new(&server.circle, "board").unwrap();
    drop(socket);
    server.metric("traceboard_circles", 0).await;
    server.metric("traceboard_spaces", 0).await;
    assert!(log.checkpoint(&board).await.unwrap().is_some(), "what it opens from is kept");
    assert_eq!(story.host.snapshot().await, before);
    assert_eq!(story.host.members().await, members);
    let mut socket = story.kea.follow().await;
    story.tui.leaves("and it goes on").await;
    assert_eq!(socket.wait_for("states").await["cards"][0]["text"], "and it goes on");
}

#[tokio::test]
async fn a_socket_that_looks_at_nothing_yet_finds_its_circle_open() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let config = Config { space_idle: Duration::from_millis(100), ..Config::default() };
    let server = Server::start_with(&log, config).await;
    let kea = server.join("Kea").await;
    let position = kea.position().await;
    let mut socket = kea.socket().await;
    socket.hello(&json!([])).await;
    socket.wait_for("welcome").await;
    let named = json!({"name": "Kitchen"}).to_string();
    server.host().await.call(Method::POST, "circles", Some(named)).await;
    // The other one is closed meanwhile, and this one would be too.
    server.metric("traceboard_circles", 1).await;
    socket.send(&json!({"type": "follow", "space": kea.circle(), "after": position})).await;
    socket.wait_for("states").await;
    kea.leaves("still here").await;
    assert_eq!(socket.wait_for("states").await["cards"][0]["text"], "still here");
    drop(socket);
    server.metric("traceboard_circles", 0).await;
    server.metric("traceboard_spaces", 0).await;
}
