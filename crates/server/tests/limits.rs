//! How much one person or link may ask for, and what belongs to another circle.
#![allow(clippy::unwrap_used)]

mod support;

use reqwest::{Method, StatusCode};
use serde_json::json;
use support::{Person, SOON, Server, draft, leave, log_in};
use traceboard_server::Config;
use uuid::Uuid;

#[tokio::test]
async fn a_member_who_asks_too_much_is_told_when_to_ask_again() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { requests_burst: 10, ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let (loud, quiet) = (server.join("Kea").await, server.join("Tui").await);
    let refused = loop {
        let answer = loud.get("snapshot").await;
        if answer.status != StatusCode::OK {
            break answer;
        }
    };
    refused.is("too_many_requests");
    assert!(refused.body["retry_after_ms"].as_u64().unwrap() > 0, "{refused:?}");
    quiet.snapshot().await;
}

#[tokio::test]
async fn a_flood_of_one_link_and_of_guesses_does_not_limit_other_links() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { joins_burst: 10, ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let look = |secret: String| {
        let sent = support::http().post(server.path("look")).body(json!({"secret": secret}).to_string()).send();
        async { support::Answer::of(sent.await.unwrap()).await }
    };
    let hammer = async |secret: fn() -> Option<String>, known: &str| loop {
        let answer = look(secret().unwrap_or_else(|| known.to_owned())).await;
        if answer.body["code"] == "too_many_requests" {
            return answer.is("too_many_requests");
        }
    };
    hammer(|| None, server.invite_secret.reveal()).await;
    hammer(|| Some(format!("{}{}", Uuid::now_v7().simple(), "x".repeat(11))), "").await;
    server.host().await;
}

#[tokio::test]
async fn a_members_sockets_are_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { sockets_per_member: 2, ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let (member, other) = (server.join("Kea").await, server.join("Tui").await);
    let (mut first, mut second) = (member.follow().await, member.follow().await);
    let position = member.position().await;
    assert_eq!(member.follow_after(&position).await.closed().await, 4023);
    member.get(&format!("states?after={position}")).await.is("too_many_requests");
    other.follow().await;
    for socket in [&mut first, &mut second] {
        socket.send(&json!({"type": "beat"})).await;
        socket.wait_for("beat").await;
    }
}

#[tokio::test]
async fn sessions_links_and_ids_of_another_circle_are_unknown_here() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let trace = host.leaves("swept the long room").await;
    let founded = host.call(Method::POST, "circles", Some(json!({"name": "Kitchen"}).to_string())).await.body;
    let (circle, link) = (founded["circle"].as_str().unwrap(), founded["host_link"].as_str().unwrap());
    let secret = link.split("#invite=").nth(1).unwrap();
    assert!(link.starts_with(&format!("{}/c/{circle}/", server.address)), "{link}");
    server.join_by(secret, None).await.unwrap_err().is("unknown_invite");

    let there = server.in_circle(circle);
    let stranger = Person { base: there.path(""), ..host.clone() };
    stranger.get("snapshot").await.is("not_signed_in");
    let refused = stranger.socket_with(|_| ()).await;
    match refused {
        Err(tokio_tungstenite::tungstenite::Error::Http(response)) => assert_eq!(response.status(), 401),
        other => panic!("the socket must be refused, not {:?}", other.map(|_| "opened")),
    }
    let founder = there.join_by(secret, None).await.unwrap();
    let build_on = draft(&json!({"type": "leave", "text": "and mopped it", "builds_on": [trace]}));
    assert_eq!(founder.post(&build_on).await["code"], "unknown_trace");
    let name_host = json!({"id": Uuid::now_v7(), "member": host.member}).to_string();
    founder.call(Method::POST, "invites", Some(name_host)).await.is("unknown_member");
}

#[tokio::test]
async fn posts_sent_after_one_that_must_retry_are_appended_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { posts_burst: 2, posts_per_second: 1, ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let member = server.join("Kea").await;
    let mut socket = member.follow().await;
    let drafts: Vec<_> = (1..=5).map(|number| leave(&format!("number {number}"))).collect();
    // All at once, as a program with a pipeline does; each is sent again at once for as long as it is put off.
    let mut waiting = drafts.clone();
    let deadline = tokio::time::Instant::now() + SOON;
    while !waiting.is_empty() {
        assert!(tokio::time::Instant::now() < deadline, "{waiting:?}");
        for draft in &waiting {
            socket.send(&json!({"type": "post", "draft": draft})).await;
        }
        let mut again = Vec::new();
        for draft in waiting {
            let answer = loop {
                let frame = socket.next().await.unwrap();
                if frame["id"] == draft["id"] {
                    break frame;
                }
            };
            if answer["type"] == "refused" {
                assert_eq!(answer["retry"], true, "{answer}");
                assert!(answer["retry_after_ms"].is_u64(), "{answer}");
                again.push(draft);
            }
        }
        waiting = again;
    }
    let texts: Vec<_> = member.feed().await.iter().rev().map(|card| card["text"].clone()).collect();
    assert_eq!(texts, (1..=5).map(|number| json!(format!("number {number}"))).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_post_that_waits_for_the_next_append_is_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    // More than go into one append.
    let config = Config { posts_burst: 45, posts_per_second: 1, ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let member = server.join("Kea").await;
    let drafts: Vec<_> = (1..=45).map(|number| leave(&format!("number {number}"))).collect();
    let answer = member.call(Method::POST, "posts", Some(json!({"drafts": drafts}).to_string())).await;
    let answers = answer.body.as_array().unwrap();
    assert_eq!(answers.iter().filter(|answer| answer["type"] == "ack").count(), 45, "{answers:?}");
}

#[tokio::test]
async fn founding_is_limited_over_all_generations_and_can_be_switched_off() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let name = || Some(json!({"name": "Next"}).to_string());
    let (mut circle, mut host) = (server.circle.clone(), server.host().await);
    let mut founded = 0;
    // Generation by generation, each by a host who never founded before.
    let refused = loop {
        let answer = host.call(Method::POST, "circles", name()).await;
        if answer.status != StatusCode::OK {
            break answer;
        }
        founded += 1;
        circle = answer.body["circle"].as_str().unwrap().to_owned();
        let secret = answer.body["host_link"].as_str().unwrap().split("#invite=").nth(1).unwrap().to_owned();
        let body = json!({"request": Uuid::now_v7(), "secret": secret}).to_string();
        let joined = support::http()
            .post(format!("{}/api/c/{circle}/join", server.address))
            .header("accept", "application/vnd.traceboard.token+json")
            .body(body);
        let joined = support::Answer::of(joined.send().await.unwrap()).await.body;
        let text = |name: &str| joined[name].as_str().unwrap().to_owned();
        host = Person {
            base: format!("{}/api/c/{circle}/", server.address),
            member: text("member"),
            token: text("token"),
        };
    };
    refused.is("too_many_requests");
    assert!((25..=31).contains(&founded), "{founded} circles");
    // A grandchild's host seeds none either.
    let seed = json!({"id": Uuid::now_v7(), "name": "Bud"}).to_string();
    host.call(Method::POST, "buds", Some(seed)).await.is("too_many_requests");

    let off = Server::start_with(&log, Config { founding: false, ..Config::default() }).await.in_circle(&circle);
    let host = host.moved_to(&off);
    let refused = host.call(Method::POST, "circles", name()).await;
    refused.is("pattern_off");
    assert!(refused.body["message"].as_str().unwrap().contains("switched it off"), "{refused:?}");
}

#[tokio::test]
async fn who_runs_a_server_bounds_how_many_circles_are_founded() {
    let few = [
        Config { host_foundings_per_minute: 1, ..Config::default() },
        Config { ancestor_foundings_per_hour: 1, ..Config::default() },
        Config { foundings_per_hour: 1, ..Config::default() },
    ];
    for config in few {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start_with(&log_in(folder.path()), config).await;
        let host = server.host().await;
        let name = || Some(json!({"name": "Next"}).to_string());
        assert_eq!(host.call(Method::POST, "circles", name()).await.status, StatusCode::OK);
        let refused = host.call(Method::POST, "circles", name()).await;
        refused.is("too_many_requests");
        assert!(refused.body["retry_after_ms"].as_u64().unwrap() > 0, "{refused:?}");
    }
}
