//! Programs: they leave plain traces under a name of their own, and are no members.
//!
//! A program has a row among the members, so that its traces have an author with a name and a colour. It acts in nothing else, adds
//! no warmth, and is counted nowhere: not among those whom a round waits for, a trail names or a weave ties.

use crate::{
    Board, Event, MemberId, MemberState, Refusal, Role, Step, Verdict, What,
    members::{COLOURS, Member},
    order::RowKey::Member as MemberKey,
    rules::{Change, Judgement, refuse},
};

/// Whether a program may do this: leave a trace that builds on nothing and is nothing else. It reads no board, so it has nothing to
/// build on.
pub(crate) fn may(what: &What) -> bool {
    let What::TraceLeft { builds_on, takes_up, facet, round, tries, learned, joint, cites, open: _, off_wall: _ } =
        what
    else {
        return false;
    };
    builds_on.is_empty()
        && takes_up.is_none()
        && facet.is_none()
        && round.is_none()
        && tries.is_none()
        && !learned
        && joint.is_none()
        && cites.is_empty()
}

pub(crate) fn adding(board: &Board, event: &Event, program: MemberId) -> Judgement {
    let host = event.head.imported.as_ref().map_or(event.head.by, |imported| imported.host);
    match board.members.get(program) {
        _ if !board.members.is_host(host) => refuse(Refusal::NotAHost),
        _ if board.is_pod() => refuse(Refusal::NotHere),
        Some(_) => Err(Verdict::Repeated),
        None => Ok(Change::AddProgram),
    }
}

impl Board {
    pub(crate) fn add_program(&mut self, step: Step, event: &Event) {
        let What::ProgramAdded { program, colour } = event.head.what else { return };
        let n = self.members.add(Member {
            id: program,
            colour: colour % COLOURS,
            role: Role::Member,
            state: MemberState::Program,
            imported: false,
            resting: false,
            joined_at_ms: event.at_ms(),
            names: vec![event.head.id],
        });
        self.personal.joined(n);
        self.rows.touch(step, MemberKey(n));
    }

    /// Whether it is a program.
    #[must_use]
    pub fn is_program(&self, id: MemberId) -> bool {
        self.members.get(id).is_some_and(Member::is_program)
    }

    pub(crate) fn is_program_at(&self, n: u32) -> bool {
        self.members.at(n).is_some_and(Member::is_program)
    }
}
