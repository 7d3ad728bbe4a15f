//! Bounds, load, closing and draining.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::{sync::Arc, time::Duration};

use support::{Reader, Space, at, hub, identity, open};
use traceboard_hub::{Bound, Config, Ended, FollowError, Frame, Hub, Kind, Line, Offered};

struct Open;

impl Line for Open {
    fn offer(&self, _: &Frame) -> Offered {
        Offered::Accepted
    }
    fn wake(&self) {}
}

#[tokio::test]
async fn followers_are_bounded_in_all_and_for_each_member() {
    let config = Config { followers_max: 3, followers_per_member_max: 2, ..Config::default() };
    let (space, hub) = (Space::new(), Hub::new(config));
    let channel = open(&hub, &space);
    let follow = |member| channel.follow(identity(member), Arc::new(Open), Kind::Stream, at(0));
    let one = follow(1).unwrap();
    let _two = follow(1).unwrap();
    assert_eq!(follow(1).unwrap_err(), FollowError::Full(Bound::Member));
    let _three = follow(2).unwrap();
    assert_eq!(follow(3).unwrap_err(), FollowError::Full(Bound::Hub));
    drop(one);
    assert_eq!(hub.load().followers, 2);
    follow(1).unwrap();
}

#[tokio::test]
async fn a_channel_reports_since_when_it_is_idle_and_frees_followers_that_left() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    assert!(channel.idle_since().is_some());
    let line: Arc<dyn Line> = Arc::new(Open);
    let followers: Vec<_> = (1..=500)
        .map(|member| channel.follow(identity(member), Arc::clone(&line), Kind::Stream, at(0)).unwrap())
        .collect();
    assert!(channel.idle_since().is_none());
    channel.notify();
    tokio::task::yield_now().await;
    drop(followers);
    assert!(channel.idle_since().is_some());
    assert_eq!((channel.followers(), Arc::strong_count(&line)), (0, 1));
}

#[tokio::test]
async fn a_space_has_one_channel_and_a_closed_one_is_replaced() {
    let (space, hub) = (Space::new(), hub());
    let (one, two) = (open(&hub, &space), open(&hub, &space));
    let reader = Reader::follow(&one, 1, at(0));
    assert_eq!((two.followers(), hub.load().spaces), (1, 1));
    two.close();
    assert_eq!(reader.ended().await, Ended::Unavailable);
    let refused = one.follow(identity(1), Arc::new(Open), Kind::Stream, at(0)).unwrap_err();
    assert_eq!(refused, FollowError::Ended(Ended::Unavailable));
    let fresh = open(&hub, &space);
    Reader::follow(&fresh, 1, at(0)).until_live().await;
}

#[tokio::test]
async fn a_dropped_channel_frees_its_source() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let notifier = channel.notifier();
    drop(channel);
    while Arc::strong_count(&space) > 1 {
        tokio::task::yield_now().await;
    }
    notifier.notify();
    assert_eq!(hub.load().spaces, 0);
}

#[tokio::test(start_paused = true)]
async fn a_drain_ends_all_in_batches_with_spread_hints_and_refuses_new_followers() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let readers: Vec<Reader> = (1..=200).map(|member| Reader::follow(&channel, member, at(0))).collect();
    for reader in &readers {
        reader.until_live().await;
    }
    let draining = tokio::spawn({
        let hub = hub.clone();
        async move { hub.drain(Duration::from_secs(10)).await }
    });
    tokio::time::sleep(Duration::from_secs(5)).await;
    let half = hub.load().followers;
    assert!((60..=140).contains(&half), "{half} after half of the time");
    let refused = channel.follow(identity(1), Arc::new(Open), Kind::Stream, at(0)).unwrap_err();
    assert!(matches!(refused, FollowError::Ended(Ended::Draining { .. })));
    let mut hints = Vec::new();
    for reader in readers {
        let Ended::Draining { come_back_ms } = reader.ended().await else { panic!("not drained") };
        hints.push(come_back_ms);
    }
    draining.await.unwrap();
    hints.sort_unstable();
    assert!(hints[0] < 1_500 && hints[199] > 9_000, "{hints:?}");
    hints.dedup();
    assert!(hints.len() > 150);
}
