//! The own marks of one member, which only they see.

use std::collections::BTreeSet;

use traceboard_position::Position;

use crate::{Anew, Board, CardState, MemberId, OwnRound, Standing, Step, order::Order};

/// How many marks one answer holds.
pub const MINE_MAX: usize = 500;

/// A member's own mark for a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The trace's number.
    pub n: u32,
    /// Whether they warmed it.
    pub warmed: bool,
    /// Whether it is someone else's, builds directly on a trace of theirs, and wasn't withdrawn.
    pub grew: bool,
    /// Whether it is an open promise of theirs.
    pub promised: bool,
    /// Whether it is a trace of theirs that somebody asks to tell in the circle.
    pub asked: bool,
}

/// Marks of one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mine {
    /// Up to which position they are complete.
    pub to: Position,
    /// Each once, in its present state. An empty mark was set before.
    pub marks: Vec<Mark>,
    /// Their own marks for rounds, each once, in its present state.
    pub rounds: Vec<OwnRound>,
}

impl Mine {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.rounds.is_empty()
    }
}

/// The marks in the order of their last change, of all members and of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct MarkChanges {
    order: Order<(u32, u32)>,
    by_member: BTreeSet<(u32, Step, u32)>,
}

impl MarkChanges {
    pub(crate) fn restore(floor: Step, changes: Vec<(Step, (u32, u32))>) -> Self {
        let by_member = changes.iter().map(|(step, (member, n))| (*member, *step, *n)).collect();
        Self { order: Order::restore(floor, changes), by_member }
    }

    pub(crate) fn order(&self) -> &Order<(u32, u32)> {
        &self.order
    }

    /// The numbers of a member that changed after a step, longest ago first.
    pub(crate) fn of(&self, member: u32, step: Step) -> impl Iterator<Item = u32> + '_ {
        let range = (member, step.saturating_add(1), 0)..=(member, Step::MAX, u32::MAX);
        self.by_member.range(range).map(|(_, _, n)| *n)
    }

    pub(crate) fn touch(&mut self, step: Step, member: u32, n: u32) {
        for (step, (member, n)) in self.order.touch(step, (member, n)).into_iter().flatten() {
            self.by_member.remove(&(member, step, n));
        }
        self.by_member.insert((member, step, n));
    }
}

impl Board {
    /// The marks of a member that changed after a position, longest ago first; without a position all, those of the newest traces
    /// first, not more than [`MINE_MAX`].
    ///
    /// # Errors
    /// [`Anew`] where the position is of another history, or more marks changed after it than are kept or than one answer holds.
    /// Also without a position where nothing was applied yet.
    pub fn mine_since(&self, member: MemberId, after: Option<Position>) -> Result<Mine, Anew> {
        let newest = self.position().ok_or(Anew::UnknownHistory)?;
        let number = self.members.number(member);
        let Some(after) = after else {
            let marks = number.map_or_else(Vec::new, |number| self.newest_marks(number));
            return Ok(Mine { to: newest, marks, rounds: self.own_rounds_since(member, None)? });
        };
        let nothing = |to| Mine { to, marks: Vec::new(), rounds: Vec::new() };
        let Some(step) = known_from(self, &self.marks, after)? else { return Ok(nothing(after)) };
        let Some(number) = number else { return Ok(nothing(newest)) };
        let marks: Vec<_> = self.marks.of(number, step).take(MINE_MAX + 1).map(|n| self.mark(number, n)).collect();
        if marks.len() > MINE_MAX {
            return Err(Anew::TooFarBack);
        }
        Ok(Mine { to: newest, marks, rounds: self.own_rounds_since(member, Some(after))? })
    }

    /// The members whose marks changed after a position, by id. Empty if that is unknown: the followers of such a
    /// position need a snapshot anyway.
    #[must_use]
    pub fn mine_changed_since(&self, after: Position) -> Vec<MemberId> {
        let mut members = BTreeSet::new();
        for changes in [&self.marks, &self.round_marks] {
            let Ok(Some(step)) = known_from(self, changes, after) else { return Vec::new() };
            let numbers = changes.order.after(step, (0, 0)).map(|(_, (member, _))| member);
            members.extend(numbers.filter_map(|n| Some(self.members.at(n)?.id)));
        }
        members.into_iter().collect()
    }

    /// A member's marks for some traces, in their order, also empty marks. Unknown numbers are skipped.
    #[must_use]
    pub fn marks(&self, member: MemberId, cards: &[u32]) -> Vec<Mark> {
        let Some(number) = self.members.number(member) else { return Vec::new() };
        let known = cards.iter().filter(|n| self.traces.at(**n).is_some());
        known.map(|n| self.mark(number, *n)).collect()
    }

    /// The numbers of what others built directly on a member's traces after a time, newest first; without what was withdrawn or
    /// hidden.
    #[must_use]
    pub fn grown_since(&self, member: MemberId, since_ms: i64, limit: usize) -> Vec<u32> {
        let Some(number) = self.members.number(member) else { return Vec::new() };
        let rows = self.personal.grown(number).filter_map(|n| Some((n, self.traces.at(n)?)));
        let newer = rows.take_while(|(_, row)| row.at_ms > since_ms);
        newer.filter(|(_, row)| row.state == CardState::Shown).take(limit).map(|(n, _)| n).collect()
    }

    fn mark(&self, member: u32, n: u32) -> Mark {
        let grew = self.personal.has_grown(member, n, &self.traces);
        let own = self.traces.at(n).is_some_and(|row| row.by == member);
        let promised = own && self.is_open_promise(n);
        let asked = own && self.facets.stories.is_asked(n) && self.is_shown(n);
        Mark { n, warmed: self.has_warmed(member, n), grew, promised, asked }
    }

    fn newest_marks(&self, member: u32) -> Vec<Mark> {
        let warmed = self.personal.warmed(member).take(MINE_MAX);
        let promised = self.facets.promises.of_member(member).take(MINE_MAX);
        let asked = self.facets.stories.asked_of(member).take(MINE_MAX);
        let grown = self.personal.grown(member).take(MINE_MAX);
        let mut numbers: Vec<_> = warmed.chain(grown).chain(promised).chain(asked).collect();
        numbers.sort_unstable_by_key(|n| std::cmp::Reverse(self.traces.place(*n)));
        numbers.dedup();
        numbers.truncate(MINE_MAX);
        numbers.into_iter().map(|n| self.mark(member, n)).collect()
    }
}

/// The step of a position, if changes since it are known; `None` for a position ahead.
pub(crate) fn known_from(board: &Board, changes: &MarkChanges, after: Position) -> Result<Option<Step>, Anew> {
    match board.standing(after) {
        Standing::Ahead => Ok(None),
        Standing::Foreign => Err(Anew::UnknownHistory),
        Standing::Held(step) if step < changes.order.floor() => Err(Anew::TooFarBack),
        Standing::Held(step) => Ok(Some(step)),
    }
}
