//! Which trails are listed, and in which order.

mod support;

use support::{Circle, DAY, HOUR, event, imported, left, member, trace};
use traceboard_board::{Audience, Board, TraceId, Verdict, What};

fn warm(circle: &Circle) -> Vec<TraceId> {
    circle.ids(&circle.board.warm_page(Audience::Member, None, 99).listed)
}

fn quiet(circle: &Circle) -> Vec<TraceId> {
    circle.ids(&circle.board.quiet_page(Audience::Member, None, 99).listed)
}

#[test]
fn a_dark_trail_that_is_built_on_stands_above_an_untouched_newer_one() {
    for half_life_ms in [HOUR, 12 * HOUR, 30 * DAY] {
        let mut circle = Circle::new(half_life_ms);
        let dark = circle.ok(2, left(&[]));
        circle.at_ms += 40 * half_life_ms;
        let newer = circle.ok(3, left(&[]));
        assert_eq!(warm(&circle), [trace(newer), trace(dark)]);
        circle.ok(2, left(&[dark]));
        assert_eq!(warm(&circle), [trace(dark), trace(newer)], "half-life {half_life_ms}");
    }
}

#[test]
fn a_dark_trail_is_lit_also_by_an_author_who_deposited_on_that_day() {
    // A retreat: warmth halves in an hour, and a person counts once a day.
    let mut circle = Circle::new(HOUR);
    let dark = circle.ok(2, left(&[]));
    circle.at_ms += 6 * HOUR;
    let newer = circle.ok(3, left(&[]));
    let from = circle.board.position().unwrap();
    circle.ok(2, left(&[dark]));
    assert_eq!(warm(&circle), [trace(dark), trace(newer)]);
    let told = circle.board.changes_since(from, Audience::Member, 99).unwrap().rows.trails;
    assert_eq!(told, [circle.board.trail(circle.card(dark).n).unwrap()]);
    // Also after a tap, of which the trace makes a whole.
    circle.ok(4, What::TraceWarmed { trace: trace(newer) });
    circle.at_ms += 8 * HOUR;
    let latest = circle.ok(3, left(&[]));
    circle.ok(4, left(&[newer]));
    assert_eq!(warm(&circle)[..2], [trace(newer), trace(latest)]);
}

#[test]
fn building_on_ones_own_trail_keeps_it_lit_and_adds_no_warmth() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(2, left(&[]));
    let n = circle.card(seed).n;
    let warmth_ms = |circle: &Circle| circle.board.trail(n).unwrap().warmth_ms;
    circle.ok(3, left(&[seed]));
    let two = warmth_ms(&circle);
    for _ in 0..20 {
        circle.ok(2, left(&[seed]));
        circle.ok(3, left(&[seed]));
    }
    assert_eq!(warmth_ms(&circle), two, "as warm as by the two of them");
    circle.at_ms += 5 * HOUR;
    let at_ms = circle.at_ms;
    circle.ok(2, left(&[seed]));
    assert_eq!(warmth_ms(&circle), at_ms, "as warm as a new one");
}

#[test]
fn heads_of_the_formats_before_keep_their_order() {
    let mut circle = Circle::new(HOUR);
    let dark = circle.ok(2, left(&[]));
    circle.at_ms += 6 * HOUR;
    let newer = circle.ok(3, left(&[]));
    let mut second = event(circle.next(), 2, circle.at_ms, left(&[dark]));
    second.head.v = 2;
    assert_eq!(circle.add(second), Verdict::Applied);
    assert_eq!(warm(&circle), [trace(newer), trace(dark)]);
}

#[test]
fn a_trail_of_withdrawn_traces_is_in_no_list_until_somebody_builds_on_it() {
    let mut circle = Circle::new(HOUR);
    let (lone, kept) = (circle.ok(2, left(&[])), circle.ok(3, left(&[])));
    let leaf = circle.ok(3, left(&[kept]));
    let from = circle.board.position().unwrap();
    circle.ok(2, What::TraceWithdrawn { trace: trace(lone) });
    circle.ok(3, What::TraceWithdrawn { trace: trace(kept) });
    assert_eq!((warm(&circle), quiet(&circle)), (vec![trace(kept)], vec![trace(kept)]), "a seed that others built on");
    let row = |circle: &Circle, n| circle.board.trail(circle.card(n).n).unwrap();
    let told = circle.board.changes_since(from, Audience::Member, 99).unwrap().rows.trails;
    assert_eq!(told, [row(&circle, lone), row(&circle, kept)], "pages are told of the one that went, too");
    assert!(row(&circle, lone).gone && !row(&circle, kept).gone);
    circle.ok(3, What::TraceWithdrawn { trace: trace(leaf) });
    assert_eq!((warm(&circle), quiet(&circle)), (vec![], vec![]));
    // Whoever began to write before it was taken back.
    circle.ok(4, left(&[lone]));
    assert_eq!(warm(&circle), [trace(lone)]);
    assert!(!row(&circle, lone).gone);
    assert!(Board::from_checkpoint(&circle.board.checkpoint()).as_ref() == Ok(&circle.board));
}

#[test]
fn a_trail_names_and_counts_what_stands_in_it() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(2, left(&[]));
    let of_three = circle.ok(3, left(&[seed]));
    let of_four = circle.ok(4, left(&[of_three]));
    let again = circle.ok(3, left(&[of_four]));
    let names = |circle: &Circle| {
        let row = circle.board.trail(circle.card(seed).n).unwrap();
        let people = circle.board.members_by_numbers(&row.people).iter().map(|row| row.id).collect::<Vec<_>>();
        (row.size, circle.ids(&[row.newest])[0], people)
    };
    let warmth_ms = |circle: &Circle| circle.board.trail(circle.card(seed).n).unwrap().warmth_ms;
    let warm_ms = warmth_ms(&circle);
    assert_eq!(names(&circle), (4, trace(again), vec![member(3), member(4), member(2)]));
    circle.ok(3, What::TraceWithdrawn { trace: trace(again) });
    assert_eq!(names(&circle), (3, trace(of_four), vec![member(4), member(3), member(2)]));
    circle.ok(3, What::TraceWithdrawn { trace: trace(of_three) });
    assert_eq!(names(&circle), (2, trace(of_four), vec![member(4), member(2)]), "nothing that they left stands");
    circle.ok(4, What::TraceWithdrawn { trace: trace(of_four) });
    assert_eq!(names(&circle), (1, trace(seed), vec![member(2)]));
    assert_eq!(warmth_ms(&circle), warm_ms, "a trail that was walked is no colder for it");
    assert!(Board::from_checkpoint(&circle.board.checkpoint()).as_ref() == Ok(&circle.board));
}

#[test]
fn a_files_old_trails_join_what_is_quiet_at_their_place() {
    let mut circle = Circle::new(HOUR);
    let first = circle.ok(2, left(&[]));
    circle.at_ms += 9 * HOUR;
    let second = circle.ok(2, left(&[]));
    let n = circle.next();
    let old = imported(event(n, 3, circle.at_ms, left(&[])), 1, circle.at_ms - 5 * HOUR, None);
    assert_eq!(circle.add(old), Verdict::Applied);
    assert_eq!(quiet(&circle), [trace(first), trace(n), trace(second)]);
}
