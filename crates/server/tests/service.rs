//! What whoever runs a server relies on: the API's description, health, metrics, headers, and an end in time.
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::Value;
use support::{Answer, SOON, Server, leave, log_in};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use traceboard_log::{Clock, SystemClock};
use traceboard_server::Config;
use uuid::Uuid;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

#[tokio::test]
async fn every_documented_route_is_served_and_takes_no_other_method() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let served =
        support::http().get(format!("{}/api/openapi.json", server.address)).send().await.unwrap().text().await.unwrap();
    let document: Value = serde_json::from_str(&traceboard_server::openapi()).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&served).unwrap(), document, "the server hands out the same document");
    for (path, operations) in document["paths"].as_object().unwrap() {
        let id = Uuid::now_v7().to_string();
        let path = path.replace("{circle}", &server.circle).replace("{seed}", &id).replace("{invite}", &id);
        for name in METHODS {
            let method = Method::from_bytes(name.to_uppercase().as_bytes()).unwrap();
            let sent = support::http().request(method, format!("{}{path}", server.address)).send();
            let answer = Answer::of(sent.await.unwrap()).await;
            if operations.get(name).is_some() {
                let code = answer.body["code"].as_str().unwrap();
                assert!(!matches!(code, "not_found" | "method_not_allowed"), "{name} {path} gave {answer:?}");
            } else {
                answer.is("method_not_allowed");
            }
        }
    }
}

#[test]
fn a_parameter_is_in_the_path_that_names_it_else_in_the_query_or_a_header() {
    let document: Value = serde_json::from_str(&traceboard_server::openapi()).unwrap();
    let (mut in_path, mut in_query) = (0, 0);
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let is_named = path.contains(&format!("{{{}}}", parameter["name"].as_str().unwrap()));
                assert_eq!(parameter["in"] == "path", is_named, "{method} {path}: {parameter}");
                in_path += usize::from(is_named);
                in_query += usize::from(parameter["in"] == "query");
            }
        }
    }
    assert!(in_path > 0 && in_query > 0);
}

#[test]
fn the_committed_description_is_that_of_the_routes() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let committed = std::fs::read_to_string(committed).unwrap();
    assert!(committed == traceboard_server::openapi(), "docs/openapi.json is stale: run `cargo xtask generate`");
}

#[tokio::test]
async fn every_answer_names_its_request_and_lets_no_foreign_script_in() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let mut seen = std::collections::HashSet::new();
    for path in ["/", "/healthz", "/api/openapi.json", "/api/elsewhere", &format!("/api/c/{}/snapshot", server.circle)]
    {
        let response = support::http().get(format!("{}{path}", server.address)).send().await.unwrap();
        let header = |name: &str| response.headers().get(name).unwrap_or_else(|| panic!("{path} has no {name}"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        let now_ms: i64 = header("x-now-ms").to_str().unwrap().parse().unwrap();
        assert!((now_ms - SystemClock.now_ms()).abs() < 60_000, "{path} tells another time");
        assert!(header("permissions-policy").to_str().unwrap().contains("camera=()"));
        let policy = header("content-security-policy").to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert!(seen.insert(header("x-request-id").clone()), "{path} has another's id");
    }
}

#[tokio::test]
async fn metrics_name_routes_and_no_circle_or_person() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let member = server.join("Kea").await;
    member.leaves("swept the long room").await;
    let mut socket = member.follow().await;
    socket.send(&serde_json::json!({"type": "beat"})).await;
    socket.wait_for("beat").await;
    let response = support::http().get(format!("{}/metrics", server.address)).send().await.unwrap();
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    let text = response.text().await.unwrap();
    for line in [
        r#"traceboard_http_answers_total{route="/api/c/{circle}/posts",status="200"} 1"#,
        r#"traceboard_posts_total{outcome="acked"} 1"#,
        "traceboard_followers 1",
        "traceboard_spaces 1",
        "# EOF",
    ] {
        assert!(text.contains(line), "{line} is missing in {text}");
    }
    assert!(!text.contains(&server.circle) && !text.contains(&member.member), "{text}");
}

#[tokio::test]
async fn a_server_that_lost_its_log_is_alive_not_ready_and_refuses_for_now() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let member = server.join("Kea").await;
    let status = |path: &'static str| {
        let url = format!("{}{path}", server.address);
        async { support::http().get(url).send().await.unwrap().status() }
    };
    assert_eq!(status("/readyz").await, StatusCode::OK);
    log.close().await;
    let ready = support::http().get(format!("{}/readyz", server.address)).send().await.unwrap();
    Answer::of(ready).await.is("log_unavailable");
    assert_eq!(status("/healthz").await, StatusCode::OK);
    let refused = member.post(&leave("into the void")).await;
    assert_eq!((&refused["code"], &refused["retry"]), (&"log_unavailable".into(), &true.into()), "{refused}");
}

#[tokio::test]
async fn a_server_ends_in_time_also_with_a_request_that_never_ends() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { drain: Duration::from_millis(50), ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let member = server.join("Kea").await;
    // One that says nothing more in its first line, and one that never says hello.
    let mut stuck = TcpStream::connect(server.address.strip_prefix("http://").unwrap()).await.unwrap();
    stuck.write_all(b"POST /api/c/").await.unwrap();
    let mut speechless = member.socket().await;
    tokio::time::timeout(SOON, server.stop()).await.unwrap();
    assert_eq!(speechless.closed().await, 4001);
}

#[tokio::test]
async fn a_connection_with_a_slow_request_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { connections: 2, head_within: Duration::from_millis(300), ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let authority = server.address.trim_start_matches("http://").to_owned();
    let mut slow = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(&authority).await.unwrap();
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ").await.unwrap();
        slow.push(stream);
    }
    // Every place is taken; one is free again once their time is over, and all who wait get their turn.
    let asking = (0..8).map(|_| support::http().get(format!("{}/healthz", server.address)).send());
    for answer in futures_util::future::join_all(asking).await {
        assert_eq!(answer.unwrap().status(), StatusCode::OK);
    }
    for mut stream in slow {
        let mut said = Vec::new();
        tokio::time::timeout(SOON, stream.read_to_end(&mut said)).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&said).contains(" 200 "), "it was not answered");
    }
}

#[tokio::test]
async fn a_connection_that_reads_no_answer_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { connections: 1, read_within: Duration::from_millis(300), ..Config::default() };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let mut greedy = TcpStream::connect(server.address.trim_start_matches("http://")).await.unwrap();
    // Far more answers than the buffers between the two hold, and none of them is read.
    let asked = "GET /api/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2_000);
    tokio::spawn(async move {
        let _ = greedy.write_all(asked.as_bytes()).await;
        std::future::pending::<()>().await;
    });
    let asking = support::http().get(format!("{}/healthz", server.address)).send();
    let answer = tokio::time::timeout(SOON, asking).await.expect("the place is free again").unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_beat_is_answered_with_a_beat() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let mut socket = server.join("Kea").await.follow().await;
    socket.send(&serde_json::json!({"type": "beat"})).await;
    let now_ms = socket.wait_for("beat").await["now_ms"].as_i64().unwrap();
    assert!((now_ms - SystemClock.now_ms()).abs() < 60_000, "{now_ms}");
}
