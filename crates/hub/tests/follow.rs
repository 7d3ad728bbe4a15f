//! What followers get, and in which order.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{sync::Arc, time::Duration};

use support::{Mode, ROWS_MAX, Reader, Space, at, hub, open, rows};
use tokio::sync::Semaphore;
use traceboard_hub::{Ended, Kind};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn live_followers_get_each_row_once_and_in_order() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let readers: Vec<Reader> = (1..=600).map(|member| Reader::follow(&channel, member, at(0))).collect();
    for reader in &readers {
        reader.until_live().await;
    }
    for row in 1..=200 {
        space.row(format!("r{row}"));
        channel.notify();
        if row % 10 == 0 {
            tokio::task::yield_now().await;
        }
    }
    for reader in &readers {
        reader.until_at(at(200)).await;
        assert_eq!(reader.listed(), rows(1..=200));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn followers_that_join_while_rows_arrive_miss_none() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let mut readers = Vec::new();
    for row in 1..=300 {
        readers.push((row - 1, Reader::follow(&channel, u128::from(row), at(row - 1))));
        space.row(format!("r{row}"));
        channel.notify();
        tokio::task::yield_now().await;
    }
    for (after, reader) in &readers {
        reader.until_at(at(300)).await;
        // One that stands between two frames gets the rows from where the later one begins: some again, as they are now.
        let mut listed = reader.listed();
        let positions: Vec<u64> =
            reader.rows().iter().map(|frame| frame.split(' ').nth(1).unwrap().parse().unwrap()).collect();
        assert!(positions.is_sorted_by(|one, other| one < other), "after {after}: {positions:?}");
        listed.retain(|row| row[1..].parse::<u64>().unwrap() > *after);
        listed.sort_by_key(|row| row[1..].parse::<u64>().unwrap());
        listed.dedup();
        assert_eq!(listed, rows(after + 1..=300), "after {after}");
    }
}

#[tokio::test]
async fn only_the_first_states_are_sent_without_rows() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let reader = Reader::follow(&channel, 1, at(0));
    reader.until_at(at(0)).await;
    space.no_row();
    channel.notify();
    space.row("r2");
    channel.notify();
    reader.until_at(at(2)).await;
    assert_eq!(reader.rows(), ["0 0 []", "0 2 [r2]"]);
}

#[tokio::test]
async fn a_delivery_to_a_live_follower_wakes_no_task() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let reader = Reader::follow(&channel, 1, at(0));
    reader.until_at(at(0)).await;
    reader.until_live().await;
    let wakes = *reader.line.wakes.lock().unwrap();
    for _ in 0..50 {
        let position = space.row("r");
        channel.notify();
        reader.until_at(position).await;
    }
    assert_eq!(*reader.line.wakes.lock().unwrap(), wakes);
}

#[tokio::test]
async fn a_full_line_is_never_ended_and_gets_merged_states_when_it_has_room() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let (slow, live) = (Reader::follow(&channel, 1, at(0)), Reader::follow(&channel, 2, at(0)));
    slow.until_live().await;
    slow.set(Mode::Full);
    for row in 1..=ROWS_MAX as u64 {
        space.row(format!("r{row}"));
        channel.notify();
        live.until_at(at(row)).await;
    }
    assert!(slow.listed().is_empty());
    slow.set(Mode::Open);
    slow.until_at(at(8)).await;
    assert_eq!(slow.rows().last().unwrap(), "0 8 [r1,r2,r3,r4,r5,r6,r7,r8]");
    // It is live again.
    slow.until_live().await;
    space.row("r9");
    channel.notify();
    slow.until_at(at(9)).await;
    assert_eq!(slow.listed(), rows(1..=9));
}

#[tokio::test]
async fn a_follower_far_behind_gets_bounded_frames_in_order() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    for row in 1..=30 {
        space.row(format!("r{row}"));
    }
    let reader = Reader::follow(&channel, 1, at(2));
    reader.until_at(at(30)).await;
    assert_eq!(reader.listed(), rows(3..=30));
    assert!(reader.rows().iter().all(|frame| frame.split(',').count() <= ROWS_MAX));
}

#[tokio::test]
async fn positions_without_rows_set_no_follower_behind() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let (one, two) = (Reader::follow(&channel, 1, at(0)), Reader::follow(&channel, 2, at(0)));
    one.until_live().await;
    two.until_live().await;
    let before = (*one.line.wakes.lock().unwrap(), one.got().len());
    for _ in 0..100 {
        space.no_row();
        channel.notify();
        tokio::task::yield_now().await;
    }
    let position = space.row("r");
    channel.notify();
    two.until_at(position).await;
    one.until_at(position).await;
    assert_eq!(*one.line.wakes.lock().unwrap(), before.0);
    assert_eq!(one.listed(), ["r"]);
}

#[tokio::test(start_paused = true)]
async fn an_acked_position_without_rows_is_sent_at_once() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let (author, other) = (Reader::follow(&channel, 1, at(0)), Reader::follow(&channel, 2, at(0)));
    author.until_live().await;
    other.until_live().await;
    // Acked after the round for it is over: paused time goes on only once nothing else has anything to do.
    let position = space.no_row();
    channel.notify();
    tokio::time::sleep(Duration::from_millis(10)).await;
    assert!(!author.reached(position).await);
    author.until_at(position).await;
    assert!(author.reached(position).await);
    // Acked before the space has folded it.
    let next = at(position.seq + 1);
    assert!(!author.reached(next).await);
    assert_eq!(space.no_row(), next);
    channel.notify();
    author.until_at(next).await;
    assert_eq!(other.rows(), ["0 0 []"]);
}

#[tokio::test]
async fn a_position_without_states_ends_the_follower_with_the_sources_reason() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    for row in 1..=5 {
        space.row(format!("r{row}"));
    }
    space.forget_changes();
    assert_eq!(Reader::follow(&channel, 1, at(3)).ended().await, Ended::Anew("too_far_back"));
    let fresh = Reader::follow(&channel, 2, at(5));
    fresh.until_live().await;
    // A live one, too: say, the half-life changed.
    space.row("r6");
    space.forget_changes();
    channel.notify();
    assert_eq!(fresh.ended().await, Ended::Anew("too_far_back"));
}

#[tokio::test]
async fn a_follower_ahead_of_a_replaced_history_takes_a_snapshot() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    for row in 1..=5 {
        space.row(format!("r{row}"));
    }
    let position_beyond = Reader::follow(&channel, 1, at(5));
    position_beyond.until_live().await;
    space.lose(2);
    channel.notify();
    assert_eq!(position_beyond.ended().await, Ended::Anew("unknown_history"));
    // The rows that follow are published from the new end on.
    let within = Reader::follow(&channel, 2, at(3));
    within.until_live().await;
    space.row("another");
    space.forget_changes();
    channel.notify();
    assert_eq!(within.ended().await, Ended::Anew("too_far_back"));
}

#[tokio::test(start_paused = true)]
async fn an_unavailable_source_ends_no_follower() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let reader = Reader::follow(&channel, 1, at(0));
    reader.until_live().await;
    space.state().unavailable = true;
    space.row("r1");
    channel.notify();
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(reader.listed().is_empty());
    space.state().unavailable = false;
    reader.until_at(at(1)).await;
}

#[tokio::test]
async fn a_thousand_followers_that_catch_up_from_one_position_cost_one_encoding() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    for row in 1..=5 {
        space.row(format!("r{row}"));
    }
    let gate = Arc::new(Semaphore::new(0));
    *space.gate.lock().unwrap() = Some(Arc::clone(&gate));
    let readers: Vec<Reader> = (1..=1_000).map(|member| Reader::follow(&channel, member, at(2))).collect();
    tokio::task::yield_now().await;
    gate.add_permits(Semaphore::MAX_PERMITS >> 1);
    for reader in &readers {
        reader.until_at(at(5)).await;
    }
    assert_eq!(space.state().encodings, 1);
}

#[tokio::test]
async fn a_poll_is_woken_by_rows_and_gets_them_merged() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    space.row("r1");
    let behind = Reader::with(&channel, 1, at(0), Kind::Poll, Mode::WakesOnly);
    behind.until_at(at(1)).await;
    let waiting = Reader::with(&channel, 2, at(1), Kind::Poll, Mode::WakesOnly);
    waiting.until_live().await;
    assert!(waiting.got().is_empty(), "{:?}", waiting.got());
    space.row("r2");
    channel.notify();
    waiting.until_at(at(2)).await;
    assert_eq!(waiting.listed(), ["r2"]);
}

#[tokio::test]
async fn own_marks_go_to_their_member_alone() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let (one, two) = (Reader::follow(&channel, 1, at(0)), Reader::follow(&channel, 2, at(0)));
    one.until_live().await;
    two.until_live().await;
    space.mark(1);
    channel.notify();
    one.until("own marks", |got| got.contains(&"mine 1".to_owned())).await;
    one.set(Mode::Full);
    space.mark(1);
    let position = space.mark(1);
    channel.notify();
    two.until_at(position).await;
    one.set(Mode::Open);
    one.until("marks after a pause", |got| got.contains(&"mine 2".to_owned())).await;
    assert!(!two.got().iter().any(|frame| frame.starts_with("mine")));
}
