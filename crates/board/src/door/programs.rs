//! The programs that may leave traces, each by a secret of its own.

use std::collections::{BTreeSet, HashMap};

use super::{Door, DoorRefusal, DoorVerdict, SecretHash};
use crate::MemberId;

/// How many programs of a circle leave traces at once: more would drown what people leave.
pub const PROGRAMS_MAX: usize = 16;

/// A program that may leave traces. Whether the host who let it in is still with the circle is checked by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// Which.
    pub id: MemberId,
    /// The host who let it in.
    pub by: MemberId,
}

/// Those that stand, oldest first, and what was ever used.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Programs {
    standing: Vec<Program>,
    /// Also of ended ones: none comes back.
    known: BTreeSet<MemberId>,
    /// Also of ended ones, so that a secret is never valid again.
    by_secret: HashMap<SecretHash, MemberId>,
}

impl Programs {
    pub(super) fn let_in(
        &mut self,
        program: MemberId,
        by: MemberId,
        secret_hash: &SecretHash,
    ) -> Result<(), DoorRefusal> {
        if self.known.contains(&program) || self.by_secret.contains_key(secret_hash) {
            return Err(DoorRefusal::HashTaken);
        }
        if self.standing.len() >= PROGRAMS_MAX {
            return Err(DoorRefusal::TooManyPrograms);
        }
        self.known.insert(program);
        self.by_secret.insert(secret_hash.clone(), program);
        self.standing.push(Program { id: program, by });
        Ok(())
    }

    pub(super) fn end(&mut self, program: MemberId) -> Result<(), DoorVerdict> {
        if !self.known.contains(&program) {
            return Err(DoorVerdict::Refused(DoorRefusal::UnknownProgram));
        }
        let before = self.standing.len();
        self.standing.retain(|standing| standing.id != program);
        if self.standing.len() < before { Ok(()) } else { Err(DoorVerdict::Repeated) }
    }
}

impl Door {
    /// The programs that may leave traces, oldest first; at most [`PROGRAMS_MAX`].
    pub fn programs(&self) -> impl Iterator<Item = Program> {
        self.programs.standing.iter().copied()
    }

    /// One of them.
    #[must_use]
    pub fn program(&self, id: MemberId) -> Option<Program> {
        self.programs().find(|program| program.id == id)
    }

    /// The one with a secret of this hash.
    #[must_use]
    pub fn program_of_secret(&self, secret_hash: &str) -> Option<Program> {
        self.programs.by_secret.get(secret_hash).and_then(|id| self.program(*id))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        EntryId,
        door::{DOOR_FORMAT_VERSION, DoorHead, DoorWhat},
    };

    fn program(n: usize) -> MemberId {
        MemberId(Uuid::from_u128(n as u128))
    }

    const HOST: MemberId = MemberId(Uuid::from_u128(3));

    fn take(door: &mut Door, what: DoorWhat) -> DoorVerdict {
        let id = EntryId((0..).map(Uuid::from_u128).find(|id| door.outcome(EntryId(*id)).is_none()).unwrap());
        door.apply(&DoorHead { v: DOOR_FORMAT_VERSION, id, by: Some(HOST), what }, 0)
    }

    fn let_in(door: &mut Door, n: usize, secret: &str) -> DoorVerdict {
        take(door, DoorWhat::ProgramLetIn { program: program(n), secret_hash: secret.to_owned() })
    }

    fn end(door: &mut Door, n: usize) -> DoorVerdict {
        take(door, DoorWhat::ProgramEnded { program: program(n) })
    }

    #[test]
    fn an_ended_program_and_its_secret_never_come_back() {
        let mut door = Door::new();
        let taken = DoorVerdict::Refused(DoorRefusal::HashTaken);
        assert_eq!(let_in(&mut door, 1, "a"), DoorVerdict::Applied);
        assert_eq!((let_in(&mut door, 2, "a"), let_in(&mut door, 1, "b")), (taken, taken));
        assert_eq!(door.program_of_secret("a"), Some(Program { id: program(1), by: HOST }));
        assert_eq!(end(&mut door, 2), DoorVerdict::Refused(DoorRefusal::UnknownProgram));
        assert_eq!((end(&mut door, 1), end(&mut door, 1)), (DoorVerdict::Applied, DoorVerdict::Repeated));
        assert_eq!((door.program_of_secret("a"), door.programs().count()), (None, 0));
        assert_eq!((let_in(&mut door, 1, "c"), let_in(&mut door, 2, "a")), (taken, taken));
    }

    #[test]
    fn programs_are_bounded_and_an_ended_one_makes_room() {
        let mut door = Door::new();
        for n in 0..PROGRAMS_MAX {
            assert_eq!(let_in(&mut door, n, &n.to_string()), DoorVerdict::Applied);
        }
        assert_eq!(let_in(&mut door, 90, "90"), DoorVerdict::Refused(DoorRefusal::TooManyPrograms));
        end(&mut door, 3);
        assert_eq!(let_in(&mut door, 91, "91"), DoorVerdict::Applied);
        assert_eq!((door.programs().next().unwrap().id, door.programs().last().unwrap().id), (program(0), program(91)));
    }

    #[test]
    fn nobody_lets_a_program_in_without_a_host() {
        let mut door = Door::new();
        let what = DoorWhat::ProgramLetIn { program: program(1), secret_hash: "a".to_owned() };
        let head = DoorHead { v: DOOR_FORMAT_VERSION, id: EntryId(Uuid::from_u128(9)), by: None, what };
        assert_eq!(door.apply(&head, 0), DoorVerdict::Unknown);
    }
}
