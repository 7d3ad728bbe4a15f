//! Three ways to the same states: a socket, a poll that waits, a single request.

use std::time::Duration;

use reqwest::StatusCode;
use serde_json::{Value, json};
use traceboard_server::Config;
use uuid::Uuid;

use crate::{
    story::{new_id, tell},
    support::{Person, SOON, Server, at, log_in},
};

/// The rows of frames, by kind and key, each as the last frame has it; and how far they reach.
fn merged(frames: &[Value]) -> (Value, Value) {
    let (mut rows, mut to) = (json!({}), Value::Null);
    for frame in frames.iter().filter(|frame| frame["type"] == "states") {
        to = frame["to"].clone();
        for kind in ["members", "cards", "lights", "trails"] {
            for row in frame[kind].as_array().into_iter().flatten() {
                let key = row.get("n").unwrap_or(&row[0]).to_string();
                rows[kind][key] = row.clone();
            }
        }
        if let Some(circle) = frame.get("circle") {
            rows["circle"] = circle.clone();
        }
    }
    (rows, to)
}

async fn asked(who: &Person, rest: &str) -> Vec<Value> {
    let answer = who.get(rest).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.body.as_array().unwrap().clone()
}

#[tokio::test]
async fn socket_poll_and_single_requests_give_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Anfang").await;
    let begin = kea.position().await;
    let parked = (kea.clone(), format!("states?after={begin}&wait_ms=25000"));
    let parked = tokio::spawn(async move { asked(&parked.0, &parked.1).await });
    let mut live = kea.follow().await;
    let story = tell(&server).await;
    // The story may end with what changes no row, and positions without rows move nobody.
    story.kea.leaves("the end").await;
    let end = json!(story.host.position().await);
    // Rows as they came one by one, and merged ones from the beginning, by each way.
    let one_by_one = merged(&live.states_to(&end).await);
    let by_socket = merged(&kea.follow_after(&begin).await.states_to(&end).await);
    let by_request = merged(&asked(&kea, &format!("states?after={begin}")).await);
    let by_poll = merged(&asked(&kea, &format!("states?after={begin}&wait_ms=5000")).await);
    assert_eq!(by_socket, by_request);
    assert_eq!(by_socket, by_poll);
    assert_eq!(by_socket, one_by_one);
    let first = merged(&tokio::time::timeout(SOON, parked).await.unwrap().unwrap());
    assert!(at(&first.1) > begin.parse().unwrap(), "it was answered by the first news");
    let rest = merged(&asked(&kea, &format!("states?after={}", first.1.as_str().unwrap())).await);
    assert_eq!(rest.1, by_request.1);
    for (kind, all) in by_request.0.as_object().unwrap().iter().filter(|(kind, _)| *kind != "circle") {
        for (key, row) in all.as_object().unwrap() {
            let told = rest.0[kind].get(key).unwrap_or(&first.0[kind][key]);
            assert_eq!(told, row, "{kind} {key}, in two steps");
        }
    }
}

#[tokio::test]
async fn a_client_of_another_version_is_told_to_reload() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    let position = kea.position().await;
    for version in [1, 3] {
        let mut socket = kea.socket().await;
        socket.send(&json!({"type": "hello", "version": version, "spaces": []})).await;
        assert_eq!(socket.next().await.unwrap(), json!({"type": "reload"}));
        let told = asked(&kea, &format!("states?after={position}&version={version}&wait_ms=25000")).await;
        assert_eq!(told, [json!({"type": "reload"})]);
    }
    let told = asked(&kea, &format!("states?after={position}&version=2")).await;
    assert_eq!(told[0]["type"], "states");
}

#[tokio::test]
async fn an_unknown_space_is_closed_and_the_others_are_followed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    let (position, elsewhere) = (kea.position().await, Uuid::now_v7().to_string());
    let mut socket = kea.socket().await;
    let spaces = json!([{"space": elsewhere, "after": position}, {"space": kea.circle(), "after": position}]);
    socket.hello(&spaces).await;
    // Whether there is such a space is looked up, while the circle's states come.
    let (mut closed, mut states) = (Value::Null, Value::Null);
    while closed.is_null() || states.is_null() {
        let frame = socket.next().await.unwrap();
        match frame["type"].as_str().unwrap() {
            "closed" => closed = frame,
            "states" => states = frame,
            _ => {}
        }
    }
    assert_eq!((&closed["space"], &closed["code"]), (&json!(elsewhere), &json!("unknown_space")));
    assert_eq!(states["space"], kea.circle());
    kea.leaves("it goes on").await;
    assert_eq!(socket.wait_for("states").await["cards"][0]["text"], "it goes on");
    socket.send(&json!({"type": "post", "space": elsewhere, "draft": crate::support::leave("nowhere")})).await;
    assert_eq!(socket.wait_for("refused").await["code"], "unknown_space");
    let told = asked(&kea, &format!("states?spaces={elsewhere}@{position},{}@{position}", kea.circle())).await;
    let kinds: Vec<_> = told.iter().map(|frame| (&frame["type"], &frame["space"])).collect();
    assert!(kinds.contains(&(&json!("closed"), &json!(elsewhere))), "{kinds:?}");
    assert!(told.iter().any(|frame| frame["cards"][0]["text"] == "it goes on"), "{told:?}");
}

#[tokio::test]
async fn an_unfollowed_space_sends_nothing_until_it_is_followed_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    let mut socket = kea.follow().await;
    socket.send(&json!({"type": "unfollow", "space": kea.circle()})).await;
    socket.send(&json!({"type": "beat"})).await;
    socket.wait_for("beat").await;
    let before = kea.position().await;
    kea.leaves("while away").await;
    socket.send(&json!({"type": "beat"})).await;
    let next = loop {
        let frame = socket.next().await.unwrap();
        if frame["type"] != "presence" {
            break frame;
        }
    };
    assert_eq!(next["type"], "beat", "nothing of the space came: {next}");
    socket.send(&json!({"type": "follow", "space": kea.circle(), "after": before})).await;
    assert_eq!(socket.wait_for("states").await["cards"][0]["text"], "while away");
    for after in [json!({}), json!({"after": "7-0-00c0ffee00c0ffee"})] {
        let mut follow = json!({"type": "follow", "space": kea.circle()});
        follow.as_object_mut().unwrap().extend(after.as_object().unwrap().clone());
        socket.send(&follow).await;
        assert_eq!(socket.wait_for("anew").await["why"], "unknown_history");
    }
    let told = asked(&kea, "states?after=7-0-00c0ffee00c0ffee").await;
    assert_eq!((&told[0]["type"], &told[0]["why"]), (&json!("anew"), &json!("unknown_history")));
}

#[tokio::test]
async fn an_ack_that_changes_no_row_is_followed_by_states_that_reach_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let trace = kea.leaves("hidden twice").await;
    let mut socket = host.follow().await;
    for _ in 0..2 {
        let draft = json!({"id": new_id(), "written_at_ms": 1, "deed": {"type": "hide", "trace": trace}});
        socket.send(&json!({"type": "post", "draft": draft})).await;
        let (mut acked, mut to) = (None, None);
        while acked.is_none() || to < acked {
            let frame = socket.next().await.unwrap();
            match frame["type"].as_str().unwrap() {
                "ack" => acked = Some(at(&frame["position"])),
                "states" => to = Some(at(&frame["to"])),
                "refused" => panic!("{frame}"),
                _ => {}
            }
        }
    }
}

#[tokio::test]
async fn waiting_polls_are_answered_at_once_when_the_server_shuts_down() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { drain: Duration::from_millis(50), ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let kea = server.join("Kea").await;
    let position = kea.position().await;
    let (waiting, rest) = (kea.clone(), format!("states?after={position}&wait_ms=25000"));
    let waiting = tokio::spawn(async move { waiting.get(&rest).await });
    server.metric("traceboard_followers", 1).await;
    server.stop().await;
    let answer = tokio::time::timeout(SOON, waiting).await.unwrap().unwrap();
    assert!(matches!(answer.status, StatusCode::OK | StatusCode::SERVICE_UNAVAILABLE), "{answer:?}");
}
