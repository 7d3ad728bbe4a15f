//! What must hold of agreements after any story.

use std::collections::BTreeMap;

use jiff::civil::Date;
use traceboard_board::{Audience::Host, Board, CardRow, CardState, DueEdge, Facet, MemberState, Stage};

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
