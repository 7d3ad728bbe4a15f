//! What is legal on a board, and what follows.

mod support;

use support::{Circle, DAY, HOUR, MORNING, entry, event, imported, left, member, open, trace};
use traceboard_board::{
    Audience, Board, Body, CardState, Event, FORMAT_VERSION, Mark, MemberState, NameOf, REWORDING_MS_MAX,
    REWORDINGS_MAX, Refusal, Role, Verdict, What,
};

const REFUSED: fn(Refusal) -> Verdict = Verdict::Refused;

fn reword(n: u32) -> What {
    What::TraceReworded { trace: trace(n), open: false }
}

#[test]
fn nothing_happens_before_a_circle_is_founded_and_it_is_founded_once() {
    let mut board = Board::new();
    let early = event(1, 1, 0, left(&[]));
    assert_eq!(board.apply(support::place(0), &early), REFUSED(Refusal::Founding));
    let mut circle = Circle::new(HOUR);
    let again = What::CircleFounded { name: None, half_life_ms: HOUR, time_zone: None };
    assert_eq!(circle.say(2, again).1, REFUSED(Refusal::Founding));
    assert_eq!(circle.board.circle_names(), [entry(0)]);
}

#[test]
fn a_founder_hosts_whatever_the_entry_says() {
    let mut board = Board::new();
    let founded = What::CircleFounded { name: None, half_life_ms: HOUR, time_zone: None };
    board.apply(support::place(0), &event(0, 1, 0, founded));
    let joined = What::MemberJoined { member: member(1), colour: 200, role: Role::Member };
    board.apply(support::place(1), &event(1, 1, 0, joined));
    assert!(board.is_host(member(1)));
    assert!(board.member_row(member(1)).unwrap().colour < 12);
}

#[test]
fn only_present_members_act_and_only_hosts_host() {
    let mut circle = Circle::new(HOUR);
    assert_eq!(circle.say(9, left(&[])).1, REFUSED(Refusal::NotAMember));
    let n = circle.ok(2, left(&[]));
    for what in [
        What::TraceHidden { trace: trace(n), why: false },
        What::MemberRemoved { member: member(3) },
        What::RoleGiven { member: member(2), role: Role::Host },
        What::CircleChanged { name: None, named: false, half_life_ms: Some(1), off: None, time_zone: None },
    ] {
        assert_eq!(circle.say(2, what).1, REFUSED(Refusal::NotAHost));
    }
    circle.ok(1, What::MemberRemoved { member: member(2) });
    assert_eq!(circle.say(2, left(&[])).1, REFUSED(Refusal::NotAMember));
    assert_eq!(circle.say(2, What::MemberLeft).1, REFUSED(Refusal::NotAMember));
    circle.ok(1, What::MemberLetBack { member: member(2) });
    circle.ok(2, left(&[n]));
}

#[test]
fn who_acts_where_entries_are_lost_counts_as_a_member_and_who_is_first_as_founder() {
    let mut board = Board::new();
    board.lose_entries(true);
    let joined = What::MemberJoined { member: member(1), colour: 3, role: Role::Member };
    assert_eq!(board.apply(support::place(1), &event(1, 1, 0, joined)), Verdict::Applied);
    assert!(board.is_host(member(1)));
    // The second one's joining is lost too; what they and others left is there.
    assert_eq!(board.apply(support::place(2), &event(2, 2, 0, left(&[]))), Verdict::Applied);
    assert_eq!(board.apply(support::place(3), &event(3, 1, 0, left(&[2, 99]))), Verdict::Applied);
    assert_eq!(board.member_row(member(2)).unwrap().role, Role::Member);
    assert!(board.knows(trace(2)) && board.knows(trace(3)));
    assert!(board.has_lost_entries() && !Circle::new(HOUR).board.has_lost_entries());
}

#[test]
fn a_pod_whose_founding_is_lost_keeps_what_happened_in_it_and_is_founded_again_by_its_terms() {
    let mut board = Board::new();
    board.lose_entries(false);
    assert_eq!(board.apply(support::place(1), &event(1, 2, 0, left(&[]))), Verdict::Applied);
    let joined = What::MemberJoined { member: member(3), colour: 1, role: Role::Member };
    assert_eq!(board.apply(support::place(2), &event(2, 3, 0, joined)), Verdict::Applied);
    assert!(board.is_host(member(2)) && !board.is_host(member(3)) && board.knows(trace(1)));
    // The circle knows its last day better.
    assert!(board.pod_says().is_none() && board.founder().is_none());
    assert_eq!(board.apply(support::place(3), &event(3, 1, 0, support::pod_founded(5, 42))), Verdict::Applied);
    let terms = board.terms().unwrap();
    assert_eq!((terms.places, terms.ends_on, terms.closed), (5, support::day(42), false));
    assert_eq!((board.here().count(), board.founder()), (2, Some(member(1))));
    assert_eq!(board.pod_says().unwrap().1.taken, 2);
    let again = board.apply(support::place(4), &event(4, 1, 0, support::pod_founded(8, 42)));
    assert_eq!(again, REFUSED(Refusal::Founding));
}

#[test]
fn a_circle_keeps_a_host() {
    let mut circle = Circle::new(HOUR);
    for what in [
        What::MemberLeft,
        What::MemberRemoved { member: member(1) },
        What::RoleGiven { member: member(1), role: Role::Member },
    ] {
        assert_eq!(circle.say(1, what).1, REFUSED(Refusal::LastHost));
    }
    // A host who was imported and not claimed can't open the door to anyone.
    let joined = What::MemberJoined { member: member(7), colour: 0, role: Role::Host };
    let joined = imported(event(circle.next(), 7, circle.at_ms, joined), 1, MORNING - DAY, None);
    assert_eq!(circle.add(joined), Verdict::Applied);
    assert_eq!(circle.say(1, What::MemberLeft).1, REFUSED(Refusal::LastHost));
    circle.ok(1, What::RoleGiven { member: member(2), role: Role::Host });
    circle.ok(1, What::MemberLeft);
    assert_eq!(circle.board.hosts().collect::<Vec<_>>(), [member(2)]);
}

#[test]
fn an_author_rewords_for_ten_minutes() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, open(&[]));
    assert_eq!(circle.say(3, reword(n)).1, REFUSED(Refusal::NotTheAuthor));
    assert_eq!(circle.say(2, reword(999)).1, REFUSED(Refusal::UnknownTrace));
    circle.at_ms = circle.events[n as usize].accepted_at_ms + REWORDING_MS_MAX;
    let m = circle.ok(2, reword(n));
    let card = circle.card(n);
    assert_eq!(card.words, Some(entry(m)));
    assert!(card.reworded && !card.open);
    assert_eq!(circle.board.bodies_of(trace(n)), [entry(n), entry(m)]);
    assert_eq!(circle.say(2, reword(n)).1, REFUSED(Refusal::TooLate));
}

#[test]
fn a_trace_is_reworded_a_bounded_number_of_times() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, left(&[]));
    for _ in 0..REWORDINGS_MAX {
        circle.ok(2, reword(n));
    }
    assert_eq!(circle.say(2, reword(n)).1, REFUSED(Refusal::RewordedTooOften));
    assert_eq!(circle.board.bodies_of(trace(n)).len(), REWORDINGS_MAX + 1);
}

#[test]
fn withdrawing_takes_the_words_and_keeps_the_head() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(2, open(&[]));
    let taken = circle.ok(3, left(&[seed]));
    let above = circle.ok(4, left(&[taken]));
    assert_eq!(circle.board.open_ends(9), [0; 0]);
    assert_eq!(circle.ids(&circle.board.grown_since(member(2), 0, 9)), [trace(taken)]);
    circle.ok(3, What::TraceWithdrawn { trace: trace(taken) });
    assert_eq!(circle.ids(&circle.board.open_ends(9)), [trace(seed)], "its only build-on was taken back");
    assert_eq!(circle.board.grown_since(member(2), 0, 9), [0; 0]);
    let card = circle.card(taken);
    assert_eq!((card.state, card.words, circle.grew(taken)), (CardState::Withdrawn, None, 1));
    assert_eq!(circle.board.bodies_of(trace(taken)), [entry(taken)], "what is to be erased");
    assert_eq!(circle.board.words_of(trace(taken)), None);
    assert_eq!(circle.card(above).builds_on, [trace(taken)]);
    assert_eq!(circle.board.trail(circle.card(seed).n).unwrap().size, 2, "what stands");
    for (what, verdict) in [
        (reword(taken), REFUSED(Refusal::Withdrawn)),
        (What::TraceWithdrawn { trace: trace(taken) }, Verdict::Repeated),
    ] {
        assert_eq!(circle.say(3, what).1, verdict);
    }
    assert_eq!(circle.say(1, What::TraceHidden { trace: trace(taken), why: false }).1, REFUSED(Refusal::Withdrawn));
    assert_eq!(circle.say(2, What::TraceWarmed { trace: trace(taken) }).1, REFUSED(Refusal::Withdrawn));
}

#[test]
fn of_a_hidden_trace_only_hosts_get_the_words() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, open(&[]));
    circle.ok(1, What::TraceHidden { trace: trace(n), why: false });
    let words = |circle: &Circle, audience| circle.board.card(audience, trace(n)).unwrap().words;
    assert_eq!(words(&circle, Audience::Member), None);
    assert_eq!(words(&circle, Audience::Host), Some(entry(n)));
    assert_eq!(circle.board.words_of(trace(n)), Some(entry(n)), "its author may ask for them");
    assert_eq!(circle.board.open_ends(9), [0; 0]);
    assert_eq!(circle.say(3, What::TraceWarmed { trace: trace(n) }).1, REFUSED(Refusal::Hidden));
    assert_eq!(circle.say(2, reword(n)).1, REFUSED(Refusal::Hidden));
    circle.ok(1, What::TraceRestored { trace: trace(n) });
    assert_eq!(words(&circle, Audience::Member), Some(entry(n)));
    assert_eq!(circle.ids(&circle.board.open_ends(9)), [trace(n)]);
}

#[test]
fn why_a_trace_is_hidden_is_known_until_it_is_restored_or_withdrawn() {
    let mut circle = Circle::new(HOUR);
    let [restored, withdrawn, unexplained] = [(); 3].map(|()| circle.ok(2, left(&[])));
    let why = |circle: &Circle, n| circle.board.hidden_why(trace(n));
    let said = [restored, withdrawn].map(|n| circle.ok(1, What::TraceHidden { trace: trace(n), why: true }));
    circle.ok(1, What::TraceHidden { trace: trace(unexplained), why: false });
    assert_eq!([restored, withdrawn].map(|n| why(&circle, n)), said.map(|n| Some(entry(n))));
    assert_eq!(why(&circle, unexplained), None);
    let kept = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert_eq!(kept.hidden_why(trace(restored)), Some(entry(said[0])));
    circle.ok(1, What::TraceRestored { trace: trace(restored) });
    circle.ok(2, What::TraceWithdrawn { trace: trace(withdrawn) });
    assert_eq!([restored, withdrawn].map(|n| why(&circle, n)), [None, None]);
    circle.ok(1, What::TraceHidden { trace: trace(restored), why: false });
    assert_eq!(why(&circle, restored), None, "the reason of another hiding");
}

#[test]
fn nobody_warms_their_own_or_twice() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, left(&[]));
    let warm = What::TraceWarmed { trace: trace(n) };
    assert_eq!(circle.say(2, warm.clone()).1, REFUSED(Refusal::OwnTrace));
    circle.ok(3, warm.clone());
    circle.at_ms += DAY;
    assert_eq!(circle.say(3, warm).1, Verdict::Repeated);
    let number = circle.card(n).n;
    let mark = |warmed| [Mark { n: number, warmed, grew: false, promised: false, asked: false }];
    assert_eq!(circle.board.marks(member(3), &[number]), mark(true));
    assert_eq!(circle.board.marks(member(4), &[number]), mark(false));
}

#[test]
fn unknown_repeated_and_own_parents_are_left_out() {
    let mut circle = Circle::new(HOUR);
    let (a, b, c, d) =
        (circle.ok(2, left(&[])), circle.ok(2, left(&[])), circle.ok(2, left(&[])), circle.ok(2, left(&[])));
    let n = circle.next();
    let woven = circle.ok(3, left(&[n, 777, b, b, 778, a, d, c]));
    assert_eq!(circle.card(woven).builds_on, [trace(b), trace(a), trace(d)]);
    let lost = circle.ok(3, left(&[777]));
    assert_eq!(circle.card(lost).builds_on, [], "a trace is not lost with its parent");
}

#[test]
fn an_id_counts_once_and_its_first_verdict_is_kept() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, left(&[]));
    let other = event(n, 3, circle.at_ms, left(&[]));
    assert_eq!(circle.add(other), Verdict::Repeated);
    assert_eq!(circle.card(n).by, member(2));
    assert_eq!(circle.board.outcome(entry(n)), Verdict::Applied);
    let (m, _) = circle.say(9, left(&[]));
    assert_eq!(circle.board.outcome(entry(m)), REFUSED(Refusal::NotAMember));
    // Whoever it was that may act by now: a retry hears what became of it then.
    let joined = What::MemberJoined { member: member(9), colour: 0, role: Role::Member };
    circle.ok(9, joined);
    let retried = event(m, 9, circle.at_ms, left(&[]));
    assert_eq!(circle.add(retried), REFUSED(Refusal::NotAMember));
}

#[test]
fn an_imported_member_is_claimed_once_and_acts_from_then_on() {
    let mut circle = Circle::new(HOUR);
    let joined = What::MemberJoined { member: member(7), colour: 3, role: Role::Member };
    let file =
        |circle: &Circle, what| imported(event(circle.next(), 7, circle.at_ms, what), 1, MORNING - DAY, Some("t1"));
    let by_member = imported(event(circle.next(), 7, circle.at_ms, joined.clone()), 2, MORNING, None);
    assert_eq!(circle.add(by_member), REFUSED(Refusal::NotAHost));
    let early = file(&circle, left(&[]));
    assert_eq!(circle.add(early), REFUSED(Refusal::UnknownMember));
    let join = file(&circle, joined.clone());
    assert_eq!(circle.add(join), Verdict::Applied);
    let long_ago = file(&circle, left(&[]));
    let n = circle.next();
    assert_eq!(circle.add(long_ago), Verdict::Applied);
    assert_eq!(circle.board.trace_of_origin("t1"), Some(trace(n)));
    assert_eq!(circle.card(n).at_ms, MORNING - DAY);
    assert_eq!(circle.say(7, left(&[])).1, REFUSED(Refusal::NotAMember));
    let before = circle.board.names_of(member(7));
    let claim = event(circle.next(), 7, circle.at_ms, joined.clone());
    let claimed_by = claim.head.id;
    assert_eq!(circle.add(claim), Verdict::Applied);
    let claimed = circle.board.member_row(member(7)).unwrap();
    assert!(!claimed.imported);
    assert_eq!(claimed.names, [claimed_by, before[0]], "the name of the file stays where the claim has none");
    assert_eq!(circle.say(7, joined).1, Verdict::Repeated);
    circle.ok(7, left(&[n]));
}

#[test]
fn a_removed_member_cannot_undo_it_by_leaving() {
    let mut circle = Circle::new(HOUR);
    circle.ok(1, What::MemberRemoved { member: member(2) });
    let away = imported(event(circle.next(), 2, circle.at_ms, What::MemberLeft), 1, MORNING, None);
    assert_eq!(circle.add(away), Verdict::Repeated);
    assert_eq!(circle.board.member_row(member(2)).unwrap().state, MemberState::Removed);
    let back = What::MemberJoined { member: member(2), colour: 0, role: Role::Host };
    assert_eq!(circle.say(2, back).1, REFUSED(Refusal::NotAMember));
}

#[test]
fn unreadable_entries_are_skipped() {
    let mut circle = Circle::new(HOUR);
    let head = br#"{"v":1,"id":"00000000-0000-0000-0000-0000000fffff","by":"00000000-0000-0000-0000-000000000001","written_at_ms":1,"type":"pod_opened","with":[1]}"#;
    let id = "00000000-0000-0000-0000-0000000fffff".parse().unwrap();
    let later = Event::read(id, head, circle.at_ms);
    assert_eq!(later.head.what, What::Unknown);
    assert_eq!(Body::read(b"{"), None);
    assert_eq!(circle.add(later), Verdict::Unknown);
    let broken = Event::read(entry(500), b"no json", circle.at_ms);
    assert_eq!(broken.head.id, entry(500));
    assert_eq!(circle.add(broken), Verdict::Unknown);
    let mut newer = event(501, 1, circle.at_ms, left(&[]));
    newer.head.v = FORMAT_VERSION + 1;
    assert_eq!(circle.add(newer), Verdict::Unknown);
}

#[test]
fn a_circles_name_is_in_a_body_and_a_first_heads_name_ends_with_the_next_naming() {
    let mut circle = Circle::new(HOUR);
    let name = |circle: &Circle| circle.board.circle().unwrap().name.clone();
    assert_eq!(name(&circle), NameOf { entries: vec![entry(0)], head: None });
    let new = Some("Retreat".to_owned());
    let renamed = What::CircleChanged { name: new, named: false, half_life_ms: None, off: None, time_zone: None };
    let mut first = event(circle.next(), 1, circle.at_ms, renamed.clone());
    first.head.v = 1;
    assert_eq!(circle.add(first), Verdict::Applied);
    assert_eq!(name(&circle), NameOf { entries: vec![], head: Some("Retreat".to_owned()) });
    circle.ok(1, renamed);
    assert_eq!(name(&circle).head.as_deref(), Some("Retreat"), "the second format says no name in a head");
    let n =
        circle.ok(1, What::CircleChanged { name: None, named: true, half_life_ms: None, off: None, time_zone: None });
    assert_eq!(name(&circle), NameOf { entries: vec![entry(n)], head: None });
    let old = Some("Old".to_owned());
    let founded = What::CircleFounded { name: old, half_life_ms: HOUR, time_zone: None };
    let mut founded = event(1, 1, MORNING, founded);
    founded.head.v = 1;
    let mut board = Board::new();
    board.apply(support::place(0), &founded);
    assert_eq!(board.circle().unwrap().name.head.as_deref(), Some("Old"));
}

#[test]
fn an_open_end_that_is_free_again_comes_with_its_card() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(2, open(&[]));
    let taken = circle.ok(3, left(&[seed]));
    let from = circle.board.position().unwrap();
    circle.ok(3, What::TraceWithdrawn { trace: trace(taken) });
    // A page that lists open ends may never have held this card: it was none when the page began.
    let rows = circle.board.changes_since(from, Audience::Member, 99).unwrap().rows;
    assert!(rows.cards.contains(&circle.board.card(Audience::Member, trace(seed)).unwrap()));
}

#[test]
fn a_files_hidden_trace_is_hidden_from_its_first_entry_on() {
    let mut circle = Circle::new(HOUR);
    let mut first = imported(event(circle.next(), 2, circle.at_ms, left(&[])), 1, MORNING - DAY, None);
    if let Some(from) = &mut first.head.imported {
        from.concealed = true;
    }
    let id = trace(circle.next());
    assert_eq!(circle.add(first), Verdict::Applied);
    let card = |circle: &Circle, audience| circle.board.card(audience, id).unwrap();
    assert_eq!(
        (card(&circle, Audience::Member).state, card(&circle, Audience::Member).words),
        (CardState::Hidden, None)
    );
    assert!(card(&circle, Audience::Host).words.is_some());
    let hidden =
        imported(event(circle.next(), 1, circle.at_ms, What::TraceHidden { trace: id, why: false }), 1, MORNING, None);
    assert_eq!(circle.add(hidden), Verdict::Applied, "the file says who hid it, and when");
    assert_eq!(circle.board.trace_history(id).unwrap().hidden.unwrap().at_ms, MORNING);
    circle.ok(1, What::TraceRestored { trace: id });
    assert!(card(&circle, Audience::Member).words.is_some());
}
