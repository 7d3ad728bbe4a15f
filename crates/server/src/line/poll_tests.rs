//! Long polls.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use tokio::time::{Instant, sleep, sleep_until};
use traceboard_hub::{Channel, Config, Ended, Follower, Hub, Identity, Kind, Source};
use uuid::Uuid;

use super::{
    PollLine,
    numbers::{Numbers, at},
    wait,
};

struct Room {
    source: Arc<Numbers>,
    channel: Channel,
}

impl Room {
    fn open(hub: &Hub, space: u128) -> Self {
        let source = Arc::new(Numbers { newest: AtomicU64::new(5), removed: AtomicU64::new(0), bytes: 5 });
        let channel = hub.open(Uuid::from_u128(space), Arc::clone(&source) as Arc<dyn Source>);
        Self { source, channel }
    }

    fn follow(&self, line: &Arc<PollLine>, after: u64) -> Follower {
        let who = Identity { member: Uuid::from_u128(1), key: Bytes::new() };
        let line = Arc::clone(line) as Arc<dyn traceboard_hub::Line>;
        self.channel.follow(who, line, Kind::Poll, at(after)).unwrap()
    }
}

#[tokio::test(start_paused = true)]
async fn a_poll_that_is_behind_is_answered_at_once_and_one_that_is_not_waits() {
    let hub = Hub::new(Config::default());
    let (one, two) = (Room::open(&hub, 1), Room::open(&hub, 2));
    let line = Arc::new(PollLine::default());
    let mut followers = [one.follow(&line, 5), two.follow(&line, 3)];
    let start = Instant::now();
    let answers = wait(&line, &mut followers, sleep_until(start + Duration::from_secs(25))).await;
    assert_eq!(answers.len(), 1);
    let (index, caught_up) = &answers[0];
    assert_eq!((*index, caught_up.as_ref().unwrap().states.as_ref().unwrap().payload()), (1, Bytes::from("  3 5")));
    // Nothing but positions without rows and people who come: an empty answer at the end.
    assert!(wait(&line, &mut followers, sleep_until(start + Duration::from_secs(25))).await.is_empty());
    assert_eq!(start.elapsed(), Duration::from_secs(25));
    // Rows of either space answer it.
    let source = Arc::clone(&one.source);
    let channel = one.channel.clone();
    tokio::spawn(async move {
        sleep(Duration::from_secs(3)).await;
        source.newest.store(6, Ordering::Release);
        channel.notify();
    });
    let start = Instant::now();
    let answers = wait(&line, &mut followers, sleep_until(start + Duration::from_secs(25))).await;
    assert_eq!((answers.len(), answers[0].0, start.elapsed().as_secs()), (1, 0, 3));
}

#[tokio::test(start_paused = true)]
async fn a_parked_poll_of_one_who_is_removed_is_answered_without_rows() {
    let hub = Hub::new(Config::default());
    let room = Room::open(&hub, 1);
    let line = Arc::new(PollLine::default());
    let mut followers = [room.follow(&line, 5)];
    let (source, channel) = (Arc::clone(&room.source), room.channel.clone());
    tokio::spawn(async move {
        sleep(Duration::from_secs(3)).await;
        source.removed.store(1, Ordering::Release);
        source.newest.store(7, Ordering::Release);
        channel.notify();
    });
    let answers = wait(&line, &mut followers, sleep(Duration::from_secs(25))).await;
    assert!(matches!(&answers[..], [(0, Err(Ended::Closed { code: 4003, .. }))]));
}
