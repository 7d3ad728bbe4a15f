//! Pods: called, stepped into, told of, closed; what the circle sees of them, and what it doesn't.

use std::time::Duration;

use serde_json::{Value, json};
use traceboard_log::LogName;
use traceboard_server::Config;
use traceboard_testkit::eventually;

use crate::support::{Person, SOON, Server, Store, draft, log_in};

pub(crate) const DAY_MS: i64 = 86_400_000;

/// A day so many days ahead, as a draft has it.
pub(crate) fn day(days: i64) -> String {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    now.checked_add(jiff::Span::new().days(days)).unwrap().to_string()
}

/// Calls a pod; its id.
pub(crate) async fn call_pod(who: &Person, places: u8, days: i64) -> String {
    let deed = json!({"type": "call_pod", "intention": "Learn to dry fruit", "places": places, "ends_on": day(days)});
    let called = draft(&deed);
    let frame = who.post(&called).await;
    assert_eq!(frame["type"], "ack", "{frame}");
    called["id"].as_str().unwrap().to_owned()
}

pub(crate) fn step_in(pod: &str) -> Value {
    json!({"type": "step_in", "pod": pod})
}

/// The same person, in a pod.
pub(crate) fn within(who: &Person, pod: &str) -> Person {
    Person { base: format!("{}pods/{pod}/", who.base), ..who.clone() }
}

/// The pod's row in the circle.
pub(crate) async fn row(who: &Person, pod: &str) -> Value {
    who.get(&format!("pods?ids={pod}")).await.body["pods"][0].clone()
}

async fn a_pod_is_called_stepped_into_and_lives_in_a_space_of_its_own(store: Store) {
    let server = Server::start(&store.log).await;
    let (kea, tui, host) = (server.join("Kea").await, server.join("Tui").await, server.host().await);
    let position = host.position().await;
    let mut socket = tui.follow_after(&position).await;
    let pod = call_pod(&kea, 5, 42).await;
    let told = socket.wait_for("states").await;
    let told = if told["pods"].is_array() { told } else { socket.wait_for("states").await };
    assert_eq!((&told["pods"][0]["id"], &told["pods"][0]["taken"]), (&json!(pod), &json!(1)), "{told}");
    assert_eq!(told["pods"][0]["intention"], "Learn to dry fruit");
    // It steps in, and is told of its own pods by the same connection.
    tui.does(step_in(&pod)).await;
    assert_eq!(socket.wait_for("own_pods").await["pods"], json!([pod]));
    assert_eq!(tui.mine().await["own_pods"], json!([pod]));
    assert_eq!(host.mine().await["own_pods"], Value::Null);
    assert_eq!(row(&host, &pod).await["taken"], 2);
    // Both live in it, over the same connection as the circle.
    let (kea_in, tui_in) = (within(&kea, &pod), within(&tui, &pod));
    let inside = tui_in.snapshot().await;
    assert_eq!(inside["circle"]["name"], "Learn to dry fruit");
    assert_eq!(inside["circle"]["pod"]["state"], "open");
    socket.send(&json!({"type": "follow", "space": pod, "after": inside["position"]})).await;
    let trace = kea_in.leaves("cut the apples").await;
    loop {
        let states = socket.wait_for("states").await;
        if states["space"] == json!(pod) && states["cards"].is_array() {
            assert_eq!(states["cards"][0]["text"], "cut the apples");
            assert_eq!(states["members"][0]["name"], "Kea", "a pod names its members as the circle does");
            break;
        }
    }
    let post = json!({"type": "post", "space": pod, "draft": draft(&json!({"type": "warm", "trace": trace}))});
    socket.send(&post).await;
    assert_eq!(socket.wait_for("ack").await["id"], post["draft"]["id"]);
    let members = tui_in.members().await;
    let names: Vec<_> = members.iter().map(|member| member["name"].as_str().unwrap()).collect();
    assert_eq!((names.len(), names.contains(&"Kea"), names.contains(&"Tui")), (2, true, true));
    // Its members export it.
    let exported = tui_in.get("export").await.body;
    let exported = exported.as_str().unwrap();
    assert!(exported.contains("cut the apples") && exported.contains("Kea"), "{exported}");
    // The circle holds nothing of all that.
    for answer in ["snapshot", "entries", "cards", "members", "export", "states?after=0-0-0"] {
        let told = host.get(answer).await.body.to_string();
        assert!(!told.contains("cut the apples") && !told.contains(&trace), "{answer}: {told}");
    }
}

async fn places_are_taken_up_to_the_last_and_deeds_of_another_space_are_refused(store: Store) {
    let server = Server::start(&store.log).await;
    let (kea, tui, moa) = (server.join("Kea").await, server.join("Tui").await, server.join("Moa").await);
    let pod = call_pod(&kea, 2, 42).await;
    tui.does(step_in(&pod)).await;
    assert_eq!(moa.refused(step_in(&pod)).await, "pod_full");
    let (kea_in, tui_in) = (within(&kea, &pod), within(&tui, &pod));
    assert_eq!(kea.refused(json!({"type": "leave_pod"})).await, "not_here");
    assert_eq!(tui_in.refused(json!({"type": "leave_circle"})).await, "not_here");
    assert_eq!(tui_in.refused(step_in(&pod)).await, "not_here");
    assert_eq!(tui_in.refused(json!({"type": "close_pod"})).await, "not_a_host");
    assert_eq!(moa.refused(step_in("01890000-0000-7000-8000-000000000d0d")).await, "unknown_space");
    tui_in.does(json!({"type": "leave_pod"})).await;
    assert_eq!((&row(&moa, &pod).await["taken"], &tui.mine().await["own_pods"]), (&json!(1), &Value::Null));
    tui_in.get("snapshot").await.is("not_in_pod");
    moa.does(step_in(&pod)).await;
    for days in [0, 182] {
        call_pod(&tui, 8, days).await;
    }
    let deed =
        |places: u8, days: i64| json!({"type": "call_pod", "intention": "x", "places": places, "ends_on": day(days)});
    assert_eq!(tui.refused(deed(9, 42)).await, "bad_request");
    assert_eq!(tui.refused(deed(5, -1)).await, "bad_request");
    assert_eq!(tui.refused(deed(5, 183)).await, "bad_request");
    call_pod(&tui, 5, 42).await;
    assert_eq!(tui.refused(deed(5, 42)).await, "too_many_pods");
    kea_in.does(json!({"type": "close_pod"})).await;
    assert_eq!(within(&moa, &pod).refused(json!({"type": "leave", "text": "late"})).await, "pod_closed");
    assert_eq!(row(&tui, &pod).await["state"], "closed");
    assert!(within(&moa, &pod).get("export").await.body.to_string().contains("circle"), "it is kept and exported");
}

async fn who_is_invited_is_told_alone_and_steps_in_or_declines(store: Store) {
    let server = Server::start(&store.log).await;
    let (kea, tui, moa) = (server.join("Kea").await, server.join("Tui").await, server.join("Moa").await);
    let pod = call_pod(&kea, 5, 42).await;
    let kea_in = within(&kea, &pod);
    let mut socket = tui.follow().await;
    for who in [&tui, &moa] {
        kea_in.does(json!({"type": "invite_to_pod", "member": who.member})).await;
    }
    assert_eq!(socket.wait_for("own_pods").await["invitations"], json!([pod]));
    assert_eq!(tui.mine().await["pod_invitations"], json!([pod]));
    assert_eq!(tui.mine().await["pods"][0]["id"], json!(pod), "the card comes with it");
    within(&tui, &pod).get("snapshot").await.is("not_in_pod");
    // A poll that waits is told as well.
    let known = moa.get("states?own=none&wait_ms=0&after=").await;
    drop(known);
    let position = moa.position().await;
    let polled = moa.get(&format!("states?after={position}&own=none&wait_ms=25000")).await.body;
    assert_eq!(polled[0]["type"], "own_pods", "{polled}");
    let known = polled[0]["known"].as_str().unwrap().to_owned();
    let (waiting, rest) = (moa.clone(), format!("states?after={position}&own={known}&wait_ms=25000"));
    let parked = tokio::spawn(async move { waiting.get(&rest).await.body });
    server.metric("traceboard_followers", 2).await;
    moa.does(json!({"type": "decline_pod", "pod": pod})).await;
    let polled = tokio::time::timeout(SOON, parked).await.unwrap().unwrap();
    assert_eq!((&polled[0]["type"], &polled[0]["known"]), (&json!("own_pods"), &json!("none")), "{polled}");
    tui.does(step_in(&pod)).await;
    let told = socket.wait_for("own_pods").await;
    assert_eq!((&told["pods"], &told["invitations"]), (&json!([pod]), &Value::Null), "{told}");
    let invited = kea_in.refused(json!({"type": "invite_to_pod", "member": "01890000-0000-7000-8000-000000000d0d"}));
    assert_eq!(invited.await, "unknown_member");
}

async fn a_pod_goes_on_without_its_caller_whom_the_circle_removed_through_another_server(store: Store) {
    let (one, other) = (Server::start(&store.log).await, Server::start(&store.of_another().await).await);
    let (host, kea, tui) = (one.host().await, one.join("Kea").await, one.join("Tui").await);
    let pod = call_pod(&kea, 2, 42).await;
    let there = tui.moved_to(&other);
    there.does(step_in(&pod)).await;
    within(&kea, &pod).leaves("while I was here").await;
    assert_eq!(within(&there, &pod).feed().await[0]["text"], "while I was here");
    host.moved_to(&other).does(json!({"type": "remove", "member": kea.member})).await;
    within(&kea, &pod).get("snapshot").await.is("not_a_member");
    // Its place is free, and whoever is left hosts it.
    eventually(SOON, "the place is free", async || {
        let row = row(&tui, &pod).await;
        anyhow::ensure!(row["taken"] == 1, "{row}");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    let tui_in = within(&tui, &pod);
    tui_in.does(json!({"type": "invite_to_pod", "member": host.member})).await;
    assert_eq!(host.mine().await["pod_invitations"], json!([pod]));
    tui_in.does(json!({"type": "leave_pod"})).await;
    assert_eq!(row(&tui, &pod).await["state"], "closed");
}

async fn names_in_a_pod_are_those_of_the_circle_and_a_former_one_is_gone_with_it(store: Store) {
    let server = Server::start(&store.log).await;
    let kea = server.join("Kea the first").await;
    let pod = call_pod(&kea, 5, 42).await;
    let kea_in = within(&kea, &pod);
    kea_in.leaves("here").await;
    assert!(kea_in.snapshot().await.to_string().contains("Kea the first"));
    kea.does(json!({"type": "rename", "name": "Kea the second", "colour": 3})).await;
    let now = kea_in.snapshot().await.to_string();
    assert!(now.contains("Kea the second") && !now.contains("Kea the first"), "{now}");
    let polled = kea_in.get("states?after=1-0-0").await.body.to_string();
    assert!(!polled.contains("Kea the first"), "{polled}");
}

#[tokio::test]
async fn a_silent_pod_rests_and_one_left_open_is_closed_before_the_first_answer() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let kea = server.join("Kea").await;
    let (silent, over) = (call_pod(&kea, 5, 180).await, call_pod(&kea, 5, 2).await);
    server.stop().await;
    // Time passes: the log's clock is moved as well.
    let server = Server::start_later(folder.path(), log, 43 * DAY_MS).await;
    let kea = kea.moved_to(&server);
    assert_eq!(within(&kea, &silent).snapshot().await["circle"]["pod"]["state"], "resting");
    assert_eq!(row(&kea, &silent).await["state"], "resting");
    within(&kea, &silent).leaves("and again").await;
    assert_eq!(row(&kea, &silent).await["state"], "open");
    // That one is closed by the house keeping, without anyone asking for it.
    eventually(SOON, "the pod is closed", async || {
        let row = row(&kea, &over).await;
        anyhow::ensure!(row["state"] == "closed", "{row}");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_pattern_that_is_off_in_the_circle_is_off_in_its_pods() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let pod = call_pod(&kea, 5, 42).await;
    host.does(json!({"type": "change_circle", "off": ["promises", "pods", "resting"]})).await;
    for who in [&kea, &within(&kea, &pod)] {
        assert_eq!(who.refused(json!({"type": "rest"})).await, "pattern_off");
    }
    let promise = json!({"type": "leave", "text": "I will", "facet": {"is": "promise", "due": day(3)}});
    assert_eq!(within(&kea, &pod).refused(promise).await, "pattern_off");
    let deed = json!({"type": "call_pod", "intention": "x", "places": 5, "ends_on": day(3)});
    assert_eq!(kea.refused(deed).await, "pattern_off");
    within(&kea, &pod).leaves("what exists goes on").await;
}

#[tokio::test]
async fn a_switched_off_pattern_has_no_list_in_pods_either() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let pod = call_pod(&kea, 5, 42).await;
    let lists = [
        ("open_ends", "open_ends"),
        ("promises", "promises"),
        ("retros", "learned"),
        ("rounds", "learned"),
        ("rounds", "joint/pod"),
        ("rounds", "rounds"),
        ("gatherings", "gatherings"),
        ("rhythm", "meetings"),
    ];
    for (pattern, list) in lists {
        for who in [&kea, &within(&kea, &pod)] {
            host.does(json!({"type": "change_circle", "off": []})).await;
            assert_eq!(who.get(list).await.status, 200, "{list}");
            host.does(json!({"type": "change_circle", "off": [pattern]})).await;
            who.get(list).await.is("pattern_off");
        }
    }
    // In a pod there are no pods.
    host.does(json!({"type": "change_circle", "off": ["pods"]})).await;
    kea.get("pods").await.is("pattern_off");
}

#[tokio::test]
async fn idle_pods_are_closed_and_open_again_with_the_same_board() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let config = Config { space_idle: Duration::from_millis(200), ..Config::default() };
    let server = Server::start_with(&log, config).await;
    let kea = server.join("Kea").await;
    let pod = call_pod(&kea, 5, 42).await;
    let kea_in = within(&kea, &pod);
    kea_in.leaves("before the night").await;
    let before = kea_in.snapshot().await;
    let socket = {
        let mut socket = kea.socket().await;
        socket.hello(&json!([{"space": pod, "after": before["position"]}])).await;
        socket.wait_for("states").await;
        socket
    };
    server.metric("traceboard_pods", 1).await;
    drop(socket);
    server.metric("traceboard_pods", 0).await;
    server.metric("traceboard_circles", 0).await;
    let name = LogName::new(&server.circle, &format!("pod-{pod}")).unwrap();
    assert!(log.checkpoint(&name).await.unwrap().is_some(), "what it opens from is kept");
    assert_eq!(kea_in.snapshot().await, before);
}

crate::on_both_logs!(
    a_pod_is_called_stepped_into_and_lives_in_a_space_of_its_own,
    places_are_taken_up_to_the_last_and_deeds_of_another_space_are_refused,
    who_is_invited_is_told_alone_and_steps_in_or_declines,
    a_pod_goes_on_without_its_caller_whom_the_circle_removed_through_another_server,
    names_in_a_pod_are_those_of_the_circle_and_a_former_one_is_gone_with_it,
);
