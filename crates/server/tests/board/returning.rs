//! Coming back: what went quiet, who is new, and who rests.

use serde_json::{Value, json};
use traceboard_log::{Clock as _, SystemClock};

use crate::support::{Person, Server, log_in};

async fn listed(who: &Person, path: &str) -> Vec<Value> {
    let answer = who.get(path).await;
    assert_eq!(answer.status, reqwest::StatusCode::OK, "{path}: {answer:?}");
    answer.body["warm"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn quiet_trails_are_listed_coldest_first_page_by_page() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    for n in 0..5 {
        kea.leaves(&format!("trail {n}")).await;
    }
    let taken_back = kea.leaves("said too early").await;
    kea.does(json!({"type": "withdraw", "trace": taken_back})).await;
    let warm = listed(&tui, "trails").await;
    assert_eq!(warm.len(), 5, "a lone seed that was taken back is no trail");
    let (mut quiet, mut after) = (Vec::new(), String::new());
    loop {
        let page = tui.get(&format!("trails?order=coldest&limit=2{after}")).await.body;
        quiet.extend(page["warm"].as_array().unwrap().clone());
        let Some(edge) = page.get("warm_edge") else { break };
        after = format!("&after={},{}", edge["warmth_ms"], edge["n"]);
    }
    assert!(quiet.iter().eq(warm.iter().rev()), "{quiet:?} and {warm:?}");
    assert_eq!(tui.get("trails?order=sideways").await.status, reqwest::StatusCode::BAD_REQUEST);
    let members = tui.get("snapshot").await.body["trails"].as_array().unwrap().len();
    assert_eq!(members, 5);
}

#[tokio::test]
async fn new_members_are_listed_without_a_count() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    let since_ms = SystemClock.now_ms();
    assert!(kea.get(&format!("mine?joined_since_ms={}", since_ms + 1)).await.body.get("joined").is_none());
    let tui = server.join("Tui").await;
    let page = kea.get(&format!("mine?joined_since_ms={since_ms}")).await.body;
    let row = page["members"].as_array().unwrap().iter().find(|row| row["name"] == "Tui").unwrap().clone();
    assert_eq!(page["joined"], json!([row["n"]]));
    assert_eq!(row["id"], json!(tui.member));
    assert!(kea.get("mine").await.body.get("joined").is_none(), "nobody asked");
    assert_eq!(kea.get("mine?joined_since_ms=yesterday").await.status, reqwest::StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_resting_member_is_shown_as_resting_until_their_next_deed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let row = async || {
        let members = tui.get("members").await.body["members"].as_array().unwrap().clone();
        members.into_iter().find(|row| row["id"] == json!(kea.member)).unwrap()
    };
    assert!(row().await.get("resting").is_none());
    for _ in 0..2 {
        kea.does(json!({"type": "rest"})).await;
        assert_eq!(row().await["resting"], json!(true));
    }
    kea.leaves("back again").await;
    assert!(row().await.get("resting").is_none());
}
