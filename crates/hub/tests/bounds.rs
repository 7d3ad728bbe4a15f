//! Bounds, a failing log, and the way down.

mod support;

use std::time::Duration;

use support::{House, Reader};
use traceboard_hub::{Bound, Closed, Config, LOG_PATIENCE, SubscribeError};
use uuid::Uuid;

#[tokio::test]
async fn subscriptions_are_bounded_by_member_and_in_all() {
    let house = House::new();
    let hub = house.hub_with(Config { subscriptions_max: 3, subscriptions_per_member_max: 2, ..Config::default() });
    let member = Some(Uuid::from_u128(1));
    let first = hub.subscribe(&house.name, None, member).await.unwrap();
    let _second = hub.subscribe(&house.name, None, member).await.unwrap();
    let third = hub.subscribe(&house.name, None, member).await;
    assert!(matches!(third, Err(SubscribeError::Full { bound: Bound::Member, .. })), "{third:?}");
    let _wall = hub.subscribe(&house.name, None, None).await.unwrap();
    let fourth = hub.subscribe(&house.name, None, Some(Uuid::from_u128(2))).await;
    assert!(matches!(fourth, Err(SubscribeError::Full { bound: Bound::Hub, .. })), "{fourth:?}");
    drop(first);
    hub.subscribe(&house.name, None, member).await.unwrap();
}

#[tokio::test]
async fn an_unreachable_log_refuses_who_comes_and_leaves_nothing_behind() {
    let house = House::new();
    let hub = house.hub();
    let log = house.log.take();
    let refused = hub.subscribe(&house.name, None, None).await;
    assert!(matches!(refused, Err(SubscribeError::Log(_))), "{refused:?}");
    assert_eq!((hub.load().logs, hub.load().subscriptions), (0, 0));
    house.log.put(log);
    house.leave_many(0..2).await;
    let mut reader = Reader::new(&hub, &house.name, None).await;
    reader.until(2).await.unwrap();
}

#[tokio::test]
async fn a_log_that_stays_away_closes_its_subscribers_and_one_that_is_back_serves_them() {
    let house = House::new();
    let hub = house.hub();
    house.leave_many(0..2).await;
    let mut reader = Reader::new(&hub, &house.name, None).await;
    reader.until(2).await.unwrap();
    let log = house.log.take();
    log.close().await;
    tokio::time::pause();
    let closed = tokio::time::timeout(LOG_PATIENCE * 3, async {
        loop {
            if let Err(closed) = reader.subscription.next().await {
                break closed;
            }
        }
    });
    assert_eq!(closed.await, Ok(Closed::LogUnavailable));
    tokio::time::resume();
    drop(log);
    house.reopen_after_loss();
    let mut resumed = Reader::new(&hub, &house.name, reader.position).await;
    house.leave_many(2..4).await;
    resumed.until(2).await.unwrap();
    resumed.has(2..4);
}

#[tokio::test]
async fn a_draining_hub_refuses_and_closes_in_batches_with_hints_spread_over_time() {
    let house = House::new();
    let hub = house.hub();
    let mut closing = Vec::new();
    for _ in 0..200 {
        let mut reader = Reader::new(&hub, &house.name, None).await;
        closing.push(tokio::spawn(async move {
            loop {
                if let Err(closed) = reader.batch().await {
                    return (tokio::time::Instant::now(), closed);
                }
            }
        }));
    }
    tokio::task::yield_now().await;
    tokio::time::pause();
    let over = Duration::from_secs(4);
    let start = tokio::time::Instant::now();
    let draining = tokio::spawn({
        let hub = hub.clone();
        async move { hub.drain(over).await }
    });
    let (mut first_half, mut hints) = (0, Vec::new());
    for task in closing {
        let (at, closed) = task.await.unwrap();
        let Closed::Draining { come_back_ms } = closed else { panic!("expected a drain, got {closed:?}") };
        first_half += usize::from(at - start < over / 2);
        hints.push(come_back_ms);
    }
    draining.await.unwrap();
    assert!((80..=120).contains(&first_half), "{first_half} of 200 in the first half");
    for quarter in 0_u64..4 {
        let range = 250 + quarter * 2_500..250 + (quarter + 1) * 2_500;
        let count = hints.iter().filter(|hint| range.contains(hint)).count();
        assert!((35..=65).contains(&count), "{count} of 200 come back in {range:?}");
    }
    let refused = hub.subscribe(&house.name, None, None).await;
    assert!(matches!(refused, Err(SubscribeError::Draining { .. })), "{refused:?}");
}

#[tokio::test]
async fn an_empty_hub_is_drained_at_once() {
    let house = House::new();
    tokio::time::timeout(Duration::from_secs(1), house.hub().drain(Duration::from_secs(60))).await.unwrap();
}

#[tokio::test]
async fn the_end_of_a_hub_ends_its_subscriptions() {
    let house = House::new();
    let hub = house.hub();
    let mut reader = Reader::new(&hub, &house.name, None).await;
    reader.until(0).await.unwrap();
    drop(hub);
    while let Ok(batch) = reader.batch().await {
        assert!(!batch.frames.is_empty());
    }
    assert_eq!(reader.batch().await, Err(Closed::LogUnavailable));
}
