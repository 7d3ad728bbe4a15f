//! Snapshots: the same bytes for everyone of an audience, and none that quotes what is gone.

use reqwest::{StatusCode, header};
use serde_json::json;

use crate::{
    story::tell,
    support::{Person, Server, http, log_in},
};

/// A snapshot's status, tag and bytes, as they come.
async fn taken(who: &Person, packing: &str, known: Option<&str>) -> (StatusCode, String, Vec<u8>) {
    let mut request = http().get(format!("{}snapshot", who.base)).bearer_auth(&who.token);
    request = request.header(header::ACCEPT_ENCODING, packing);
    if let Some(known) = known {
        request = request.header(header::IF_NONE_MATCH, known);
    }
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-cache");
    assert!(response.headers().contains_key("x-now-ms"), "the clock stands beside the bytes");
    let tag = response.headers()[header::ETAG].to_str().unwrap().to_owned();
    (response.status(), tag, response.bytes().await.unwrap().to_vec())
}

#[tokio::test]
async fn a_snapshot_is_the_same_for_an_audience_until_the_board_changes() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let story = tell(&server).await;
    let (kea, tui, host) = (&story.kea, &story.tui, &story.host);
    let mut tags = Vec::new();
    for packing in ["identity", "gzip", "br"] {
        let (first, again) = (taken(kea, packing, None).await, taken(tui, packing, None).await);
        assert_eq!(first.0, StatusCode::OK);
        assert!(first == again, "two members get the same tag and bytes ({packing})");
        let known = taken(tui, packing, Some(&format!("\"other\", {}", first.1))).await;
        assert_eq!((known.0, known.2.len()), (StatusCode::NOT_MODIFIED, 0));
        let hosts = taken(host, packing, Some(&first.1)).await;
        assert_eq!(hosts.0, StatusCode::OK, "a host's is another");
        tags.extend([first.1, hosts.1]);
    }
    let count = tags.len();
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), count, "each audience and packing has a tag of its own");
    let before = taken(kea, "identity", None).await;
    let ack = tui.does(json!({"type": "leave", "text": "one more"})).await;
    let after = taken(kea, "identity", Some(&before.1)).await;
    assert_eq!(after.0, StatusCode::OK);
    let snapshot: serde_json::Value = serde_json::from_slice(&after.2).unwrap();
    assert_eq!((&snapshot["position"], &snapshot["space"]), (&ack["position"], &json!(server.circle)));
    for of_the_asker in ["me", "now_ms", "role", "marks", "grown"] {
        assert!(snapshot.get(of_the_asker).is_none(), "{of_the_asker}: {snapshot}");
    }
}

#[tokio::test]
async fn a_host_reads_hidden_words_and_a_member_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let story = tell(&server).await;
    assert!(story.host.snapshot().await.to_string().contains("hidden words"));
    for member in [&story.kea, &story.tui] {
        let snapshot = member.snapshot().await;
        assert!(!snapshot.to_string().contains("hidden words"), "{snapshot}");
        let cards = snapshot["cards"].as_array().unwrap();
        let card = cards.iter().find(|card| card["id"] == story.hidden.as_str());
        assert!(card.is_none_or(|card| card["state"] == "hidden" && card.get("text").is_none()), "{card:?}");
    }
}

#[tokio::test]
async fn no_cache_quotes_erased_words() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let (host, kea) = (one.host().await, one.join("Former Kea").await);
    let trace = kea.leaves("words to take back").await;
    let begin = host.position().await;
    kea.does(json!({"type": "leave", "text": "words to replace"})).await;
    let replaced = kea.feed().await[0]["id"].clone();
    let places = [&host, &kea].map(|who| [who.clone(), who.moved_to(&other)]).concat();
    let ask = async |who: &Person| {
        let states = who.get(&format!("states?after={begin}")).await.body.to_string();
        format!("{}{states}", who.snapshot().await)
    };
    for who in &places {
        assert!(ask(who).await.contains("words to take back"), "kept from here on");
    }
    kea.does(json!({"type": "withdraw", "trace": trace})).await;
    kea.does(json!({"type": "reword", "trace": replaced, "text": "better words"})).await;
    let last = kea.does(json!({"type": "rename", "name": "Kea", "colour": 2})).await;
    for who in &places {
        who.get(&format!("cards?at_least={}", last["position"].as_str().unwrap())).await;
        let told = ask(who).await;
        assert!(told.contains("better words"), "{told}");
        for gone in ["words to take back", "words to replace", "Former Kea"] {
            assert!(!told.contains(gone), "{gone} in {told}");
        }
    }
}
