//! Names that a file brings in, beside those that are there.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    export, import, outcomes,
    support::{Person, Server, log_in},
};

/// A line of somebody who is known by their name alone.
fn trace(member: &str) -> String {
    let called = format!("by {member}");
    json!({"id": called, "at": 1, "member": member, "text": "a", "places": [], "builds_on": []}).to_string()
}

/// The line of a member.
fn member(name: &str) -> String {
    json!({"type": "member", "id": Uuid::now_v7(), "at": 1, "name": name, "colour": 3, "role": "member", "state": "present"})
        .to_string()
}

/// The numbers of all names, by the names.
async fn numbers(host: &Person) -> BTreeMap<String, Vec<Option<u64>>> {
    let mut numbers: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in host.members().await {
        let name = row["name"].as_str().unwrap_or_default().to_owned();
        numbers.entry(name).or_default().push(row.get("twin").and_then(Value::as_u64));
    }
    numbers.values_mut().for_each(|twins| twins.sort_unstable());
    numbers
}

#[tokio::test]
async fn imported_names_that_look_like_another_have_a_number_as_at_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    server.join("Kea").await;
    // The fourth is written in Cyrillic letters.
    let file = [trace("Kea"), trace("You"), trace("Tui"), trace("Кеа"), member("Tui"), member("Moa"), trace("host")];
    let file = file.join("\n");
    // From two windows at once.
    let (first, second) = tokio::join!(import(&host, &file), import(&host, &file));
    for lines in [first, second] {
        assert!(lines.iter().all(|line| line["outcome"] != "refused"), "{lines:?}");
    }
    let there = numbers(&host).await;
    for (name, twins) in [
        ("Kea", &[None, Some(2)][..]),
        ("Кеа", &[Some(3)]),
        ("You", &[Some(2)]),
        ("Tui", &[None, Some(2)]),
        ("Moa", &[None]),
        ("host", &[Some(2)]),
    ] {
        assert_eq!(there[name], twins, "{name}");
    }
    assert_eq!(outcomes(&import(&host, &file).await), ["already"; 7]);
    assert_eq!(numbers(&host).await, there, "the same file again gives nobody another number");
    // Numbers are the board's, and no file has them.
    assert!(!export(&host).await.contains("twin"));
    // Later files and newcomers are compared with those who were imported.
    import(&host, &member("Moa")).await;
    server.join("moa").await;
    let there = numbers(&host).await;
    assert_eq!((&there["Moa"], &there["moa"]), (&vec![None, Some(2)], &vec![Some(3)]));
}
