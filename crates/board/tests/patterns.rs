//! Open ends and promises, and what a circle switches off.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, DAY, HOUR, due, event, imported, left, member, moved, off, open, promise, taking, trace};
use traceboard_board::{
    Audience, CardState, EntryId, Event, MemberState, PROMISE_DAYS_MAX, Pattern, Refusal, Verdict, What,
};

fn refused(circle: &mut Circle, by: u32, what: What) -> Refusal {
    match circle.say(by, what).1 {
        Verdict::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

fn reworded(n: u32, open: bool) -> What {
    What::TraceReworded { trace: trace(n), open }
}

fn withdrawn(n: u32) -> What {
    What::TraceWithdrawn { trace: trace(n) }
}

/// Who took an entry's trace up, as an entry's number.
fn taken(circle: &Circle, n: u32) -> Option<u32> {
    let id = circle.ids(&[circle.card(n).taken?])[0];
    (0..circle.next()).find(|n| trace(*n) == id)
}

fn promises(circle: &Circle) -> Vec<traceboard_board::TraceId> {
    circle.ids(&circle.board.open_promises(None, 9).0)
}

#[test]
fn an_open_end_is_taken_up_by_the_first_that_says_so_and_open_again_once_none_stands() {
    let mut circle = Circle::new(HOUR);
    let end = circle.ok(2, open(&[]));
    let beside = circle.ok(3, taking(&[end], &[]));
    assert_eq!((taken(&circle, end), circle.grew(end)), (None, 1), "it builds on, and takes nothing up");
    assert_eq!(circle.board.open_ends(9), [circle.card(end).n]);
    let first = circle.ok(3, taking(&[end], &[end]));
    let second = circle.ok(2, taking(&[beside, end], &[end]));
    assert_eq!((taken(&circle, end), taken(&circle, beside)), (Some(first), None));
    assert_eq!(circle.board.open_ends(9), [0; 0]);
    circle.ok(3, withdrawn(first));
    assert_eq!(taken(&circle, end), Some(second));
    circle.ok(2, withdrawn(second));
    assert_eq!((taken(&circle, end), circle.grew(end)), (None, 1));
    assert_eq!(circle.board.open_ends(9), [circle.card(end).n]);
    let third = circle.ok(4, left(&[end]));
    assert_eq!(taken(&circle, end), Some(third), "a head that doesn't say takes every open end up");
    circle.ok(2, withdrawn(end));
    assert_eq!(taken(&circle, end), None, "nothing is taken up of what was withdrawn");
}

#[test]
fn a_page_is_told_of_an_open_end_that_was_taken_up_with_the_card_of_who_did() {
    let mut circle = Circle::new(HOUR);
    let end = circle.ok(2, open(&[]));
    let (at, number) = (circle.board.position().unwrap(), circle.card(end).n);
    let taker = circle.ok(3, taking(&[end], &[end]));
    let rows = circle.board.changes_since(at, Audience::Member, 99).unwrap().rows;
    let cards: Vec<_> = rows.cards.iter().map(|card| (card.n, card.taken)).collect();
    let by = circle.card(taker).n;
    assert!(cards.contains(&(number, Some(by))) && cards.contains(&(by, None)), "{cards:?}");
    assert!(rows.members.iter().any(|row| row.id == member(3)));
    let at = circle.board.position().unwrap();
    circle.ok(4, taking(&[end], &[end]));
    let rows = circle.board.changes_since(at, Audience::Member, 99).unwrap().rows;
    assert!(rows.cards.iter().all(|card| card.n != number), "it is taken up already");
}

#[test]
fn rewording_moves_an_open_end_and_who_builds_on_keeps_what_they_said() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(2, left(&[]));
    let taker = circle.ok(3, left(&[seed]));
    assert_eq!(circle.card(seed).taken, None, "a trace without an end isn't taken up");
    circle.ok(2, reworded(seed, true));
    assert_eq!(taken(&circle, seed), Some(taker));
    let promised = circle.ok(2, promise(3));
    circle.ok(2, reworded(promised, true));
    let card = circle.card(promised);
    assert_eq!((card.open, card.facet), (false, Some(due(3))), "a trace has one facet");
}

#[test]
fn a_promise_is_kept_by_its_author_alone_and_only_where_they_say_so() {
    let mut circle = Circle::new(HOUR);
    let promised = circle.ok(2, promise(3));
    let (number, author) = (circle.card(promised).n, member(2));
    let mark = |circle: &Circle, n| circle.board.marks(member(n), &[number])[0].promised;
    assert_eq!((promises(&circle), circle.board.promises_of(author, 9)), (vec![trace(promised)], vec![number]));
    assert!(mark(&circle, 2) && !mark(&circle, 3));
    circle.ok(3, taking(&[promised], &[promised]));
    circle.ok(2, left(&[promised]));
    assert_eq!((taken(&circle, promised), mark(&circle, 2)), (None, true));
    let at = circle.board.position().unwrap();
    let kept = circle.ok(2, taking(&[promised], &[promised]));
    assert_eq!((taken(&circle, promised), mark(&circle, 2), promises(&circle)), (Some(kept), false, vec![]));
    assert_eq!(circle.board.mine_changed_since(at), [author]);
    assert_eq!(refused(&mut circle, 2, moved(promised, 4)), Refusal::Kept);
    circle.ok(2, withdrawn(kept));
    assert_eq!((taken(&circle, promised), promises(&circle)), (None, vec![trace(promised)]));
}

#[test]
fn a_promise_is_moved_by_its_author_to_another_day_and_listed_by_it() {
    let mut circle = Circle::new(HOUR);
    let (later, sooner) = (circle.ok(2, promise(9)), circle.ok(3, promise(3)));
    assert_eq!(promises(&circle), [trace(sooner), trace(later)]);
    let plain = circle.ok(2, left(&[]));
    assert_eq!(refused(&mut circle, 3, moved(later, 1)), Refusal::NotTheAuthor);
    assert_eq!(refused(&mut circle, 2, moved(plain, 1)), Refusal::NotAPromise);
    assert_eq!(circle.say(2, moved(later, 9)).1, Verdict::Repeated);
    let at = circle.board.position().unwrap();
    circle.ok(2, moved(later, 1));
    assert_eq!((promises(&circle), circle.card(later).facet), (vec![trace(later), trace(sooner)], Some(due(1))));
    assert_eq!(circle.board.changes_since(at, Audience::Member, 9).unwrap().rows.cards[0].id, trace(later));
    circle.ok(1, What::TraceHidden { trace: trace(later), why: false });
    assert_eq!(promises(&circle), [trace(sooner)]);
    assert_eq!(refused(&mut circle, 2, moved(later, 2)), Refusal::Hidden);
    assert_eq!(circle.board.card(Audience::Member, trace(later)).unwrap().facet, None);
    circle.ok(1, What::TraceRestored { trace: trace(later) });
    assert_eq!(promises(&circle), [trace(later), trace(sooner)]);
}

#[test]
fn a_promise_let_go_is_like_any_trace_taken_back() {
    let mut circle = Circle::new(HOUR);
    let (plain, promised, kept) = (circle.ok(2, left(&[])), circle.ok(2, promise(3)), circle.ok(2, promise(3)));
    circle.ok(2, taking(&[kept], &[kept]));
    for n in [plain, promised, kept] {
        circle.ok(2, withdrawn(n));
        let card = circle.card(n);
        assert_eq!((card.state, card.facet, card.taken, card.open), (CardState::Withdrawn, None, None, false));
        let history = circle.board.trace_history(trace(n)).unwrap();
        assert_eq!((history.facet, history.takes_up), (None, None));
        assert!(circle.board.is_withdrawn(trace(n)));
    }
    assert_eq!((promises(&circle), refused(&mut circle, 2, moved(promised, 4))), (vec![], Refusal::Withdrawn));
    assert_eq!(circle.board.promises_of(member(2), 9), [0; 0]);
}

#[test]
fn a_day_in_the_past_or_over_six_weeks_ahead_is_refused_but_from_a_file() {
    let mut circle = Circle::new(HOUR);
    // A day more on each side is some time zone's today, or its last of six weeks.
    for days in [-2, PROMISE_DAYS_MAX + 2, 40_000] {
        assert_eq!(refused(&mut circle, 2, promise(days)), Refusal::BadTime, "{days}");
        let file = imported(event(circle.next(), 2, circle.at_ms, promise(days)), 1, circle.at_ms - 400 * DAY, None);
        assert_eq!(circle.add(file), Verdict::Applied);
    }
    for days in [-1, 0, PROMISE_DAYS_MAX + 1] {
        circle.ok(2, promise(days));
    }
    let promised = circle.ok(2, promise(1));
    assert_eq!(refused(&mut circle, 2, moved(promised, 60)), Refusal::BadTime);
}

#[test]
fn promises_of_former_members_are_in_no_list() {
    let mut circle = Circle::new(HOUR);
    let promised = circle.ok(2, promise(3));
    circle.ok(2, What::MemberLeft);
    assert_eq!(circle.board.member_row(member(2)).unwrap().state, MemberState::Left);
    assert_eq!((promises(&circle), circle.card(promised).facet), (vec![], Some(due(3))));
    assert_eq!(refused(&mut circle, 2, moved(promised, 4)), Refusal::NotAMember);
    circle.ok(1, What::MemberLetBack { member: member(2) });
    assert_eq!(promises(&circle), [trace(promised)]);
}

#[test]
fn a_switched_off_pattern_is_not_begun_and_deeds_that_refer_to_it_are_accepted() {
    let mut circle = Circle::new(HOUR);
    let (end, promised) = (circle.ok(2, open(&[])), circle.ok(2, promise(3)));
    let plain = circle.ok(2, left(&[]));
    assert_eq!(refused(&mut circle, 2, off(&[Pattern::Promises])), Refusal::NotAHost);
    let at = circle.board.position().unwrap();
    circle.ok(1, off(&[Pattern::Promises, Pattern::OpenEnds, Pattern::Promises]));
    let row = circle.board.changes_since(at, Audience::Member, 9).unwrap().rows.circle.unwrap();
    assert_eq!(row.off, [Pattern::OpenEnds, Pattern::Promises]);
    for what in [open(&[]), promise(3), moved(promised, 4), reworded(plain, true)] {
        assert_eq!(refused(&mut circle, 2, what), Refusal::PatternOff);
    }
    circle.ok(2, reworded(end, true));
    circle.ok(3, taking(&[end], &[end]));
    circle.ok(2, taking(&[promised], &[promised]));
    circle.ok(2, withdrawn(promised));
    let file = imported(event(circle.next(), 2, circle.at_ms, open(&[])), 1, circle.at_ms, None);
    assert_eq!(circle.add(file), Verdict::Applied);
    circle.ok(1, off(&[]));
    circle.ok(2, open(&[]));
}

#[test]
fn a_facet_or_pattern_that_is_not_known_leaves_the_rest_readable() {
    let read = |what: &str| {
        let id = support::entry(7);
        let head = format!(r#"{{"v":3,"id":"{id}","by":"{}","written_at_ms":0,{what}}}"#, member(2));
        Event::read(id, head.as_bytes(), 0).head.what
    };
    let facet = |facet: &str| read(&format!(r#""type":"trace_left","builds_on":[],"open":true,"facet":{facet}"#));
    assert_eq!(facet("null"), open(&[]));
    assert_eq!(facet(r#"{"is":"agreement","stage":1}"#), open(&[]));
    assert_eq!(facet(r#"{"is":"promise","due":"2026-02-30"}"#), open(&[]));
    assert!(
        matches!(facet(r#"{"is":"promise","due":"2026-06-04"}"#), What::TraceLeft { facet, .. } if facet == Some(due(3)))
    );
    assert_eq!(read(r#""type":"circle_changed","off":["promises","dances",3]"#), off(&[Pattern::Promises]));
    assert_eq!(read(r#""type":"facet_moved","trace":"x","to":{"is":"dance"}"#), What::Unknown);
    // What it writes it reads.
    for what in [promise(3), moved(7, 4), taking(&[1], &[1]), off(&[Pattern::Pods])] {
        let event = event(7, 2, 0, what);
        let head = serde_json::to_vec(&event.head).unwrap();
        assert_eq!(Event::read(EntryId(event.head.id.0), &head, 0), event);
    }
}
