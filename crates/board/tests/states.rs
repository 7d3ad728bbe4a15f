//! Pages get states: whoever has a snapshot and the changes since has what a new snapshot has.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod page;
mod support;

use std::collections::{BTreeSet, HashSet};

use page::Page;
use proptest::prelude::*;
use support::{
    story::{Deed, Story, deeds},
    worked_out::marks_of,
};
use traceboard_board::{
    ANSWERED_MAX, Anew, Answer, Audience, Board, CardState, Changes, EntryId, Mark, MemberRow, MemberState, RoundKind,
    Rows, SnapshotPage, SnapshotSizes, Standing, TRY_PROMPT,
};
use traceboard_position::Position;

const WINDOW: SnapshotSizes = SnapshotSizes { cards: 5, trails: 5, open_ends: 5, rounds: 3, gatherings: 3, pods: 3 };
const ALL: SnapshotSizes = SnapshotSizes {
    cards: usize::MAX,
    trails: usize::MAX,
    open_ends: usize::MAX,
    rounds: usize::MAX,
    gatherings: usize::MAX,
    pods: usize::MAX,
};

fn audience() -> impl Strategy<Value = Audience> {
    prop_oneof![Just(Audience::Member), Just(Audience::Host)]
}

/// Some deeds, and after each few of them a look at what changed, in answers of a few rows.
fn looks() -> impl Strategy<Value = Vec<(Vec<Deed>, usize)>> {
    prop::collection::vec((deeds(0..25), 1..40_usize), 1..8)
}

/// Asks once from where the page is. The page begins anew where the half-life changed, and for no other reason.
fn look(page: &mut Page, story: &Story, audience: Audience, rows_max: usize) -> bool {
    match story.board.changes_since(page.at, audience, rows_max) {
        Ok(Changes { to, more, rows }) => {
            assert_told_to(audience, &story.board, &rows);
            page.merge(to, rows);
            page.at = to;
            more
        }
        Err(Anew::HalfLife) => {
            assert!(story.half_life_changes.iter().any(|change| *change > page.at));
            *page = Page::begin(story.board.snapshot(audience, &WINDOW).unwrap());
            false
        }
        Err(anew) => panic!("{anew} at {}", page.at),
    }
}

/// Nothing in rows that their audience may not see, and nothing twice.
fn assert_told_to(audience: Audience, board: &Board, rows: &Rows) {
    let words: HashSet<EntryId> = rows.words().into_iter().collect();
    for history in board.history(0) {
        let gone = history.withdrawn_at_ms.is_some();
        let secret = gone || audience == Audience::Member && history.hidden.is_some();
        assert!(!secret || board.bodies_of(history.id).iter().all(|entry| !words.contains(entry)));
    }
    // An answer's words are in no row, and that someone passed isn't either.
    for round in &rows.rounds {
        assert!(round.answered.len() <= ANSWERED_MAX && (round.kind == RoundKind::Own) == round.words.is_some());
        let answers = answers_of(board, round.id);
        assert!(answers.iter().all(|answer| !words.contains(&answer.id)));
        let last: Vec<_> = answers.iter().rev().take(ANSWERED_MAX).map(|answer| answer.by).collect();
        let named: Vec<_> = board.members_by_numbers(&round.answered).iter().map(|row| row.id).collect();
        assert_eq!(last, named);
        assert_heads(board, round.id, &answers);
    }
    for card in &rows.cards {
        assert_eq!(
            card.words.is_some(),
            card.state == CardState::Shown || card.state == CardState::Hidden && audience == Audience::Host
        );
    }
    let mut once = HashSet::new();
    let keys = rows.members.iter().map(|row| (0, row.n)).chain(rows.cards.iter().map(|row| (1, row.n)));
    let keys = keys.chain(rows.pods.iter().map(|row| (6, row.n)));
    let keys = keys.chain(rows.lights.iter().map(|row| (2, row.n))).chain(rows.trails.iter().map(|row| (3, row.n)));
    let keys = keys.chain(rows.rounds.iter().map(|row| (4, row.n))).chain(rows.gatherings.iter().map(|row| (5, row.n)));
    keys.for_each(|key| assert!(once.insert(key), "{key:?} twice"));
}

/// That cards of answers that stand were put onto heads of the same prompt, which are put onto nothing.
fn assert_heads(board: &Board, round: EntryId, answers: &[Answer]) {
    let answers: Vec<_> = answers.iter().map(|answer| answer.id).collect();
    let put = board.put_cards(round, &answers);
    for (card, head) in &put {
        assert!(card.prompt == head.prompt && answers.contains(&head.answer));
        assert!(put.iter().all(|(other, _)| other != head), "{head:?} is put, and others onto it");
    }
    assert!(board.taken_cards(round, &answers).iter().all(|(card, n)| card.prompt == TRY_PROMPT && board.is_shown(*n)));
}

/// That a page shows what a new snapshot shows, down to where both know their lists.
fn assert_like(page: &Page, snapshot: &SnapshotPage) {
    assert_eq!(page.like(&snapshot.rows), snapshot.rows);
    assert_eq!(&page.feed()[..snapshot.feed.len()], &snapshot.feed);
    assert_eq!(&page.warm()[..snapshot.trails.len()], &snapshot.trails);
    assert_eq!(&page.open_ends()[..snapshot.open_ends.len()], &snapshot.open_ends);
    let rounds: Vec<_> = snapshot.rounds.iter().filter(|n| !page.rounds().contains(n)).collect();
    assert!(rounds.is_empty(), "rounds {rounds:?} aren't listed");
    assert_eq!(&page.gatherings()[..snapshot.gatherings.len()], &snapshot.gatherings);
    assert_eq!(&page.pods()[..snapshot.pods.len()], &snapshot.pods);
}

/// That a round to which somebody gave something is open only while it waits for someone.
fn assert_awaits(board: &Board) {
    let members = board.members_after(None, usize::MAX);
    for row in (0..board.rounds_len() as u32).filter_map(|n| board.round(n)).filter(|row| row.ended_at_ms.is_none()) {
        let gave = |who: &MemberRow| board.given_by(row.id, who.id).is_some();
        let is_awaited = |who: &MemberRow| who.state == MemberState::Present && !who.imported && !who.resting;
        let awaited = members.iter().any(|who| is_awaited(who) && !gave(who));
        assert!(awaited || !members.iter().any(gave), "{row:?} waits for nobody");
    }
}

/// All answers, as one who gave something reads them.
fn answers_of(board: &Board, round: EntryId) -> Vec<Answer> {
    let readers = board.members_after(None, usize::MAX);
    readers.iter().find_map(|reader| board.answers(round, reader.id).ok()).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_page_that_merges_changes_shows_what_a_new_one_shows(
        before in deeds(0..90), looks in looks(), audience in audience(), trail in 0..5_usize
    ) {
        let mut story = Story::new();
        before.iter().for_each(|deed| _ = story.tell(deed));
        let begin = story.board.snapshot(audience, &WINDOW).unwrap();
        assert_told_to(audience, &story.board, &begin.rows);
        // It reads one trail, its three newest traces.
        let seed = begin.trails.get(trail).map(|n| support::ids(&story.board, &[*n])[0]);
        let mut page = Page::begin(begin);
        let (reader, marks_at) = (support::member(3), page.at);
        let mine = story.board.mine_since(reader, None).unwrap();
        page.merge_marks(marks_at, mine.marks);
        page.merge_own_rounds(marks_at, mine.rounds);
        let opened = seed.map(|seed| story.board.trail_page(audience, seed, 3).unwrap());
        page.look_at_quiet(&story.board, audience, 3);
        if let Some(opened) = &opened {
            page.merge(page.at, opened.rows.clone());
        }
        let mut anew = false;
        for (deeds, rows_max) in &looks {
            deeds.iter().for_each(|deed| _ = story.tell(deed));
            let before = story.half_life_changes.iter().filter(|change| **change > page.at).count();
            anew |= before > 0;
            look(&mut page, &story, audience, *rows_max);
        }
        while look(&mut page, &story, audience, 7) {}
        prop_assert_eq!(Some(page.at), story.board.position());
        page.fetch_missing(&story.board, audience, WINDOW.open_ends);
        let now = story.board.snapshot(audience, &WINDOW).unwrap();
        assert_like(&page, &now);
        let first: Vec<_> = now.rows.cards.iter().map(|card| card.n).take(now.feed.len()).collect();
        prop_assert_eq!(&first, &now.feed, "the cards of the feed come first, in its order");
        if !anew {
            let quiet = story.board.quiet_page(audience, None, usize::MAX).listed;
            prop_assert!(quiet.starts_with(&page.quiet()));
        }
        prop_assert!(page.is_lit(), "a card without its light");
        // A page that begins anew lets go of its marks too.
        let mine = story.board.mine_since(reader, if anew { None } else { Some(marks_at) }).unwrap();
        page.merge_marks(mine.to, mine.marks);
        page.merge_own_rounds(mine.to, mine.rounds);
        for round in (0..story.board.rounds_len() as u32).filter_map(|n| story.board.round(n)) {
            let own = page.own_round(round.id);
            // Whoever gave something reads the answers, and nobody else.
            prop_assert_eq!(story.board.answers(round.id, reader).is_ok(), own.answered || own.passed);
            prop_assert_eq!(story.board.answer_of(round.id, reader).is_some(), own.answered);
        }
        for (n, (warmed, grew, promised)) in (0..).zip(marks_of(&story.board, reader)) {
            prop_assert_eq!(page.mark(n), Mark { n, warmed, grew, promised, asked: false });
        }
        if let (Some(opened), false) = (opened, anew) {
            let now = story.board.trail_page(audience, seed.unwrap(), usize::MAX).unwrap();
            let listed = page.trail(opened.seed, opened.edge);
            prop_assert!(now.listed.ends_with(&listed) && listed.len() >= opened.listed.len());
            prop_assert!(now.listed.len() == listed.len() || opened.edge.is_some());
        }
    }

    #[test]
    fn changes_are_all_rows_that_changed_whatever_the_cuts(
        before in deeds(0..90), after in deeds(0..90), audience in audience(), rows_max in 0..30_usize
    ) {
        let mut story = Story::new();
        before.iter().for_each(|deed| _ = story.tell(deed));
        let (from, then) = (story.board.position().unwrap(), story.board.snapshot(audience, &ALL).unwrap());
        let members = story.board.members_after(None, usize::MAX);
        after.iter().for_each(|deed| _ = story.tell(deed));
        let newest = story.board.position().unwrap();
        let whole = match story.board.changes_since(from, audience, usize::MAX) {
            Err(anew) => {
                prop_assert_eq!(anew, Anew::HalfLife);
                prop_assert!(story.half_life_changes.iter().any(|change| *change > from));
                prop_assert!(story.board.changed_after(from));
                return Ok(());
            }
            Ok(whole) => whole,
        };
        prop_assert_eq!((whole.to, whole.more), (newest, false));
        prop_assert_eq!(story.board.changed_after(from), !whole.rows.is_empty());
        prop_assert!(!story.board.changed_after(newest));
        // Every row that isn't as it was then is among them, as it is now.
        let now = story.board.snapshot(audience, &ALL).unwrap().rows;
        let members_now = story.board.members_after(None, usize::MAX);
        prop_assert!(now.circle == then.rows.circle || whole.rows.circle == now.circle);
        prop_assert!(members_now.iter().all(|row| members.contains(row) || whole.rows.members.contains(row)));
        prop_assert!(now.pods.iter().all(|row| then.rows.pods.contains(row) || whole.rows.pods.contains(row)));
        prop_assert!(now.cards.iter().all(|row| then.rows.cards.contains(row) || whole.rows.cards.contains(row)));
        prop_assert!(now.lights.iter().all(|row| then.rows.lights.contains(row) || whole.rows.lights.contains(row)));
        prop_assert!(now.trails.iter().all(|row| then.rows.trails.contains(row) || whole.rows.trails.contains(row)));
        prop_assert!(now.rounds.iter().all(|row| then.rows.rounds.contains(row) || whole.rows.rounds.contains(row)));
        let told = |row| then.rows.gatherings.contains(row) || whole.rows.gatherings.contains(row);
        prop_assert!(now.gatherings.iter().all(told));
        prop_assert!(whole.rows.rounds.iter().all(|row| now.rounds.contains(row)));
        prop_assert!(whole.rows.gatherings.iter().all(|row| now.gatherings.contains(row)));
        prop_assert!(whole.rows.cards.iter().all(|row| now.cards.contains(row)));
        prop_assert!(whole.rows.lights.iter().all(|row| now.lights.contains(row)));
        // Those of which nothing stands any more are told, and in no list.
        prop_assert!(whole.rows.trails.iter().all(|row| story.board.trail(row.n).as_ref() == Some(row)));
        let trails = then.rows.trails.iter().filter_map(|row| story.board.trail(row.n));
        let gone: Vec<_> = trails.filter(|row| row.gone).collect();
        prop_assert!(gone.iter().all(|row| whole.rows.trails.contains(row)));
        prop_assert!(whole.rows.members.iter().all(|row| members_now.contains(row)));
        // In pieces it is the same, and each piece begins where the one before said that it ends.
        let (mut at, mut pieces) = (from, Rows::default());
        loop {
            let Changes { to, more, rows } = story.board.changes_since(at, audience, rows_max).unwrap();
            prop_assert!(matches!(story.board.standing(to), Standing::Held(_)));
            prop_assert!(to > at || !more);
            prop_assert!(rows.len() < rows_max.max(1) + 120, "{} rows", rows.len());
            prop_assert!(!more || rows.len() >= rows_max, "cut too early");
            pieces.circle = rows.circle.or(pieces.circle);
            pieces.members.extend(rows.members);
            pieces.cards.extend(rows.cards);
            pieces.lights.extend(rows.lights);
            pieces.trails.extend(rows.trails);
            pieces.rounds.extend(rows.rounds);
            pieces.gatherings.extend(rows.gatherings);
            pieces.pods.extend(rows.pods);
            at = to;
            if !more {
                break;
            }
        }
        prop_assert_eq!((at, pieces), (newest, whole.rows));
    }

    #[test]
    fn marks_follow_from_the_log(before in deeds(0..90), after in deeds(0..90)) {
        let mut story = Story::new();
        before.iter().for_each(|deed| _ = story.tell(deed));
        let from = story.board.position().unwrap();
        let members: Vec<_> = story.board.members_after(None, usize::MAX).iter().map(|row| row.id).collect();
        let then: Vec<_> = members.iter().map(|member| marks_of(&story.board, *member)).collect();
        after.iter().for_each(|deed| _ = story.tell(deed));
        let board = &story.board;
        let changed = board.mine_changed_since(from);
        for (member, then) in members.into_iter().zip(then) {
            let now = marks_of(board, member);
            let all: Vec<u32> = (0..board.len() as u32).collect();
            let told = board.marks(member, &all);
            prop_assert_eq!(told.iter().map(|mark| (mark.warmed, mark.grew, mark.promised)).collect::<Vec<_>>(), now.clone());
            // Those then and those changed since are those now.
            let mut merged = then.clone();
            merged.resize(now.len(), (false, false, false));
            let mine = board.mine_since(member, Some(from)).unwrap();
            prop_assert_eq!(Some(mine.to), board.position());
            mine.marks.iter().for_each(|mark| merged[mark.n as usize] = (mark.warmed, mark.grew, mark.promised));
            prop_assert_eq!(&merged, &now);
            prop_assert_eq!(changed.contains(&member), !mine.is_empty());
            // And all, without a position.
            let mine = board.mine_since(member, None).unwrap();
            let mut all = vec![(false, false, false); now.len()];
            mine.marks.iter().for_each(|mark| all[mark.n as usize] = (mark.warmed, mark.grew, mark.promised));
            prop_assert_eq!(&all, &now);
            let grown = board.grown_since(member, i64::MIN, usize::MAX);
            let shown: BTreeSet<u32> = grown.iter().copied().collect();
            let expected = (0..).zip(&now).filter(|(n, mark)| mark.1 && board.is_shown(*n)).map(|(n, _)| n);
            prop_assert_eq!(shown, expected.collect::<BTreeSet<u32>>());
        }
    }

    #[test]
    fn a_checkpoint_goes_on_as_its_board_does(before in deeds(0..120), after in deeds(0..60), audience in audience()) {
        let mut story = Story::new();
        for deed in &before {
            story.tell(deed);
            assert_awaits(&story.board);
        }
        let from = story.board.position().unwrap();
        let mut restored = story.on(Board::from_checkpoint(&story.board.checkpoint()).unwrap());
        prop_assert!(restored.board == story.board);
        for deed in &after {
            prop_assert_eq!(restored.tell(deed), story.tell(deed));
        }
        prop_assert!(restored.board == story.board, "the boards went apart");
        let changes = |board: &Board| board.changes_since(from, audience, usize::MAX);
        prop_assert_eq!(changes(&restored.board), changes(&story.board));
        prop_assert_eq!(restored.board.checkpoint(), story.board.checkpoint());
    }

    #[test]
    fn a_position_of_another_history_never_gets_rows(before in deeds(0..60), audience in audience(), nonce: u64, seq in 0..90_u64, term in 0..4_u64) {
        let mut story = Story::new();
        before.iter().for_each(|deed| _ = story.tell(deed));
        let board = &story.board;
        let position = Position { term, seq, nonce };
        match board.standing(position) {
            Standing::Foreign => {
                prop_assert_eq!(board.changes_since(position, audience, 9), Err(Anew::UnknownHistory));
                prop_assert_eq!(board.mine_since(support::member(1), Some(position)), Err(Anew::UnknownHistory));
            }
            Standing::Ahead => {
                let nothing = Changes { to: position, more: false, rows: Rows::default() };
                prop_assert_eq!(board.changes_since(position, audience, 9), Ok(nothing));
                prop_assert!(position > board.position().unwrap());
            }
            Standing::Held(_) => prop_assert!(position <= board.position().unwrap()),
        }
    }
}
