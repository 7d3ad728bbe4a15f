//! Budding: hosts are told once that it is time, and a circle seeds up to three.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, HOUR, event, imported, member, off};
use traceboard_board::{
    Audience, BUD_AT, BUDS_MAX, Board, CircleId, CircleRow, MemberState, Pattern, Refusal, Role, SnapshotSizes,
    Verdict, What,
};
use uuid::Uuid;

fn other(n: u128) -> CircleId {
    CircleId(Uuid::from_u128(n))
}

fn seeded(n: u128) -> What {
    What::CircleSeeded { bud: other(n) }
}

fn joined(n: u32) -> What {
    What::MemberJoined { member: member(n), colour: 1, role: Role::Member }
}

fn row(circle: &Circle, audience: Audience) -> CircleRow {
    let sizes = SnapshotSizes { cards: 1, trails: 1, open_ends: 1, rounds: 1, gatherings: 1, pods: 1 };
    circle.board.snapshot(audience, &sizes).unwrap().rows.circle.unwrap()
}

fn is_told(circle: &Circle, audience: Audience) -> bool {
    row(circle, audience).budding.is_time
}

/// A circle of as many members as it takes, less some.
fn nearly(less: u32) -> Circle {
    let mut circle = Circle::new(HOUR);
    let here = u32::try_from(circle.board.members_len()).unwrap();
    for n in here + 1..=BUD_AT - less {
        circle.ok(n, joined(n));
    }
    circle
}

#[test]
fn only_hosts_learn_once_that_150_members_can_act() {
    let mut circle = nearly(1);
    assert!(!is_told(&circle, Audience::Host));
    let brought_in = event(circle.next(), 900, circle.at_ms, joined(900));
    assert_eq!(circle.add(imported(brought_in, 1, circle.at_ms, None)), Verdict::Applied);
    assert!(!is_told(&circle, Audience::Host), "one that nobody claimed doesn't count");
    circle.ok(BUD_AT, joined(BUD_AT));
    assert!(is_told(&circle, Audience::Host));
    assert!(!is_told(&circle, Audience::Member));
    circle.ok(1, What::BuddingPutOff);
    assert!(!is_told(&circle, Audience::Host));
    assert_eq!(circle.say(1, What::BuddingPutOff).1, Verdict::Repeated);
    circle.ok(BUD_AT, What::MemberLeft);
    assert_eq!(circle.board.member_row(member(BUD_AT)).unwrap().state, MemberState::Left);
    circle.ok(BUD_AT + 1, joined(BUD_AT + 1));
    assert!(!is_told(&circle, Audience::Host), "who comes and goes tells nobody anew");
}

#[test]
fn a_circle_seeds_up_to_three_by_its_hosts_and_no_host_is_told_after_the_first() {
    let mut circle = nearly(0);
    assert!(is_told(&circle, Audience::Host));
    assert_eq!(circle.say(2, seeded(1)).1, Verdict::Refused(Refusal::NotAHost));
    circle.ok(1, seeded(1));
    assert!(!is_told(&circle, Audience::Host));
    assert_eq!(circle.say(1, seeded(1)).1, Verdict::Repeated);
    for n in 2..=BUDS_MAX as u128 {
        circle.ok(1, seeded(n));
    }
    assert_eq!(circle.say(1, seeded(9)).1, Verdict::Refused(Refusal::TooManyBuds));
    let buds = row(&circle, Audience::Member).budding.buds;
    assert_eq!(buds.iter().map(|kin| kin.circle).collect::<Vec<_>>(), [other(1), other(2), other(3)]);
    assert_eq!(Board::from_checkpoint(&circle.board.checkpoint()).unwrap(), circle.board);
}

#[test]
fn a_small_circle_may_seed_too_and_one_that_switched_it_off_doesnt() {
    let mut circle = Circle::new(HOUR);
    circle.ok(1, seeded(1));
    circle.ok(1, off(&[Pattern::Budding]));
    assert_eq!(circle.say(1, seeded(2)).1, Verdict::Refused(Refusal::PatternOff));
}

#[test]
fn only_the_founder_sets_once_what_the_circle_grew_from() {
    let mut circle = Circle::new(HOUR);
    assert_eq!(circle.say(2, What::GrewFrom { circle: other(7) }).1, Verdict::Refused(Refusal::Founding));
    circle.ok(1, What::GrewFrom { circle: other(7) });
    assert_eq!(circle.say(1, What::GrewFrom { circle: other(8) }).1, Verdict::Repeated);
    assert_eq!(row(&circle, Audience::Member).budding.grown_from.unwrap().circle, other(7));
}
