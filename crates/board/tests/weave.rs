//! Who built on whom, as a weave is made of it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, HOUR, entry, event, imported, left, member, off, trace};
use traceboard_board::{Pattern, Role, What};

#[test]
fn a_pair_stands_for_each_trace_that_builds_on_another_person() {
    let mut circle = Circle::new(HOUR);
    let one = circle.ok(1, left(&[]));
    let two = circle.ok(2, left(&[one]));
    circle.ok(2, left(&[two]));
    let also = circle.ok(1, left(&[]));
    // On two traces of one person, and one of another: each person counts once.
    circle.ok(3, left(&[one, two, also]));
    let built = circle.board.built_on();
    assert_eq!(built.people, [0, 1, 2, 3]);
    assert_eq!(built.pairs, [(2, 0), (2, 1), (1, 0)]);
}

#[test]
fn withdrawn_and_hidden_traces_and_former_members_are_not_in_the_weave() {
    let mut circle = Circle::new(HOUR);
    let one = circle.ok(1, left(&[]));
    let two = circle.ok(2, left(&[one]));
    let three = circle.ok(3, left(&[two]));
    assert_eq!(circle.board.built_on().pairs, [(2, 1), (1, 0)]);
    circle.ok(1, What::TraceHidden { trace: trace(two), why: false });
    assert_eq!(circle.board.built_on().pairs, []);
    circle.ok(1, What::TraceRestored { trace: trace(two) });
    circle.ok(3, What::TraceWithdrawn { trace: trace(three) });
    assert_eq!(circle.board.built_on().pairs, [(1, 0)]);
    circle.ok(2, What::MemberLeft);
    let built = circle.board.built_on();
    assert_eq!((built.people, built.pairs), (vec![0, 2, 3], Vec::new()));
}

#[test]
fn who_came_from_a_file_is_one_of_the_people() {
    let mut circle = Circle::new(HOUR);
    let joined = What::MemberJoined { member: member(9), colour: 1, role: Role::Member };
    let (n, at_ms) = (circle.next(), circle.at_ms);
    circle.add(imported(event(n, 9, at_ms, joined), 1, at_ms, None));
    let from = imported(event(circle.next(), 9, circle.at_ms, left(&[])), 1, at_ms, None);
    let id = from.head.id;
    circle.add(from);
    let what = What::left(vec![id.into()], false);
    circle.ok(2, what);
    assert_eq!(circle.board.built_on().pairs, [(1, 4)]);
}

#[test]
fn the_ring_of_the_last_gathering_has_the_authors_of_its_traces() {
    let mut circle = Circle::new(HOUR);
    assert_eq!(circle.board.gathered(circle.at_ms, 99), None);
    circle.ok(4, left(&[]));
    let from_ms = circle.at_ms;
    let opened = circle.ok(1, What::GatheringOpened { from_ms, to_ms: from_ms + HOUR });
    let n = circle.ok(3, left(&[]));
    circle.ok(2, left(&[n]));
    let later = from_ms + 3 * HOUR;
    circle.ok(1, What::GatheringOpened { from_ms: later, to_ms: later + HOUR });
    assert_eq!(circle.board.gathered(circle.at_ms, 99), Some((entry(opened), vec![1, 2])));
    assert_eq!(circle.board.gathered(circle.at_ms, 1), Some((entry(opened), vec![1])), "by its newest traces");
    assert_eq!(circle.board.gathered(from_ms - 1, 99), None);
    circle.ok(1, off(&[Pattern::Gatherings]));
    assert_eq!(circle.board.gathered(circle.at_ms, 99), None);
}
