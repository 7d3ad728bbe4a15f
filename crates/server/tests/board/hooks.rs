//! Outgoing webhooks: a receiver on this machine, allowed by the operator's flag, gets what changes, signed and in order.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, routing::post};
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, StatusCode};
use ring::hmac;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use traceboard_log::{LogName, StoredBody};
use traceboard_server::Config;
use traceboard_testkit::eventually;
use uuid::Uuid;

use crate::support::{Answer, Person, SOON, Server, Store};

const DAY_MS: i64 = 86_400_000;

fn config(to_private: bool) -> Config {
    Config {
        webhooks: Some(crate::sisters::nobody),
        webhooks_to_private: to_private,
        webhook_again: Duration::from_millis(1),
        webhook_holds: Duration::from_secs(5),
        ..Config::default()
    }
}

/// One message as it came.
#[derive(Clone, Debug)]
struct Got {
    id: String,
    kind: String,
    data: Value,
    headers: HeaderMap,
    body: Bytes,
}

/// A receiver: what it got, and whether it takes anything.
#[derive(Clone, Default)]
struct Receiver {
    got: Arc<Mutex<Vec<Got>>>,
    /// Answered from now on, in order; then the last one again.
    answers: Arc<Mutex<Vec<u16>>>,
    address: String,
}

impl Receiver {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hook/a-secret-path", listener.local_addr().unwrap());
        let receiver = Self { address, ..Self::default() };
        receiver.answers(&[204]);
        let take = async |State(receiver): State<Self>, headers: HeaderMap, body: Bytes| {
            let said: Value = serde_json::from_slice(&body).unwrap();
            let id = headers["webhook-id"].to_str().unwrap().to_owned();
            let kind = said["type"].as_str().unwrap().to_owned();
            receiver.got.lock().unwrap().push(Got { id, kind, data: said["data"].clone(), headers, body });
            let mut answers = receiver.answers.lock().unwrap();
            let status = if answers.len() > 1 { answers.remove(0) } else { answers[0] };
            StatusCode::from_u16(status).unwrap()
        };
        let router = Router::new().route("/hook/{path}", post(take)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    fn answers(&self, answers: &[u16]) {
        *self.answers.lock().unwrap() = answers.to_vec();
    }

    fn all(&self) -> Vec<Got> {
        self.got.lock().unwrap().clone()
    }

    /// What it got, once there are so many.
    async fn gets(&self, count: usize) -> Vec<Got> {
        eventually(SOON, "the receiver to get its messages", async || {
            anyhow::ensure!(self.all().len() >= count, "{:?}", self.all());
            Ok::<_, anyhow::Error>(())
        })
        .await
        .unwrap();
        self.all()
    }

    async fn texts(&self, count: usize) -> Vec<String> {
        self.gets(count).await.iter().map(|got| got.data["text"].as_str().unwrap().to_owned()).collect()
    }
}

struct Hook {
    id: String,
    secret: String,
}

async fn asks(host: &Person, address: &str) -> Answer {
    let new = json!({"id": Uuid::now_v7(), "address": address}).to_string();
    host.call(Method::POST, "hooks", Some(new)).await
}

async fn added(host: &Person, receiver: &Receiver) -> Hook {
    let added = asks(host, &receiver.address).await;
    assert_eq!(added.status, StatusCode::OK, "{added:?}");
    let text = |field: &str| added.body[field].as_str().unwrap().to_owned();
    Hook { id: text("id"), secret: text("secret") }
}

/// What Standard Webhooks tells a receiver to check.
fn check(got: &Got, secret: &str) {
    let text = |name: &str| got.headers[name].to_str().unwrap().to_owned();
    let seconds: i64 = text("webhook-timestamp").parse().unwrap();
    assert!((jiff::Timestamp::now().as_second() - seconds).abs() < 300);
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let signed = [format!("{}.{seconds}.", got.id).as_bytes(), &got.body].concat();
    let signature = STANDARD.decode(text("webhook-signature").strip_prefix("v1,").unwrap()).unwrap();
    hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, &key), &signed, &signature).unwrap();
}

async fn listed(host: &Person) -> Value {
    let all = host.get("hooks").await;
    assert_eq!(all.status, StatusCode::OK, "{all:?}");
    all.body
}

crate::on_both_logs!(
    what_changes_is_sent_in_order_and_signed,
    what_was_not_taken_is_sent_again_before_what_came_later,
    two_servers_send_each_once_and_one_goes_on_where_the_other_ended,
    one_that_fails_for_days_is_switched_off_and_on_again,
);

async fn what_changes_is_sent_in_order_and_signed(store: Store) {
    let server = Server::start_with(&store.log, config(true)).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let receiver = Receiver::start().await;
    asks(&kea, &receiver.address).await.is("not_a_host");
    kea.get("hooks").await.is("not_a_host");
    kea.leaves("Before it was added").await;
    let hook = added(&host, &receiver).await;

    let bread = json!({"type": "leave", "text": "Bread is out", "open_end": "bring some to the barn"});
    let bread = kea.posts(bread).await;
    kea.posts(json!({"type": "leave", "text": "Not for the hall", "off_wall": true})).await;
    let pod = crate::pods::call_pod(&kea, 4, 20).await;
    crate::pods::within(&kea, &pod).leaves("Said in the pod").await;
    host.does(json!({"type": "warm", "trace": bread})).await;
    receiver.gets(1).await;
    kea.does(json!({"type": "reword", "trace": bread, "text": "Bread is out of the oven"})).await;
    receiver.gets(2).await;
    host.does(json!({"type": "hide", "trace": bread, "why": "a reason"})).await;
    receiver.gets(3).await;
    host.does(json!({"type": "restore", "trace": bread})).await;
    receiver.gets(4).await;
    kea.does(json!({"type": "withdraw", "trace": bread})).await;
    let got = receiver.gets(5).await;
    let kinds: Vec<_> = got.iter().map(|got| got.kind.as_str()).collect();
    assert_eq!(kinds, ["trace.left", "trace.changed", "trace.gone", "trace.left", "trace.gone"]);
    for each in &got {
        check(each, &hook.secret);
        assert_eq!((&each.data["trace"], &each.data["circle"]), (&json!(bread), &json!(server.circle)));
        assert_eq!(each.headers["content-type"], "application/json");
    }
    assert_eq!(got[0].data["text"], "Bread is out");
    assert_eq!((&got[0].data["by"], &got[0].data["open_end"]), (&json!("Kea"), &json!("bring some to the barn")));
    assert_eq!(got[1].data["text"], "Bread is out of the oven");
    for gone in [&got[2], &got[4]] {
        assert_eq!(gone.data.as_object().unwrap().len(), 2, "no words: {gone:?}");
    }
    let mut ids: Vec<_> = got.iter().map(|got| got.id.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 5);

    // Hosts see the server that it goes to, and neither its secret nor its path.
    let all = listed(&host).await;
    assert_eq!((all[0]["off"].as_bool(), all[0]["by"].as_str()), (Some(false), Some(host.member.as_str())));
    assert!(receiver.address.starts_with(all[0]["to"].as_str().unwrap()));
    for secret in [&hook.secret, "a-secret-path"] {
        assert!(!all.to_string().contains(secret));
    }
    let remove = async |who: &Person| who.call(Method::DELETE, &format!("hooks/{}", hook.id), None).await;
    remove(&kea).await.is("not_a_host");
    assert_eq!(remove(&host).await.status, StatusCode::NO_CONTENT);
    remove(&host).await.is("unknown_link");
    let door = LogName::new(&server.circle, "door").unwrap();
    let bodies = store.log.bodies(&door, &[hook.id.parse().unwrap()]).await.unwrap();
    assert_eq!(bodies, [StoredBody::None], "its address and secret are erased");
    kea.leaves("After it was removed").await;
    let other = added(&host, &receiver).await;
    kea.leaves("For the next one").await;
    let got = receiver.gets(6).await;
    assert_eq!((got.len(), &got[5].data["text"]), (6, &json!("For the next one")));
    check(&got[5], &other.secret);
    server.stop().await;
}

async fn what_was_not_taken_is_sent_again_before_what_came_later(store: Store) {
    let server = Server::start_with(&store.log, config(true)).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let receiver = Receiver::start().await;
    receiver.answers(&[500, 302, 503, 204]);
    added(&host, &receiver).await;
    kea.leaves("First").await;
    kea.leaves("Second").await;
    assert_eq!(receiver.texts(5).await, ["First", "First", "First", "First", "Second"]);
    let got = receiver.all();
    assert!(got[..4].iter().all(|each| each.id == got[0].id && each.body == got[0].body));
    assert_ne!(got[4].id, got[0].id);
    // What is taken back before it could be sent is told without its words.
    receiver.answers(&[500]);
    let mistake = kea.leaves("A mistake").await;
    receiver.gets(6).await;
    kea.does(json!({"type": "withdraw", "trace": mistake})).await;
    let before = receiver.all().len();
    receiver.answers(&[204]);
    let got = receiver.gets(before + 1).await;
    let last = got.last().unwrap();
    assert_eq!(
        (last.kind.as_str(), &last.data["trace"], &last.data["text"]),
        ("trace.gone", &json!(mistake), &Value::Null)
    );
    server.stop().await;
}

async fn two_servers_send_each_once_and_one_goes_on_where_the_other_ended(store: Store) {
    let server = Server::start_with(&store.log, config(true)).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let receiver = Receiver::start().await;
    added(&host, &receiver).await;
    let other = Server::start_with(&store.of_another().await, config(true)).await;
    let all: Vec<String> = (0..8).map(|n| format!("Number {n}")).collect();
    for (n, text) in all.iter().enumerate() {
        let at = if n % 2 == 0 { kea.clone() } else { kea.moved_to(&other) };
        at.leaves(text).await;
    }
    assert_eq!(receiver.texts(8).await, all);

    other.stop().await;

    // It is gone before its message is taken: the next one opens the circle by itself, and sends that under the same id.
    receiver.answers(&[500]);
    kea.leaves("Left in a storm").await;
    receiver.gets(9).await;
    server.stop().await;
    let refused = receiver.all().len();
    receiver.answers(&[204]);
    let again = Server::start_with(&store.of_another().await, config(true)).await;
    let got = receiver.gets(refused + 1).await;
    assert_eq!((&got[refused].id, &got[refused].data["text"]), (&got[8].id, &json!("Left in a storm")));
    kea.moved_to(&again).leaves("After the storm").await;
    let got = receiver.gets(refused + 2).await;
    assert_eq!((got.len(), &got[refused + 1].data["text"]), (refused + 2, &json!("After the storm")));
    again.stop().await;
}

async fn one_that_fails_for_days_is_switched_off_and_on_again(store: Store) {
    let server = Server::start_with(&store.log, config(true)).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let receiver = Receiver::start().await;
    receiver.answers(&[500]);
    let hook = added(&host, &receiver).await;
    kea.leaves("Never taken").await;
    receiver.gets(2).await;
    eventually(SOON, "the failure to be told", async || {
        anyhow::ensure!(listed(&host).await[0]["failing_since_ms"].is_i64());
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    let is_off = async |off: bool| {
        eventually(SOON, "the webhook to be switched", async || {
            let all = listed(&host).await;
            anyhow::ensure!(all[0]["off"] == off, "{all}");
            Ok::<_, anyhow::Error>(())
        })
        .await
        .unwrap();
    };
    is_off(false).await;
    server.clock.add(3 * DAY_MS + 60_000);
    // The step after next sees the new time.
    kea.leaves("Nor this").await;
    is_off(true).await;
    receiver.answers(&[204]);
    let before = receiver.all().len();
    let on = |who: &Person| {
        let (who, path) = (who.clone(), format!("hooks/{}", hook.id));
        async move { who.call(Method::POST, &path, Some(json!({"id": Uuid::now_v7()}).to_string())).await }
    };
    on(&kea).await.is("not_a_host");
    assert_eq!(on(&host).await.status, StatusCode::NO_CONTENT);
    is_off(false).await;
    kea.leaves("Welcome back").await;
    let got = receiver.gets(before + 1).await;
    assert_eq!((got.len(), &got[before].data["text"]), (before + 1, &json!("Welcome back")));
    // A receiver that wants no more is asked no more.
    receiver.answers(&[410]);
    kea.leaves("Not wanted").await;
    is_off(true).await;
    assert_eq!(receiver.all().len(), before + 2);
    server.stop().await;
}

#[tokio::test]
async fn no_webhook_goes_to_a_private_address_unless_the_operator_allows_it() {
    let store = Store::embedded();
    let server = Server::start_with(&store.log, config(false)).await;
    let host = server.host().await;
    for address in [
        "http://127.0.0.1:9/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.7/",
        "http://hooks.example/",
        "hooks.example",
    ] {
        asks(&host, address).await.is("bad_request");
    }
    for n in 0..traceboard_board::door::HOOKS_MAX {
        assert_eq!(asks(&host, &format!("https://hooks.example/{n}")).await.status, StatusCode::OK);
    }
    asks(&host, "https://hooks.example/more").await.is("too_many_links");
    server.stop().await;
    let off = Server::start(&store.log).await;
    asks(&off.host().await, "https://hooks.example/").await.is("pattern_off");
    off.stop().await;
}
