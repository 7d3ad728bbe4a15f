//! The weave, and pods that a host offers: what is told to whom, and how an offer is completed.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    pods::{DAY_MS, call_pod, day, row, step_in, within},
    support::{Person, Server, draft, log_in},
};

async fn build(who: &Person, on: &str) -> String {
    let left = draft(&json!({"type": "leave", "text": "built", "builds_on": [on]}));
    assert_eq!(who.post(&left).await["type"], "ack");
    left["id"].as_str().unwrap().to_owned()
}

async fn refused(who: &Person, draft: &Value) -> String {
    let frame = who.post(draft).await;
    assert_eq!(frame["type"], "refused", "{draft} gave {frame}");
    frame["code"].as_str().unwrap().to_owned()
}

fn offer(to: &[&Person], places: u8) -> Value {
    let to: Vec<_> = to.iter().map(|who| who.member.clone()).collect();
    draft(&json!({"type": "call_pod", "intention": "Meet anew", "places": places, "ends_on": day(42), "offer_to": to}))
}

fn id(draft: &Value) -> String {
    draft["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_weave_has_ties_in_three_classes_and_no_counts() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea, tui, moa) =
        (server.host().await, server.join("Kea").await, server.join("Tui").await, server.join("Moa").await);
    let seed = kea.leaves("swept").await;
    let on = build(&tui, &seed).await;
    let on = build(&kea, &on).await;
    build(&tui, &on).await;
    build(&moa, &seed).await;
    let number = |page: &Value, who: &Person| {
        let members = page["members"].as_array().unwrap();
        members.iter().find(|one| one["id"] == json!(who.member)).unwrap()["n"].as_u64().unwrap()
    };
    let page = moa.get(&format!("weave?at_least={}", moa.position().await)).await.body;
    let of = |who: &Person| number(&page, who);
    assert_eq!(page["people"].as_array().unwrap().len(), 4, "{page}");
    let ties: BTreeSet<String> = page["ties"].as_array().unwrap().iter().map(Value::to_string).collect();
    let tie = |one: &Person, other: &Person, thick: &str| {
        let (one, other) = (of(one).min(of(other)), of(one).max(of(other)));
        json!([one, other, thick]).to_string()
    };
    assert_eq!(ties, BTreeSet::from([tie(&kea, &tui, "thick"), tie(&kea, &moa, "thin")]), "{page}");
    // The same for everyone; rings are one's own.
    assert_eq!(host.get("weave").await.body["ties"], page["ties"]);
    assert_eq!(page["rings"], Value::Null);
    let pod = call_pod(&kea, 5, 42).await;
    moa.does(step_in(&pod)).await;
    let position = moa.position().await;
    let rings = moa.get(&format!("weave?at_least={position}")).await.body["rings"].clone();
    assert_eq!(rings, json!([{"of": {"pod": pod}, "people": [of(&kea), of(&moa)]}]));
    assert_eq!(tui.get("weave").await.body["rings"], Value::Null, "nobody else is told who is in it");
    server.join("Weka").await.does(json!({"type": "leave_circle"})).await;
    let position = host.position().await;
    let people = host.get(&format!("weave?at_least={position}")).await.body["people"].clone();
    assert_eq!(people.as_array().unwrap().len(), 4, "who left isn't in it");
    host.does(json!({"type": "change_circle", "off": ["weave"]})).await;
    kea.get("weave").await.is("pattern_off");
    host.get("reconnect").await.is("pattern_off");
}

#[tokio::test]
async fn hosts_alone_ask_for_groups_and_those_who_never_built_with_each_other_meet() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea, tui, moa) =
        (server.host().await, server.join("Kea").await, server.join("Tui").await, server.join("Moa").await);
    let (one, two) = (kea.leaves("one").await, moa.leaves("two").await);
    build(&tui, &one).await;
    build(&host, &two).await;
    kea.get("reconnect").await.is("not_a_host");
    host.get("reconnect?size=9").await.is("bad_request");
    host.get("reconnect?size=1").await.is("bad_request");
    let page = host.get(&format!("reconnect?size=2&at_least={}", host.position().await)).await.body;
    let number = |who: &Person| {
        let members = page["members"].as_array().unwrap();
        members.iter().find(|one| one["id"] == json!(who.member)).unwrap()["n"].clone()
    };
    let groups = page["groups"].as_array().unwrap();
    let together = |one: &Person, other: &Person| {
        groups.iter().any(|group| {
            let group = group.as_array().unwrap();
            group.contains(&number(one)) && group.contains(&number(other))
        })
    };
    assert_eq!(groups.len(), 2, "{page}");
    assert!(!together(&kea, &tui) && !together(&moa, &host), "{page}");
    let five = host.get("reconnect").await.body;
    assert_eq!(five["groups"].as_array().unwrap().len(), 1, "{five}");
}

#[tokio::test]
async fn with_pods_switched_off_the_weave_shows_none_and_groups_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let seed = kea.leaves("swept").await;
    build(&host, &seed).await;
    call_pod(&kea, 5, 42).await;
    let page = kea.get(&format!("weave?at_least={}", kea.position().await)).await.body;
    assert_eq!((page["rings"].as_array().map(Vec::len), page["ties"].as_array().map(Vec::len)), (Some(1), Some(1)));
    host.does(json!({"type": "change_circle", "off": ["pods"]})).await;
    let page = kea.get(&format!("weave?at_least={}", kea.position().await)).await.body;
    assert_eq!((&page["rings"], page["ties"].as_array().map(Vec::len)), (&Value::Null, Some(1)), "{page}");
    host.get("reconnect").await.is("pattern_off");
}

#[tokio::test]
async fn only_the_named_members_see_an_offered_pod_and_declining_leaves_no_sign() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea, tui, moa) =
        (server.host().await, server.join("Kea").await, server.join("Tui").await, server.join("Moa").await);
    assert_eq!(refused(&kea, &offer(&[&tui], 5)).await, "not_a_host");
    assert_eq!(refused(&host, &offer(&[&tui, &tui], 5)).await, "bad_request");
    assert_eq!(refused(&host, &offer(&[&tui, &kea, &moa], 2)).await, "bad_request");
    let stranger = Person { member: "01890000-0000-7000-8000-000000000d0d".to_owned(), ..kea.clone() };
    assert_eq!(refused(&host, &offer(&[&stranger], 5)).await, "unknown_member");
    let mut socket = tui.follow().await;
    let offered = offer(&[&kea, &tui], 5);
    assert_eq!(host.post(&offered).await["type"], "ack");
    let pod = id(&offered);
    assert_eq!(socket.wait_for("own_pods").await["invitations"], json!([pod]));
    assert_eq!(kea.mine().await["pod_invitations"], json!([pod]));
    assert_eq!((&host.mine().await["own_pods"], &moa.mine().await["pod_invitations"]), (&Value::Null, &Value::Null));
    let told = row(&kea, &pod).await;
    assert_eq!((&told["taken"], &told["offered"]), (&json!(0), &json!(true)));
    // To whom stands in no list, row or entry of the circle.
    let kea_in_entries = |entries: &str| {
        let lines = entries.split("\"pod_called\"").nth(1).unwrap_or_default().to_owned();
        lines.contains(&kea.member)
    };
    let entries = moa.get("entries?limit=500").await.body.to_string();
    assert!(entries.contains("pod_called") && !kea_in_entries(&entries), "{entries}");
    assert_eq!(moa.get("pods").await.body["listed"], json!([]));
    within(&host, &pod).get("snapshot").await.is("not_in_pod");
    assert_eq!(refused(&moa, &draft(&step_in(&pod))).await, "not_invited");
    // Sent again it has the same answer, and nobody is asked twice.
    assert_eq!(host.post(&offered).await["type"], "ack");
    kea.does(json!({"type": "decline_pod", "pod": pod})).await;
    assert_eq!(host.post(&offered).await["type"], "ack");
    assert_eq!(kea.mine().await["pod_invitations"], Value::Null);
    tui.does(step_in(&pod)).await;
    let inside = within(&tui, &pod);
    let members = inside.members().await;
    assert_eq!((members.len(), &members[0]["role"]), (1, &json!("host")), "who steps in first hosts it");
    inside.leaves("I am here").await;
    inside.does(json!({"type": "invite_to_pod", "member": moa.member})).await;
    moa.does(step_in(&pod)).await;
    assert_eq!(row(&host, &pod).await["taken"], 2);
}

#[tokio::test]
async fn an_offer_made_through_one_server_is_accepted_through_another() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let (host, kea, tui) = (one.host().await, one.join("Kea").await, one.join("Tui").await);
    let (there, kea) = (tui.moved_to(&other), kea.moved_to(&other));
    let mut socket = there.follow().await;
    let offered = offer(&[&kea, &tui], 2);
    // Sent through both at once, as by a browser whose answer was lost.
    let twice = host.moved_to(&other);
    let (first, second) = tokio::join!(host.post(&offered), twice.post(&offered));
    assert_eq!((&first["type"], &second["type"]), (&json!("ack"), &json!("ack")), "{first} {second}");
    let pod = id(&offered);
    assert_eq!(socket.wait_for("own_pods").await["invitations"], json!([pod]));
    // Both step in at once: one of them hosts it.
    let (kea_came, tui_came) = (draft(&step_in(&pod)), draft(&step_in(&pod)));
    let here = tui.moved_to(&one);
    let (kea_came, tui_came) = tokio::join!(kea.post(&kea_came), here.post(&tui_came));
    assert_eq!((&kea_came["type"], &tui_came["type"]), (&json!("ack"), &json!("ack")), "{kea_came} {tui_came}");
    let members = within(&there, &pod).members().await;
    let hosts = members.iter().filter(|member| member["role"] == "host").count();
    assert_eq!((members.len(), hosts), (2, 1), "{members:?}");
    assert_eq!(row(&host, &pod).await["taken"], 2);
}

#[tokio::test]
async fn an_offer_without_takers_is_closed_at_its_end_or_once_all_declined() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let (declined, left) = (offer(&[&kea], 5), offer(&[&kea], 5));
    for offered in [&declined, &left] {
        assert_eq!(host.post(offered).await["type"], "ack");
    }
    kea.does(json!({"type": "decline_pod", "pod": id(&declined)})).await;
    assert_eq!(row(&host, &id(&declined)).await["state"], "closed");
    assert_eq!(row(&host, &id(&left)).await["state"], "open");
    server.stop().await;
    let server = Server::start_later(folder.path(), log, 45 * DAY_MS).await;
    let kea = kea.moved_to(&server);
    traceboard_testkit::eventually(crate::support::SOON, "the offer is closed", async || {
        let row = row(&kea, &id(&left)).await;
        anyhow::ensure!(row["state"] == "closed", "{row}");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    assert_eq!(kea.mine().await["pod_invitations"], Value::Null);
}
