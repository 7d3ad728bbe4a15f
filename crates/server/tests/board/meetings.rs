//! When a space meets next, and the calendar that subscribes to it.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    pods::{call_pod, step_in, within},
    support::{Answer, Person, Server, draft, http, log_in},
};

const WEEK_MS: i64 = 7 * 86_400_000;

fn rhythm() -> Value {
    json!({"every": "week", "on": "thu", "at": "19:30", "time_zone": "Europe/Berlin", "from": "2026-01-01"})
}

async fn meetings(person: &Person) -> Vec<Value> {
    person.get("meetings").await.body["meetings"].as_array().unwrap().clone()
}

async fn read(link: &str) -> (StatusCode, String, Value) {
    let answer = http().get(link).send().await.unwrap();
    let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
    let Answer { status, body } = Answer::of(answer).await;
    (status, kind, body)
}

async fn link(person: &Person) -> Value {
    person.call(Method::POST, "calendar", Some(json!({"id": Uuid::now_v7()}).to_string())).await.body
}

#[tokio::test]
async fn the_next_meetings_follow_the_rhythm_and_the_one_that_was_moved() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    assert_eq!(meetings(&kea).await, Vec::<Value>::new());
    let mut socket = kea.follow().await;
    host.does(json!({"type": "set_rhythm", "rhythm": rhythm()})).await;
    assert_eq!(socket.wait_for("states").await["circle"]["rhythm"], rhythm());
    let all = meetings(&kea).await;
    assert_eq!(all.len(), 26, "half a year of weeks");
    let (first, second) = (all[0]["at_ms"].as_i64().unwrap(), all[1]["at_ms"].as_i64().unwrap());
    // An hour more or less where clocks are set between the two.
    assert!((second - first - WEEK_MS).abs() <= 3_600_000, "{all:?}");
    let to_ms = first + 86_400_000;
    host.does(json!({"type": "move_meeting", "moved": {"day": all[0]["day"], "to_ms": to_ms}})).await;
    let moved = meetings(&kea).await;
    assert_eq!(moved[0], json!({"day": all[0]["day"], "at_ms": to_ms, "moved": true}));
    host.does(json!({"type": "move_meeting", "moved": {"day": all[0]["day"]}})).await;
    assert_eq!(meetings(&kea).await[0], all[1], "it falls out");
}

#[tokio::test]
async fn an_invalid_rhythm_and_an_unknown_meeting_are_refused_with_their_reason() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let refused = async |who: &Person, deed: Value| who.post(&draft(&deed)).await["code"].clone();
    let mars = json!({"every": "week", "on": "thu", "at": "19:30", "time_zone": "Mars/Olympus", "from": "2026-01-01"});
    assert_eq!(refused(&host, json!({"type": "set_rhythm", "rhythm": mars})).await, "bad_request");
    assert_eq!(refused(&kea, json!({"type": "set_rhythm", "rhythm": rhythm()})).await, "not_a_host");
    let thursday = json!({"type": "move_meeting", "moved": {"day": "2026-12-03"}});
    assert_eq!(refused(&host, thursday).await, "unknown_meeting", "there is no rhythm yet");
    host.does(json!({"type": "set_rhythm", "rhythm": rhythm()})).await;
    let friday = json!({"type": "move_meeting", "moved": {"day": "2026-12-04"}});
    assert_eq!(refused(&host, friday).await, "unknown_meeting");
    let never = json!({"type": "move_meeting", "moved": {"day": "2026-02-30"}});
    let answer = host.call(Method::POST, "posts", Some(json!({"drafts": [draft(&never)]}).to_string())).await;
    answer.is("bad_request");
}

#[tokio::test]
async fn a_calendar_reads_the_meetings_by_its_link_until_that_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (server, other) = (Server::start(&log).await, Server::start(&log).await);
    let (host, kea) = (server.host().await, server.join("Kea").await);
    host.does(json!({"type": "set_rhythm", "rhythm": rhythm()})).await;
    let made = link(&kea).await;
    let address = made["link"].as_str().unwrap();
    let (status, kind, text) = read(address).await;
    assert_eq!((status, kind.as_str()), (StatusCode::OK, "text/calendar; charset=utf-8"));
    let text = text.as_str().unwrap();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 26, "{text}");
    assert!(!text.contains("Kea"), "it names nobody");
    // A program that subscribed is told that there are none while the circle has no rhythm, and no new one begins.
    host.does(json!({"type": "change_circle", "off": ["rhythm"]})).await;
    let (status, _, text) = read(address).await;
    assert!(status == StatusCode::OK && !text.as_str().unwrap().contains("VEVENT"), "{text}");
    kea.call(Method::POST, "calendar", Some(json!({"id": Uuid::now_v7()}).to_string())).await.is("pattern_off");
    host.does(json!({"type": "change_circle", "off": []})).await;
    // The other server knows the same links.
    let there = address.replace(&server.address, &other.address);
    assert_eq!(read(&there).await.0, StatusCode::OK);
    assert_eq!(kea.get("calendar").await.body, json!([{"id": made["id"]}]));
    assert_eq!(host.get("calendar").await.body, json!([]), "a link is its member's own affair");
    let path = format!("calendar/{}", made["id"].as_str().unwrap());
    host.call(Method::DELETE, &path, None).await.is("unknown_link");
    assert_eq!(kea.call(Method::DELETE, &path, None).await.status, StatusCode::NO_CONTENT);
    for gone in [address, &there, &address.replace(".ics", "x.ics")] {
        let (status, _, body) = read(gone).await;
        Answer { status, body }.is("unknown_link");
    }
}

#[tokio::test]
async fn a_removed_members_calendar_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let made = link(&kea).await;
    host.does(json!({"type": "remove", "member": kea.member})).await;
    let (status, _, body) = read(made["link"].as_str().unwrap()).await;
    Answer { status, body }.is("unknown_link");
}

#[tokio::test]
async fn a_pod_has_a_calendar_for_those_who_are_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (server, other) = (Server::start(&log).await, Server::start(&log).await);
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let pod = call_pod(&kea, 5, 42).await;
    tui.does(step_in(&pod)).await;
    let (kea_in, tui_in) = (within(&kea, &pod), within(&tui, &pod));
    kea_in.does(json!({"type": "set_rhythm", "rhythm": rhythm()})).await;
    let (keas, tuis) = (link(&kea_in).await, link(&tui_in).await);
    let (keas_address, tuis_address) = (keas["link"].as_str().unwrap(), tuis["link"].as_str().unwrap());
    let (status, _, text) = read(keas_address).await;
    let text = text.as_str().unwrap();
    assert_eq!((status, text.contains("Learn to dry fruit"), text.contains("Kea")), (StatusCode::OK, true, false));
    // A server on which nobody has opened the pod yet knows the link as well.
    assert_eq!(read(&tuis_address.replace(&server.address, &other.address)).await.0, StatusCode::OK);
    // It stands with the pod's links, and not with the circle's.
    assert_eq!(tui_in.get("calendar").await.body, json!([{"id": tuis["id"]}]));
    assert_eq!(tui.get("calendar").await.body, json!([]));
    tui_in.does(json!({"type": "leave_pod"})).await;
    let (status, _, body) = read(tuis_address).await;
    Answer { status, body }.is("unknown_link");
    assert_eq!(read(keas_address).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_members_links_are_bounded() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    for _ in 0..traceboard_board::door::LINKS_MAX {
        assert!(link(&kea).await["link"].is_string());
    }
    kea.call(Method::POST, "calendar", Some(json!({"id": Uuid::now_v7()}).to_string())).await.is("too_many_links");
    kea.call(Method::POST, "calendar", Some(json!({"id": Uuid::nil()}).to_string())).await.is("bad_request");
}
