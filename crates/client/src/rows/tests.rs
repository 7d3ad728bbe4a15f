use traceboard_board::{CardState, MemberId};
use traceboard_protocol::PodState;
use uuid::Uuid;

use super::*;

fn at(seq: u64) -> Position {
    Position { term: 1, seq, nonce: 5 }
}

fn trace(n: u32) -> TraceId {
    TraceId(Uuid::from_u128(u128::from(n)))
}

/// A card whose time is its number, grown from the seed 1.
fn card(n: u32, text: &str) -> Card {
    Card {
        facet: None,
        told: None,
        taken: None,
        id: trace(n),
        n,
        by: MemberId(Uuid::nil()),
        at_ms: i64::from(n),
        text: Some(text.to_owned()),
        open_end: None,
        why: None,
        crossed: None,
        photo: None,
        review: None,
        places: Vec::new(),
        open: false,
        builds_on: Vec::new(),
        trails: vec![1],
        state: CardState::Shown,
        reworded: false,
        round: None,
        learned: false,
        joint: None,
        imported: false,
    }
}

fn trail(n: u32, warmth_ms: i64) -> Trail {
    Trail { n, warmth_ms, size: 1, newest: n, people: Vec::new(), gone: false }
}

fn edge(n: u32) -> Option<Edge> {
    Some(Edge { at_ms: i64::from(n), n })
}

fn cards(ns: impl IntoIterator<Item = u32>) -> Rows {
    Rows { cards: ns.into_iter().map(|n| card(n, "")).collect(), ..Rows::default() }
}

fn states(to: u64, rows: Rows) -> States {
    States { to: at(to), more: false, rows }
}

/// Cards 5 and 6 at position 10, and older ones beyond the edge.
fn board() -> Board {
    Board::new(Snapshot {
        space: SpaceId(Uuid::nil()),
        position: at(10),
        circle: Circle {
            name: Some("Kea".to_owned()),
            half_life_ms: 60_000,
            off: vec![],
            time_zone: None,
            rhythm: None,
            moved: vec![],
            pod: None,
            buds: Vec::new(),
            grown_from: None,
            prompts: Vec::new(),
            time_to_bud: false,
        },
        members: Vec::new(),
        cards: vec![card(6, "six"), card(5, "five")],
        lights: Vec::new(),
        trails: vec![trail(5, 500)],
        feed: vec![6, 5],
        edge: edge(5),
        warm: vec![5],
        warm_edge: Some(WarmEdge { warmth_ms: 500, n: 5 }),
        pods: Vec::new(),
        called: Vec::new(),
        called_edge: None,
        open_ends: Vec::new(),
        open_edge: edge(5),
        rounds: Vec::new(),
        rounds_edge: None,
        gatherings: Vec::new(),
        gatherings_edge: None,
    })
}

fn feed(board: &Board) -> Vec<u32> {
    board.feed().iter().map(|card| card.n).collect()
}

#[test]
fn a_row_of_an_older_answer_never_replaces_a_newer_one() {
    let mut board = board();
    board.merge(states(12, Rows { cards: vec![card(6, "reworded")], ..Rows::default() }));
    // A request that was on its way since before that.
    let rows = Rows { cards: vec![card(6, "six"), card(3, "three")], ..Rows::default() };
    board.merge_cards(CardPage { position: at(11), feed: vec![6, 3], edge: None, rows });
    assert_eq!(board.card(6).unwrap().text.as_deref(), Some("reworded"));
    assert_eq!(board.card_of(trace(3)).unwrap().text.as_deref(), Some("three"), "what it alone has is taken");
    assert_eq!(board.position(), at(12), "a page tells nothing about other rows");
}

#[test]
fn the_order_in_which_answers_arrive_makes_no_difference() {
    let first = states(11, Rows { cards: vec![card(7, "seven")], lights: vec![Light(7, 70, 0)], ..Rows::default() });
    let second = states(12, Rows { lights: vec![Light(7, 90, 1)], ..Rows::default() });
    let (mut one, mut other) = (board(), board());
    one.merge(first.clone());
    one.merge(second.clone());
    other.merge(second);
    other.merge(first);
    assert_eq!(one.disagreement(&other), None);
    assert_eq!(other.light(7), Some(Light(7, 90, 1)));
}

#[test]
fn the_feed_holds_what_is_above_its_edge_newest_first() {
    let mut board = board();
    board.merge_cards(CardPage { position: at(10), feed: vec![2], edge: None, rows: cards([2]) });
    board.merge(states(11, cards([7])));
    assert_eq!(feed(&board), [7, 6, 5], "a card that was asked for by itself lies below the edge");
    board.merge_older(CardPage { position: at(11), feed: vec![4, 3], edge: edge(3), rows: cards([3, 4]) });
    assert_eq!((feed(&board), board.feed_edge()), (vec![7, 6, 5, 4, 3], edge(3)));
    board.merge_older(CardPage { position: at(11), feed: vec![4], edge: edge(4), rows: cards([4]) });
    assert_eq!(board.feed_edge(), edge(3), "an edge never rises");
    board.merge_older(CardPage { position: at(11), feed: vec![2, 1], edge: None, rows: cards([1, 2]) });
    assert_eq!((feed(&board), board.feed_edge()), (vec![7, 6, 5, 4, 3, 2, 1], None));
}

#[test]
fn warm_trails_are_ordered_by_warmth_then_by_number_down_to_their_edge() {
    let mut board = board();
    let warm = |board: &Board| board.warm().iter().map(|trail| trail.n).collect::<Vec<_>>();
    board.merge(states(11, Rows { trails: vec![trail(6, 500), trail(4, 500), trail(7, 499)], ..Rows::default() }));
    assert_eq!(warm(&board), [4, 5], "6 and 7 come after the edge");
    let edge = Some(WarmEdge { warmth_ms: 499, n: 7 });
    board.merge_colder(TrailsPage { position: at(11), warm: vec![6, 7], warm_edge: edge, rows: Rows::default() });
    assert_eq!(warm(&board), [4, 5, 6, 7]);
    board.merge(states(12, Rows { trails: vec![trail(7, 900), trail(5, 100)], ..Rows::default() }));
    assert_eq!(warm(&board), [7, 4, 6], "one became warmer, and one fell behind the edge");
    board.merge_colder(TrailsPage { position: at(12), warm: vec![5], warm_edge: None, rows: Rows::default() });
    assert_eq!((warm(&board), board.warm_edge()), (vec![7, 4, 6, 5], None));
    let gone = Trail { gone: true, ..trail(4, 500) };
    board.merge(states(13, Rows { trails: vec![gone], ..Rows::default() }));
    assert_eq!(warm(&board), [7, 6, 5], "all its traces were withdrawn");
}

#[test]
fn an_open_end_is_listed_until_somebody_takes_it_up_or_its_words_go() {
    let mut board = board();
    let open = |n: u32, state| Card { open: true, state, ..card(n, "") };
    let listed = |board: &Board| board.open_ends().iter().map(|card| card.n).collect::<Vec<_>>();
    let shown = |n| open(n, CardState::Shown);
    board.merge(states(11, Rows { cards: vec![shown(8), shown(7), shown(4)], ..Rows::default() }));
    assert_eq!(listed(&board), [8, 7], "4 lies below the edge");
    let taken = Card { taken: Some(9), ..shown(8) };
    board.merge(states(12, Rows { cards: vec![taken], ..Rows::default() }));
    assert_eq!(listed(&board), [7]);
    let hidden = Rows { cards: vec![open(7, CardState::Hidden), shown(8)], ..Rows::default() };
    board.merge(states(13, hidden));
    assert_eq!(listed(&board), [8], "what was built on 8 is gone, and 7 is hidden");
}

#[test]
fn an_opened_trail_grows_and_is_listed_oldest_first() {
    let mut board = board();
    assert_eq!(board.trail_cards(1), None);
    let view = TrailView { position: at(10), seed: 1, listed: vec![3, 5], edge: edge(3), rows: cards([3]) };
    board.merge_trail(view);
    board.merge(states(11, cards([7])));
    let elsewhere = Rows { cards: vec![Card { trails: vec![2], ..card(8, "") }, card(2, "")], ..Rows::default() };
    board.merge(states(12, elsewhere));
    let cards: Vec<u32> = board.trail_cards(1).unwrap().iter().map(|card| card.n).collect();
    assert_eq!(cards, [3, 5, 6, 7]);
}

#[test]
fn missing_rows_that_the_lists_name_can_be_requested() {
    let mut board = board();
    let grown = Card { builds_on: vec![trace(5), trace(3)], ..card(7, "") };
    let warm = Trail { newest: 7, ..trail(2, 800) };
    board.merge(states(11, Rows { cards: vec![grown], trails: vec![warm], ..Rows::default() }));
    assert_eq!(board.missing(), Missing { numbers: vec![2], ids: vec![trace(3)] });
}

#[test]
fn boards_that_differ_are_found() {
    let (mut one, mut other) = (board(), board());
    one.merge(states(11, cards([7])));
    assert_eq!(one.disagreement(&other).unwrap(), "the feed of one is [7, 6, 5], of the other [6, 5]");
    other.merge(states(11, Rows::default()));
    other.merge(states(11, Rows { cards: vec![card(7, "other words")], ..Rows::default() }));
    assert!(one.disagreement(&other).unwrap().starts_with("the card 7 is "));
    let mut deeper = one.clone();
    deeper.merge_older(CardPage { position: at(11), feed: vec![4], edge: edge(4), rows: cards([4]) });
    assert_eq!(one.disagreement(&deeper), None, "only what both list is compared");
}

#[test]
fn open_pods_are_listed_to_their_edge_and_own_ones_completely() {
    let mut board = board();
    let pod = |n: u32, state| Pod {
        id: PodId(Uuid::from_u128(n.into())),
        n,
        by: MemberId(Uuid::nil()),
        at_ms: 5,
        intention: None,
        places: 5,
        taken: 1,
        ends_on: jiff::civil::date(2026, 12, 4),
        rhythm: None,
        offered: false,
        state,
    };
    let listed = |board: &Board| board.called().iter().map(|pod| pod.n).collect::<Vec<_>>();
    let page = |listed, edge, pods| PodPage { position: at(11), listed, edge, rows: Rows { pods, ..Rows::default() } };
    board.merge(states(11, Rows { pods: vec![pod(2, PodState::Open), pod(1, PodState::Resting)], ..Rows::default() }));
    assert_eq!(listed(&board), [2, 1]);
    board.merge(states(12, Rows { pods: vec![pod(2, PodState::Closed)], ..Rows::default() }));
    board.merge_named_pods(page(vec![2], None, vec![pod(2, PodState::Open)]));
    assert_eq!(listed(&board), [1], "an older answer opens nothing again");
    let id = PodId(Uuid::from_u128(1));
    board.merge_own_pods(OwnPods { pods: vec![id], invitations: Vec::new() });
    board.merge_own_pods(OwnPods { pods: Vec::new(), invitations: vec![id] });
    assert_eq!((board.own_pods().pods.len(), &board.own_pods().invitations), (0, &vec![id]));
}
