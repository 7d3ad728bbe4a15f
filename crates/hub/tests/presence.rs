//! Who is here, over several hubs.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::time::Duration;

use support::{Mode, Reader, Space, at, hub, open};
use tokio::time::Instant;
use traceboard_hub::{ANNOUNCE_AGAIN, Kind, PRESENCE_EVERY, PRESENCE_LINGER, PRESENCE_NAMES_MAX, SERVER_GONE};

fn presences(reader: &Reader) -> Vec<String> {
    reader.got().into_iter().filter(|frame| frame.starts_with("presence")).collect()
}

async fn until_presence(reader: &Reader, what: &str) {
    reader
        .until(what, |got| got.iter().rev().find(|frame| frame.starts_with("presence")).is_some_and(|l| l == what))
        .await;
}

#[tokio::test(start_paused = true)]
async fn presence_is_sent_on_joining_and_when_it_changes() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let first = Reader::follow(&channel, 1, at(0));
    until_presence(&first, "presence 1: 1").await;
    let second = Reader::follow(&channel, 2, at(0));
    until_presence(&first, "presence 2: 1 2").await;
    until_presence(&second, "presence 2: 1 2").await;
    second.task.abort();
    until_presence(&first, "presence 1: 1").await;
}

#[tokio::test(start_paused = true)]
async fn several_followers_of_a_member_count_once_and_a_poll_counts_between_two_polls() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let watching = Reader::follow(&channel, 9, at(0));
    let (phone, laptop) = (Reader::follow(&channel, 1, at(0)), Reader::follow(&channel, 1, at(0)));
    until_presence(&watching, "presence 2: 1 9").await;
    laptop.task.abort();
    phone.task.abort();
    for _ in 0..20 {
        let poll = Reader::with(&channel, 1, at(0), Kind::Poll, Mode::WakesOnly);
        tokio::time::sleep(Duration::from_secs(1)).await;
        poll.task.abort();
        tokio::time::sleep(PRESENCE_LINGER - Duration::from_secs(1)).await;
    }
    assert_eq!(presences(&watching).last().unwrap(), "presence 2: 1 9");
    let changes = presences(&watching).len();
    assert!(changes <= 2, "{changes}");
    until_presence(&watching, "presence 1: 9").await;
}

#[tokio::test(start_paused = true)]
async fn all_present_are_counted_and_only_the_first_are_named() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let crowd: Vec<Reader> = (1..=250).map(|member| Reader::follow(&channel, member, at(0))).collect();
    let named: Vec<String> = (1..=PRESENCE_NAMES_MAX).map(|number| number.to_string()).collect();
    until_presence(&crowd[0], &format!("presence 250: {}", named.join(" "))).await;
}

#[tokio::test(start_paused = true)]
async fn changing_presence_is_sent_at_most_every_two_seconds_and_ends_no_poll() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let watching = Reader::follow(&channel, 9, at(0));
    let poll = Reader::with(&channel, 8, at(0), Kind::Poll, Mode::WakesOnly);
    let start = Instant::now();
    let mut member = 100;
    while start.elapsed() < Duration::from_secs(20) {
        member += 1;
        let comer = Reader::follow(&channel, member, at(0));
        tokio::time::sleep(Duration::from_millis(130)).await;
        comer.task.abort();
    }
    let count = presences(&watching).len();
    assert!((5..=12).contains(&count), "{count} presence frames in 20 s");
    assert!(poll.got().is_empty(), "{:?}", poll.got());
}

#[tokio::test(start_paused = true)]
async fn members_of_another_server_are_present_until_it_leaves_or_is_silent() {
    let (here, there) = (Space::new(), Space::new());
    let (one, two) = (hub(), hub());
    let (one, two) = (open(&one, &here), open(&two, &there));
    here.others.lock().unwrap().push(two.clone());
    there.others.lock().unwrap().push(one.clone());
    let watching = Reader::follow(&one, 9, at(0));
    let elsewhere = Reader::follow(&two, 1, at(0));
    until_presence(&watching, "presence 2: 1 9").await;
    until_presence(&elsewhere, "presence 2: 1 9").await;
    // It leaves in order.
    two.close();
    until_presence(&watching, "presence 1: 9").await;
    // Another one is killed: nothing is heard of it any more.
    let killed = hub();
    let dying = Space::new();
    let three = open(&killed, &dying);
    dying.others.lock().unwrap().push(one.clone());
    let _lost = Reader::follow(&three, 2, at(0));
    until_presence(&watching, "presence 2: 2 9").await;
    dying.others.lock().unwrap().clear();
    let start = Instant::now();
    until_presence(&watching, "presence 1: 9").await;
    let silent = start.elapsed();
    assert!(silent > SERVER_GONE - ANNOUNCE_AGAIN && silent <= SERVER_GONE + PRESENCE_EVERY, "{silent:?}");
}
