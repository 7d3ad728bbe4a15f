//! The rows that changed after a position, in their present state.

use traceboard_position::Position;

use crate::{Audience, Board, Rows, Standing, Step, order::RowKey};

/// Why there are no changes since a position: its reader needs a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Anew {
    /// It isn't in this board's history.
    #[error("the position is of another history")]
    UnknownHistory,
    /// It is older than the oldest change kept ([`CHANGES_ROWS_MAX`](crate::CHANGES_ROWS_MAX)).
    #[error("the position is too far back")]
    TooFarBack,
    /// The half-life changed after it, or the clock went back, and with it every light and trail.
    #[error("the half-life changed after the position")]
    HalfLife,
}

/// Rows changed after a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// Up to which position they are complete.
    pub to: Position,
    /// Whether rows changed after that: ask again from `to`.
    pub more: bool,
    /// Each row once, in its present state.
    pub rows: Rows,
}

impl Board {
    /// The rows changed after a position, for an audience: each once, as it is now, those that changed longest ago
    /// first. At most `rows_max`, but at least all rows of one entry (about 100 at most): they are cut only between
    /// entries, and continue from [`Changes::to`]. The cost is proportional to the rows returned.
    ///
    /// A trace that is left counts as a change of its author's row, so that a page that doesn't know them needs no request.
    ///
    /// For a position ahead of the board there are no rows, complete up to itself.
    ///
    /// # Errors
    /// [`Anew`] where the position is of another history or too far back.
    pub fn changes_since(&self, after: Position, audience: Audience, rows_max: usize) -> Result<Changes, Anew> {
        let (Some(step), Some(newest)) = (self.caught_up_from(after)?, self.position()) else {
            return Ok(Changes { to: after, more: false, rows: Rows::default() });
        };
        let (mut rows, mut at, mut count, mut cut) = (Rows::default(), step, 0, None);
        for (changed, key) in self.rows.after(step, RowKey::Circle) {
            if changed != at && count >= rows_max.max(1) {
                cut = self.steps.position(at);
                break;
            }
            at = changed;
            count += 1;
            self.add_row(&mut rows, audience, key);
        }
        Ok(Changes { to: cut.unwrap_or(newest), more: cut.is_some(), rows })
    }

    /// Whether any row changed after a position; true if that is unknown.
    #[must_use]
    pub fn changed_after(&self, after: Position) -> bool {
        match self.caught_up_from(after) {
            Ok(Some(step)) => self.rows.newest().is_some_and(|newest| newest > step),
            Ok(None) => false,
            Err(_) => true,
        }
    }

    /// The step of a position, if changes since it are known; `None` for a position ahead.
    fn caught_up_from(&self, after: Position) -> Result<Option<Step>, Anew> {
        match self.standing(after) {
            Standing::Ahead => Ok(None),
            Standing::Foreign => Err(Anew::UnknownHistory),
            Standing::Held(step) if step < self.half_life_step => Err(Anew::HalfLife),
            Standing::Held(step) if step < self.rows.floor() => Err(Anew::TooFarBack),
            Standing::Held(step) => Ok(Some(step)),
        }
    }

    pub(crate) fn add_row(&self, rows: &mut Rows, audience: Audience, key: RowKey) {
        match key {
            RowKey::Circle => {
                rows.circle.clone_from(&self.circle);
                rows.circle.iter_mut().for_each(|circle| circle.budding.seen_by(audience));
            }
            RowKey::Member(n) => rows.members.extend(self.member_at(n)),
            RowKey::Card(n) => rows.cards.extend(self.card_at(audience, n)),
            RowKey::Light(n) => rows.lights.extend(self.light(n)),
            RowKey::Trail(n) => rows.trails.extend(self.trail(n)),
            RowKey::Round(n) => rows.rounds.extend(self.round(n)),
            RowKey::Gathering(n) => rows.gatherings.extend(self.gathering(n)),
            RowKey::Pod(n) => rows.pods.extend(self.pod(n)),
        }
    }
}
