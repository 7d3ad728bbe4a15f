//! A circle that tests do things to.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "each test file takes what it needs, in plain values"
)]

pub mod held;
pub mod story;
pub mod worked_out;

use jiff::civil::Date;
use traceboard_board::{
    Audience, Board, CardRow, EntryId, Event, FORMAT_VERSION, Facet, Head, Imported, MemberId, Pattern, PodId, PodSays,
    Rhythm, Role, RoundKind, Stage, TraceId, Verdict, What,
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
    leave(builds_on, false, None, None)
}

pub fn open(builds_on: &[u32]) -> What {
    leave(builds_on, true, None, None)
}

/// A trace that says which of its parents it takes up.
pub fn taking(builds_on: &[u32], takes_up: &[u32]) -> What {
    leave(builds_on, false, Some(takes_up), None)
}

/// A promise for so many days after the first morning.
pub fn promise(days: i64) -> What {
    leave(&[], false, None, Some(due(days)))
}

pub fn due(days: i64) -> Facet {
    let first = jiff::civil::date(2026, 6, 1);
    Facet::Promise { due: first.saturating_add(jiff::Span::new().days(days)) }
}

pub fn moved(n: u32, days: i64) -> What {
    What::FacetMoved { trace: trace(n), to: due(days), review: None }
}

/// An agreement that is proposed.
pub fn agreement() -> What {
    leave(&[], false, None, Some(agreed(Stage::Awareness, None)))
}

/// An agreement as which another one would go on.
pub fn instead_of(n: u32) -> What {
    leave(&[n], false, Some(&[n]), Some(agreed(Stage::Awareness, None)))
}

/// An agreement in somebody's own words.
pub fn wording(n: u32, shares: bool) -> What {
    leave(&[n], false, None, Some(Facet::Wording { shares }))
}

/// An agreement's stage, and its review so many days after the first morning.
pub fn agreed(stage: Stage, days: Option<i64>) -> Facet {
    Facet::Agreement { stage, review_on: days.map(day) }
}

/// A review of an agreement.
pub fn review(n: u32) -> What {
    let about = Some(trace(n));
    What::RoundOpened { kind: RoundKind::Review, prompts: 1, ends_at_ms: None, about, gathering: None }
}

pub fn off(patterns: &[Pattern]) -> What {
    What::CircleChanged { name: None, named: false, half_life_ms: None, off: Some(patterns.to_vec()), time_zone: None }
}

pub fn leave(builds_on: &[u32], open: bool, takes_up: Option<&[u32]>, facet: Option<Facet>) -> What {
    let traces = |numbers: &[u32]| numbers.iter().map(|n| trace(*n)).collect();
    What::TraceLeft {
        builds_on: traces(builds_on),
        open,
        takes_up: takes_up.map(traces),
        facet,
        round: None,
        tries: None,
        learned: false,
        joint: None,
        off_wall: false,
        cites: Vec::new(),
    }
}

/// A story that cites the traces of these entries.
pub fn story(cites: &[u32]) -> What {
    let mut what = leave(&[], false, None, Some(Facet::Story));
    if let What::TraceLeft { cites: cited, .. } = &mut what {
        cited.extend(cites.iter().map(|n| trace(*n)));
    }
    what
}

pub fn retold(n: u32, cites: &[u32]) -> What {
    What::StoryRetold { trace: trace(n), cites: cites.iter().map(|n| trace(*n)).collect() }
}

/// A day so many days after the first morning.
pub fn day(days: i64) -> Date {
    jiff::civil::date(2026, 6, 1).saturating_add(jiff::Span::new().days(days))
}

pub fn thursdays() -> Rhythm {
    let rhythm = r#"{"every":"week","on":"thu","at":"19:30","time_zone":"Europe/Vienna","from":"2026-06-04"}"#;
    serde_json::from_str(rhythm).unwrap()
}

pub fn pod_called(places: u8, days: i64) -> What {
    What::PodCalled { places, ends_on: day(days), rhythm: Some(thursdays()), offered: false }
}

pub fn pod_offered(places: u8, days: i64) -> What {
    What::PodCalled { places, ends_on: day(days), rhythm: None, offered: true }
}

pub fn pod_founded(places: u8, days: i64) -> What {
    What::PodFounded { places, ends_on: day(days), half_life_ms: HOUR, rhythm: None, offered_to: None }
}

/// What a server tells of the pod that an entry called, as of a position of the pod's log.
pub fn told(n: u32, seq: u32, says: PodSays) -> What {
    What::PodTold { pod: PodId(entry(n).0), as_of: place(seq), says }
}

/// A pod of five places that member 1 offered to others.
pub fn offer(to: &[u32], days: i64) -> Circle {
    let mut pod = Circle { board: Board::new(), events: Vec::new(), at_ms: MORNING, next: 0 };
    let offered_to = Some(to.iter().map(|n| member(*n)).collect());
    pod.ok(1, What::PodFounded { places: 5, ends_on: day(days), half_life_ms: HOUR, rhythm: None, offered_to });
    pod
}

/// A pod that member 1 called.
pub fn pod(places: u8, days: i64) -> Circle {
    let mut pod = Circle { board: Board::new(), events: Vec::new(), at_ms: MORNING, next: 0 };
    pod.ok(1, pod_founded(places, days));
    pod.ok(1, What::MemberJoined { member: member(1), colour: 1, role: Role::Member });
    pod
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
        circle.ok(1, What::CircleFounded { name: None, half_life_ms, time_zone: None });
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
