//! What pages of a board hold, and what queries are refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use serde_json::json;
use traceboard_board::{Board, CircleId, EntryId, Event, MemberId, TraceId};
use traceboard_position::Position;
use traceboard_protocol::{Asked, CardPage, CardQuery, Code, Snapshot, SnapshotQuery, TrailPage, TrailView, WarmQuery};
use uuid::Uuid;

const ME: MemberId = MemberId(Uuid::from_u128(1));

fn trace(n: u128) -> TraceId {
    TraceId(Uuid::from_u128(n))
}

fn at(n: u128) -> Position {
    Position { term: 1, seq: n as u64, nonce: 3 }
}

/// Trace 100, and 150 more that each build on it.
fn board() -> Board {
    let mut board = Board::new();
    let mut add = |n: u128, what: serde_json::Value| {
        let mut head = json!({ "v": 1, "id": Uuid::from_u128(n), "by": ME, "written_at_ms": 5 });
        head.as_object_mut().unwrap().append(&mut what.as_object().unwrap().clone());
        let body = json!({ "text": format!("trace {n}"), "name": "Ana" }).to_string();
        let event =
            Event::read(EntryId(Uuid::from_u128(n)), head.to_string().as_bytes(), Some(body.as_bytes()), n as i64);
        board.apply(at(n), &event);
    };
    add(2, json!({ "type": "circle_founded", "name": "Retreat", "half_life_ms": 60_000 }));
    add(3, json!({ "type": "member_joined", "member": ME, "colour": 1, "role": "host" }));
    add(100, json!({ "type": "trace_left", "builds_on": [], "open": true }));
    for n in 101..=250 {
        add(n, json!({ "type": "trace_left", "builds_on": [trace(100)], "open": true }));
    }
    board
}

fn asked(board: &Board) -> Asked<'_> {
    Asked { board, position: Some(at(250)), viewer: ME }
}

fn ids(cards: &[traceboard_board::Card]) -> Vec<u128> {
    cards.iter().map(|card| card.id.0.as_u128()).collect()
}

#[test]
fn a_snapshot_holds_a_window_and_what_it_names_beside_it() {
    let board = board();
    let look = |query: &SnapshotQuery| Snapshot::of(asked(&board), CircleId(Uuid::nil()), 7, query);
    let snapshot = look(&SnapshotQuery::default()).unwrap().unwrap();
    assert_eq!((snapshot.cards.len(), snapshot.more, snapshot.open_ends.len()), (100, true, 20));
    assert_eq!(ids(&snapshot.context), [100], "the seed, once");
    assert_eq!(snapshot.grown, [], "nobody asked");
    let small = look(&SnapshotQuery { cards: Some(1), grown_since_ms: Some(0) }).unwrap().unwrap();
    assert_eq!((ids(&small.cards), small.context.len()), (vec![250], 20), "the seed and 19 open ends");
    for cards in [0, 201, u32::MAX] {
        let (code, fault) = look(&SnapshotQuery { cards: Some(cards), grown_since_ms: None }).unwrap_err();
        assert_eq!((code, fault.0), (Code::BadRequest, format!("cannot take cards={cards}: 1 to 200 are taken")));
    }
    let empty = Asked { board: &Board::new(), position: None, viewer: ME };
    assert_eq!(Snapshot::of(empty, CircleId(Uuid::nil()), 7, &SnapshotQuery::default()), Ok(None));
}

#[test]
fn older_cards_come_page_by_page_or_by_name() {
    let board = board();
    let look = |query: CardQuery| CardPage::of(asked(&board), &query);
    let page = look(CardQuery { before: Some(trace(250)), limit: Some(2), ..CardQuery::default() }).unwrap();
    assert_eq!((ids(&page.cards), ids(&page.context), page.more), (vec![249, 248], vec![100], true));
    let last = look(CardQuery { before: Some(trace(101)), ..CardQuery::default() }).unwrap();
    assert_eq!((ids(&last.cards), last.more), (vec![100], false));
    let named = format!("{},{},{}", trace(120), trace(999), trace(110));
    assert_eq!(ids(&look(CardQuery { ids: Some(named), ..CardQuery::default() }).unwrap().cards), [120, 110]);
    let unknown = CardQuery { before: Some(trace(999)), ..CardQuery::default() };
    assert_eq!(look(unknown).unwrap_err().0, Code::UnknownTrace);
    for query in [
        CardQuery { ids: Some(String::new()), ..CardQuery::default() },
        CardQuery { ids: Some("x".repeat(100_000)), ..CardQuery::default() },
        CardQuery { ids: Some(vec![trace(100).to_string(); 101].join(",")), ..CardQuery::default() },
        CardQuery { ids: Some(trace(100).to_string()), before: Some(trace(100)), ..CardQuery::default() },
        CardQuery { limit: Some(0), ..CardQuery::default() },
    ] {
        let (code, fault) = look(query).unwrap_err();
        assert_eq!(code, Code::BadRequest);
        assert!(fault.0.len() < 200, "{fault}");
    }
}

#[test]
fn a_trail_is_told_whole_and_trails_by_warmth() {
    let board = board();
    let view = TrailView::of(asked(&board), trace(100)).unwrap();
    assert_eq!((view.cards.len(), view.more, view.context.len()), (151, false, 0));
    assert_eq!(view.cards[0].id, trace(100));
    assert_eq!(TrailView::of(asked(&board), trace(101)).unwrap_err().0, Code::UnknownTrace, "it is no seed");
    let page = TrailPage::of(asked(&board), &WarmQuery::default()).unwrap();
    assert_eq!((page.trails.len(), ids(&page.context)), (1, vec![100, 250]));
    let twice = WarmQuery { seeds: Some(format!("{0},{0},{1}", trace(100), trace(7))), ..WarmQuery::default() };
    assert_eq!(TrailPage::of(asked(&board), &twice).unwrap().trails, page.trails);
}
