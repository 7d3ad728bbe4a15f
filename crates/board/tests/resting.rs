//! Who rests, and who is new.

mod support;

use support::{Circle, HOUR, entry, event, imported, left, member, open, trace};
use traceboard_board::{Audience, Board, Pattern, Refusal, Role, RoundKind, Verdict, What};

fn rests(circle: &Circle, n: u32) -> bool {
    circle.board.member_row(member(n)).is_some_and(|row| row.resting)
}

#[test]
fn a_member_rests_until_they_do_something() {
    let mut circle = Circle::new(HOUR);
    let (own, others) = (circle.ok(2, open(&[])), circle.ok(3, left(&[])));
    for deed in [
        left(&[]),
        What::TraceWarmed { trace: trace(others) },
        What::TraceReworded { trace: trace(own), open: false },
        What::MemberRenamed { colour: 3 },
        What::TraceWithdrawn { trace: trace(own) },
    ] {
        circle.ok(2, What::MemberRests);
        assert!(rests(&circle, 2));
        let from = circle.board.position().unwrap();
        circle.ok(2, deed.clone());
        assert!(!rests(&circle, 2), "{deed:?}");
        let told = circle.board.changes_since(from, Audience::Member, 99).unwrap().rows.members;
        assert!(told.iter().any(|row| row.id == member(2) && !row.resting), "{deed:?}: pages are told");
    }
}

#[test]
fn what_others_do_or_what_was_done_already_leaves_them_resting() {
    let mut circle = Circle::new(HOUR);
    let others = circle.ok(3, left(&[]));
    circle.ok(2, What::TraceWarmed { trace: trace(others) });
    circle.ok(2, What::MemberRests);
    assert_eq!(circle.say(2, What::MemberRests).1, Verdict::Repeated);
    assert_eq!(circle.say(2, What::TraceWarmed { trace: trace(others) }).1, Verdict::Repeated);
    assert_eq!(circle.say(2, What::MemberRemoved { member: member(3) }).1, Verdict::Refused(Refusal::NotAHost));
    circle.ok(1, What::RoleGiven { member: member(2), role: Role::Host });
    let file = imported(event(circle.next(), 2, circle.at_ms, left(&[])), 1, circle.at_ms, None);
    assert_eq!(circle.add(file), Verdict::Applied, "the host brings it in");
    assert!(rests(&circle, 2));
    assert!(Board::from_checkpoint(&circle.board.checkpoint()).as_ref() == Ok(&circle.board));
}

#[test]
fn nobody_rests_for_another_or_from_outside() {
    let mut circle = Circle::new(HOUR);
    let file = imported(event(circle.next(), 2, circle.at_ms, What::MemberRests), 1, circle.at_ms, None);
    assert_eq!(circle.add(file), Verdict::Refused(Refusal::NotAMember));
    assert_eq!(circle.say(9, What::MemberRests).1, Verdict::Refused(Refusal::NotAMember));
    circle.ok(2, What::MemberRests);
    circle.ok(1, What::MemberRemoved { member: member(2) });
    assert!(!rests(&circle, 2), "it goes with them");
    circle.ok(1, What::MemberLetBack { member: member(2) });
    circle.ok(2, What::MemberRests);
    circle.ok(2, What::MemberLeft);
    circle.ok(1, What::MemberLetBack { member: member(2) });
    assert!(!rests(&circle, 2));
}

#[test]
fn where_resting_is_off_nobody_rests_and_rounds_wait_for_all() {
    let mut circle = Circle::new(HOUR);
    for n in [3, 4] {
        circle.ok(n, What::MemberRests);
    }
    let opened =
        What::RoundOpened { kind: RoundKind::CheckIn, prompts: 1, ends_at_ms: None, about: None, gathering: None };
    let round = circle.ok(2, opened);
    let answer = || What::RoundAnswered { round: entry(round), passed: false };
    circle.ok(2, answer());
    let from = circle.board.position().unwrap();
    let off =
        |off| What::CircleChanged { name: None, named: false, half_life_ms: None, off: Some(off), time_zone: None };
    circle.ok(1, off(vec![Pattern::Resting]));
    let told = circle.board.changes_since(from, Audience::Member, 99).unwrap().rows.members;
    assert_eq!(
        told.iter().map(|row| (row.id, row.resting)).collect::<Vec<_>>(),
        [(member(3), false), (member(4), false)]
    );
    assert_eq!(circle.say(3, What::MemberRests).1, Verdict::Refused(Refusal::PatternOff));
    circle.ok(1, answer());
    let ended = |circle: &Circle| circle.board.round(0).unwrap().ended_at_ms.is_some();
    assert!(!ended(&circle), "who rested is asked again");
    circle.ok(1, off(Vec::new()));
    assert!(!rests(&circle, 3), "and nobody rests because it is on again");
    for n in [3, 4] {
        circle.ok(n, answer());
    }
    assert!(ended(&circle));
    assert!(Board::from_checkpoint(&circle.board.checkpoint()).as_ref() == Ok(&circle.board));
}

#[test]
fn new_members_are_those_present_who_joined_after_a_time() {
    let mut circle = Circle::new(HOUR);
    let since_ms = circle.at_ms;
    let joined = |n| What::MemberJoined { member: member(n), colour: 1, role: Role::Member };
    for n in 5..=8 {
        circle.at_ms += 1;
        circle.ok(n, joined(n));
    }
    let file = imported(event(circle.next(), 9, circle.at_ms, joined(9)), 1, circle.at_ms, None);
    assert_eq!(circle.add(file), Verdict::Applied);
    circle.ok(1, What::MemberRemoved { member: member(6) });
    let new = |asker, limit| {
        let rows = circle.board.members_by_numbers(&circle.board.joined_since(member(asker), since_ms, limit));
        rows.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(new(2, 99), [member(8), member(7), member(5)], "latest first");
    assert_eq!(new(8, 1), [member(7)], "oneself is no news");
    assert!(circle.board.joined_since(member(2), circle.at_ms, 99).is_empty());
}
