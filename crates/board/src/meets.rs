//! When a space meets: its rhythm, and the meetings that were moved.

use serde::{Deserialize, Serialize};
use traceboard_rhythm::{Date, Moved, Rhythm};

use crate::{Board, Refusal, Step, Verdict, What, order::RowKey, rules::Change};

/// How many moved meetings are kept, the last ones: moving more means that another rhythm is wanted.
pub const MOVED_MAX: usize = 8;

/// When a space meets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meets {
    /// Its rhythm, if it has one.
    pub rhythm: Option<Rhythm>,
    /// The meetings that were moved, each once, the one moved last at the end; at most [`MOVED_MAX`].
    pub moved: Vec<Moved>,
}

impl Meets {
    /// Whether the rhythm gives a meeting on a day.
    pub(crate) fn falls_on(&self, day: Date) -> bool {
        self.rhythm.as_ref().is_some_and(|rhythm| rhythm.day_from(day) == Some(day))
    }

    pub(crate) fn set(&mut self, rhythm: Option<Rhythm>) {
        *self = Self { rhythm, moved: Vec::new() };
    }

    pub(crate) fn shift(&mut self, moved: Moved) {
        self.moved.retain(|other| other.day != moved.day);
        self.moved.push(moved);
        if self.moved.len() > MOVED_MAX {
            self.moved.remove(0);
        }
    }
}

/// Whether a rhythm may be set.
pub(crate) fn setting(board: &Board, rhythm: Option<&Rhythm>) -> Result<Change, Verdict> {
    let same = board.circle.as_ref().is_some_and(|circle| circle.meets.rhythm.as_ref() == rhythm);
    if same { Err(Verdict::Repeated) } else { Ok(Change::Rhythm) }
}

/// Whether a meeting may be moved: one that the rhythm gives.
pub(crate) fn moving(board: &Board, moved: Moved) -> Result<Change, Verdict> {
    let meets = board.circle.as_ref().map(|circle| &circle.meets);
    match meets.filter(|meets| meets.falls_on(moved.day)) {
        None => Err(Verdict::Refused(Refusal::UnknownMeeting)),
        Some(meets) if meets.moved.last() == Some(&moved) => Err(Verdict::Repeated),
        Some(_) => Ok(Change::Meeting),
    }
}

impl Board {
    /// The rhythm was set, or a meeting moved.
    pub(crate) fn meet(&mut self, step: Step, what: &What) {
        let Some(circle) = &mut self.circle else { return };
        match what {
            What::RhythmSet { rhythm } => circle.meets.set(rhythm.clone()),
            What::MeetingMoved { moved } => circle.meets.shift(*moved),
            _ => return,
        }
        self.rows.touch(step, RowKey::Circle);
    }
}
