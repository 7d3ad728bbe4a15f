//! `fixtures/*.json`, which the web's page reads too: what a board that merges them must show.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;
use traceboard_client::Board;
use traceboard_position::Position;
use traceboard_protocol::{
    Card, CardPage, Edge, Mark, OwnRound, Rows, ServerFrame, Snapshot, Trail, TrailView, TrailsPage, WarmEdge, Why,
};

#[derive(Deserialize)]
struct Fixture {
    snapshot: Snapshot,
    frames: Vec<ServerFrame>,
    pages: Vec<Asked>,
    answers: Answers,
}

/// An answer that is merged after so many frames.
#[derive(Deserialize)]
struct Asked {
    after: usize,
    #[serde(flatten)]
    page: Page,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Page {
    Older(CardPage),
    Colder(TrailsPage),
    Cards(CardPage),
    Trail(TrailView),
    OpenEnds(CardPage),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answers {
    Anew { anew: Why },
    Shown(Box<Shown>),
}

#[derive(Deserialize)]
struct Shown {
    position: Position,
    rows: Rows,
    #[serde(flatten)]
    lists: Lists,
    open_ends: Vec<u32>,
    open_edge: Option<Edge>,
    marks: Vec<Mark>,
    #[serde(default)]
    own_rounds: Vec<OwnRound>,
    #[serde(default)]
    rounds: Vec<u32>,
    #[serde(default)]
    gatherings: Vec<u32>,
    paged: Option<Paged>,
}

#[derive(Deserialize)]
struct Lists {
    feed: Vec<u32>,
    edge: Option<Edge>,
    warm: Vec<u32>,
    warm_edge: Option<WarmEdge>,
}

#[derive(Deserialize)]
struct Paged {
    rows: Rows,
    #[serde(flatten)]
    lists: Lists,
    open_ends: Vec<u32>,
    open_edge: Option<Edge>,
    trails: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    seed: u32,
    listed: Vec<u32>,
}

fn fixtures() -> BTreeMap<String, Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let file = serde_json::from_slice(&fs::read(&path).unwrap());
        (name.clone(), file.unwrap_or_else(|error| panic!("cannot read {name}: {error}")))
    };
    files.map(read).collect()
}

fn merge(board: &mut Board, page: Page) {
    match page {
        Page::Older(page) => board.merge_older(page),
        Page::Colder(page) => board.merge_colder(page),
        Page::Cards(page) => board.merge_cards(page),
        Page::OpenEnds(page) => board.merge_open_ends(page),
        Page::Trail(view) => board.merge_trail(view),
    }
}

/// The board after all frames, and the pages where they came.
fn told(fixture: &Fixture, pages: &[Asked]) -> Board {
    let mut board = Board::new(fixture.snapshot.clone());
    for at in 0..=fixture.frames.len() {
        for asked in pages.iter().filter(|asked| asked.after == at) {
            merge(&mut board, asked.page.clone());
        }
        match fixture.frames.get(at).cloned() {
            Some(ServerFrame::States { states, .. }) => board.merge(states),
            Some(ServerFrame::Mine { to, marks, own_rounds, .. }) => {
                board.merge_marks(to, &marks);
                board.merge_own_rounds(to, &own_rounds);
            }
            Some(ServerFrame::Anew { .. }) | None => {}
            Some(other) => panic!("{other:?} says nothing of a board"),
        }
    }
    board
}

fn assert_holds(name: &str, board: &Board, rows: &Rows) {
    if let Some(circle) = &rows.circle {
        assert_eq!(board.circle(), Some(circle), "{name}");
    }
    rows.members.iter().for_each(|row| assert_eq!(board.member(row.id), Some(row), "{name}"));
    rows.cards.iter().for_each(|row| assert_eq!(board.card(row.n), Some(row), "{name}"));
    rows.lights.iter().for_each(|row| assert_eq!(board.light(row.0), Some(*row), "{name}"));
    rows.rounds.iter().for_each(|row| assert_eq!(board.round(row.n), Some(row), "{name}"));
    rows.gatherings.iter().for_each(|row| assert_eq!(board.gathering(row.n), Some(row), "{name}"));
    rows.trails.iter().for_each(|row| assert_eq!(board.trail(row.n), Some(row), "{name}"));
}

fn assert_lists(name: &str, board: &Board, lists: &Lists) {
    assert_eq!((numbers(&board.feed()), board.feed_edge()), (lists.feed.clone(), lists.edge), "{name}");
    let warm = board.warm().iter().map(|trail: &&Trail| trail.n).collect::<Vec<_>>();
    assert_eq!((warm, board.warm_edge()), (lists.warm.clone(), lists.warm_edge), "{name}");
}

fn numbers(cards: &[&Card]) -> Vec<u32> {
    cards.iter().map(|card| card.n).collect()
}

#[test]
fn a_board_that_merges_frames_shows_what_the_server_has() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 27, "only {} fixtures were found", fixtures.len());
    for (name, fixture) in &fixtures {
        let Answers::Shown(shown) = &fixture.answers else { continue };
        let board = told(fixture, &[]);
        assert_eq!(board.position(), shown.position, "{name}");
        assert_holds(name, &board, &shown.rows);
        assert_lists(name, &board, &shown.lists);
        assert_eq!(
            (numbers(&board.open_ends()), board.open_edge()),
            (shown.open_ends.clone(), shown.open_edge),
            "{name}"
        );
        let own = |own: &OwnRound| assert_eq!(board.own_round(own.id), Some(*own), "{name}");
        shown.own_rounds.iter().for_each(own);
        let rounds: Vec<_> = board.rounds().iter().map(|round| round.n).collect();
        let gatherings: Vec<_> = board.gatherings().iter().map(|gathering| gathering.n).collect();
        assert_eq!((rounds, gatherings), (shown.rounds.clone(), shown.gatherings.clone()), "{name}");
        shown.marks.iter().for_each(|mark| assert_eq!(board.mark(mark.n), Some(*mark), "{name}"));
    }
}

#[test]
fn pages_merged_between_frames_add_their_rows() {
    let mut seen = 0;
    for (name, fixture) in &fixtures() {
        let Answers::Shown(shown) = &fixture.answers else { continue };
        let Some(paged) = &shown.paged else { continue };
        seen += 1;
        let board = told(fixture, &fixture.pages);
        assert_holds(name, &board, &shown.rows);
        assert_holds(name, &board, &paged.rows);
        assert_lists(name, &board, &paged.lists);
        let open_ends = (numbers(&board.open_ends()), board.open_edge());
        assert_eq!(open_ends, (paged.open_ends.clone(), paged.open_edge), "{name}");
        for trail in &paged.trails {
            assert_eq!(numbers(&board.trail_cards(trail.seed).unwrap()), trail.listed, "{name}");
        }
    }
    assert!(seen >= 4, "only {seen} fixtures have pages");
}

#[test]
fn no_frame_follows_anew() {
    let mut whys = Vec::new();
    for (name, fixture) in &fixtures() {
        let Answers::Anew { anew } = fixture.answers else { continue };
        let last =
            fixture.frames.iter().position(|frame| matches!(frame, ServerFrame::Anew { why, .. } if *why == anew));
        assert_eq!(last, Some(fixture.frames.len() - 1), "{name}");
        whys.push(anew.name());
    }
    whys.sort_unstable();
    whys.dedup();
    assert_eq!(whys, ["half_life", "role", "unknown_history"]);
}
