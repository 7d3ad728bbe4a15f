//! Searching: what is found, by whom, and what is gone at once.

use std::{fs, path::Path};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use traceboard_server::Config;
use traceboard_testkit::eventually;

use crate::{
    pods::{call_pod, step_in, within},
    support::{Person, SOON, Server, Store, log_in},
};

async fn answer(who: &Person, request: Value) -> Value {
    let answer = who.call(Method::POST, "search", Some(request.to_string())).await;
    assert_eq!(answer.status, StatusCode::OK, "{request} gave {answer:?}");
    answer.body
}

/// The numbers of what is found.
async fn found(who: &Person, request: Value) -> Vec<u64> {
    let page = answer(who, request).await;
    page["listed"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect()
}

async fn words(who: &Person, words: &str) -> Vec<u64> {
    found(who, json!({"words": words})).await
}

/// The bytes of the files below a folder that this process has open; indexes have no name there.
fn open_bytes(folder: &Path) -> Vec<u8> {
    let folder = folder.canonicalize().unwrap();
    let open = fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| {
        let path = entry.ok()?.path();
        fs::read_link(&path).ok()?.starts_with(&folder).then(|| fs::read(&path).unwrap_or_default())
    });
    open.flatten().collect()
}

fn holds(folder: &Path, word: &str) -> bool {
    open_bytes(folder).windows(word.len()).any(|window| window == word.as_bytes())
}

fn searching_in(folder: &Path) -> Config {
    Config { search_folder: Some(folder.to_owned()), ..Config::default() }
}

#[tokio::test]
async fn words_of_any_script_are_found_and_marked() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    for text in
        ["Te whānau o Ōtepoti", "Η ΆΝΟΙΞΗ ήρθε", "قرأتُ الكِتَاب", "東京タワーに登った", "ठंडा पानी पिया", "Dug the garden"]
    {
        kea.leaves(text).await;
    }
    kea.does(json!({"type": "leave", "text": "made soup", "open_end": "🌱 bring onions"})).await;
    for (typed, numbers) in [
        ("whanau", &[0_u64][..]),
        ("ŌTEPOTI", &[0]),
        ("ανοιξη", &[1]),
        ("كتاب", &[2]),
        ("京", &[3]),
        ("タワ", &[3]),
        ("पानी", &[4]),
        ("garden dug", &[5]),
        ("onion", &[6]),
        ("soup onions", &[6]),
        ("!!!", &[]),
        ("nowhere", &[]),
    ] {
        assert_eq!(words(&kea, typed).await, numbers, "{typed}");
    }
    let page = answer(&kea, json!({"words": "soup bring"})).await;
    assert_eq!(page["found"], json!([{"n": 6, "text": [[5, 9]], "open_end": [[3, 8]]}]));
    assert_eq!((&page["cards"][0]["text"], &page["lights"][0][0]), (&json!("made soup"), &json!(6)));
    assert_eq!(page["members"][0]["name"], "Kea");
    assert_eq!((&page["partial"], &page["edge"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn filters_go_with_words_and_without_and_pages_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui, host) = (server.join("Kea").await, server.join("Tui").await, server.host().await);
    for n in 0..5 {
        kea.leaves(&format!("walked {n} miles")).await;
    }
    let open = tui.posts(json!({"type": "leave", "text": "walked home", "open_end": "who comes along?"})).await;
    assert_eq!(found(&kea, json!({"words": "walk", "by": tui.member})).await, [5]);
    assert_eq!(found(&kea, json!({"by": tui.member})).await, [5]);
    assert_eq!(found(&kea, json!({"by": uuid::Uuid::now_v7()})).await, [0; 0]);
    assert_eq!(found(&kea, json!({"open": true})).await, [5]);
    assert_eq!(found(&kea, json!({"words": "miles", "open": true})).await, [0; 0]);
    kea.does(json!({"type": "leave", "text": "I do", "builds_on": [open], "takes_up": [open]})).await;
    assert_eq!(found(&kea, json!({"open": true})).await, [0; 0]);

    let mut all = Vec::new();
    let mut before = Value::Null;
    loop {
        let page = answer(&kea, json!({"words": "walked", "limit": 2, "before": before})).await;
        all.extend(page["listed"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()));
        before = page["edge"].clone();
        if before.is_null() {
            break;
        }
    }
    assert_eq!(all, [5, 4, 3, 2, 1, 0]);

    // It is the same day for few hours between two zones a day apart.
    let at_ms = answer(&kea, json!({"limit": 1})).await["cards"][0]["at_ms"].as_i64().unwrap();
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        host.does(json!({"type": "change_circle", "time_zone": zone})).await;
        let at = jiff::Timestamp::from_millisecond(at_ms).unwrap();
        let today = at.in_tz(zone).unwrap().date();
        let (yesterday, tomorrow) = (today.yesterday().unwrap(), today.tomorrow().unwrap());
        assert_eq!(found(&kea, json!({"words": "miles", "from": today, "to": tomorrow})).await.len(), 5, "{zone}");
        assert_eq!(found(&kea, json!({"from": tomorrow})).await, [0; 0], "{zone}");
        assert_eq!(found(&kea, json!({"to": yesterday})).await, [0; 0], "{zone}");
    }
    for bad in [
        json!({"limit": 0}),
        json!({"limit": 51}),
        json!({"words": "a".repeat(513)}),
        json!({"from": "2026-12-02", "to": "2026-12-01"}),
        json!({"from": "someday"}),
    ] {
        kea.call(Method::POST, "search", Some(bad.to_string())).await.is("bad_request");
    }
}

/// On each of two servers of a store.
async fn what_is_taken_back_leaves_at_once(store: Store) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&store.log).await;
    let other = Server::start_with(&store.of_another().await, searching_in(folder.path())).await;
    let (kea, host) = (server.join("Kea").await, server.host().await);
    let (kea_there, host_there) = (kea.moved_to(&other), host.moved_to(&other));
    let first = kea.leaves("the xylophone broke").await;
    let second = kea.leaves("a quartz clock").await;
    let position = kea.position().await;
    let there = async |word: &str| found(&kea_there, json!({"words": word, "at_least": position})).await;
    assert_eq!((there("xylophone").await, there("quartz").await), (vec![0], vec![1]));
    assert!(holds(folder.path(), "xylophone") && holds(folder.path(), "quartz"));

    // Nobody searches meanwhile.
    kea.does(json!({"type": "withdraw", "trace": first})).await;
    host.does(json!({"type": "hide", "trace": second})).await;
    let gone = || ["xylophone", "quartz", "xyl", "rtz"].iter().all(|word| !holds(folder.path(), word));
    eventually(SOON, "the words to leave the index", async || {
        anyhow::ensure!(gone());
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    for who in [&kea, &host, &kea_there, &host_there] {
        assert_eq!((words(who, "xylophone").await, words(who, "quartz").await), (vec![], vec![]));
        assert_eq!(found(who, json!({"by": kea.member})).await, [0; 0], "filters alone don't show them either");
    }
    host.does(json!({"type": "restore", "trace": second})).await;
    let position = kea.position().await;
    assert_eq!(found(&kea_there, json!({"words": "quartz", "at_least": position})).await, [1]);
    kea.does(json!({"type": "reword", "trace": second, "text": "a wooden clock"})).await;
    let position = kea.position().await;
    let page = found(&kea_there, json!({"words": "clock", "at_least": position})).await;
    assert_eq!((page, words(&kea_there, "quartz").await), (vec![1], vec![]));
    assert!(gone(), "the former words are gone with the rewording");
}

on_both_logs!(what_is_taken_back_leaves_at_once);

#[tokio::test]
async fn each_space_is_searched_by_those_who_are_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let indexes = tempfile::tempdir().unwrap();
    let server = Server::start_with(&log_in(folder.path()), searching_in(indexes.path())).await;
    let (kea, tui, host) = (server.join("Kea").await, server.join("Tui").await, server.host().await);
    let pod = call_pod(&kea, 5, 42).await;
    let round = kea.posts(json!({"type": "open_round", "kind": "own", "prompts": ["What grew?"]})).await;
    tui.does(json!({"type": "answer", "round": round, "answers": ["marmalade in my notes"]})).await;
    within(&kea, &pod).leaves("dried apricots").await;
    kea.leaves("the sun shone").await;
    for who in [&kea, &tui, &host] {
        assert_eq!((words(who, "apricots").await, words(who, "marmalade").await), (vec![], vec![]));
        assert_eq!(words(who, "sun").await, [0]);
    }
    assert!(holds(indexes.path(), "shone") && !holds(indexes.path(), "marmalade"), "what is concealed is never in it");
    assert_eq!(words(&within(&kea, &pod), "apricots").await, [0]);
    assert_eq!(words(&within(&kea, &pod), "sun").await, [0; 0]);
    within(&tui, &pod).call(Method::POST, "search", Some("{}".to_owned())).await.is("not_in_pod");
    tui.does(step_in(&pod)).await;
    assert_eq!(words(&within(&tui, &pod), "apricots").await, [0]);
    let stranger = Person { token: "a".repeat(43), ..tui };
    stranger.call(Method::POST, "search", Some("{}".to_owned())).await.is("not_signed_in");
}

#[tokio::test]
async fn a_damaged_index_is_made_again_without_a_word() {
    let (folder, indexes) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start_with(&log_in(folder.path()), searching_in(indexes.path())).await;
    let kea = server.join("Kea").await;
    for n in 0..300 {
        let drafts: Vec<Value> = (0..10)
            .map(|m| crate::support::leave(&format!("stone {n} {m} {}", "lies by the river ".repeat(12))))
            .collect();
        if n % 30 == 0 {
            kea.call(Method::POST, "posts", Some(json!({"drafts": drafts}).to_string())).await;
        }
    }
    let before = words(&kea, "river").await;
    assert!(!before.is_empty());
    let root = indexes.path().canonicalize().unwrap();
    let damage = || {
        for entry in fs::read_dir("/proc/self/fd").unwrap() {
            let path = entry.unwrap().path();
            if fs::read_link(&path).is_ok_and(|target| target.starts_with(&root)) {
                let len = fs::metadata(&path).unwrap().len();
                fs::write(&path, vec![0xa5_u8; usize::try_from(len).unwrap()]).unwrap();
            }
        }
    };
    for word in ["lies", "the", "stone", "river"] {
        damage();
        kea.leaves(&format!("another {word}")).await;
        assert!(words(&kea, word).await.len() >= before.len().min(20), "{word}");
    }
}

#[tokio::test]
async fn who_searches_without_end_is_told_to_wait() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let mut last = kea.call(Method::POST, "search", Some("{}".to_owned())).await;
    for _ in 0..100 {
        if last.status != StatusCode::OK {
            break;
        }
        last = kea.call(Method::POST, "search", Some("{}".to_owned())).await;
    }
    last.is("too_many_requests");
    assert!(last.body["retry_after_ms"].as_u64().unwrap() > 0);
    assert_eq!(found(&tui, json!({})).await, [0; 0]);
}
