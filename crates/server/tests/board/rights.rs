//! Rights before rows: who lost a right gets nothing that came after it, also where both came in one group.

use bytes::Bytes;
use reqwest::Method;
use serde_json::{Value, json};
use traceboard_log::{APPEND_ENTRIES_MAX, LogName, NewEntry};

use crate::{
    story::new_id,
    support::{Person, SOON, Server, http, log_in},
};

pub(crate) fn entry(by: &str, what: &Value, text: Option<&str>) -> NewEntry {
    let id = new_id();
    let mut head = json!({"v": 3, "id": id, "by": by, "written_at_ms": 1});
    head.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
    let body = text.map(|text| Bytes::from(json!({"text": text}).to_string()));
    NewEntry {
        id,
        head: Bytes::from(head.to_string()),
        body,
        touches: Vec::new(),
        format: traceboard_board::FORMAT_VERSION.into(),
        unsettles: false,
        photo: None,
    }
}

fn left(by: &str, text: &str) -> NewEntry {
    entry(by, &json!({"type": "trace_left", "builds_on": []}), Some(text))
}

/// A poll that waits, and what it is answered.
fn park(who: &Person, after: &str) -> tokio::task::JoinHandle<crate::support::Answer> {
    let (who, rest) = (who.clone(), format!("states?after={after}&wait_ms=25000"));
    tokio::spawn(async move { who.get(&rest).await })
}

/// Waits until as many sockets and polls follow.
async fn follow(server: &Server, count: usize) {
    server.metric("traceboard_followers", count).await;
}

#[tokio::test]
async fn a_removal_takes_effect_before_the_trace_published_with_it_by_socket_poll_and_request() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let (host, kea) = (one.host().await, one.join("Kea").await);
    for server in [&one, &other] {
        let (host, kea) = (host.moved_to(server), kea.moved_to(server));
        let position = host.position().await;
        let (mut socket, mut hosts) = (kea.follow_after(&position).await, host.follow().await);
        socket.wait_for("states").await;
        let poll = park(&kea, &position);
        follow(server, 3).await;
        let board = LogName::new(&server.circle, "board").unwrap();
        let removal = entry(&host.member, &json!({"type": "member_removed", "member": kea.member}), None);
        log.append(&board, vec![removal, left(&host.member, "without Kea")]).await.unwrap();
        while hosts.wait_for("states").await["cards"][0]["text"] != "without Kea" {}
        let told = socket.frames_until_closed().await;
        assert_eq!(told.1, 4021);
        assert!(!told.0.contains("without Kea"), "{}", told.0);
        tokio::time::timeout(SOON, poll).await.unwrap().unwrap().is("not_a_member");
        for rest in [&format!("states?after={position}"), "snapshot", "entries", "mine", "cards", "members"] {
            kea.get(rest).await.is("not_a_member");
        }
        host.does(json!({"type": "let_back", "member": kea.member})).await;
    }
}

#[tokio::test]
async fn a_closed_session_gets_no_later_trace() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let position = host.position().await;
    let mut socket = kea.follow().await;
    let poll = park(&kea, &position);
    follow(&server, 2).await;
    kea.call(Method::DELETE, "session", None).await;
    host.leaves("after the sign-out").await;
    let (told, code) = socket.frames_until_closed().await;
    assert_eq!(code, 4020);
    assert!(!told.contains("after the sign-out"), "{told}");
    let answer = tokio::time::timeout(SOON, poll).await.unwrap().unwrap();
    assert_eq!(answer.status, reqwest::StatusCode::UNAUTHORIZED, "{answer:?}");
    for rest in [&format!("states?after={position}"), "snapshot", "entries", "mine"] {
        kea.get(rest).await.is("not_signed_in");
    }
}

#[tokio::test]
async fn a_former_host_gets_a_new_snapshot_without_hidden_words() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    host.does(json!({"type": "give_role", "member": kea.member, "role": "host"})).await;
    let hidden = host.leaves("hidden words").await;
    let position = kea.position().await;
    let mut socket = kea.follow_after(&position).await;
    socket.wait_for("states").await;
    let poll = park(&kea, &position);
    follow(&server, 2).await;
    let board = LogName::new(&server.circle, "board").unwrap();
    let role = json!({"type": "role_given", "member": kea.member, "role": "member"});
    let hide = entry(&host.member, &json!({"type": "trace_hidden", "trace": hidden}), None);
    log.append(&board, vec![entry(&host.member, &role, None), hide, left(&host.member, "later")]).await.unwrap();
    assert_eq!(socket.wait_for("anew").await["why"], "role");
    let polled = tokio::time::timeout(SOON, poll).await.unwrap().unwrap().body;
    assert_eq!(polled[0]["why"], "role", "{polled}");
    let now = kea.snapshot().await;
    assert!(now.to_string().contains("later") && !now.to_string().contains("hidden words"), "{now}");
    let told = kea.get(&format!("states?after={position}")).await.body.to_string();
    assert!(told.contains("later") && !told.contains("hidden words"), "{told}");
    socket.send(&json!({"type": "follow", "space": kea.circle(), "after": position})).await;
    let told = socket.wait_for("states").await.to_string();
    assert!(told.contains("later") && !told.contains("hidden words"), "{told}");
}

/// How many traces fill what the system keeps of an answer that nobody reads, and how many ids each holds: those hardly pack.
const MANY: usize = 4_000;
const LONG: usize = 100;

#[tokio::test]
async fn an_export_breaks_off_once_its_reader_is_a_host_no_longer() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    host.does(json!({"type": "give_role", "member": kea.member, "role": "host"})).await;
    let board = LogName::new(&server.circle, "board").unwrap();
    let text = || (0..LONG).map(|_| new_id().simple().to_string()).collect::<String>();
    for _ in (0..MANY).step_by(APPEND_ENTRIES_MAX) {
        log.append(&board, (0..APPEND_ENTRIES_MAX).map(|_| left(&host.member, &text())).collect()).await.unwrap();
    }
    for format in ["jsonl", "md", "zip"] {
        let request = http().get(format!("{}export?format={format}", kea.base)).bearer_auth(&kea.token);
        let mut answer = request.send().await.unwrap();
        assert_eq!(answer.status(), reqwest::StatusCode::OK);
        answer.chunk().await.unwrap().unwrap();
        host.does(json!({"type": "give_role", "member": kea.member, "role": "member"})).await;
        let end = loop {
            match answer.chunk().await {
                Ok(Some(_)) => {}
                end => break end,
            }
        };
        assert!(end.is_err(), "{format}: a whole export");
        host.does(json!({"type": "give_role", "member": kea.member, "role": "host"})).await;
    }
}
