//! A program on the board: an author that is no member.

mod support;

use support::{Circle, HOUR, event, imported, left, member, open, trace};
use traceboard_board::{Audience, Board, Facet, Joint, MemberState, Refusal, Role, TraceId, Verdict, What};

const PROGRAM: u32 = 50;

fn added() -> What {
    What::ProgramAdded { program: member(PROGRAM), colour: 5 }
}

fn with_a_program() -> Circle {
    let mut circle = Circle::new(HOUR);
    circle.ok(1, added());
    circle
}

#[test]
fn a_host_adds_a_program_once_and_nobody_else_does() {
    let mut circle = Circle::new(HOUR);
    assert_eq!(circle.say(2, added()).1, Verdict::Refused(Refusal::NotAHost));
    let n = circle.ok(1, added());
    assert_eq!(circle.say(1, added()).1, Verdict::Repeated);
    let row = circle.board.member_row(member(PROGRAM)).unwrap();
    assert_eq!(
        (row.state, row.role, row.colour, row.names),
        (MemberState::Program, Role::Member, 5, vec![support::entry(n)])
    );
    assert!(circle.board.is_program(member(PROGRAM)) && !circle.board.is_present(member(PROGRAM)));
    let known = What::ProgramAdded { program: member(2), colour: 5 };
    assert_eq!(circle.say(1, known).1, Verdict::Repeated, "a member doesn't become one");
    assert!(circle.board.is_present(member(2)));
}

#[test]
fn it_leaves_plain_traces_and_nothing_else() {
    let mut circle = with_a_program();
    let seed = circle.ok(2, left(&[]));
    let own = circle.ok(PROGRAM, open(&[]));
    let leave = |change: fn(&mut What)| {
        let mut what = What::left(Vec::new(), false);
        change(&mut what);
        what
    };
    let not_a_member = Verdict::Refused(Refusal::NotAMember);
    for what in [
        left(&[seed]),
        left(&[own]),
        leave(|what| {
            if let What::TraceLeft { facet, .. } = what {
                *facet = Some(Facet::Story);
            }
        }),
        leave(|what| {
            if let What::TraceLeft { takes_up, .. } = what {
                *takes_up = Some(Vec::new());
            }
        }),
        leave(|what| {
            if let What::TraceLeft { round, .. } = what {
                *round = Some(support::entry(1));
            }
        }),
        leave(|what| {
            if let What::TraceLeft { learned, .. } = what {
                *learned = true;
            }
        }),
        leave(|what| {
            if let What::TraceLeft { joint, .. } = what {
                *joint = Some(Joint::Circle);
            }
        }),
        leave(|what| {
            if let What::TraceLeft { cites, .. } = what {
                *cites = vec![TraceId(uuid::Uuid::nil())];
            }
        }),
        What::TraceWarmed { trace: trace(seed) },
        What::TraceWithdrawn { trace: trace(own) },
        What::TraceReworded { trace: trace(own), open: true },
        What::TraceHidden { trace: trace(seed), why: false },
        What::MemberRenamed { colour: 1 },
        What::MemberRests,
        What::MemberLeft,
        added(),
    ] {
        let said = circle.say(PROGRAM, what.clone()).1;
        let by_a_host = matches!(what, What::ProgramAdded { .. });
        let expected = if by_a_host { Verdict::Refused(Refusal::NotAHost) } else { not_a_member };
        assert_eq!(said, expected, "{what:?}");
        if !by_a_host {
            let file = imported(event(circle.next(), PROGRAM, circle.at_ms, what.clone()), 1, circle.at_ms, None);
            assert_eq!(circle.add(file), not_a_member, "{what:?}, from a file");
        }
    }
    for what in [
        What::MemberJoined { member: member(PROGRAM), colour: 1, role: Role::Member },
        What::MemberRemoved { member: member(PROGRAM) },
        What::MemberLetBack { member: member(PROGRAM) },
        What::RoleGiven { member: member(PROGRAM), role: Role::Host },
    ] {
        let by = if matches!(what, What::MemberJoined { .. }) { PROGRAM } else { 1 };
        assert!(matches!(circle.say(by, what.clone()).1, Verdict::Refused(_)), "{what:?}");
    }
    assert!(circle.board.is_program(member(PROGRAM)));
}

#[test]
fn it_warms_nothing_and_is_none_of_a_trails_people() {
    let mut circle = with_a_program();
    let own = circle.ok(PROGRAM, left(&[]));
    assert_eq!(circle.board.built_on().people.len(), circle.board.members_after(None, 99).len() - 1);
    let kept = |circle: &Circle| {
        assert!(Board::from_checkpoint(&circle.board.checkpoint()).as_ref() == Ok(&circle.board));
        let page = circle.board.warm_page(Audience::Member, None, 9);
        page.rows.trails
    };
    assert_eq!(kept(&circle).len(), 0, "no list has its trail");
    let built = circle.ok(2, left(&[own]));
    let trails = kept(&circle);
    assert_eq!((trails.len(), trails[0].size), (1, 2));
    let by = circle.board.member_row(member(2)).unwrap().n;
    assert_eq!(trails[0].people, [by]);
    assert_eq!(circle.board.built_on().pairs, []);
    circle.ok(2, What::TraceWithdrawn { trace: trace(built) });
    assert_eq!(kept(&circle).len(), 0);
}
