//! What a board counts once its log's stamps went back: the clock had been ahead.
#![allow(clippy::unwrap_used)]

mod support;

use support::{Circle, DAY, HOUR, MORNING, entry, event, left, place, trace};
use traceboard_board::{Anew, Audience, Board, RoundKind, Verdict, What};

const YEAR: i64 = 365 * DAY;

fn feed(board: &Board) -> Vec<i64> {
    let page = board.feed_page(Audience::Host, None, usize::MAX).unwrap();
    let at = |n: &u32| page.rows.cards.iter().find(|card| card.n == *n).unwrap().at_ms;
    page.listed.iter().map(at).collect()
}

fn order(board: &Board) -> Vec<u32> {
    board.feed_page(Audience::Host, None, usize::MAX).unwrap().listed
}

fn warmest(board: &Board) -> Vec<u32> {
    board.warm_page(Audience::Host, None, usize::MAX).listed
}

fn warm(n: u32) -> What {
    What::TraceWarmed { trace: trace(n) }
}

fn round(ends_at_ms: i64) -> What {
    What::RoundOpened {
        kind: RoundKind::CheckIn,
        prompts: 1,
        ends_at_ms: Some(ends_at_ms),
        about: None,
        gathering: None,
    }
}

/// Two trails, and a minute in which the clock is ahead by so much. What is left last in it gives the seeds of the trails.
fn ahead_for_a_minute(ahead_ms: i64) -> (Circle, [u32; 3]) {
    let mut circle = Circle::new(12 * HOUR);
    let warm_seed = circle.ok(2, left(&[]));
    for by in [3, 4, 1] {
        circle.ok(by, left(&[warm_seed]));
    }
    let cold_seed = circle.ok(2, left(&[]));
    circle.at_ms = MORNING + 3 * HOUR + ahead_ms;
    let wrong = circle.ok(3, left(&[]));
    circle.ok(2, warm(wrong));
    circle.ok(4, left(&[wrong]));
    circle.ok(1, round(circle.at_ms + HOUR));
    circle.at_ms = MORNING + 3 * HOUR + 60_000;
    (circle, [warm_seed, cold_seed, wrong])
}

#[test]
fn nothing_lies_in_the_future_and_the_order_stays_once_the_clock_is_right_again() {
    for ahead_ms in [YEAR, HOUR, 2 * 60_000] {
        let (mut circle, [warm_seed, cold_seed, wrong]) = ahead_for_a_minute(ahead_ms);
        let before = order(&circle.board);
        let now_ms = circle.at_ms;
        let behind = circle.board.position().unwrap();
        let last = circle.ok(2, left(&[]));
        let board = &circle.board;
        assert!(feed(board).iter().all(|at_ms| *at_ms <= now_ms), "{:?}", feed(board));
        assert_eq!(feed(board)[0], now_ms);
        assert_eq!(board.number_of(trace(last)), order(board).first().copied(), "one's own new trace is on top");
        assert_eq!(order(board)[1..], before, "the order of arrival stays");
        // What glowed by the wrong clock doesn't glow for a year, and what was warm before stays warmer than what was not.
        let row = board.light(board.number_of(trace(wrong)).unwrap()).unwrap();
        assert!(row.glow_ms <= now_ms + 12 * HOUR, "it glows for {} h", (row.glow_ms - now_ms) / HOUR);
        let place = |n: u32| warmest(board).iter().position(|seed| Some(*seed) == board.number_of(trace(n)));
        assert!(place(warm_seed) < place(cold_seed), "{:?}", warmest(board));
        assert!(place(warm_seed) < place(wrong), "{:?}", warmest(board));
        // Times and lights of many rows changed at once.
        assert_eq!(board.changes_since(behind, Audience::Host, 10), Err(Anew::HalfLife));
        // A round lasts as long as it was meant to.
        let (ends_at_ms, _) = board.next_round_end().unwrap();
        assert!((now_ms..now_ms + 2 * HOUR).contains(&ends_at_ms), "it ends in {} h", (ends_at_ms - now_ms) / HOUR);
        // And from here on all is as ever.
        circle.ok(3, left(&[last]));
        assert!(circle.board.changes_since(behind, Audience::Host, 10).is_err());
        let newest = circle.board.position().unwrap();
        circle.ok(4, left(&[last]));
        assert!(circle.board.changes_since(newest, Audience::Host, 10).is_ok());
    }
}

#[test]
fn a_round_keeps_its_end_where_the_clock_comes_back_a_little_too_far() {
    let mut circle = Circle::new(12 * HOUR);
    let ends_at_ms = circle.at_ms + 3 * HOUR;
    circle.ok(1, round(ends_at_ms));
    let opened_at_ms = circle.at_ms;
    circle.at_ms += 2 * HOUR;
    circle.ok(2, left(&[]));
    circle.at_ms = opened_at_ms - 2 * 60_000;
    circle.ok(3, left(&[]));
    let sooner_ms = ends_at_ms - circle.board.next_round_end().unwrap().0;
    assert!((0..3 * 60_000).contains(&sooner_ms), "{sooner_ms} ms sooner");
}

#[test]
fn a_checkpoint_knows_the_newest_stamp() {
    let (circle, _) = ahead_for_a_minute(YEAR);
    let mut restored = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert_eq!(restored, circle.board);
    let mut whole = circle.board;
    let next = event(circle.events.len() as u32, 2, circle.at_ms, left(&[]));
    for board in [&mut restored, &mut whole] {
        assert_eq!(board.apply(place(circle.events.len() as u32), &next), Verdict::Applied);
        assert!(feed(board).iter().all(|at_ms| *at_ms <= circle.at_ms));
    }
    assert_eq!(restored, whole);
    assert_eq!(Board::from_checkpoint(&whole.checkpoint()).unwrap(), whole);
}

#[test]
fn stamps_that_differ_by_less_than_a_minute_change_nothing() {
    let mut circle = Circle::new(12 * HOUR);
    circle.ok(2, left(&[]));
    let (behind, at_ms) = (circle.board.position().unwrap(), feed(&circle.board)[0]);
    circle.at_ms -= 50_000;
    circle.ok(3, left(&[]));
    assert!(circle.board.changes_since(behind, Audience::Host, 10).is_ok());
    assert_eq!(feed(&circle.board)[0], at_ms);
}

#[test]
fn a_clock_step_keeps_the_reason_why_a_trace_is_hidden() {
    let (mut circle, [hidden, ..]) = ahead_for_a_minute(HOUR);
    circle.at_ms += HOUR;
    let said = circle.ok(1, What::TraceHidden { trace: trace(hidden), why: true });
    circle.at_ms -= HOUR;
    circle.ok(2, left(&[]));
    assert_eq!(circle.board.hidden_why(trace(hidden)), Some(entry(said)));
}
