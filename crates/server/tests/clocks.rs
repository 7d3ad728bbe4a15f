//! A server whose clock was wrong for a while.
#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;

use reqwest::header::DATE;
use serde_json::json;
use support::{MovedClock, Server};
use traceboard_log::{Clock, EmbeddedLog, Log, SystemClock};

const HOUR: i64 = 3_600_000;
const YEAR: i64 = 365 * 24 * HOUR;

/// How far the card that lies furthest ahead is ahead of the machine's clock.
fn ahead_ms(cards: &[serde_json::Value]) -> i64 {
    cards.iter().map(|card| card["at_ms"].as_i64().unwrap()).max().unwrap() - SystemClock.now_ms()
}

async fn date_off_ms(server: &Server) -> i64 {
    let answer = support::http().get(format!("{}/healthz", server.address)).send().await.unwrap();
    let date = jiff::fmt::rfc2822::parse(answer.headers()[DATE].to_str().unwrap()).unwrap();
    date.timestamp().as_millisecond() - SystemClock.now_ms()
}

#[tokio::test]
async fn a_clock_that_was_ahead_dates_no_later_post_ahead_also_after_a_restart() {
    for ahead in [YEAR, HOUR] {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(MovedClock::default());
        let log: Arc<dyn Log> = Arc::new(EmbeddedLog::open(folder.path(), Arc::clone(&clock) as _).unwrap());
        let server = Server::start(&log).await;
        let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
        kea.leaves("before").await;
        for moved in [&clock, &server.clock] {
            moved.add(ahead);
        }
        let wrong = kea.leaves("by a wrong clock").await;
        assert!(ahead_ms(&kea.feed().await) > ahead - 60_000);
        assert!((date_off_ms(&server).await - ahead).abs() < 60_000);
        let mut socket = tui.follow().await;
        for moved in [&clock, &server.clock] {
            moved.add(-ahead);
        }
        let after = tui.does(json!({"type": "leave", "text": "after", "builds_on": [wrong]})).await;
        // Whoever followed begins anew, since many times and lights changed at once.
        let anew = socket.wait_for("anew").await;
        assert_eq!(anew["why"], "half_life", "{anew}");
        let cards = kea.feed().await;
        assert_eq!(cards[0]["id"], after["id"], "one's own new trace stands on top");
        let texts: Vec<_> = cards.iter().map(|card| card["text"].as_str().unwrap()).collect();
        assert_eq!(texts, ["after", "by a wrong clock", "before"]);
        assert!(ahead_ms(&cards) < 5_000, "{cards:?}");
        assert!(date_off_ms(&server).await.abs() < 60_000);
        server.stop().await;

        let server = Server::start_later(folder.path(), log, 0).await;
        let kea = kea.moved_to(&server);
        kea.leaves("after a restart").await;
        let cards = kea.feed().await;
        assert_eq!(cards[0]["text"], "after a restart");
        assert!(ahead_ms(&cards) < 5_000, "{cards:?}");
    }
}
