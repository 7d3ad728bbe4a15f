//! Web Push: a push service on this machine, allowed by the operator's flag, gets what only the browser can read, and nobody else is told.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, routing::post};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::{Method, StatusCode};
use ring::{aead, agreement, hkdf, rand::SystemRandom, signature};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use traceboard_log::{Log, LogName, StoredBody};
use traceboard_server::Config;
use traceboard_testkit::eventually;

use crate::{
    let_in::{by_hosts_link, let_in},
    pods::{call_pod, step_in, within},
    support::{Answer, Person, SOON, Server, Store},
};

fn config(to_private: bool) -> Config {
    let push_again = Duration::from_millis(1);
    Config { push: Some(crate::sisters::nobody), push_to_private: to_private, push_again, ..Config::default() }
}

/// A push service: what it got, and what it answers from now on, in order; then 201.
#[derive(Clone, Default)]
struct Service {
    got: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answers: Arc<Mutex<Vec<u16>>>,
    address: String,
}

impl Service {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let service = Self { address: format!("http://{}", listener.local_addr().unwrap()), ..Self::default() };
        let take = async |State(service): State<Self>, headers: HeaderMap, body: Bytes| {
            service.got.lock().unwrap().push((headers, body));
            let mut answers = service.answers.lock().unwrap();
            let status = if answers.is_empty() { 201 } else { answers.remove(0) };
            StatusCode::from_u16(status).unwrap()
        };
        let router = Router::new().route("/push/{browser}", post(take)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    fn count(&self) -> usize {
        self.got.lock().unwrap().len()
    }

    async fn gets(&self, count: usize) {
        eventually(SOON, "the push service to get its messages", async || {
            anyhow::ensure!(self.count() >= count, "it got {}", self.count());
            Ok::<_, anyhow::Error>(())
        })
        .await
        .unwrap();
        assert_eq!(self.count(), count);
    }
}

/// A browser with one key, which reads one message.
struct Browser {
    private: agreement::EphemeralPrivateKey,
    point: Vec<u8>,
}

const AUTH: [u8; 16] = [7; 16];

impl Browser {
    fn new() -> Self {
        let private = agreement::EphemeralPrivateKey::generate(&agreement::ECDH_P256, &SystemRandom::new()).unwrap();
        let point = private.compute_public_key().unwrap().as_ref().to_vec();
        Self { private, point }
    }

    fn at(&self, endpoint: &str) -> Value {
        let p256dh = URL_SAFE_NO_PAD.encode(&self.point);
        json!({"endpoint": endpoint, "p256dh": p256dh, "auth": URL_SAFE_NO_PAD.encode(AUTH)})
    }

    /// Reads a message by RFC 8291 and RFC 8188, from the receiving side.
    fn read(self, body: &[u8]) -> Value {
        let (salt, rest) = body.split_at(16);
        let (_record_size, rest) = rest.split_at(4);
        let (sender, sealed) = rest[1..].split_at(usize::from(rest[0]));
        let theirs = agreement::UnparsedPublicKey::new(&agreement::ECDH_P256, sender);
        let agreed = agreement::agree_ephemeral(self.private, &theirs, <[u8]>::to_vec).unwrap();
        let expand = |salt: &[u8], secret: &[u8], info: &[u8]| {
            let mut derived = [0; 32];
            let from = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
            from.expand(&[info], hkdf::HKDF_SHA256).unwrap().fill(&mut derived).unwrap();
            derived
        };
        let info = [b"WebPush: info\0".as_slice(), &self.point, sender].concat();
        let secret = expand(&AUTH, &agreed, &info);
        let key = &expand(salt, &secret, b"Content-Encoding: aes128gcm\0")[..16];
        let nonce = expand(salt, &secret, b"Content-Encoding: nonce\0")[..12].try_into().unwrap();
        let key = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, key).unwrap());
        let mut sealed = sealed.to_vec();
        let opened =
            key.open_in_place(aead::Nonce::assume_unique_for_key(nonce), aead::Aad::empty(), &mut sealed).unwrap();
        let (last, message) = opened.split_last().unwrap();
        assert_eq!(*last, 2, "it is the last record");
        serde_json::from_slice(message).unwrap()
    }
}

async fn set(who: &Person, subscribed: &Value) -> Answer {
    who.call(Method::PUT, "push", Some(subscribed.to_string())).await
}

/// Subscribes with a browser that reads nothing.
async fn told_at(who: &Person, service: &Service, browser: &str) {
    let set = set(who, &Browser::new().at(&format!("{}/push/{browser}", service.address))).await;
    assert_eq!(set.status, StatusCode::NO_CONTENT, "{set:?}");
}

async fn builds(who: &Person, on: &[&str]) -> String {
    who.posts(json!({"type": "leave", "text": "built on it", "builds_on": on})).await
}

async fn is_on(who: &Person) -> bool {
    who.get("push").await.body["on"].as_bool().unwrap()
}

/// The bodies of the door's log that hold an address.
async fn addresses(log: &Arc<dyn Log>, circle: &str) -> usize {
    let page = log.read(&LogName::new(circle, "door").unwrap(), None).await.unwrap();
    let held = |body: &StoredBody| body.any().is_some_and(|body| String::from_utf8_lossy(body).contains("p256dh"));
    page.entries.iter().filter(|entry| held(&entry.body)).count()
}

async fn none_is_held(log: &Arc<dyn Log>, circle: &str) {
    eventually(SOON, "the address to be erased", async || {
        anyhow::ensure!(addresses(log, circle).await == 0, "an address is held");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
}

async fn the_author_is_told_and_only_their_browser_can_read_it(store: Store) {
    let service = Service::start().await;
    let server = Server::start_with(&store.log, config(true)).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    assert_eq!(kea.get("push").await.body["on"], false, "off by default");
    let (browser, endpoint) = (Browser::new(), format!("{}/push/kea", service.address));
    for _ in 0..2 {
        assert_eq!(set(&kea, &browser.at(&endpoint)).await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!((is_on(&kea).await, is_on(&tui).await, addresses(&store.log, &server.circle).await), (true, false, 1));
    let (dug, sown) = (kea.leaves("dug a hole").await, kea.leaves("sowed it").await);
    builds(&kea, &[&dug]).await;
    let built = builds(&tui, &[&dug, &sown]).await;
    service.gets(1).await;
    let (headers, body) = service.got.lock().unwrap().remove(0);
    let expected = json!({"circle": server.circle, "name": "Our circle", "trace": built, "by": "Tui"});
    assert_eq!(browser.read(&body), expected, "once, though it builds on two of hers, and not for her own");
    assert_eq!(
        (&headers["content-encoding"], &headers["ttl"], headers["topic"].len()),
        (&"aes128gcm".parse().unwrap(), &"86400".parse().unwrap(), 32)
    );

    let signed = headers["authorization"].to_str().unwrap().strip_prefix("vapid t=").unwrap();
    let (token, key) = signed.split_once(", k=").unwrap();
    assert_eq!(key, kea.get("push").await.body["key"]);
    let (claims, signature) = token.rsplit_once('.').unwrap();
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    signature::UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, bytes(key))
        .verify(claims.as_bytes(), &bytes(signature))
        .unwrap();
    let claims: Value = serde_json::from_slice(&bytes(claims.split_once('.').unwrap().1)).unwrap();
    assert_eq!(claims["aud"], service.address);
    let ahead = claims["exp"].as_i64().unwrap() - traceboard_log::Clock::now_ms(&traceboard_log::SystemClock) / 1_000;
    assert!((3_600..=86_400).contains(&ahead), "{ahead}");
    server.stop().await;
}

async fn whoever_switched_it_off_or_left_is_told_nothing_and_the_address_is_erased(store: Store) {
    let service = Service::start().await;
    let server = Server::start_with(&store.log, config(true)).await;
    let (host, tui) = (server.host().await, server.join("Tui").await);
    let mut seeds = Vec::new();
    for (name, way) in [("Off", 0), ("Out", 1), ("Left", 2), ("Removed", 3)] {
        let who = server.join(name).await;
        told_at(&who, &service, name).await;
        seeds.push(who.leaves("dug").await);
        match way {
            0 => drop(who.call(Method::DELETE, "push", None).await),
            1 => drop(who.call(Method::DELETE, "session", None).await),
            2 => drop(who.posts(json!({"type": "leave_circle"})).await),
            _ => drop(host.posts(json!({"type": "remove", "member": who.member})).await),
        }
        none_is_held(&store.log, &server.circle).await;
    }
    told_at(&host, &service, "host").await;
    let sown = host.leaves("sowed").await;
    for seed in &seeds {
        builds(&tui, &[seed]).await;
    }
    builds(&tui, &[&sown]).await;
    service.gets(1).await;
    server.stop().await;
}

async fn a_push_service_is_asked_again_where_it_is_away_and_not_where_it_knows_nobody(store: Store) {
    let service = Service::start().await;
    let server = Server::start_with(&store.log, config(true)).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    told_at(&kea, &service, "kea").await;
    let dug = kea.leaves("dug").await;
    *service.answers.lock().unwrap() = vec![503, 429, 201];
    builds(&tui, &[&dug]).await;
    service.gets(3).await;
    *service.answers.lock().unwrap() = vec![400];
    builds(&tui, &[&dug]).await;
    service.gets(4).await;
    *service.answers.lock().unwrap() = vec![410];
    builds(&tui, &[&dug]).await;
    service.gets(5).await;
    none_is_held(&store.log, &server.circle).await;
    assert!(!is_on(&kea).await);
    server.stop().await;
}

async fn only_those_who_may_read_the_trace_are_told(store: Store) {
    let service = Service::start().await;
    let server = Server::start_with(&store.log, config(true)).await;
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    told_at(&kea, &service, "kea").await;
    // A parent that a host hid, or that was taken back, is told of to nobody.
    let (hidden, back) = (kea.leaves("hidden").await, kea.leaves("taken back").await);
    let middle = tui.leaves("in between").await;
    host.posts(json!({"type": "hide", "trace": hidden, "why": "it names somebody"})).await;
    kea.posts(json!({"type": "withdraw", "trace": back})).await;
    builds(&tui, &[&middle, &hidden, &back]).await;
    // A pod's trace is told to who is in the pod.
    let pod = call_pod(&kea, 4, 3).await;
    tui.posts(step_in(&pod)).await;
    let (inside, of_tui) = (within(&kea, &pod), within(&tui, &pod));
    let seed = inside.leaves("in the pod").await;
    builds(&of_tui, &[&seed]).await;
    service.gets(1).await;
    inside.posts(json!({"type": "leave_pod"})).await;
    builds(&of_tui, &[&seed]).await;
    server.metric("traceboard_pushes_total{outcome=\"not_wanted\"}", 1).await;
    let sown = kea.leaves("and sown").await;
    builds(&tui, &[&sown]).await;
    service.gets(2).await;
    server.stop().await;
}

async fn a_session_that_began_by_a_hosts_link_is_told_of_a_pod_once_it_is_let_in(store: Store) {
    let service = Service::start().await;
    let server = Server::start_with(&store.log, config(true)).await;
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let pod = call_pod(&kea, 4, 3).await;
    tui.posts(step_in(&pod)).await;
    let held = by_hosts_link(&server, &host, &kea).await;
    told_at(&held, &service, "held").await;
    let (seed, of_tui) = (within(&kea, &pod).leaves("in the pod").await, within(&tui, &pod));
    builds(&of_tui, &[&seed]).await;
    server.metric("traceboard_pushes_total{outcome=\"not_wanted\"}", 1).await;
    assert_eq!(service.count(), 0);
    let_in(&tui, &pod, &kea).await;
    builds(&of_tui, &[&seed]).await;
    service.gets(1).await;
    server.stop().await;
}

async fn the_address_of_a_session_that_nobody_used_for_a_year_is_erased(store: Store) {
    let service = Service::start().await;
    // Circles are looked at every second, and a jump of the clock is believed at once.
    let often = Config { space_idle: Duration::from_secs(1), clock_settles: Duration::ZERO, ..config(true) };
    let server = Server::start_with(&store.log, often).await;
    let kea = server.join("Kea").await;
    told_at(&kea, &service, "kea").await;
    assert_eq!(addresses(&store.log, &server.circle).await, 1);
    server.clock.add(366 * 86_400_000);
    none_is_held(&store.log, &server.circle).await;
    kea.get("push").await.is("not_signed_in");
    server.stop().await;
}

async fn all_servers_of_a_store_have_one_key(store: Store) {
    let another = store.of_another().await;
    let (server, other) =
        tokio::join!(Server::start_with(&store.log, config(false)), Server::start_with(&another, config(false)));
    let kea = server.join("Kea").await;
    let there = kea.moved_to(&other);
    let (here, there) = tokio::join!(kea.get("push"), there.get("push"));
    assert!(here.body["key"].as_str().is_some_and(|key| key.len() == 87), "{here:?}");
    assert_eq!(here.body["key"], there.body["key"]);
    other.stop().await;
    server.stop().await;
}

on_both_logs!(
    the_author_is_told_and_only_their_browser_can_read_it,
    whoever_switched_it_off_or_left_is_told_nothing_and_the_address_is_erased,
    a_push_service_is_asked_again_where_it_is_away_and_not_where_it_knows_nobody,
    only_those_who_may_read_the_trace_are_told,
    a_session_that_began_by_a_hosts_link_is_told_of_a_pod_once_it_is_let_in,
    the_address_of_a_session_that_nobody_used_for_a_year_is_erased,
    all_servers_of_a_store_have_one_key,
);

#[tokio::test]
async fn an_address_that_is_not_public_is_refused() {
    let store = Store::embedded();
    let server = Server::start_with(&store.log, config(false)).await;
    let kea = server.join("Kea").await;
    let at = |endpoint: &str| Browser::new().at(endpoint);
    for endpoint in [
        "http://push.example/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://192.168.1.1/x",
        "https://2130706433/x",
        "https://me@push.example/x",
        "ftp://push.example/x",
        "",
    ] {
        set(&kea, &at(endpoint)).await.is("bad_request");
    }
    set(&kea, &at(&format!("https://push.example/{}", "x".repeat(1_024)))).await.is("bad_request");
    let mut bad = at("https://push.example/x");
    bad["p256dh"] = json!(URL_SAFE_NO_PAD.encode([&[4_u8][..], &[1; 64]].concat()));
    set(&kea, &bad).await.is("bad_request");
    assert_eq!(set(&kea, &at("https://push.example/x")).await.status, StatusCode::NO_CONTENT);
    server.stop().await;
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_is_asked_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let store = Store::embedded();
    let server = Server::start_with(&store.log, config(false)).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let port = listener.local_addr().unwrap().port();
    let set = set(&kea, &Browser::new().at(&format!("https://localhost:{port}/push/kea"))).await;
    assert_eq!(set.status, StatusCode::NO_CONTENT);
    let dug = kea.leaves("dug").await;
    builds(&tui, &[&dug]).await;
    tokio::select! {
        _ = listener.accept() => panic!("the server connects to this machine"),
        () = server.metric("traceboard_pushes_total{outcome=\"forgotten\"}", 1) => {}
    }
    server.stop().await;
}

#[tokio::test]
async fn a_server_that_tells_nobody_has_no_key() {
    let store = Store::embedded();
    let server = Server::start(&store.log).await;
    let kea = server.join("Kea").await;
    assert_eq!(kea.get("push").await.body, json!({"on": false}));
    set(&kea, &Browser::new().at("https://push.example/x")).await.is("pattern_off");
    server.stop().await;
}
