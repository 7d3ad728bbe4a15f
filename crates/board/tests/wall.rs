//! What a wall is shown, and what it never gets.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use support::{
    Circle, DAY, HOUR, MORNING, event, imported, left, off, open, promise, retold, story,
    story::{Story, deeds},
    taking, trace, wording,
};
use traceboard_board::{
    Audience, Board, CardState, EntryId, Facet, Pattern, TraceHistory, TraceId, WALL_NEWEST, WALL_OPEN_ENDS,
    WALL_TRAILS, WallCard, WallPicture, What,
};

fn kept_off(mut what: What) -> What {
    if let What::TraceLeft { off_wall, .. } = &mut what {
        *off_wall = true;
    }
    what
}

fn wall(circle: &Circle) -> WallPicture {
    circle.board.wall(None).unwrap()
}

fn card(picture: &WallPicture, n: u32) -> Option<&WallCard> {
    picture.cards.iter().find(|card| card.id == trace(n))
}

#[test]
fn the_newest_come_first_and_with_what_they_build_on() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(1, left(&[]));
    for _ in 0..WALL_NEWEST {
        circle.ok(3, left(&[]));
    }
    let newest = circle.ok(2, left(&[seed]));
    let picture = wall(&circle);
    assert_eq!((picture.newest.len(), picture.newest[0]), (WALL_NEWEST, trace(newest)));
    assert!(!picture.newest.contains(&trace(seed)));
    assert_eq!(card(&picture, newest).unwrap().builds_on, [trace(seed)]);
    assert_eq!(card(&picture, seed).unwrap().words, EntryId(trace(seed).0));
    assert_eq!(picture.half_life_ms, HOUR);
}

#[test]
fn what_is_kept_off_the_wall_hidden_or_taken_back_is_not_there_nor_named() {
    let mut circle = Circle::new(HOUR);
    let seed = circle.ok(1, open(&[]));
    let before = wall(&circle);
    let kept = circle.ok(2, kept_off(left(&[])));
    let grew = circle.ok(3, kept_off(left(&[seed])));
    // A wall can't tell that they are there.
    assert_eq!(wall(&circle), before_taken(before));
    let shown = circle.ok(3, left(&[kept, grew, seed]));
    assert_eq!(card(&wall(&circle), shown).unwrap().builds_on, [trace(seed)]);
    circle.ok(1, What::TraceHidden { trace: trace(shown), why: false });
    assert_eq!(card(&wall(&circle), shown), None);
    circle.ok(1, What::TraceRestored { trace: trace(shown) });
    assert!(card(&wall(&circle), shown).is_some());
    circle.ok(3, What::TraceWithdrawn { trace: trace(shown) });
    assert_eq!(card(&wall(&circle), shown), None);
}

/// An open end that was taken up is open on no wall, whoever took it up: nobody is to do it twice.
fn before_taken(before: WallPicture) -> WallPicture {
    let cards = before.cards.into_iter().map(|card| WallCard { open: false, ..card }).collect();
    WallPicture { cards, open_ends: Vec::new(), ..before }
}

#[test]
fn words_wait_for_as_long_as_the_wall_is_late_those_of_a_rewording_too() {
    let mut circle = Circle::new(HOUR);
    let first = circle.ok(1, left(&[]));
    let at_ms = circle.at_ms;
    let second = circle.ok(2, left(&[first]));
    let late = |circle: &Circle, until_ms| circle.board.wall(Some(until_ms)).unwrap();
    let picture = late(&circle, at_ms - 1);
    assert_eq!((picture.newest.clone(), picture.next_ms), (vec![trace(first)], Some(at_ms)));
    assert_eq!(late(&circle, at_ms).newest, [trace(second), trace(first)]);
    let reworded_ms = circle.at_ms;
    circle.ok(2, What::TraceReworded { trace: trace(second), open: false });
    let picture = late(&circle, reworded_ms - 1);
    assert_eq!((picture.newest, picture.next_ms), (vec![trace(first)], Some(reworded_ms)));
    let picture = late(&circle, reworded_ms);
    assert_eq!((picture.newest, picture.next_ms), (vec![trace(second), trace(first)], None));
    let told = circle.ok(1, story(&[first]));
    let retold_ms = circle.at_ms;
    circle.ok(1, retold(told, &[first]));
    assert!(!late(&circle, retold_ms - 1).newest.contains(&trace(told)));
    assert!(late(&circle, retold_ms).newest.contains(&trace(told)));
}

#[test]
fn promises_and_own_wordings_are_not_for_the_wall() {
    let mut circle = Circle::new(HOUR);
    let promised = circle.ok(1, promise(3));
    let agreed = circle.ok(2, support::agreement());
    let worded = circle.ok(3, wording(agreed, true));
    let kept = circle.ok(1, taking(&[promised], &[promised]));
    let picture = wall(&circle);
    assert_eq!(picture.newest, [trace(kept), trace(agreed)]);
    assert_eq!((card(&picture, promised), card(&picture, worded)), (None, None));
    assert_eq!(card(&picture, kept).unwrap().builds_on, []);
}

#[test]
fn quiet_spells_have_warm_trails_and_open_ends_each_once() {
    let mut circle = Circle::new(DAY);
    let seeds: Vec<u32> = (0..9).map(|n| circle.ok(1, if n < 7 { open(&[]) } else { left(&[]) })).collect();
    // The two oldest are the warmest, and woven.
    let woven = circle.ok(2, taking(&[seeds[0], seeds[1]], &[]));
    let picture = wall(&circle);
    assert_eq!(picture.warm[0], trace(woven));
    assert_eq!(picture.warm.iter().collect::<BTreeSet<_>>().len(), WALL_TRAILS);
    assert_eq!(picture.open_ends.len(), WALL_OPEN_ENDS);
    assert!(picture.open_ends.iter().all(|id| picture.cards.iter().any(|card| card.id == *id && card.open)));
    circle.ok(1, off(&[Pattern::OpenEnds]));
    let picture = wall(&circle);
    assert_eq!((picture.open_ends.len(), picture.cards.iter().any(|card| card.open)), (0, false));
}

#[test]
fn off_the_wall_is_in_a_checkpoint_and_comes_with_a_file() {
    let mut circle = Circle::new(HOUR);
    circle.ok(1, left(&[]));
    circle.ok(1, kept_off(left(&[])));
    let from = imported(event(circle.next(), 2, circle.at_ms, kept_off(left(&[]))), 1, MORNING, None);
    circle.add(from);
    let restored = Board::from_checkpoint(&circle.board.checkpoint()).unwrap();
    assert_eq!(restored.wall(None), circle.board.wall(None));
    assert_eq!(restored.wall(None).unwrap().newest.len(), 1);
    assert_eq!(circle.board.history(0).map(|it| it.off_wall).collect::<Vec<_>>(), [false, true, true]);
}

/// The rules of docs/PROTOCOL.md, from what an export tells.
fn may_show(board: &Board, trace: &TraceHistory<'_>) -> bool {
    let aside = matches!(trace.facet, Some(Facet::Promise { .. } | Facet::Wording { .. }));
    let state = board.card(Audience::Member, trace.id).unwrap().state;
    state == CardState::Shown && trace.withdrawn_at_ms.is_none() && !trace.off_wall && !aside
}

proptest! {
    #[test]
    fn a_wall_gets_nothing_but_what_it_may_show(deeds in deeds(0..200), behind in prop::option::of(0..90_i64)) {
        let mut story = Story::new();
        deeds.iter().for_each(|deed| _ = story.tell(deed));
        let board = &story.board;
        let until_ms = behind.map(|seconds| story.at_ms - seconds * 1_000);
        let picture = board.wall(until_ms).unwrap();
        let all: BTreeMap<TraceId, TraceHistory<'_>> = board.history(0).map(|it| (it.id, it)).collect();
        let shown: BTreeSet<TraceId> = picture.cards.iter().map(|card| card.id).collect();
        prop_assert_eq!(shown.len(), picture.cards.len());
        let mut words: BTreeSet<EntryId> = board.circle_names().into_iter().collect();
        for card in &picture.cards {
            let trace = &all[&card.id];
            prop_assert!(may_show(board, trace), "{:?}", trace);
            prop_assert_eq!(Some(card.words), trace.words);
            prop_assert!(card.builds_on.iter().all(|id| may_show(board, &all[id]) && trace.builds_on.contains(id)));
            let author = board.member_row(trace.by).unwrap();
            prop_assert_eq!((&card.names, card.colour), (&author.names, author.colour));
            words.extend(card.names.iter().chain([&card.words]));
        }
        // No words of anybody or anything else.
        prop_assert!(picture.words().iter().all(|entry| words.contains(entry)));
        let lists = [&picture.newest, &picture.warm, &picture.open_ends];
        prop_assert!(lists.into_iter().flatten().all(|id| shown.contains(id)));
        prop_assert!(picture.cards.len() <= 4 * (WALL_NEWEST + WALL_TRAILS + WALL_OPEN_ENDS));
        // A trace that stands aside of all lists is there only as what another one builds on.
        let listed: BTreeSet<&TraceId> = lists.into_iter().flatten().collect();
        let named: BTreeSet<&TraceId> = picture.cards.iter().filter(|card| listed.contains(&card.id)).flat_map(|card| &card.builds_on).collect();
        prop_assert!(shown.iter().all(|id| listed.contains(id) || named.contains(id)));
        // Nothing is missing either: the newest are those of the feed.
        if until_ms.is_none() {
            let feed = board.feed_page(Audience::Member, None, 1_000).unwrap();
            let by_number: BTreeMap<u32, &TraceHistory<'_>> = all.values().map(|it| (it.n, it)).collect();
            let expected: Vec<TraceId> = feed.listed.iter().map(|n| by_number[n]).filter(|it| may_show(board, it)).map(|it| it.id).take(WALL_NEWEST).collect();
            prop_assert_eq!(&picture.newest, &expected);
            prop_assert_eq!(picture.next_ms, None);
        }
    }

    #[test]
    fn a_wall_stays_as_it_is_until_words_are_due(deeds in deeds(0..120), behind in 0..60_i64) {
        let mut story = Story::new();
        deeds.iter().for_each(|deed| _ = story.tell(deed));
        let until_ms = story.at_ms - behind * 1_000;
        let early = story.board.wall(Some(until_ms)).unwrap();
        if let Some(next_ms) = early.next_ms {
            prop_assert!(next_ms > until_ms);
            prop_assert_eq!(story.board.wall(Some(next_ms - 1)).unwrap(), early);
        }
        prop_assert_eq!(story.board.wall(Some(i64::MAX)).map(|it| (it.newest, it.cards)), story.board.wall(None).map(|it| (it.newest, it.cards)));
    }
}
