//! The wall of a hall: what its link shows, and how hosts set it.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::Cursor;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Answer, Person, Server, Store, http, log_in};
use traceboard_server::Config;
use uuid::Uuid;

/// A photo that waits for its trace: its id.
async fn photo(who: &Person) -> String {
    let mut file = Cursor::new(Vec::new());
    image::RgbImage::new(40, 30).write_to(&mut file, image::ImageFormat::Png).unwrap();
    let id = Uuid::now_v7().to_string();
    let request = http().put(format!("{}photos/{id}", who.base)).bearer_auth(&who.token).body(file.into_inner());
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    id
}

/// The page of a wall, by its link.
#[derive(Clone)]
struct Wall {
    base: String,
    id: String,
    secret: String,
}

impl Wall {
    async fn made(host: &Person, more: &Value) -> Self {
        let mut new = json!({"id": Uuid::now_v7()});
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let made = host.call(Method::POST, "walls", Some(new.to_string())).await;
        assert_eq!(made.status, StatusCode::OK, "{made:?}");
        assert!(made.body["qr_svg"].as_str().unwrap().contains("<svg"));
        let code = made.body["link"].as_str().unwrap().split_once("/wall#").unwrap().1.to_owned();
        assert_eq!(code[..32], host.circle().replace('-', ""));
        Self {
            base: host.base.clone(),
            id: made.body["id"].as_str().unwrap().to_owned(),
            secret: code[32..].to_owned(),
        }
    }

    async fn asks(&self, after: Option<&str>, wait_ms: u64) -> Answer {
        let body = json!({"secret": self.secret, "after": after, "wait_ms": wait_ms});
        Answer::of(http().post(format!("{}wall", self.base)).body(body.to_string()).send().await.unwrap()).await
    }

    async fn shows(&self) -> Value {
        let answer = self.asks(None, 0).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.body["shows"].clone()
    }

    async fn photo(&self, id: &str) -> reqwest::Response {
        let body = json!({"secret": self.secret, "photo": id}).to_string();
        http().post(format!("{}wall/photo", self.base)).body(body).send().await.unwrap()
    }

    async fn texts(&self) -> Vec<String> {
        let shows = self.shows().await;
        let traces = shows["traces"].as_array().unwrap();
        let text = |id: &Value| traces.iter().find(|it| it["id"] == *id).unwrap()["text"].as_str().unwrap().to_owned();
        shows["newest"].as_array().unwrap().iter().map(text).collect()
    }

    /// The next picture, once there is another than this one.
    async fn after(&self, tag: &str) -> Value {
        self.asks(Some(tag), 20_000).await.body
    }

    async fn tag(&self) -> String {
        self.asks(None, 0).await.body["tag"].as_str().unwrap().to_owned()
    }

    async fn set(&self, by: &Person, delay_ms: i64, paused: bool, join: bool) -> Answer {
        let change = json!({"id": Uuid::now_v7(), "delay_ms": delay_ms, "paused": paused, "join": join});
        by.call(Method::POST, &format!("walls/{}", self.id), Some(change.to_string())).await
    }

    async fn is_set(&self, by: &Person, delay_ms: i64, paused: bool, join: bool) {
        assert_eq!(self.set(by, delay_ms, paused, join).await.status, StatusCode::NO_CONTENT);
    }
}

fn leave(text: &str, more: &Value) -> Value {
    let mut deed = json!({"type": "leave", "text": text});
    deed.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    deed
}

async fn shows_what_it_may(store: &Store) {
    let server = Server::start(&store.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let wall = Wall::made(&host, &json!({})).await;
    assert_eq!(wall.texts().await, Vec::<String>::new());
    let seed = kea.posts(leave("Swept the long room", &json!({"open_end": "fetch the candles"}))).await;
    let tag = wall.tag().await;
    let (next, grown) = tokio::join!(
        wall.after(&tag),
        host.posts(leave("Laid the carpet", &json!({"builds_on": [seed], "takes_up": []})))
    );
    // Whichever of the two states it was asked in, it is the new one.
    assert_ne!(next["tag"], tag);
    assert_eq!(next["shows"]["newest"], json!([grown, seed]));
    let traces = next["shows"]["traces"].as_array().unwrap();
    let trace = traces.iter().find(|trace| trace["id"] == grown.as_str()).unwrap();
    assert_eq!(trace["builds_on"], json!([seed]));
    let from = traces.iter().find(|trace| trace["id"] == seed.as_str()).unwrap();
    assert_eq!((&from["by"], &from["open_end"]), (&json!("Kea"), &json!("fetch the candles")));
    assert_eq!(next["shows"]["open_ends"], json!([seed]));

    // Nothing of what it may not: no member who left nothing here, no words kept off it, no ids of members.
    server.join("Hihi").await;
    kea.posts(leave("Not for the hall", &json!({"off_wall": true}))).await;
    kea.posts(leave("I will bake", &json!({"facet": {"is": "promise", "due": tomorrow()}}))).await;
    let hidden = kea.posts(leave("Unkind words", &json!({}))).await;
    host.does(json!({"type": "hide", "trace": hidden, "why": "a reason"})).await;
    let asked = host.posts(json!({"type": "open_round", "kind": "own", "prompts": ["A prompt"]})).await;
    kea.does(json!({"type": "answer", "round": asked, "answers": ["An answer"]})).await;
    let all = wall.asks(None, 0).await.body.to_string();
    for secret in ["Not for the hall", "I will bake", "Unkind words", "a reason", "Hihi", "A prompt", "An answer"] {
        assert!(!all.contains(secret), "{secret} is in {all}");
    }
    for member in [&kea.member, &host.member] {
        assert!(!all.contains(member.as_str()), "{member} is in {all}");
    }
    assert_eq!(wall.texts().await, ["Laid the carpet", "Swept the long room"]);
    kea.does(json!({"type": "withdraw", "trace": seed})).await;
    assert_eq!(wall.texts().await, ["Laid the carpet"]);
    assert!(!wall.asks(None, 0).await.body.to_string().contains("Swept"));
    server.stop().await;
}

async fn shows_the_photos_of_its_traces(store: &Store) {
    let server = Server::start(&store.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let wall = Wall::made(&host, &json!({})).await;
    let (shown, off) = (photo(&kea).await, photo(&kea).await);
    let trace = kea.posts(leave("A table", &json!({"photo": {"id": shown, "alt": "Of oak"}}))).await;
    kea.does(leave("Not for the hall", &json!({"photo": {"id": off}, "off_wall": true}))).await;
    let told = wall.shows().await["traces"][0]["photo"].clone();
    assert_eq!((&told["id"], &told["width"], &told["alt"]), (&json!(shown), &json!(40), &json!("Of oak")));
    let answer = wall.photo(&shown).await;
    assert_eq!((answer.status(), &answer.headers()["content-type"]), (StatusCode::OK, &"image/jpeg".parse().unwrap()));
    assert_eq!(image::load_from_memory(&answer.bytes().await.unwrap()).unwrap().width(), 40);
    let stranger = Wall { secret: "x".repeat(43), ..wall.clone() };
    for (who, id, why) in [(&wall, &off, "unknown_photo"), (&stranger, &shown, "unknown_link")] {
        Answer::of(who.photo(id).await).await.is(why);
    }
    // It goes with its trace: off the wall, while a host pauses it, and once it is taken back.
    wall.is_set(&host, 0, true, false).await;
    Answer::of(wall.photo(&shown).await).await.is("unknown_photo");
    wall.is_set(&host, 0, false, false).await;
    assert_eq!(wall.photo(&shown).await.status(), StatusCode::OK);
    kea.does(json!({"type": "withdraw", "trace": trace})).await;
    Answer::of(wall.photo(&shown).await).await.is("unknown_photo");
    server.stop().await;
}

fn tomorrow() -> String {
    let tomorrow = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
    tomorrow.to_string()[..10].to_owned()
}

#[tokio::test]
async fn a_wall_shows_what_it_may_and_nothing_else() {
    shows_what_it_may(&Store::embedded()).await;
    shows_the_photos_of_its_traces(&Store::embedded()).await;
}

#[tokio::test]
async fn a_wall_shows_the_same_on_redis() {
    shows_what_it_may(&Store::redis().await).await;
    shows_the_photos_of_its_traces(&Store::redis().await).await;
}

#[tokio::test]
async fn words_wait_so_that_they_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let wall = Wall::made(&host, &json!({"delay_ms": 60_000})).await;
    host.leaves("Early").await;
    let back = host.leaves("A mistake").await;
    assert_eq!(wall.texts().await, Vec::<String>::new());
    host.does(json!({"type": "withdraw", "trace": back})).await;
    server.clock.add(60_001);
    assert_eq!(wall.texts().await, ["Early"]);
    // Without an entry, by time alone: a wall that waits is answered when the words are due.
    // The server's clock is a minute ahead of the log's by now.
    wall.is_set(&host, 62_000, false, false).await;
    host.leaves("Soon").await;
    let mut newest = wall.texts().await;
    assert!(!newest.contains(&"Soon".to_owned()));
    while newest.len() < 2 {
        let tag = wall.tag().await;
        wall.after(&tag).await;
        newest = wall.texts().await;
    }
    assert_eq!(newest, ["Soon", "Early"]);
    wall.set(&host, 3_600_001, false, false).await.is("bad_request");
    server.stop().await;
}

#[tokio::test]
async fn a_paused_wall_holds_no_traces_and_a_revoked_link_shows_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let wall = Wall::made(&host, &json!({})).await;
    host.leaves("Shown").await;
    let tag = wall.tag().await;
    let (paused, ()) = tokio::join!(wall.after(&tag), wall.is_set(&host, 0, true, false));
    assert_eq!((&paused["shows"]["paused"], &paused["shows"]["traces"]), (&json!(true), &json!([])));
    let listed = host.get("walls").await.body;
    let expected = json!([{"id": wall.id, "by": host.member, "delay_ms": 0, "paused": true, "join": false}]);
    assert_eq!(listed, expected);
    wall.is_set(&host, 0, false, false).await;
    assert_eq!(wall.texts().await, ["Shown"]);

    kea.get("walls").await.is("not_a_host");
    wall.set(&kea, 0, true, false).await.is("not_a_host");
    kea.call(Method::DELETE, &format!("walls/{}", wall.id), None).await.is("not_a_host");
    kea.call(Method::POST, "walls", Some(json!({"id": Uuid::now_v7()}).to_string())).await.is("not_a_host");

    // Who waits is told at once, and never of what came after.
    let tag = wall.tag().await;
    let revoking = async {
        let gone = host.call(Method::DELETE, &format!("walls/{}", wall.id), None).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        host.leaves("Afterwards").await;
    };
    let (answer, ()) = tokio::join!(wall.asks(Some(&tag), 20_000), revoking);
    answer.is("unknown_link");
    wall.asks(None, 0).await.is("unknown_link");
    wall.set(&host, 0, false, false).await.is("unknown_link");
    assert_eq!(host.get("walls").await.body, json!([]));
    server.stop().await;
}

#[tokio::test]
async fn any_host_sets_a_wall_and_that_of_a_removed_host_is_dark() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    host.does(json!({"type": "give_role", "member": kea.member, "role": "host"})).await;
    let wall = Wall::made(&kea, &json!({})).await;
    wall.is_set(&host, 5_000, false, false).await;
    host.does(json!({"type": "remove", "member": kea.member})).await;
    wall.asks(None, 0).await.is("unknown_link");
    assert_eq!(host.call(Method::DELETE, &format!("walls/{}", wall.id), None).await.status, StatusCode::NO_CONTENT);
    server.stop().await;
}

#[tokio::test]
async fn the_code_on_a_wall_lets_people_in_until_it_is_taken_down() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let wall = Wall::made(&host, &json!({"join": true})).await;
    let join =
        |shows: Value| shows["join"]["link"].as_str().map(|link| link.split("#invite=").nth(1).unwrap().to_owned());
    let first = join(wall.shows().await).unwrap();
    assert_eq!(join(wall.shows().await).as_ref(), Some(&first), "the same for every picture");
    assert!(wall.shows().await["join"]["qr_svg"].as_str().unwrap().contains("<svg"));
    server.join_by(&first, Some("Kea")).await.unwrap();
    let listed = host.get("invites").await.body;
    assert!(listed.as_array().unwrap().iter().any(|invite| invite["label"] == "the wall" && invite["uses"] == 1));

    wall.is_set(&host, 0, false, false).await;
    assert_eq!(join(wall.shows().await), None);
    server.join_by(&first, Some("Tui")).await.unwrap_err().is("invite_revoked");
    wall.is_set(&host, 0, false, true).await;
    let second = join(wall.shows().await).unwrap();
    assert_ne!(first, second);
    // A setting beside it leaves the code as it is.
    wall.is_set(&host, 7_000, true, true).await;
    assert_eq!(join(wall.shows().await), Some(second.clone()));

    // A host may also revoke it among the invites: then the wall shows none, and doesn't make another.
    let listed = host.get("invites").await.body;
    let standing = |invite: &&Value| invite["label"] == "the wall" && invite["revoked"] == false;
    let id = listed.as_array().unwrap().iter().find(standing).unwrap()["id"].as_str().unwrap().to_owned();
    host.call(Method::DELETE, &format!("invites/{id}"), None).await;
    assert_eq!(join(wall.shows().await), None);
    wall.is_set(&host, 7_000, false, true).await;
    let third = join(wall.shows().await).unwrap();
    host.call(Method::DELETE, &format!("walls/{}", wall.id), None).await;
    server.join_by(&third, Some("Tui")).await.unwrap_err().is("invite_revoked");
    server.stop().await;
}

#[tokio::test]
async fn the_secret_of_a_wall_opens_nothing_but_the_wall() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let wall = Wall::made(&host, &json!({})).await;
    host.leaves("Shown").await;
    let stranger = Person { base: host.base.clone(), member: String::new(), token: wall.secret.clone() };
    let reads = ["snapshot", "states", "cards", "trails", "members", "mine", "words", "entries", "export", "walls"];
    for rest in reads.into_iter().chain(["open_ends", "rounds", "gatherings", "stories", "invites", "pods", "weave"]) {
        stranger.get(rest).await.is("not_signed_in");
    }
    stranger.call(Method::POST, "posts", Some(json!({"drafts": []}).to_string())).await.is("not_signed_in");
    server.join_by(&wall.secret, Some("Kea")).await.unwrap_err().is("unknown_invite");
    assert!(stranger.socket_with(|_| ()).await.is_err());
    // No other link's secret shows the wall.
    let calendar = host.call(Method::POST, "calendar", Some(json!({"id": Uuid::now_v7()}).to_string())).await;
    let link = calendar.body["link"].as_str().unwrap();
    let secret = link.rsplit('/').next().unwrap().strip_suffix(".ics").unwrap().to_owned();
    Wall { secret, ..wall.clone() }.asks(None, 0).await.is("unknown_link");
    Wall { secret: "x".repeat(43), ..wall }.asks(None, 0).await.is("unknown_link");
    server.stop().await;
}

#[tokio::test]
async fn a_wall_is_the_same_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let host = server.host().await;
    let wall = Wall::made(&host, &json!({"delay_ms": 60_000, "join": true})).await;
    host.leaves("Shown").await;
    server.stop().await;
    let next = Server::start_with(&log, Config::default()).await;
    let there = Wall { base: next.path(""), ..wall };
    assert_eq!(there.texts().await, Vec::<String>::new(), "its settings are in the log");
    assert!(there.shows().await["join"]["link"].as_str().is_some());
    next.clock.add(60_001);
    assert_eq!(there.texts().await, ["Shown"]);
    next.stop().await;
}
