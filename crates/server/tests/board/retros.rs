//! Retros by the API: cards put together live, tries taken on, what was learned, and what nobody else reads.

use serde_json::{Value, json};

use crate::{
    pods::day,
    story::export,
    support::{Person, Server, draft, log_in},
};

fn card(answer: &str, prompt: u8, line: u8) -> Value {
    json!({"answer": answer, "prompt": prompt, "line": line})
}

fn put(round: &str, card: &Value, onto: Option<&Value>) -> Value {
    match onto {
        Some(onto) => json!({"type": "put_card", "round": round, "card": card, "onto": onto}),
        None => json!({"type": "put_card", "round": round, "card": card}),
    }
}

fn tries(round: &str, card: &Value) -> Value {
    let facet = json!({"is": "promise", "due": day(9)});
    json!({"type": "leave", "text": "I sing", "facet": facet, "tries": {"round": round, "card": card}})
}

async fn answers(who: &Person, round: &str) -> Value {
    who.get(&format!("rounds/{round}/answers")).await.body
}

/// A retro that two answered, and their answers.
async fn retro(kea: &Person, tui: &Person) -> (String, String, String) {
    let round = kea.posts(json!({"type": "open_round", "kind": "retro"})).await;
    let answer = |words: [&str; 3]| json!({"type": "answer", "round": round, "answers": words});
    let first = kea.posts(answer(["soup\n\nbread", "", "sing together"])).await;
    let second = tui.posts(answer(["the soup", "dishes", ""])).await;
    (round, first, second)
}

#[tokio::test]
async fn cards_are_put_together_on_every_server_by_those_who_read_them() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let (kea, tui, host) = (one.join("Kea").await, one.join("Tui").await, one.host().await);
    let (round, first, second) = retro(&kea, &tui).await;
    let (soup, same) = (card(&first, 0, 0), card(&second, 0, 0));
    assert_eq!(host.refused(put(&round, &same, Some(&soup))).await, "answer_first");
    let there = kea.moved_to(&other);
    let mut socket = there.follow().await;
    tui.posts(put(&round, &same, Some(&soup))).await;
    let stirred = loop {
        let states = socket.wait_for("states").await;
        let rounds = states["rounds"].as_array().cloned().unwrap_or_default();
        if let Some(stirred) = rounds.iter().find_map(|row| row["stirred"].as_u64()) {
            break stirred;
        }
    };
    let told = answers(&there, &round).await;
    assert_eq!(told["put"], json!([{"card": same, "onto": soup}]), "{told}");
    assert_eq!(told["taken"], Value::Null);
    // Two at once on two servers, each onto the other: they are together, and both are acked.
    let (mine, theirs) = (put(&round, &soup, Some(&same)), put(&round, &same, Some(&soup)));
    kea.posts(put(&round, &same, None)).await;
    let (here, at_theirs) = (draft(&mine), draft(&theirs));
    let (a, b) = tokio::join!(tui.post(&here), there.post(&at_theirs));
    assert_eq!((&a["type"], &b["type"]), (&json!("ack"), &json!("ack")), "{a} {b}");
    let (a, b) = (answers(&tui, &round).await, answers(&there, &round).await);
    assert_eq!((a["put"].as_array().unwrap().len(), &a["put"]), (1, &b["put"]));
    assert!(kea.get("rounds?kind=retro").await.body["rounds"][0]["stirred"].as_u64().unwrap() > stirred);
    assert_eq!(kea.get("rounds?kind=opening").await.body["listed"], json!([]));
    // Nobody else learns what a card says, also not from the log.
    host.get(&format!("rounds/{round}/answers")).await.is("answer_first");
    assert!(!host.get("entries?limit=500").await.body.to_string().contains("bread"));
}

#[tokio::test]
async fn a_card_is_a_line_of_an_answer_and_a_prompt_has_twelve_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui, host) = (server.join("Kea").await, server.join("Tui").await, server.host().await);
    let (round, first, second) = retro(&kea, &tui).await;
    let bread = card(&first, 0, 1);
    kea.posts(put(&round, &bread, Some(&card(&second, 0, 0)))).await;
    for (one, onto) in [(card(&first, 0, 2), &bread), (card(&first, 1, 0), &card(&second, 1, 0))] {
        assert_eq!(kea.refused(put(&round, &one, Some(onto))).await, "unknown_card", "{one}");
    }
    assert_eq!(kea.refused(put(&round, &bread, Some(&bread))).await, "bad_request");
    let many = ["a"; 13].join("\n");
    let answer = json!({"type": "answer", "round": round, "answers": ["", many, ""]});
    assert_eq!(host.refused(answer).await, "bad_text");
    let twelve = ["a"; 12].join("\n\n");
    host.posts(json!({"type": "answer", "round": round, "answers": ["", twelve, ""]})).await;
}

#[tokio::test]
async fn a_try_is_taken_on_by_a_promise_and_told_to_those_who_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui, host) = (server.join("Kea").await, server.join("Tui").await, server.host().await);
    let (round, first, _) = retro(&kea, &tui).await;
    let sing = card(&first, 2, 0);
    assert_eq!(host.refused(tries(&round, &sing)).await, "answer_first");
    assert_eq!(tui.refused(tries(&round, &card(&first, 2, 1))).await, "unknown_card");
    assert_eq!(tui.refused(tries(&uuid::Uuid::now_v7().to_string(), &sing)).await, "unknown_round");
    let promise = tui.posts(tries(&round, &sing)).await;
    let n = tui.get(&format!("cards?ids={promise}")).await.body["cards"][0]["n"].clone();
    assert_eq!(answers(&kea, &round).await["taken"], json!([{"card": sing, "n": n}]));
    tui.posts(json!({"type": "withdraw", "trace": promise})).await;
    assert_eq!(answers(&kea, &round).await["taken"], Value::Null);
    kea.posts(json!({"type": "take_answer_back", "round": round})).await;
    assert_eq!(tui.refused(tries(&round, &sing)).await, "unknown_card");
}

#[tokio::test]
async fn what_was_learned_and_each_joint_are_lists_and_go_along_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, host) = (server.join("Kea").await, server.host().await);
    kea.posts(json!({"type": "leave", "text": "we eat first", "learned": true, "joint": "pod"})).await;
    let later = kea.posts(json!({"type": "leave", "text": "then we talk", "learned": true})).await;
    kea.leaves("swept").await;
    let page = host.get("learned?limit=1").await.body;
    assert_eq!((&page["cards"][0]["id"], &page["cards"][0]["learned"]), (&json!(later), &json!(true)));
    let before = format!("{},{}", page["edge"]["at_ms"], page["edge"]["n"]);
    let page = host.get(&format!("learned?before={before}")).await.body;
    assert_eq!((&page["cards"][0]["joint"], &page["edge"]), (&json!("pod"), &Value::Null));
    assert_eq!(host.get("joint/pod").await.body["feed"], page["feed"]);
    assert_eq!(host.get("joint/me").await.body["feed"], json!([]));
    host.get("joint/planet").await.is("bad_request");
    let file = export(&host).await;
    let again = tempfile::tempdir().unwrap();
    let elsewhere = Server::start(&log_in(again.path())).await;
    let there = elsewhere.host().await;
    let imported = there.call(reqwest::Method::POST, "import", Some(file.clone())).await;
    assert_eq!(imported.status, 200, "{imported:?}");
    assert_eq!(export(&there).await, file);
    host.does(json!({"type": "change_circle", "off": ["retros"]})).await;
    host.get("learned").await.is("pattern_off");
    assert_eq!(kea.refused(json!({"type": "open_round", "kind": "retro"})).await, "pattern_off");
    host.does(json!({"type": "change_circle", "off": ["rounds"]})).await;
    host.get("joint/pod").await.is("pattern_off");
}
