//! The programs of a circle: first on the board, with a name, then let in by the door, with a secret.

use traceboard_board::{
    Body, EntryId, Head, MemberId, What, colour_of,
    door::{DoorRefusal, DoorVerdict, DoorWhat, PROGRAMS_MAX, Program},
};
use traceboard_log::Outcome;
use traceboard_protocol::{Code, StandingProgram};

use super::{Circle, json, new_entry, unknown_link};
use crate::{names, refusal::Refused, secret, secret::Secret};

impl Circle {
    /// Lets a program in (hosts), and tells its secret, this once.
    pub(crate) async fn let_program_in(
        &self,
        by: MemberId,
        request: EntryId,
        name: String,
    ) -> Result<(MemberId, Secret), Refused> {
        self.door.reach_head().await?;
        let program = MemberId(names::derived("program", request.0.as_bytes()).0);
        let (standing, known) = {
            let door = self.door.read();
            (door.state.programs().count(), door.state.program(program).is_some())
        };
        if known {
            return Err(taken(request));
        }
        if standing >= PROGRAMS_MAX {
            return Err(too_many());
        }
        let added = names::derived("adding a program", request.0.as_bytes());
        let body = self.named(added, program, name).await?;
        self.append_program(added, by, program, &body).await?;
        let secret = Secret::draw().map_err(|error| Refused::internal("draw a secret", &error))?;
        let id = names::derived("letting a program in", request.0.as_bytes());
        let what = DoorWhat::ProgramLetIn { program, secret_hash: secret.hash() };
        match self.append_door(id, Some(by), what, None).await? {
            Some(DoorVerdict::Applied) => Ok((program, secret)),
            Some(DoorVerdict::Refused(DoorRefusal::TooManyPrograms)) => Err(too_many()),
            // The secret was in the answer to the first attempt alone; a new one needs a new id.
            _ => Err(taken(request)),
        }
    }

    /// If a repeat has another time of writing, the first one is kept.
    async fn append_program(&self, id: EntryId, by: MemberId, program: MemberId, body: &Body) -> Result<(), Refused> {
        let head = Head::new(id, by, self.now_ms(), What::ProgramAdded { program, colour: colour_of(program) });
        let entry = new_entry(id, json(&head)?, Some(body))?;
        match self.append_one(&self.board_log, entry).await? {
            Outcome::Appended { position, .. } | Outcome::Repeated { position, .. } => {
                self.board.reach(position).await?;
            }
            Outcome::Conflict => self.board.reach_head().await?,
        }
        // The fold refuses it where its host ceased to be one meanwhile.
        if self.board.read().state.is_program(program) {
            return Ok(());
        }
        Err(Refused::new(Code::NotAHost, "cannot let the program in: only a host may"))
    }

    /// The programs that may leave traces, oldest first.
    pub(crate) async fn programs(&self) -> Result<Vec<StandingProgram>, Refused> {
        let standing: Vec<Program> = self.door.read().state.programs().collect();
        let mut told = Vec::with_capacity(standing.len());
        for Program { id, by } in standing {
            let row = self.member(id).await?;
            let (name, twin, colour) = row.map_or((None, None, 0), |row| (row.name, row.twin, row.colour));
            told.push(StandingProgram { id, by, name, twin, colour });
        }
        Ok(told)
    }

    /// Ends a program (hosts): its traces stay.
    pub(crate) async fn end_program(&self, by: MemberId, program: MemberId) -> Result<(), Refused> {
        self.door.reach_head().await?;
        let id = names::derived("ending a program", program.0.as_bytes());
        if self.door.read().state.program(program).is_none() && self.door.read().state.outcome(id).is_none() {
            return Err(unknown_link("end the program"));
        }
        self.append_door(id, Some(by), DoorWhat::ProgramEnded { program }, None).await.map(drop)
    }

    /// The program that a secret lets leave traces, by what is folded now. None where the host who let it in isn't with the circle.
    pub(crate) fn program_now(&self, secret: &str) -> Option<MemberId> {
        let program = self.door.read().state.program_of_secret(&secret::hash(secret))?;
        let board = self.board.read();
        (board.state.is_present(program.by) && board.state.is_program(program.id)).then_some(program.id)
    }
}

fn taken(request: EntryId) -> Refused {
    Refused::new(Code::IdTaken, format!("cannot let the program in: the id {request} was sent before"))
}

fn too_many() -> Refused {
    let message = format!("cannot let the program in: a circle has {PROGRAMS_MAX} at most; end one that is not used");
    Refused::new(Code::TooManyLinks, message)
}
