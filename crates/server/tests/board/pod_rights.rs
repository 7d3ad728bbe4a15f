//! Nobody reads a pod but its members: each route and frame is tried by everyone else. The routes come from the API's own document, so
//! that a new one without a rule here fails.

use reqwest::Method;
use serde_json::{Value, json};
use traceboard_log::LogName;

use crate::{
    let_in::by_hosts_link,
    pods::{call_pod, step_in, within},
    support::{Person, SOON, Server, Store, draft, leave},
};

/// A route below a pod's address: its method, its path with what stands for its parameters, and a body.
struct Rule {
    path: &'static str,
    method: &'static str,
    ask: fn(&str) -> (String, Option<String>),
}

fn plain(path: &str) -> (String, Option<String>) {
    (path.to_owned(), None)
}

/// What is tried of each route. `{seed}` and the like stand for a trace of the pod.
const RULES: &[Rule] = &[
    Rule { path: "snapshot", method: "get", ask: |_| plain("snapshot") },
    Rule { path: "cards", method: "get", ask: |trace| plain(&format!("cards?ids={trace}")) },
    Rule { path: "trails", method: "get", ask: |_| plain("trails") },
    Rule { path: "trails/{seed}", method: "get", ask: |trace| plain(&format!("trails/{trace}")) },
    Rule { path: "members", method: "get", ask: |_| plain("members") },
    Rule { path: "mine", method: "get", ask: |_| plain("mine?cards=0") },
    Rule { path: "words", method: "get", ask: |trace| plain(&format!("words?ids={trace}")) },
    Rule { path: "open_ends", method: "get", ask: |_| plain("open_ends") },
    Rule { path: "promises", method: "get", ask: |_| plain("promises") },
    Rule { path: "learned", method: "get", ask: |_| plain("learned") },
    Rule { path: "agreements", method: "get", ask: |_| plain("agreements") },
    Rule { path: "joint/{joint}", method: "get", ask: |_| plain("joint/pod") },
    Rule { path: "meetings", method: "get", ask: |_| plain("meetings") },
    Rule { path: "calendar", method: "get", ask: |_| plain("calendar") },
    Rule {
        path: "calendar",
        method: "post",
        ask: |_| ("calendar".to_owned(), Some(json!({"id": uuid::Uuid::now_v7()}).to_string())),
    },
    Rule { path: "calendar/{link}", method: "delete", ask: |trace| plain(&format!("calendar/{trace}")) },
    Rule { path: "rounds", method: "get", ask: |_| plain("rounds") },
    Rule { path: "rounds/{round}/answers", method: "get", ask: |trace| plain(&format!("rounds/{trace}/answers")) },
    Rule { path: "gatherings", method: "get", ask: |_| plain("gatherings") },
    Rule { path: "gatherings/{gathering}", method: "get", ask: |trace| plain(&format!("gatherings/{trace}")) },
    Rule { path: "stories", method: "get", ask: |_| plain("stories") },
    Rule { path: "stories/{story}", method: "get", ask: |trace| plain(&format!("stories/{trace}")) },
    Rule { path: "stories/{story}/export", method: "get", ask: |trace| plain(&format!("stories/{trace}/export")) },
    Rule { path: "states", method: "get", ask: |_| plain("states") },
    Rule { path: "entries", method: "get", ask: |_| plain("entries") },
    Rule { path: "export", method: "get", ask: |_| plain("export") },
    Rule { path: "photos/{photo}", method: "get", ask: |trace| plain(&format!("photos/{trace}?trace={trace}")) },
    Rule {
        path: "photos/{photo}",
        method: "put",
        ask: |_| (format!("photos/{}", uuid::Uuid::now_v7()), Some("no picture".to_owned())),
    },
    Rule {
        path: "search",
        method: "post",
        ask: |_| ("search".to_owned(), Some(json!({"words": "outside"}).to_string())),
    },
    Rule {
        path: "let_in",
        method: "post",
        ask: |trace| ("let_in".to_owned(), Some(json!({"member": trace}).to_string())),
    },
    Rule {
        path: "posts",
        method: "post",
        ask: |_| ("posts".to_owned(), Some(json!({"drafts": [leave("from outside")]}).to_string())),
    },
];

impl Rule {
    fn method(&self) -> Method {
        self.method.to_uppercase().parse().unwrap()
    }
}

const BELOW: &str = "/api/c/{circle}/pods/{pod}/";

/// The routes below a pod's address, as the document has them.
fn documented() -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(&traceboard_server::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let below = paths.iter().filter_map(|(path, item)| Some((path.strip_prefix(BELOW)?, item)));
    let methods = |item: &Value| item.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    below.flat_map(|(path, item)| methods(item).into_iter().map(move |method| (path.to_owned(), method))).collect()
}

#[test]
fn each_route_of_a_pod_has_a_rule_and_each_operation_a_name() {
    let documented = documented();
    for (path, method) in &documented {
        let rules = RULES.iter().filter(|rule| rule.path == path && rule.method == method);
        assert_eq!(rules.count(), 1, "{method} {path} has no rule: who may not read it, and what they are answered");
    }
    assert_eq!(documented.len(), RULES.len(), "a rule for a route that is not there");
    let document: Value = serde_json::from_str(&traceboard_server::openapi()).unwrap();
    let mut ids: Vec<_> = Vec::new();
    for item in document["paths"].as_object().unwrap().values() {
        ids.extend(item.as_object().unwrap().values().map(|operation| operation["operationId"].to_string()));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "two operations of one name");
}

/// Tries every route as somebody, who must get in nowhere and be told nothing.
async fn shut_out(who: &Person, pod: &str, trace: &str, code: &str) {
    for rule in RULES {
        let (path, body) = (rule.ask)(trace);
        let answer = within(who, pod).call(rule.method(), &path, body).await;
        answer.is(code);
        let told = answer.body.to_string();
        assert!(!told.contains("secret"), "{path} tells {told}");
    }
}

/// Tries every frame that could tell of a pod.
async fn shut_out_of_frames(who: &Person, pod: &str, trace: &str, code: &str) {
    let mut socket = who.socket().await;
    let circle = who.position().await;
    socket
        .hello(&json!([{"space": who.circle(), "after": circle}, {"space": pod, "after": "1-1-0000000000000001"}]))
        .await;
    let closed = socket.wait_for("closed").await;
    assert_eq!((&closed["space"], &closed["code"]), (&json!(pod), &json!(code)), "{closed}");
    socket.send(&json!({"type": "follow", "space": pod})).await;
    assert_eq!(socket.wait_for("closed").await["code"], code);
    for deed in [json!({"type": "leave", "text": "from outside"}), json!({"type": "warm", "trace": trace})] {
        let draft = draft(&deed);
        socket.send(&json!({"type": "post", "space": pod, "draft": draft})).await;
        let refused = socket.wait_for("refused").await;
        assert_eq!((&refused["id"], &refused["code"]), (&draft["id"], &json!(code)), "{refused}");
    }
    let polled = who.get(&format!("states?spaces={pod}@1-1-0000000000000001,{pod}")).await.body;
    let polled = polled.as_array().unwrap();
    assert!(polled.iter().all(|frame| frame["type"] == "closed" && frame["code"] == code), "{polled:?}");
    // The circle goes on over the same connection.
    socket.send(&json!({"type": "beat"})).await;
    socket.wait_for("beat").await;
}

async fn nobody_outside_a_pod_reads_it_by_any_route_or_frame(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let (left, gone, outside) = (server.join("Left").await, server.join("Gone").await, server.join("Out").await);
    let pod = call_pod(&kea, 8, 42).await;
    for who in [&tui, &left, &gone] {
        who.does(step_in(&pod)).await;
    }
    let trace = within(&kea, &pod).leaves("a secret of the pod").await;
    // Who is in gets in everywhere, so that the rules ask for something.
    for rule in RULES {
        let (path, body) = (rule.ask)(&trace);
        let answer = within(&tui, &pod).call(rule.method(), &path, body).await;
        // No round, gathering or link goes by the trace's id, and what is sent is no photo: whoever is told so may ask.
        let let_in = answer.status == reqwest::StatusCode::OK
            || answer.status == reqwest::StatusCode::NOT_FOUND
            || answer.body["code"] == "not_a_photo";
        assert!(let_in && answer.body["code"] != "unknown_space", "{path}: {answer:?}");
    }
    within(&left, &pod).does(json!({"type": "leave_pod"})).await;
    host.does(json!({"type": "remove", "member": gone.member})).await;
    kea.call(Method::DELETE, "session", None).await;
    let held = by_hosts_link(&server, &host, &tui).await;
    for who in [&outside, &host, &left, &held] {
        shut_out(who, &pod, &trace, "not_in_pod").await;
        shut_out_of_frames(who, &pod, &trace, "not_in_pod").await;
    }
    shut_out(&gone, &pod, &trace, "not_a_member").await;
    shut_out(&kea, &pod, &trace, "not_signed_in").await;
    let stranger = Person { token: "x".repeat(43), ..outside.clone() };
    shut_out(&stranger, &pod, &trace, "not_signed_in").await;
    let nowhere = "01890000-0000-7000-8000-000000000d0d";
    shut_out(&outside, nowhere, &trace, "unknown_space").await;
    // Nor by what the circle tells, its host or the machine.
    let told = [
        host.get("snapshot").await.body.to_string(),
        host.get("entries").await.body.to_string(),
        host.get("export").await.body.to_string(),
        host.get("mine").await.body.to_string(),
        host.get("pods").await.body.to_string(),
        host.get(&format!("cards?ids={trace}")).await.body.to_string(),
        crate::support::http().get(format!("{}/metrics", server.address)).send().await.unwrap().text().await.unwrap(),
    ];
    for told in told {
        assert!(!told.contains("secret") && !told.contains(&trace), "{told}");
    }
    // A pod's members stand in no entry of the circle but those who called or joined it there.
    let entries = outside.get("entries?limit=500").await.body;
    let entries = entries["entries"].as_array().unwrap();
    let about = entries.iter().filter(|entry| entry.to_string().contains(&pod));
    assert!(about.clone().count() >= 2);
    for entry in about {
        let entry = entry.to_string();
        let others = [&tui, &left, &gone].into_iter().filter(|who| entry.contains(&who.member)).count();
        assert_eq!(others, 0, "{entry}");
    }
}

/// Parks a poll on the circle and a pod.
fn park(who: &Person, circle: &str, pod: &str, at: &str) -> tokio::task::JoinHandle<Value> {
    let (who, rest) = (who.clone(), format!("states?after={circle}&spaces={pod}@{at}&wait_ms=25000"));
    tokio::spawn(async move { who.get(&rest).await.body })
}

async fn whoever_leaves_the_pod_loses_it_on_every_device_before_the_next_row(store: Store) {
    let (one, other) = (Server::start(&store.log).await, Server::start(&store.of_another().await).await);
    let (kea, tui) = (one.join("Kea").await, one.join("Tui").await);
    let pod = call_pod(&kea, 5, 42).await;
    tui.does(step_in(&pod)).await;
    let there = tui.moved_to(&other);
    let mut devices = Vec::new();
    for who in [&tui, &there] {
        let inside = within(who, &pod).snapshot().await["position"].as_str().unwrap().to_owned();
        let circle = who.position().await;
        let mut socket = who.socket().await;
        socket.hello(&json!([{"space": who.circle(), "after": circle}, {"space": pod, "after": inside}])).await;
        socket.wait_for("states").await;
        socket.wait_for("states").await;
        let poll = park(who, &circle, &pod, &inside);
        devices.push((socket, poll));
    }
    one.metric("traceboard_followers", 4).await;
    other.metric("traceboard_followers", 4).await;
    // Both in one group: no row that comes after the leaving goes to anyone who left.
    let name = LogName::new(&one.circle, &format!("pod-{pod}")).unwrap();
    let leaves = super::rights::entry(&tui.member, &json!({"type": "member_left"}), None);
    let trace = json!({"type": "trace_left", "builds_on": []});
    let next = super::rights::entry(&kea.member, &trace, Some("without Tui"));
    store.log.append(&name, vec![leaves, next]).await.unwrap();
    for (mut socket, poll) in devices {
        let polled = tokio::time::timeout(SOON, poll).await.unwrap().unwrap();
        let frames = polled.as_array().unwrap();
        assert!(frames.iter().any(|frame| frame["type"] == "closed" && frame["code"] == "not_in_pod"), "{polled}");
        assert!(!polled.to_string().contains("without Tui"), "{polled}");
        let mut told = String::new();
        loop {
            let frame = socket.next().await.unwrap();
            told += &frame.to_string();
            if frame["type"] == "closed" {
                assert_eq!((&frame["space"], &frame["code"]), (&json!(pod), &json!("not_in_pod")));
                break;
            }
        }
        assert!(!told.contains("without Tui"), "{told}");
        // The circle goes on.
        kea.leaves("in the circle").await;
        while socket.wait_for("states").await["cards"][0]["text"] != "in the circle" {}
    }
}

async fn whoever_is_removed_from_the_circle_loses_its_pods_at_once(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let pod = call_pod(&kea, 5, 42).await;
    tui.does(step_in(&pod)).await;
    let inside = within(&tui, &pod).snapshot().await["position"].as_str().unwrap().to_owned();
    // It looks at the pod alone.
    let mut socket = tui.socket().await;
    socket.hello(&json!([{"space": pod, "after": inside}])).await;
    socket.wait_for("states").await;
    let (who, rest) = (within(&tui, &pod), format!("states?after={inside}&wait_ms=25000"));
    let poll = tokio::spawn(async move { who.get(&rest).await });
    server.metric("traceboard_followers", 2).await;
    host.does(json!({"type": "remove", "member": tui.member})).await;
    within(&kea, &pod).leaves("without Tui").await;
    let (told, code) = socket.frames_until_closed().await;
    assert_eq!(code, 4021);
    assert!(!told.contains("without Tui"), "{told}");
    let polled = tokio::time::timeout(SOON, poll).await.unwrap().unwrap();
    polled.is("not_a_member");
}

crate::on_both_logs!(
    nobody_outside_a_pod_reads_it_by_any_route_or_frame,
    whoever_leaves_the_pod_loses_it_on_every_device_before_the_next_row,
    whoever_is_removed_from_the_circle_loses_its_pods_at_once,
);
