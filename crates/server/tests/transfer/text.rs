//! A board as a text to read.

use crate::{
    import,
    support::{Server, log_in},
    together::markdown,
};

#[tokio::test]
async fn a_text_has_each_day_once_also_where_older_traces_were_imported_later() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    let line = |id: &str, at: i64, on: &str| {
        format!(
            r#"{{"id": "{id}", "at": {at}, "member": "Kea", "text": "words {id}", "places": [], "builds_on": [{on}]}}"#
        ) + "\n"
    };
    host.leaves("of today").await;
    let later = [line("c", 1_450_407_600_000, ""), line("d", 1_450_494_000_000, "")].concat();
    let earlier = [line("a", 1_450_321_200_000, ""), line("b", 1_450_407_500_000, r#""a""#)].concat();
    import(&host, &later).await;
    import(&host, &earlier).await;
    let text = markdown(&host).await;
    let days: Vec<_> = text.lines().filter(|line| line.starts_with("## 2")).collect();
    assert_eq!(days[..3], ["## 2015-12-17", "## 2015-12-18", "## 2015-12-19"], "{text}");
    assert_eq!(days.len(), 4, "{text}");
    let places: Vec<_> = ["words a", "words b", "words c", "words d", "of today"].map(|words| text.find(words)).into();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?} {text}");
}
