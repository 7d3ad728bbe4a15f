//! Gatherings, rounds and pods in files.

use serde_json::{Value, json};
use traceboard_log::{Clock, SystemClock};

use crate::{
    export, import,
    support::{self, Person, Server, draft, log_in},
};

/// The id of what somebody does, which is acked.
async fn act(who: &Person, deed: Value) -> String {
    let draft = draft(&deed);
    let frame = who.post(&draft).await;
    assert_eq!(frame["type"], "ack", "{deed} gave {frame}");
    draft["id"].as_str().unwrap().to_owned()
}

/// A circle with gatherings and rounds in each state, whose host and Kea answered.
async fn a_circle_together(server: &Server) -> Person {
    let (host, kea) = (server.host().await, server.join("Kea").await);
    server.join("Tui").await;
    let now_ms = SystemClock.now_ms();
    let gathering = |name: &str, from_ms: i64, to_ms: i64| json!({"type": "open_gathering", "name": name, "from_ms": from_ms, "to_ms": to_ms});
    let running = act(&host, gathering("The retreat", now_ms - 5_000, now_ms + 86_400_000)).await;
    let ended = act(&host, gathering("The evening", now_ms - 9_000, now_ms + 3_600_000)).await;
    act(&host, json!({"type": "end_gathering", "gathering": ended})).await;
    let off = act(&host, gathering("The *second* one", now_ms + 86_400_000, now_ms + 90_000_000)).await;
    act(&host, json!({"type": "end_gathering", "gathering": off})).await;
    let seed = kea.leaves("Dug the pond").await;
    let check_in = json!({"type": "open_round", "kind": "check_in", "gathering": running});
    let check_in = act(&host, check_in).await;
    act(&host, json!({"type": "open_round", "kind": "retro", "ends_at_ms": now_ms + 3_600_000})).await;
    let views = json!({"type": "open_round", "kind": "perspectives", "about": seed});
    let views = act(&kea, views).await;
    act(&kea, json!({"type": "open_round", "kind": "own", "prompts": ["What do we *keep*?", "And what not?"]})).await;
    for (who, round) in [(&kea, &check_in), (&kea, &views), (&host, &views)] {
        act(who, json!({"type": "answer", "round": round, "answers": ["kept among those who answered"]})).await;
    }
    act(&kea, json!({"type": "leave", "text": "From where I stand it leaks", "round": views})).await;
    act(&kea, json!({"type": "end_round", "round": views})).await;
    let every =
        json!({"every": "week", "on": "tue", "at": "19:00", "time_zone": "Europe/Vienna", "from": "2026-06-02"});
    act(&host, json!({"type": "set_rhythm", "rhythm": every})).await;
    host
}

pub(crate) async fn markdown(host: &Person) -> String {
    let request = support::http().get(format!("{}export?format=md", host.base)).bearer_auth(&host.token);
    request.send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn a_markdown_export_shows_each_traces_facet_and_parents() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let now = jiff::Timestamp::from_millisecond(server.clock.now_ms()).unwrap();
    let due = now.to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    let promise =
        kea.posts(json!({"type": "leave", "text": "ring the bell", "facet": {"is": "promise", "due": due}})).await;
    kea.posts(json!({"type": "leave", "text": "rang it", "builds_on": [promise], "takes_up": [promise]})).await;
    let end = host.posts(json!({"type": "leave", "text": "found a rope", "open_end": "hang it"})).await;
    kea.posts(json!({"type": "leave", "text": "hung it", "builds_on": [end], "takes_up": [end]})).await;
    kea.posts(json!({"type": "leave", "text": "sat on it", "builds_on": [end], "takes_up": []})).await;
    let agreement =
        json!({"type": "leave", "text": "We eat together", "facet": {"is": "agreement", "stage": "awareness"}});
    kea.posts(agreement).await;
    let text = markdown(&host).await;
    for line in [
        format!(": ring the bell *(promised by {due})*\n"),
        ": rang it\n  - does what was promised by Kea: ring the bell\n".to_owned(),
        ": hung it\n  - takes up what was left open by Host: found a rope\n".to_owned(),
        ": sat on it\n  - builds on Host: found a rope\n".to_owned(),
        ": We eat together *(an agreement, noticed)*\n".to_owned(),
    ] {
        assert!(text.contains(&line), "{line} in {text}");
    }
}

#[tokio::test]
async fn a_markdown_export_names_what_was_taken_back_where_something_grew_from_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let end = host.posts(json!({"type": "leave", "text": "found a rope", "open_end": "hang it"})).await;
    let hung = kea.posts(json!({"type": "leave", "text": "hung it", "builds_on": [end], "takes_up": [end]})).await;
    let sat = host.posts(json!({"type": "leave", "text": "sat on it", "builds_on": [hung]})).await;
    kea.does(json!({"type": "withdraw", "trace": hung})).await;
    let text = markdown(&host).await;
    assert!(text.contains("- **Kea**, ") && text.contains(" UTC: *taken back by its author*\n- **Host**, "), "{text}");
    assert!(!text.contains("takes up"), "the end that it took up is open again: {text}");
    host.does(json!({"type": "withdraw", "trace": sat})).await;
    let text = markdown(&host).await;
    assert!(!text.contains("taken back") && !text.contains("Kea"), "nothing stands on either: {text}");
    assert!(text.contains(": found a rope\n"), "{text}");
}

#[tokio::test]
async fn gatherings_and_rounds_are_exported_and_imported_without_answers() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = a_circle_together(&server).await;
    let first = export(&host).await;
    let text = markdown(&host).await;
    for file in [&first, &text] {
        assert!(!file.contains("kept among"), "answers are for those who gave theirs: {file}");
        assert!(file.contains("From where I stand it leaks"), "what was let out is a trace: {file}");
    }
    assert!(text.contains("\n## Gatherings\n\n- **The retreat**, ") && text.contains("*called off*"), "{text}");
    assert!(text.contains("- **What do we \\*keep\\*? · And what not?**, "), "{text}");
    assert_eq!(text.matches("\n## Rounds\n").count(), 1, "{text}");
    assert_eq!((first.matches("\"type\":\"gathering\"").count(), first.matches("\"type\":\"round\"").count()), (3, 4));

    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let lines = import(&host, &first).await;
    assert!(lines.iter().all(|line| line["outcome"] == "imported"), "{lines:?}");
    assert_eq!(export(&host).await, first);
    // The other circle has a host of its own, so the one who was brought in is told apart where people read.
    assert_eq!(markdown(&host).await, text.replace("opened by Host", "opened by Host (2)"));
    assert!(import(&host, &first).await.iter().all(|line| line["outcome"] == "already"));
    assert_eq!(export(&host).await, first);
    // Nobody is asked here, and who passes reads that nothing is told.
    let rounds = host.get("rounds").await.body;
    let rounds = rounds["rounds"].as_array().unwrap();
    assert!(rounds.len() == 4 && rounds.iter().all(|round| round["ended_at_ms"].is_i64()), "{rounds:?}");
    let retro = rounds.iter().find(|round| round["kind"] == "retro").unwrap()["id"].clone();
    let late = draft(&json!({"type": "answer", "round": retro, "answers": ["a", "b", "c"]}));
    assert_eq!(host.post(&late).await["code"], "round_ended");
    let card = host.feed().await.into_iter().find(|card| card["round"].is_string()).unwrap();
    assert_eq!(card["text"], "From where I stand it leaks");
    let gatherings = host.get("gatherings").await.body["gatherings"].clone();
    let ended = |gathering: &Value| gathering["ended"] == true;
    assert_eq!(gatherings.as_array().unwrap().iter().filter(|gathering| ended(gathering)).count(), 2, "{gatherings}");
}

#[tokio::test]
async fn a_refused_line_of_a_gathering_or_round_is_named_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let id = |n: u8| format!("01890000-0000-7000-8000-0000000000{n:02x}");
    let gathering = |n: u8, more: Value| {
        let mut line = json!({"type": "gathering", "id": id(n), "by": host.member, "name": "The retreat", "from": 1_000, "to": 2_000});
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        line.to_string()
    };
    let round = |n: u8, more: Value| {
        let mut line = json!({"type": "round", "id": id(n), "by": host.member, "at": 1_000, "asks": "check_in"});
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        line.to_string()
    };
    let cases = [
        (gathering(1, json!({})), "imported"),
        (gathering(1, json!({"name": "Another"})), "id_taken"),
        (gathering(2, json!({"to": 1_000})), "bad_request"),
        (gathering(3, json!({"name": " "})), "bad_text"),
        (gathering(4, json!({"by": id(77)})), "unknown_member"),
        (gathering(5, json!({"mood": "fine"})), "imported"),
        (round(11, json!({"gathering": id(1)})), "imported"),
        (round(12, json!({"gathering": id(2)})), "unknown_gathering"),
        (round(13, json!({"asks": "perspectives"})), "bad_request"),
        (round(14, json!({"asks": "perspectives", "about": "nothing"})), "unknown_trace"),
        (round(15, json!({"asks": "own"})), "bad_request"),
        (round(16, json!({"asks": "own", "prompts": [""]})), "bad_text"),
        (round(17, json!({"at": 9_000_000_000_000_000_i64})), "bad_request"),
        (round(18, json!({"answers": ["a"]})), "imported"),
        (round(19, json!({"asks": "dance"})), "bad_request"),
    ];
    let file: Vec<_> = cases.iter().map(|(line, _)| line.clone()).collect();
    let lines = import(&host, &file.join("\n")).await;
    let told: Vec<_> = lines.iter().map(|line| line["code"].as_str().unwrap_or("imported")).collect();
    assert_eq!(told, cases.map(|(_, outcome)| outcome), "{lines:?}");
}

#[tokio::test]
async fn importing_a_pods_file_adds_traces_and_no_pod_members() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui, weka) = (server.join("Kea").await, server.join("Tui").await, server.join("Weka").await);
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let call = json!({"type": "call_pod", "intention": "Learn to dry fruit", "places": 5, "ends_on": today});
    let pod = act(&kea, call).await;
    for member in [&tui, &weka] {
        act(member, json!({"type": "step_in", "pod": pod})).await;
    }
    let within = |who: &Person| Person { base: format!("{}pods/{pod}/", who.base), ..who.clone() };
    let (kea_in, tui_in, weka_in) = (within(&kea), within(&tui), within(&weka));
    let cut = tui_in.leaves("cut the apples").await;
    let hidden = tui_in.leaves("hidden by its host").await;
    act(&tui_in, json!({"type": "leave", "text": "and the pears", "builds_on": [cut, hidden]})).await;
    act(&kea_in, json!({"type": "hide", "trace": hidden, "why": "a neighbour asked for it"})).await;
    let round = act(&tui_in, json!({"type": "open_round", "kind": "opening"})).await;
    act(&tui_in, json!({"type": "answer", "round": round, "answers": ["only among us"]})).await;
    // Its author and the pod's host have the words, and why they are hidden; nobody else has.
    for reader in [&tui_in, &kea_in] {
        let file = export(reader).await;
        assert!(file.contains("hidden by its host") && file.contains("a neighbour asked for it"), "{file}");
        let text = reader.get("export?format=md").await.body;
        assert!(text.as_str().unwrap().contains("hidden by its host *(hidden: a neighbour asked for it)*"), "{text}");
    }
    let file = export(&weka_in).await;
    assert!(
        !file.contains("a neighbour") && !file.contains("hidden by its host") && !file.contains("only among us"),
        "{file}"
    );

    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    host.leaves("A circle of its own").await;
    let before = host.get("pods?all=true").await.body["listed"].clone();
    let called = format!("{{\"type\":\"pod\",\"id\":\"{pod}\"}}");
    let lines = import(&host, &format!("{file}{called}\n")).await;
    let (last, lines) = lines.split_last().unwrap();
    assert_eq!((&last["outcome"], &last["code"]), (&json!("refused"), &json!("bad_request")), "{last}");
    assert!(last["message"].as_str().unwrap().contains("nobody here is in it"), "{last}");
    assert!(lines.iter().all(|line| line["outcome"] != "refused"), "{lines:?}");
    let cards = host.feed().await;
    let texts: Vec<_> = cards.iter().filter_map(|card| card["text"].as_str()).collect();
    assert_eq!(texts, ["A circle of its own", "and the pears", "cut the apples"], "{cards:?}");
    assert_eq!(host.get("pods?all=true").await.body["listed"], before, "no pod comes by a file");
    assert_eq!(host.mine().await["own_pods"], Value::Null);
    let members = host.members().await;
    assert!(members.iter().filter(|member| member["imported"] == true).count() == 2, "{members:?}");
    assert!(import(&host, &file).await.iter().all(|line| line["outcome"] == "already"));
}
