//! Pods: what their circle sees, and what is legal in one.

#![allow(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "a test that cannot go on says where")]

mod support;

use support::{Circle, DAY, HOUR, day, entry, left, member, off, open, pod, pod_called, told, trace};
use traceboard_board::{
    Board, MemberState, POD_INVITED_MAX, POD_SILENT_MS, Pattern, PodId, PodSays, Refusal, Role, Verdict, What,
};

const NOBODY: u32 = 0;

fn refused(space: &mut Circle, by: u32, what: What) -> Refusal {
    match space.say(by, what.clone()).1 {
        Verdict::Refused(refusal) => refusal,
        other => panic!("{what:?}: {other:?}"),
    }
}

fn joined(n: u32) -> What {
    What::MemberJoined { member: member(n), colour: 1, role: Role::Member }
}

fn says(taken: u8) -> PodSays {
    PodSays { taken, ends_on: day(42), resting: false, closed: false }
}

/// A pod of five places with members 1 to `n`.
fn pod_of(n: u32) -> Circle {
    let mut pod = pod(5, 42);
    (2..=n).for_each(|n| _ = pod.ok(n, joined(n)));
    pod
}

fn resting(space: &Circle) -> bool {
    space.board.terms().unwrap().resting
}

#[test]
fn a_pods_row_has_caller_places_and_last_day_and_no_members() {
    let mut circle = Circle::new(HOUR);
    let before = circle.board.position().unwrap();
    let n = circle.ok(2, pod_called(5, 42));
    let id = PodId(entry(n).0);
    let row = circle.board.pod_row(id).unwrap();
    assert_eq!((row.by, row.places, row.says), (member(2), 5, says(1)));
    assert!(row.rhythm.is_some());
    let rows = circle.board.changes_since(before, traceboard_board::Audience::Member, 99).unwrap().rows;
    assert_eq!((rows.pods, rows.members.len()), (vec![row], 1));
    circle.ok(NOBODY, told(n, 7, says(4)));
    assert_eq!(circle.board.pod_row(id).unwrap().says.taken, 4);
}

#[test]
fn an_older_copy_of_a_pods_state_is_ignored_and_closed_is_final() {
    let mut circle = Circle::new(HOUR);
    let n = circle.ok(2, pod_called(5, 42));
    let id = PodId(entry(n).0);
    circle.ok(NOBODY, told(n, 7, says(4)));
    assert_eq!(circle.say(NOBODY, told(n, 6, says(3))).1, Verdict::Repeated);
    assert_eq!(circle.say(NOBODY, told(n, 7, says(5))).1, Verdict::Repeated);
    circle.ok(NOBODY, told(n, 8, PodSays { closed: true, ..says(4) }));
    assert_eq!(circle.say(NOBODY, told(n, 9, says(5))).1, Verdict::Repeated);
    assert!(circle.board.pod_row(id).unwrap().says.closed);
    assert_eq!(refused(&mut circle, NOBODY, told(77, 9, says(5))), Refusal::UnknownPod);
    // Nobody tells in a member's name.
    assert_eq!(refused(&mut circle, 1, told(n, 10, says(5))), Refusal::NotAMember);
}

#[test]
fn a_member_has_three_pods_called_at_a_time() {
    let mut circle = Circle::new(HOUR);
    let first = circle.ok(2, pod_called(5, 42));
    circle.ok(2, pod_called(2, 0));
    circle.ok(2, pod_called(8, 182));
    assert_eq!(refused(&mut circle, 2, pod_called(5, 42)), Refusal::TooManyPods);
    circle.ok(3, pod_called(5, 42));
    circle.ok(NOBODY, told(first, 1, PodSays { closed: true, ..says(0) }));
    circle.ok(2, pod_called(5, 42));
    let page = circle.board.pods_page(None, false, 2);
    assert_eq!((page.listed, page.edge), (vec![4, 3], Some(3)));
    assert_eq!(circle.board.pods_page(Some(3), false, 9).listed, [2, 1]);
    assert_eq!(circle.board.pods_page(None, true, 9).listed, [4, 3, 2, 1, 0]);
}

#[test]
fn a_pod_has_two_to_eight_places_and_ends_within_half_a_year() {
    let mut circle = Circle::new(HOUR);
    for (what, refusal) in [
        (pod_called(1, 42), Refusal::BadPlaces),
        (pod_called(9, 42), Refusal::BadPlaces),
        (pod_called(5, -2), Refusal::BadTime),
        (pod_called(5, 184), Refusal::BadTime),
    ] {
        assert_eq!(refused(&mut circle, 2, what), refusal);
    }
    circle.ok(1, off(&[Pattern::Pods]));
    assert_eq!(refused(&mut circle, 2, pod_called(5, 42)), Refusal::PatternOff);
}

#[test]
fn a_ninth_member_is_refused_and_a_place_that_is_given_up_is_free() {
    let mut pod = pod(8, 42);
    (2..=8).for_each(|n| _ = pod.ok(n, joined(n)));
    assert_eq!(refused(&mut pod, 9, joined(9)), Refusal::PodFull);
    pod.ok(3, What::MemberLeft);
    pod.ok(9, joined(9));
    assert_eq!(refused(&mut pod, 3, joined(3)), Refusal::PodFull);
    pod.ok(4, What::MemberLeft);
    // Who left steps in again.
    pod.ok(3, joined(3));
    assert_eq!(pod.board.pod_says().unwrap().1.taken, 8);
    assert_eq!(refused(&mut pod, 4, joined(9)), Refusal::NotAMember, "in another's name");
}

#[test]
fn a_pod_goes_on_without_its_caller_and_closes_with_its_last_member() {
    let mut pod = pod_of(3);
    pod.ok(NOBODY, What::PodMemberGone { member: member(1) });
    assert!(pod.board.is_host(member(2)) && !pod.board.is_present(member(1)));
    pod.ok(3, left(&[]));
    pod.ok(2, What::PodInvited { member: member(4) });
    pod.ok(2, What::MemberLeft);
    assert!(pod.board.is_host(member(3)));
    pod.ok(3, What::MemberLeft);
    assert!(pod.board.terms().unwrap().closed);
    assert_eq!(refused(&mut pod, 2, joined(2)), Refusal::PodClosed);
    assert_eq!(refused(&mut pod, 2, What::PodMemberGone { member: member(3) }), Refusal::NotAMember);
}

#[test]
fn the_host_invites_by_name_and_an_invitation_ends_by_stepping_in_or_declining() {
    let mut pod = pod_of(2);
    let invite = |n| What::PodInvited { member: member(n) };
    assert_eq!(refused(&mut pod, 2, invite(3)), Refusal::NotAHost);
    (3..=5).for_each(|n| _ = pod.ok(1, invite(n)));
    assert_eq!(pod.say(1, invite(3)).1, Verdict::Repeated);
    assert_eq!(pod.say(1, invite(2)).1, Verdict::Repeated, "who is here");
    pod.ok(3, joined(3));
    pod.ok(4, What::PodDeclined);
    assert_eq!(pod.say(9, What::PodDeclined).1, Verdict::Repeated, "who was never invited");
    pod.ok(NOBODY, What::PodMemberGone { member: member(5) });
    assert!(pod.board.terms().unwrap().invited.is_empty());
    (20..20 + POD_INVITED_MAX as u32).for_each(|n| _ = pod.ok(1, invite(n)));
    assert_eq!(refused(&mut pod, 1, invite(99)), Refusal::TooManyInvited);
}

#[test]
fn a_member_removed_from_a_pod_steps_in_again_only_after_being_let_back() {
    let mut pod = pod_of(3);
    pod.ok(1, What::MemberRemoved { member: member(3) });
    assert_eq!(refused(&mut pod, 3, joined(3)), Refusal::NotAMember);
    pod.ok(1, What::MemberLetBack { member: member(3) });
    assert_eq!(pod.board.member_row(member(3)).unwrap().state, MemberState::Left);
    pod.ok(3, joined(3));
}

#[test]
fn a_silent_pod_rests_and_any_deed_wakes_it() {
    let mut pod = pod_of(2);
    let rests = What::PodRested { resting: true };
    assert_eq!(refused(&mut pod, NOBODY, rests.clone()), Refusal::BadTime);
    pod.at_ms = pod.board.terms().unwrap().rests_at_ms().unwrap();
    pod.ok(NOBODY, rests.clone());
    assert!(resting(&pod));
    assert_eq!(pod.say(NOBODY, rests.clone()).1, Verdict::Repeated);
    pod.ok(2, open(&[]));
    assert!(!resting(&pod));
    let again = pod.board.terms().unwrap().rests_at_ms().unwrap();
    assert_eq!(again, pod.at_ms - 1_000 + POD_SILENT_MS);
    // A member says so, at any time, and takes it back.
    pod.ok(2, rests);
    pod.ok(1, What::PodRested { resting: false });
    assert!(!resting(&pod));
    assert_eq!(refused(&mut pod, 9, What::PodRested { resting: true }), Refusal::NotAMember);
}

#[test]
fn its_host_closes_a_pod_and_each_member_from_its_last_day_on() {
    let mut pod = pod_of(2);
    let n = pod.ok(2, left(&[]));
    assert_eq!(refused(&mut pod, 2, What::PodClosed), Refusal::NotAHost);
    pod.at_ms += 41 * DAY;
    pod.ok(2, What::PodClosed);
    for what in [left(&[]), joined(7), What::PodExtended { ends_on: day(90) }, What::PodRested { resting: true }] {
        assert_eq!(refused(&mut pod, 2, what), Refusal::PodClosed);
    }
    // Words are taken back for ever, and nobody is kept.
    pod.ok(2, What::TraceWithdrawn { trace: trace(n) });
    pod.ok(2, What::MemberLeft);
    let mut early = pod_of(2);
    early.ok(1, What::PodClosed);
}

#[test]
fn a_pod_that_is_left_open_is_closed_two_weeks_after_its_last_day_unless_it_goes_on() {
    let mut pod = pod_of(2);
    let closes = pod.board.pod_closes_at_ms().unwrap();
    pod.at_ms = closes - 1_000;
    assert_eq!(refused(&mut pod, NOBODY, What::PodClosed), Refusal::BadTime);
    pod.ok(2, What::PodExtended { ends_on: day(42 + 60) });
    assert_eq!(refused(&mut pod, NOBODY, What::PodClosed), Refusal::BadTime);
    pod.at_ms = pod.board.pod_closes_at_ms().unwrap();
    pod.ok(NOBODY, What::PodClosed);
    assert!(pod.board.terms().unwrap().closed);
}

#[test]
fn what_belongs_to_the_other_kind_of_space_is_refused() {
    let mut pod = pod_of(2);
    let changed = What::CircleChanged { name: None, named: true, half_life_ms: None, off: None, time_zone: None };
    for what in [pod_called(5, 42), changed, What::MemberRenamed { colour: 3 }, told(1, 1, says(1))] {
        assert_eq!(refused(&mut pod, 1, what), Refusal::NotHere);
    }
    let from_a_file = support::imported(support::event(pod.next(), 1, pod.at_ms, left(&[])), 1, 5, None);
    assert_eq!(pod.add(from_a_file), Verdict::Refused(Refusal::NotHere));
    let mut circle = Circle::new(HOUR);
    for what in [What::PodInvited { member: member(2) }, What::PodClosed, What::PodDeclined] {
        assert_eq!(refused(&mut circle, 1, what), Refusal::NotHere);
    }
    assert_eq!(refused(&mut circle, 1, support::pod_founded(5, 42)), Refusal::Founding);
}

#[test]
fn a_pod_that_may_be_due_is_found_by_its_row_in_the_circle() {
    let mut circle = Circle::new(HOUR);
    let quiet = PodId(entry(circle.ok(2, pod_called(5, 180))).0);
    let over = PodId(entry(circle.ok(2, pod_called(5, 1))).0);
    let due =
        |circle: &Circle, days: i64| circle.board.pods_that_may_be_due(circle.at_ms + days * DAY).collect::<Vec<_>>();
    assert_eq!(due(&circle, 15), []);
    assert_eq!(due(&circle, 18), [over]);
    assert_eq!(due(&circle, 43), [over, quiet]);
}

#[test]
fn a_rhythm_that_is_not_known_leaves_the_pod_readable() {
    let called = r#"{"type":"pod_called","places":5,"ends_on":"2026-07-01","rhythm":{"every":"moon"}}"#;
    let What::PodCalled { places: 5, rhythm: None, .. } = serde_json::from_str(called).unwrap() else {
        panic!("the pod was lost")
    };
}

#[test]
fn a_pods_checkpoint_is_the_pod() {
    let mut pod = pod_of(3);
    pod.ok(1, What::PodInvited { member: member(9) });
    pod.ok(2, left(&[]));
    assert_eq!(Board::from_checkpoint(&pod.board.checkpoint()).unwrap(), pod.board);
}

#[test]
fn an_offered_pod_is_open_to_the_named_members_and_the_first_to_step_in_hosts_it() {
    let mut pod = support::offer(&[2, 3, 4], 42);
    assert_eq!(pod.board.pod_says().unwrap().1, PodSays { taken: 0, ..says(0) });
    assert_eq!(refused(&mut pod, 1, joined(1)), Refusal::NotInvited, "its caller isn't in it");
    assert_eq!(refused(&mut pod, 9, joined(9)), Refusal::NotInvited);
    assert_eq!(refused(&mut pod, 1, What::PodInvited { member: member(9) }), Refusal::NotAMember);
    pod.ok(3, joined(3));
    assert!(pod.board.is_host(member(3)));
    pod.ok(2, joined(2));
    assert!(!pod.board.is_host(member(2)));
    pod.ok(4, What::PodDeclined);
    pod.ok(3, What::PodInvited { member: member(9) });
    pod.ok(9, joined(9));
    // Who was in it steps in again.
    pod.ok(2, What::MemberLeft);
    pod.ok(2, joined(2));
    assert!(pod.board.terms().unwrap().invited.is_empty());
    assert_eq!(Board::from_checkpoint(&pod.board.checkpoint()).unwrap(), pod.board);
}

#[test]
fn an_offered_pod_is_closed_once_nobody_is_there_or_can_come() {
    let mut pod = support::offer(&[2, 3], 42);
    pod.ok(2, joined(2));
    pod.ok(2, What::MemberLeft);
    assert!(!pod.board.terms().unwrap().closed, "another may still step in");
    pod.ok(3, What::PodDeclined);
    assert!(pod.board.terms().unwrap().closed);
    let mut pod = support::offer(&[2, 3], 42);
    pod.ok(NOBODY, What::PodMemberGone { member: member(2) });
    pod.ok(NOBODY, What::PodMemberGone { member: member(3) });
    assert!(pod.board.terms().unwrap().closed);
    assert!(support::offer(&[], 42).board.terms().unwrap().closed, "to nobody");
    // Into which nobody stepped it is closed at its end.
    let mut pod = support::offer(&[2, 3], 4);
    pod.at_ms = pod.board.pod_closes_at_ms().unwrap() - 1;
    assert_eq!(refused(&mut pod, NOBODY, What::PodClosed), Refusal::BadTime);
    pod.ok(NOBODY, What::PodClosed);
    let mut pod = support::offer(&[2, 3], 4);
    let empty_ms = pod.board.pod_closes_at_ms().unwrap();
    pod.ok(2, joined(2));
    assert_eq!(pod.board.pod_closes_at_ms().unwrap() - empty_ms, 14 * DAY);
}

#[test]
fn only_hosts_offer_pods_and_offered_pods_are_in_no_public_list() {
    let mut circle = Circle::new(HOUR);
    assert_eq!(refused(&mut circle, 2, support::pod_offered(5, 42)), Refusal::NotAHost);
    // As many as a circle needs, beside the few that one calls for oneself.
    let offered: Vec<_> = (0..6).map(|_| circle.ok(1, support::pod_offered(5, 42))).collect();
    let own = circle.ok(1, pod_called(5, 42));
    let row = |n: u32| circle.board.pod_row(PodId(entry(n).0)).unwrap();
    assert_eq!((row(offered[0]).says.taken, row(offered[0]).offered, row(own).offered), (0, true, false));
    assert_eq!(circle.board.pods_page(None, false, 9).listed, [6]);
    assert_eq!(circle.board.pods_page(None, true, 9).listed.len(), 7);
    assert_eq!(circle.board.pods_by_ids(&[PodId(entry(offered[2]).0)]).listed, [2]);
    let due = |days: i64| circle.board.pods_that_may_be_due(circle.at_ms + days * DAY).count();
    assert_eq!((due(6), due(8)), (0, 6), "of whom nobody was told is looked at after a week");
    assert_eq!(Board::from_checkpoint(&circle.board.checkpoint()).unwrap(), circle.board);
    circle.ok(1, off(&[Pattern::Weave]));
    assert_eq!(refused(&mut circle, 1, support::pod_offered(5, 42)), Refusal::PatternOff);
    circle.ok(2, pod_called(5, 42));
}
