//! Agreements: tried before they are lived, moved on by reviews, and in each member's own words.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{
    Circle, DAY, HOUR, agreed, agreement, entry, event, imported, instead_of, left, off, review, trace, wording,
};
use traceboard_board::{Audience, Board, Facet, Pattern, REVIEW_DAYS_MAX, Refusal, Stage, Verdict, What};

fn moved(n: u32, to: Facet, review: Option<u32>) -> What {
    What::FacetMoved { trace: trace(n), to, review: review.map(entry) }
}

fn tried(days: i64) -> Facet {
    agreed(Stage::Test, Some(days))
}

fn lived() -> Facet {
    agreed(Stage::Mastery, None)
}

fn let_go() -> Facet {
    agreed(Stage::LetGo, None)
}

fn refused(circle: &mut Circle, by: u32, what: What) -> Refusal {
    match circle.say(by, what).1 {
        Verdict::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

fn answer(round: u32) -> What {
    What::RoundAnswered { round: entry(round), passed: false }
}

fn end(round: u32) -> What {
    What::RoundEnded { round: entry(round) }
}

/// A review that was answered by one and ended by its opener.
fn reviewed(circle: &mut Circle, by: u32, n: u32) -> u32 {
    let round = circle.ok(by, review(n));
    circle.ok(4, answer(round));
    circle.ok(by, end(round));
    round
}

fn listed(circle: &Circle) -> Vec<traceboard_board::TraceId> {
    circle.ids(&circle.board.agreements_page(Audience::Member, None, 9).listed)
}

#[test]
fn an_agreement_is_tried_reviewed_and_only_then_lived() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, agreement());
    assert_eq!(refused(&mut circle, 2, moved(n, lived(), None)), Refusal::NotReviewed);
    assert_eq!(refused(&mut circle, 3, moved(n, tried(9), None)), Refusal::NotTheAuthor);
    circle.ok(2, moved(n, tried(9), None));
    assert_eq!((circle.card(n).facet, circle.card(n).review), (Some(tried(9)), None));
    assert_eq!(refused(&mut circle, 2, moved(n, tried(20), None)), Refusal::NotReviewed, "only a review moves its day");
    let round = circle.ok(3, review(n));
    assert_eq!(circle.card(n).review, Some(entry(round)));
    assert_eq!(refused(&mut circle, 1, moved(n, lived(), Some(round))), Refusal::NotReviewed, "it is still open");
    circle.ok(4, answer(round));
    circle.ok(3, end(round));
    assert_eq!(refused(&mut circle, 4, moved(n, lived(), Some(round))), Refusal::NotTheAuthor);
    circle.ok(3, moved(n, lived(), Some(round)));
    assert_eq!((circle.card(n).facet, circle.card(n).review), (Some(lived()), None));
}

#[test]
fn a_proposal_isnt_lived_before_it_was_tried_also_after_a_review() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, agreement());
    let round = reviewed(&mut circle, 3, n);
    assert_eq!(refused(&mut circle, 2, moved(n, lived(), Some(round))), Refusal::NotReviewed);
    circle.ok(3, moved(n, tried(9), Some(round)));
    assert_eq!(refused(&mut circle, 2, moved(n, lived(), Some(round))), Refusal::NotReviewed, "it concluded already");
}

#[test]
fn a_review_that_nobody_answered_concludes_nothing() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, agreement());
    circle.ok(1, moved(n, tried(9), None));
    let round = circle.ok(2, review(n));
    circle.ok(3, What::RoundAnswered { round: entry(round), passed: true });
    circle.ok(2, end(round));
    assert_eq!(refused(&mut circle, 2, moved(n, lived(), Some(round))), Refusal::NotReviewed);
    let again = reviewed(&mut circle, 2, n);
    assert_eq!(refused(&mut circle, 2, moved(n, lived(), Some(round))), Refusal::NotReviewed, "another is the last");
    circle.ok(2, moved(n, lived(), Some(again)));
}

#[test]
fn one_review_of_an_agreement_is_open_at_a_time_and_concludes_once() {
    let mut circle = Circle::new(HOUR);
    let (n, other, plain) = (circle.ok(2, agreement()), circle.ok(2, agreement()), circle.ok(2, left(&[])));
    circle.ok(2, moved(n, tried(9), None));
    let first = circle.ok(3, review(n));
    assert_eq!(refused(&mut circle, 2, review(n)), Refusal::ReviewOpen);
    for n in [other, plain, plain] {
        circle.ok(2, review(n));
    }
    circle.ok(4, answer(first));
    circle.ok(3, end(first));
    // Two conclude it at once: the first counts, and the same again is a repeat.
    circle.ok(1, moved(n, lived(), Some(first)));
    assert_eq!(refused(&mut circle, 3, moved(n, let_go(), Some(first))), Refusal::NotReviewed);
    assert_eq!(circle.say(2, moved(n, lived(), Some(first))).1, Verdict::Repeated);
    let second = reviewed(&mut circle, 3, n);
    circle.ok(3, moved(n, let_go(), Some(second)));
    assert_eq!(refused(&mut circle, 3, review(n)), Refusal::LetGo);
    assert_eq!(refused(&mut circle, 1, moved(n, tried(30), Some(second))), Refusal::LetGo);
}

#[test]
fn an_agreement_is_changed_by_another_that_takes_it_up_once_a_review_lets_it_go() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, agreement());
    circle.ok(2, moved(n, tried(9), None));
    circle.ok(3, support::taking(&[n], &[n]));
    assert_eq!(circle.card(n).taken, None, "only an agreement takes one up");
    let proposal = circle.ok(3, instead_of(n));
    assert_eq!(circle.card(n).taken, Some(circle.card(proposal).n));
    assert_eq!(listed(&circle), [trace(n), trace(proposal)], "it stands until a review lets it go");
    let round = reviewed(&mut circle, 4, n);
    circle.ok(4, moved(n, let_go(), Some(round)));
    assert_eq!((circle.card(n).taken, listed(&circle)), (Some(circle.card(proposal).n), vec![trace(proposal)]));
    circle.ok(3, What::TraceWithdrawn { trace: trace(proposal) });
    assert_eq!((circle.card(n).taken, listed(&circle)), (None, vec![]));
}

#[test]
fn the_current_ones_are_listed_by_their_reviews() {
    let mut circle = Circle::new(HOUR);
    let (late, none, soon) = (circle.ok(2, agreement()), circle.ok(3, agreement()), circle.ok(4, agreement()));
    circle.ok(2, moved(late, tried(30), None));
    circle.ok(4, moved(soon, tried(5), None));
    assert_eq!(listed(&circle), [trace(soon), trace(late), trace(none)]);
    circle.ok(1, What::TraceHidden { trace: trace(soon), why: false });
    assert_eq!(refused(&mut circle, 4, moved(soon, tried(6), None)), Refusal::Hidden);
    circle.ok(3, What::TraceWithdrawn { trace: trace(none) });
    assert_eq!(listed(&circle), [trace(late)]);
    circle.ok(1, What::TraceRestored { trace: trace(soon) });
    circle.ok(2, What::MemberLeft);
    assert_eq!(listed(&circle), [trace(soon), trace(late)], "it is the circle's, also where its author left");
    let round = reviewed(&mut circle, 3, late);
    circle.ok(3, moved(late, tried(3), Some(round)));
    assert_eq!(listed(&circle), [trace(late), trace(soon)]);
    let again = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert!(again == circle.board);
}

#[test]
fn each_members_latest_wording_that_stands_counts() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, agreement());
    let wordings = |circle: &Circle| circle.ids(&circle.board.agreements_page(Audience::Member, None, 9).wordings);
    let (first, other) = (circle.ok(3, wording(n, false)), circle.ok(4, wording(n, true)));
    let latest = circle.ok(3, wording(n, true));
    assert_eq!(wordings(&circle), [trace(latest), trace(other)]);
    circle.ok(3, What::TraceWithdrawn { trace: trace(latest) });
    assert_eq!(wordings(&circle), [trace(first), trace(other)]);
    circle.ok(4, What::MemberLeft);
    assert_eq!(wordings(&circle), [trace(first)]);
    let plain = circle.ok(2, left(&[]));
    assert_eq!(refused(&mut circle, 3, wording(plain, true)), Refusal::NotAnAgreement);
    assert_eq!(refused(&mut circle, 3, wording(first, true)), Refusal::NotAnAgreement);
    assert_eq!(refused(&mut circle, 3, wording(999, true)), Refusal::UnknownTrace);
    assert_eq!(circle.say(3, moved(first, Facet::Wording { shares: true }, None)).1, Verdict::Unknown);
    circle.ok(2, What::TraceWithdrawn { trace: trace(n) });
    assert_eq!(refused(&mut circle, 3, wording(n, true)), Refusal::Withdrawn);
    assert_eq!(refused(&mut circle, 3, review(n)), Refusal::Withdrawn);
}

#[test]
fn a_review_is_from_tomorrow_to_half_a_year_ahead_but_in_a_file() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, agreement());
    // A day more on each side is some time zone's tomorrow, or its last day.
    for to in [tried(-1), tried(REVIEW_DAYS_MAX + 2), agreed(Stage::Test, None), agreed(Stage::LetGo, Some(3))] {
        let round = (to == agreed(Stage::LetGo, Some(3))).then(|| reviewed(&mut circle, 3, n));
        assert_eq!(refused(&mut circle, 2, moved(n, to, round)), Refusal::BadTime, "{to:?}");
    }
    assert_eq!(circle.say(2, moved(n, agreed(Stage::Awareness, None), None)).1, Verdict::Repeated);
    let begun = support::leave(&[], false, None, Some(tried(-400)));
    assert_eq!(refused(&mut circle, 2, begun.clone()), Refusal::NotReviewed);
    let file = imported(event(circle.next(), 2, circle.at_ms, begun), 1, circle.at_ms - 500 * DAY, None);
    assert_eq!(circle.add(file), Verdict::Applied);
    circle.ok(2, moved(n, tried(0), None));
}

#[test]
fn switched_off_agreements_are_not_begun_or_moved_and_each_move_changes_a_row() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, agreement());
    let at = circle.board.position().unwrap();
    circle.ok(2, moved(n, tried(9), None));
    let rows = circle.board.changes_since(at, Audience::Member, 9).unwrap().rows;
    assert_eq!(rows.cards[0].facet, Some(tried(9)));
    let at = circle.board.position().unwrap();
    let round = circle.ok(3, review(n));
    let rows = circle.board.changes_since(at, Audience::Member, 9).unwrap().rows;
    assert_eq!((rows.cards[0].review, rows.rounds[0].id), (Some(entry(round)), entry(round)));
    circle.ok(1, off(&[Pattern::Agreements]));
    for what in [agreement(), wording(n, true), moved(n, tried(20), None)] {
        assert_eq!(refused(&mut circle, 2, what), Refusal::PatternOff);
    }
    circle.ok(2, What::TraceWithdrawn { trace: trace(n) });
    let card = circle.board.card(Audience::Host, trace(n)).unwrap();
    assert_eq!((card.facet, card.taken, card.review), (None, None, None));
}
