//! Feeds: what a hall's wall may show, as Atom, for whoever has the address; on either kind of log.

use reqwest::{Method, Response, StatusCode};
use roxmltree::{Document, Node};
use serde_json::{Value, json};
use traceboard_board::FEED_MAX;
use uuid::Uuid;

use crate::support::{Person, Server, Store, http};

const ATOM: &str = "http://www.w3.org/2005/Atom";

struct Feed {
    id: String,
    address: String,
}

impl Feed {
    async fn made(host: &Person) -> Self {
        let made = host.call(Method::POST, "feeds", Some(json!({"id": Uuid::now_v7()}).to_string())).await;
        assert_eq!(made.status, StatusCode::OK, "{made:?}");
        let text = |field: &str| made.body[field].as_str().unwrap().to_owned();
        Self { id: text("id"), address: text("address") }
    }

    async fn asks(&self) -> Response {
        http().get(&self.address).send().await.unwrap()
    }

    /// The document, once a feed reader would take it.
    async fn reads(&self) -> String {
        let answer = self.asks().await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "application/atom+xml; charset=utf-8");
        let text = answer.text().await.unwrap();
        valid(&text);
        text
    }

    async fn texts(&self) -> Vec<String> {
        let text = self.reads().await;
        let document = Document::parse(&text).unwrap();
        all(document.root_element(), "entry").map(|entry| said(entry, "content")).collect()
    }
}

fn all<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name((ATOM, name)))
}

fn one<'a>(node: Node<'a, 'a>, name: &'static str) -> Node<'a, 'a> {
    let found: Vec<_> = all(node, name).collect();
    assert_eq!(found.len(), 1, "{name}");
    found[0]
}

fn said(node: Node<'_, '_>, name: &'static str) -> String {
    let text = one(node, name).text().unwrap_or_default().to_owned();
    assert!(!text.is_empty(), "{name}");
    text
}

/// What RFC 4287 demands of a feed and of each entry.
fn valid(text: &str) {
    let document = Document::parse(text).unwrap();
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let mut ids = vec![said(feed, "id")];
    let newest: jiff::Timestamp = said(feed, "updated").parse().unwrap();
    said(feed, "title");
    assert!(all(feed, "link").any(|link| link.attribute("rel") == Some("self")));
    for entry in all(feed, "entry") {
        said(entry, "title");
        let (published, updated) = (said(entry, "published"), said(entry, "updated"));
        let (published, updated): (jiff::Timestamp, jiff::Timestamp) =
            (published.parse().unwrap(), updated.parse().unwrap());
        assert!(published <= updated && updated <= newest);
        said(one(entry, "author"), "name");
        assert!(all(entry, "link").any(|link| link.attribute("rel") == Some("alternate")));
        ids.push(said(entry, "id"));
    }
    assert!(ids.iter().all(|id| id.strip_prefix("urn:uuid:").is_some_and(|id| id.parse::<Uuid>().is_ok())), "{ids:?}");
    ids.sort_unstable();
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "each id once");
}

crate::on_both_logs!(a_feed_shows_what_the_wall_may_and_nothing_else, a_feed_is_sent_again_only_when_it_changed);

async fn a_feed_shows_what_the_wall_may_and_nothing_else(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let make = json!({"id": Uuid::now_v7()}).to_string();
    kea.call(Method::POST, "feeds", Some(make)).await.is("not_a_host");
    kea.get("feeds").await.is("not_a_host");
    let feed = Feed::made(&host).await;
    assert_eq!(feed.texts().await, Vec::<String>::new());

    let seed =
        kea.posts(json!({"type": "leave", "text": "Swept <the> room & more", "open_end": "fetch the candles"})).await;
    let grown =
        host.posts(json!({"type": "leave", "text": "Laid the carpet", "builds_on": [seed], "takes_up": []})).await;
    assert_eq!(feed.texts().await, ["Laid the carpet", "Swept <the> room & more\n\nSomeone could… fetch the candles"]);
    let text = feed.reads().await;
    assert!(text.contains(&format!("/trail/{seed}?at={grown}")), "{text}");

    kea.posts(json!({"type": "leave", "text": "Not for the hall", "off_wall": true})).await;
    let tomorrow = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24)).to_string()[..10].to_owned();
    kea.posts(json!({"type": "leave", "text": "I will bake", "facet": {"is": "promise", "due": tomorrow}})).await;
    let hidden = kea.leaves("Unkind words").await;
    host.does(json!({"type": "hide", "trace": hidden, "why": "a reason"})).await;
    let round = host.posts(json!({"type": "open_round", "kind": "own", "prompts": ["A prompt"]})).await;
    kea.does(json!({"type": "answer", "round": round, "answers": ["An answer"]})).await;
    let pod = crate::pods::call_pod(&kea, 4, 20).await;
    crate::pods::within(&kea, &pod).leaves("Said in the pod").await;
    server.join("Hihi").await;
    let text = feed.reads().await;
    for secret in [
        "Not for the hall",
        "I will bake",
        "Unkind words",
        "a reason",
        "A prompt",
        "An answer",
        "Said in the pod",
        "Hihi",
    ] {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
    for member in [&kea.member, &host.member] {
        assert!(!text.contains(member.as_str()), "{member} is in {text}");
    }

    kea.does(json!({"type": "reword", "trace": seed, "text": "Swept the long room"})).await;
    kea.does(json!({"type": "withdraw", "trace": seed})).await;
    let text = feed.reads().await;
    assert!(!text.contains("Swept"), "{text}");
    for n in 0..FEED_MAX {
        kea.leaves(&format!("Number {n}")).await;
    }
    let texts = feed.texts().await;
    assert_eq!((texts.len(), texts[0].as_str()), (FEED_MAX, "Number 49"));
    server.stop().await;
}

async fn a_feed_is_sent_again_only_when_it_changed(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let feed = Feed::made(&host).await;
    kea.leaves("Dug the pond").await;
    let first = feed.asks().await;
    let tag = first.headers()["etag"].clone();
    assert_eq!(first.headers()["cache-control"], "private, no-cache");
    assert!(first.headers()["last-modified"].to_str().unwrap().ends_with(" GMT"));
    assert_eq!(first.headers()["x-robots-tag"], "noindex, nofollow");
    let again = async || http().get(&feed.address).header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(again().await.status(), StatusCode::NOT_MODIFIED);
    kea.leaves("Filled it").await;
    assert_eq!(again().await.status(), StatusCode::OK);

    // Its secret opens nothing else, and no other link opens a feed.
    let secret = feed.address.rsplit('/').next().unwrap()[32..].to_owned();
    let as_session = Person { token: secret.clone(), ..kea.clone() };
    as_session.get("snapshot").await.is("not_signed_in");
    kea.call(Method::POST, "wall", Some(json!({"secret": secret}).to_string())).await.is("unknown_link");
    let wall = host.call(Method::POST, "walls", Some(json!({"id": Uuid::now_v7()}).to_string())).await;
    let code = wall.body["link"].as_str().unwrap().split_once("/wall#").unwrap().1.to_owned();
    let of_wall = http().get(format!("{}/feed/{code}", server.address)).send().await.unwrap();
    assert_eq!(of_wall.status(), StatusCode::NOT_FOUND);

    let revoke = async |who: &Person| who.call(Method::DELETE, &format!("feeds/{}", feed.id), None).await;
    revoke(&kea).await.is("not_a_host");
    assert_eq!(host.get("feeds").await.body.as_array().unwrap().len(), 1);
    assert_eq!(revoke(&host).await.status, StatusCode::NO_CONTENT);
    assert_eq!(feed.asks().await.status(), StatusCode::NOT_FOUND);
    assert_eq!(again().await.status(), StatusCode::NOT_FOUND, "not even that it is the same");
    assert_eq!(host.get("feeds").await.body, Value::Array(Vec::new()));

    // A host who isn't with the circle any more shows nothing either.
    host.does(json!({"type": "give_role", "member": kea.member, "role": "host"})).await;
    let keas = Feed::made(&kea).await;
    assert_eq!(keas.texts().await.len(), 2);
    host.does(json!({"type": "remove", "member": kea.member})).await;
    assert_eq!(keas.asks().await.status(), StatusCode::NOT_FOUND);
    server.stop().await;
}
