//! Stories: told, read with the words of all as they stand now, shared by a link and taken along.

use reqwest::{Method, StatusCode, header::HeaderMap};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    pods::{call_pod, step_in, within},
    support::{Person, Server, draft, http, log_in},
};

fn telling(title: &str, cites: &[&str], told: &Value) -> Value {
    json!({"type": "leave", "text": title, "facet": {"is": "story"}, "cites": cites, "told": told})
}

/// Tells a story; its id.
pub(crate) async fn tells(who: &Person, title: &str, cites: &[&str], told: Value) -> String {
    let draft = draft(&telling(title, cites, &told));
    let frame = who.post(&draft).await;
    assert_eq!(frame["type"], "ack", "{frame}");
    draft["id"].as_str().unwrap().to_owned()
}

pub(crate) async fn refused(who: &Person, deed: Value) -> (String, String) {
    let frame = who.post(&draft(&deed)).await;
    assert_eq!(frame["type"], "refused", "{deed} gave {frame}");
    (frame["code"].as_str().unwrap().to_owned(), frame["message"].as_str().unwrap().to_owned())
}

/// What a story says now: its words, and whose words it cites, or what became of them.
async fn read(who: &Person, story: &str) -> Vec<String> {
    let page = who.get(&format!("stories/{story}")).await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    let cards = page.body["cards"].as_array().unwrap();
    let of = |n: &Value| {
        let card = cards.iter().find(|card| card["n"] == *n).unwrap();
        card["text"]
            .as_str()
            .map_or_else(|| format!("({})", card["state"].as_str().unwrap()), |text| format!("“{text}”"))
    };
    let piece = |piece: &Value| match piece {
        Value::String(gone) => format!("({gone})"),
        piece => piece["words"].as_str().map_or_else(|| of(&piece["card"]), str::to_owned),
    };
    page.body["parts"].as_array().unwrap().iter().map(piece).collect()
}

async fn numbers(who: &Person) -> Vec<u64> {
    who.get("stories").await.body["feed"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect()
}

pub(crate) async fn open(link: &str) -> (StatusCode, HeaderMap, String) {
    let answer = http().get(link).send().await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    (status, headers, answer.text().await.unwrap())
}

async fn share(who: &Person, story: &str) -> String {
    let answer = who.call(Method::POST, &path(story), Some(json!({"id": Uuid::now_v7()}).to_string())).await;
    answer.body["link"].as_str().unwrap_or_else(|| panic!("{answer:?}")).to_owned()
}

fn path(story: &str) -> String {
    format!("stories/{story}/link")
}

#[tokio::test]
async fn a_story_shows_the_words_of_all_as_they_stand_now() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (server, other) = (Server::start(&log).await, Server::start(&log).await);
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let (a, b, c) = (kea.leaves("dug a hole").await, tui.leaves("brought water").await, host.leaves("sat by it").await);
    let parts = json!([{"words": " It began with mud.\n"}, {"cite": 1}, {"cite": 0}, {"words": "Now:"}, {"cite": 2}]);
    let story = tells(&tui, "The pond", &[&b, &a, &c], parts).await;
    let said = ["It began with mud.", "“dug a hole”", "“brought water”", "Now:", "“sat by it”"];
    assert_eq!(read(&kea, &story).await, said);
    let there = kea.moved_to(&other);
    assert_eq!(read(&there, &story).await, said);
    assert_eq!((numbers(&kea).await, numbers(&there).await), (vec![3], vec![3]));
    kea.does(json!({"type": "reword", "trace": a, "text": "dug a deep hole"})).await;
    tui.does(json!({"type": "withdraw", "trace": b})).await;
    host.does(json!({"type": "hide", "trace": c})).await;
    let now = ["It began with mud.", "“dug a deep hole”", "(withdrawn)", "Now:", "(hidden)"];
    assert_eq!(read(&there, &story).await, now);
    assert_eq!(read(&host, &story).await[4], "“sat by it”", "a host reads what is hidden");
    // It is a trace: others build on it, and it can be told anew long after, whoever asks which server.
    kea.does(json!({"type": "leave", "text": "filled it again", "builds_on": [story]})).await;
    server.clock.add(86_400_000);
    let later = host.leaves("saw a frog").await;
    let parts = json!([{"cite": 0}, {"words": "The end."}, {"cite": 1}]);
    tui.does(json!({"type": "retell", "trace": story, "text": "The frog", "cites": [later, a], "told": parts})).await;
    assert_eq!(read(&kea, &story).await, ["“saw a frog”", "The end.", "“dug a deep hole”"]);
    let card = kea.get(&format!("cards?ids={story}")).await.body["cards"][0].clone();
    assert_eq!((&card["text"], &card["reworded"]), (&json!("The frog"), &json!(true)));
    let entries = kea.get("entries?limit=500").await.body.to_string();
    assert!(!entries.contains("It began with mud."), "the former words are erased");
    // Hidden, its author and hosts read it; taken back, nobody does, and nothing says what it was.
    host.does(json!({"type": "hide", "trace": story})).await;
    kea.get(&format!("stories/{story}")).await.is("unknown_story");
    assert_eq!((read(&tui, &story).await.len(), read(&host, &story).await.len(), numbers(&host).await), (3, 3, vec![]));
    tui.does(json!({"type": "withdraw", "trace": story})).await;
    for who in [&host, &kea, &tui] {
        who.get(&format!("stories/{story}")).await.is("unknown_story");
    }
    let entries = kea.get("entries?limit=500").await.body;
    let about: Vec<_> = entries["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["id"] == *story || entry["head"]["trace"] == *story)
        .collect();
    let told = json!(about).to_string();
    assert!(!told.contains("\"story\"") && !told.contains("cites") && !told.contains("retold"), "{told}");
}

#[tokio::test]
async fn an_invalid_story_is_refused_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let (trace, unknown) = (kea.leaves("dug a hole").await, Uuid::now_v7().to_string());
    let gone = host.leaves("soon gone").await;
    host.does(json!({"type": "withdraw", "trace": gone})).await;
    let cite = json!([{"cite": 0}]);
    let (code, message) = refused(&kea, telling("a", &[&unknown], &cite)).await;
    assert_eq!(
        (code.as_str(), message),
        ("unknown_trace", format!("cannot leave the trace: no trace {unknown} to cite"))
    );
    let mut own = draft(&telling("a", &[], &cite));
    own["deed"]["cites"] = json!([own["id"]]);
    let frame = kea.post(&own).await;
    assert_eq!(frame["code"], "bad_request");
    assert!(frame["message"].as_str().unwrap().ends_with("it cites itself"), "{frame}");
    // Its author may have taken it back while the story was written without a network: it leaves a gap, and the story is not lost.
    let story = tells(&kea, "a", &[&gone], cite.clone()).await;
    assert_eq!(read(&kea, &story).await, ["(withdrawn)"]);
    let parts: Vec<_> = (0..6).map(|_| json!({"words": "a".repeat(4_000)})).collect();
    let (code, message) = refused(&kea, telling("a", &[], &json!(parts))).await;
    assert_eq!(
        (code.as_str(), message.as_str()),
        ("bad_text", "cannot take the story: its words have 24000 bytes, over 20480")
    );
    assert_eq!(refused(&kea, json!({"type": "reword", "trace": story, "text": "b"})).await.0, "is_a_story");
    let retelling = |of: &str| json!({"type": "retell", "trace": of, "text": "b", "told": [{"words": "c"}]});
    assert_eq!(refused(&host, retelling(&story)).await.0, "not_the_author");
    assert_eq!(refused(&kea, retelling(&trace)).await.0, "unknown_story");
    let plain = json!({"type": "leave", "text": "a", "cites": [trace], "told": [{"cite": 0}]});
    assert_eq!(refused(&kea, plain).await.0, "bad_request");
    kea.get(&format!("stories/{trace}")).await.is("unknown_story");
    kea.get("stories/nothing").await.is("bad_request");
    kea.get("stories?before=7").await.is("bad_request");
}

#[tokio::test]
async fn a_story_is_read_by_its_link_without_a_session_until_the_link_or_the_story_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (server, other) = (Server::start(&log).await, Server::start(&log).await);
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let (a, b) = (tui.leaves("<i>dug</i> & sang").await, host.leaves("soon gone").await);
    let story = tells(&kea, "The \"pond\"", &[&a, &b], json!([{"words": "So:"}, {"cite": 0}, {"cite": 1}])).await;
    assert_eq!(tui.get(&format!("stories/{story}")).await.body["shared"], Value::Null);
    tui.call(Method::POST, &path(&story), Some(json!({"id": Uuid::now_v7()}).to_string())).await.is("not_the_author");
    let first = share(&kea, &story).await;
    assert_eq!(tui.get(&format!("stories/{story}")).await.body["shared"], true, "everybody knows that it is out");
    let (status, headers, page) = open(&first).await;
    assert_eq!(status, StatusCode::OK);
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(
        (&headers["x-robots-tag"], &headers["cache-control"]),
        (&"noindex, nofollow".parse().unwrap(), &"no-store".parse().unwrap())
    );
    assert_eq!(headers["referrer-policy"], "no-referrer");
    assert!(!headers.contains_key("set-cookie") && !page.contains("<script"), "{page}");
    for told in [
        "The &quot;pond&quot;",
        "So:",
        "&lt;i&gt;dug&lt;/i&gt; &amp; sang",
        "Told by Kea in",
        "<b dir=\"auto\">Tui</b>",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
    host.does(json!({"type": "withdraw", "trace": b})).await;
    let there = |link: &str| link.replace(&server.address, &other.address);
    let (_, _, page) = open(&there(&first)).await;
    assert!(page.contains("<p class=\"gap\">taken back</p>") && !page.contains("soon gone"), "{page}");
    // A host may too; a new link stands in place of the old one.
    let second = share(&host, &story).await;
    let gone = async |link: &str| {
        let (status, headers, page) = open(link).await;
        assert!(headers.contains_key("x-robots-tag") && !page.contains("pond"), "{page}");
        status == StatusCode::NOT_FOUND
    };
    assert!(gone(&first).await && gone(&there(&first)).await);
    assert_eq!(open(&second).await.0, StatusCode::OK);
    // Hidden it is gone, and back when it is restored.
    host.does(json!({"type": "hide", "trace": story})).await;
    assert!(gone(&second).await && gone(&there(&second)).await);
    host.does(json!({"type": "restore", "trace": story})).await;
    assert_eq!(open(&there(&second)).await.0, StatusCode::OK);
    host.does(json!({"type": "change_circle", "off": ["stories"]})).await;
    assert!(gone(&second).await);
    host.does(json!({"type": "change_circle", "off": []})).await;
    // Taken back by its author, also where a host made it.
    tui.call(Method::DELETE, &path(&story), None).await.is("not_the_author");
    assert_eq!(kea.call(Method::DELETE, &path(&story), None).await.status, StatusCode::NO_CONTENT);
    assert!(gone(&second).await && gone(&there(&second)).await);
    assert_eq!(kea.get(&format!("stories/{story}")).await.body["shared"], Value::Null);
    let third = share(&kea, &story).await;
    kea.does(json!({"type": "withdraw", "trace": story})).await;
    assert!(gone(&third).await && gone(&there(&third)).await);
    for nothing in
        ["/s/", "/s/x", "/s/00000000000000000000000000000000abcdefghijklmnop", &format!("/s/{}", "é".repeat(40))]
    {
        let (status, _, page) = open(&format!("{}{nothing}", server.address)).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{nothing}: {page}");
    }
    let off = share(&kea, &tells(&kea, "Another", &[], json!([{"words": "a"}])).await).await;
    host.does(json!({"type": "remove", "member": kea.member})).await;
    assert!(gone(&off).await, "whose member is gone shows nothing");
}

#[tokio::test]
async fn a_story_is_exported_as_markdown_and_as_one_html_file() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let trace = host.leaves("dug *deep*").await;
    let story = tells(&kea, "The pond: a story", &[&trace], json!([{"cite": 0}, {"words": "Done."}])).await;
    let get = async |rest: &str| {
        let request = http().get(format!("{}stories/{story}/export{rest}", kea.base)).bearer_auth(&kea.token);
        let answer = request.send().await.unwrap();
        (answer.headers().clone(), answer.text().await.unwrap())
    };
    let (headers, text) = get("").await;
    assert_eq!(headers["content-disposition"], "attachment; filename=\"the-pond-a-story.md\"");
    assert!(
        text.starts_with("# The pond: a story\n\n*Told by Kea in ") && text.contains("> dug \\*deep\\*\n"),
        "{text}"
    );
    let (headers, text) = get("?format=html").await;
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
    assert!(text.starts_with("<!doctype html>") && text.contains("dug *deep*"), "{text}");
    assert!(!text.contains("src=") && !text.contains("href=") && !text.contains("url("), "it needs no network");
    // With the whole board, all of it stands below its title.
    let request = http().get(format!("{}export?format=md", host.base)).bearer_auth(&host.token);
    let board = request.send().await.unwrap().text().await.unwrap();
    let told = ": The pond: a story *(a story)*\n  - **Host**: dug \\*deep\\*\n  - Done.\n";
    assert!(board.contains(told), "{board}");
    kea.get(&format!("stories/{story}/export?format=pdf")).await.is("bad_request");
    host.does(json!({"type": "change_circle", "off": ["stories"]})).await;
    for rest in ["stories".to_owned(), format!("stories/{story}"), format!("stories/{story}/export")] {
        kea.get(&rest).await.is("pattern_off");
    }
    kea.call(Method::POST, &path(&story), Some(json!({"id": Uuid::now_v7()}).to_string())).await.is("pattern_off");
    assert_eq!(refused(&kea, telling("a", &[], &json!([{"words": "b"}]))).await.0, "pattern_off");
}

#[tokio::test]
async fn a_story_retold_from_two_devices_at_once_has_the_words_of_one_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let story = tells(&kea, "The pond", &[], json!([{"words": "At first"}])).await;
    let retell =
        |words: &str| draft(&json!({"type": "retell", "trace": story, "text": "The pond", "told": [{"words": words}]}));
    let (phone, desk) = (retell("From the phone"), retell("From the desk"));
    let (first, second) = tokio::join!(kea.post(&phone), kea.post(&desk));
    assert_eq!((&first["type"], &second["type"]), (&json!("ack"), &json!("ack")), "{first} {second}");
    let read_by_host = read(&host, &story).await;
    assert!([["From the phone"], ["From the desk"]].iter().any(|told| read_by_host == told), "{read_by_host:?}");
    assert_eq!(read(&kea, &story).await, read_by_host, "and for everyone alike");
}

#[tokio::test]
async fn a_pods_story_stays_in_the_pod() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let pod = call_pod(&kea, 5, 42).await;
    tui.does(step_in(&pod)).await;
    let (kea_in, tui_in) = (within(&kea, &pod), within(&tui, &pod));
    let trace = kea_in.leaves("a secret of the pod").await;
    let story = tells(&tui_in, "Ours", &[&trace], json!([{"cite": 0}])).await;
    assert_eq!(read(&kea_in, &story).await, ["“a secret of the pod”"]);
    kea.get(&format!("stories/{story}")).await.is("unknown_story");
    tui.call(Method::POST, &path(&story), Some(json!({"id": Uuid::now_v7()}).to_string())).await.is("unknown_story");
    let no_route = tui_in.call(Method::POST, &path(&story), Some(json!({"id": Uuid::now_v7()}).to_string())).await;
    no_route.is("not_found");
    // Its author is asked for it, and nobody else is told: no frame, no entry, no row, and who asked isn't said.
    let at = host.get("entries?limit=500").await.body["position"].clone();
    let mut others = host.follow().await;
    tui_in.does(json!({"type": "ask_to_tell", "trace": trace})).await;
    let mine = kea_in.mine().await;
    assert_eq!((&mine["asked"], &mine["marks"]), (&json!([0]), &json!([{"n": 0, "asked": true}])));
    assert_eq!(tui_in.mine().await["asked"], Value::Null);
    for who in [&kea_in, &tui_in] {
        let entries = who.get("entries?limit=500").await.body.to_string();
        assert!(!entries.contains("telling_asked"), "{entries}");
    }
    assert_eq!(host.get("entries?limit=500").await.body["position"], at);
    others.send(&json!({"type": "beat"})).await;
    others.wait_for("beat").await;
    assert_eq!(refused(&kea_in, json!({"type": "ask_to_tell", "trace": trace})).await.0, "own_trace");
    assert_eq!(refused(&tui, json!({"type": "ask_to_tell", "trace": trace})).await.0, "not_here");
    // In the circle nobody can cite what stands in a pod.
    assert_eq!(refused(&tui, telling("a", &[&trace], &json!([{"cite": 0}]))).await.0, "unknown_trace");
    host.does(json!({"type": "change_circle", "off": ["stories"]})).await;
    kea_in.get("stories").await.is("pattern_off");
}
