//! Stories in files.

use serde_json::json;

use crate::{
    import,
    support::{Server, log_in},
};

#[tokio::test]
async fn an_imported_story_has_gaps_for_missing_traces_and_an_invalid_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let line = |id: &str, more: &str| {
        let rest = r#""at": 1450321981000, "member": "Kea", "text": "A story", "places": [], "builds_on": []"#;
        format!("{{\"id\": \"{id}\", {rest}, {more}}}\n")
    };
    let story = r#""facet": {"is": "story"}, "cites": ["t9"]"#;
    let file = [
        line("s1", &format!(r#"{story}, "told": [{{"words": "and"}}, {{"cite": 0}}]"#)),
        line("s2", &format!(r#"{story}, "told": [{{"cite": 3}}]"#)),
        line("s3", r#""cites": ["t9"]"#),
        line("s4", story),
    ];
    let lines = import(&host, &file.concat()).await;
    let outcomes: Vec<_> = lines.iter().map(|line| line["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["imported", "refused", "refused", "imported"], "{lines:?}");
    let listed = host.get("stories").await.body["cards"].clone();
    let mut parts = Vec::new();
    for card in listed.as_array().unwrap() {
        parts.push(host.get(&format!("stories/{}", card["id"].as_str().unwrap())).await.body["parts"].clone());
    }
    parts.sort_by_key(|parts| parts.to_string());
    assert_eq!(parts, [json!([]), json!([{"words": "and"}, "gone"])]);
}
