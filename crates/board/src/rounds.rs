//! Rounds: a prompt, or up to three, that each answers once or passes. Only members who answered or passed may read the
//! answers.

mod answers;
mod deeds;
pub(crate) mod rules;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{EntryId, Step, traces::NONE};

pub use answers::{Answer, NoAnswers, OWN_ROUNDS_MAX, OwnRound, RoundsPage};

/// How many prompts a round has at the most.
pub const PROMPTS_MAX: usize = 3;
/// How many rounds of one member are open at once: an opener sees each to its end.
pub const ROUNDS_BY_ONE_MAX: usize = 4;
/// How many rounds are open at once. Who comes or goes changes whom each of them waits for, and an apply is bounded work.
pub const ROUNDS_OPEN_MAX: usize = 64;
/// How long a round may last: half a year, in milliseconds.
pub const ROUND_MS_MAX: i64 = 182 * 86_400_000;
/// How many of those who answered a round's row names: the latest. A row that named two thousand would be the board's largest.
pub const ANSWERED_MAX: usize = 12;

/// What a round asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// What each brings.
    Opening,
    /// What each takes along.
    Closing,
    /// How each is.
    CheckIn,
    /// What works, what to change, what to try: three prompts.
    Retro,
    /// Whether what was agreed is kept, changed or let go.
    Review,
    /// How a trail looks from where each stands.
    Perspectives,
    /// What its opener wrote.
    Own,
}

impl RoundKind {
    /// Its name in JSON and in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::CheckIn => "check_in",
            Self::Retro => "retro",
            Self::Review => "review",
            Self::Perspectives => "perspectives",
            Self::Own => "own",
        }
    }

    /// How many prompts a ready round has; none where its opener writes them.
    #[must_use]
    pub fn prompts(self) -> Option<u8> {
        match self {
            Self::Own => None,
            Self::Retro => Some(3),
            Self::Opening | Self::Closing | Self::CheckIn | Self::Review | Self::Perspectives => Some(1),
        }
    }
}

/// One member's answer or pass.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Given {
    /// The entry, whose body holds the words of an answer.
    pub(crate) id: EntryId,
    /// The member's number.
    pub(crate) by: u32,
    pub(crate) at_ms: i64,
    /// Whether there are words: not if they passed, or took the answer back.
    pub(crate) answered: bool,
    /// The trace with which its author let the answer out last, or [`NONE`].
    pub(crate) trace: u32,
}

/// One round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Round {
    pub(crate) id: EntryId,
    /// The opener's number.
    pub(crate) by: u32,
    pub(crate) kind: RoundKind,
    pub(crate) prompts: u8,
    pub(crate) at_ms: i64,
    pub(crate) ends_at_ms: Option<i64>,
    pub(crate) ended_at_ms: Option<i64>,
    /// The numbers of a trace and a gathering, or [`NONE`].
    pub(crate) about: u32,
    pub(crate) gathering: u32,
    /// How many members who can act and don't rest have neither answered nor passed.
    pub(crate) waits_for: u32,
    /// The step at which its cards were moved last, or 0.
    pub(crate) stirred: Step,
    /// In the order in which they came.
    pub(crate) given: Vec<Given>,
}

impl Round {
    /// Whether it is over at a time, also if no entry has ended it yet.
    pub(crate) fn is_over(&self, at_ms: i64) -> bool {
        self.ended_at_ms.is_some() || self.is_due(at_ms)
    }

    pub(crate) fn is_due(&self, at_ms: i64) -> bool {
        self.ends_at_ms.is_some_and(|ends_at_ms| ends_at_ms <= at_ms)
    }

    /// The numbers of those who answered last, latest first.
    pub(crate) fn answered(&self) -> Vec<u32> {
        let answered = self.given.iter().rev().filter(|given| given.answered);
        answered.map(|given| given.by).take(ANSWERED_MAX).collect()
    }
}

/// All rounds by number, in the order in which they were opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rounds {
    rows: Vec<Round>,
    numbers: BTreeMap<EntryId, u32>,
    /// The index in `given`, by round and member.
    places: BTreeMap<(u32, u32), u32>,
    open: BTreeSet<u32>,
    /// The open ones that have an end, by that.
    due: BTreeSet<(i64, u32)>,
}

impl Rounds {
    /// Rounds as they were kept.
    pub(crate) fn restore(rows: Vec<Round>) -> Self {
        let mut rounds = Self::default();
        for mut row in rows {
            let given = std::mem::take(&mut row.given);
            let n = rounds.add(row);
            for one in given {
                rounds.give(n, one);
            }
        }
        rounds
    }

    pub(crate) fn rows(&self) -> &[Round] {
        &self.rows
    }

    pub(crate) fn number(&self, id: EntryId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    pub(crate) fn at(&self, n: u32) -> Option<&Round> {
        self.rows.get(n as usize)
    }

    /// The open ones, oldest first. At most [`ROUNDS_OPEN_MAX`].
    pub(crate) fn open(&self) -> &BTreeSet<u32> {
        &self.open
    }

    /// The open one whose end comes first.
    pub(crate) fn first_due(&self) -> Option<(i64, u32)> {
        self.due.first().copied()
    }

    /// A member's answer or pass in a round.
    pub(crate) fn given(&self, n: u32, member: u32) -> Option<&Given> {
        let place = *self.places.get(&(n, member))?;
        self.at(n)?.given.get(place as usize)
    }

    /// The index of a member's answer or pass in a round.
    pub(crate) fn place(&self, n: u32, member: u32) -> Option<u32> {
        self.places.get(&(n, member)).copied()
    }

    /// Notes that a round's cards changed.
    pub(crate) fn stir(&mut self, n: u32, step: Step) {
        if let Some(row) = self.rows.get_mut(n as usize) {
            row.stirred = step;
        }
    }

    pub(crate) fn add(&mut self, row: Round) -> u32 {
        let n = u32::try_from(self.rows.len()).unwrap_or(NONE);
        self.numbers.insert(row.id, n);
        if row.ended_at_ms.is_none() {
            self.open.insert(n);
            self.due.extend(row.ends_at_ms.map(|ends_at_ms| (ends_at_ms, n)));
        }
        self.rows.push(row);
        n
    }

    /// A member answers or passes, for the first time.
    pub(crate) fn give(&mut self, n: u32, given: Given) {
        let Some(row) = self.rows.get_mut(n as usize) else { return };
        let place = u32::try_from(row.given.len()).unwrap_or(NONE);
        self.places.insert((n, given.by), place);
        row.given.push(given);
    }

    /// Changes what a member gave.
    pub(crate) fn change_given(&mut self, n: u32, member: u32, change: impl FnOnce(&mut Given)) {
        let place = self.places.get(&(n, member)).map(|place| *place as usize);
        let given = place.and_then(|place| self.rows.get_mut(n as usize)?.given.get_mut(place));
        if let Some(given) = given {
            change(given);
        }
    }

    /// Waits for one member more (`more`) or less.
    pub(crate) fn wait(&mut self, n: u32, more: bool) {
        let row = self.rows.get_mut(n as usize).filter(|row| row.ended_at_ms.is_none());
        let Some(row) = row else { return };
        row.waits_for = if more { row.waits_for.saturating_add(1) } else { row.waits_for.saturating_sub(1) };
    }

    pub(crate) fn end(&mut self, n: u32, at_ms: i64) {
        let Some(row) = self.rows.get_mut(n as usize) else { return };
        row.ended_at_ms = Some(at_ms);
        self.open.remove(&n);
        if let Some(ends_at_ms) = row.ends_at_ms {
            self.due.remove(&(ends_at_ms, n));
        }
    }
}
