//! How many bytes each new trace costs whoever looks on: a community's traces in order, each followed by its states to a member.
//!
//! `TRACEBOARD_REAL_TRACES=<file> cargo run -p traceboard-protocol --example replay`. The file has the form that `import` takes.
#![allow(clippy::unwrap_used, reason = "it is run by hand, and stops where it can't go on")]

use std::{collections::HashMap, fs, sync::Arc};

use serde::Deserialize;
use traceboard_board::{Audience, Board, Body, EntryId, Event, FORMAT_VERSION, Head, MemberId, Role, TraceId, What};
use traceboard_position::Position;
use traceboard_protocol::{Bodies, Rows, ServerFrame, SpaceId, States};
use uuid::Uuid;

#[derive(Deserialize)]
struct Line {
    id: String,
    at: i64,
    member: String,
    text: String,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default)]
    builds_on: Vec<String>,
}

#[derive(Default)]
struct Replay {
    board: Board,
    bodies: Bodies,
    seq: u64,
}

impl Replay {
    fn take(&mut self, id: EntryId, by: MemberId, at_ms: i64, what: What, body: Body) {
        self.seq += 1;
        let position = Position { term: 1, seq: self.seq, nonce: 0x3f9a_52c1_77d0_4be8 };
        let head = Head { v: FORMAT_VERSION, id, by, written_at_ms: at_ms, imported: None, what };
        self.bodies.insert(id, Arc::new(body));
        self.board.apply(position, &Event { head, accepted_at_ms: at_ms });
    }

    /// The states of whatever came after a position, as the socket sends them: how many bytes, and how many of them by kind of
    /// row.
    fn states_after(&self, after: Position) -> [(&'static str, usize); 5] {
        let changes = self.board.changes_since(after, Audience::Member, usize::MAX).unwrap();
        let rows = Rows::of(changes.rows, &self.bodies);
        let (members, cards) = (bytes(&rows.members), bytes(&rows.cards));
        let (lights, trails) = (bytes(&rows.lights), bytes(&rows.trails));
        let states = States { to: changes.to, more: changes.more, rows };
        let all = bytes(&ServerFrame::States { space: SpaceId(id("space")), states });
        [("frame", all), ("members", members), ("cards", cards), ("lights", lights), ("trails", trails)]
    }
}

fn bytes(value: &impl serde::Serialize) -> usize {
    serde_json::to_vec(value).unwrap().len()
}

fn id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}

fn main() {
    let path = std::env::var("TRACEBOARD_REAL_TRACES").expect("TRACEBOARD_REAL_TRACES names a file of traces");
    let file = fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
    let lines: Vec<Line> = file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();

    let mut replay = Replay::default();
    let host = MemberId(id("host"));
    let half_life_ms = 14 * 86_400_000;
    let founded = What::CircleFounded { name: None, half_life_ms, time_zone: None };
    replay.take(EntryId(id("founded")), host, lines[0].at, founded, Body::default());
    let mut people = HashMap::new();
    let mut figures: HashMap<&str, Vec<usize>> = HashMap::new();
    for line in &lines {
        let member = MemberId(id(&line.member));
        if people.insert(&line.member, ()).is_none() {
            let role = if people.len() == 1 { Role::Host } else { Role::Member };
            let name = Body { name: Some(line.member.clone()), ..Body::default() };
            let joined = What::MemberJoined { member, colour: 3, role };
            replay.take(EntryId(id(&format!("joined {}", line.member))), member, line.at, joined, name);
        }
        let before = replay.board.position().unwrap();
        let builds_on = line.builds_on.iter().map(|parent| TraceId(id(parent))).collect();
        let body = Body { text: Some(line.text.clone()), places: line.places.clone(), ..Body::default() };
        let left = What::left(builds_on, false);
        replay.take(EntryId(id(&line.id)), member, line.at, left, body);
        replay.states_after(before).into_iter().for_each(|(kind, bytes)| figures.entry(kind).or_default().push(bytes));
    }
    assert_eq!(replay.board.len(), lines.len(), "every trace was taken in");
    println!("{} traces: bytes of each one's states to a member", lines.len());
    for kind in ["frame", "members", "cards", "lights", "trails"] {
        let bytes = figures.get_mut(kind).unwrap();
        bytes.sort_unstable();
        let at = |share: usize| bytes[(bytes.len() - 1) * share / 1_000];
        println!("{kind:8} median {:5}  p90 {:5}  p99 {:5}  most {:5}", at(500), at(900), at(990), at(1_000));
    }
}
