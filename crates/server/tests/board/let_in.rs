//! A host's link is a host's word that somebody is who they say; a pod opens to it once somebody in the pod says so too.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    pods::{call_pod, step_in, within},
    support::{Answer, Person, Server, Store},
};

/// A link that `maker` makes for a member, used by whoever has it.
pub(crate) async fn by_hosts_link(server: &Server, maker: &Person, member: &Person) -> Person {
    let new = json!({"id": Uuid::now_v7(), "member": member.member, "holds_ms": 3_600_000, "uses_max": 1});
    let made = maker.call(Method::POST, "invites", Some(new.to_string())).await.body;
    let secret = made["link"].as_str().unwrap().split("#invite=").nth(1).unwrap().to_owned();
    server.join_by(&secret, None).await.unwrap()
}

pub(crate) async fn let_in(who: &Person, pod: &str, member: &Person) -> Answer {
    within(who, pod).call(Method::POST, "let_in", Some(json!({"member": member.member}).to_string())).await
}

/// What a session is told of its member's own pods.
async fn own(who: &Person) -> Value {
    let polled = who.get("states?own=none&wait_ms=0").await.body;
    let own = polled.as_array().unwrap().iter().find(|frame| frame["type"] == "own_pods").cloned();
    own.unwrap_or_default()
}

async fn a_hosts_link_opens_no_pod_until_somebody_in_it_says_that_it_is_them(store: Store) {
    let (one, other) = (Server::start(&store.log).await, Server::start(&store.of_another().await).await);
    let (host, kea, tui) = (one.host().await, one.join("Kea").await, one.join("Tui").await);
    let pod = call_pod(&kea, 4, 20).await;
    tui.does(step_in(&pod)).await;
    let held = by_hosts_link(&one, &host, &tui).await;
    assert_eq!(own(&held).await["held"], json!(true));
    assert_eq!(own(&held).await["pods"], Value::Null, "nor does it say which");
    within(&held, &pod).get("snapshot").await.is("not_in_pod");
    // Stepping in once more changes nothing, and a link for another device carries it on.
    held.does(step_in(&pod)).await;
    within(&held, &pod).get("snapshot").await.is("not_in_pod");
    within(&by_hosts_link(&one, &held, &held).await, &pod).get("snapshot").await.is("not_in_pod");
    // Everyone in the pod sees that somebody waits, on their own devices too.
    for who in [&kea, &tui] {
        let waiting = own(who).await["waiting"].clone();
        assert_eq!(waiting, json!([{"pod": pod, "member": tui.member}]));
    }
    assert_eq!(own(&held).await["waiting"], Value::Null);
    let_in(&held, &pod, &tui).await.is("not_in_pod");
    let_in(&host, &pod, &tui).await.is("not_in_pod");
    let_in(&kea, &pod, &host).await.is("unknown_member");

    let mut socket = held.follow().await;
    let_in(&kea.moved_to(&other), &pod, &tui).await;
    let told = loop {
        let told = socket.wait_for("own_pods").await;
        if told["pods"] == json!([pod]) {
            break told;
        }
    };
    assert_eq!(told["held"], Value::Null);
    assert!(within(&held, &pod).get("snapshot").await.status.is_success());
    assert_eq!(own(&kea).await["waiting"], Value::Null);
}

async fn what_somebody_steps_into_by_a_hosts_link_it_opens(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let held = by_hosts_link(&server, &host, &tui).await;
    let (called, pod) = (call_pod(&held, 3, 20).await, call_pod(&kea, 3, 20).await);
    held.does(step_in(&pod)).await;
    for pod in [&called, &pod] {
        assert!(within(&held, pod).get("snapshot").await.status.is_success());
    }
    // What they step into by another device it doesn't: the link may be in other hands.
    let later = call_pod(&tui, 3, 20).await;
    within(&held, &later).get("snapshot").await.is("not_in_pod");
    assert_eq!(own(&tui).await["waiting"], json!([{"pod": later, "member": tui.member}]));
    held.call(Method::DELETE, "session", None).await;
    assert_eq!(own(&tui).await["waiting"], Value::Null, "nobody waits any more");
}

crate::on_both_logs!(
    a_hosts_link_opens_no_pod_until_somebody_in_it_says_that_it_is_them,
    what_somebody_steps_into_by_a_hosts_link_it_opens,
);
