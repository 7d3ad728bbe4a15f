//! A board that goes out as a file and comes in as one.
#![allow(clippy::unwrap_used)]

#[path = "transfer/archive.rs"]
mod archive;
#[path = "transfer/names.rs"]
mod names;
#[path = "transfer/stories.rs"]
mod stories;
mod support;
#[path = "transfer/text.rs"]
mod text;
#[path = "transfer/together.rs"]
mod together;

use std::fmt::Write;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Person, SOON, Server, draft, log_in};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use traceboard_log::{Clock, SystemClock};
use traceboard_protocol::Limits;

async fn import(host: &Person, lines: &str) -> Vec<Value> {
    let answer = host.call(Method::POST, "import", Some(lines.to_owned())).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.body["lines"].as_array().unwrap().clone()
}

async fn export(host: &Person) -> String {
    let response = support::http().get(format!("{}export", host.base)).bearer_auth(&host.token).send().await;
    response.unwrap().text().await.unwrap()
}

fn outcomes(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["outcome"].as_str().unwrap()).collect()
}

const FILE: &str = r#"{"id": "t1", "at": 1450321981000, "member": "Kea", "text": "Dug the pond", "places": ["garden"], "builds_on": []}
{"id": "t2", "at": 1450322495000, "member": "Tui", "text": "Filled it\nwith rain", "places": [], "builds_on": ["t1"]}
{"id": "t3", "at": 1450322499000, "member": "Kea", "text": "Planted reeds", "places": ["garden", "pond"], "builds_on": ["t2", "t1"], "open_end": "bring a frog"}
"#;

#[tokio::test]
async fn a_repeated_import_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, member) = (server.host().await, server.join("Kea").await);
    member.call(Method::POST, "import", Some(FILE.to_owned())).await.is("not_a_host");
    member.get("export").await.is("not_a_host");
    assert_eq!(outcomes(&import(&host, FILE).await), ["imported"; 3]);
    let first = export(&host).await;
    assert_eq!(outcomes(&import(&host, FILE).await), ["already"; 3]);
    assert_eq!(export(&host).await, first);
    for (line, told) in FILE.lines().zip(first.lines().filter(|line| line.starts_with("{\"id\""))) {
        let (line, told): (Value, Value) = (serde_json::from_str(line).unwrap(), serde_json::from_str(told).unwrap());
        for (name, value) in line.as_object().unwrap() {
            assert_eq!(&told[name], value, "{name} is kept");
        }
    }
    let keas = host.members().await;
    let keas = keas.iter().filter(|member| member["name"] == "Kea").count();
    assert_eq!(keas, 2, "an imported member is not the living one of that name");
}

#[tokio::test]
async fn an_import_is_finished_when_its_sender_disconnects() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let mut file = String::new();
    for number in 0..Limits::IMPORT_LINES_MAX {
        let line = json!({"id": format!("t{number}"), "at": 1_450_321_981_000_u64 + number as u64, "member": "Kea", "text": format!("Dug pond {number}"), "places": [], "builds_on": []});
        writeln!(file, "{line}").unwrap();
    }
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {}\r\nContent-Length: {}\r\n\r\n",
        server.path("import").trim_start_matches(&server.address),
        host.token,
        file.len()
    );
    stream.write_all(format!("{head}{file}").as_bytes()).await.unwrap();
    let traces = async || export(&host).await.lines().filter(|line| line.contains("Dug pond")).count();
    let all = async |stream: TcpStream| {
        while traces().await == 0 {}
        drop(stream);
        while traces().await < Limits::IMPORT_LINES_MAX {}
    };
    tokio::time::timeout(SOON, all(stream)).await.expect("all lines are on the board");
}

#[tokio::test]
async fn an_imported_member_is_claimed_by_an_invite_that_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    import(&host, FILE).await;
    let members = host.members().await;
    let tui = members.iter().find(|member| member["name"] == "Tui").unwrap().clone();
    assert_eq!(tui["imported"], true);
    let new = json!({"id": uuid::Uuid::now_v7(), "member": tui["id"]}).to_string();
    let made = host.call(Method::POST, "invites", Some(new)).await;
    let secret = made.body["link"].as_str().unwrap().split("#invite=").nth(1).unwrap().to_owned();
    let claimed = server.join_by(&secret, None).await.unwrap();
    assert_eq!(claimed.member, tui["id"].as_str().unwrap());
    claimed.leaves("Back at the pond").await;
    let members = claimed.members().await;
    let tui = members.iter().find(|member| member["id"] == tui["id"]).unwrap().clone();
    assert_eq!((tui.get("imported"), &tui["name"]), (None, &json!("Tui")));
}

#[tokio::test]
async fn refused_lines_are_named_with_their_reason() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let line = |id: &str, more: &str| {
        format!(
            "{{\"id\": \"{id}\", \"at\": 1, \"member\": \"Kea\", \"text\": \"a\", \"places\": [], \"builds_on\": []{more}}}\n"
        )
    };
    let mut file = line("good", "");
    file += "nonsense\n";
    file += &line("orphan", "").replace("\"builds_on\": []", "\"builds_on\": [\"nowhere\"]");
    file += &line("empty", "").replace("\"text\": \"a\"", "\"text\": \"\"");
    file += &line("good", "").replace("\"text\": \"a\"", "\"text\": \"b\"");
    file += &line("strange", ", \"mood\": \"fine\"");
    file += "{\"type\": \"weather\"}\n";
    file += &line("tomorrow", "").replace("\"at\": 1,", &format!("\"at\": {},", SystemClock.now_ms() + 2 * 3_600_000));
    let lines = import(&host, &file).await;
    let codes: Vec<_> = lines.iter().map(|line| line["code"].as_str().unwrap_or("taken")).collect();
    let (bad, good) = ("bad_request", "taken");
    assert_eq!(codes, [good, bad, "unknown_trace", "bad_text", "id_taken", good, bad, bad]);
    assert!(lines[7]["message"].as_str().unwrap().contains("still to come"), "{lines:?}");
    assert_eq!(lines[2]["missing"], json!(["nowhere"]));
    let orphan = lines[2]["message"].to_string();
    assert!(orphan.contains("orphan") && orphan.contains("nowhere"), "{orphan}");
    let known = host.call(Method::POST, "import", Some(line("stranger", ", \"mood\": \"fine\""))).await.body;
    assert_eq!((&known["lines"], &known["passed_over"]), (&json!([{"outcome": "imported"}]), &json!(["mood"])));
    // What is only checked leaves nothing behind.
    let position = host.position().await;
    let answer = host.call(Method::POST, "import?check=true", Some(line("new", "") + "nonsense\n")).await.body;
    let checked: Vec<_> = (0..2).map(|at| answer["lines"][at]["outcome"].clone()).collect();
    assert_eq!(checked, ["imported", "refused"]);
    assert_eq!(host.position().await, position);
    host.call(Method::POST, "import", Some("{}\n".repeat(501))).await.is("too_large");
}

#[tokio::test]
async fn imported_words_in_a_present_members_name_say_that_they_are_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    kea.leaves("I said this").await;
    let line = json!({"id": "t1", "at": 1, "member": "Kea", "member_id": kea.member, "text": "I never did",
        "places": [], "builds_on": []});
    assert_eq!(outcomes(&import(&host, &format!("{line}\n")).await), ["imported"]);
    let marks: Vec<_> = kea.feed().await.iter().map(|card| (card["text"].clone(), card["imported"].clone())).collect();
    assert_eq!(marks, [(json!("I said this"), Value::Null), (json!("I never did"), json!(true))]);
}

#[tokio::test]
async fn an_import_that_was_cut_off_is_completed_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let members = r#"{"id": "t0", "at": 1, "member": "Tui", "text": "a", "places": [], "builds_on": []}"#;
    import(&host, members).await;
    let tui = host.feed().await[0]["by"].clone();
    let line = |marks: Value| {
        let mut line = json!({"id": "t1", "at": 2, "member": "Kea", "text": "b", "places": [], "builds_on": []});
        line.as_object_mut().unwrap().extend(marks.as_object().unwrap().clone());
        line.to_string()
    };
    // What a batch that was cut between two calls to the store leaves: the trace, and nothing of its marks.
    assert_eq!(outcomes(&import(&host, &line(json!({}))).await), ["imported"]);
    let whole = line(json!({"warmed": [{"by": tui, "at": 3}], "hidden": {"by": tui, "at": 4}}));
    assert_eq!(outcomes(&import(&host, &whole).await), ["imported"]);
    assert!(export(&host).await.contains("\"hidden\":{"), "{}", export(&host).await);
    let once = export(&host).await;
    assert_eq!(outcomes(&import(&host, &whole).await), ["already"]);
    assert_eq!(export(&host).await, once);
}

#[tokio::test]
async fn rewording_keeps_the_places_of_an_imported_trace() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let line = json!({"id": "t1", "at": 1, "member": "Kea", "member_id": kea.member, "text": "Dug the pont",
        "places": ["garden"], "builds_on": []});
    let live = host.call(Method::POST, "import?live=true", Some(format!("{line}\n"))).await;
    assert_eq!(live.status, StatusCode::OK, "{live:?}");
    let trace = kea.feed().await[0]["id"].clone();
    let deed = json!({"type": "reword", "trace": trace, "text": "Dug the pond"});
    let drafts = json!({"drafts": [draft(&deed)]}).to_string();
    let first = kea.call(Method::POST, "posts", Some(drafts.clone())).await;
    assert_eq!(first.body[0]["type"], "ack", "{first:?}");
    assert_eq!(
        kea.call(Method::POST, "posts", Some(drafts)).await.body,
        first.body,
        "sent again it gets the same answer"
    );
    let card = kea.feed().await[0].clone();
    assert_eq!((&card["text"], &card["places"]), (&json!("Dug the pond"), &json!(["garden"])));
}

#[tokio::test]
async fn a_refused_line_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let before = export(&host).await;
    let line = |more: &str| {
        format!(
            "{{\"id\": \"t1\", \"at\": 1, \"member\": \"Kea\", \"text\": \"a\", \"places\": [], \"builds_on\": []{more}}}\n"
        )
    };
    for late_fault in [", \"reworded_at\": 9e17", ", \"withdrawn_at\": 900000000000000000"] {
        let lines = import(&host, &line(late_fault)).await;
        assert_eq!(lines[0]["code"], "bad_request", "{lines:?}");
        assert_eq!(export(&host).await, before);
        assert_eq!(host.members().await.len(), 1, "nobody joins by a line that was refused");
    }
    assert_eq!(outcomes(&import(&host, &line("")).await), ["imported"], "its id and member are free");
}

#[tokio::test]
async fn words_of_a_files_withdrawn_trace_are_not_imported() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let file = FILE.lines().next().unwrap().replace("\"builds_on\"", "\"withdrawn_at\": 1450321981001, \"builds_on\"");
    assert_eq!(outcomes(&import(&host, &file).await), ["imported"]);
    assert!(!export(&host).await.contains("Dug the pond"));
}

#[tokio::test]
async fn a_parent_named_twice_is_built_on_once_and_known_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let file = FILE.replace("[\"t1\"]", "[\"t1\", \"t1\"]");
    assert_eq!(outcomes(&import(&host, &file).await), ["imported"; 3]);
    assert_eq!(outcomes(&import(&host, &file).await), ["already"; 3]);
}

#[tokio::test]
async fn hidden_words_of_a_file_are_sent_to_nobody_during_its_import() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, member) = (server.host().await, server.join("Kea").await);
    let host_id = host.member.clone();
    let mut file = String::new();
    for number in 0..200 {
        let hidden = format!("\"hidden\": {{\"by\": \"{host_id}\", \"at\": 1450322600000}}");
        let reworded = if number % 2 == 0 { "" } else { ", \"reworded_at\": 1450322550000" };
        writeln!(file, "{{\"id\": \"h{number}\", \"at\": 1450322500000, \"member\": \"Tui\", \"text\": \"not for all\", \"places\": [], \"builds_on\": []{reworded}, {hidden}}}").unwrap();
    }
    let last = "{\"id\": \"last\", \"at\": 1450322700000, \"member\": \"Tui\", \"text\": \"for all\", \"places\": [], \"builds_on\": []}";
    let mut socket = member.follow().await;
    let taken = import(&host, &(file + last)).await;
    assert!(outcomes(&taken).iter().all(|outcome| *outcome == "imported"), "{taken:?}");
    loop {
        let frame = socket.next().await.unwrap();
        assert!(!frame.to_string().contains("not for all"), "{frame}");
        if frame.to_string().contains("for all") {
            break;
        }
    }
    assert!(!member.snapshot().await.to_string().contains("not for all"));
    assert!(export(&host).await.contains("not for all"), "hosts still have them");
}

/// A board with a trace in every state that a trace can have.
async fn a_whole_board(server: &Server) -> Person {
    let host = server.host().await;
    import(&host, FILE).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui ✨ تُوي").await);
    let act = async |who: &Person, deed: Value| {
        let frame = who.post(&draft(&deed)).await;
        assert_eq!(frame["type"], "ack", "{deed} gave {frame}");
    };
    let plain = kea.leaves("plain").await;
    let lines = tui.leaves("several\nlines\n\nשלום 👩‍👩‍👧 <b>&amp;").await;
    act(&kea, json!({"type": "leave", "text": "open", "open_end": "go on"})).await;
    let open = kea.feed().await[0]["id"].as_str().unwrap().to_owned();
    act(&tui, json!({"type": "leave", "text": "taken up, and woven", "builds_on": [open, plain, lines]})).await;
    let reworded = kea.leaves("reworded, at first").await;
    act(&kea, json!({"type": "reword", "trace": reworded, "text": "reworded, at last", "open_end": "see"})).await;
    let withdrawn = kea.leaves("withdrawn").await;
    act(&tui, json!({"type": "warm", "trace": withdrawn})).await;
    act(&kea, json!({"type": "withdraw", "trace": withdrawn})).await;
    let hidden = kea.leaves("hidden").await;
    act(&kea, json!({"type": "reword", "trace": hidden, "text": "hidden and reworded"})).await;
    act(&host, json!({"type": "hide", "trace": hidden})).await;
    let restored = tui.leaves("restored").await;
    act(&host, json!({"type": "hide", "trace": restored})).await;
    act(&host, json!({"type": "restore", "trace": restored})).await;
    for trace in [&plain, &restored] {
        act(&host, json!({"type": "warm", "trace": trace})).await;
    }
    act(&tui, json!({"type": "warm", "trace": plain})).await;
    let parts = json!([{"cite": 1}, {"words": "and *then*"}, {"cite": 0}]);
    let cites = json!([plain, lines]);
    let story = json!({"type": "leave", "text": "A story", "facet": {"is": "story"}, "cites": cites, "told": parts});
    act(&kea, story.clone()).await;
    let told = draft(&story);
    assert_eq!(tui.post(&told).await["type"], "ack");
    // Told anew it cites what came after it.
    let last = kea.leaves("after the story").await;
    let parts = json!([{"words": "told anew"}, {"cite": 0}]);
    act(&tui, json!({"type": "retell", "trace": told["id"], "text": "A later one", "cites": [last], "told": parts}))
        .await;
    act(&host, json!({"type": "give_role", "member": kea.member, "role": "host"})).await;
    act(&host, json!({"type": "change_circle", "name": "Year three", "half_life_ms": 3_600_000})).await;
    act(&host, json!({"type": "remove", "member": tui.member})).await;
    host
}

#[tokio::test]
async fn an_imported_export_is_exported_identically() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let first = export(&a_whole_board(&server).await).await;
    assert!(first.lines().count() > 15, "{first}");
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let begin = host.position().await;
    let lines = import(&host, &first).await;
    assert!(lines.iter().all(|line| line["outcome"] == "imported"), "{lines:?}");
    assert_eq!(export(&host).await, first);
    assert!(import(&host, &first).await.iter().all(|line| line["outcome"] == "already"));
    assert_eq!(export(&host).await, first);
    let member = server.join("Kea").await;
    assert!(!member.snapshot().await.to_string().contains("hidden and reworded"), "what was hidden stays hidden");
    let anew = member.follow_after(&begin).await.wait_for("anew").await;
    assert_eq!(anew["why"], "half_life", "the file brought another half-life");
    let cards = member.get("cards?limit=200").await.body.to_string();
    assert!(cards.contains("reworded, at last") && !cards.contains("hidden and reworded"), "{cards}");
    let stories = member.get("stories").await.body["feed"].clone();
    assert_eq!(stories.as_array().unwrap().len(), 2, "{stories}");
    for n in stories.as_array().unwrap() {
        let card = member.get(&format!("cards?ns={n}")).await.body["cards"][0]["id"].clone();
        let story = member.get(&format!("stories/{}", card.as_str().unwrap())).await.body;
        assert!(
            !story["parts"].to_string().contains("gone") && story["parts"].to_string().contains("\"card\":"),
            "{story}"
        );
    }
    let entries = member.get("entries?limit=500").await.body.to_string();
    assert!(entries.contains("reworded, at last") && !entries.contains("hidden and reworded"), "{entries}");
    let markdown = support::http().get(format!("{}export?format=md", host.base)).bearer_auth(&host.token);
    let markdown = markdown.send().await.unwrap().text().await.unwrap();
    assert!(markdown.starts_with("# Year three\n") && markdown.contains("someone could go on"), "{markdown}");
}

#[tokio::test]
async fn a_long_file_is_imported_in_batches_that_build_on_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let mut lines = Vec::new();
    for number in 0_u32..1_200 {
        let mut line = String::new();
        let parents = if number == 0 { String::new() } else { format!("\"n{}\"", number - 1) };
        let at = 1_600_000_000_000_i64 + i64::from(number) * 1000;
        write!(line, "{{\"id\": \"n{number}\", \"at\": {at}, \"member\": \"Kea\", \"text\": \"step {number}\", \"places\": [], \"builds_on\": [{parents}]}}").unwrap();
        lines.push(line);
    }
    for piece in lines.chunks(500) {
        assert!(import(&host, &piece.join("\n")).await.iter().all(|line| line["outcome"] == "imported"));
    }
    let trails = host.get("trails").await.body;
    assert_eq!(trails["trails"][0]["size"], 1_200);
}
