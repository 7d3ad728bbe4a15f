//! Open ends and promises, and what a circle switches off, by the API.
#![allow(clippy::unwrap_used)]

mod support;

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};
use support::{Person, Server, draft, leave, log_in};
use traceboard_log::Clock;

const DAY_MS: i64 = 86_400_000;

async fn refused(person: &Person, deed: Value) -> (String, String) {
    let frame = person.post(&draft(&deed)).await;
    assert_eq!(frame["type"], "refused", "{deed} gave {frame}");
    (frame["code"].as_str().unwrap().to_owned(), frame["message"].as_str().unwrap().to_owned())
}

fn promise(due: Date) -> Value {
    json!({"type": "leave", "text": "bring a ladder", "facet": {"is": "promise", "due": due}})
}

fn moved(trace: &str, due: Date) -> Value {
    json!({"type": "move_facet", "trace": trace, "to": {"is": "promise", "due": due}})
}

fn keeping(trace: &str) -> Value {
    json!({"type": "leave", "text": "brought it", "builds_on": [trace], "takes_up": [trace]})
}

fn plus(date: Date, days: i64) -> Date {
    date + Span::new().days(days)
}

/// The server's day in a time zone.
fn today(server: &Server, zone: &str) -> Date {
    let now = Timestamp::from_millisecond(server.clock.now_ms()).unwrap();
    now.to_zoned(TimeZone::get(zone).unwrap()).date()
}

async fn card(person: &Person, trace: &str) -> Value {
    let page = person.get(&format!("cards?ids={trace}")).await;
    page.body["cards"].as_array().unwrap().iter().find(|card| card["id"] == *trace).unwrap().clone()
}

async fn numbers(person: &Person, rest: &str, list: &str) -> Vec<u64> {
    let page = person.get(rest).await;
    assert_eq!(page.status, 200, "{page:?}");
    page.body[list].as_array().map_or_else(Vec::new, |list| list.iter().map(|n| n.as_u64().unwrap()).collect())
}

#[tokio::test]
async fn open_ends_go_by_page_and_are_taken_up_by_who_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let mut ends = Vec::new();
    for n in 0..5 {
        ends.push(kea.posts(json!({"type": "leave", "text": format!("step {n}"), "open_end": "take the next"})).await);
    }
    let first = kea.get("open_ends?limit=2").await.body;
    let edge = format!("{},{}", first["edge"]["at_ms"], first["edge"]["n"]);
    assert_eq!(first["feed"], json!([4, 3]));
    let next = kea.get(&format!("open_ends?limit=9&before={edge}")).await.body;
    assert_eq!((&next["feed"], &next["edge"]), (&json!([2, 1, 0]), &Value::Null));
    kea.get("open_ends?before=7").await.is("bad_request");
    kea.get("open_ends?limit=201").await.is("bad_request");

    tui.posts(json!({"type": "leave", "text": "beside", "builds_on": [ends[4]], "takes_up": []})).await;
    let taker = tui.posts(keeping(&ends[3])).await;
    assert_eq!(numbers(&kea, "open_ends", "feed").await, [4, 2, 1, 0]);
    assert_eq!(card(&kea, &ends[3]).await["taken"], card(&kea, &taker).await["n"]);
    let (code, message) =
        refused(&tui, json!({"type": "leave", "text": "x", "builds_on": [ends[0]], "takes_up": [ends[1]]})).await;
    assert_eq!(code, "bad_request");
    assert!(message.contains("doesn't build on it"), "{message}");
    tui.posts(json!({"type": "withdraw", "trace": taker})).await;
    assert_eq!(numbers(&kea, "open_ends", "feed").await, [4, 3, 2, 1, 0]);
}

#[tokio::test]
async fn a_promise_is_for_a_day_of_the_circle_s_own_time_zone() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    // Fourteen hours ahead of UTC and eleven behind: whatever time it is, their days differ.
    for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago"] {
        host.posts(json!({"type": "change_circle", "time_zone": zone})).await;
        assert_eq!(kea.snapshot().await["circle"]["time_zone"], zone);
        let today = today(&server, zone);
        for days in [-1, 43] {
            let (code, message) = refused(&kea, promise(plus(today, days))).await;
            assert_eq!(code, "bad_request");
            let told = format!("is not within the days from today, {today}, to {}", plus(today, 42));
            assert!(message.ends_with(&told), "{message}");
        }
        for days in [0, 42] {
            kea.posts(promise(plus(today, days))).await;
        }
    }
    let (code, _) = refused(&host, json!({"type": "change_circle", "time_zone": "Europe/Atlantis"})).await;
    assert_eq!(code, "bad_request");
    for due in ["2026-02-30", "soon", "2026-13-01"] {
        let facet = json!({"is": "promise", "due": due});
        let body = json!({"drafts": [draft(&json!({"type": "leave", "text": "x", "facet": facet}))]}).to_string();
        kea.call(reqwest::Method::POST, "posts", Some(body)).await.is("bad_request");
    }
}

#[tokio::test]
async fn a_promise_is_its_author_s_to_keep_and_to_move() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let today = today(&server, "UTC");
    let later = kea.posts(promise(plus(today, 9))).await;
    let sooner = kea.posts(promise(plus(today, 2))).await;
    let plain = kea.leaves("swept").await;
    assert_eq!(numbers(&tui, "promises", "promises").await, [1, 0]);
    let page = tui.get("promises?limit=1").await.body;
    let edge = format!("{},{}", page["due_edge"]["due"].as_str().unwrap(), page["due_edge"]["n"]);
    assert_eq!(numbers(&tui, &format!("promises?after={edge}"), "promises").await, [0]);
    assert_eq!(numbers(&kea, "mine", "promises").await, [1, 0]);
    assert_eq!(numbers(&tui, "mine", "promises").await, [0_u64; 0]);
    let mine = kea.get("mine").await.body;
    assert_eq!(mine["marks"], json!([{"n": 1, "promised": true}, {"n": 0, "promised": true}]));

    tui.posts(keeping(&sooner)).await;
    assert_eq!(card(&tui, &sooner).await["taken"], Value::Null, "nobody else keeps it");
    assert_eq!(refused(&tui, moved(&sooner, today)).await.0, "not_the_author");
    assert_eq!(refused(&kea, moved(&plain, today)).await.0, "not_a_promise");
    assert_eq!(refused(&kea, moved(&later, plus(today, -3))).await.0, "bad_request");
    kea.posts(moved(&later, today)).await;
    assert_eq!(numbers(&tui, "promises", "promises").await, [0, 1]);
    let kept = kea.posts(keeping(&sooner)).await;
    assert_eq!(card(&tui, &sooner).await["taken"], card(&tui, &kept).await["n"]);
    assert_eq!(refused(&kea, moved(&sooner, today)).await.0, "kept");
    assert_eq!(numbers(&kea, "mine", "promises").await, [0]);
    // A repeat gets the answer of its day, also once that day is over.
    let left = draft(&promise(today));
    let ack = kea.post(&left).await;
    server.clock.add(3 * DAY_MS);
    assert_eq!(kea.post(&left).await, ack);
    kea.posts(json!({"type": "leave_circle"})).await;
    assert_eq!(numbers(&tui, "promises", "promises").await, [0_u64; 0], "nobody waits for who left");
}

#[tokio::test]
async fn a_promise_that_was_let_go_looks_like_any_withdrawn_trace() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let today = today(&server, "UTC");
    let plain = draft(&json!({"type": "leave", "text": "bring a ladder"}));
    kea.post(&plain).await;
    let plain = plain["id"].as_str().unwrap().to_owned();
    let promised = kea.posts(promise(plus(today, 3))).await;
    kea.posts(moved(&promised, plus(today, 5))).await;
    for trace in [&plain, &promised] {
        kea.posts(json!({"type": "withdraw", "trace": trace})).await;
    }
    let rows = [card(&host, &plain).await, card(&host, &promised).await];
    let entries = host.get("entries").await.body["entries"].clone();
    let entries = entries.as_array().unwrap();
    let export = support::http().get(format!("{}export", host.base)).bearer_auth(&host.token).send().await.unwrap();
    let export: Vec<Value> =
        export.text().await.unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let keys = |told: &Value| told.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let of = |all: &[Value], trace: &str| all.iter().find(|one| one["id"] == *trace).unwrap().clone();
    assert_eq!(keys(&rows[0]), keys(&rows[1]));
    assert_eq!(keys(&of(entries, &plain)["head"]), keys(&of(entries, &promised)["head"]));
    assert_eq!(keys(&of(&export, &plain)), keys(&of(&export, &promised)));
    for all in [&json!(rows), &json!(entries), &json!(export)] {
        let told = all.to_string();
        assert!(!told.contains("promise") && !told.contains("facet"), "{told}");
    }
    let about = |trace: &str| entries.iter().filter(|entry| entry.to_string().contains(trace)).count();
    assert_eq!((about(&plain), about(&promised)), (2, 2), "left and withdrawn, and nothing else");
    assert_eq!(numbers(&kea, "mine", "promises").await, [0_u64; 0]);
    let after = host.get("entries").await.body["position"].clone();
    assert_eq!(host.get(&format!("entries?after={}", after.as_str().unwrap())).await.body["entries"], json!([]));
}

#[tokio::test]
async fn a_switched_off_pattern_is_not_begun_and_has_no_list() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let today = today(&server, "UTC");
    let end = kea.posts(json!({"type": "leave", "text": "dug", "open_end": "fill it"})).await;
    assert_eq!(refused(&kea, json!({"type": "change_circle", "off": ["promises"]})).await.0, "not_a_host");
    host.posts(json!({"type": "change_circle", "off": ["promises", "open_ends"]})).await;
    assert_eq!(kea.snapshot().await["circle"]["off"], json!(["open_ends", "promises"]));
    for deed in [promise(today), json!({"type": "leave", "text": "dug", "open_end": "fill it"})] {
        let (code, message) = refused(&kea, deed).await;
        assert_eq!((code.as_str(), message.contains("switched this pattern off")), ("pattern_off", true), "{message}");
    }
    kea.get("promises").await.is("pattern_off");
    kea.get("open_ends").await.is("pattern_off");
    // What was written before it was known stays possible where it is a trace like any other.
    kea.posts(keeping(&end)).await;
    host.posts(json!({"type": "change_circle", "off": []})).await;
    kea.posts(promise(today)).await;
    assert_eq!(kea.post(&leave("plain")).await["type"], "ack");
}
