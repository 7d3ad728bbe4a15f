//! Retros: cards put together by hand, tries that become promises, and what was learned.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, HOUR, due, entry, event, imported, left, member, off, taking, trace};
use traceboard_board::{
    Audience, Board, CARD_LINES_MAX, EntryId, Facet, GROUP_CARDS_MAX, Joint, Pattern, Refusal, Role, RoundCard,
    RoundKind, TRY_PROMPT, TriedCard, Verdict, What, card_lines,
};

fn opened(kind: RoundKind) -> What {
    let prompts = kind.prompts().unwrap_or(2);
    What::RoundOpened { kind, prompts, ends_at_ms: None, about: None, gathering: None }
}

fn answer(round: u32) -> What {
    What::RoundAnswered { round: entry(round), passed: false }
}

fn pass(round: u32) -> What {
    What::RoundAnswered { round: entry(round), passed: true }
}

fn card(answer: u32, prompt: u8, line: u8) -> RoundCard {
    RoundCard { answer: entry(answer), prompt, line }
}

fn put(round: u32, card: RoundCard, onto: Option<RoundCard>) -> What {
    What::CardPut { round: entry(round), card, onto }
}

fn marked(facet: Option<Facet>, tries: Option<TriedCard>, learned: bool, joint: Option<Joint>) -> What {
    What::TraceLeft {
        builds_on: Vec::new(),
        open: false,
        takes_up: None,
        facet,
        round: None,
        tries,
        learned,
        joint,
        off_wall: false,
        cites: Vec::new(),
    }
}

fn tried(round: u32, card: RoundCard) -> What {
    marked(Some(due(3)), Some(TriedCard { round: entry(round), card }), false, None)
}

fn groups(circle: &Circle, round: u32, of: &[u32]) -> Vec<(RoundCard, RoundCard)> {
    circle.board.put_cards(entry(round), &of.iter().map(|n| entry(*n)).collect::<Vec<_>>())
}

fn refused(refusal: Refusal) -> Verdict {
    Verdict::Refused(refusal)
}

/// A retro that members 2 and 3 answered.
fn retro() -> (Circle, u32, u32, u32) {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(2, opened(RoundKind::Retro));
    let (first, second) = (circle.ok(2, answer(round)), circle.ok(3, answer(round)));
    (circle, round, first, second)
}

#[test]
fn cards_are_put_together_by_anyone_who_reads_them_and_told_live() {
    let (mut circle, round, first, second) = retro();
    let together = put(round, card(second, 0, 0), Some(card(first, 0, 1)));
    assert_eq!(circle.say(4, together.clone()).1, refused(Refusal::AnswerFirst));
    circle.ok(4, pass(round));
    let from = circle.board.position().unwrap();
    circle.ok(4, together.clone());
    assert_eq!(groups(&circle, round, &[first, second]), [(card(second, 0, 0), card(first, 0, 1))]);
    assert_eq!(groups(&circle, round, &[first]), [], "of the answers that are asked for");
    let row = &circle.board.changes_since(from, Audience::Member, 9).unwrap().rows.rounds[0];
    assert!(row.stirred > 0);
    assert_eq!(circle.say(2, together).1, Verdict::Repeated);
    // Who puts the head onto its own group gets what they want: they are together.
    assert_eq!(circle.say(2, put(round, card(first, 0, 1), Some(card(second, 0, 0)))).1, Verdict::Repeated);
    // A head takes its group along, and what is put onto one of a group comes under its head.
    circle.ok(3, put(round, card(first, 0, 1), Some(card(second, 0, 3))));
    circle.ok(3, put(round, card(first, 0, 2), Some(card(second, 0, 0))));
    let all = groups(&circle, round, &[first, second]);
    assert!(all.len() == 3 && all.iter().all(|(_, head)| *head == card(second, 0, 3)));
    circle.ok(2, put(round, card(second, 0, 3), None));
    assert_eq!(groups(&circle, round, &[first, second]).len(), 2);
    assert_eq!(circle.say(2, put(round, card(second, 0, 3), None)).1, Verdict::Repeated);
    let again = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert!(again == circle.board);
}

#[test]
fn only_cards_of_one_prompt_of_a_retro_and_of_answers_that_stand_are_put() {
    let (mut circle, round, first, second) = retro();
    let lines = CARD_LINES_MAX as u8;
    for (a, b) in [
        (card(first, 0, 0), card(second, 1, 0)),
        (card(first, 3, 0), card(second, 3, 0)),
        (card(first, 0, lines), card(second, 0, 0)),
        (card(99, 0, 0), card(second, 0, 0)),
    ] {
        assert_eq!(circle.say(2, put(round, a, Some(b))).1, refused(Refusal::UnknownCard), "{a:?} {b:?}");
    }
    assert_eq!(circle.say(2, put(77, card(first, 0, 0), None)).1, refused(Refusal::UnknownRound));
    circle.ok(2, put(round, card(second, 0, 0), Some(card(first, 0, 0))));
    circle.ok(2, put(round, card(second, 0, 1), Some(card(first, 0, 0))));
    circle.ok(2, What::AnswerWithdrawn { round: entry(round) });
    // The rest of a group goes on without the card that went.
    assert_eq!(groups(&circle, round, &[first, second]), [(card(second, 0, 1), card(second, 0, 0))]);
    assert_eq!(circle.say(3, put(round, card(first, 0, 0), None)).1, refused(Refusal::UnknownCard));
    let other = circle.ok(2, opened(RoundKind::Own));
    let own = circle.ok(2, answer(other));
    assert_eq!(circle.say(2, put(other, card(own, 0, 0), Some(card(own, 0, 1)))).1, refused(Refusal::UnknownCard));
    let file = imported(event(circle.next(), 2, circle.at_ms, put(round, card(second, 0, 0), None)), 1, 0, None);
    assert_eq!(circle.add(file), refused(Refusal::NotTheAuthor));
}

#[test]
fn a_group_is_bounded() {
    let mut circle = Circle::new(HOUR);
    let round = circle.ok(1, opened(RoundKind::Retro));
    let mut answers = vec![circle.ok(1, answer(round))];
    for n in 5..12 {
        circle.ok(n, What::MemberJoined { member: member(n), colour: 1, role: Role::Member });
        answers.push(circle.ok(n, answer(round)));
    }
    let head = card(answers[0], 1, 0);
    let others = answers.iter().flat_map(|answer| (0..CARD_LINES_MAX as u8).map(|line| card(*answer, 1, line)));
    let mut others = others.filter(|card| *card != head);
    for one in others.by_ref().take(GROUP_CARDS_MAX - 1) {
        circle.ok(1, put(round, one, Some(head)));
    }
    let (one, two) = (others.next().unwrap(), others.next().unwrap());
    assert_eq!(circle.say(1, put(round, one, Some(head))).1, refused(Refusal::GroupFull));
    circle.ok(1, put(round, one, Some(two)));
    assert_eq!(circle.say(1, put(round, head, Some(two))).1, refused(Refusal::GroupFull));
}

#[test]
fn a_try_is_taken_on_by_the_first_promise_that_stands() {
    let (mut circle, round, first, _) = retro();
    let (taken, of) = (card(first, TRY_PROMPT, 0), [entry(first)]);
    let by = |circle: &Circle| {
        let cards = circle.board.taken_cards(entry(round), &of);
        cards.into_iter().map(|(card, n)| (card, circle.ids(&[n])[0])).collect::<Vec<_>>()
    };
    // Of another prompt, or by one who can't read it, it is an ordinary promise.
    circle.ok(2, tried(round, card(first, 0, 0)));
    circle.ok(4, tried(round, taken));
    assert_eq!(by(&circle), []);
    let from = circle.board.position().unwrap();
    let mine = circle.ok(3, tried(round, taken));
    let second = circle.ok(2, tried(round, taken));
    assert_eq!(by(&circle), [(taken, trace(mine))]);
    let rows = circle.board.changes_since(from, Audience::Member, 99).unwrap().rows;
    assert!(rows.rounds[0].stirred > 0 && circle.card(mine).facet == Some(due(3)));
    circle.ok(3, taking(&[mine], &[mine]));
    assert!(by(&circle)[0].1 == trace(mine) && circle.card(mine).taken.is_some(), "kept, it stays");
    let stirred = |circle: &Circle| circle.board.round(0).unwrap().stirred;
    let before = stirred(&circle);
    circle.ok(3, What::TraceWithdrawn { trace: trace(mine) });
    assert!(by(&circle) == [(taken, trace(second))] && stirred(&circle) > before);
    let again = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert!(again == circle.board);
    circle.ok(1, What::TraceHidden { trace: trace(second), why: false });
    assert_eq!(by(&circle), []);
}

#[test]
fn what_was_learned_and_each_joint_have_a_list_of_those_that_stand() {
    let mut circle = Circle::new(HOUR);
    let plain = circle.ok(2, left(&[]));
    let (first, second) =
        (circle.ok(2, marked(None, None, true, Some(Joint::Pod))), circle.ok(3, marked(None, None, true, None)));
    let promised = circle.ok(2, marked(Some(due(3)), None, true, Some(Joint::Me)));
    assert!(!circle.card(plain).learned && circle.card(first).learned && !circle.card(promised).learned);
    let learned = |circle: &Circle, before, limit| circle.board.learned_page(Audience::Member, before, limit);
    let page = learned(&circle, None, 1);
    assert_eq!(circle.ids(&page.listed), [trace(second)]);
    assert_eq!(circle.ids(&learned(&circle, page.edge, 9).listed), [trace(first)]);
    let at = |circle: &Circle, joint| circle.ids(&circle.board.joint_page(Audience::Member, joint, None, 9).listed);
    assert_eq!((at(&circle, Joint::Pod), at(&circle, Joint::Me)), (vec![trace(first)], vec![trace(promised)]));
    circle.ok(1, What::TraceHidden { trace: trace(first), why: false });
    assert!(at(&circle, Joint::Pod).is_empty() && circle.ids(&learned(&circle, None, 9).listed) == [trace(second)]);
    assert_eq!(circle.board.card(Audience::Member, trace(first)).unwrap().joint, None);
    circle.ok(1, What::TraceRestored { trace: trace(first) });
    assert_eq!(learned(&circle, None, 9).listed.len(), 2);
    circle.ok(2, What::TraceWithdrawn { trace: trace(first) });
    let history = circle.board.trace_history(trace(first)).unwrap();
    assert!(!history.learned && history.joint.is_none() && !circle.card(first).learned);
}

#[test]
fn a_circle_without_retros_or_rounds_begins_none_and_marks_nothing() {
    let (mut circle, round, first, second) = retro();
    circle.ok(1, off(&[Pattern::Retros]));
    let together = put(round, card(second, 0, 0), Some(card(first, 0, 1)));
    for what in [opened(RoundKind::Retro), together.clone(), marked(None, None, true, None)] {
        assert_eq!(circle.say(2, what).1, refused(Refusal::PatternOff));
    }
    circle.ok(2, opened(RoundKind::CheckIn));
    circle.ok(2, marked(None, None, false, Some(Joint::Me)));
    circle.ok(1, off(&[Pattern::Rounds]));
    for what in [opened(RoundKind::Retro), together, marked(None, None, false, Some(Joint::Me))] {
        assert_eq!(circle.say(2, what).1, refused(Refusal::PatternOff));
    }
}

#[test]
fn a_joint_of_a_later_version_is_none_and_the_trace_stays() {
    let head = |more: &str| {
        let id = entry(7);
        let head = format!(
            r#"{{"v":3,"id":"{id}","by":"{}","written_at_ms":0,"type":"trace_left","builds_on":[]{more}}}"#,
            member(2)
        );
        traceboard_board::Event::read(id, head.as_bytes(), 0).head.what
    };
    assert_eq!(head(r#","joint":"planet""#), left(&[]));
    assert_eq!(head(r#","joint":"network","learned":true"#), marked(None, None, true, Some(Joint::Network)));
    for what in [tried(3, card(4, 2, 1)), put(3, card(4, 0, 0), None), put(3, card(4, 0, 0), Some(card(5, 0, 1)))] {
        let event = event(7, 2, 0, what);
        let json = serde_json::to_vec(&event.head).unwrap();
        assert_eq!(traceboard_board::Event::read(EntryId(event.head.id.0), &json, 0), event);
    }
}

#[test]
fn blank_lines_are_no_cards() {
    assert_eq!(card_lines(" one \n\n  \ntwo\n").collect::<Vec<_>>(), ["one", "two"]);
}
