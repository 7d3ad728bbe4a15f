//! The wire holds what the board holds: a program that merges frames and pages, as their JSON, shows what a new snapshot shows;
//! words and names are told to those who may read them and to nobody else.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

#[path = "../../board/tests/support/mod.rs"]
mod support;

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use support::story::{Deed, Story, deeds};
use traceboard_board::{
    Anew, Audience, Body, CardState, CircleId, Crossed, EntryId, Photo, PhotoId, SnapshotSizes, StoryPart, TraceId,
};
use traceboard_client::Board;
use traceboard_position::Position;
use traceboard_protocol::{
    Bodies, CardPage, Rows, ServerFrame, Snapshot, SpaceId, States, Trail, TrailView, TrailsPage,
};

const WINDOW: SnapshotSizes = SnapshotSizes { cards: 5, trails: 5, open_ends: 5, rounds: 5, gatherings: 5, pods: 3 };
const SPACE: SpaceId = SpaceId(uuid::Uuid::from_u128(77));

/// What every entry's body would say. The words are made from the entry, so that whoever finds them in a text knows whose they are.
fn body(entry: EntryId) -> Body {
    let words = |what: &str| Some(format!("{what}-of-{entry}."));
    Body {
        text: words("text"),
        open_end: words("end"),
        why: words("why"),
        places: words("place").into_iter().collect(),
        name: words("name"),
        twin: None,
        prompts: words("prompt").into_iter().collect(),
        answers: words("answer").into_iter().collect(),
        told: words("told").into_iter().map(StoryPart::Words).collect(),
        crossed: words("title").map(|title| {
            let (sister, story) = (CircleId(uuid::Uuid::nil()), TraceId(uuid::Uuid::nil()));
            Box::new(Crossed { sister, story, circle: "Mill".to_owned(), title })
        }),
        photo: words("alt").map(|alt| {
            let (id, preview) = (PhotoId(uuid::Uuid::nil()), "0".repeat(48));
            Box::new(Photo { id, width: 4, height: 3, preview, alt: Some(alt) })
        }),
    }
}

/// The server: it reads the bodies that rows name, and writes frames.
struct Server {
    story: Story,
    audience: Audience,
}

impl Server {
    fn bodies(&self, rows: &traceboard_board::Rows) -> Bodies {
        rows.words().into_iter().map(|entry| (entry, Arc::new(body(entry)))).collect::<HashMap<_, _>>()
    }

    fn position(&self) -> Position {
        self.story.board.position().unwrap()
    }

    /// What goes over the wire, as whoever reads it has it: nothing in it that this audience may not see.
    fn told<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(&self, answer: &T) -> T {
        let text = serde_json::to_string(answer).unwrap();
        for trace in self.story.board.history(0) {
            let state = self.story.board.card(self.audience, trace.id).unwrap().state;
            let secret =
                state == CardState::Withdrawn || state == CardState::Hidden && self.audience == Audience::Member;
            let bodies = self.story.board.bodies_of(trace.id);
            let (newest, former) = bodies.split_last().unwrap();
            // What a trace said before it was reworded is for nobody.
            for entry in former.iter().chain(secret.then_some(newest)) {
                assert!(!text.contains(&format!("-of-{entry}.")), "the words of {entry} in {text}");
            }
        }
        let read: T = serde_json::from_str(&text).unwrap();
        assert_eq!(read, *answer, "it is read as it was written");
        read
    }

    fn snapshot(&self) -> Snapshot {
        let page = self.story.board.snapshot(self.audience, &WINDOW).unwrap();
        let bodies = self.bodies(&page.rows);
        self.told(&Snapshot::of(SPACE, page, &bodies).unwrap())
    }

    fn states(&self, after: Position, rows_max: usize) -> Result<States, Anew> {
        let changes = self.story.board.changes_since(after, self.audience, rows_max)?;
        let rows = Rows::of(changes.rows.clone(), &self.bodies(&changes.rows));
        let states = States { to: changes.to, more: changes.more, rows };
        match self.told(&ServerFrame::States { space: SPACE, states }) {
            ServerFrame::States { states, .. } => Ok(states),
            other => panic!("{other:?} was read"),
        }
    }

    fn cards(&self, page: traceboard_board::CardsPage) -> CardPage {
        let bodies = self.bodies(&page.rows);
        self.told(&CardPage::of(self.position(), page, &bodies))
    }

    fn older(&self, before: Option<TraceId>, limit: usize) -> CardPage {
        self.cards(self.story.board.feed_page(self.audience, before, limit).unwrap())
    }

    fn colder(&self, board: &Board, limit: usize) -> TrailsPage {
        let after = board.warm_edge().map(|edge| (edge.warmth_ms, edge.n));
        let page = self.story.board.warm_page(self.audience, after, limit);
        let bodies = self.bodies(&page.rows);
        self.told(&TrailsPage::of(self.position(), page, &bodies))
    }

    fn trail(&self, seed: u32, limit: usize) -> TrailView {
        let seed = support::ids(&self.story.board, &[seed])[0];
        let page = self.story.board.trail_page(self.audience, seed, limit).unwrap();
        let bodies = self.bodies(&page.rows);
        self.told(&TrailView::of(self.position(), page, &bodies))
    }

    /// The requests that the rules prescribe, until nothing is missing: what was asked for may name others.
    fn fetch_missing(&self, board: &mut Board) {
        for _ in 0..4 {
            let missing = board.missing();
            if missing == traceboard_client::Missing::default() {
                return;
            }
            board.merge_cards(self.cards(self.story.board.cards_by_numbers(self.audience, &missing.numbers)));
            board.merge_cards(self.cards(self.story.board.cards_by_ids(self.audience, &missing.ids)));
        }
        assert_eq!(board.missing(), traceboard_client::Missing::default(), "what the server has can be asked for");
    }
}

/// Answers that are on their way.
enum Waiting {
    Older(CardPage),
    Colder(TrailsPage),
    Trail(TrailView),
}

/// A look at what changed, after some deeds: in frames of so many rows, and what is asked for before the deeds.
#[derive(Clone, Debug)]
struct Look {
    deeds: Vec<Deed>,
    rows_max: usize,
    ask: u8,
    limit: usize,
    late: bool,
}

fn looks() -> impl Strategy<Value = Vec<Look>> {
    let look = (deeds(0..20), 1..30_usize, 0..6_u8, 1..8_usize, any::<bool>());
    let look = look.prop_map(|(deeds, rows_max, ask, limit, late)| Look { deeds, rows_max, ask, limit, late });
    prop::collection::vec(look, 1..8)
}

fn ask(server: &Server, board: &Board, look: &Look) -> Option<Waiting> {
    match look.ask {
        0 | 1 => {
            let before = board.feed().last().map(|card| card.id).filter(|_| board.feed_edge().is_some())?;
            Some(Waiting::Older(server.older(Some(before), look.limit)))
        }
        2 | 3 => board.warm_edge().is_some().then(|| Waiting::Colder(server.colder(board, look.limit))),
        _ => board.warm().first().map(|trail| Waiting::Trail(server.trail(trail.n, look.limit))),
    }
}

fn merge(board: &mut Board, waiting: impl IntoIterator<Item = Waiting>) {
    for answer in waiting {
        match answer {
            Waiting::Older(page) => board.merge_older(page),
            Waiting::Colder(page) => board.merge_colder(page),
            Waiting::Trail(view) => board.merge_trail(view),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn merged_frames_and_pages_equal_a_new_snapshot(
        before in deeds(0..90), looks in looks(), audience in prop_oneof![Just(Audience::Member), Just(Audience::Host)]
    ) {
        let mut server = Server { story: Story::new(), audience };
        before.iter().for_each(|deed| _ = server.story.tell(deed));
        let mut board = Board::new(server.snapshot());
        let mut waiting = Vec::new();
        for look in &looks {
            let asked = ask(&server, &board, look);
            look.deeds.iter().for_each(|deed| _ = server.story.tell(deed));
            match server.states(board.position(), look.rows_max) {
                Ok(states) => board.merge(states),
                Err(anew) => {
                    // All that it has is dropped, and what is on its way with it.
                    prop_assert_eq!(anew, Anew::HalfLife);
                    board = Board::new(server.snapshot());
                    waiting.clear();
                    continue;
                }
            }
            waiting.extend(asked);
            if !look.late {
                merge(&mut board, waiting.drain(..));
            }
        }
        while server.states(board.position(), 7).map(|states| { let more = states.more; board.merge(states); more }).unwrap() {}
        merge(&mut board, waiting);
        server.fetch_missing(&mut board);

        let snapshot = server.snapshot();
        // What the lists show is here, with its light and its author.
        for n in &snapshot.feed {
            let card = board.card(*n).expect("a card of the feed is here");
            prop_assert!(board.light(*n).is_some() && board.member(card.by).is_some(), "{} stands alone", n);
        }
        // A list out of which a trail went ends earlier by one, and says where: what is colder is asked for from there.
        let reached = |trail: &Trail| {
            let place = |warmth_ms: i64, n: u32| (Reverse(warmth_ms), n);
            board.warm_edge().is_none_or(|edge| place(trail.warmth_ms, trail.n) <= place(edge.warmth_ms, edge.n))
        };
        let mut warm = snapshot.trails.iter().filter(|trail| snapshot.warm.contains(&trail.n));
        prop_assert!(warm.all(|trail| board.trail(trail.n).is_some() || !reached(trail)));
        prop_assert_eq!(board.disagreement(&Board::new(snapshot)), None);

        // And below that window, down to where its own lists end: the whole board has no row that it lacks.
        let mut whole = Board::new(server.snapshot());
        whole.merge_older(server.older(None, usize::MAX));
        whole.merge_colder(server.colder(&whole, usize::MAX));
        let seeds: Vec<u32> = board.trails_seen().collect();
        seeds.into_iter().for_each(|seed| whole.merge_trail(server.trail(seed, usize::MAX)));
        prop_assert_eq!(board.disagreement(&whole), None);

        // Names are the first that is still there, of whoever is told of.
        for member in server.story.board.members_after(None, usize::MAX) {
            let named = board.member(member.id).map(|row| row.name.clone());
            let name = member.names.first().and_then(|entry| body(*entry).name);
            prop_assert!(named.is_none_or(|named| named == name));
        }
    }
}
