//! Rounds: answers are kept back by the server from who gave nothing, on every way, and they end at their time.

use serde_json::{Value, json};
use traceboard_log::{Clock as _, SystemClock};
use traceboard_testkit::eventually;

use crate::{
    story::export,
    support::{Person, SOON, Server, draft, log_in},
};

async fn opens(who: &Person, deed: Value) -> String {
    let draft = draft(&deed);
    let frame = who.post(&draft).await;
    assert_eq!(frame["type"], "ack", "{frame}");
    draft["id"].as_str().unwrap().to_owned()
}

async fn answers(who: &Person, round: &str) -> Vec<String> {
    let page = who.get(&format!("rounds/{round}/answers")).await.body;
    let words = |answer: &Value| answer["answers"][0].as_str().unwrap().to_owned();
    page["answers"].as_array().unwrap_or_else(|| panic!("{page}")).iter().map(words).collect()
}

async fn row(who: &Person, round: &str) -> Value {
    let page = who.get("rounds").await.body;
    page["rounds"].as_array().unwrap().iter().find(|row| row["id"] == round).unwrap().clone()
}

#[tokio::test]
async fn answers_are_sent_by_no_route_to_members_who_neither_answered_nor_passed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let begin = host.position().await;
    let round = opens(&kea, json!({"type": "open_round", "kind": "check_in"})).await;
    kea.does(json!({"type": "answer", "round": round, "answers": ["hungry as a wolf"]})).await;
    assert_eq!(answers(&kea, &round).await, ["hungry as a wolf"]);
    // A host has no more rights than anyone.
    for who in [&host, &tui] {
        who.get(&format!("rounds/{round}/answers")).await.is("answer_first");
    }
    let told = async |who: &Person| {
        let mut told = String::new();
        for rest in ["snapshot", "rounds", "mine", "entries", &format!("states?after={begin}"), "cards"] {
            told += &who.get(rest).await.body.to_string();
        }
        told
    };
    for who in [&host, &kea, &tui] {
        assert!(!told(who).await.contains("wolf"));
    }
    assert!(!export(&host).await.contains("wolf"));
    // Also once it is over, and for who comes then.
    tui.does(json!({"type": "pass", "round": round})).await;
    assert_eq!(answers(&tui, &round).await, ["hungry as a wolf"]);
    kea.does(json!({"type": "end_round", "round": round})).await;
    host.get(&format!("rounds/{round}/answers")).await.is("answer_first");
    let late = host.post(&draft(&json!({"type": "answer", "round": round, "answers": ["late"]}))).await;
    assert_eq!(late["code"], "round_ended", "{late}");
    host.does(json!({"type": "pass", "round": round})).await;
    assert_eq!(answers(&host, &round).await, ["hungry as a wolf"]);
    assert!(!export(&host).await.contains("wolf"));
    host.does(json!({"type": "remove", "member": tui.member})).await;
    tui.get(&format!("rounds/{round}/answers")).await.is("not_a_member");
    host.get(&format!("rounds/{}/answers", uuid::Uuid::now_v7())).await.is("unknown_round");
}

#[tokio::test]
async fn nobody_else_learns_that_someone_passed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let round = opens(&host, json!({"type": "open_round", "kind": "opening"})).await;
    let before = row(&host, &round).await;
    kea.does(json!({"type": "pass", "round": round})).await;
    assert_eq!(row(&host, &round).await, before);
    assert_eq!(kea.mine().await["own_rounds"], json!([{"id": round, "passed": true}]));
    assert_eq!(host.mine().await["own_rounds"], json!([]));
    let entries = host.get("entries?limit=500").await.body;
    let last = entries["entries"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["head"]["type"], &last["body"]), (&json!("round_answered"), &Value::Null));
    assert_eq!(last["head"]["passed"], Value::Null);
}

#[tokio::test]
async fn of_two_devices_at_once_one_answer_counts_and_the_others_words_are_gone() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let kea = one.join("Kea").await;
    let elsewhere = kea.moved_to(&other);
    let round = opens(&kea, json!({"type": "open_round", "kind": "own", "prompts": ["What now?", "And then?"]})).await;
    assert_eq!(row(&elsewhere, &round).await["prompts"], json!(["What now?", "And then?"]));
    let short = kea.post(&draft(&json!({"type": "answer", "round": round, "answers": ["one"]}))).await;
    assert_eq!(short["code"], "bad_request", "{short}");
    let answer = |words: &str| draft(&json!({"type": "answer", "round": round, "answers": [words, ""]}));
    let (here, there) = (answer("from the phone"), answer("from the desk"));
    let (first, second) = tokio::join!(kea.post(&here), elsewhere.post(&there));
    let verdicts = [&first, &second].map(|frame| frame["type"].as_str().unwrap().to_owned());
    assert!(verdicts.contains(&"ack".to_owned()) && verdicts.contains(&"refused".to_owned()), "{first} {second}");
    let refused = if first["type"] == "refused" { (first, here) } else { (second, there) };
    assert_eq!(refused.0["code"], "answered_already");
    let held = answers(&kea, &round).await;
    assert_eq!((held.len(), answers(&elsewhere, &round).await), (1, held.clone()));
    let board = format!("{}/board", one.circle);
    let name = traceboard_log::LogName::new(&one.circle, "board").unwrap();
    let id = refused.1["id"].as_str().unwrap().parse().unwrap();
    eventually(SOON, &format!("the words of {id} in {board} are erased"), async || {
        let bodies = log.bodies(&name, &[id]).await?;
        anyhow::ensure!(bodies.iter().all(|body| body.any().is_none()), "{bodies:?}");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn an_answer_taken_back_is_erased_and_its_author_still_reads_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let round = opens(&kea, json!({"type": "open_round", "kind": "closing"})).await;
    let answer = draft(&json!({"type": "answer", "round": round, "answers": ["I take the soup"]}));
    assert_eq!(kea.post(&answer).await["type"], "ack");
    tui.does(json!({"type": "pass", "round": round})).await;
    let nothing = tui.post(&draft(&json!({"type": "take_answer_back", "round": round}))).await;
    assert_eq!(nothing["code"], "unknown_answer");
    kea.does(json!({"type": "take_answer_back", "round": round})).await;
    assert!(answers(&tui, &round).await.is_empty() && answers(&kea, &round).await.is_empty());
    assert_eq!(kea.mine().await["own_rounds"], json!([{"id": round, "passed": true}]));
    let name = traceboard_log::LogName::new(&server.circle, "board").unwrap();
    let bodies = log.bodies(&name, &[answer["id"].as_str().unwrap().parse().unwrap()]).await.unwrap();
    assert!(bodies.iter().all(|body| body.any().is_none()), "{bodies:?}");
}

#[tokio::test]
async fn a_published_answer_is_a_trace_that_can_be_built_on() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let round = opens(&tui, json!({"type": "open_round", "kind": "opening"})).await;
    let out = json!({"type": "leave", "text": "I bring a drum", "round": round});
    assert_eq!(kea.post(&draft(&out)).await["code"], "unknown_answer");
    kea.does(json!({"type": "answer", "round": round, "answers": ["I bring a drum"]})).await;
    let trace = opens(&kea, out).await;
    tui.does(json!({"type": "pass", "round": round})).await;
    let page = tui.get(&format!("rounds/{round}/answers")).await.body;
    assert_eq!(page["answers"][0]["trace"], trace);
    assert_eq!(page["members"][0]["name"], "Kea");
    assert_eq!(tui.feed().await[0]["round"], round);
    tui.does(json!({"type": "leave", "text": "and I dance", "builds_on": [trace]})).await;
}

#[tokio::test]
async fn answers_are_in_a_random_order_that_stays_the_same_for_each_reader() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let round = opens(&host, json!({"type": "open_round", "kind": "check_in"})).await;
    let mut people = vec![host];
    for n in 0..9 {
        people.push(server.join(&format!("Guest {n}")).await);
    }
    for (n, who) in people.iter().enumerate() {
        who.does(json!({"type": "answer", "round": round, "answers": [format!("answer {n}")]})).await;
    }
    let mut orders = Vec::new();
    for who in &people[..4] {
        let order = answers(who, &round).await;
        assert_eq!(order, answers(who, &round).await, "stable");
        let first = who.get(&format!("rounds/{round}/answers?limit=4")).await.body;
        assert_eq!((first["answers"].as_array().unwrap().len(), &first["more"]), (4, &json!(true)));
        let last = first["answers"][3]["id"].as_str().unwrap();
        let rest = who.get(&format!("rounds/{round}/answers?after={last}")).await.body;
        assert_eq!((rest["answers"].as_array().unwrap().len(), &rest["more"]), (6, &json!(false)));
        assert_eq!(rest["answers"][0]["answers"][0], order[4].as_str());
        orders.push(order);
    }
    orders.dedup();
    assert_eq!(orders.len(), 4, "each has another order");
    assert!(row(&people[0], &round).await["ended_at_ms"].is_number(), "all have answered");
}

#[tokio::test]
async fn a_round_ends_at_its_time_on_the_page_that_follows_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let ends_at_ms = SystemClock.now_ms() + 1_500;
    let mut socket = host.follow().await;
    let round = opens(&kea, json!({"type": "open_round", "kind": "check_in", "ends_at_ms": ends_at_ms})).await;
    kea.does(json!({"type": "leave_circle"})).await;
    let ended = loop {
        let states = socket.wait_for("states").await;
        let rounds = states["rounds"].as_array().cloned().unwrap_or_default();
        if let Some(ended_at_ms) = rounds.iter().find_map(|row| row["ended_at_ms"].as_i64()) {
            break ended_at_ms;
        }
    };
    assert!(ended >= ends_at_ms, "{ended} is before {ends_at_ms}");
    let late = host.post(&draft(&json!({"type": "answer", "round": round, "answers": ["late"]}))).await;
    assert_eq!(late["code"], "round_ended");
}

#[tokio::test]
async fn a_round_that_was_due_while_its_circle_was_closed_is_over_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let host = server.host().await;
    let kea = server.join("Kea").await;
    let ends_at_ms = SystemClock.now_ms() + 1_000;
    let round = opens(&kea, json!({"type": "open_round", "kind": "check_in", "ends_at_ms": ends_at_ms})).await;
    server.stop().await;
    eventually(SOON, "the time comes", async || {
        anyhow::ensure!(SystemClock.now_ms() > ends_at_ms);
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    let again = Server::start(&log).await;
    let host = host.moved_to(&again);
    assert!(host.snapshot().await["rounds"][0]["ended_at_ms"].as_i64().unwrap() >= ends_at_ms, "{round}");
}

#[tokio::test]
async fn a_gathering_holds_what_was_left_while_it_ran() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let now_ms = SystemClock.now_ms();
    let span = |from: i64, to: i64| json!({"from_ms": now_ms + from, "to_ms": now_ms + to});
    let gather = |name: &str, from: i64, to: i64| {
        let mut deed = span(from, to);
        deed["type"] = json!("open_gathering");
        deed["name"] = json!(name);
        deed
    };
    assert_eq!(kea.post(&draft(&gather("Mine", 0, 1_000))).await["code"], "not_a_host");
    assert_eq!(host.post(&draft(&gather("Backwards", 1_000, 0))).await["code"], "bad_request");
    assert_eq!(host.post(&draft(&gather("Far", 400 * 86_400_000, 401 * 86_400_000))).await["code"], "bad_request");
    let gathering = opens(&host, gather("Work day", -60_000, 3_600_000)).await;
    let trace = kea.leaves("dug the pond").await;
    let round = opens(&kea, json!({"type": "open_round", "kind": "opening", "gathering": gathering})).await;
    let page = kea.get(&format!("gatherings/{gathering}")).await.body;
    assert_eq!((&page["gatherings"][0]["name"], &page["rounds"][0]["id"]), (&json!("Work day"), &json!(round)));
    assert_eq!((page["its_rounds"].clone(), page["feed"].clone()), (json!([0]), json!([0])));
    assert_eq!(page["cards"][0]["id"], trace);
    host.does(json!({"type": "change_gathering", "gathering": gathering, "name": "Work days"})).await;
    host.does(json!({"type": "end_gathering", "gathering": gathering})).await;
    kea.leaves("after it").await;
    let page = kea.get("gatherings").await.body;
    assert_eq!((&page["gatherings"][0]["name"], &page["gatherings"][0]["ended"]), (&json!("Work days"), &json!(true)));
    let page = kea.get(&format!("gatherings/{gathering}?limit=9")).await.body;
    assert_eq!(page["feed"], json!([0]), "what came after it isn't part of it");
    assert!(!host.get("entries?limit=500").await.body.to_string().contains("Work day\""), "a former name is erased");
    kea.get(&format!("gatherings/{}", uuid::Uuid::now_v7())).await.is("unknown_gathering");
}
