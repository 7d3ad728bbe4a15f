//! Who is here, over several hubs.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::time::Duration;

use support::{House, Reader};
use tokio::time::Instant;
use traceboard_hub::{ANNOUNCE_AGAIN, HERE_MAX, PRESENCE_EVERY, SERVER_GONE};
use uuid::Uuid;

fn member(number: u128) -> Option<Uuid> {
    Some(Uuid::from_u128(number))
}

#[tokio::test]
async fn presence_is_told_to_who_comes_and_when_it_changes() {
    let house = House::new();
    let hub = house.hub();
    let mut first = Reader::of(&hub, &house.name, None, member(1)).await;
    first.until_told("presence 1: 1").await;
    let second = Reader::of(&hub, &house.name, None, member(2)).await;
    first.until_told("presence 2: 1 2").await;
    let mut wall = Reader::of(&hub, &house.name, None, None).await;
    wall.until_told("presence 2: 1 2").await;
    drop(second);
    first.others.clear();
    first.until_told("presence 1: 1").await;
}

#[tokio::test]
async fn several_sockets_of_a_member_count_once() {
    let house = House::new();
    let hub = house.hub();
    let mut phone = Reader::of(&hub, &house.name, None, member(1)).await;
    let laptop = Reader::of(&hub, &house.name, None, member(1)).await;
    let mut other = Reader::of(&hub, &house.name, None, member(2)).await;
    phone.until_told("presence 2: 1 2").await;
    drop(laptop);
    drop(phone);
    other.others.clear();
    other.until_told("presence 1: 2").await;
}

#[tokio::test]
async fn a_crowd_is_counted_exactly_and_named_in_part() {
    let house = House::new();
    let hub = house.hub();
    let mut crowd = Vec::new();
    for number in 1..=250 {
        crowd.push(Reader::of(&hub, &house.name, None, member(number)).await);
    }
    let named: Vec<String> = (1..=HERE_MAX).map(|number| number.to_string()).collect();
    crowd[0].until_told(&format!("presence 250: {}", named.join(" "))).await;
}

#[tokio::test]
async fn presence_moves_between_hubs_on_one_log() {
    let house = House::new();
    let (one, two) = (house.hub(), house.hub());
    let mut watching = Reader::of(&two, &house.name, None, member(9)).await;
    watching.until_told("presence 1: 9").await;
    let mut moving = Reader::of(&one, &house.name, None, member(1)).await;
    watching.until_told("presence 2: 1 9").await;
    // A hub that begins to follow a log soon hears from those that do already.
    moving.until_told("presence 2: 1 9").await;
    drop(moving);
    watching.others.clear();
    watching.until_told("presence 1: 9").await;
    let _moved = Reader::of(&two, &house.name, None, member(1)).await;
    watching.until_told("presence 2: 1 9").await;
}

#[tokio::test]
async fn a_server_that_falls_silent_is_gone_after_thirty_seconds() {
    let house = House::new();
    let hub = house.hub();
    let mut watching = Reader::of(&hub, &house.name, None, member(9)).await;
    watching.until_told("presence 1: 9").await;
    // A server that dies without a word: its own log handle works, its hub is never heard again.
    let elsewhere = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let dying = {
        let (hub, name) = (house.hub(), house.name.clone());
        elsewhere.spawn(async move { (Reader::of(&hub, &name, None, member(1)).await, hub) }).await.unwrap()
    };
    watching.until_told("presence 2: 1 9").await;
    // To its very end: a last word of its tasks would come when this clock has gone ahead already.
    tokio::task::spawn_blocking(move || elsewhere.shutdown_timeout(Duration::from_secs(20))).await.unwrap();
    watching.others.clear();
    tokio::time::pause();
    let start = Instant::now();
    loop {
        watching.subscription.next().await.map(|batch| watching.others.extend(text(&batch))).unwrap();
        if watching.others.iter().any(|other| other == "presence 1: 9") {
            break;
        }
    }
    let silent = start.elapsed();
    assert!(silent > SERVER_GONE - ANNOUNCE_AGAIN && silent < SERVER_GONE + PRESENCE_EVERY, "{silent:?}");
    drop(dying);
}

#[tokio::test]
async fn a_coming_and_going_crowd_is_told_at_most_every_two_seconds() {
    let house = House::new();
    let hub = house.hub();
    let mut watching = Reader::of(&hub, &house.name, None, member(9)).await;
    watching.until_told("presence 1: 9").await;
    watching.others.clear();
    tokio::time::pause();
    let end = Instant::now() + Duration::from_secs(20);
    let mut comer = None;
    while Instant::now() < end {
        comer = match comer {
            None => Some(hub.subscribe(&house.name, None, member(1)).await.unwrap()),
            Some(gone) => {
                drop(gone);
                None
            }
        };
        if let Ok(batch) = tokio::time::timeout(Duration::from_millis(130), watching.subscription.next()).await {
            watching.others.extend(text(&batch.unwrap()));
        }
    }
    let told = watching.others.len();
    assert!((1..=11).contains(&told), "{told} presence frames in 20 s");
}

fn text(batch: &traceboard_hub::Batch) -> Vec<String> {
    batch.frames.iter().map(|frame| String::from_utf8(frame.to_vec()).unwrap()).collect()
}
