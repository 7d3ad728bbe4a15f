//! *Reconnect* against chance, on who built on whom in a real community, where `TRACEBOARD_REAL_TRACES` names a file of its traces; else
//! in the demo's.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{
    collections::{BTreeSet, HashMap},
    fs,
};

use serde::Deserialize;
use traceboard_weave::{GROUP_MAX, GROUP_MIN, Weave, reconnect};

#[derive(Deserialize)]
struct Line {
    id: String,
    member: String,
    #[serde(default)]
    builds_on: Vec<String>,
}

/// How many people, and who built on whom.
fn community() -> Option<(u32, Vec<(u32, u32)>)> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../traceboard/demo/retreat.jsonl");
    let named = std::env::var("TRACEBOARD_REAL_TRACES").ok();
    let text = match fs::read_to_string(named.as_deref().unwrap_or(sample)) {
        Ok(text) => text,
        // This crate is also tested without the rest of the checkout.
        Err(_) if named.is_none() => return None,
        Err(error) => panic!("cannot read {named:?}: {error}"),
    };
    let lines: Vec<Line> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let mut people = HashMap::new();
    for line in &lines {
        let next = u32::try_from(people.len()).unwrap();
        people.entry(line.member.as_str()).or_insert(next);
    }
    let by: HashMap<_, _> = lines.iter().map(|line| (line.id.as_str(), people[line.member.as_str()])).collect();
    let on = |line: &Line| line.builds_on.iter().filter_map(|id| by.get(id.as_str()).copied()).collect::<Vec<_>>();
    let pairs = lines.iter().flat_map(|line| on(line).into_iter().map(|on| (people[line.member.as_str()], on)));
    Some((u32::try_from(people.len()).unwrap(), pairs.collect()))
}

/// How many pairs of the groups have a tie already.
fn known(groups: &[Vec<u32>], ties: &BTreeSet<(u32, u32)>) -> usize {
    let pairs = |group: &Vec<u32>| {
        let pairs = group
            .iter()
            .enumerate()
            .flat_map(|(at, one)| group[..at].iter().map(|other| (*other.min(one), *other.max(one))));
        pairs.filter(|pair| ties.contains(pair)).count()
    };
    groups.iter().map(pairs).sum()
}

/// Groups of the same sizes, by a chance that is the same each time.
fn by_chance(people: u32, sizes: &[usize], state: &mut u64) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..people).collect();
    for last in (1..order.len()).rev() {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, usize::try_from(*state >> 33).unwrap() % (last + 1));
    }
    let mut rest = order.as_slice();
    sizes
        .iter()
        .map(|size| {
            let (group, left) = rest.split_at(*size);
            rest = left;
            group.to_vec()
        })
        .collect()
}

#[test]
fn a_real_community_gets_more_new_pairs_than_in_any_of_two_hundred_random_groupings() {
    let Some((people, built)) = community() else { return };
    let weave = Weave::of(people, built);
    let ties: BTreeSet<_> = weave.ties().iter().map(|tie| (tie.one, tie.other)).collect();
    assert!(!ties.is_empty());
    let mut state = 1;
    for size in GROUP_MIN..=GROUP_MAX {
        let groups = reconnect(&weave, size);
        let sizes: Vec<_> = groups.iter().map(Vec::len).collect();
        let pairs: usize = sizes.iter().map(|size| size * (size - 1) / 2).sum();
        let draws: Vec<_> = (0..200).map(|_| known(&by_chance(people, &sizes, &mut state), &ties)).collect();
        let (found, best, sum) = (known(&groups, &ties), *draws.iter().min().unwrap(), draws.iter().sum::<usize>());
        assert!(
            found <= best,
            "{people} people by {size}: {found} of {pairs} pairs have built already, by chance {best}"
        );
        println!(
            "{people} people by {size}: {found} of {pairs} pairs have a tie; by chance {:.1}, at best {best}",
            sum as f64 / 200.0
        );
    }
}
