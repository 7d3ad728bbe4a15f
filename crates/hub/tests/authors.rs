//! Authors who are acked while everybody is being written to.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{Reader, Space, at, hub, open, rows};
use traceboard_hub::OFFERS_PER_YIELD;

/// More than are written to before other tasks get their turn.
const FOLLOWERS: u64 = 3 * OFFERS_PER_YIELD as u64;

#[tokio::test]
async fn an_author_does_not_wait_for_a_round_and_no_follower_gets_a_row_twice() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let mut readers: Vec<Reader> =
        (1..=FOLLOWERS).map(|member| Reader::follow(&channel, u128::from(member), at(0))).collect();
    for reader in &readers {
        reader.until_at(at(0)).await;
        reader.until_live().await;
    }
    let author = readers.pop().unwrap();
    space.row("r1");
    channel.notify();
    while readers[0].listed().is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(author.listed().is_empty(), "the round is not over");
    let own = space.row("r2");
    assert!(!author.reached(own).await);
    assert!(!author.is_live().await, "it catches up by itself");
    author.until_at(own).await;
    assert!(
        readers.iter().all(|reader| !reader.listed().contains(&"r2".to_owned())),
        "the others wait for the next round"
    );
    author.until_live().await;
    // Between what is published and what comes now.
    space.row("r3");
    channel.notify();
    for reader in readers.iter().chain([&author]) {
        reader.until_at(at(3)).await;
        assert_eq!(reader.listed(), rows(1..=3));
    }
    assert_eq!(author.rows(), ["0 0 []", "0 2 [r1,r2]", "0 3 [r3]"]);
}

#[tokio::test]
async fn an_author_ahead_of_a_cut_frame_gets_only_rows_new_to_it() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let mut readers: Vec<Reader> =
        (1..=FOLLOWERS).map(|member| Reader::follow(&channel, u128::from(member), at(0))).collect();
    for reader in &readers {
        reader.until_at(at(0)).await;
        reader.until_live().await;
    }
    let author = readers.pop().unwrap();
    space.row("r1");
    channel.notify();
    while readers[0].listed().is_empty() {
        tokio::task::yield_now().await;
    }
    // Two frames and a half.
    let mut own = at(1);
    for row in 2..=20 {
        own = space.row(format!("r{row}"));
    }
    assert!(!author.reached(own).await);
    author.until_at(own).await;
    author.until_live().await;
    channel.notify();
    space.row("r21");
    for reader in readers.iter().chain([&author]) {
        reader.until_at(at(21)).await;
        assert_eq!(reader.listed(), rows(1..=21));
    }
}
