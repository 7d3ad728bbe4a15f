//! Rounds: each answers once or passes, and reads what others gave only then.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, DAY, HOUR, MORNING, entry, event, imported, left, member, place, trace};
use traceboard_board::{
    Audience, Board, EntryId, Event, NoAnswers, OwnRound, ROUND_MS_MAX, ROUNDS_BY_ONE_MAX, Refusal, Role, RoundKind,
    RoundRow, Verdict, What,
};

fn opened(ends_at_ms: Option<i64>) -> What {
    What::RoundOpened { kind: RoundKind::CheckIn, prompts: 1, ends_at_ms, about: None, gathering: None }
}

fn answer(round: u32) -> What {
    What::RoundAnswered { round: entry(round), passed: false }
}

fn pass(round: u32) -> What {
    What::RoundAnswered { round: entry(round), passed: true }
}

fn end(round: u32) -> What {
    What::RoundEnded { round: entry(round) }
}

fn row(circle: &Circle, round: u32) -> RoundRow {
    circle.board.round(circle.board.round_number(entry(round)).unwrap()).unwrap()
}

fn read(circle: &Circle, round: u32, reader: u32) -> Result<Vec<EntryId>, NoAnswers> {
    let answers = circle.board.answers(entry(round), member(reader));
    answers.map(|answers| answers.into_iter().map(|answer| answer.id).collect())
}

fn refused(refusal: Refusal) -> Verdict {
    Verdict::Refused(refusal)
}

#[test]
fn answers_are_for_those_who_gave_theirs_or_passed_also_after_the_end() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(None));
    assert_eq!(read(&circle, round, 2), Err(NoAnswers::AnswerFirst));
    let first = circle.ok(3, answer(round));
    assert_eq!(read(&circle, round, 3).unwrap(), [entry(first)]);
    assert_eq!(read(&circle, round, 1), Err(NoAnswers::AnswerFirst), "a host reads no more than others");
    circle.ok(2, pass(round));
    assert_eq!(read(&circle, round, 2).unwrap(), [entry(first)]);
    circle.ok(2, end(round));
    assert_eq!(read(&circle, round, 4), Err(NoAnswers::AnswerFirst));
    assert_eq!(circle.say(4, answer(round)).1, refused(Refusal::RoundEnded));
    circle.ok(4, pass(round));
    assert_eq!(read(&circle, round, 4).unwrap(), [entry(first)]);
    assert_eq!(read(&circle, 999, 4), Err(NoAnswers::UnknownRound));
}

#[test]
fn the_first_of_two_devices_counts() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(None));
    let first = circle.ok(3, answer(round));
    assert_eq!(circle.say(3, answer(round)).1, refused(Refusal::AnsweredAlready));
    assert_eq!(circle.say(3, pass(round)).1, refused(Refusal::AnsweredAlready));
    circle.ok(4, pass(round));
    assert_eq!(circle.say(4, pass(round)).1, Verdict::Repeated);
    assert_eq!(circle.say(4, answer(round)).1, refused(Refusal::AnsweredAlready));
    assert_eq!(read(&circle, round, 4).unwrap(), [entry(first)]);
}

#[test]
fn a_round_ends_when_nobody_is_left_to_answer() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(None));
    for n in [1, 3] {
        circle.ok(n, answer(round));
    }
    circle.ok(2, pass(round));
    assert_eq!(row(&circle, round).ended_at_ms, None);
    circle.ok(5, What::MemberJoined { member: member(5), colour: 1, role: Role::Member });
    circle.ok(1, What::MemberRemoved { member: member(4) });
    assert_eq!(row(&circle, round).ended_at_ms, None, "who came is waited for");
    circle.ok(5, What::MemberLeft);
    assert!(row(&circle, round).ended_at_ms.is_some(), "who went is waited for no more");
    assert_eq!(row(&circle, round).answered.len(), 2);
}

#[test]
fn a_round_waits_for_a_member_who_comes_back_unless_they_answered_or_passed() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(None));
    circle.ok(3, answer(round));
    for n in [3, 4] {
        circle.ok(1, What::MemberRemoved { member: member(n) });
        circle.ok(1, What::MemberLetBack { member: member(n) });
    }
    circle.ok(1, answer(round));
    circle.ok(2, answer(round));
    assert_eq!(row(&circle, round).ended_at_ms, None);
    circle.ok(4, pass(round));
    assert!(row(&circle, round).ended_at_ms.is_some());
}

#[test]
fn a_round_waits_for_nobody_who_rests_until_they_are_back() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(None));
    circle.ok(4, What::MemberRests);
    circle.ok(1, answer(round));
    circle.ok(2, answer(round));
    assert_eq!(row(&circle, round).ended_at_ms, None);
    circle.ok(4, left(&[]));
    circle.ok(3, answer(round));
    assert_eq!(row(&circle, round).ended_at_ms, None, "they are back");
    circle.ok(4, What::MemberRests);
    assert!(row(&circle, round).ended_at_ms.is_some(), "all others have answered");
    circle.ok(4, left(&[]));
    assert!(row(&circle, round).ended_at_ms.is_some(), "what is over stays over");
}

#[test]
fn who_answers_or_passes_while_they_rest_is_counted_once() {
    for gives in [answer, pass] {
        let mut circle = Circle::new(HOUR);
        let round = circle.ok(2, opened(None));
        circle.ok(4, What::MemberRests);
        circle.ok(4, gives(round));
        circle.ok(1, answer(round));
        circle.ok(2, answer(round));
        assert_eq!(row(&circle, round).ended_at_ms, None, "the third is waited for");
        circle.ok(4, left(&[]));
        circle.ok(3, answer(round));
        assert!(row(&circle, round).ended_at_ms.is_some());
    }
}

#[test]
fn a_round_stays_open_while_all_members_rest() {
    let mut circle = Circle::new(HOUR);
    for n in 1..=4 {
        circle.ok(n, What::MemberRests);
    }
    let round = circle.ok(2, opened(None));
    circle.ok(2, What::MemberRests);
    assert_eq!(row(&circle, round).ended_at_ms, None);
    let again = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert!(again == circle.board, "also from a checkpoint");
    circle.ok(3, answer(round));
    assert!(row(&circle, round).ended_at_ms.is_some());
}

#[test]
fn a_round_ends_at_its_time_whoever_says_so() {
    let mut circle = Circle::new(HOUR);
    let ends_at_ms = circle.at_ms + HOUR;
    let round = circle.ok(2, opened(Some(ends_at_ms)));
    assert_eq!(circle.board.next_round_end(), Some((ends_at_ms, entry(round))));
    assert_eq!(circle.say(3, end(round)).1, refused(Refusal::NotTheAuthor));
    circle.ok(2, What::MemberLeft);
    circle.at_ms = ends_at_ms - 1;
    assert_eq!(circle.say(2, end(round)).1, refused(Refusal::NotAMember));
    circle.at_ms = ends_at_ms;
    assert_eq!(circle.say(3, answer(round)).1, refused(Refusal::RoundEnded), "also before an entry has ended it");
    circle.ok(2, end(round));
    assert_eq!((row(&circle, round).ended_at_ms, circle.board.next_round_end()), (Some(ends_at_ms + 1_000), None));
    assert_eq!(circle.say(2, end(round)).1, Verdict::Repeated);
    assert_eq!(circle.say(1, end(round)).1, Verdict::Repeated);
}

#[test]
fn an_answer_taken_back_is_gone_and_its_author_still_reads() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(None));
    let take_back = What::AnswerWithdrawn { round: entry(round) };
    assert_eq!(circle.say(3, take_back.clone()).1, refused(Refusal::UnknownAnswer));
    let first = circle.ok(3, answer(round));
    circle.ok(2, answer(round));
    assert_eq!(circle.board.answer_of(entry(round), member(3)), Some(entry(first)));
    circle.ok(3, take_back.clone());
    assert_eq!(circle.board.answer_of(entry(round), member(3)), None);
    assert_eq!(read(&circle, round, 3).unwrap().len(), 1);
    assert_eq!(row(&circle, round).answered, [1], "the numbers of members count from 0");
    let own = |n| circle.board.own_rounds(member(n), &[0])[0];
    assert_eq!(own(3), OwnRound { id: entry(round), answered: false, passed: true });
    assert_eq!(own(2), OwnRound { id: entry(round), answered: true, passed: false });
    assert_eq!(own(4), OwnRound { id: entry(round), answered: false, passed: false });
    assert_eq!(circle.say(3, take_back).1, refused(Refusal::UnknownAnswer));
    assert_eq!(circle.say(3, answer(round)).1, refused(Refusal::AnsweredAlready));
}

#[test]
fn that_someone_passed_changes_no_row() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(None));
    let from = circle.board.position().unwrap();
    circle.ok(3, pass(round));
    assert!(!circle.board.changed_after(from));
    assert_eq!(circle.board.mine_changed_since(from), [member(3)]);
    let mine = circle.board.mine_since(member(3), Some(from)).unwrap();
    assert_eq!(mine.rounds, [OwnRound { id: entry(round), answered: false, passed: true }]);
    assert_eq!(circle.board.mine_since(member(4), Some(from)).unwrap().rounds, []);
    circle.ok(4, answer(round));
    let rows = circle.board.changes_since(from, Audience::Member, 9).unwrap().rows;
    assert_eq!((rows.rounds.len(), rows.rounds[0].answered.clone()), (1, vec![3]));
}

#[test]
fn an_answer_is_published_by_its_author_alone() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(None));
    circle.ok(3, answer(round));
    let out = |round: u32| What::TraceLeft {
        builds_on: Vec::new(),
        open: false,
        takes_up: None,
        facet: None,
        cites: Vec::new(),
        round: Some(entry(round)),
        tries: None,
        learned: false,
        joint: None,
        off_wall: false,
    };
    let stranger = circle.ok(2, out(round));
    assert_eq!(circle.card(stranger).round, None);
    let theirs = circle.ok(3, out(round));
    assert_eq!(circle.card(theirs).round, Some(entry(round)));
    let shown = |circle: &Circle| circle.board.answers(entry(round), member(3)).unwrap()[0].trace;
    assert_eq!(shown(&circle), Some(trace(theirs)));
    let file = imported(event(circle.next(), 3, circle.at_ms, out(round)), 1, MORNING - DAY, None);
    let of_a_file = circle.next();
    assert_eq!(circle.add(file), Verdict::Applied);
    assert_eq!(circle.card(of_a_file).round, Some(entry(round)), "a file says of its traces what they are");
    assert_eq!(shown(&circle), Some(trace(theirs)), "and lets nothing out here");
    let nowhere = imported(event(circle.next(), 3, circle.at_ms, out(77)), 1, MORNING - DAY, None);
    let of_a_file = circle.next();
    assert_eq!(circle.add(nowhere), Verdict::Applied);
    assert_eq!(circle.card(of_a_file).round, None);
    circle.ok(1, What::TraceHidden { trace: trace(theirs), why: false });
    assert_eq!(shown(&circle), None);
}

#[test]
fn rounds_are_bounded_in_time_and_number() {
    let mut circle = Circle::new(HOUR);
    for bad in [0, -DAY, ROUND_MS_MAX + 1] {
        let ends_at_ms = Some(circle.at_ms + bad);
        assert_eq!(circle.say(2, opened(ends_at_ms)).1, refused(Refusal::BadTime), "{bad}");
    }
    let odd = What::RoundOpened { kind: RoundKind::Own, prompts: 4, ends_at_ms: None, about: None, gathering: None };
    assert_eq!(circle.say(2, odd).1, Verdict::Unknown);
    let about = |trace| What::RoundOpened {
        kind: RoundKind::Perspectives,
        prompts: 1,
        ends_at_ms: None,
        about: Some(trace),
        gathering: None,
    };
    assert_eq!(circle.say(2, about(trace(77))).1, refused(Refusal::UnknownTrace));
    let seed = circle.ok(3, left(&[]));
    let first = circle.ok(2, about(trace(seed)));
    assert_eq!(row(&circle, first).about, Some(trace(seed)));
    for _ in 1..ROUNDS_BY_ONE_MAX {
        circle.ok(2, opened(None));
    }
    assert_eq!(circle.say(2, opened(None)).1, refused(Refusal::TooManyRounds));
    circle.ok(1, end(first));
    circle.ok(2, opened(None));
    assert_eq!(circle.say(3, answer(77)).1, refused(Refusal::UnknownRound));
}

#[test]
fn a_files_round_is_over_and_nobody_answers_in_anothers_name() {
    let mut circle = Circle::new(HOUR);
    let n = circle.next();
    assert_eq!(circle.add(imported(event(n, 2, circle.at_ms, opened(None)), 1, MORNING - DAY, None)), Verdict::Applied);
    assert_eq!(row(&circle, n).ended_at_ms, Some(MORNING - DAY));
    let over: Event = imported(event(n + 1, 2, circle.at_ms, end(n)), 1, MORNING - HOUR, None);
    assert_eq!(circle.add(over), Verdict::Applied);
    assert_eq!(row(&circle, n).ended_at_ms, Some(MORNING - HOUR));
    let given = imported(event(n + 2, 3, circle.at_ms, answer(n)), 1, MORNING - HOUR, None);
    assert_eq!(circle.add(given), refused(Refusal::NotTheAuthor));
    let passed = circle.ok(3, pass(n));
    assert!(passed > n && read(&circle, n, 3).unwrap().is_empty());
}

#[test]
fn a_snapshot_lists_open_rounds_and_the_newest() {
    let mut circle = Circle::new(HOUR);
    let first = circle.ok(1, opened(None));
    for by in [2, 3, 4, 2, 3, 4] {
        let round = circle.ok(by, opened(None));
        circle.ok(by, end(round));
    }
    let sizes =
        traceboard_board::SnapshotSizes { cards: 1, trails: 1, open_ends: 1, rounds: 3, gatherings: 1, pods: 1 };
    let snapshot = circle.board.snapshot(Audience::Member, &sizes).unwrap();
    assert_eq!((snapshot.rounds, snapshot.rounds_edge), (vec![6, 5, 4, 0], Some(4)));
    let older = circle.board.rounds_page(Some(4), None, 2);
    assert_eq!((older.listed, older.edge), (vec![3, 2], Some(2)));
    assert_eq!(circle.board.rounds_page(Some(2), None, 2).edge, None);
    assert_eq!(row(&circle, first).n, 0);
    let again = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert!(again == circle.board && again.position() == Some(place(circle.next() - 1)));
}
