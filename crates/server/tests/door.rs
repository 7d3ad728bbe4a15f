//! Who gets in, who stays in, and what they get to see.
#![allow(clippy::unwrap_used)]

mod support;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Server, draft, log_in};
use traceboard_server::Config;
use uuid::Uuid;

async fn invite(host: &support::Person, more: &Value) -> (String, String) {
    let mut new = json!({"id": Uuid::now_v7()});
    for (name, value) in more.as_object().unwrap() {
        new[name] = value.clone();
    }
    let made = host.call(Method::POST, "invites", Some(new.to_string())).await;
    assert_eq!(made.status, StatusCode::OK, "{made:?}");
    assert!(made.body["qr_svg"].as_str().unwrap().contains("<svg"));
    let link = made.body["link"].as_str().unwrap();
    (made.body["invite"]["id"].as_str().unwrap().to_owned(), link.split("#invite=").nth(1).unwrap().to_owned())
}

#[tokio::test]
async fn the_host_link_signs_in_the_founder() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (first, second) = (server.host().await, server.host().await);
    assert_eq!(first.member, second.member);
    assert_ne!(first.token, second.token);
    let (members, mine) = (first.members().await, first.mine().await);
    assert_eq!((members.len(), &members[0]["role"], &members[0]["id"]), (1, &json!("host"), &json!(first.member)));
    assert_eq!((&mine["role"], &mine["me"]), (&json!("host"), &json!(first.member)));
}

#[tokio::test]
async fn a_request_that_is_sent_again_uses_the_invite_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let (id, secret) = invite(&host, &json!({"uses_max": 1})).await;
    let request = json!({"request": Uuid::now_v7(), "secret": secret, "name": "Kea", "colour": 3});
    let first = server.join_request(&request).await.unwrap();
    let again = server.join_request(&request).await.unwrap();
    assert_eq!(first.member, again.member, "the repeat completes the same joining");
    assert_eq!(again.members().await.len(), 2);
    server.join_by(&secret, Some("Tui")).await.unwrap_err().is("invite_used_up");
    let listed = host.get("invites").await.body;
    let listed = listed.as_array().unwrap().iter().find(|invite| invite["id"] == id.as_str()).unwrap();
    assert_eq!(listed["uses"], 1);
}

#[tokio::test]
async fn expired_revoked_and_unknown_invites_open_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let (_, short) = invite(&host, &json!({"holds_ms": 60_000})).await;
    let (revoked, secret) = invite(&host, &json!({})).await;
    let gone = host.call(Method::DELETE, &format!("invites/{revoked}"), None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    server.join_by(&secret, Some("Kea")).await.unwrap_err().is("invite_revoked");
    server.join_by(&"x".repeat(43), Some("Kea")).await.unwrap_err().is("unknown_invite");
    server.join_by(server.invite_secret.reveal(), None).await.unwrap_err().is("bad_text");
    server.clock.add(60_001);
    server.join_by(&short, Some("Kea")).await.unwrap_err().is("invite_expired");
    server.clock.add(86_400_000);
    server.join_by(server.host_secret.reveal(), None).await.unwrap_err().is("invite_expired");
}

#[tokio::test]
async fn the_last_place_of_an_invite_is_won_once_through_two_servers() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    assert_eq!(one.circle, other.circle, "both found the same circle");
    let (_, secret) = invite(&one.host().await, &json!({"uses_max": 3})).await;
    let tries = (0..12).map(|number| {
        let (server, secret) = (if number % 2 == 0 { &one } else { &other }, secret.clone());
        async move { server.join_by(&secret, Some(&format!("member {number}"))).await }
    });
    let results = futures_util::future::join_all(tries).await;
    let won = results.iter().filter(|result| result.is_ok()).count();
    assert_eq!(won, 3);
    for lost in results.into_iter().filter_map(Result::err) {
        lost.is("invite_used_up");
    }
}

#[tokio::test]
async fn a_removed_members_socket_closes_at_once_and_reopens_when_they_are_let_back() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let (host, member) = (one.host().await, other.join("Kea").await);
    let mut socket = member.follow().await;
    let ack = host.post(&draft(&json!({"type": "remove", "member": member.member}))).await;
    assert_eq!(ack["type"], "ack", "{ack}");
    assert_eq!(socket.closed().await, 4021, "on the other server too");
    member.get("snapshot").await.is("not_a_member");
    host.post(&draft(&json!({"type": "let_back", "member": member.member}))).await;
    assert_eq!(member.mine().await["me"], member.member.as_str());
    let last = host.post(&draft(&json!({"type": "leave_circle"}))).await;
    assert_eq!(last["code"], "last_host");
}

#[tokio::test]
async fn leaving_ends_all_sessions_of_the_member_and_a_hosts_invite_lets_them_back() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let (host, member) = (one.host().await, other.join("Kea").await);
    let (_, secret) = invite(&member, &json!({"member": member.member})).await;
    let phone = other.join_by(&secret, None).await.unwrap();
    let (mut here, mut there) = (member.follow().await, phone.follow().await);
    member.post(&draft(&json!({"type": "leave_circle"}))).await;
    for socket in [&mut here, &mut there] {
        let code = socket.closed().await;
        assert!(code == 4020 || code == 4021, "{code}");
    }
    // Their own link for another device is no way back in.
    one.join_by(&secret, None).await.err().unwrap();
    host.post(&draft(&json!({"type": "let_back", "member": member.member}))).await;
    for session in [&member, &phone] {
        session.get("snapshot").await.is("not_signed_in");
    }
    let (_, back) = invite(&host, &json!({"member": member.member})).await;
    let again = one.join_by(&back, None).await.unwrap();
    assert_eq!(again.mine().await["me"], member.member.as_str());
}

#[tokio::test]
async fn invites_made_by_a_former_host_stop_when_they_lose_the_role_or_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (founder, kea) = (server.host().await, server.join("Kea").await);
    let give = |role: &str| draft(&json!({"type": "give_role", "member": kea.member, "role": role}));
    founder.post(&give("host")).await;
    let (_, as_host) = invite(&kea, &json!({"role": "host"})).await;
    let (_, poster) = invite(&kea, &json!({})).await;
    founder.post(&give("member")).await;
    let refused = |refused: Result<_, support::Answer>| refused.err().unwrap().is("invite_revoked");
    refused(server.join_by(&as_host, Some("Kea again")).await);
    assert!(server.join_by(&poster, Some("Tui")).await.is_ok(), "who is a host no more did nothing wrong");
    founder.post(&draft(&json!({"type": "remove", "member": kea.member}))).await;
    refused(server.join_by(&poster, Some("Kea again")).await);
}

#[tokio::test]
async fn signing_out_and_revoking_a_personal_link_close_its_sockets() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, member) = (server.host().await, server.join("Kea").await);
    let (id, secret) = invite(&host, &json!({"member": member.member})).await;
    let device = server.join_by(&secret, None).await.unwrap();
    assert_eq!(device.member, member.member);
    let (mut first, mut second) = (member.follow().await, device.follow().await);
    host.call(Method::DELETE, &format!("invites/{id}"), None).await;
    assert_eq!(second.closed().await, 4020);
    device.get("snapshot").await.is("not_signed_in");
    assert_eq!(member.mine().await["me"], member.member.as_str(), "other devices stay");
    member.call(Method::DELETE, "session", None).await;
    assert_eq!(first.closed().await, 4020);
    member.get("snapshot").await.is("not_signed_in");
}

#[tokio::test]
async fn hidden_and_withdrawn_words_are_sent_to_no_member_by_any_route() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, author, reader) = (server.host().await, server.join("Kea").await, server.join("Tui").await);
    let begin = reader.position().await;
    let hidden = author.leaves("secret of the hidden").await;
    let withdrawn = author.leaves("secret of the withdrawn").await;
    let reworded = author.leaves("secret of the reworded").await;
    for (who, deed) in [
        (&host, json!({"type": "hide", "trace": hidden, "why": "a secret stands in it"})),
        (&author, json!({"type": "reword", "trace": reworded, "text": "plain words"})),
        (&author, json!({"type": "withdraw", "trace": withdrawn})),
    ] {
        let frame = who.post(&draft(&deed)).await;
        assert_eq!(frame["type"], "ack", "{frame}");
    }
    assert!(!reader.snapshot().await.to_string().contains("secret"));
    assert!(!author.get("entries").await.body.to_string().contains("a secret stands in it"));
    assert!(host.snapshot().await.to_string().contains("secret of the hidden"), "hosts see what they hid");
    let cards = reader.get(&format!("cards?ids={hidden},{withdrawn},{reworded}")).await.body;
    assert!(!cards.to_string().contains("secret"), "{cards}");
    for (who, sees) in [(&reader, false), (&host, true)] {
        let mut told = who.follow_after(&begin).await.wait_for("states").await.to_string();
        told += &who.get(&format!("states?after={begin}")).await.body.to_string();
        assert_eq!(told.matches("secret of the hidden").count(), if sees { 2 } else { 0 }, "{told}");
        assert!(!told.contains("secret of the withdrawn") && !told.contains("secret of the reworded"), "{told}");
        let entries = who.get("entries").await.body.to_string();
        assert!(entries.contains("plain words") && !entries.contains("secret"), "neither words nor why: {entries}");
    }
    let own = author.get(&format!("words?ids={hidden},{withdrawn}")).await.body;
    assert_eq!(own["words"].as_array().unwrap().len(), 1, "who wrote them still reads what was hidden: {own}");
    assert_eq!(own["words"][0]["hidden_why"], "a secret stands in it", "and why");
    let others = reader.get(&format!("words?ids={hidden},{withdrawn},{reworded}")).await.body;
    assert!(!others.to_string().contains("secret"), "{others}");
    host.post(&draft(&json!({"type": "restore", "trace": hidden}))).await;
    assert!(reader.snapshot().await.to_string().contains("secret of the hidden"));
}

#[tokio::test]
async fn the_cookie_is_one_circles_and_secure_behind_tls() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let cookie = |server: &Server| {
        let body = json!({"request": Uuid::now_v7(), "secret": server.invite_secret.reveal(), "name": "Kea"});
        let sent = support::http().post(server.path("join")).body(body.to_string()).send();
        async {
            let response = sent.await.unwrap();
            // The other one marks the circle's pages.
            let mut cookies = response.headers().get_all("set-cookie").iter().map(|set| set.to_str().unwrap());
            let cookie = cookies.find(|set| !set.contains("_in=")).unwrap().to_owned();
            let body: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
            assert!(body.get("token").is_none(), "a page's script never gets the token");
            cookie
        }
    };
    let plain = Server::start(&log).await;
    let set = cookie(&plain).await;
    let port = plain.address.rsplit(':').next().unwrap();
    assert!(set.starts_with(&format!("traceboard_{}_{port}=", plain.circle)), "{set}");
    for part in ["HttpOnly", "SameSite=Lax", &format!("Path=/api/c/{}", plain.circle), "Max-Age="] {
        assert!(set.contains(part), "{part} is missing in {set}");
    }
    assert!(!set.contains("Secure"), "{set}");
    let signed_in = support::http().get(plain.path("snapshot")).header("cookie", set.split(';').next().unwrap());
    assert_eq!(signed_in.send().await.unwrap().status(), StatusCode::OK);

    let public = Some("https://board.example".parse().unwrap());
    let behind_tls = Server::start_with(&log, Config { public_url: public, ..Config::default() }).await;
    let set = cookie(&behind_tls).await;
    assert!(set.contains("; Secure") && set.contains("_443_tls="), "{set}");
}

#[tokio::test]
async fn a_restart_keeps_sessions_and_a_draining_server_says_when_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let member = server.join("Kea").await;
    member.leaves("before the restart").await;
    let mut socket = member.follow().await;
    let stopping = tokio::spawn(server.stop());
    assert_eq!(socket.closed().await, 4001);
    drop(socket);
    stopping.await.unwrap();
    log.close().await;
    drop(log);
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let member = member.moved_to(&server);
    assert!(member.snapshot().await.to_string().contains("before the restart"));
}

#[tokio::test]
async fn a_newcomer_is_offered_a_colour_that_the_fewest_people_have() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let (_, secret) = invite(&host, &json!({})).await;
    let offered = async || {
        let asked = host.call(Method::POST, "look", Some(json!({"secret": secret}).to_string())).await;
        asked.body["colour"].as_u64().unwrap()
    };
    let mut seen = std::collections::BTreeSet::new();
    for n in 0..11 {
        let colour = offered().await;
        let newcomer = server.join(&format!("Member {n}")).await;
        newcomer.post(&draft(&json!({"type": "rename", "name": format!("Member {n}"), "colour": colour}))).await;
        seen.insert(colour);
    }
    let of_host = host.members().await.into_iter().find(|row| row["role"] == "host").unwrap()["colour"].as_u64();
    assert!(seen.len() == 11 && !seen.contains(&of_host.unwrap()), "{seen:?} {of_host:?}");
}

#[tokio::test]
async fn a_name_that_looks_like_another_has_a_number_and_no_other_has() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (one, other) = (Server::start(&log).await, Server::start(&log).await);
    let host = one.host().await;
    let numbers = async || {
        let row = |row: Value| (row["name"].as_str().unwrap().to_owned(), row["twin"].as_u64());
        host.members().await.into_iter().map(row).collect::<std::collections::BTreeMap<_, _>>()
    };
    let kea = one.join("Kea").await;
    // The second is written in Cyrillic letters.
    for (name, twin) in [("Кеа", Some(2)), ("KEA", Some(3)), ("You", Some(2)), ("Ноst", Some(2)), ("Tui", None)] {
        other.join(name).await;
        assert_eq!(numbers().await[name], twin, "{name}");
    }
    // Two at once, through one server.
    tokio::join!(one.join("Moa"), one.join("MOA"));
    let both = numbers().await;
    assert_eq!(both["Moa"].or(both["MOA"]), Some(2), "{both:?}");
    assert!(both["Moa"].is_none() || both["MOA"].is_none(), "{both:?}");

    // A new colour leaves a name as it is, another name is compared anew, and a repeat is the same deed.
    let rename = |name: &str| draft(&json!({"type": "rename", "name": name, "colour": 5}));
    assert_eq!(kea.post(&rename("Kea")).await["type"], "ack");
    assert_eq!(numbers().await["Kea"], None);
    let taken = rename("tui");
    assert_eq!(kea.post(&taken).await["type"], "ack");
    assert_eq!(numbers().await["tui"], Some(2));
    other.join("TUI").await;
    assert_eq!(kea.post(&taken).await["type"], "ack", "sent again");
    assert_eq!(numbers().await["TUI"], Some(3));
    let mut socket = kea.follow().await;
    let here = socket.wait_for("presence").await;
    assert_eq!(here["here"][0]["twin"], 2, "{here}");
}
