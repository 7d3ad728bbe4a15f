//! A board on which everything happened once, and everything that can be asked of it.

use serde_json::{Value, json};
use traceboard_log::{Clock as _, SystemClock};
use uuid::Uuid;

use crate::support::{Person, Server, draft};

/// The people of the story, and its traces.
pub(crate) struct Story {
    pub(crate) host: Person,
    pub(crate) kea: Person,
    pub(crate) tui: Person,
    pub(crate) seed: String,
    pub(crate) hidden: String,
    pub(crate) withdrawn: String,
    pub(crate) round: String,
    pub(crate) gathering: String,
    pub(crate) retro: String,
    pub(crate) told: String,
}

/// Leaves, builds, warms, rewords, renames, hides, restores, withdraws, removes and changes the circle.
pub(crate) async fn tell(server: &Server) -> Story {
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let gone = server.join("Weka").await;
    let seed = kea.leaves("swept the long room").await;
    let open = json!({"type": "leave", "text": "dug a pond", "open_end": "bring a frog", "builds_on": [seed]});
    let open = draft(&open);
    assert_eq!(tui.post(&open).await["type"], "ack");
    kea.does(json!({"type": "leave", "text": "brought two", "builds_on": [open["id"]]})).await;
    let reworded = gone.leaves("sewed a curtian").await;
    gone.does(json!({"type": "reword", "trace": reworded, "text": "sewed a curtain"})).await;
    let (hidden, withdrawn) = (tui.leaves("hidden words").await, kea.leaves("withdrawn words").await);
    for (who, trace) in [(&tui, &seed), (&host, &seed), (&host, &reworded), (&tui, &withdrawn)] {
        who.does(json!({"type": "warm", "trace": trace})).await;
    }
    kea.does(json!({"type": "withdraw", "trace": withdrawn})).await;
    host.does(json!({"type": "hide", "trace": hidden})).await;
    for deed in ["hide", "restore"] {
        host.does(json!({"type": deed, "trace": reworded})).await;
    }
    promises(&kea, &tui).await;
    host.does(json!({"type": "give_role", "member": tui.member, "role": "host"})).await;
    host.does(json!({"type": "give_role", "member": tui.member, "role": "member"})).await;
    host.does(json!({"type": "remove", "member": gone.member})).await;
    let (gathering, round) = in_parts(&host, &kea, &tui).await;
    let retro = retro(&host, &kea, &tui, &gathering).await;
    let told = told(&host, &kea, &tui).await;
    tui.does(json!({"type": "rest"})).await;
    Story { host, kea, tui, seed, hidden, withdrawn, round, gathering, retro, told }
}

/// Promises that are open, moved, kept and let go.
async fn promises(kea: &Person, tui: &Person) {
    let day = |days: i64| {
        let at_ms = SystemClock.now_ms() + days * 86_400_000;
        jiff::Timestamp::from_millisecond(at_ms).unwrap().to_zoned(jiff::tz::TimeZone::UTC).date()
    };
    let facet = |days| json!({"is": "promise", "due": day(days)});
    let mut traces = Vec::new();
    for days in [3, 5, 9] {
        let promise = draft(&json!({"type": "leave", "text": "bring a ladder", "facet": facet(days)}));
        assert_eq!(kea.post(&promise).await["type"], "ack");
        traces.push(promise["id"].clone());
    }
    tui.does(json!({"type": "leave", "text": "mend the rope", "facet": facet(2)})).await;
    kea.does(json!({"type": "move_facet", "trace": traces[0], "to": facet(4)})).await;
    kea.does(json!({"type": "leave", "text": "brought it", "builds_on": [traces[1]], "takes_up": [traces[1]]})).await;
    kea.does(json!({"type": "withdraw", "trace": traces[2]})).await;
}

/// A story with the words of three, one of whom takes theirs back. Its id.
async fn told(host: &Person, kea: &Person, tui: &Person) -> String {
    let cites = [host.leaves("kept the fire").await, kea.leaves("sang").await, tui.leaves("taken back").await];
    let parts = json!([{"words": "It was dark."}, {"cite": 2}, {"cite": 0}, {"cite": 1}]);
    let facet = json!({"is": "story"});
    let story = draft(&json!({"type": "leave", "text": "The night", "facet": facet, "cites": cites, "told": parts}));
    assert_eq!(kea.post(&story).await["type"], "ack");
    tui.does(json!({"type": "withdraw", "trace": cites[2]})).await;
    story["id"].as_str().unwrap().to_owned()
}

/// A gathering with a round that all answered, passed in, or took their answer back. Its ids.
async fn in_parts(host: &Person, kea: &Person, tui: &Person) -> (String, String) {
    let now_ms = SystemClock.now_ms();
    let (from_ms, to_ms) = (now_ms - 3_600_000, now_ms + 3_600_000);
    let gathering = draft(&json!({"type": "open_gathering", "name": "Work day", "from_ms": from_ms, "to_ms": to_ms}));
    assert_eq!(host.post(&gathering).await["type"], "ack");
    let gathering = gathering["id"].as_str().unwrap().to_owned();
    let called =
        json!({"type": "call_pod", "intention": "Dry the apples", "places": 5, "ends_on": crate::pods::day(9)});
    kea.does(called).await;
    let round = draft(&json!({"type": "open_round", "kind": "closing", "gathering": gathering}));
    assert_eq!(kea.post(&round).await["type"], "ack");
    let round = round["id"].as_str().unwrap().to_owned();
    host.does(json!({"type": "pass", "round": round})).await;
    kea.does(json!({"type": "answer", "round": round, "answers": ["kea's answer"]})).await;
    kea.does(json!({"type": "leave", "text": "kea's answer, let out", "round": round})).await;
    tui.does(json!({"type": "answer", "round": round, "answers": ["tui's answer"]})).await;
    tui.does(json!({"type": "take_answer_back", "round": round})).await;
    (gathering, round)
}

/// A retro whose cards were put together, of which a try was taken on, and something was learned. Its id.
async fn retro(host: &Person, kea: &Person, tui: &Person, gathering: &str) -> String {
    let round = draft(&json!({"type": "open_round", "kind": "retro", "gathering": gathering}));
    assert_eq!(host.post(&round).await["type"], "ack");
    let round = round["id"].as_str().unwrap().to_owned();
    let answer = |words: [&str; 3]| draft(&json!({"type": "answer", "round": round, "answers": words}));
    let (kea_says, tui_says) = (answer(["soup\nbread", "", "sing"]), answer(["the soup", "dishes", ""]));
    assert_eq!(
        (&kea.post(&kea_says).await["type"], &tui.post(&tui_says).await["type"]),
        (&json!("ack"), &json!("ack"))
    );
    host.does(json!({"type": "pass", "round": round})).await;
    let card = |answer: &Value, prompt, line| json!({"answer": answer["id"], "prompt": prompt, "line": line});
    let (soup, same) = (card(&kea_says, 0, 0), card(&tui_says, 0, 0));
    host.does(json!({"type": "put_card", "round": round, "card": same, "onto": soup})).await;
    let facet = json!({"is": "promise", "due": crate::pods::day(9)});
    let tries = json!({"round": round, "card": card(&kea_says, 2, 0)});
    tui.does(json!({"type": "leave", "text": "I sing on Friday", "facet": facet, "tries": tries, "joint": "me"})).await;
    kea.does(json!({"type": "leave", "text": "soup before talk", "learned": true, "joint": "circle"})).await;
    round
}

/// What a person gets of everything that can be asked, by the template of its route.
pub(crate) async fn everything(story: &Story, who: &Person, begin: &str) -> Vec<(&'static str, Value)> {
    let Story { seed, hidden, withdrawn, round, gathering, retro, .. } = story;
    let seed_n = who.get(&format!("cards?ids={seed}")).await.body["cards"][0]["n"].clone();
    let asked = [
        ("snapshot", "snapshot".to_owned()),
        ("cards", "cards?limit=200".to_owned()),
        ("cards", format!("cards?ids={seed},{hidden},{withdrawn}")),
        ("cards", format!("cards?ns={seed_n}")),
        ("open_ends", "open_ends".to_owned()),
        ("promises", "promises".to_owned()),
        ("trails", "trails".to_owned()),
        ("pods", "pods?all=true".to_owned()),
        ("weave", "weave".to_owned()),
        ("trails", "trails?order=coldest".to_owned()),
        ("trails/{seed}", format!("trails/{seed}")),
        ("members", "members".to_owned()),
        ("mine", format!("mine?cards={seed_n}&grown_since_ms=0&joined_since_ms=0")),
        ("words", format!("words?ids={seed},{hidden},{withdrawn}")),
        ("rounds", "rounds".to_owned()),
        ("rounds/{round}/answers", format!("rounds/{round}/answers")),
        ("rounds/{round}/answers", format!("rounds/{retro}/answers")),
        ("learned", "learned".to_owned()),
        ("joint/{joint}", "joint/circle".to_owned()),
        ("gatherings", "gatherings".to_owned()),
        ("gatherings/{gathering}", format!("gatherings/{gathering}")),
        ("stories", "stories".to_owned()),
        ("stories/{story}", format!("stories/{}", story.told)),
        ("states", format!("states?after={begin}")),
        ("entries", "entries?limit=500".to_owned()),
        ("invites", "invites".to_owned()),
    ];
    let mut answers = Vec::new();
    for (route, rest) in asked {
        let answer = who.get(&rest).await;
        assert_eq!(answer.status, reqwest::StatusCode::OK, "{rest}: {answer:?}");
        answers.push((route, answer.body));
    }
    let mut socket = who.follow_after(begin).await;
    // As far as the marks, which come after the first rows.
    for kind in ["welcome", "states", "presence"] {
        answers.push(("live", socket.wait_for(kind).await));
    }
    answers
}

/// The export of a board, as text.
pub(crate) async fn export(host: &Person) -> String {
    match host.get("export").await.body {
        Value::String(text) => text,
        one => one.to_string(),
    }
}

/// An entry's id, as authors choose them.
pub(crate) fn new_id() -> Uuid {
    Uuid::now_v7()
}
