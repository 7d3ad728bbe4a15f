//! Subscribers get every entry once and in order, wherever they begin.

mod support;

use std::sync::{Arc, atomic::Ordering};

use proptest::prelude::*;
use support::{House, Reader};
use tokio::sync::Barrier;
use traceboard_hub::{RING_FRAMES_MAX, SubscribeError};
use traceboard_log::PAGE_ENTRIES_MAX;
use traceboard_position::Position;

#[tokio::test]
async fn late_joiner_sees_history_once_and_then_what_comes() {
    let house = House::new();
    let hub = house.hub();
    let total = 2 * PAGE_ENTRIES_MAX + 100;
    house.leave_many(0..total).await;
    let mut reader = Reader::new(&hub, &house.name, None).await;
    reader.until(total).await.unwrap();
    house.leave_many(total..total + 3).await;
    reader.until(total + 3).await.unwrap();
    reader.has(0..total + 3);
    assert_eq!(reader.caught_up, 1);
}

#[tokio::test]
async fn an_empty_log_is_caught_up_at_once() {
    let house = House::new();
    let hub = house.hub();
    let mut reader = Reader::new(&hub, &house.name, None).await;
    assert_eq!(reader.subscription.head(), None);
    reader.until(0).await.unwrap();
    house.leave_many(0..1).await;
    reader.until(1).await.unwrap();
    reader.has(0..1);
}

#[tokio::test]
async fn caught_up_comes_with_the_head_that_was_promised() {
    let house = House::new();
    let hub = house.hub();
    let positions = house.leave_many(0..700).await;
    let mut reader = Reader::new(&hub, &house.name, None).await;
    assert_eq!(reader.subscription.head(), positions.last().copied());
    reader.until(0).await.unwrap();
    assert_eq!(reader.entries_at_catch_up, 700);
}

#[tokio::test]
async fn resume_at_every_position_gives_exactly_the_rest() {
    let house = House::new();
    let hub = house.hub();
    // The first part is history for the hub, the second came while it followed, so it is in the ring.
    let mut positions = house.leave_many(0..60).await;
    let mut first = Reader::new(&hub, &house.name, None).await;
    first.until(60).await.unwrap();
    positions.extend(house.leave_many(60..120).await);
    first.until(120).await.unwrap();
    for (number, position) in positions.iter().enumerate() {
        let mut reader = Reader::new(&hub, &house.name, Some(*position)).await;
        reader.until(119 - number).await.unwrap();
        reader.has(number + 1..120);
        assert_eq!(reader.position, positions.last().copied());
    }
}

#[tokio::test]
async fn a_resume_from_the_ring_asks_the_store_nothing() {
    let house = House::new();
    let hub = house.hub();
    let mut first = Reader::new(&hub, &house.name, None).await;
    let positions = house.leave_many(0..50).await;
    first.until(50).await.unwrap();
    let before = (house.log.reads(), house.log.heads(), house.encoded.load(Ordering::Relaxed));
    for position in &positions {
        Reader::new(&hub, &house.name, Some(*position)).await.until(0).await.unwrap();
    }
    assert_eq!((house.log.reads(), house.log.heads(), house.encoded.load(Ordering::Relaxed)), before);
}

#[tokio::test]
async fn a_position_of_no_history_is_not_resumable() {
    let house = House::new();
    let hub = house.hub();
    let last = *house.leave_many(0..5).await.last().unwrap();
    let mut reader = Reader::new(&hub, &house.name, None).await;
    reader.until(5).await.unwrap();
    let foreign = [Position { nonce: !last.nonce, ..last }, Position { seq: 99, ..last }, Position { term: 9, ..last }];
    for after in foreign {
        let refused = hub.subscribe(&house.name, Some(after), None).await;
        assert!(matches!(refused, Err(SubscribeError::NotResumable { .. })), "{after}: {refused:?}");
    }
    assert_eq!(hub.load().subscriptions, 1, "a refused subscription takes no seat");
}

#[tokio::test]
async fn subscribers_share_one_encoding() {
    let house = House::new();
    let hub = house.hub();
    let mut readers = Vec::new();
    for _ in 0..100 {
        readers.push(Reader::new(&hub, &house.name, None).await);
    }
    house.leave_many(0..200).await;
    for reader in &mut readers {
        reader.until(200).await.unwrap();
        reader.has(0..200);
    }
    assert_eq!(house.encoded.load(Ordering::Relaxed), 200, "one encoding each");
}

#[tokio::test]
async fn late_joiners_share_the_pages_they_read() {
    let house = House::new();
    let hub = house.hub();
    house.leave_many(0..900).await;
    house.log.hold_reads(true);
    let joins: Vec<_> = (0..50)
        .map(|_| {
            let (hub, name) = (hub.clone(), house.name.clone());
            tokio::spawn(async move {
                let mut reader = Reader::new(&hub, &name, None).await;
                reader.until(900).await.unwrap();
                reader.has(0..900);
            })
        })
        .collect();
    house.log.hold_reads(false);
    for join in joins {
        join.await.unwrap();
    }
    assert_eq!(house.encoded.load(Ordering::Relaxed), 900, "fifty joiners, one encoding each");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn joins_amid_appends_have_no_gap_and_no_duplicate() {
    let house = Arc::new(House::new());
    let hub = house.hub();
    house.leave_many(0..300).await;
    let total = 300 + 40 * 50;
    let start = Arc::new(Barrier::new(2));
    let writer = {
        let (house, start) = (Arc::clone(&house), Arc::clone(&start));
        tokio::spawn(async move {
            start.wait().await;
            for round in 0..40 {
                house.leave_many(300 + round * 50..300 + (round + 1) * 50).await;
            }
        })
    };
    start.wait().await;
    let mut readers = Vec::new();
    for _ in 0..60 {
        let (hub, name) = (hub.clone(), house.name.clone());
        readers.push(tokio::spawn(async move {
            let mut reader = Reader::new(&hub, &name, None).await;
            // Half-way it comes back with its position, as after a lost connection. One that fell off the ring does
            // the same whenever it happens.
            let mut resumed = false;
            while reader.entries.len() < total {
                let slow = reader.batch().await.is_err();
                if slow || (!resumed && reader.entries.len() > 400) {
                    resumed = true;
                    let mut next = Reader::new(&hub, &name, reader.position).await;
                    next.entries = std::mem::take(&mut reader.entries);
                    reader = next;
                }
            }
            reader.has(0..total);
        }));
        tokio::task::yield_now().await;
    }
    for reader in readers {
        reader.await.unwrap();
    }
    writer.await.unwrap();
}

#[tokio::test]
async fn a_new_term_goes_on_under_open_subscriptions() {
    let house = House::new();
    let hub = house.hub();
    house.leave_many(0..10).await;
    let mut reader = Reader::new(&hub, &house.name, None).await;
    reader.until(10).await.unwrap();
    let before = house.leave_many(10..12).await[1];
    house.reopen().await;
    let after = house.leave_many(12..20).await[0];
    assert!(after.term > before.term);
    reader.until(20).await.unwrap();
    reader.has(0..20);
    for (position, rest) in [(before, 12..20), (after, 13..20)] {
        let mut resumed = Reader::new(&hub, &house.name, Some(position)).await;
        resumed.until(rest.len()).await.unwrap();
        resumed.has(rest);
    }
}

#[tokio::test]
async fn a_log_ends_a_while_after_its_last_subscriber_and_begins_anew() {
    let house = House::new();
    let hub = house.hub();
    house.leave_many(0..3).await;
    let mut reader = Reader::new(&hub, &house.name, None).await;
    reader.until(3).await.unwrap();
    drop(reader);
    assert_eq!(hub.load().logs, 1, "a reload finds the ring warm");
    tokio::time::pause();
    tokio::time::sleep(traceboard_hub::LINGER * 2).await;
    tokio::time::resume();
    assert_eq!((hub.load().logs, hub.load().subscriptions), (0, 0));
    house.leave_many(3..6).await;
    let mut reader = Reader::new(&hub, &house.name, None).await;
    reader.until(6).await.unwrap();
    reader.has(0..6);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Appends, resumes and pauses in any order, with bursts larger than the ring.
    #[test]
    fn any_mix_of_bursts_and_resumes_gives_each_entry_once(
        steps in prop::collection::vec((0_usize..4, 1_usize..700), 1..8)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let house = House::new();
            let hub = house.hub();
            let mut total = 0;
            let mut reader = Reader::new(&hub, &house.name, None).await;
            for (kind, size) in steps {
                match kind {
                    0 | 1 => {
                        let size = size * (1 + kind * 2);
                        house.leave_many(total..total + size).await;
                        total += size;
                    }
                    2 => { let _ = tokio::time::timeout(std::time::Duration::from_millis(1), reader.batch()).await; }
                    _ => {
                        let mut next = Reader::new(&hub, &house.name, reader.position).await;
                        next.entries = std::mem::take(&mut reader.entries);
                        reader = next;
                    }
                }
            }
            while reader.entries.len() < total {
                if reader.batch().await.is_err() {
                    let mut next = Reader::new(&hub, &house.name, reader.position).await;
                    next.entries = std::mem::take(&mut reader.entries);
                    reader = next;
                }
            }
            reader.has(0..total);
        });
    }
}

#[tokio::test]
async fn a_subscriber_that_stops_reading_is_closed_as_slow_while_others_go_on() {
    let house = House::new();
    let hub = house.hub();
    let mut slow = Reader::new(&hub, &house.name, None).await;
    let mut quick = Reader::new(&hub, &house.name, None).await;
    house.leave_many(0..5).await;
    slow.until(5).await.unwrap();
    let total = 5 + RING_FRAMES_MAX + 200;
    for from in (5..total).step_by(100) {
        let to = (from + 100).min(total);
        house.leave_many(from..to).await;
        quick.until(to).await.unwrap();
    }
    quick.has(0..total);
    assert_eq!(slow.until(total).await, Err(traceboard_hub::Closed::Slow));
    assert_eq!(slow.batch().await, Err(traceboard_hub::Closed::Slow), "closed stays closed");
    assert_eq!(hub.load().slow_closed, 1);
    let mut resumed = Reader::new(&hub, &house.name, slow.position).await;
    resumed.until(total - 5).await.unwrap();
    resumed.has(5..total);
}
