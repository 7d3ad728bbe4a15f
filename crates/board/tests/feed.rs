//! What a feed lists: as a wall, no more.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, HOUR, MORNING, left, member, open, promise, trace};
use traceboard_board::{FEED_MAX, FeedPicture, TraceId, What};

fn feed(circle: &Circle) -> FeedPicture {
    circle.board.feed().unwrap()
}

fn ids(circle: &Circle) -> Vec<TraceId> {
    feed(circle).traces.iter().map(|trace| trace.id).collect()
}

fn kept_off(mut what: What) -> What {
    if let What::TraceLeft { off_wall, .. } = &mut what {
        *off_wall = true;
    }
    what
}

#[test]
fn the_newest_come_first_up_to_a_bound_with_where_they_stand() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(1, open(&[]));
    let grown = circle.ok(2, left(&[seed]));
    let found = feed(&circle).traces;
    assert_eq!((found[0].id, found[0].seed), (trace(grown), trace(seed)));
    assert_eq!((found[1].id, found[1].seed, found[1].open), (trace(seed), trace(seed), false), "it is taken up");
    for _ in 0..FEED_MAX {
        circle.ok(3, left(&[]));
    }
    assert_eq!(ids(&circle).len(), FEED_MAX);
    assert!(!ids(&circle).contains(&trace(grown)));
}

#[test]
fn what_the_wall_may_not_show_is_not_there_and_can_not_be_told() {
    let mut circle = Circle::new(HOUR);
    let empty = feed(&circle);
    assert!(empty.traces.is_empty());
    circle.ok(2, kept_off(left(&[])));
    circle.ok(2, promise(3));
    assert_eq!(feed(&circle), empty);
    let shown = circle.ok(1, left(&[]));
    let before = feed(&circle);
    let hidden = circle.ok(2, left(&[shown]));
    circle.ok(1, What::TraceHidden { trace: trace(hidden), why: false });
    assert_eq!(feed(&circle), before);
    circle.ok(1, What::TraceRestored { trace: trace(hidden) });
    assert_eq!(ids(&circle), [trace(hidden), trace(shown)]);
    circle.ok(2, What::TraceWithdrawn { trace: trace(hidden) });
    assert_eq!(feed(&circle), before);
}

#[test]
fn a_rewording_is_newer_and_a_program_is_named_as_one() {
    let mut circle = Circle::new(HOUR);
    let own = circle.ok(2, left(&[]));
    let at_ms = feed(&circle).traces[0].at_ms;
    assert!(at_ms >= MORNING);
    circle.at_ms += 60_000;
    circle.ok(2, What::TraceReworded { trace: trace(own), open: false });
    let reworded = &feed(&circle).traces[0];
    assert_eq!(reworded.at_ms, at_ms);
    assert!(reworded.worded_at_ms > at_ms && !reworded.program);
    circle.ok(1, What::ProgramAdded { program: member(50), colour: 1 });
    circle.ok(50, left(&[]));
    assert!(feed(&circle).traces[0].program);
}
