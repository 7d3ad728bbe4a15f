//! Programs: a host lets one in, it leaves traces, and nothing else; on either kind of log.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use traceboard_board::door::PROGRAMS_MAX;
use uuid::Uuid;

use crate::{
    stories::tells,
    support::{Answer, Person, SOON, Server, Store, http},
};

/// What a host was told of a program, once.
struct Program {
    token: String,
    address: String,
    id: String,
}

impl Program {
    async fn let_in(host: &Person, name: &str) -> Self {
        let made = asks(host, name).await;
        assert_eq!(made.status, StatusCode::OK, "{made:?}");
        let text = |field: &str| made.body[field].as_str().unwrap().to_owned();
        Self { token: text("token"), address: text("address"), id: text("id") }
    }

    async fn sends(&self, body: &Value) -> Answer {
        let request = http().post(&self.address).bearer_auth(&self.token).body(body.to_string());
        Answer::of(request.send().await.unwrap()).await
    }

    async fn leaves(&self, text: &str) -> String {
        let left = self.sends(&json!({"text": text})).await;
        assert_eq!(left.status, StatusCode::OK, "{left:?}");
        left.body["id"].as_str().unwrap().to_owned()
    }

    /// The same token in the place of a member's.
    fn as_person(&self, host: &Person) -> Person {
        Person { token: self.token.clone(), member: self.id.clone(), ..host.clone() }
    }
}

async fn asks(host: &Person, name: &str) -> Answer {
    host.call(Method::POST, "programs", Some(json!({"id": Uuid::now_v7(), "name": name}).to_string())).await
}

async fn listed(host: &Person) -> Vec<String> {
    let all = host.get("programs").await;
    assert_eq!(all.status, StatusCode::OK, "{all:?}");
    all.body.as_array().unwrap().iter().map(|program| program["name"].as_str().unwrap().to_owned()).collect()
}

async fn end(host: &Person, program: &Program) -> Answer {
    host.call(Method::DELETE, &format!("programs/{}", program.id), None).await
}

crate::on_both_logs!(
    a_program_leaves_traces_and_nothing_else,
    an_ended_program_leaves_nothing_more,
    others_count_as_before,
    a_file_brings_a_program_along_as_one,
    in_a_text_a_programs_name_says_that_it_is_one,
);

async fn a_program_leaves_traces_and_nothing_else(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    asks(&kea, "Kitchen").await.is("not_a_host");
    kea.get("programs").await.is("not_a_host");
    asks(&host, "").await.is("bad_text");
    let kitchen = Program::let_in(&host, "Kitchen board").await;
    let mut socket = kea.follow().await;
    let id = Uuid::now_v7();
    let bread = json!({"id": id, "text": "Bread is out of the oven", "open_end": "bring some to the barn"});
    let left = kitchen.sends(&bread).await;
    assert_eq!((left.status, &left.body["id"]), (StatusCode::OK, &json!(id)), "{left:?}");
    // Its author's row comes along, and says what it is.
    let states = socket.wait_for("states").await;
    let author = states["members"].as_array().unwrap().iter().find(|row| row["id"] == kitchen.id.as_str());
    let author = author.unwrap();
    assert_eq!((&author["name"], &author["state"]), (&json!("Kitchen board"), &json!("program")));

    // Sent again it is left once; the same id with other words is refused.
    assert_eq!(kitchen.sends(&bread).await.body, left.body);
    kitchen.sends(&json!({"id": id, "text": "Other words"})).await.is("id_taken");
    kitchen.sends(&json!({"id": Uuid::new_v4(), "text": "An id that it drew"})).await.is("bad_request");
    kitchen.sends(&json!({"text": " "})).await.is("bad_text");
    kitchen.sends(&json!({"text": "On another", "builds_on": [id]})).await.is("bad_request");
    let feed = kea.feed().await;
    assert_eq!(feed.len(), 1, "{feed:?}");
    assert_eq!((&feed[0]["by"], &feed[0]["open_end"]), (&json!(kitchen.id), &json!("bring some to the barn")));

    // With its token nothing is read, and nothing else done.
    let as_person = kitchen.as_person(&host);
    for path in
        ["snapshot", "members", "mine", "programs", "entries", "export", "pods", "invites", "sessions", "search"]
    {
        let answer = as_person.get(path).await;
        assert_ne!(answer.status, StatusCode::OK, "{path}");
        if answer.status == StatusCode::UNAUTHORIZED {
            answer.is("not_signed_in");
        }
    }
    let leave = json!({"drafts": [crate::support::leave("As a member")]}).to_string();
    as_person.call(Method::POST, "posts", Some(leave)).await.is("not_signed_in");
    asks(&as_person, "Another").await.is("not_signed_in");
    assert!(as_person.socket_with(|_| ()).await.is_err());
    server.stop().await;
}

async fn an_ended_program_leaves_nothing_more(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let other = Server::start(&store.of_another().await).await;
    let kitchen = Program::let_in(&host, "Kea").await;
    // It is told apart from the member of that name.
    assert_eq!(host.get("programs").await.body[0]["twin"], 2);
    kitchen.leaves("Bread").await;
    let elsewhere = Program { address: kitchen.address.replace(&server.address, &other.address), ..kitchen };
    elsewhere.leaves("Soup").await;
    // The secret is in no log.
    for name in ["board", "door"] {
        let name = traceboard_log::LogName::new(&server.circle, name).unwrap();
        let page = store.log.read(&name, None).await.unwrap();
        assert!(!format!("{page:?}").contains(&elsewhere.token));
    }
    end(&kea, &elsewhere).await.is("not_a_host");
    assert_eq!(end(&host, &elsewhere).await.status, StatusCode::NO_CONTENT);
    assert_eq!(end(&host, &elsewhere).await.status, StatusCode::NO_CONTENT, "again");
    let never = Program { id: Uuid::now_v7().to_string(), ..elsewhere };
    end(&host, &never).await.is("unknown_link");
    // The other server hears of it in a moment.
    traceboard_testkit::eventually(SOON, "the end of the program", async || {
        let answer = never.sends(&json!({"text": "Too late"})).await;
        anyhow::ensure!(answer.status == StatusCode::UNAUTHORIZED, "{answer:?}");
        Ok::<_, anyhow::Error>(())
    })
    .await
    .unwrap();
    assert_eq!(listed(&host).await, Vec::<String>::new());
    assert!(host.feed().await.iter().any(|card| card["text"] == "Bread"), "what it left stays");

    // Nor does one whose host went; and there are so many at a time.
    host.does(json!({"type": "give_role", "member": kea.member, "role": "host"})).await;
    let keas = Program::let_in(&kea, "Garden").await;
    keas.leaves("Watered").await;
    host.does(json!({"type": "remove", "member": kea.member})).await;
    keas.sends(&json!({"text": "Watered"})).await.is("not_signed_in");
    for n in 1..PROGRAMS_MAX {
        Program::let_in(&host, &format!("Program {n}")).await;
    }
    asks(&host, "One more").await.is("too_many_links");
    end(&host, &keas).await;
    Program::let_in(&host, "One more").await;
    server.stop().await;
    other.stop().await;
}

async fn others_count_as_before(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let kitchen = Program::let_in(&host, "Kitchen board").await;
    let bread = kitchen.leaves("Bread").await;
    // A round waits for nobody else.
    let round = host.posts(json!({"type": "open_round", "kind": "own", "prompts": ["How was it?"]})).await;
    for who in [&host, &kea] {
        who.does(json!({"type": "answer", "round": round, "answers": ["Good"]})).await;
    }
    let ended = host.get("rounds").await.body;
    assert!(ended["rounds"][0]["ended_at_ms"].is_i64(), "{ended}");
    // Nobody invites it, signs in as it, lets it back or makes it a host.
    let invite = json!({"id": Uuid::now_v7(), "member": kitchen.id}).to_string();
    host.call(Method::POST, "invites", Some(invite)).await.is("unknown_member");
    for deed in ["remove", "let_back"] {
        assert_eq!(host.refused(json!({"type": deed, "member": kitchen.id})).await, "unknown_member");
    }
    let role = json!({"type": "give_role", "member": kitchen.id, "role": "host"});
    assert_eq!(host.refused(role).await, "unknown_member");
    // Its traces are no trail that is warm, until a member builds on one; then it is none of the trail's people.
    let trails = || async { kea.get("trails").await.body["trails"].as_array().cloned().unwrap_or_default() };
    assert_eq!(trails().await.len(), 0);
    kea.does(json!({"type": "leave", "text": "Brought it over", "builds_on": [bread]})).await;
    let warm = trails().await;
    let kea_n = host.members().await.iter().find(|row| row["id"] == kea.member.as_str()).unwrap()["n"].clone();
    assert_eq!((warm.len(), &warm[0]["people"]), (1, &json!([kea_n])), "{warm:?}");
    assert_eq!(warm[0]["size"], 2);
    let weave = kea.get("weave").await.body;
    assert_eq!((weave["people"].as_array().unwrap().len(), weave["ties"].as_array().unwrap().len()), (2, 0), "{weave}");
    server.stop().await;
}

async fn a_file_brings_a_program_along_as_one(store: Store) {
    let server = Server::start(&store.log).await;
    let host = server.host().await;
    let kitchen = Program::let_in(&host, "Kitchen board").await;
    kitchen.leaves("Bread is out of the oven").await;
    let request = http().get(format!("{}export", host.base)).bearer_auth(&host.token);
    let file = request.send().await.unwrap().text().await.unwrap();
    server.stop().await;

    let elsewhere = Store::embedded();
    let server = Server::start(&elsewhere.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    for outcome in ["imported", "already"] {
        let answer = host.call(Method::POST, "import", Some(file.clone())).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let last = answer.body["lines"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["outcome"], outcome, "{answer:?}");
    }
    let members = host.members().await;
    let program = members.iter().find(|row| row["id"] == kitchen.id.as_str()).unwrap();
    assert_eq!((&program["name"], &program["state"]), (&json!("Kitchen board"), &json!("program")));
    let feed = kea.feed().await;
    assert_eq!((&feed[0]["by"], &feed[0]["text"]), (&json!(kitchen.id), &json!("Bread is out of the oven")));
    // Its token is of the circle that it came from.
    let here = Program { address: server.path("programs/traces"), ..kitchen };
    here.sends(&json!({"text": "Here too"})).await.is("not_signed_in");
    server.stop().await;
}

async fn in_a_text_a_programs_name_says_that_it_is_one(store: Store) {
    let server = Server::start(&store.log).await;
    let host = server.host().await;
    let bread = Program::let_in(&host, "Kitchen board").await.leaves("Bread is out of the oven").await;
    let story = tells(&host, "A morning", &[&bread], json!([{"cite": 0}])).await;
    let text = async |rest: String| {
        let request = http().get(format!("{}{rest}", host.base)).bearer_auth(&host.token);
        request.send().await.unwrap().text().await.unwrap()
    };
    let board = text("export?format=md".to_owned()).await;
    let left = board.lines().find(|line| line.ends_with(": Bread is out of the oven")).unwrap();
    assert!(left.starts_with("- **Kitchen board (program)**, "), "{board}");
    assert!(board.contains("  - **Kitchen board (program)**: Bread is out of the oven\n"), "{board}");
    assert!(board.contains("- **Host**, "), "{board}");
    let told = text(format!("stories/{story}/export")).await;
    assert!(told.contains("Kitchen board (program)"), "{told}");
    let page = text(format!("stories/{story}/export?format=html")).await;
    assert!(page.contains("Kitchen board (program)"), "{page}");
    server.stop().await;
}
