//! The pattern *retro*: a round of three prompts in a gathering, whose answers are cards, a line each. Members group
//! cards that say the same; a *try* is taken on by a promise.

mod deeds;
mod groups;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::EntryId;

pub(crate) use deeds::putting;
pub use groups::GROUP_CARDS_MAX;
use groups::Groups;

/// How many lines of one answer are cards: what a person writes to one prompt in a few minutes.
pub const CARD_LINES_MAX: usize = 12;
/// Which prompt asks what to try, from 0.
pub const TRY_PROMPT: u8 = 2;

/// A card of a retro: one line of what somebody answered to one of its prompts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RoundCard {
    /// The entry of the answer.
    pub answer: EntryId,
    /// Which prompt, from 0.
    pub prompt: u8,
    /// Which of its lines that aren't blank, from 0.
    pub line: u8,
}

/// A *try* that somebody takes on by a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TriedCard {
    /// The retro.
    pub round: EntryId,
    /// A card of its third prompt.
    pub card: RoundCard,
}

/// The lines of an answer to one prompt that are cards: those that aren't blank.
pub fn card_lines(answer: &str) -> impl Iterator<Item = &str> {
    answer.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A card by its round's numbers: which of what was given to the round, which prompt, and which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct CardPlace {
    given: u32,
    prompt: u8,
    line: u8,
}

impl CardPlace {
    const FIRST: Self = Self { given: 0, prompt: 0, line: 0 };
    const LAST: Self = Self { given: u32::MAX, prompt: u8::MAX, line: u8::MAX };
}

/// As a checkpoint keeps it: a round's number, and which of its cards was put onto which.
pub(crate) type KeptGroups = (u32, Vec<(CardPlace, CardPlace)>);

/// The groups and taken tries of all retros.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Retros {
    /// By the number of the round, where any were put together.
    groups: BTreeMap<u32, Groups>,
    /// The promises by which cards were taken on, also those that were withdrawn.
    taken: BTreeSet<(u32, CardPlace, u32)>,
}

impl Retros {
    /// Groups as they were kept.
    pub(crate) fn restore(kept: Vec<KeptGroups>) -> Self {
        let groups = kept.into_iter().map(|(round, put)| (round, Groups::restore(put)));
        Self { groups: groups.collect(), taken: BTreeSet::new() }
    }

    pub(crate) fn groups(&self) -> Vec<KeptGroups> {
        self.groups.iter().map(|(round, groups)| (*round, groups.put_onto().collect())).collect()
    }

    /// Changes the groups of a round. Empty ones are removed, so that a restored board is equal.
    fn change<T>(&mut self, round: u32, change: impl FnOnce(&mut Groups) -> T) -> T {
        let groups = self.groups.entry(round).or_default();
        let changed = change(groups);
        if groups.is_empty() {
            self.groups.remove(&round);
        }
        changed
    }

    pub(crate) fn take_on(&mut self, round: u32, card: CardPlace, n: u32) {
        self.taken.insert((round, card, n));
    }

    fn taken(&self, round: u32) -> impl Iterator<Item = (CardPlace, u32)> + '_ {
        let range = (round, CardPlace::FIRST, 0)..=(round, CardPlace::LAST, u32::MAX);
        self.taken.range(range).map(|(_, card, n)| (*card, *n))
    }
}
