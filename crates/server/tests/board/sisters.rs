//! Sister circles: chosen stories cross between circles of one server and of two, and go when they are taken back.

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use traceboard_server::Config;
use uuid::Uuid;

use crate::{
    budding::{founder, seed},
    pods::{call_pod, within},
    stories::{open, refused, tells},
    support::{Answer, Person, Server, http, log_in},
};

/// Asks other servers, each time anew.
fn config() -> Config {
    Config { elsewhere: Some(nobody), sisters_kept: Duration::ZERO, ..Config::default() }
}

/// Nobody, since all is plain here.
pub(crate) fn nobody(_: &str) -> std::sync::Arc<rustls::ClientConfig> {
    let ring = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(ring).with_safe_default_protocol_versions().unwrap();
    std::sync::Arc::new(builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth())
}

fn request() -> String {
    json!({"id": Uuid::now_v7()}).to_string()
}

async fn link(host: &Person) -> Value {
    host.call(Method::POST, "sister_links", Some(request())).await.body
}

async fn add(host: &Person, link: &str) -> Answer {
    let body = json!({"id": Uuid::now_v7(), "link": link});
    host.call(Method::POST, "sisters", Some(body.to_string())).await
}

async fn cross(who: &Person, story: &str, crosses: bool) -> Answer {
    let method = if crosses { Method::POST } else { Method::DELETE };
    who.call(method, &format!("stories/{story}/crossing"), Some(request())).await
}

/// The sisters of a circle: how each is related, whether it answers, and the titles of its stories.
async fn sisters(who: &Person) -> Vec<(String, bool, Vec<String>)> {
    let page = who.get("sisters").await;
    assert_eq!(page.status, StatusCode::OK, "{page:?}");
    let titles = |sister: &Value| {
        let stories = sister["stories"].as_array().unwrap().iter();
        stories.map(|story| story["title"].as_str().unwrap().to_owned()).collect()
    };
    let sisters = page.body["sisters"].as_array().unwrap().iter();
    sisters.map(|it| (it["kin"].as_str().unwrap().to_owned(), it["reached"].as_bool().unwrap(), titles(it))).collect()
}

fn linked(reached: bool, titles: &[&str]) -> Vec<(String, bool, Vec<String>)> {
    vec![("linked".to_owned(), reached, titles.iter().map(|title| (*title).to_owned()).collect())]
}

#[tokio::test]
async fn a_story_is_readable_on_another_server_until_it_is_withdrawn() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start_with(&log_in(here.path()), config()).await;
    let other = Server::start_with(&log_in(there.path()), config()).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let (their_host, tui) = (other.host().await, other.join("Tui").await);
    let dug = host.leaves("dug a hole").await;
    let story = tells(&kea, "The pond", &[&dug], json!([{"words": "It began"}, {"cite": 0}])).await;
    let made = link(&host).await;
    let added = add(&their_host, &format!(" {}?fbclid=x ", made["link"].as_str().unwrap())).await;
    assert_eq!((&added.body["name"], &added.body["stories"]), (&json!("Our circle"), &json!([])), "{added:?}");
    assert_eq!(sisters(&tui).await, linked(true, &[]), "a story crosses only where its author lets it");

    assert_eq!(cross(&kea, &story, true).await.status, StatusCode::NO_CONTENT);
    assert_eq!(host.get(&format!("stories/{story}")).await.body["crosses"], true, "everyone here sees that it does");
    assert_eq!(sisters(&tui).await, linked(true, &["The pond"]));
    let path = format!("sisters/{}/stories/{story}", host.circle());
    let read = tui.get(&path).await.body;
    assert_eq!((&read["circle"], &read["story"]["by"]), (&json!("Our circle"), &json!("Kea")));
    let pieces = read["story"]["pieces"].as_array().unwrap();
    assert_eq!((&pieces[0]["words"], &pieces[1]["cited"]["text"]), (&json!("It began"), &json!("dug a hole")));
    assert_eq!(pieces[1]["cited"]["by"], "Host");

    // Whose words were taken back, they are a gap there too; told anew, it is so there; and taken back, it is gone.
    host.does(json!({"type": "withdraw", "trace": dug})).await;
    assert_eq!(tui.get(&path).await.body["story"]["pieces"][1], "gone");
    kea.does(json!({"type": "retell", "trace": story, "text": "The lake", "told": [{"words": "It grew"}]})).await;
    assert_eq!(sisters(&tui).await, linked(true, &["The lake"]));
    host.does(json!({"type": "hide", "trace": story})).await;
    assert_eq!(sisters(&tui).await, linked(true, &[]));
    host.does(json!({"type": "restore", "trace": story})).await;
    cross(&kea, &story, false).await;
    tui.get(&path).await.is("unknown_sister");
    cross(&kea, &story, true).await;
    assert_eq!(sisters(&tui).await, linked(true, &["The lake"]));

    // The pattern is off there, and the link is revoked: nothing more is read, and its circle's name neither.
    host.does(json!({"type": "change_circle", "off": ["sisters"]})).await;
    assert_eq!(sisters(&tui).await, linked(true, &[]));
    host.does(json!({"type": "change_circle", "off": []})).await;
    let revoke = format!("sister_links/{}", made["id"].as_str().unwrap());
    assert_eq!(host.call(Method::DELETE, &revoke, None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(sisters(&tui).await, linked(true, &[]));
    tui.get(&path).await.is("unknown_sister");
    let again = link(&host).await;
    add(&their_host, again["link"].as_str().unwrap()).await;
    assert_eq!(sisters(&tui).await, linked(true, &["The lake"]), "a new link stands in place of the old");

    // A server that is away leaves what it told last, and says so.
    server.stop().await;
    assert_eq!(sisters(&tui).await, linked(false, &["The lake"]));
    assert_eq!(tui.get(&path).await.body["reached"], false);
    let gone = format!("sisters/{}", host.circle());
    their_host.call(Method::DELETE, &gone, None).await;
    assert_eq!(sisters(&tui).await, []);
}

#[tokio::test]
async fn a_trace_built_on_a_sisters_story_names_its_circle() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(&log_in(folder.path()), config()).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let crossed =
        json!({"sister": Uuid::now_v7(), "story": Uuid::now_v7(), "circle": " The  mill ", "title": "The pond"});
    let trace = kea.posts(json!({"type": "leave", "text": "Dug one too", "builds_on": [], "crossed": crossed})).await;
    let card = |feed: Vec<Value>| feed.into_iter().find(|card| card["id"] == json!(trace)).unwrap();
    let shown = card(host.feed().await)["crossed"].clone();
    assert_eq!((&shown["circle"], &shown["title"]), (&json!("The mill"), &json!("The pond")));
    // New words for it stay beside where it comes from, and what is taken back says nothing of it.
    kea.does(json!({"type": "reword", "trace": trace, "text": "Dug a pond too"})).await;
    assert_eq!(card(host.feed().await)["crossed"], shown);
    let exported = http().get(format!("{}export", host.base)).bearer_auth(&host.token).send().await.unwrap();
    assert!(exported.text().await.unwrap().contains("\"title\":\"The pond\""));
    kea.does(json!({"type": "withdraw", "trace": trace})).await;
    assert_eq!(card(host.feed().await)["crossed"], Value::Null);
    let bad = json!({"type": "leave", "text": "a", "builds_on": [], "crossed": {"sister": Uuid::now_v7(), "story": Uuid::now_v7(),
        "circle": "", "title": "b"}});
    assert_eq!(refused(&kea, bad).await.0, "bad_text");
}

#[tokio::test]
async fn a_seeded_circle_and_its_mother_are_sisters_without_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let story = tells(&kea, "The pond", &[], json!([{"words": "It began"}])).await;
    cross(&kea, &story, true).await;
    let links = seed(&host, Uuid::now_v7(), "The bakery").await.body;
    let (_server, baker) = founder(server, &links).await;
    let of = |kin: &str, titles: &[&str]| {
        vec![(kin.to_owned(), true, titles.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>())]
    };
    assert_eq!(sisters(&baker).await, of("mother", &["The pond"]));
    let bread = tells(&baker, "Bread", &[], json!([{"words": "Rye"}])).await;
    cross(&baker, &bread, true).await;
    assert_eq!(sisters(&kea).await, of("bud", &["Bread"]));
    let path = format!("sisters/{}/stories/{bread}", baker.circle());
    assert_eq!(kea.get(&path).await.body["circle"], "The bakery");
    // Kin needs no link, is let go by nobody, and a circle is no sister of itself.
    for host in [&host, &baker] {
        let own = link(host).await;
        add(host, own["link"].as_str().unwrap()).await.is("bad_request");
    }
    add(&host, link(&baker).await["link"].as_str().unwrap()).await.is("bad_request");
    baker.does(json!({"type": "change_circle", "off": ["stories"]})).await;
    assert_eq!(sisters(&kea).await, of("bud", &[]), "without stories nothing crosses");
    baker.get("sisters").await.is("pattern_off");
}

#[tokio::test]
async fn hosts_alone_exchange_links_and_an_author_alone_lets_a_story_cross() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start_with(&log_in(here.path()), config()).await;
    let other = Server::start_with(&log_in(there.path()), config()).await;
    let (host, kea, tui) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let their_host = other.host().await;
    let made = link(&their_host).await;
    let address = made["link"].as_str().unwrap();
    add(&kea, address).await.is("not_a_host");
    kea.call(Method::POST, "sister_links", Some(request())).await.is("not_a_host");
    kea.get("sister_links").await.is("not_a_host");
    kea.call(Method::DELETE, &format!("sisters/{}", their_host.circle()), None).await.is("not_a_host");
    assert_eq!(add(&host, address).await.status, StatusCode::OK);
    let story = tells(&kea, "The pond", &[], json!([{"words": "a"}])).await;
    cross(&tui, &story, true).await.is("not_the_author");
    let trace = kea.leaves("no story").await;
    cross(&kea, &trace, true).await.is("unknown_story");
    // What stands in a pod crosses from nowhere.
    let pod = call_pod(&kea, 5, 42).await;
    let within = within(&kea, &pod);
    let told = tells(&within, "Ours", &[], json!([{"words": "a"}])).await;
    cross(&kea, &told, true).await.is("unknown_story");
    cross(&within, &told, true).await.is("not_found");
    within.get("sisters").await.is("not_found");
    // A browser reads what to do with the link, and a program without it nothing.
    let request = http().get(address).header(header::ACCEPT, "text/html,*/*").send().await.unwrap();
    assert!(request.text().await.unwrap().contains("A link for a host of another circle"));
    let (status, headers, text) = open(address).await;
    assert_eq!((status, &headers["cache-control"]), (StatusCode::OK, &"no-store".parse().unwrap()));
    assert!(serde_json::from_str::<Value>(&text).unwrap()["format"] == 1, "{text}");
    for wrong in [address[..address.len() - 1].to_owned() + "x", format!("{}/sister/x", other.address)] {
        assert_eq!(open(&wrong).await.0, StatusCode::NOT_FOUND, "{wrong}");
    }
    // No file and no entry holds the link.
    let entries = host.get("entries?limit=500").await.body.to_string();
    let exported = http().get(format!("{}export", host.base)).bearer_auth(&host.token).send().await.unwrap();
    for text in [entries, exported.text().await.unwrap()] {
        assert!(!text.contains("sister"), "{text}");
    }
    host.does(json!({"type": "change_circle", "off": ["sisters"]})).await;
    for list in ["sisters".to_owned(), format!("sisters/{}/stories/{story}", their_host.circle())] {
        kea.get(&list).await.is("pattern_off");
    }
    add(&host, address).await.is("pattern_off");
    cross(&kea, &story, true).await.is("pattern_off");
}

/// A server that answers whatever it is asked with these bytes, and then with `more` of them again and again.
async fn liar(answer: &'static str, more: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut asked = [0; 1024];
                let _ = line.read(&mut asked).await;
                let _ = line.write_all(answer.as_bytes()).await;
                while !more.is_empty() && line.write_all(more).await.is_ok() {}
                // It neither says more nor ends.
                let _ = line.read(&mut asked).await;
            });
        }
    });
    format!("http://{address}/sister/{}{}", "0".repeat(31) + "7", "s".repeat(43))
}

#[tokio::test]
async fn every_invalid_answer_of_another_server_is_refused_alike_and_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(&log_in(folder.path()), config()).await;
    let host = server.host().await;
    let begun = Instant::now();
    let mut told = Vec::new();
    for (answer, more) in [
        ("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n", &b""[..]),
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", b""),
        ("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<html", b""),
        ("HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n", b""),
        ("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n", b""),
        ("HTTP/1.1 200 OK\r\n\r\n", &[b'['; 65_536]),
        ("HTTP/1.1 200 OK\r\ncontent-length: 9000000000\r\n\r\n", &[b' '; 65_536]),
        ("not http at all\r\n\r\n", b""),
        ("", b""),
    ] {
        let refused = add(&host, &liar(answer, more).await).await;
        refused.is("sister_unreachable");
        told.push(refused.body["message"].to_string());
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(begun.elapsed() < Duration::from_secs(20), "one of them alone is waited for, five seconds");
    for link in ["", "http://127.0.0.1/", "file:///etc/passwd", "http://127.0.0.1:22/sister/x"] {
        add(&host, link).await.is("bad_request");
    }
    assert_eq!(sisters(&host).await, []);
    // A server that is told to ask nobody elsewhere asks nobody.
    let folder = tempfile::tempdir().unwrap();
    let alone = Server::start(&log_in(folder.path())).await;
    let theirs = link(&host).await;
    add(&alone.host().await, theirs["link"].as_str().unwrap()).await.is("sister_unreachable");
}

/// A server on which every link leads to a circle without stories.
async fn circles_without_stories() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let mut asked = [0; 1024];
            let read = line.read(&mut asked).await.unwrap_or(0);
            let asked = String::from_utf8_lossy(&asked[..read]).into_owned();
            let Some(circle) = asked.strip_prefix("GET /sister/").and_then(|link| link.get(..32)) else { continue };
            let told = json!({"format": 1, "circle": circle, "name": "Pond", "stories": []}).to_string();
            let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", told.len());
            let _ = line.write_all((head + &told).as_bytes()).await;
        }
    });
    address
}

#[tokio::test]
async fn the_link_of_a_sister_that_is_one_too_many_is_kept_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start_with(&log, config()).await;
    let host = server.host().await;
    let at = circles_without_stories().await;
    let max = traceboard_board::door::SISTERS_MAX;
    let add = async |n: usize| {
        let (id, link) = (Uuid::now_v7(), format!("http://{at}/sister/{n:032x}{}", "s".repeat(43)));
        let body = json!({"id": id, "link": link}).to_string();
        (id, host.call(Method::POST, "sisters", Some(body)).await)
    };
    for n in 1..max {
        let added = add(n).await.1;
        assert_eq!(added.status, StatusCode::OK, "{added:?}");
    }
    // Two for the one place that is left, and one that comes when it is taken.
    let (one, other) = tokio::join!(add(max), add(max + 1));
    let mut refused = vec![add(max + 2).await];
    refused.extend([one, other].into_iter().filter(|(_, answer)| answer.status != StatusCode::OK));
    assert_eq!(refused.len(), 2, "{refused:?}");
    let door = traceboard_log::LogName::new(&server.circle, "door").unwrap();
    for (id, answer) in &refused {
        answer.is("too_many_sisters");
        let bodies = log.bodies(&door, &[*id]).await.unwrap();
        assert!(bodies.iter().all(|body| body.any().is_none()), "{bodies:?}");
    }
    assert_eq!(sisters(&host).await.len(), max);
}
