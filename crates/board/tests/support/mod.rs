//! A circle that tests do things to.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "each test file takes what it needs, in plain values"
)]

pub mod story;

use traceboard_board::{
    Audience, Board, CardRow, EntryId, Event, FORMAT_VERSION, Head, Imported, MemberId, Role, TraceId, Verdict, What,
};
use traceboard_position::Position;
use uuid::Uuid;

pub const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;
pub const MORNING: i64 = 1_780_293_600_000;

pub fn entry(n: u32) -> EntryId {
    EntryId(Uuid::from_u128(u128::from(n) + 1_000))
}

pub fn trace(n: u32) -> TraceId {
    entry(n).into()
}

pub fn member(n: u32) -> MemberId {
    MemberId(Uuid::from_u128(u128::from(n)))
}

pub fn place(n: u32) -> Position {
    Position { term: 1, seq: n.into(), nonce: 9 }
}

pub fn event(n: u32, by: u32, at_ms: i64, what: What) -> Event {
    let head = Head { v: FORMAT_VERSION, id: entry(n), by: member(by), written_at_ms: at_ms, imported: None, what };
    Event { head, accepted_at_ms: at_ms }
}

pub fn imported(mut event: Event, host: u32, at_ms: i64, origin: Option<&str>) -> Event {
    event.head.imported =
        Some(Imported { host: member(host), at_ms, origin: origin.map(str::to_owned), concealed: false });
    event
}

pub fn left(builds_on: &[u32]) -> What {
    What::TraceLeft { builds_on: builds_on.iter().map(|n| trace(*n)).collect(), open: false }
}

pub fn open(builds_on: &[u32]) -> What {
    What::TraceLeft { builds_on: builds_on.iter().map(|n| trace(*n)).collect(), open: true }
}

/// A circle with host 1 and members 2 to 4. Each deed comes a second after the one before.
pub struct Circle {
    pub board: Board,
    pub events: Vec<Event>,
    pub at_ms: i64,
    next: u32,
}

impl Circle {
    pub fn new(half_life_ms: i64) -> Self {
        let mut circle = Self { board: Board::new(), events: Vec::new(), at_ms: MORNING, next: 0 };
        circle.ok(1, What::CircleFounded { name: None, half_life_ms });
        for n in 1..=4 {
            let role = if n == 1 { Role::Host } else { Role::Member };
            circle.ok(n, What::MemberJoined { member: member(n), colour: 1, role });
        }
        circle
    }

    /// Applies a deed, and holds that `check` says the same before.
    pub fn say(&mut self, by: u32, what: What) -> (u32, Verdict) {
        let (n, at_ms) = (self.next, self.at_ms);
        let verdict = self.add(event(n, by, at_ms, what));
        (n, verdict)
    }

    pub fn add(&mut self, event: Event) -> Verdict {
        let said = self.board.check(&event);
        let verdict = self.board.apply(place(self.next), &event);
        assert_eq!(said, verdict);
        self.events.push(event);
        self.next += 1;
        self.at_ms += 1_000;
        verdict
    }

    pub fn ok(&mut self, by: u32, what: What) -> u32 {
        let (n, verdict) = self.say(by, what.clone());
        assert_eq!(verdict, Verdict::Applied, "{what:?}");
        n
    }

    pub fn next(&self) -> u32 {
        self.next
    }

    /// As hosts see it.
    pub fn card(&self, n: u32) -> CardRow {
        self.board.card(Audience::Host, trace(n)).unwrap()
    }

    pub fn grew(&self, n: u32) -> u32 {
        self.board.light(self.card(n).n).unwrap().grew
    }

    /// The ids of numbers.
    pub fn ids(&self, numbers: &[u32]) -> Vec<TraceId> {
        ids(&self.board, numbers)
    }
}

pub fn ids(board: &Board, numbers: &[u32]) -> Vec<TraceId> {
    numbers.iter().map(|n| board.history(*n as usize).next().unwrap().id).collect()
}
