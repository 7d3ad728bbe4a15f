//! What is kept of changes is bounded, and a checkpoint that is none is an error.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, HOUR, left, member, place, trace};
use traceboard_board::{Anew, Audience, Board, CHANGES_ROWS_MAX, CHECKPOINT_VERSION, CheckpointError, MINE_MAX, What};

#[test]
fn a_position_further_back_than_the_order_of_changes_begins_anew() {
    let mut circle = Circle::new(HOUR);
    let first = circle.ok(2, left(&[]));
    // Each seed is a card, a light and a trail, and all share their author.
    for _ in 0..CHANGES_ROWS_MAX / 3 {
        circle.ok(2, left(&[]));
    }
    let changes = |n| circle.board.changes_since(place(n), Audience::Member, usize::MAX);
    assert_eq!(changes(first - 1), Err(Anew::TooFarBack));
    assert!(circle.board.changed_after(place(first - 1)));
    let kept = changes(first + 2).unwrap();
    assert!(!kept.more && kept.rows.len() > CHANGES_ROWS_MAX - 20);
}

#[test]
fn marks_are_the_newest_and_too_many_changed_ones_begin_anew() {
    let mut circle = Circle::new(HOUR);
    let traces: Vec<_> = (0..=MINE_MAX).map(|_| circle.ok(2, left(&[]))).collect();
    let from = circle.board.position().unwrap();
    for n in &traces {
        circle.ok(3, What::TraceWarmed { trace: trace(*n) });
    }
    assert_eq!(circle.board.mine_since(member(3), Some(from)), Err(Anew::TooFarBack));
    assert!(circle.board.mine_since(member(4), Some(from)).unwrap().marks.is_empty());
    assert_eq!(circle.board.mine_changed_since(from), [member(3)]);
    let all = circle.board.mine_since(member(3), None).unwrap().marks;
    assert_eq!((all.len(), all[0].n), (MINE_MAX, circle.card(traces[MINE_MAX]).n));
}

#[test]
fn bytes_that_are_no_checkpoint_of_this_version_are_an_error() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, left(&[]));
    circle.ok(3, left(&[n]));
    let bytes = circle.board.checkpoint();
    for len in 0..bytes.len() {
        assert!(Board::from_checkpoint(&bytes[..len]).is_err(), "cut to {len}");
    }
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 4;
        assert!(Board::from_checkpoint(&damaged).is_err(), "damaged at {at}");
    }
    let mut later = bytes.clone();
    later[4..8].copy_from_slice(&(CHECKPOINT_VERSION + 1).to_le_bytes());
    assert_eq!(Board::from_checkpoint(&later), Err(CheckpointError::Version(CHECKPOINT_VERSION + 1)));
    assert!(Board::from_checkpoint(&bytes).unwrap() == circle.board);
    assert!(Board::from_checkpoint(&Board::new().checkpoint()).unwrap() == Board::new());
}
