//! Stories and a door as earlier formats wrote them, and what their folds made of them. They were recorded by the version that wrote
//! them, so that no later fold can come to another board from a log that is there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{collections::HashMap, fs};

use serde::Deserialize;
use serde_json::{Value, json};
use traceboard_board::{
    Audience, Board, Body, CardState, EntryId, Event, MemberId, Standing, TraceHistory, TraceId,
    door::{Door, DoorHead, LabelOf},
};
use traceboard_position::Position;

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    position: Option<Position>,
    #[serde(default)]
    at_ms: i64,
    id: EntryId,
    head: String,
    body: Option<String>,
}

fn read(name: &str) -> (Vec<Line>, Value) {
    let path = |file: &str| format!("{}/tests/corpus/{file}", env!("CARGO_MANIFEST_DIR"));
    let log = fs::read_to_string(path(&format!("{name}.jsonl"))).unwrap();
    let board = fs::read_to_string(path(&format!("{name}.board.json"))).unwrap();
    (log.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), serde_json::from_str(&board).unwrap())
}

/// A board and the bodies beside it, as a server has them.
struct Told {
    board: Board,
    bodies: HashMap<EntryId, Body>,
    positions: HashMap<TraceId, Position>,
}

impl Told {
    fn name(&self, entries: &[EntryId]) -> Option<String> {
        entries.iter().find_map(|entry| self.bodies.get(entry)?.name.clone())
    }

    fn id(&self, n: u32) -> TraceId {
        self.board.cards_by_numbers(Audience::Host, &[n]).rows.cards[0].id
    }

    fn ids(&self, numbers: &[u32]) -> Vec<TraceId> {
        numbers.iter().map(|n| self.id(*n)).collect()
    }

    fn member(&self, id: MemberId) -> Value {
        let history = self.board.member_history(id).unwrap();
        let row = history.member;
        json!({"id": id, "name": self.name(&row.names), "colour": row.colour, "role": row.role, "state": row.state,
            "imported": row.imported, "joined_at_ms": history.joined_at_ms, "acts": self.board.is_present(id),
            "hosts": self.board.is_host(id), "grown": self.ids(&self.board.grown_since(id, i64::MIN, usize::MAX))})
    }

    fn card(&self, history: &TraceHistory<'_>, steps: &HashMap<TraceId, u32>) -> Value {
        let row = self.board.card(Audience::Host, history.id).unwrap();
        let light = self.board.light(row.n).unwrap();
        let words = row.words.and_then(|entry| self.bodies.get(&entry).cloned()).unwrap_or_default();
        assert_eq!(row.words.is_none(), row.state == CardState::Withdrawn);
        let deed = |deed: &traceboard_board::Deed| json!([deed.by, deed.at_ms]);
        let trails: Vec<_> = self.ids(&row.trails).iter().map(|seed| json!([seed, steps[seed]])).collect();
        json!({"id": row.id, "by": row.by, "position": self.positions[&row.id], "at_ms": row.at_ms, "text": words.text,
            "open_end": words.open_end, "places": words.places, "open": row.open, "builds_on": row.builds_on,
            "grew": light.grew, "glow_ms": light.glow_ms, "trails": trails, "state": row.state, "reworded": row.reworded,
            "imported": row.imported, "origin": history.origin, "written_at_ms": history.written_at_ms,
            "reworded_at_ms": history.reworded_at_ms, "withdrawn_at_ms": history.withdrawn_at_ms,
            "hidden": history.hidden.as_ref().map(deed), "warmed": history.warmed.iter().map(deed).collect::<Vec<_>>(),
            "bodies": self.board.bodies_of(row.id)})
    }

    /// The shortest ways to the seeds of a trace, which rows no longer tell but order by.
    fn steps(&self, id: TraceId) -> HashMap<TraceId, u32> {
        let mut steps = HashMap::from([(id, 0)]);
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            for parent in self.board.card(Audience::Host, id).unwrap().builds_on {
                let further = steps[&id] + 1;
                if steps.get(&parent).is_none_or(|known| further < *known) {
                    steps.insert(parent, further);
                    next.push(parent);
                }
            }
        }
        steps
    }

    fn all(&self) -> Value {
        let board = &self.board;
        let circle = board.circle().unwrap();
        let name = self.name(&circle.name.entries).or_else(|| circle.name.head.clone());
        let feed = board.feed_page(Audience::Host, None, usize::MAX).unwrap().listed;
        let cards = self.ids(&feed).into_iter().map(|id| {
            let history = board.trace_history(id).unwrap();
            self.card(&history, &self.steps(id))
        });
        // Also those that no list has any more because all their traces were withdrawn.
        let mut trails: Vec<_> = (0..board.len()).filter_map(|n| board.trail(u32::try_from(n).unwrap())).collect();
        // The first format's fold ordered trails of one warmth by the seeds' ids.
        trails.sort_by_key(|trail| (std::cmp::Reverse(trail.warmth_ms), self.id(trail.n)));
        let trails = trails.iter().map(|trail| {
            let people: Vec<_> = board.members_by_numbers(&trail.people).iter().map(|row| row.id).collect();
            json!({"seed": self.id(trail.n), "warmth_ms": trail.warmth_ms, "size": trail.size,
                "newest": self.id(trail.newest), "people": people})
        });
        let members = board.members_after(None, usize::MAX);
        json!({"circle": {"name": name, "half_life_ms": circle.half_life_ms}, "founder": board.founder(),
            "hosts": board.hosts().collect::<Vec<_>>(),
            "members": members.iter().map(|row| self.member(row.id)).collect::<Vec<_>>(),
            "cards": cards.collect::<Vec<_>>(), "trails": trails.collect::<Vec<_>>(),
            "open_ends": self.ids(&board.open_ends(usize::MAX)),
            "log_order": board.history(0).map(|history| history.id).collect::<Vec<_>>()})
    }
}

fn fold(lines: &[Line]) -> (Told, Vec<String>) {
    let mut told = Told { board: Board::new(), bodies: HashMap::new(), positions: HashMap::new() };
    let mut verdicts = Vec::new();
    for line in lines {
        let event = Event::read(line.id, line.head.as_bytes(), line.at_ms);
        let position = line.position.unwrap();
        let before = told.board.len();
        verdicts.push(format!("{:?}", told.board.apply(position, &event)));
        if told.board.len() > before {
            told.positions.insert(line.id.into(), position);
        }
        if let Some(body) = line.body.as_deref().and_then(|body| Body::read(body.as_bytes())) {
            told.bodies.entry(line.id).or_insert(body);
        }
    }
    (told, verdicts)
}

/// A trail of which something was withdrawn named and counted that too, until it said only what stands: of such a trail its place in the
/// order and its warmth are as they were.
fn forget_what_was_withdrawn(all: &mut Value, board: &Board) {
    for trail in all["trails"].as_array_mut().unwrap() {
        let seed: TraceId = serde_json::from_value(trail["seed"].clone()).unwrap();
        let page = board.trail_page(Audience::Host, seed, usize::MAX).unwrap();
        let mut listed = page.rows.cards.iter().filter(|card| page.listed.contains(&card.n));
        if listed.any(|card| card.state == CardState::Withdrawn) {
            trail.as_object_mut().unwrap().retain(|key, _| key == "seed" || key == "warmth_ms");
        }
    }
}

#[test]
fn logs_of_earlier_formats_fold_to_the_boards_they_folded_to_then() {
    for name in ["retreat", "woven", "long", "second-short", "second-long"] {
        let (lines, mut then) = read(name);
        let (told, verdicts) = fold(&lines);
        assert_eq!(json!(verdicts), then.as_object_mut().unwrap().remove("verdicts").unwrap(), "{name}: verdicts");
        let mut now = told.all();
        forget_what_was_withdrawn(&mut now, &told.board);
        forget_what_was_withdrawn(&mut then, &told.board);
        for (part, then) in then.as_object().unwrap() {
            assert_eq!(&now[part], then, "{name}: {part}");
        }
        assert_eq!(now.as_object().unwrap().len(), then.as_object().unwrap().len());
        for (line, step) in lines.iter().zip(1..) {
            assert_eq!(told.board.standing(line.position.unwrap()), Standing::Held(step));
        }
        let again = Board::from_checkpoint(&told.board.checkpoint()).unwrap();
        assert!(again == told.board, "{name}: the checkpoint is another board");
    }
}

#[test]
fn the_first_formats_door_folds_to_the_door_it_folded_to_then() {
    let (lines, then) = read("door");
    let mut door = Door::new();
    let verdicts: Vec<_> = lines
        .iter()
        .map(|line| format!("{:?}", door.apply(&DoorHead::read(line.id, line.head.as_bytes()), line.at_ms)))
        .collect();
    assert_eq!(json!(verdicts), then["verdicts"]);
    let invites = door.invites().map(|invite| {
        let label = match &invite.label {
            LabelOf::Nowhere => None,
            LabelOf::Head(label) => Some(label.clone()),
            LabelOf::Body => panic!("the first format had no bodies at the door"),
        };
        json!({"id": invite.id, "by": invite.by, "secret_hash": invite.secret_hash, "member": invite.member,
            "role": invite.role, "expires_at_ms": invite.expires_at_ms, "uses_max": invite.uses_max, "uses": invite.uses,
            "next_use": invite.next_use, "revoked": invite.revoked, "label": label})
    });
    assert_eq!(json!(invites.collect::<Vec<_>>()), then["invites"]);
    let sessions = then["sessions"].as_object().unwrap();
    assert!(!sessions.is_empty());
    for (hash, then) in sessions {
        let session = door.session(hash).unwrap();
        assert_eq!(&json!([session.member, session.invite]), then);
    }
}
