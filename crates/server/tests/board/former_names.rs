//! Former names are nobody's to read, and no name or label stands where it can't be erased.

use reqwest::Method;
use serde_json::json;
use traceboard_log::{LogName, StoredBody};

use crate::{
    story::{everything, export, new_id, tell},
    support::{Server, log_in},
};

#[tokio::test]
async fn a_former_name_is_in_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let (server, other) = (Server::start(&log).await, Server::start(&log).await);
    let begin = server.host().await.position().await;
    let story = tell(&server).await;
    for (who, name) in [(&story.kea, "Falter"), (&story.kea, "Amsel"), (&story.host, "Fischer")] {
        who.does(json!({"type": "rename", "name": name, "colour": 2})).await;
    }
    for name in ["Sommerkreis", "Winterkreis"] {
        story.host.does(json!({"type": "change_circle", "name": name})).await;
    }
    let last = story.kea.position().await;
    // A server that was there, one that is told by it, and one that folds it all from the beginning.
    let fresh = Server::start(&log).await;
    for at in [&server, &other, &fresh] {
        for who in [&story.kea, &story.host, &story.tui] {
            let who = who.moved_to(at);
            who.get(&format!("cards?at_least={last}")).await;
            let mut told: String = everything(&story, &who, &begin)
                .await
                .iter()
                .map(|(route, body)| format!("{route}: {body}\n"))
                .collect();
            if who.member == story.host.member {
                told += &export(&who).await;
                told += &who.get("export?format=md").await.body.to_string();
            }
            for name in ["Amsel", "Winterkreis"] {
                assert!(told.contains(name), "{name} is missing in {told}");
            }
            for former in ["\"Kea\"", "Falter", "\"Host\"", "Sommerkreis", "Our circle"] {
                assert!(!told.contains(former), "{former} in {told}");
            }
        }
    }
    let look = json!({"secret": server.invite_secret.reveal()}).to_string();
    let look = story.host.call(Method::POST, "look", Some(look)).await.body.to_string();
    assert!(look.contains("Winterkreis") && !look.contains("Sommerkreis"), "{look}");
}

#[tokio::test]
async fn names_and_labels_stand_in_no_head_and_the_registry_forgets_them() {
    let folder = tempfile::tempdir().unwrap();
    let log = log_in(folder.path());
    let server = Server::start(&log).await;
    let host = server.host().await;
    let label = json!({"id": new_id(), "label": "For Grandmother"}).to_string();
    let made = host.call(Method::POST, "invites", Some(label)).await.body;
    assert_eq!(made["invite"]["label"], "For Grandmother", "{made}");
    let founded = json!({"name": "Kitchen Circle", "founder_name": "Cook Founder"}).to_string();
    let founded = host.call(Method::POST, "circles", Some(founded)).await.body;
    let mut bodies = String::new();
    let mut logs = vec![LogName::new("circles", "opened").unwrap()];
    for circle in [server.circle.as_str(), founded["circle"].as_str().unwrap()] {
        logs.extend(["board", "door"].map(|name| LogName::new(circle, name).unwrap()));
    }
    for name in &logs {
        for entry in log.read(name, None).await.unwrap().entries {
            let head = String::from_utf8(entry.head.to_vec()).unwrap();
            for word in ["Grandmother", "Kitchen", "Cook", "Our circle", "\"Host\"", "printed at start"] {
                assert!(!head.contains(word), "{word} in {head}");
            }
            if name == &logs[0] {
                assert_eq!(entry.body, StoredBody::None, "the registry forgets names once they are on the board");
            }
            bodies += &String::from_utf8_lossy(entry.body.any().map_or(&[], |body| &body[..]));
        }
    }
    for word in ["For Grandmother", "Kitchen Circle", "Cook Founder", "Our circle", "printed at start"] {
        assert!(bodies.contains(word), "{word} is missing in {bodies}");
    }
}
