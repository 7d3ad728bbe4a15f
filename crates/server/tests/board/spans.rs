//! What somebody sets now lies in a time that makes sense; what is off is begun nowhere.

use serde_json::{Value, json};
use traceboard_log::{Clock as _, SystemClock};

use crate::{
    pods::{DAY_MS, call_pod, day, step_in, within},
    support::{Person, Server, draft, log_in},
};

async fn here() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    (folder, server)
}

async fn message(who: &Person, deed: Value) -> String {
    let answer = who.post(&draft(&deed)).await;
    assert_eq!(answer["code"], "bad_request", "{answer}");
    answer["message"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_gathering_begins_at_most_a_year_ago_and_an_ended_one_is_not_changed() {
    let (_folder, server) = here().await;
    let host = server.host().await;
    let now_ms = SystemClock.now_ms();
    let opening =
        |from: i64, to: i64| json!({"type": "open_gathering", "name": "Retreat", "from_ms": from, "to_ms": to});
    let old = message(&host, opening(0, DAY_MS)).await;
    assert!(old.contains("366 days"), "{old}");
    let last = now_ms - 300 * DAY_MS;
    let gathering = host.posts(opening(last, last + DAY_MS)).await;
    let change = |from: i64| json!({"type": "change_gathering", "gathering": gathering, "from_ms": from});
    message(&host, change(0)).await;
    host.does(json!({"type": "change_gathering", "gathering": gathering, "to_ms": last + 2 * DAY_MS})).await;

    let gathering = host.posts(opening(now_ms - DAY_MS, now_ms + DAY_MS)).await;
    host.does(json!({"type": "end_gathering", "gathering": gathering})).await;
    let again = json!({"type": "change_gathering", "gathering": gathering, "to_ms": now_ms + 2 * DAY_MS});
    let ended = message(&host, again).await;
    assert!(ended.contains("it was ended"), "{ended}");
    host.does(json!({"type": "change_gathering", "gathering": gathering, "name": "Retreat in autumn"})).await;
}

#[tokio::test]
async fn a_meeting_is_moved_only_into_the_future_and_only_before_it_is_over() {
    let (_folder, server) = here().await;
    let host = server.host().await;
    let daily = |on: &str| json!({"every": "week", "on": on, "at": "19:30", "time_zone": "UTC", "from": "1970-01-01"});
    host.does(json!({"type": "set_rhythm", "rhythm": daily("thu")})).await;
    let moved = |day: &Value, to: Option<i64>| json!({"type": "move_meeting", "moved": {"day": day, "to_ms": to}});
    let over = message(&host, moved(&json!("1970-01-01"), None)).await;
    assert!(over.contains("is over"), "{over}");
    let next = host.get("meetings").await.body["meetings"][0].clone();
    let at_ms = next["at_ms"].as_i64().unwrap();
    message(&host, moved(&next["day"], Some(0))).await;
    let far = message(&host, moved(&next["day"], Some(at_ms + 120 * DAY_MS))).await;
    assert!(far.contains("92 days"), "{far}");
    host.does(moved(&next["day"], Some(at_ms + DAY_MS))).await;
}

#[tokio::test]
async fn a_day_is_accepted_in_one_form_only() {
    let (_folder, server) = here().await;
    let host = server.host().await;
    let promise = |due: String| json!({"type": "leave", "text": "I will", "facet": {"is": "promise", "due": due}});
    let plain = day(3);
    for other in [plain.replace('-', ""), format!("{plain}T10:00"), format!("{plain} ")] {
        let posts = json!({"drafts": [draft(&promise(other.clone()))]}).to_string();
        host.call(reqwest::Method::POST, "posts", Some(posts)).await.is("bad_request");
    }
    host.does(promise(plain)).await;
}

#[tokio::test]
async fn nobody_opens_a_round_about_a_trace_that_was_withdrawn() {
    let (_folder, server) = here().await;
    let kea = server.join("Kea").await;
    let trace = kea.leaves("a thought").await;
    kea.does(json!({"type": "withdraw", "trace": trace})).await;
    let round = json!({"type": "open_round", "kind": "opening", "about": trace});
    assert_eq!(kea.refused(round).await, "withdrawn");
}

#[tokio::test]
async fn with_pods_switched_off_nobody_enters_one_and_members_can_leave() {
    let (_folder, server) = here().await;
    let (host, kea, tui, rata) =
        (server.host().await, server.join("Kea").await, server.join("Tui").await, server.join("Rata").await);
    let pod = call_pod(&kea, 3, 9).await;
    tui.does(step_in(&pod)).await;
    let invite = json!({"type": "invite_to_pod", "member": rata.member});
    host.does(json!({"type": "change_circle", "off": ["pods"]})).await;
    assert_eq!(rata.refused(step_in(&pod)).await, "pattern_off");
    assert_eq!(within(&kea, &pod).refused(invite.clone()).await, "pattern_off");
    within(&tui, &pod).does(json!({"type": "leave_pod"})).await;
    host.does(json!({"type": "change_circle", "off": []})).await;
    within(&kea, &pod).does(invite).await;
    host.does(json!({"type": "change_circle", "off": ["pods"]})).await;
    rata.does(json!({"type": "decline_pod", "pod": pod})).await;
}

#[tokio::test]
async fn entries_tell_a_pods_state_and_not_how_much_happens_in_it() {
    let (_folder, server) = here().await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let pod = call_pod(&kea, 3, 9).await;
    host.does(step_in(&pod)).await;
    let entries = host.get("entries").await.body["entries"].as_array().unwrap().clone();
    let told: Vec<&Value> =
        entries.iter().map(|entry| &entry["head"]).filter(|head| head["type"] == "pod_told").collect();
    assert!(
        !told.is_empty() && told.iter().all(|head| head["taken"].is_u64() && head.get("as_of").is_none()),
        "{told:?}"
    );
}
