//! HTTP as browsers, proxies and programs speak it.
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::json;
use support::{Person, Server, log_in};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use traceboard_server::Config;
use uuid::Uuid;

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> reqwest::Response {
    ask(server, Method::GET, path, headers).await
}

async fn ask(server: &Server, method: Method, path: &str, headers: &[(&str, &str)]) -> reqwest::Response {
    let request = support::http().request(method, format!("{}{path}", server.address));
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.send().await.unwrap()
}

fn told<'a>(response: &'a reqwest::Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn private_answers_are_revalidated_by_etag_or_not_stored() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let trace = kea.leaves("swept the long room").await;
    let calendar = json!({"id": Uuid::now_v7()}).to_string();
    let link = kea.call(Method::POST, "calendar", Some(calendar)).await.body["link"].as_str().unwrap().to_owned();
    let circle = format!("/api/c/{}", server.circle);
    let bearer = format!("Bearer {}", host.token);
    let mut paths: Vec<_> =
        ["snapshot", "members", "mine", "trails", "entries", "states", "invites", "export", "open-ends", "pods"]
            .map(|rest| format!("{circle}/{rest}"))
            .to_vec();
    paths.extend([
        format!("{circle}/cards?ids={trace}"),
        format!("{circle}/trails/{trace}"),
        format!("{circle}/elsewhere"),
    ]);
    paths.extend([link.strip_prefix(&server.address).unwrap().to_owned(), "/metrics".to_owned(), "/readyz".to_owned()]);
    for path in paths {
        for method in [Method::GET, Method::HEAD] {
            for headers in [&[("authorization", bearer.as_str())][..], &[]] {
                let got = ask(&server, method.clone(), &path, headers).await;
                let kept = if told(&got, "etag").is_empty() { "no-store" } else { "private, no-cache" };
                assert_eq!(told(&got, "cache-control"), kept, "{method} {path}: {}", got.status());
                if got.status() == StatusCode::UNAUTHORIZED {
                    assert_eq!(told(&got, "www-authenticate"), "Bearer");
                }
            }
        }
    }
    let snapshot = get(&server, &format!("{circle}/snapshot"), &[("authorization", &bearer)]).await;
    let tag = told(&snapshot, "etag").to_owned();
    assert!(!tag.is_empty());
    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let headers = [("authorization", bearer.as_str()), ("if-none-match", &known)];
        let again = get(&server, &format!("{circle}/snapshot"), &headers).await;
        assert_eq!((again.status(), told(&again, "etag")), (StatusCode::NOT_MODIFIED, tag.as_str()), "{known}");
        assert_eq!(told(&again, "cache-control"), "private, no-cache");
        assert!(told(&again, "vary").contains("cookie"), "{again:?}");
    }
}

#[tokio::test]
async fn public_files_say_how_long_they_may_be_cached() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let page = get(&server, "/", &[]).await;
    assert_eq!(told(&page, "cache-control"), "no-cache");
    let links = told(&page, "link").to_owned();
    let script = links.split(['<', '>']).find(|part| part.ends_with(".js")).unwrap();
    assert_eq!(told(&get(&server, script, &[]).await, "cache-control"), "public, max-age=31536000, immutable");
    let worker = get(&server, "/sw.js", &[]).await;
    assert_eq!(told(&worker, "cache-control"), "no-cache");
    assert_eq!((told(&worker, "referrer-policy"), told(&worker, "x-content-type-options")), ("no-referrer", "nosniff"));
    for of_documents in ["x-now-ms", "x-request-id", "permissions-policy"] {
        assert!(!worker.headers().contains_key(of_documents), "{of_documents}");
    }
    assert_eq!(told(&get(&server, "/api/openapi.json", &[]).await, "cache-control"), "public, max-age=3600");
    // The document of a circle names what depends on who asks.
    let circle = get(&server, &format!("/c/{}/", server.circle), &[]).await;
    assert_eq!(
        (told(&circle, "cache-control"), told(&circle, "vary")),
        ("private, no-cache", "accept-encoding, accept-language, cookie")
    );
    // A file of another version is missing, for as long as it is.
    let gone = get(&server, "/assets/index-former.js", &[("accept", "*/*")]).await;
    assert_eq!((gone.status(), told(&gone, "cache-control")), (StatusCode::NOT_FOUND, "no-store"));
    assert!(!told(&gone, "content-type").contains("javascript"));
}

#[tokio::test]
async fn an_unknown_address_is_a_page_with_a_link_for_browsers_and_json_for_programs() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    for path in ["/nope", "/c", "/c/", "/healthz/", "/assets/", "/nope?x=<script>", "/%3Cscript%3E"] {
        let page = get(&server, path, &[("accept", BROWSER)]).await;
        assert_eq!(page.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(told(&page, "content-type").starts_with("text/html"), "{path}");
        assert!(told(&page, "content-security-policy").contains("default-src 'none'"));
        let text = page.text().await.unwrap();
        assert!(text.contains("<a href=\"/\">") && !text.contains("script>"), "{text}");
        let problem = support::Answer::of(get(&server, path, &[("accept", "application/json")]).await).await;
        problem.is("not_found");
        let head = ask(&server, Method::HEAD, path, &[("accept", BROWSER)]).await;
        assert_eq!(
            (head.status(), told(&head, "content-length")),
            (StatusCode::NOT_FOUND, text.len().to_string().as_str())
        );
    }
    // Below `/api` there is nothing for people.
    support::Answer::of(get(&server, "/api/nope", &[("accept", BROWSER)]).await).await.is("not_found");
    let wrong = ask(&server, Method::DELETE, "/healthz", &[]).await;
    assert_eq!((wrong.status(), told(&wrong, "allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"));
    for (method, path) in [(Method::POST, "/"), (Method::PUT, "/sw.js"), (Method::OPTIONS, "/")] {
        let wrong = ask(&server, method, path, &[("accept", BROWSER)]).await;
        assert_eq!((wrong.status(), told(&wrong, "allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"), "{path}");
    }
}

#[tokio::test]
async fn tokens_and_header_lists_are_parsed_in_all_valid_forms() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    let snapshot = format!("/api/c/{}/snapshot", server.circle);
    for scheme in ["Bearer", "bearer", "BEARER", "Bearer "] {
        let sent = format!("{scheme} {}", kea.token);
        assert_eq!(get(&server, &snapshot, &[("authorization", &sent)]).await.status(), StatusCode::OK, "{scheme}");
        let live = kea.socket_with(|headers| drop(headers.insert("authorization", sent.parse().unwrap()))).await;
        assert!(live.is_ok(), "{scheme}");
    }
    let join = async |accept: &str| {
        let body = json!({"request": Uuid::now_v7(), "secret": server.invite_secret.reveal(), "name": "Tui"});
        let request = support::http().post(server.path("join")).header("accept", accept).body(body.to_string());
        let answer: serde_json::Value =
            serde_json::from_str(&request.send().await.unwrap().text().await.unwrap()).unwrap();
        answer["token"].is_string()
    };
    assert!(join("application/json;q=0.5, application/vnd.traceboard.token+json;q=0.9").await);
    assert!(!join("application/json, application/vnd.traceboard.token+json;q=0").await);
    assert!(!join("*/*").await);
}

/// What a write and a socket of this host and origin are answered with.
async fn by(server: &Server, kea: &Person, host: &str, origin: &str) -> (u16, bool) {
    let body = json!({"secret": server.invite_secret.reveal()}).to_string();
    let write = support::http().post(server.path("look")).header("host", host).header("origin", origin).body(body);
    let live = kea.socket_with(|headers| {
        headers.insert("host", host.parse().unwrap());
        headers.insert("origin", origin.parse().unwrap());
    });
    (write.send().await.unwrap().status().as_u16(), live.await.is_ok())
}

#[tokio::test]
async fn all_spellings_of_one_origin_are_equal() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let kea = server.join("Kea").await;
    for (host, origin) in [
        ("board.example:443", "https://board.example"),
        ("board.example:80", "http://board.example"),
        ("Board.Example", "http://board.example"),
        ("board.example.", "http://board.example"),
        ("[::1]:80", "http://[::1]"),
        ("[0:0::1]:7777", "http://[::1]:7777"),
    ] {
        assert_eq!(by(&server, &kea, host, origin).await, (200, true), "host {host}, origin {origin}");
    }
    for (host, origin) in [("board.example", "https://board.example:8443"), ("[::1]:7777", "http://[::2]:7777")] {
        assert_eq!(by(&server, &kea, host, origin).await, (403, false), "host {host}, origin {origin}");
    }
    let public = Some("https://Board.example.:443/".parse().unwrap());
    let public = Server::start_with(&log, Config { public_url: public, ..Config::default() }).await;
    let kea = kea.moved_to(&public);
    for origin in ["https://board.example", "https://board.example.", "https://BOARD.example:443"] {
        assert_eq!(by(&public, &kea, "10.0.0.7:9000", origin).await, (200, true), "{origin}");
    }
}

#[tokio::test]
async fn links_and_cookies_have_the_scheme_that_the_visitor_used() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let made = async |headers: &[(&'static str, &'static str)]| {
        let body = json!({"id": Uuid::now_v7(), "kind": "join", "uses": 5, "expires_in_ms": 3_600_000}).to_string();
        let mut request = support::http().post(server.path("invites")).bearer_auth(&host.token).body(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let text = request.send().await.unwrap().text().await.unwrap();
        let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
        answer["link"].as_str().unwrap().split("/c/").next().unwrap().to_owned()
    };
    let name = ("host", "Board.example:443");
    for tls in
        [("origin", "https://board.example"), ("x-forwarded-proto", "https"), ("forwarded", "for=_a;proto=https")]
    {
        assert_eq!(made(&[name, tls]).await, "https://board.example", "{tls:?}");
    }
    // A page that came by TLS says so itself, whatever a second proxy makes of it.
    let twice = [name, ("origin", "https://board.example"), ("x-forwarded-proto", "http")];
    assert_eq!(made(&twice).await, "https://board.example");
    assert_eq!(made(&[("host", "10.0.0.7:7777"), ("origin", "http://10.0.0.7:7777")]).await, "http://10.0.0.7:7777");
    assert_eq!(made(&[]).await, server.address);

    let cookie = async |proto: &str| {
        let body = json!({"request": Uuid::now_v7(), "secret": server.invite_secret.reveal(), "name": "Tui"});
        let request = support::http().post(server.path("join")).header("x-forwarded-proto", proto);
        let answer = request.body(body.to_string()).send().await.unwrap();
        told(&answer, "set-cookie").contains("; Secure")
    };
    assert!(cookie("https").await && !cookie("http").await);
}

#[tokio::test]
async fn files_support_ranges_and_head() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let links = told(&get(&server, "/", &[]).await, "link").to_owned();
    let script = links.split(['<', '>']).find(|part| part.ends_with(".js")).unwrap();
    for path in [script, "/", "/favicon.svg"] {
        let whole = get(&server, path, &[]).await;
        let (tag, len) = (told(&whole, "etag").to_owned(), told(&whole, "content-length").to_owned());
        assert_eq!(told(&whole, "accept-ranges"), "bytes");
        let bytes = whole.bytes().await.unwrap();
        assert_eq!(bytes.len().to_string(), len);
        let head = ask(&server, Method::HEAD, path, &[]).await;
        assert_eq!((told(&head, "etag"), told(&head, "content-length")), (tag.as_str(), len.as_str()));
        assert!(head.bytes().await.unwrap().is_empty());
        let part = get(&server, path, &[("range", "bytes=10-"), ("if-range", &tag)]).await;
        assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
        assert_eq!(told(&part, "content-range"), format!("bytes 10-{}/{len}", bytes.len() - 1));
        assert_eq!(part.bytes().await.unwrap(), bytes.slice(10..));
        // Of another version there is no part, and behind the end nothing.
        let other = get(&server, path, &[("range", "bytes=10-"), ("if-range", "\"other\"")]).await;
        assert_eq!((other.status(), other.bytes().await.unwrap().len()), (StatusCode::OK, bytes.len()));
        let behind = get(&server, path, &[("range", &format!("bytes={len}-"))]).await;
        assert_eq!(behind.status(), StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(told(&behind, "content-range"), format!("bytes */{len}"));
    }
    // A copy that is packed has parts of its own.
    let packed = get(&server, script, &[("accept-encoding", "gzip"), ("range", "bytes=0-1")]).await;
    assert_eq!(told(&packed, "content-encoding"), "gzip");
    assert_eq!(packed.bytes().await.unwrap().as_ref(), [0x1f, 0x8b]);
}

/// A raw connection, for what the library hides.
struct Wire(TcpStream);

impl Wire {
    async fn open(server: &Server) -> Self {
        Self(TcpStream::connect(server.address.trim_start_matches("http://")).await.unwrap())
    }

    async fn answers(&mut self) -> bool {
        self.0.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        let mut said = Vec::new();
        while !said.ends_with(b"ok\n") {
            let mut part = [0; 1024];
            match self.0.read(&mut part).await {
                Ok(count @ 1..) => said.extend_from_slice(&part[..count]),
                _ => return false,
            }
        }
        true
    }

    /// Whether the server ended it within a time.
    async fn ends_within(&mut self, time: Duration) -> bool {
        tokio::time::timeout(time, self.0.read(&mut [0; 1024])).await.is_ok_and(|read| !matches!(read, Ok(1..)))
    }
}

#[tokio::test]
async fn a_kept_alive_connection_idles_longer_than_a_balancers_and_a_slow_head_times_out() {
    assert!(Config::default().idle_within > Duration::from_secs(120), "Caddy keeps idle connections for two minutes");
    let folder = tempfile::tempdir().unwrap();
    let (head_within, idle_within) = (Duration::from_millis(400), Duration::from_secs(4));
    let server =
        Server::start_with(&log_in(folder.path()), Config { head_within, idle_within, ..Config::default() }).await;
    let mut kept = Wire::open(&server).await;
    // Idle for longer than a head may take, before its first request and between two.
    for _ in 0..3 {
        assert!(!kept.ends_within(head_within * 3).await);
        assert!(kept.answers().await);
    }
    // Whoever has begun to ask has the time of a head, however long the connection may idle.
    kept.0.write_all(b"GET /healthz HTTP/1.1\r\nX-Slow: ").await.unwrap();
    assert!(kept.ends_within(head_within * 5).await);
    let mut idle = Wire::open(&server).await;
    assert!(idle.answers().await);
    assert!(idle.ends_within(idle_within * 3).await);
}

#[tokio::test]
async fn a_request_has_up_to_100_headers_and_one_of_more_is_refused_by_its_status_alone() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    for (further, status) in [(98, "HTTP/1.1 200 "), (99, "HTTP/1.1 431 ")] {
        let mut wire = Wire::open(&server).await;
        let further: String = (0..further).map(|number| format!("x-{number}: a\r\n")).collect();
        let asked = format!("GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{further}\r\n");
        wire.0.write_all(asked.as_bytes()).await.unwrap();
        let mut said = String::new();
        wire.0.read_to_string(&mut said).await.unwrap();
        assert!(said.starts_with(status), "{said}");
        assert_eq!(said.ends_with("\r\n\r\n"), status.contains("431"), "a body, or none: {said}");
    }
}
