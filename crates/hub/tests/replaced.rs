//! A source whose history was replaced.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Mode, Reader, Space, at, hub, open};
use traceboard_hub::Ended;

#[tokio::test]
async fn only_followers_ahead_of_a_replaced_history_take_a_snapshot_and_at_once() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    space.row("r1");
    let behind = Reader::follow(&channel, 1, at(0));
    let ahead = Reader::follow(&channel, 2, at(0));
    for reader in [&behind, &ahead] {
        reader.until_at(at(1)).await;
        reader.until_live().await;
    }
    behind.set(Mode::Full);
    space.row("lost");
    channel.notify();
    ahead.until_at(at(2)).await;
    space.lose(1);
    channel.notify();
    assert_eq!(ahead.ended().await, Ended::Anew("unknown_history"));
    // Rows after that reach whoever goes on, and whoever begins where the new history is.
    let again = Reader::follow(&channel, 2, at(1));
    again.until_live().await;
    behind.set(Mode::Open);
    space.row("r2");
    channel.notify();
    for reader in [&behind, &again] {
        reader.until("the next row", |got| got.iter().any(|frame| frame.contains("r2"))).await;
    }
    assert_eq!(behind.listed(), ["r1", "r2"]);
}
