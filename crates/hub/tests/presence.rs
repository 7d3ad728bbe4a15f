//! Who is here, over several hubs.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::time::Duration;

use support::{Mode, Reader, Space, at, hub, open};
use tokio::time::Instant;
use traceboard_hub::{ANNOUNCE_AGAIN, HERE_MAX, Kind, PRESENCE_EVERY, PRESENCE_LINGER, SERVER_GONE};

fn told(reader: &Reader) -> Vec<String> {
    reader.got().into_iter().filter(|frame| frame.starts_with("presence")).collect()
}

async fn until_told(reader: &Reader, what: &str) {
    reader
        .until(what, |got| got.iter().rev().find(|frame| frame.starts_with("presence")).is_some_and(|l| l == what))
        .await;
}

#[tokio::test(start_paused = true)]
async fn presence_is_told_to_who_comes_and_when_it_changes() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let first = Reader::follow(&channel, 1, at(0));
    until_told(&first, "presence 1: 1").await;
    let second = Reader::follow(&channel, 2, at(0));
    until_told(&first, "presence 2: 1 2").await;
    until_told(&second, "presence 2: 1 2").await;
    second.task.abort();
    until_told(&first, "presence 1: 1").await;
}

#[tokio::test(start_paused = true)]
async fn several_followers_of_a_member_count_once_and_a_poll_counts_between_two_polls() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let watching = Reader::follow(&channel, 9, at(0));
    let (phone, laptop) = (Reader::follow(&channel, 1, at(0)), Reader::follow(&channel, 1, at(0)));
    until_told(&watching, "presence 2: 1 9").await;
    laptop.task.abort();
    phone.task.abort();
    for _ in 0..20 {
        let poll = Reader::with(&channel, 1, at(0), Kind::Poll, Mode::WakesOnly);
        tokio::time::sleep(Duration::from_secs(1)).await;
        poll.task.abort();
        tokio::time::sleep(PRESENCE_LINGER - Duration::from_secs(1)).await;
    }
    assert_eq!(told(&watching).last().unwrap(), "presence 2: 1 9");
    let changes = told(&watching).len();
    assert!(changes <= 2, "{changes}");
    until_told(&watching, "presence 1: 9").await;
}

#[tokio::test(start_paused = true)]
async fn a_crowd_is_counted_exactly_and_named_in_part() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let crowd: Vec<Reader> = (1..=250).map(|member| Reader::follow(&channel, member, at(0))).collect();
    let named: Vec<String> = (1..=HERE_MAX).map(|number| number.to_string()).collect();
    until_told(&crowd[0], &format!("presence 250: {}", named.join(" "))).await;
}

#[tokio::test(start_paused = true)]
async fn a_coming_and_going_crowd_is_told_at_most_every_two_seconds_and_answers_no_poll() {
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
    let count = told(&watching).len();
    assert!((5..=12).contains(&count), "{count} presence frames in 20 s");
    assert!(poll.got().is_empty(), "{:?}", poll.got());
}

#[tokio::test(start_paused = true)]
async fn members_of_another_server_are_here_until_it_leaves_or_falls_silent() {
    let (here, there) = (Space::new(), Space::new());
    let (one, two) = (hub(), hub());
    let (one, two) = (open(&one, &here), open(&two, &there));
    here.others.lock().unwrap().push(two.clone());
    there.others.lock().unwrap().push(one.clone());
    let watching = Reader::follow(&one, 9, at(0));
    let elsewhere = Reader::follow(&two, 1, at(0));
    until_told(&watching, "presence 2: 1 9").await;
    until_told(&elsewhere, "presence 2: 1 9").await;
    // It leaves in order.
    two.close();
    until_told(&watching, "presence 1: 9").await;
    // Another one is killed: nothing is heard of it any more.
    let killed = hub();
    let dying = Space::new();
    let three = open(&killed, &dying);
    dying.others.lock().unwrap().push(one.clone());
    let _lost = Reader::follow(&three, 2, at(0));
    until_told(&watching, "presence 2: 2 9").await;
    dying.others.lock().unwrap().clear();
    let start = Instant::now();
    until_told(&watching, "presence 1: 9").await;
    let silent = start.elapsed();
    assert!(silent > SERVER_GONE - ANNOUNCE_AGAIN && silent <= SERVER_GONE + PRESENCE_EVERY, "{silent:?}");
}
