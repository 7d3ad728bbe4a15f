//! Sessions in real browsers: beside ghosts and other programs' cookies, on a server that moves, over a year, and seen by their member.
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use support::{Answer, MovedClock, SOON, Server, http, log_in};
use traceboard_log::{EmbeddedLog, Log};
use traceboard_server::Config;
use traceboard_testkit::eventually;
use uuid::Uuid;

const DAY: i64 = 86_400_000;

/// Joins as a page does; name and value of the cookie, and the member.
async fn browser(server: &Server) -> (String, String, String) {
    let body = json!({"request": Uuid::now_v7(), "secret": server.invite_secret.reveal(), "name": "Kea"}).to_string();
    let answer = http().post(server.path("join")).body(body).send().await.unwrap();
    // The session's comes first, its mark behind it.
    let [cookie, mark] = set_cookies(&answer).try_into().unwrap();
    assert!(mark.contains("_in=1;"), "{mark}");
    let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
    let (name, value) = (name.to_owned(), value.to_owned());
    let joined: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    (name, value, joined["member"].as_str().unwrap().to_owned())
}

fn set_cookies(answer: &reqwest::Response) -> Vec<String> {
    answer.headers().get_all(header::SET_COOKIE).iter().map(|set| set.to_str().unwrap().to_owned()).collect()
}

async fn ask(server: &Server, method: Method, rest: &str, cookies: &[&[u8]]) -> reqwest::Response {
    let request = http().request(method, server.path(rest));
    let value = |bytes: &&[u8]| header::HeaderValue::from_bytes(bytes).unwrap();
    let request = cookies.iter().map(value).fold(request, |request, cookie| request.header(header::COOKIE, cookie));
    request.send().await.unwrap()
}

async fn me(server: &Server, cookies: &[&[u8]]) -> Option<String> {
    let answer = Answer::of(ask(server, Method::GET, "mine", cookies).await).await;
    answer.body["me"].as_str().map(str::to_owned)
}

#[tokio::test]
async fn a_valid_cookie_counts_among_any_other_cookies_in_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (name, old, _) = browser(&server).await;
    let ended = ask(&server, Method::DELETE, "session", &[format!("{name}={old}").as_bytes()]).await;
    assert_eq!(ended.status(), StatusCode::NO_CONTENT);
    let (_, good, member) = browser(&server).await;
    let mut ghosts: Vec<Vec<u8>> = [old.as_str(), &"A".repeat(43), "", "\"old\"", "v1.old", "a=b=c"]
        .iter()
        .map(|value| format!("{name}={value}").into_bytes())
        .collect();
    // Bytes over 127, as UTF-8 and as Latin-1, in a ghost and in another program's cookie.
    ghosts.extend([format!("{name}=käse").into_bytes(), [name.as_bytes(), b"=k\xe4se"].concat()]);
    ghosts.extend([b"place=Z\xfcrich".to_vec(), "theme=dünkel; =; ;x".as_bytes().to_vec(), b"\x80\xff=\xfe".to_vec()]);
    ghosts.push(format!("traceboard_{}=stale; traceboard_{}_1=stale", server.circle, server.circle).into_bytes());
    // As many as a header has room for, of our form and of none.
    let many = (0..50).flat_map(|n| [format!("{name}={n:A>43}"), format!("{name}=g{n}"), format!("{name}=%{n}")]);
    ghosts.push(many.collect::<Vec<_>>().join("; ").into_bytes());
    let good_pair = format!("{name}={good}").into_bytes();
    let quoted = format!("{name}=\"{good}\"").into_bytes();
    for ghost in &ghosts {
        let shown: String = String::from_utf8_lossy(ghost).chars().take(200).collect();
        for cookies in [
            vec![[ghost.as_slice(), b"; theme=dark; ", &good_pair].concat()],
            vec![[good_pair.as_slice(), b"; ", ghost].concat()],
            vec![ghost.clone(), good_pair.clone()],
            vec![[ghost.as_slice(), b";", &quoted].concat()],
        ] {
            let cookies: Vec<_> = cookies.iter().map(Vec::as_slice).collect();
            assert_eq!(me(&server, &cookies).await.as_deref(), Some(member.as_str()), "{shown}");
        }
    }
    // A proxy that signs people in sends a bearer of its own.
    for bearer in ["A".repeat(43), format!("ghp_{}", "b".repeat(36)), "0".repeat(32), "e.y.J".repeat(60)] {
        let asked = support::http().get(server.path("mine")).bearer_auth(&bearer).header("cookie", &*good_pair);
        assert_eq!(asked.send().await.unwrap().status(), StatusCode::OK, "{bearer}");
    }
    // Where one browser comes by TLS and without, a cookie of the one is none that the other may replace.
    let (_, other, of_plain) = browser(&server).await;
    let plain = format!("{name}={other}");
    let both = format!("{plain}; {name}_tls={good}");
    assert_eq!(me(&server, &[both.as_bytes()]).await.as_deref(), Some(member.as_str()), "by TLS");
    assert_eq!(me(&server, &[plain.as_bytes()]).await.as_deref(), Some(of_plain.as_str()), "by plain http");
    let all = ghosts.iter().map(Vec::as_slice).collect::<Vec<_>>();
    let refused = Answer::of(ask(&server, Method::GET, "mine", &all).await).await;
    refused.is("not_signed_in");
}

#[tokio::test]
async fn a_server_that_moves_signs_nobody_out_and_signing_out_means_the_whole_browser() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let (name, token, member) = browser(&server).await;
    let old = format!("{name}={token}");
    let public = Some("https://board.example".parse().unwrap());
    let moved = Server::start_with(&log, Config { public_url: public, ..Config::default() }).await;
    assert_eq!(me(&moved, &[old.as_bytes()]).await.as_deref(), Some(member.as_str()), "behind TLS now");
    // Who comes in anew there is whom they came in as, whatever the browser still has.
    let (new_name, token, other) = browser(&moved).await;
    assert_ne!(name, new_name);
    let both = format!("{old}; {new_name}={token}");
    assert_eq!(me(&moved, &[both.as_bytes()]).await.as_deref(), Some(other.as_str()));
    let out = ask(&moved, Method::DELETE, "session", &[both.as_bytes()]).await;
    let gone = set_cookies(&out);
    for name in [&name, &new_name] {
        for name in [format!("{name}="), format!("{name}_in=")] {
            assert!(gone.iter().any(|set| set.starts_with(&name) && set.contains("Max-Age=0")), "{name} in {gone:?}");
        }
    }
    Answer::of(ask(&moved, Method::GET, "mine", &[both.as_bytes()]).await).await.is("not_signed_in");
}

#[tokio::test]
async fn a_session_ends_after_a_year_unused_and_one_that_is_used_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(MovedClock::default());
    let log: Arc<dyn Log> = Arc::new(EmbeddedLog::open(folder.path(), Arc::clone(&clock) as _).unwrap());
    // Here days pass by a jump of the clock, which is else none that ends a session.
    let config = Config { clock_settles: std::time::Duration::ZERO, ..Config::default() };
    let server = Server::start_with(&log, config).await;
    let pass = |days: i64| [&clock, &server.clock].map(|clock| clock.add(days * DAY));
    let (unused, (name, token, member)) = (server.join("Tui").await, browser(&server).await);
    let cookie = format!("{name}={token}");
    // Within a month of its last use nothing is told, and nothing set anew.
    pass(20);
    assert!(set_cookies(&ask(&server, Method::GET, "mine", &[cookie.as_bytes()]).await).is_empty());
    for _ in 0..3 {
        pass(180);
        let answer = ask(&server, Method::GET, "mine", &[cookie.as_bytes()]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let renewed = set_cookies(&answer);
        assert!(renewed.iter().any(|set| set.starts_with(&cookie) && set.contains("Max-Age=")), "{renewed:?}");
        assert!(renewed.iter().any(|set| set.starts_with(&format!("{name}_in=1"))), "{renewed:?}");
        eventually(SOON, "that the use is told", async || {
            let again = ask(&server, Method::GET, "sessions", &[cookie.as_bytes()]).await;
            if set_cookies(&again).is_empty() { Ok(()) } else { Err("it is still due") }
        })
        .await
        .unwrap();
    }
    assert_eq!(me(&server, &[cookie.as_bytes()]).await, Some(member));
    unused.get("mine").await.is("not_signed_in");
    pass(366);
    Answer::of(ask(&server, Method::GET, "mine", &[cookie.as_bytes()]).await).await.is("not_signed_in");
}

#[tokio::test]
async fn members_see_their_own_sessions_and_end_one_or_all_with_their_sockets() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let device = async || {
        let new = json!({"id": Uuid::now_v7(), "member": kea.member, "uses_max": 1}).to_string();
        let link = kea.call(Method::POST, "invites", Some(new)).await.body["link"].as_str().unwrap().to_owned();
        server.join_by(link.split("#invite=").nth(1).unwrap(), None).await.unwrap()
    };
    let (phone, tablet) = (device().await, device().await);
    let seen = kea.get("sessions").await.body;
    let seen = seen.as_array().unwrap();
    assert_eq!(seen.len(), 3);
    assert_eq!(seen.iter().map(|session| session["here"] == true).collect::<Vec<_>>(), [true, false, false]);
    assert!(!json!(seen).to_string().contains(&kea.token), "no token is told");
    let phones = phone.get("sessions").await.body[0]["id"].as_str().unwrap().to_owned();
    host.call(Method::DELETE, &format!("sessions/{phones}"), None).await.is("not_found");
    let mut socket = phone.follow().await;
    let ended = kea.call(Method::DELETE, &format!("sessions/{phones}"), None).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(socket.closed().await, 4020);
    phone.get("mine").await.is("not_signed_in");
    kea.call(Method::DELETE, "sessions?others=true", None).await;
    tablet.get("mine").await.is("not_signed_in");
    assert_eq!(kea.get("sessions").await.body.as_array().unwrap().len(), 1);
    let last = device().await;
    assert_eq!(kea.call(Method::DELETE, "sessions", None).await.status, StatusCode::NO_CONTENT);
    for ended in [&kea, &last] {
        ended.get("mine").await.is("not_signed_in");
    }
    assert_eq!(host.mine().await["me"], host.member.as_str(), "nobody else's end");
}
