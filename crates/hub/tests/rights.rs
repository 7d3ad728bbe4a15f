//! A change of rights takes effect before any later row is sent.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;

use support::{Mode, Reader, Space, at, hub, identity, open};
use tokio::sync::Semaphore;
use traceboard_hub::{Ended, FollowError, Kind};

fn removed() -> Ended {
    Ended::Closed { code: 4003, reason: "removed".to_owned() }
}

#[tokio::test]
async fn a_removed_member_never_gets_a_row_published_together_with_the_removal() {
    for (kind, mode) in [(Kind::Stream, Mode::Open), (Kind::Poll, Mode::WakesOnly)] {
        let (space, hub) = (Space::new(), hub());
        let channel = open(&hub, &space);
        let (leaving, staying) =
            (Reader::with(&channel, 1, at(0), kind, mode), Reader::with(&channel, 2, at(0), kind, mode));
        leaving.until_live().await;
        staying.until_live().await;
        space.remove(1);
        let position = space.row("secret");
        channel.notify();
        staying.until_at(position).await;
        let line = Arc::clone(&leaving.line);
        assert_eq!(leaving.ended().await, removed());
        assert!(!line.got.lock().unwrap().iter().any(|frame| frame.contains("secret") || frame.contains("removed")));
    }
}

#[tokio::test]
async fn a_member_removed_while_rows_are_read_does_not_get_them() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let gate = Arc::new(Semaphore::new(0));
    *space.gate.lock().unwrap() = Some(Arc::clone(&gate));
    let reader = Reader::follow(&channel, 1, at(0));
    tokio::task::yield_now().await;
    // The catching up waits in the source.
    space.remove(1);
    space.row("secret");
    gate.add_permits(100);
    let line = Arc::clone(&reader.line);
    assert_eq!(reader.ended().await, removed());
    assert!(line.got.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_removed_member_is_ended_although_the_line_is_full() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let reader = Reader::follow(&channel, 1, at(0));
    reader.until_live().await;
    reader.set(Mode::Full);
    space.remove(1);
    channel.notify();
    assert_eq!(reader.ended().await, removed());
    let refused = channel.follow(identity(1), line(), Kind::Stream, at(0)).unwrap_err();
    assert_eq!(refused, FollowError::Ended(removed()));
    assert_eq!(hub.load().followers, 0);
}

#[tokio::test]
async fn a_change_of_rights_without_a_row_ends_a_follower() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let reader = Reader::follow(&channel, 1, at(0));
    reader.until_live().await;
    // A session that was revoked: of another log, no position of this one.
    space.revoke(1);
    channel.notify();
    assert_eq!(reader.ended().await, removed());
}

#[tokio::test]
async fn a_changed_role_takes_a_snapshot_and_follows_in_its_new_audience() {
    let (space, hub) = (Space::new(), hub());
    let channel = open(&hub, &space);
    let (rising, staying) = (Reader::follow(&channel, 1, at(0)), Reader::follow(&channel, 2, at(0)));
    rising.until_live().await;
    staying.until_live().await;
    space.make_host(1);
    let position = space.row("r");
    channel.notify();
    staying.until_at(position).await;
    let line = Arc::clone(&rising.line);
    assert_eq!(rising.ended().await, Ended::Anew("role"));
    assert!(!line.got.lock().unwrap().iter().any(|frame| frame.contains("[r")));
    let host = Reader::follow(&channel, 1, position);
    host.until_live().await;
    let next = space.row("both");
    channel.notify();
    host.until_at(next).await;
    staying.until_at(next).await;
    assert_eq!(host.rows().last().unwrap(), &format!("1 {} [both]", next.seq));
    assert_eq!(staying.rows().last().unwrap(), &format!("0 {} [both]", next.seq));
}

fn line() -> Arc<dyn traceboard_hub::Line> {
    struct Nowhere;
    impl traceboard_hub::Line for Nowhere {
        fn offer(&self, _: &traceboard_hub::Frame) -> traceboard_hub::Offered {
            traceboard_hub::Offered::Accepted
        }
        fn wake(&self) {}
    }
    Arc::new(Nowhere)
}
