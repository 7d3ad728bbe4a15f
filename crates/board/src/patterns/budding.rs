//! The pattern *budding*: a circle that is too large for everyone to know everyone seeds new ones.
//!
//! Hosts, and only they, are told that it is time, until one of them seeds a circle or puts it off. A new circle gets a log of its own;
//! this one stores which it seeded, and the new one which it grew from.

use serde::{Deserialize, Serialize};

use crate::{
    Audience, Board, CircleId, CircleRow, EntryId, Event, Refusal, Step, Verdict, What,
    order::RowKey,
    rules::{Change, refuse},
};

/// From how many members on, who can act, it is time: about as many as can know each other (R. Dunbar, 1992).
pub const BUD_AT: u32 = 150;
/// How many circles one circle seeds.
pub const BUDS_MAX: usize = 3;

/// Another circle, as this one knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kin {
    /// Which.
    pub circle: CircleId,
    /// The entry whose body holds the name that it had.
    pub words: EntryId,
}

/// What a circle seeded, and what it grew from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budding {
    /// The circles that it seeded, in that order; at most [`BUDS_MAX`].
    pub buds: Vec<Kin>,
    /// The circle that it grew from. The body of that entry also holds the prompts that it brought along.
    pub grown_from: Option<Kin>,
    /// Whether hosts are told that it is time. Of members' rows it is none.
    pub is_time: bool,
    /// Whether it was time before: hosts are not told again when members leave and come.
    told: bool,
}

impl Budding {
    /// Removes what an audience may not see.
    pub(crate) fn seen_by(&mut self, audience: Audience) {
        self.is_time &= audience == Audience::Host;
    }

    /// Updates it to the number of acting members; true if that changed it.
    fn count(&mut self, acting: u32) -> bool {
        let begins = acting >= BUD_AT && !self.told && self.buds.is_empty();
        self.is_time |= begins;
        self.told |= begins;
        begins
    }
}

/// Whether a host may seed a circle.
pub(crate) fn seeding(board: &Board, bud: CircleId) -> Result<Change, Verdict> {
    match &founded(board)?.budding.buds {
        buds if buds.iter().any(|kin| kin.circle == bud) => Err(Verdict::Repeated),
        buds if buds.len() >= BUDS_MAX => refuse(Refusal::TooManyBuds),
        _ => Ok(Change::Bud),
    }
}

/// Whether a host may put it off.
pub(crate) fn putting_off(board: &Board) -> Result<Change, Verdict> {
    if founded(board)?.budding.is_time { Ok(Change::Bud) } else { Err(Verdict::Repeated) }
}

/// Whether this circle may note what it grew from: its founder does so once, at its beginning.
pub(crate) fn growing(board: &Board, event: &Event) -> Result<Change, Verdict> {
    let circle = founded(board)?;
    if board.founder != Some(event.head.by) || event.head.imported.is_some() {
        return refuse(Refusal::Founding);
    }
    if circle.budding.grown_from.is_some() { Err(Verdict::Repeated) } else { Ok(Change::Bud) }
}

fn founded(board: &Board) -> Result<&CircleRow, Verdict> {
    board.circle.as_ref().ok_or(Verdict::Refused(Refusal::Founding))
}

impl Board {
    pub(crate) fn bud(&mut self, step: Step, event: &Event) {
        let Some(circle) = &mut self.circle else { return };
        let kin = |circle| Kin { circle, words: event.head.id };
        match event.head.what {
            What::CircleSeeded { bud } => circle.budding.buds.push(kin(bud)),
            What::GrewFrom { circle: from } => circle.budding.grown_from = Some(kin(from)),
            _ => {}
        }
        circle.budding.is_time = false;
        self.rows.touch(step, RowKey::Circle);
    }

    /// A member came or went.
    pub(crate) fn count_for_budding(&mut self, step: Step) {
        let acting = self.members.acting();
        if self.circle.as_mut().is_some_and(|circle| circle.pod.is_none() && circle.budding.count(acting)) {
            self.rows.touch(step, RowKey::Circle);
        }
    }
}
