//! Budding: what a circle gives to one that it seeds, and what it doesn't.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Person, Server, log_in};

pub(crate) async fn seed(who: &Person, id: Uuid, name: &str) -> Answer {
    who.call(Method::POST, "buds", Some(json!({"id": id, "name": name}).to_string())).await
}

/// Whoever the host link of a new circle signs in.
pub(crate) async fn founder(server: Server, links: &Value) -> (Server, Person) {
    let secret = links["host_link"].as_str().unwrap().rsplit('=').next().unwrap();
    let server = server.in_circle(links["circle"].as_str().unwrap());
    let founder = server.join_by(secret, None).await.unwrap();
    (server, founder)
}

#[tokio::test]
async fn a_seeded_circle_gets_settings_rhythm_agreements_and_prompts_and_no_trace_or_name() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    kea.leaves("swept the yard").await;
    kea.posts(json!({"type": "leave", "text": "We begin on time", "why": "Some come far", "builds_on": [],
        "facet": {"is": "agreement", "stage": "awareness"}}))
        .await;
    let taken_back = kea
        .posts(json!({"type": "leave", "text": "We never laugh", "builds_on": [],
        "facet": {"is": "agreement", "stage": "awareness"}}))
        .await;
    kea.does(json!({"type": "withdraw", "trace": taken_back})).await;
    kea.does(json!({"type": "open_round", "kind": "own", "prompts": ["What grew since Sunday?"]})).await;
    host.does(
        json!({"type": "change_circle", "off": ["weave"], "half_life_ms": 604_800_000, "time_zone": "Europe/Vienna"}),
    )
    .await;
    let rhythm =
        json!({"every": "week", "on": "thu", "at": "19:30", "time_zone": "Europe/Vienna", "from": "2026-06-04"});
    host.does(json!({"type": "set_rhythm", "rhythm": rhythm})).await;

    let id = Uuid::now_v7();
    seed(&kea, id, "Garden crew").await.is("not_a_host");
    seed(&host, id, " ").await.is("bad_text");
    let links = seed(&host, id, "Garden crew").await.body;
    let again = seed(&host, id, "Garden crew").await.body;
    assert_eq!(links["circle"], again["circle"], "the same request founds no second one");
    assert_ne!(links["host_link"], again["host_link"], "its links are fresh");

    let (_server, founder) = founder(server, &again).await;
    let page = founder.snapshot().await;
    let circle = &page["circle"];
    assert_eq!(circle["name"], "Garden crew");
    assert_eq!((&circle["off"], &circle["half_life_ms"]), (&json!(["weave"]), &json!(604_800_000)));
    assert_eq!((&circle["time_zone"], &circle["rhythm"]), (&json!("Europe/Vienna"), &rhythm));
    assert_eq!(circle["prompts"], json!(["What grew since Sunday?"]));
    assert_eq!(circle["grown_from"], json!({"circle": host.circle(), "name": host.snapshot().await["circle"]["name"]}));
    let cards = page["cards"].as_array().unwrap();
    assert_eq!(cards.len(), 1, "{page}");
    assert_eq!((&cards[0]["text"], &cards[0]["why"]), (&json!("We begin on time"), &json!("Some come far")));
    assert_eq!(cards[0]["facet"], json!({"is": "agreement", "stage": "awareness"}), "there it is noticed anew");
    assert!(!page.to_string().contains("Kea") && !page.to_string().contains(&kea.member), "{page}");
    let buds = host.snapshot().await["circle"]["buds"].clone();
    assert_eq!(buds, json!([{"circle": links["circle"], "name": "Garden crew"}]));
}

#[tokio::test]
async fn a_fourth_is_refused_and_founds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let mut seen = Vec::new();
    for name in ["One", "Two", "Three"] {
        seen.push(seed(&host, Uuid::now_v7(), name).await.body["circle"].clone());
    }
    seen.dedup();
    assert_eq!(seen.len(), 3);
    seed(&host, Uuid::now_v7(), "Four").await.is("too_many_buds");
    server.metric("traceboard_circles", 4).await;
    host.does(json!({"type": "change_circle", "off": ["budding"]})).await;
    seed(&host, Uuid::now_v7(), "Five").await.is("pattern_off");
}

#[tokio::test]
async fn two_requests_of_one_id_at_once_found_one_circle() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, id) = (server.host().await, Uuid::now_v7());
    host.posts(json!({"type": "leave", "text": "We begin on time", "builds_on": [],
        "facet": {"is": "agreement", "stage": "awareness"}}))
        .await;
    let (one, other) = tokio::join!(seed(&host, id, "Garden crew"), seed(&host, id, "Garden crew"));
    assert_eq!(one.body["circle"], other.body["circle"], "{} {}", one.body, other.body);
    let (_server, founder) = founder(server, &other.body).await;
    let page = founder.snapshot().await;
    assert_eq!(page["cards"].as_array().unwrap().len(), 1, "what it was given along is there once: {page}");
}
