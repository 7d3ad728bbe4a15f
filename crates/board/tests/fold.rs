//! The fold is pure and total: whatever comes, in whatever order, gives one defined board.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod support;

use std::collections::BTreeSet;

use proptest::prelude::*;
use support::{Circle, HOUR, event, ids, imported, left, member, place, trace};
use traceboard_board::{
    Audience::Host, Board, CardState, Event, Facet, GLOW_CARDS_MAX, PARENTS_MAX, PATTERNS, PEOPLE_MAX, POD_INVITED_MAX,
    PodSays, Role, RoundCard, Stage, TRAILS_MAX, Verdict, What,
};

/// Any deed by anyone about anything, most of it possible.
fn what() -> impl Strategy<Value = What> {
    let id = 0..60_u32;
    let who = 1..7_u32;
    prop_oneof![
        8 => (prop::collection::vec(id.clone(), 0..6), any::<bool>(), prop::option::of(0..6_usize), facet()).prop_map(
            |(parents, open, take, facet)| {
                let builds_on: Vec<_> = parents.into_iter().map(trace).collect();
                // What it takes up needn't be among its parents.
                let takes_up = take.map(|take| builds_on.iter().skip(take).copied().chain([trace(7)]).collect());
                let cites = builds_on.iter().rev().copied().collect();
                What::TraceLeft { builds_on, open, takes_up, facet, round: None, tries: None, learned: false, joint: None, cites, off_wall: false }
            }
        ),
        1 => (id.clone(), id.clone(), id.clone(), 0..4_u8, any::<bool>()).prop_map(|(round, a, b, prompt, out)| {
            let card = |n| RoundCard { answer: support::entry(n), prompt, line: prompt };
            What::CardPut { round: support::entry(round), card: card(a), onto: (!out).then(|| card(b)) }
        }),
        2 => (id.clone(), prop::collection::vec(id.clone(), 0..6)).prop_map(|(n, cites)| support::retold(n, &cites)),
        2 => (id.clone(), due()).prop_map(|(n, to)| {
            What::FacetMoved { trace: trace(n), to: to.unwrap_or(support::due(1)), review: None }
        }),
        1 => prop::collection::vec(0..PATTERNS.len(), 0..4).prop_map(|off| {
            support::off(&off.into_iter().map(|at| PATTERNS[at].0).collect::<Vec<_>>())
        }),
        4 => id.clone().prop_map(|n| What::TraceWarmed { trace: trace(n) }),
        2 => (id.clone(), any::<bool>()).prop_map(|(n, open)| What::TraceReworded { trace: trace(n), open }),
        2 => id.clone().prop_map(|n| What::TraceWithdrawn { trace: trace(n) }),
        1 => id.clone().prop_map(|n| What::TraceHidden { trace: trace(n), why: false }),
        1 => id.prop_map(|n| What::TraceRestored { trace: trace(n) }),
        3 => (who.clone(), any::<u8>(), any::<bool>()).prop_map(|(n, colour, host)| {
            What::MemberJoined { member: member(n), colour, role: if host { Role::Host } else { Role::Member } }
        }),
        1 => any::<u8>().prop_map(|colour| What::MemberRenamed { colour }),
        1 => Just(What::MemberLeft),
        1 => Just(What::MemberRests),
        1 => who.clone().prop_map(|n| What::MemberRemoved { member: member(n) }),
        1 => who.clone().prop_map(|n| What::MemberLetBack { member: member(n) }),
        1 => (who, any::<bool>()).prop_map(|(n, host)| {
            What::RoleGiven { member: member(n), role: if host { Role::Host } else { Role::Member } }
        }),
        1 => any::<i64>().prop_map(|ms| What::CircleChanged {
            name: None, named: ms % 2 == 0, half_life_ms: Some(ms), off: None, time_zone: Some(format!("Zone/{ms}"))
        }),
        1 => any::<i64>().prop_map(|half_life_ms| What::CircleFounded { name: None, half_life_ms, time_zone: None }),
        2 => pod(),
        1 => Just(What::Unknown),
    ]
}

/// Anything about pods, in whatever space; a server's deeds too.
fn pod() -> impl Strategy<Value = What> {
    let (day, rhythm) = (-9..400_i64, support::thursdays());
    let says = (0..9_u8, day.clone(), any::<bool>(), any::<bool>(), 0..60_u32, 0..9_u32);
    prop_oneof![
        3 => (0..11_u8, day.clone()).prop_map(move |(places, days)| What::PodCalled {
            offered: places % 2 == 0,
            places, ends_on: support::day(days), rhythm: (places % 2 == 0).then(|| rhythm.clone())
        }),
        3 => says.prop_map(|(taken, days, resting, closed, n, seq)| support::told(n, seq, PodSays {
            taken, ends_on: support::day(days), resting, closed
        })),
        1 => day.clone().prop_map(|days| support::pod_founded(5, days)),
        1 => (1..7_u32).prop_map(|n| What::PodInvited { member: member(n) }),
        1 => Just(What::PodDeclined),
        1 => day.prop_map(|days| What::PodExtended { ends_on: support::day(days) }),
        1 => any::<bool>().prop_map(|resting| What::PodRested { resting }),
        1 => Just(What::PodClosed),
        1 => (1..7_u32).prop_map(|n| What::PodMemberGone { member: member(n) }),
    ]
}

fn due() -> impl Strategy<Value = Option<Facet>> {
    let stages = [Stage::Awareness, Stage::Test, Stage::Mastery, Stage::LetGo]; // Beyond them: one that is legal.
    let agreed = (0..6_usize, prop::option::of(-9..200_i64)).prop_map(move |(at, days)| {
        stages.get(at).map_or(support::agreed(Stage::Awareness, None), |stage| support::agreed(*stage, days))
    });
    let facet = prop_oneof![
        2 => (-9..60_i64).prop_map(support::due),
        2 => agreed,
        1 => any::<bool>().prop_map(|shares| Facet::Wording { shares }),
    ];
    prop::option::weighted(0.4, facet)
}

fn facet() -> impl Strategy<Value = Option<Facet>> {
    prop_oneof![3 => due(), 1 => Just(Some(Facet::Story))]
}

/// Any event: ids repeat, times jump, some come from a file.
fn any_event() -> impl Strategy<Value = Event> {
    let time = prop_oneof![6 => support::MORNING..support::MORNING + 9 * support::DAY, 1 => any::<i64>()];
    // In nobody's name as a server writes.
    (0..60_u32, 0..7_u32, time.clone(), what(), prop::option::weighted(0.2, (1..7_u32, time)), any::<u8>()).prop_map(
        |(n, by, at_ms, what, file, v)| {
            let mut event = event(n, by, at_ms, what);
            event.head.v = if v == 0 { 9 } else { 1 + v % 3 };
            match file {
                Some((host, at_ms)) => imported(event, host, at_ms, Some("origin")),
                None => event,
            }
        },
    )
}

fn any_log() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(any_event(), 0..200)
}

/// A log that begins as real ones do, and goes on with anything.
fn fold(log: &[Event]) -> (Board, Vec<Verdict>) {
    let begun = Circle::new(6 * HOUR);
    let offset = begun.next();
    let mut board = begun.board;
    let verdicts = log.iter().zip(offset..).map(|(event, n)| board.apply(place(n), event)).collect();
    (board, verdicts)
}

/// The same for a pod's log.
fn fold_pod(log: &[Event]) -> (Board, Vec<Verdict>) {
    let begun = support::pod(5, 42);
    let offset = begun.next();
    let mut board = begun.board;
    let verdicts = log.iter().zip(offset..).map(|(event, n)| board.apply(place(n), event)).collect();
    (board, verdicts)
}

/// What is true of every board.
fn hold(board: &Board) {
    let feed = board.feed_page(Host, None, usize::MAX).unwrap();
    let cards: Vec<_> = ids(board, &feed.listed).into_iter().map(|id| board.card(Host, id).unwrap()).collect();
    let light = |n| board.light(n).unwrap();
    assert_eq!(feed.edge, None);
    assert_eq!(cards.len(), board.len());
    assert_eq!(board.history(0).len(), board.len());
    assert!(cards.windows(2).all(|pair| (pair[0].at_ms, pair[0].n) > (pair[1].at_ms, pair[1].n)));
    assert!(board.circle().is_some() || board.members_len() == 0);
    for card in &cards {
        assert!(board.member_row(card.by).is_some(), "every author is a member");
        assert!(card.builds_on.len() <= PARENTS_MAX && card.trails.len() <= TRAILS_MAX && !card.trails.is_empty());
        for parent in &card.builds_on {
            // Parents are earlier entries, so no way up leads back.
            assert!(board.number_of(*parent).unwrap() < card.n);
        }
        let standing = |child: &&traceboard_board::CardRow| {
            child.builds_on.contains(&card.id) && child.state != CardState::Withdrawn
        };
        assert_eq!(light(card.n).grew as usize, cards.iter().filter(standing).count());
        for seed in &card.trails {
            assert!(board.card(Host, ids(board, &[*seed])[0]).unwrap().builds_on.is_empty());
        }
        let history = board.trace_history(card.id).unwrap();
        assert_eq!((history.words, history.facet), (card.words, card.facet));
        assert!(!card.open || card.facet.is_none(), "one facet a trace");
        let carried = card.facet.is_some() || card.open && card.state != CardState::Withdrawn;
        assert_eq!(card.taken, if carried { support::worked_out::taken_of(board, &history) } else { None });
    }
    let members = board.members_after(None, usize::MAX);
    assert!(members.iter().all(|row| !row.resting || board.is_present(row.id)));
    let warm = board.warm_page(Host, None, usize::MAX).listed;
    let trails: Vec<_> = warm.iter().map(|n| board.trail(*n).unwrap()).collect();
    assert!(trails.windows(2).all(|pair| (-pair[0].warmth_ms, pair[0].n) < (-pair[1].warmth_ms, pair[1].n)));
    let from_the_end = board.quiet_page(Host, None, usize::MAX).listed;
    assert!(from_the_end.iter().eq(warm.iter().rev()));
    let stands = |seed: u32| {
        let inside = cards.iter().filter(|card| card.trails.contains(&seed));
        inside.filter(|card| card.state != CardState::Withdrawn).count() > 0
    };
    let all: Vec<_> = (0..board.len() as u32).filter_map(|n| board.trail(n)).collect();
    assert!(all.iter().all(|trail| trail.gone != stands(trail.n) && trail.gone != warm.contains(&trail.n)));
    for trail in &trails {
        let inside: Vec<_> = cards.iter().filter(|card| card.trails.contains(&trail.n)).collect();
        let standing: Vec<_> = inside.iter().filter(|card| card.state != CardState::Withdrawn).collect();
        assert_eq!(trail.size as usize, standing.len());
        assert!(standing.iter().any(|card| card.n == trail.newest));
        assert!(trail.people.len() <= PEOPLE_MAX && !trail.people.is_empty());
        let authors: BTreeSet<_> = standing.iter().map(|card| card.by).collect();
        let people = board.members_by_numbers(&trail.people);
        assert!(people.iter().all(|row| authors.contains(&row.id)), "only of who left what stands");
        let page = board.trail_page(Host, ids(board, &[trail.n])[0], usize::MAX).unwrap();
        assert_eq!(page.listed.len(), inside.len());
    }
    let open: Vec<_> = cards
        .iter()
        .filter(|card| card.open && card.taken.is_none() && card.state == CardState::Shown)
        .map(|card| card.n)
        .collect();
    assert_eq!(board.open_ends(usize::MAX), open);
    support::held::hold_promises(board, &cards);
    assert!(board.hosts().all(|host| board.is_present(host)));
    support::held::hold_agreements(board, &cards);
    support::held::hold_stories(board, &cards);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_sequence_gives_a_defined_board(log in any_log()) {
        let (board, verdicts) = fold(&log);
        hold(&board);
        let (again, same) = fold(&log);
        prop_assert!(board == again && verdicts == same, "the same log, another board");
    }

    #[test]
    fn a_sequence_without_a_beginning_changes_nothing_but_by_founding(log in any_log()) {
        let mut board = Board::new();
        for (event, n) in log.iter().zip(0..) {
            board.apply(place(n), event);
        }
        hold(&board);
    }

    #[test]
    fn any_order_gives_a_defined_board(log in any_log().prop_shuffle()) {
        hold(&fold(&log).0);
    }

    #[test]
    fn any_sequence_gives_a_defined_pod(log in any_log()) {
        let (pod, verdicts) = fold_pod(&log);
        let (again, same) = fold_pod(&log);
        prop_assert!(pod == again && verdicts == same);
        prop_assert!(Board::from_checkpoint(&pod.checkpoint()).unwrap() == pod);
        let terms = pod.terms().unwrap();
        prop_assert!(pod.here().count() <= usize::from(terms.places), "a ninth member");
        prop_assert!(terms.invited.len() <= POD_INVITED_MAX);
        prop_assert!(terms.invited.iter().all(|member| !pod.is_present(*member)), "invited and here");
        prop_assert!(terms.closed || pod.hosts().next().is_some(), "nobody hosts an open pod");
        prop_assert_eq!(pod.pods_page(None, true, 9).listed, [0_u32; 0], "a pod in a pod");
    }

    #[test]
    fn check_says_what_apply_does(log in any_log()) {
        let mut board = Circle::new(6 * HOUR).board;
        for (event, n) in log.iter().zip(100..) {
            let before = board.clone();
            let said = board.check(event);
            prop_assert!(board == before, "check changed the board");
            prop_assert_eq!(board.apply(place(n), event), said);
        }
    }

    #[test]
    fn a_repeated_trace_changes_nothing_and_a_refused_entry_stays_refused(log in any_log()) {
        let (mut board, _) = fold(&log);
        let was = |board: &Board| {
            let trails: Vec<_> = board.warm_page(Host, None, usize::MAX).listed.iter().map(|n| board.trail(*n)).collect();
            (board.feed_page(Host, None, usize::MAX), trails, board.members_after(None, usize::MAX))
        };
        let before = was(&board);
        let newest_ms = log.iter().map(|event| event.accepted_at_ms).max().unwrap_or_default();
        for (event, n) in log.iter().zip(1_000..) {
            // A log stamps nothing below what it stamped before.
            let event = &Event { accepted_at_ms: newest_ms, ..event.clone() };
            let refused = board.outcome(event.head.id);
            let expected = if board.knows(event.head.id.into()) {
                Verdict::Repeated
            } else if refused != Verdict::Applied {
                refused
            } else {
                continue;
            };
            prop_assert_eq!(board.apply(place(n), event), expected);
        }
        prop_assert!(was(&board) == before);
    }

    #[test]
    fn the_pages_of_a_feed_are_the_feed(log in any_log(), limit in 1..9_usize) {
        let (board, _) = fold(&log);
        let whole = board.feed_page(Host, None, usize::MAX).unwrap().listed;
        let (mut paged, mut before) = (Vec::new(), None);
        loop {
            let page = board.feed_page(Host, before, limit).unwrap();
            prop_assert_eq!(page.edge.map(|edge| edge.n), page.edge.and(page.listed.last().copied()));
            paged.extend(page.listed);
            before = paged.last().map(|n| ids(&board, &[*n])[0]);
            if page.edge.is_none() {
                break;
            }
        }
        prop_assert_eq!(paged, whole);
        prop_assert!(board.feed_page(Host, Some(trace(99_999)), limit).is_none());
        let whole = board.warm_page(Host, None, usize::MAX).listed;
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = board.warm_page(Host, after, limit);
            paged.extend(page.listed);
            after = page.edge.map(|edge| (edge.warmth_ms, edge.n));
            if page.edge.is_none() {
                break;
            }
        }
        prop_assert_eq!(paged, whole);
        let whole = board.quiet_page(Host, None, usize::MAX).listed;
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = board.quiet_page(Host, after, limit);
            paged.extend(page.listed);
            after = page.edge.map(|edge| (edge.warmth_ms, edge.n));
            if page.edge.is_none() {
                break;
            }
        }
        prop_assert_eq!(paged, whole);
        let whole = board.open_ends(usize::MAX);
        let (mut paged, mut before) = (Vec::new(), None);
        loop {
            let page = board.open_page(Host, before, limit);
            paged.extend(page.listed);
            before = page.edge;
            if page.edge.is_none() {
                break;
            }
        }
        prop_assert_eq!(paged, whole);
    }

    #[test]
    fn a_day_counts_the_same_in_any_order(order in Just(vec![0_u8, 1, 2, 3, 4]).prop_shuffle()) {
        // Two taps, two traces and a tap of someone else, all on one day and at one time.
        let mut circle = Circle::new(6 * HOUR);
        let seed = circle.ok(2, left(&[]));
        let leaf = circle.ok(2, left(&[seed]));
        let at_ms = circle.at_ms;
        for deed in order {
            circle.at_ms = at_ms;
            match deed {
                0 => circle.ok(3, What::TraceWarmed { trace: trace(seed) }),
                1 => circle.ok(3, What::TraceWarmed { trace: trace(leaf) }),
                2 => circle.ok(3, left(&[seed])),
                3 => circle.ok(3, left(&[leaf])),
                _ => circle.ok(4, What::TraceWarmed { trace: trace(leaf) }),
            };
        }
        let trail = circle.board.trail(circle.card(seed).n).unwrap();
        // Member 2 counts 1, member 3 counts 1 whatever else they did, member 4 a quarter.
        // 1 + 1 + 1/4, all within a second or two: within the stated error of five deposits.
        let exact = at_ms as f64 + 6.0 * HOUR as f64 * 2.25_f64.log2();
        let off = (trail.warmth_ms as f64 - exact).abs();
        prop_assert!(off < 5.0 * 1.1e-4 * 6.0 * HOUR as f64 + 5_000.0, "off by {off} ms");
    }
}

#[test]
fn a_deposit_is_bounded_however_woven_the_board() {
    let mut circle = Circle::new(HOUR);
    // A hundred seeds, woven three by three until everything hangs together.
    let mut front: Vec<u32> = (0..100).map(|_| circle.ok(2, left(&[]))).collect();
    while front.len() > 1 {
        front = front.chunks(3).map(|parents| circle.ok(3, left(parents))).collect();
    }
    let top = circle.card(front[0]);
    assert_eq!(top.trails.len(), TRAILS_MAX);
    let glows = |board: &Board| (0..board.len() as u32).map(|n| board.light(n).unwrap().glow_ms).collect::<Vec<_>>();
    let warmths = |board: &Board| -> Vec<_> {
        (0..board.len() as u32).filter_map(|n| board.trail(n)).map(|trail| trail.warmth_ms).collect()
    };
    let (before, trails) = (glows(&circle.board), warmths(&circle.board));
    circle.at_ms += support::DAY;
    circle.ok(4, What::TraceWarmed { trace: top.id });
    let changed = |now: &[i64], then: &[i64]| now.iter().zip(then).filter(|(now, then)| now != then).count();
    assert_eq!(changed(&glows(&circle.board), &before), GLOW_CARDS_MAX + 1);
    assert_eq!(changed(&warmths(&circle.board), &trails), TRAILS_MAX);
}

#[test]
fn a_card_glows_half_as_much_at_each_step_up_to_eight() {
    let mut circle = Circle::new(HOUR);
    let mut chain = vec![circle.ok(2, left(&[]))];
    for _ in 0..10 {
        let n = circle.ok(2, left(&[chain[chain.len() - 1]]));
        chain.push(n);
    }
    circle.at_ms += 200 * HOUR;
    let at_ms = circle.at_ms;
    circle.ok(3, left(&[chain[10]]));
    // The glows from before are far below; what stands is the share alone.
    for step in 1..=8 {
        let light = circle.board.light(circle.card(chain[11 - step]).n).unwrap();
        assert_eq!(light.glow_ms, at_ms - step as i64 * HOUR, "{step} steps up");
    }
    assert!(circle.board.light(circle.card(chain[2]).n).unwrap().glow_ms < at_ms - 100 * HOUR);
}
