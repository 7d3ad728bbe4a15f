//! Stories: what they cite, what becomes of it, and who may tell them anew.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, HOUR, event, imported, left, member, off, open, promise, retold, story, taking, trace};
use traceboard_board::{
    Audience::{Host, Member},
    Board, CITES_MAX, CardState, Edge, EntryId, Event, Facet, Pattern, RETELLINGS_MAX, Refusal, StoryPart, Verdict,
    What,
};

fn refused(circle: &mut Circle, by: u32, what: What) -> Refusal {
    match circle.say(by, what).1 {
        Verdict::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

/// What a story cites, as entries' numbers.
fn cited(circle: &Circle, n: u32) -> Vec<Option<u32>> {
    let page = circle.board.story(Member, None, trace(n)).unwrap();
    let entry = |number: u32| (0..circle.next()).find(|n| trace(*n) == circle.ids(&[number])[0]);
    page.cites.into_iter().map(|number| number.and_then(entry)).collect()
}

fn listed(board: &Board) -> Vec<u32> {
    board.stories_page(Member, None, 99).listed
}

#[test]
fn a_story_cites_traces_that_it_does_not_build_on_and_warms_nothing() {
    let mut circle = Circle::new(HOUR);
    let (seed, other) = (circle.ok(2, left(&[])), circle.ok(3, open(&[])));
    let glow = |circle: &Circle, n| circle.board.light(circle.card(n).n).unwrap();
    let before = [glow(&circle, seed), glow(&circle, other)];
    let told = circle.ok(4, story(&[other, seed]));
    assert_eq!(cited(&circle, told), [Some(other), Some(seed)]);
    assert_eq!([glow(&circle, seed), glow(&circle, other)], before);
    let card = circle.card(told);
    assert_eq!((card.facet, card.builds_on.len(), card.open), (Some(Facet::Story), 0, false));
    assert_eq!(circle.board.open_ends(9), [circle.card(other).n], "citing takes nothing up");
    // It can be built on, warmed and taken back like any trace.
    let page = circle.board.story(Member, None, trace(told)).unwrap();
    let rows: Vec<_> = page.rows.cards.iter().map(|row| row.id).collect();
    assert_eq!(rows, [trace(told), trace(other), trace(seed)]);
    assert_eq!(page.rows.lights.len(), 3);
    circle.ok(2, taking(&[told], &[told]));
    assert_eq!((circle.card(told).taken, circle.grew(told)), (None, 1), "a story holds nothing out to take up");
}

#[test]
fn a_story_shows_cited_traces_as_they_are_now_and_a_gap_for_missing_ones() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(2, left(&[]));
    let (own, later) = (circle.next(), circle.next() + 1);
    let told = circle.ok(4, story(&[seed, own, later, 9_000]));
    assert_eq!(cited(&circle, told), [Some(seed), None, None, None], "itself, one to come, one unknown");
    let came = circle.ok(3, left(&[]));
    assert_eq!(cited(&circle, told), [Some(seed), None, Some(came), None]);
    circle.ok(2, What::TraceWithdrawn { trace: trace(seed) });
    circle.ok(1, What::TraceHidden { trace: trace(came), why: false });
    let page = circle.board.story(Member, None, trace(told)).unwrap();
    let states: Vec<_> = page.rows.cards.iter().map(|card| (card.state, card.words.is_some())).collect();
    assert_eq!(states, [(CardState::Shown, true), (CardState::Withdrawn, false), (CardState::Hidden, false)]);
    // As many as there may be, whatever stands in the log.
    let many: Vec<u32> = (0..CITES_MAX as u32 + 20).map(|n| n % 3).collect();
    let wide = circle.ok(4, story(&many));
    assert_eq!(circle.board.story(Member, None, trace(wide)).unwrap().cites.len(), CITES_MAX);
}

#[test]
fn a_story_is_told_anew_by_its_author_at_any_time_and_not_reworded() {
    let mut circle = Circle::new(HOUR);
    let (seed, other, plain) = (circle.ok(2, left(&[])), circle.ok(3, left(&[])), circle.ok(4, promise(2)));
    let told = circle.ok(4, story(&[seed]));
    let reworded = What::TraceReworded { trace: trace(told), open: false };
    assert_eq!(refused(&mut circle, 4, reworded), Refusal::IsAStory);
    assert_eq!(refused(&mut circle, 3, retold(told, &[])), Refusal::NotTheAuthor);
    assert_eq!(refused(&mut circle, 4, retold(plain, &[])), Refusal::NotAStory);
    assert_eq!(refused(&mut circle, 4, retold(9_000, &[])), Refusal::UnknownTrace);
    let moved = What::FacetMoved { trace: trace(told), to: support::due(3), review: None };
    assert_eq!(refused(&mut circle, 4, moved), Refusal::NotAPromise);
    circle.at_ms += 400 * HOUR;
    let at = circle.board.position().unwrap();
    let again = circle.ok(4, retold(told, &[other, seed]));
    assert_eq!(cited(&circle, told), [Some(other), Some(seed)]);
    assert!(circle.card(told).reworded);
    assert_eq!(circle.board.changes_since(at, Member, 9).unwrap().rows.cards[0].words, Some(support::entry(again)));
    assert_eq!(circle.board.bodies_of(trace(told)), [support::entry(told), support::entry(again)]);
    for _ in 1..RETELLINGS_MAX {
        circle.ok(4, retold(told, &[seed]));
    }
    assert_eq!(refused(&mut circle, 4, retold(told, &[])), Refusal::RewordedTooOften);
    circle.ok(1, What::TraceHidden { trace: trace(told), why: false });
    assert_eq!(refused(&mut circle, 4, retold(told, &[])), Refusal::Hidden);
    circle.ok(4, What::TraceWithdrawn { trace: trace(told) });
    assert_eq!(refused(&mut circle, 4, retold(told, &[])), Refusal::Withdrawn);
}

#[test]
fn stories_that_stand_are_listed_newest_first_and_by_page() {
    let mut circle = Circle::new(HOUR);
    let told: Vec<u32> = (2..=4).map(|by| circle.ok(by, story(&[]))).collect();
    let numbers: Vec<u32> = told.iter().map(|n| circle.card(*n).n).collect();
    assert_eq!(listed(&circle.board), [numbers[2], numbers[1], numbers[0]]);
    let first = circle.board.stories_page(Member, None, 2);
    let edge = first.edge.unwrap();
    assert_eq!((first.listed, edge.n), (vec![numbers[2], numbers[1]], numbers[1]));
    let next = circle.board.stories_page(Member, Some(Edge { at_ms: edge.at_ms, n: edge.n }), 2);
    assert_eq!((next.listed, next.edge), (vec![numbers[0]], None));
    circle.ok(1, What::TraceHidden { trace: trace(told[0]), why: false });
    circle.ok(3, What::TraceWithdrawn { trace: trace(told[1]) });
    assert_eq!(listed(&circle.board), [numbers[2]]);
    let reads = |circle: &Circle, audience, reader: Option<u32>| {
        circle.board.story(audience, reader.map(member), trace(told[0])).is_some()
    };
    let who = [(Member, None), (Member, Some(3)), (Member, Some(2)), (Host, None)];
    assert_eq!(who.map(|(audience, reader)| reads(&circle, audience, reader)), [false, false, true, true]);
    assert_eq!(circle.board.story(Host, Some(member(3)), trace(told[1])), None, "nobody reads what was taken back");
    let history = circle.board.trace_history(trace(told[1])).unwrap();
    assert_eq!((history.facet, history.cites.len(), circle.board.is_story(trace(told[1]))), (None, 0, false));
    circle.ok(1, What::TraceRestored { trace: trace(told[0]) });
    assert_eq!(listed(&circle.board), [numbers[2], numbers[0]]);
    assert!(Board::from_checkpoint(&circle.board.checkpoint()).as_ref() == Ok(&circle.board));
}

#[test]
fn stories_can_be_switched_off_and_a_file_still_brings_them_in() {
    let mut circle = Circle::new(HOUR);
    let told = circle.ok(2, story(&[]));
    circle.ok(1, off(&[Pattern::Stories]));
    for what in [story(&[]), retold(told, &[])] {
        assert_eq!(refused(&mut circle, 2, what), Refusal::PatternOff);
    }
    let file = imported(event(circle.next(), 2, circle.at_ms, story(&[])), 1, circle.at_ms, None);
    assert_eq!(circle.add(file), Verdict::Applied);
    circle.ok(2, What::TraceWithdrawn { trace: trace(told) });
}

#[test]
fn a_story_is_serialised_as_it_is_parsed() {
    for what in [story(&[1, 2]), story(&[]), retold(7, &[3])] {
        let event = event(7, 2, 0, what);
        let head = serde_json::to_vec(&event.head).unwrap();
        assert_eq!(Event::read(EntryId(event.head.id.0), &head, 0), event);
    }
    let parts = vec![StoryPart::Words("then".to_owned()), StoryPart::Cite(4)];
    assert_eq!(serde_json::to_string(&parts).unwrap(), r#"[{"words":"then"},{"cite":4}]"#);
}

#[test]
fn a_pods_trace_is_asked_for_and_its_author_alone_is_told() {
    let mut pod = support::pod(5, 30);
    pod.ok(2, What::MemberJoined { member: member(2), colour: 1, role: traceboard_board::Role::Member });
    pod.ok(3, What::MemberJoined { member: member(3), colour: 1, role: traceboard_board::Role::Member });
    let (trace_of_2, own) = (pod.ok(2, left(&[])), pod.ok(3, left(&[])));
    let asks = |n: u32| What::TellingAsked { trace: trace(n) };
    let number = pod.card(trace_of_2).n;
    let mark = |pod: &Circle, n: u32| pod.board.marks(member(n), &[number])[0].asked;
    pod.ok(3, What::MemberRests);
    let at = pod.board.position().unwrap();
    pod.ok(3, asks(trace_of_2));
    assert!(pod.board.changes_since(at, Member, 99).unwrap().rows.is_empty(), "no row tells of it, nor wakes who asks");
    assert_eq!(pod.board.mine_changed_since(at), [member(2)]);
    assert_eq!([1, 2, 3].map(|n| mark(&pod, n)), [false, true, false]);
    assert_eq!((pod.board.asked_to_tell(member(2), 9), pod.board.asked_to_tell(member(3), 9)), (vec![number], vec![]));
    assert_eq!(pod.say(1, asks(trace_of_2)).1, Verdict::Repeated, "who asks learns nothing of others who did");
    assert_eq!(refused(&mut pod, 3, asks(own)), Refusal::OwnTrace);
    assert!(Board::from_checkpoint(&pod.board.checkpoint()).as_ref() == Ok(&pod.board));
    let at = pod.board.position().unwrap();
    pod.ok(1, What::TraceHidden { trace: trace(trace_of_2), why: false });
    assert_eq!((mark(&pod, 2), pod.board.mine_changed_since(at)), (false, vec![member(2)]));
    assert_eq!(pod.board.asked_to_tell(member(2), 9), [0_u32; 0]);
    assert_eq!(refused(&mut pod, 3, asks(trace_of_2)), Refusal::Hidden);
    pod.ok(2, What::TraceWithdrawn { trace: trace(trace_of_2) });
    assert_eq!(refused(&mut pod, 3, asks(trace_of_2)), Refusal::Withdrawn);
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(2, left(&[]));
    assert_eq!(refused(&mut circle, 3, asks(seed)), Refusal::NotHere);
}
