//! Whatever comes in, the answer is a row of the error table, and nobody else is harmed.
#![allow(clippy::unwrap_used)]

mod support;

use reqwest::{Method, StatusCode};
use serde_json::json;
use support::{Answer, Server, draft, leave, log_in};
use traceboard_server::Config;
use uuid::Uuid;

#[tokio::test]
async fn invalid_bodies_are_refused_with_their_reason() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let member = server.join("Kea").await;
    let post = |body: String| member.call(Method::POST, "posts", Some(body));
    post("x".repeat(1024 * 1024 + 1)).await.is("too_large");
    post("{".to_owned()).await.is("bad_request");
    post(json!({"drafts": []}).to_string()).await.is("bad_request");
    post(json!({"drafts": [draft(&json!({"type": "dance"}))]}).to_string()).await.is("bad_request");
    for (deed, code) in [
        (json!({"type": "leave", "text": ""}), "bad_text"),
        (json!({"type": "leave", "text": "x".repeat(281)}), "bad_text"),
        (json!({"type": "leave", "text": "a\u{0}b"}), "bad_text"),
        (json!({"type": "leave", "text": "a", "builds_on": [Uuid::now_v7()]}), "unknown_trace"),
        (json!({"type": "warm", "trace": Uuid::now_v7()}), "unknown_trace"),
        (json!({"type": "hide", "trace": Uuid::now_v7()}), "not_a_host"),
        (json!({"type": "remove", "member": member.member}), "not_a_host"),
        (json!({"type": "change_circle"}), "bad_request"),
    ] {
        let frame = member.post(&draft(&deed)).await;
        assert_eq!((&frame["type"], &frame["code"]), (&json!("refused"), &json!(code)), "{deed} gave {frame}");
    }
    let mut old = leave("by an old clock");
    old["id"] = json!(Uuid::new_v4());
    assert_eq!(member.post(&old).await["code"], "bad_request", "ids are of version 7");
    assert_eq!(member.snapshot().await["cards"].as_array().unwrap().len(), 0, "nothing of it is on the board");
}

#[tokio::test]
async fn each_kind_of_unknown_thing_in_an_address_has_its_own_error() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let member = server.join("Kea").await;
    let get = |url: String| async move { Answer::of(support::http().get(url).send().await.unwrap()).await };
    get(server.path("snapshot")).await.is("not_signed_in");
    get(format!("{}/api/c/{}/snapshot", server.address, Uuid::now_v7())).await.is("unknown_circle");
    get(format!("{}/api/c/elsewhere/snapshot", server.address)).await.is("unknown_circle");
    get(format!("{}/api/elsewhere", server.address)).await.is("not_found");
    member.call(Method::PUT, "snapshot", None).await.is("method_not_allowed");
    member.get("cards?limit=0").await.is("bad_request");
    member.get("cards?limit=x").await.is("bad_request");
    member.get(&format!("cards?before={}", Uuid::now_v7())).await.is("unknown_trace");
    member.get(&format!("trails/{}", Uuid::now_v7())).await.is("unknown_trace");
    member.call(Method::DELETE, &format!("invites/{}", Uuid::now_v7()), None).await.is("unknown_invite");
    member.call(Method::POST, "invites", Some(json!({"id": Uuid::now_v7()}).to_string())).await.is("not_a_host");
    member.call(Method::POST, "circles", Some(json!({"name": "Another"}).to_string())).await.is("not_a_host");
    let stranger = support::Person { token: "x".repeat(43), ..member.clone() };
    stranger.get("snapshot").await.is("not_signed_in");
}

#[tokio::test]
async fn an_id_is_appended_once_and_other_content_under_it_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let member = server.join("Kea").await;
    let first = leave("swept the long room");
    let ack = member.post(&first).await;
    assert_eq!(member.post(&first).await, ack, "a repeat gets the first answer");
    let mut other = leave("something else");
    other["id"] = first["id"].clone();
    assert_eq!(member.post(&other).await["code"], "id_taken");
    assert_eq!(member.snapshot().await["cards"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn pages_of_other_origins_can_neither_write_nor_listen() {
    let folder = tempfile::tempdir().unwrap();
    let public = "https://board.example".parse().unwrap();
    let config = Config { public_url: Some(public), ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let member = server.join("Kea").await;
    let host = server.address.strip_prefix("http://").unwrap().to_owned();
    let write = |origin: &str| {
        let request = support::http().post(server.path("posts")).bearer_auth(&member.token);
        let body = json!({"drafts": [leave("hello")]}).to_string();
        let sent = request.header("origin", origin).body(body).send();
        async { Answer::of(sent.await.unwrap()).await }
    };
    for own in ["https://board.example", &format!("http://{host}")] {
        assert_eq!(write(own).await.status, StatusCode::OK, "{own} is this server's own");
    }
    for other in ["https://evil.example", "http://127.0.0.1:1", "null"] {
        write(other).await.is("wrong_origin");
        let refused = member.socket_with(|headers| {
            headers.insert("origin", other.parse().unwrap());
        });
        match refused.await {
            Err(tokio_tungstenite::tungstenite::Error::Http(response)) => assert_eq!(response.status(), 403),
            other => panic!("the socket must be refused, not {:?}", other.map(|_| "opened")),
        }
    }
}

#[tokio::test]
async fn invalid_frames_are_answered_or_close_the_socket() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let member = server.join("Kea").await;
    let mut socket = member.follow().await;
    for (frame, code) in [
        ("{".to_owned(), "bad_request"),
        (r#"{"type":"dance"}"#.to_owned(), "bad_request"),
        (r#"{"type":"hello"}"#.to_owned(), "bad_request"),
        (r#"{"type":"hello","version":2}"#.to_owned(), "bad_request"),
        (format!(r#"{{"type":"{}"}}"#, "x".repeat(65 * 1024)), "too_large"),
        ("x".repeat(200 * 1024), "too_large"),
    ] {
        socket.send_text(frame).await;
        assert_eq!(socket.wait_for("error").await["code"], code);
    }
    let broken = json!({"type": "post", "draft": draft(&json!({"type": "dance"}))});
    socket.send(&broken).await;
    let refused = socket.wait_for("refused").await;
    assert_eq!(refused["id"], broken["draft"]["id"], "a draft that can't be read steps aside under its id");
    socket.send(&json!({"type": "post", "draft": leave("still here")})).await;
    socket.wait_for("ack").await;
    socket.send_text("x".repeat(300 * 1024)).await;
    assert!(matches!(socket.ended().await, None | Some(4022)), "what is too large to read ends the socket");
    member.leaves("and nobody else is harmed").await;

    let mut rude = member.socket().await;
    rude.send(&json!({"type": "post", "draft": leave("without a hello")})).await;
    assert_eq!(rude.wait_for("error").await["code"], "bad_request");
    rude.hello(&json!([])).await;
    rude.wait_for("welcome").await;
    let no_protocol = member.socket_with(|headers| {
        headers.remove("sec-websocket-protocol");
    });
    assert!(no_protocol.await.is_err(), "the subprotocol must be named");
    let former = member.socket_with(|headers| {
        headers.insert("sec-websocket-protocol", "traceboard.v1".parse().unwrap());
    });
    former.await.unwrap().wait_for("reload").await;
    let mut lost = member.follow_after("7-0-00c0ffee00c0ffee").await;
    assert_eq!(lost.wait_for("anew").await["why"], "unknown_history");
}

#[tokio::test]
async fn a_flood_by_one_member_is_slowed_and_others_are_unharmed() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { posts_burst: 10, posts_per_second: 1, ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let (loud, quiet) = (server.join("Kea").await, server.join("Tui").await);
    let mut socket = loud.follow().await;
    for number in 0..30 {
        socket.send(&json!({"type": "post", "draft": leave(&format!("trace {number}"))})).await;
    }
    let mut outcomes = Vec::new();
    while outcomes.len() < 30 {
        let frame = socket.next().await.unwrap();
        match frame["type"].as_str().unwrap() {
            "ack" => outcomes.push(true),
            "refused" => {
                assert_eq!(frame["code"], "too_many_requests", "{frame}");
                assert!(frame["retry"].as_bool().unwrap() && frame["retry_after_ms"].as_u64().unwrap() > 0, "{frame}");
                outcomes.push(false);
            }
            _ => {}
        }
    }
    let taken = outcomes.iter().filter(|taken| **taken).count();
    assert!((10..30).contains(&taken), "{taken} of 30 were taken");
    quiet.leaves("a calm trace").await;
}
