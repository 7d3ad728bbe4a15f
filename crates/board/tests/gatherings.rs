//! Gatherings: a range of the feed by time, with a name.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, DAY, HOUR, entry, left, member};
use traceboard_board::{
    Audience, Board, GATHERING_AHEAD_MS_MAX, GATHERING_MS_MAX, GATHERINGS_PLANNED_MAX, GatheringRow, Refusal,
    RoundKind, Verdict, What,
};

fn row(circle: &Circle, gathering: u32) -> GatheringRow {
    circle.board.gathering(circle.board.gathering_number(entry(gathering)).unwrap()).unwrap()
}

fn refused(refusal: Refusal) -> Verdict {
    Verdict::Refused(refusal)
}

fn changed(gathering: u32, from_ms: Option<i64>, to_ms: Option<i64>, named: bool) -> What {
    What::GatheringChanged { gathering: entry(gathering), from_ms, to_ms, named }
}

#[test]
fn its_traces_are_those_left_while_it_ran() {
    let mut circle = Circle::new(HOUR);
    circle.ok(2, left(&[]));
    let (from_ms, to_ms) = (circle.at_ms + 2_000, circle.at_ms + 5_000);
    let gathering = circle.ok(1, What::GatheringOpened { from_ms, to_ms });
    let traces: Vec<_> = (0..6).map(|_| circle.ok(3, left(&[]))).collect();
    let page = |before, limit| {
        circle.board.gathering_page(Audience::Member, entry(gathering), before, limit, 9).unwrap().cards
    };
    let whole = page(None, 99);
    let within: Vec<_> = traces.iter().filter(|n| (from_ms..to_ms).contains(&circle.card(**n).at_ms)).collect();
    let newest_first: Vec<_> = within.iter().rev().map(|n| circle.card(**n).n).collect();
    assert_eq!((whole.listed.clone(), whole.listed.len(), whole.edge), (newest_first.clone(), 3, None));
    assert_eq!(whole.rows.gatherings, [row(&circle, gathering)]);
    let first = page(None, 2);
    assert_eq!(first.listed, newest_first[..2]);
    assert_eq!(page(first.edge, 2).listed, newest_first[2..]);
    assert!(circle.board.gathering_page(Audience::Member, entry(999), None, 2, 9).is_none());
}

#[test]
fn hosts_open_them_and_whoever_opened_one_changes_it() {
    let mut circle = Circle::new(HOUR);
    let (from_ms, to_ms) = (circle.at_ms, circle.at_ms + DAY);
    assert_eq!(circle.say(2, What::GatheringOpened { from_ms, to_ms }).1, refused(Refusal::NotAHost));
    let gathering = circle.ok(1, What::GatheringOpened { from_ms, to_ms });
    assert_eq!(circle.say(2, changed(gathering, None, None, true)).1, refused(Refusal::NotTheAuthor));
    assert_eq!(circle.say(1, changed(gathering, None, Some(to_ms), false)).1, Verdict::Repeated);
    let named = circle.ok(1, changed(gathering, None, Some(to_ms + DAY), true));
    assert_eq!((row(&circle, gathering).name, row(&circle, gathering).to_ms), (entry(named), to_ms + DAY));
    assert_eq!(circle.board.gathering_name(entry(gathering)), Some(entry(named)));
    assert_eq!(circle.say(1, changed(99, None, None, true)).1, refused(Refusal::UnknownGathering));
    // One who was a host when they opened it may still change it.
    circle.ok(1, What::RoleGiven { member: member(2), role: traceboard_board::Role::Host });
    circle.ok(1, What::RoleGiven { member: member(1), role: traceboard_board::Role::Member });
    circle.ok(1, changed(gathering, Some(from_ms - HOUR), None, false));
    assert_eq!(row(&circle, gathering).from_ms, from_ms - HOUR);
}

#[test]
fn an_end_comes_after_its_beginning_and_within_bounds() {
    let mut circle = Circle::new(HOUR);
    let now = circle.at_ms;
    for (from_ms, to_ms) in [
        (now, now),
        (now + HOUR, now),
        (now, now + GATHERING_MS_MAX + 1),
        (now + GATHERING_AHEAD_MS_MAX + HOUR, now + GATHERING_AHEAD_MS_MAX + DAY),
        (i64::MIN, i64::MAX),
        (i64::MAX, i64::MIN),
    ] {
        let verdict = circle.say(1, What::GatheringOpened { from_ms, to_ms }).1;
        assert_eq!(verdict, refused(Refusal::BadTime), "{from_ms} {to_ms}");
    }
    let gathering = circle.ok(1, What::GatheringOpened { from_ms: now, to_ms: now + GATHERING_MS_MAX });
    assert_eq!(circle.say(1, changed(gathering, Some(now + 90 * DAY), None, false)).1, refused(Refusal::BadTime));
}

#[test]
fn it_is_ended_before_its_time_or_called_off() {
    let mut circle = Circle::new(HOUR);
    let now = circle.at_ms;
    let running = circle.ok(1, What::GatheringOpened { from_ms: now - HOUR, to_ms: now + DAY });
    let planned = circle.ok(1, What::GatheringOpened { from_ms: now + DAY, to_ms: now + 2 * DAY });
    let over = circle.ok(1, What::GatheringOpened { from_ms: now - DAY, to_ms: now - HOUR });
    let ended_at_ms = circle.at_ms;
    for gathering in [running, planned] {
        circle.ok(1, What::GatheringEnded { gathering: entry(gathering) });
    }
    assert_eq!((row(&circle, running).to_ms, row(&circle, running).ended), (ended_at_ms, true));
    assert_eq!((row(&circle, planned).to_ms, row(&circle, planned).ended), (now + DAY, true));
    for gathering in [running, planned, over] {
        assert_eq!(circle.say(1, What::GatheringEnded { gathering: entry(gathering) }).1, Verdict::Repeated);
    }
    circle.ok(1, changed(running, None, Some(now + DAY), false));
    assert!(!row(&circle, running).ended);
}

#[test]
fn a_snapshot_holds_all_that_are_to_come() {
    let mut circle = Circle::new(HOUR);
    let now = circle.at_ms;
    for n in 0..3 {
        circle.ok(1, What::GatheringOpened { from_ms: now - (n + 1) * DAY, to_ms: now - n * DAY - HOUR });
    }
    for n in 0..GATHERINGS_PLANNED_MAX as i64 {
        circle.ok(1, What::GatheringOpened { from_ms: now + n * DAY, to_ms: now + (n + 1) * DAY });
    }
    let one_more = What::GatheringOpened { from_ms: now + DAY, to_ms: now + 2 * DAY };
    assert_eq!(circle.say(1, one_more).1, refused(Refusal::TooManyGatherings));
    circle.ok(1, What::GatheringOpened { from_ms: now - 9 * DAY, to_ms: now - 8 * DAY });
    let page = circle.board.gatherings_page(None, GATHERINGS_PLANNED_MAX + 1);
    let ends: Vec<_> = page.listed.iter().map(|n| circle.board.gathering(*n).unwrap().to_ms).collect();
    assert!(ends.is_sorted_by(|a, b| a > b) && ends[GATHERINGS_PLANNED_MAX - 1] > circle.at_ms);
    let older = circle.board.gatherings_page(page.edge, 99);
    assert_eq!((older.listed.len(), older.edge), (3, None));
}

#[test]
fn a_gathering_lists_its_rounds() {
    let mut circle = Circle::new(HOUR);
    let now = circle.at_ms;
    let gathering = circle.ok(1, What::GatheringOpened { from_ms: now, to_ms: now + DAY });
    let opened = |kind, gathering| What::RoundOpened {
        kind,
        prompts: 1,
        ends_at_ms: None,
        about: None,
        gathering: Some(entry(gathering)),
    };
    assert_eq!(circle.say(2, opened(RoundKind::Opening, 99)).1, refused(Refusal::UnknownGathering));
    circle.ok(2, opened(RoundKind::Opening, gathering));
    circle.ok(3, opened(RoundKind::Closing, gathering));
    for board in [&circle.board, &Board::from_checkpoint(&circle.board.checkpoint()).unwrap()] {
        let page = board.gathering_page(Audience::Member, entry(gathering), None, 9, 9).unwrap();
        assert_eq!((page.rounds, page.cards.rows.rounds.len()), (vec![1, 0], 2));
        assert_eq!(page.cards.rows.rounds[0].gathering, Some(entry(gathering)));
    }
}
