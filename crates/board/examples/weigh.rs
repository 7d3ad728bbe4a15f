//! Weighs a board and its checkpoint: bytes a trace, and how long folding, writing and reading take.
//!
//! `cargo run --release -p traceboard-board --example weigh -- [traces] [handbook.jsonl]`. Without a file the shape is made up: one trace
//! in five is a seed, one in twenty weaves two, the others build on one of the newest 200. A file is repeated, each time with new
//! ids, until there are enough.
#![allow(unsafe_code, reason = "a global allocator that counts is a trait with unsafe methods")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    collections::HashMap,
    fs,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    time::Instant,
};

use serde::Deserialize;
use traceboard_board::{
    Audience, Board, EntryId, Event, FORMAT_VERSION, Head, Imported, MemberId, Role, TraceId, What,
};
use traceboard_position::Position;
use uuid::Uuid;

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);

// SAFETY: it hands every call on to the system's allocator, and counts beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[derive(Deserialize)]
struct Line {
    id: String,
    at: i64,
    member: String,
    builds_on: Vec<String>,
}

/// One trace of a shape: when, by whom, on what (places in the shape).
struct Shape {
    at_ms: i64,
    by: usize,
    builds_on: Vec<usize>,
}

fn of_file(path: &str) -> Vec<Shape> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
    let lines: Vec<Line> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let places: HashMap<_, _> = lines.iter().zip(0..).map(|(line, n)| (line.id.as_str(), n)).collect();
    let mut people = HashMap::new();
    let mut shape = Vec::new();
    for line in &lines {
        let next = people.len();
        let by = *people.entry(line.member.as_str()).or_insert(next);
        let builds_on = line.builds_on.iter().filter_map(|id| places.get(id.as_str()).copied()).collect();
        shape.push(Shape { at_ms: line.at, by, builds_on });
    }
    shape
}

fn made_up(count: usize) -> Vec<Shape> {
    let mut state = 7_u64;
    let mut pick = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % n.max(1)
    };
    let shape = |n: usize| {
        let kind = pick(20);
        let mut recent = || n - 1 - pick(n.min(200));
        let builds_on = match kind {
            _ if n == 0 => Vec::new(),
            0..=3 => Vec::new(),
            4 => vec![recent(), recent()],
            _ => vec![recent()],
        };
        Shape { at_ms: 1_600_000_000_000 + n as i64 * 600_000, by: pick(300), builds_on }
    };
    (0..count).map(shape).collect()
}

fn id(n: usize) -> Uuid {
    Uuid::from_u128((n as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().map_or(200_000, |count| count.parse().unwrap_or(200_000));
    let shape = arguments.next().map_or_else(|| made_up(count), |path| of_file(&path));
    let people = shape.iter().map(|one| one.by).max().unwrap_or(0) + 1;
    let span_ms =
        shape.iter().map(|one| one.at_ms).max().unwrap_or(0) - shape.iter().map(|one| one.at_ms).min().unwrap_or(0);
    let member = |n: usize| MemberId(id(1_000_000_000 + n));

    let before = HELD.load(Relaxed);
    let begun = Instant::now();
    let mut board = Board::new();
    let mut seq = 0;
    let mut apply = |board: &mut Board, head: Head, at_ms| {
        board.apply(Position { term: 1, seq, nonce: 7 }, &Event { head, accepted_at_ms: at_ms });
        seq += 1;
    };
    let head = |entry: usize, by, imported, what| Head {
        v: FORMAT_VERSION,
        id: EntryId(id(entry)),
        by,
        written_at_ms: 1_600_000_000_000,
        imported,
        what,
    };
    let founded = What::CircleFounded { name: None, half_life_ms: 14 * 86_400_000, time_zone: None };
    apply(&mut board, head(2_000_000_000, member(0), None, founded), 0);
    for n in 0..people {
        let joined = What::MemberJoined { member: member(n), colour: 0, role: Role::Member };
        apply(&mut board, head(2_000_000_001 + n, member(n), None, joined), 0);
    }
    for n in 0..count {
        let (round, place) = (n / shape.len(), n % shape.len());
        let Shape { at_ms, by, builds_on } = &shape[place];
        let at_ms = at_ms + round as i64 * span_ms;
        let builds_on = builds_on.iter().map(|on| TraceId(id(round * shape.len() + on))).collect();
        let imported = Imported { host: member(0), at_ms, origin: Some(format!("t{n:04}")), concealed: false };
        apply(&mut board, head(n, member(*by), Some(imported), What::left(builds_on, n % 9 == 0)), at_ms);
    }
    let (took, held) = (begun.elapsed(), HELD.load(Relaxed) - before);
    assert_eq!(board.len(), count);
    println!("{count} traces, {people} members: {} bytes a trace, folded in {took:.2?}", held / count);

    let begun = Instant::now();
    let bytes = board.checkpoint();
    println!("checkpoint: {} bytes a trace, written in {:.2?}", bytes.len() / count, begun.elapsed());
    let before = HELD.load(Relaxed);
    let begun = Instant::now();
    let restored = Board::from_checkpoint(&bytes).unwrap_or_else(|error| panic!("{error}"));
    let took = begun.elapsed();
    println!("read in {took:.2?}: {} bytes a trace", (HELD.load(Relaxed) - before) / count);
    assert!(restored == board, "the checkpoint is another board");

    let position = board.position().unwrap_or_else(|| panic!("nothing was applied"));
    let back = Position { seq: position.seq - 1, ..position };
    let begun = Instant::now();
    for _ in 0..1_000 {
        assert!(board.changes_since(back, Audience::Member, 500).is_ok_and(|changes| !changes.rows.is_empty()));
    }
    println!("changes of the newest trace: {:.2?}", begun.elapsed() / 1_000);
}
