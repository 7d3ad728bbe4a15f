//! What happens at once, or is cut off in the middle, comes to one defined end.
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;

use bytes::Bytes;
use reqwest::Method;
use serde_json::json;
use support::{SOON, Server, Store, draft, leave, log_in};
use traceboard_log::{Clock, LogName, NewEntry, StoredBody, SystemClock, Touch};
use traceboard_server::NewCircle;
use uuid::Uuid;

#[tokio::test]
async fn two_servers_that_found_at_once_get_one_circle() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let found = || async {
        let circles = traceboard_server::circles(&log, &clock).unwrap();
        let first = circles.first(NewCircle::default()).await.unwrap();
        circles.fresh_links(&first).await.unwrap().circle
    };
    let (one, other, third) = tokio::join!(found(), found(), found());
    assert_eq!((one, one), (other, third));
}

#[tokio::test]
async fn one_join_request_through_two_servers_uses_the_invite_once() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let host = one.host().await;
    let new = json!({"id": Uuid::now_v7(), "uses_max": 21});
    let made = host.call(Method::POST, "invites", Some(new.to_string())).await.body;
    let secret = made["link"].as_str().unwrap().split("#invite=").nth(1).unwrap().to_owned();
    for number in 0..20 {
        let request = json!({"request": Uuid::now_v7(), "secret": secret, "name": format!("member {number}")});
        let (first, second) = tokio::join!(one.join_request(&request), other.join_request(&request));
        assert_eq!(first.unwrap().member, second.unwrap().member);
    }
    one.join_by(&secret, Some("the last")).await.unwrap();
    other.join_by(&secret, Some("too late")).await.unwrap_err().is("invite_used_up");
    assert_eq!(host.members().await.len(), 22);
}

#[tokio::test]
async fn a_repeated_deed_gets_its_first_answer_even_if_it_would_be_refused_now() {
    for store in [Store::embedded(), Store::redis().await] {
        let (one, other) = (Server::start(&store.log).await, Server::start(&store.of_another().await).await);
        let (host, kea) = (one.host().await, one.join("Kea").await);
        let there = kea.moved_to(&other);
        let round = host.posts(json!({"type": "open_round", "kind": "check_in"})).await;
        let answer = draft(&json!({"type": "answer", "round": round, "answers": ["rested"]}));
        let back = draft(&json!({"type": "take_answer_back", "round": round}));
        for (deed, code) in [(answer, "answered_already"), (back, "unknown_answer")] {
            let first = kea.post(&deed).await;
            assert_eq!(first["type"], "ack", "{first}");
            // Its ack was lost: it comes again, here and by another server.
            assert_eq!((kea.post(&deed).await, there.post(&deed).await), (first.clone(), first));
            assert_eq!(kea.post(&draft(&deed["deed"])).await["code"], code, "another with the same words is none");
        }
    }
}

#[tokio::test]
async fn of_two_links_to_a_story_made_at_once_one_remains() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let kea = one.join("Kea").await;
    let trace = kea.leaves("dug a hole").await;
    let told =
        json!({"type": "leave", "text": "The pond", "facet": {"is": "story"}, "cites": [trace], "told": [{"cite": 0}]});
    let story = kea.posts(told).await;
    let there = kea.moved_to(&other);
    let link = async |who: &support::Person| {
        let made = who
            .call(Method::POST, &format!("stories/{story}/link"), Some(json!({"id": Uuid::now_v7()}).to_string()))
            .await;
        made.body["link"].as_str().unwrap_or_else(|| panic!("{made:?}")).to_owned()
    };
    for round in 0..10 {
        let (first, second) = tokio::join!(link(&kea), link(&there));
        let mut stand = 0;
        for made in [first, second] {
            stand += usize::from(support::http().get(made).send().await.unwrap().status().is_success());
        }
        assert_eq!(stand, 1, "in round {round}");
    }
}

#[tokio::test]
async fn of_rewordings_at_the_same_instant_the_last_one_stays() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let here = one.join("Kea").await;
    let there = here.moved_to(&other);
    for round in 0..8 {
        let trace = here.leaves(&format!("swept the short room {round}")).await;
        let reword = |text: &str| draft(&json!({"type": "reword", "trace": trace, "text": text}));
        let (long, wide) = (reword("swept the long room"), reword("swept the wide room"));
        let (first, second) = tokio::join!(here.post(&long), there.post(&wide));
        assert_eq!((&first["type"], &second["type"]), (&json!("ack"), &json!("ack")), "{first} {second}");
    }
    // A fold that begins now has only the words that are in the log still.
    let fresh = here.moved_to(&Server::start(&log).await).snapshot().await;
    for card in fresh["cards"].as_array().unwrap() {
        let text = card["text"].as_str();
        assert!(matches!(text, Some("swept the long room" | "swept the wide room")), "{text:?}");
    }
    assert_eq!(here.snapshot().await["cards"], fresh["cards"], "all servers say the same");
}

#[tokio::test]
async fn words_of_a_refused_deed_are_erased_also_when_their_server_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let board = {
        let server = Server::start(&log).await;
        let board = LogName::new(&server.circle, "board").unwrap();
        server.stop().await;
        board
    };
    // As a server leaves it that is killed between appending and erasing: its author was removed in between.
    let id = Uuid::now_v7();
    let head =
        json!({"v": 2, "id": id, "by": Uuid::now_v7(), "written_at_ms": 1, "type": "trace_left", "builds_on": []});
    let part = |json: serde_json::Value| Bytes::from(json.to_string());
    let body = Some(part(json!({"text": "left over"})));
    log.append(
        &board,
        vec![NewEntry {
            id,
            head: part(head),
            body,
            touches: Vec::new(),
            format: traceboard_board::FORMAT_VERSION.into(),
            unsettles: false,
            photo: None,
        }],
    )
    .await
    .unwrap();
    let mut news = log.watch(&board).await.unwrap();
    let _server = Server::start(&log).await;
    let erased = async {
        loop {
            let page = log.read(&board, None).await.unwrap();
            if page.entries.iter().any(|entry| entry.id == id && entry.body == StoredBody::None) {
                return;
            }
            // An erasure without an entry is told to all who watch.
            let _ = news.recv().await;
        }
    };
    tokio::time::timeout(SOON, erased).await.expect("the words are erased");
}

#[tokio::test]
async fn words_concealed_by_a_refused_deed_are_revealed_again() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let trace: Uuid = kea.leaves("swept the long room").await.parse().unwrap();
    let board = LogName::new(&server.circle, "board").unwrap();
    server.stop().await;
    // As another server appends it whose fold is behind, and that is killed right after: only its author may take a trace back.
    let id = Uuid::now_v7();
    let head =
        json!({"v": 2, "id": id, "by": tui.member, "written_at_ms": 1, "type": "trace_withdrawn", "trace": trace});
    let entry = NewEntry {
        id,
        head: Bytes::from(head.to_string()),
        body: None,
        touches: vec![Touch::Conceal(trace)],
        format: traceboard_board::FORMAT_VERSION.into(),
        unsettles: true,
        photo: None,
    };
    log.append(&board, vec![entry]).await.unwrap();
    let mut news = log.watch(&board).await.unwrap();
    let _server = Server::start(&log).await;
    let told = async {
        loop {
            let page = log.read(&board, None).await.unwrap();
            if page.entries.iter().any(|entry| entry.id == trace && matches!(entry.body, StoredBody::Open(_))) {
                return;
            }
            let _ = news.recv().await;
        }
    };
    tokio::time::timeout(SOON, told).await.expect("the words are there again");
}

#[tokio::test]
async fn all_who_ask_at_once_for_a_circle_that_is_not_open_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let host = one.host().await;
    let founded = host.call(Method::POST, "circles", Some(json!({"name": "Kitchen"}).to_string())).await.body;
    let secret = founded["invite_link"].as_str().unwrap().split("#invite=").nth(1).unwrap();
    let circle = founded["circle"].as_str().unwrap();
    let join = |number: usize| {
        let body = json!({"request": Uuid::now_v7(), "secret": secret, "name": format!("member {number}")});
        let url = format!("{}/api/c/{circle}/join", other.address);
        async move { support::http().post(url).body(body.to_string()).send().await.unwrap().status() }
    };
    let statuses = futures_util::future::join_all((0..40).map(join)).await;
    assert!(statuses.iter().all(|status| *status == reqwest::StatusCode::OK), "{statuses:?}");
}

#[tokio::test]
async fn a_late_joiner_gets_the_past_and_a_resume_on_the_other_server_only_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let early = one.join("Kea").await;
    for number in 0..5 {
        early.leaves(&format!("trace {number}")).await;
    }
    let late = other.join("Tui").await;
    let snapshot = late.snapshot().await;
    assert_eq!(snapshot["cards"].as_array().unwrap().len(), 5);
    let mut socket = late.follow_after(snapshot["position"].as_str().unwrap()).await;
    let first = socket.wait_for("states").await;
    assert_eq!((&first["to"], first.get("cards")), (&snapshot["position"], None), "the snapshot held all of it");
    early.leaves("trace 5").await;
    let states = socket.wait_for("states").await;
    assert_eq!((states["cards"].as_array().unwrap().len(), &states["cards"][0]["text"]), (1, &json!("trace 5")));
    let mut socket = late.moved_to(&one).follow_after(states["to"].as_str().unwrap()).await;
    let first = socket.wait_for("states").await;
    assert_eq!((&first["to"], first.get("cards")), (&states["to"], None));
    socket.send(&json!({"type": "post", "draft": leave("trace 6")})).await;
    assert_eq!(socket.wait_for("states").await["cards"][0]["text"], "trace 6");
}
