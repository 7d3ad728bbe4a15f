//! What must hold of promises, agreements and stories after any sequence.

use std::collections::BTreeMap;

use jiff::civil::Date;
use traceboard_board::{Audience::Host, Board, CardRow, CardState, DueEdge, Facet, MemberState, Stage};

/// Those that are open, soonest first.
pub fn hold_promises(board: &Board, cards: &[CardRow]) {
    let promised = |card: &&CardRow| {
        let open = matches!(card.facet, Some(Facet::Promise { .. })) && card.taken.is_none();
        open && card.state == CardState::Shown && board.is_present(card.by)
    };
    let mut promises: Vec<_> = cards.iter().filter(promised).map(|card| (due_of(card.facet), card.n)).collect();
    promises.sort_unstable();
    let (listed, edge) = board.open_promises(None, usize::MAX);
    assert_eq!((listed, edge), (promises.iter().map(|(_, n)| *n).collect(), None));
    if let [first, second, ..] = promises[..] {
        let edge = DueEdge { due: first.0, n: first.1 };
        assert_eq!(board.open_promises(None, 1), (vec![first.1], Some(edge)));
        assert_eq!(board.open_promises(Some(edge), 1).0, [second.1]);
    }
}

/// Those that weren't let go, by their reviews, and what each who is here said last.
pub fn hold_agreements(board: &Board, cards: &[CardRow]) {
    let shown = || cards.iter().filter(|card| card.state == CardState::Shown);
    let mut current: Vec<_> = shown()
        .filter_map(|card| match card.facet {
            Some(Facet::Agreement { stage, review_on }) if stage != Stage::LetGo => {
                Some((review_on.unwrap_or(Date::MAX), card.n))
            }
            _ => None,
        })
        .collect();
    current.sort_unstable();
    let page = board.agreements_page(Host, None, usize::MAX);
    assert_eq!((&page.listed, page.edge), (&current.iter().map(|(_, n)| *n).collect(), None));
    if let [first, second, ..] = current[..] {
        let edge = DueEdge { due: first.0, n: first.1 };
        assert_eq!(board.agreements_page(Host, None, 1).edge, Some(edge));
        assert_eq!(board.agreements_page(Host, Some(edge), 1).listed, [second.1]);
    }
    let mut wordings = BTreeMap::new();
    for card in shown().filter(|card| matches!(card.facet, Some(Facet::Wording { .. }))) {
        let [agreement] = card.builds_on[..] else { panic!("it builds on one agreement") };
        let n = board.number_of(agreement).unwrap();
        let here = board.member_row(card.by).is_some_and(|row| row.state == MemberState::Present);
        if here && page.listed.contains(&n) {
            let latest = wordings.entry((n, card.by)).or_insert(card.n);
            *latest = card.n.max(*latest);
        }
    }
    let mut told = page.wordings;
    told.sort_unstable();
    let mut expected: Vec<u32> = wordings.into_values().collect();
    expected.sort_unstable();
    assert_eq!(told, expected);
}

/// Those that stand, oldest first, and of each what it cites.
pub fn hold_stories(board: &Board, cards: &[CardRow]) {
    let story = |card: &&CardRow| card.facet == Some(Facet::Story);
    let stories: Vec<_> = cards.iter().filter(story).filter(|card| card.state == CardState::Shown).collect();
    let listed = board.stories_page(Host, None, usize::MAX).listed;
    assert_eq!(listed, stories.iter().map(|card| card.n).collect::<Vec<_>>());
    for card in cards.iter().filter(story) {
        let page = board.story(Host, None, card.id).unwrap();
        let history = board.trace_history(card.id).unwrap();
        assert_eq!((Some(page.words), page.cites.len()), (card.words, history.cites.len()));
        assert!(page.cites.iter().flatten().all(|n| *n != card.n && page.rows.cards.iter().any(|row| row.n == *n)));
    }
}

fn due_of(facet: Option<Facet>) -> Date {
    let Some(Facet::Promise { due }) = facet else { panic!("no promise") };
    due
}
