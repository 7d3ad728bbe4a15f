//! Agreements by the API: from a proposal to one that is lived, on two servers, in each member's own words.

use serde_json::{Value, json};

use crate::{
    pods::{call_pod, day, step_in, within},
    story::export,
    support::{Person, Server, draft, log_in},
};

fn proposed(text: &str) -> Value {
    let facet = json!({"is": "agreement", "stage": "awareness"});
    json!({"type": "leave", "text": text, "why": "Some come far", "builds_on": [], "facet": facet})
}

fn wording(agreement: &str, text: &str, shares: bool) -> Value {
    json!({"type": "leave", "text": text, "builds_on": [agreement], "facet": {"is": "wording", "shares": shares}})
}

fn moved(agreement: &str, stage: &str, review_on: Option<String>, review: Option<&str>) -> Value {
    let mut to = json!({"is": "agreement", "stage": stage});
    if let Some(day) = review_on {
        to["review_on"] = json!(day);
    }
    let mut deed = json!({"type": "move_facet", "trace": agreement, "to": to});
    if let Some(review) = review {
        deed["review"] = json!(review);
    }
    deed
}

fn review(agreement: &str) -> Value {
    json!({"type": "open_round", "kind": "review", "about": agreement})
}

/// A review that one answered and its opener ended.
async fn reviewed(opens: &Person, answers: &Person, agreement: &str) -> String {
    let round = opens.posts(review(agreement)).await;
    answers.posts(json!({"type": "answer", "round": round, "answers": ["it holds"]})).await;
    opens.posts(json!({"type": "end_round", "round": round})).await;
    round
}

async fn listed(who: &Person) -> Value {
    let position = who.position().await;
    who.get(&format!("agreements?at_least={position}")).await.body
}

fn card<'a>(page: &'a Value, id: &str) -> &'a Value {
    page["cards"].as_array().unwrap().iter().find(|card| card["id"] == id).unwrap()
}

#[tokio::test]
async fn an_agreement_goes_from_a_proposal_to_one_that_is_lived() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui, moa) = (server.join("Kea").await, server.join("Tui").await, server.join("Moa").await);
    let agreement = kea.posts(proposed("We begin on time")).await;
    assert_eq!(card(&listed(&tui).await, &agreement)["why"], "Some come far");
    // In the circle's time zone, which the server knows, tomorrow is the first day, and half a year ahead the last.
    for off in [day(0), day(183)] {
        assert_eq!(kea.refused(moved(&agreement, "test", Some(off), None)).await, "bad_request");
    }
    assert_eq!(kea.refused(moved(&agreement, "mastery", None, None)).await, "not_reviewed");
    assert_eq!(tui.refused(moved(&agreement, "test", Some(day(9)), None)).await, "not_the_author");
    kea.posts(moved(&agreement, "test", Some(day(9)), None)).await;
    let round = tui.posts(review(&agreement)).await;
    assert_eq!(kea.refused(review(&agreement)).await, "review_open");
    assert_eq!(card(&listed(&moa).await, &agreement)["review"], json!(round));
    moa.posts(json!({"type": "answer", "round": round, "answers": ["it holds"]})).await;
    tui.posts(json!({"type": "end_round", "round": round})).await;
    tui.posts(moved(&agreement, "mastery", None, Some(&round))).await;
    assert_eq!(card(&listed(&moa).await, &agreement)["facet"], json!({"is": "agreement", "stage": "mastery"}));
    // Changed: another takes its place once a review lets it go.
    let mut other = proposed("We begin when all are here");
    (other["builds_on"], other["takes_up"]) = (json!([agreement]), json!([agreement]));
    let other = moa.posts(other).await;
    let round = reviewed(&moa, &kea, &agreement).await;
    moa.posts(moved(&agreement, "let_go", None, Some(&round))).await;
    let page = listed(&tui).await;
    let n = |id: &str| card(&page, id)["n"].clone();
    assert_eq!(page["agreements"], json!([n(&other)]));
    assert_eq!(card(&page, &agreement)["taken"], n(&other), "its history says what it went on as");
    // It is read back from a file as it stands.
    let told = export(&server.host().await).await;
    assert!(told.contains("Some come far") && told.contains(r#""stage":"let_go""#), "{told}");
}

#[tokio::test]
async fn each_has_one_wording_beside_it_and_nobody_counts_them() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui, host) = (server.join("Kea").await, server.join("Tui").await, server.host().await);
    let (agreement, plain) = (kea.posts(proposed("We begin on time")).await, kea.leaves("swept").await);
    assert_eq!(tui.refused(wording(&plain, "I sweep too", true)).await, "not_an_agreement");
    tui.posts(wording(&agreement, "I come early", true)).await;
    let latest = tui.posts(wording(&agreement, "I don't own a watch", false)).await;
    let own = kea.posts(wording(&agreement, "The bell is enough", true)).await;
    let page = listed(&host).await;
    let n = |id: &str| card(&page, id)["n"].as_u64().unwrap();
    let mut wordings: Vec<_> = page["wordings"].as_array().unwrap().iter().filter_map(Value::as_u64).collect();
    wordings.sort_unstable();
    let mut expected = vec![n(&latest), n(&own)];
    expected.sort_unstable();
    assert_eq!(wordings, expected, "the latest of each: {page}");
    assert_eq!(card(&page, &latest)["facet"], json!({"is": "wording", "shares": false}));
    // Taken back, the one before it stands again; of who left, none.
    tui.posts(json!({"type": "withdraw", "trace": latest})).await;
    assert!(listed(&host).await.to_string().contains("I come early"));
    tui.posts(json!({"type": "leave_circle"})).await;
    assert_eq!(listed(&host).await["wordings"], json!([n(&own)]));
    host.posts(json!({"type": "change_circle", "off": ["agreements"]})).await;
    host.get(&format!("agreements?at_least={}", host.position().await)).await.is("pattern_off");
    assert_eq!(kea.refused(proposed("We sing")).await, "pattern_off");
}

#[tokio::test]
async fn of_two_reviews_opened_and_two_conclusions_drawn_at_once_on_two_servers_one_counts() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let (kea, tui, host) = (one.join("Kea").await, one.join("Tui").await, one.host().await);
    let agreement = kea.posts(proposed("We begin on time")).await;
    kea.posts(moved(&agreement, "test", Some(day(9)), None)).await;
    let there = tui.moved_to(&other);
    there.get(&format!("agreements?at_least={}", kea.position().await)).await;
    let (here, at_theirs) = (draft(&review(&agreement)), draft(&review(&agreement)));
    let (a, b) = tokio::join!(kea.post(&here), there.post(&at_theirs));
    let (won, lost) = if a["type"] == "ack" { (&here, &b) } else { (&at_theirs, &a) };
    assert_eq!(lost["code"], "review_open", "{a} {b}");
    let round = won["id"].as_str().unwrap();
    host.posts(json!({"type": "answer", "round": round, "answers": ["it holds"]})).await;
    host.posts(json!({"type": "end_round", "round": round})).await;
    let lived = draft(&moved(&agreement, "mastery", None, Some(round)));
    let gone = draft(&moved(&agreement, "let_go", None, Some(round)));
    let host_there = host.moved_to(&other);
    host_there.get(&format!("agreements?at_least={}", host.position().await)).await;
    let (a, b) = tokio::join!(host.post(&lived), host_there.post(&gone));
    let acks = [&a, &b].into_iter().filter(|frame| frame["type"] == "ack").count();
    assert_eq!(acks, 1, "{a} {b}");
    let stage = |page: &Value| page["cards"].as_array().unwrap().first().map(|card| card["facet"]["stage"].clone());
    assert_eq!(stage(&listed(&kea).await), stage(&listed(&host_there).await), "both servers say the same");
}

#[tokio::test]
async fn a_pod_has_agreements_of_its_own_that_nobody_else_reads() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui, moa) = (server.join("Kea").await, server.join("Tui").await, server.join("Moa").await);
    let pod = call_pod(&kea, 3, 42).await;
    tui.does(step_in(&pod)).await;
    let (inside, beside, outside) = (within(&kea, &pod), within(&tui, &pod), within(&moa, &pod));
    inside.posts(proposed("We meet without phones")).await;
    assert_eq!(listed(&beside).await["agreements"].as_array().unwrap().len(), 1);
    outside.get("agreements").await.is("not_in_pod");
    assert_eq!(listed(&moa).await["agreements"], json!([]));
}
