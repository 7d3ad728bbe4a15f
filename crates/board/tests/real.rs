//! The fold over the traces of a real community, where `TRACEBOARD_REAL_TRACES` names a file of them; else over the demo's.

mod support;

use std::{collections::HashMap, fs};

use serde::Deserialize;
use support::{Circle, event, imported, member};
use traceboard_board::{Audience, EntryId, Role, TRAILS_MAX, TraceId, Verdict, What};
use uuid::Uuid;

#[derive(Deserialize)]
struct Line {
    id: String,
    at: i64,
    member: String,
    #[serde(default)]
    builds_on: Vec<String>,
}

fn id(origin: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, origin.as_bytes())
}

#[test]
fn a_real_community_folds_into_its_trails() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../traceboard/demo/retreat.jsonl");
    let named = std::env::var("TRACEBOARD_REAL_TRACES").ok();
    let path = named.clone().unwrap_or_else(|| sample.to_owned());
    let file = match fs::read_to_string(&path) {
        Ok(file) => file,
        // This crate is also tested without the rest of the checkout.
        Err(_) if named.is_none() => return,
        Err(error) => panic!("cannot read {path}: {error}"),
    };
    let lines: Vec<Line> = file.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert!(!lines.is_empty(), "no traces in {path}");

    let mut circle = Circle::new(14 * support::DAY);
    let mut people = HashMap::new();
    for line in &lines {
        let next = people.len() as u32 + 100;
        let by = *people.entry(line.member.as_str()).or_insert(next);
        if circle.board.member_row(member(by)).is_none() {
            let joined = What::MemberJoined { member: member(by), colour: 0, role: Role::Member };
            let join = imported(event(circle.next(), by, circle.at_ms, joined), 1, line.at, None);
            assert_eq!(circle.add(join), Verdict::Applied);
        }
        let builds_on = line.builds_on.iter().map(|origin| TraceId(id(origin))).collect();
        let left = What::left(builds_on, false);
        let mut left = imported(event(circle.next(), by, circle.at_ms, left), 1, line.at, Some(&line.id));
        left.head.id = EntryId(id(&line.id));
        assert_eq!(circle.add(left), Verdict::Applied);
    }

    let board = &circle.board;
    assert_eq!(board.len(), lines.len());
    for line in &lines {
        let card = board.card(Audience::Member, board.trace_of_origin(&line.id).unwrap()).unwrap();
        let parents: Vec<_> = line.builds_on.iter().map(|origin| TraceId(id(origin))).collect();
        assert_eq!((card.at_ms, card.builds_on), (line.at, parents));
        assert!(card.trails.len() <= TRAILS_MAX);
    }
    let warm = board.warm_page(Audience::Member, None, usize::MAX);
    let trails: Vec<_> = warm.listed.iter().map(|n| board.trail(*n).unwrap()).collect();
    let seeds = lines.iter().filter(|line| line.builds_on.is_empty()).count();
    assert_eq!(trails.len(), seeds);
    let largest = trails.iter().max_by_key(|trail| trail.size).unwrap();
    let seed = support::ids(board, &[largest.n])[0];
    let page = board.trail_page(Audience::Member, seed, usize::MAX).unwrap();
    assert_eq!((page.listed[0], page.listed.len(), page.edge), (largest.n, largest.size as usize, None));
    println!("{} traces, {} trails, {} in the largest", board.len(), trails.len(), largest.size);
}
