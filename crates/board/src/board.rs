//! The board, and how it applies an entry.

use std::collections::HashMap;

use traceboard_position::Position;

use crate::{
    CircleRow, EntryId, Event, MemberId, Refusal, Standing, Step, Verdict,
    damage::Lost,
    facet::Facets,
    gatherings::Gatherings,
    marked::Marked,
    members::Members,
    mine::MarkChanges,
    order::{Order, RowKey},
    origins::Origins,
    patterns::retro::Retros,
    personal::Personal,
    pods::Pods,
    reaches::Lists,
    rounds::Rounds,
    rules,
    steps::Steps,
    traces::Traces,
    trails::Trails,
    warmth,
};

/// A circle's board: the result of folding a log's entries, one after the other.
///
/// Any sequence of events gives one defined board, the same on every machine. It holds no words: an [`Event`] has none, and rows say
/// which entries hold them.
///
/// An apply is bounded work: at most 16 trails, 64 ancestors and 64 open rounds are touched, whatever the board holds.
/// The exceptions are a changed half-life, which walks all trails and cards once, and changed patterns, which may wake
/// all resting members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    pub(crate) circle: Option<CircleRow>,
    pub(crate) founder: Option<MemberId>,
    pub(crate) members: Members,
    pub(crate) traces: Traces,
    pub(crate) lists: Lists,
    pub(crate) trails: Trails,
    pub(crate) origins: Origins,
    pub(crate) personal: Personal,
    pub(crate) pods: Pods,
    pub(crate) facets: Facets,
    pub(crate) rounds: Rounds,
    pub(crate) gatherings: Gatherings,
    pub(crate) retros: Retros,
    pub(crate) marked: Marked,
    /// Why entries were refused. All others were applied or repeated.
    pub(crate) refused: HashMap<EntryId, Refusal>,
    pub(crate) steps: Steps,
    pub(crate) rows: Order<RowKey>,
    pub(crate) marks: MarkChanges,
    /// The same for members' own marks for rounds.
    pub(crate) round_marks: MarkChanges,
    /// The step of the newest change of all lights at once, by a new half-life or a clock that went back: readers
    /// before it need a snapshot.
    pub(crate) half_life_step: Step,
    /// When the newest entry was accepted.
    pub(crate) stamp_ms: Option<i64>,
    pub(crate) lost: Lost,
}

impl Board {
    /// An empty board.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies the next entry of the log. Entries must come in the order of the log, each once, or the result is
    /// another board.
    pub fn apply(&mut self, position: Position, event: &Event) -> Verdict {
        let step = self.steps.push(position);
        self.stamped(step, event.accepted_at_ms);
        self.stand_in(step, event);
        match rules::judge(self, event) {
            Ok(change) => {
                self.make(step, event, change);
                Verdict::Applied
            }
            Err(verdict) => {
                if let Verdict::Refused(refusal) = verdict {
                    self.refused.insert(event.head.id, refusal);
                }
                verdict
            }
        }
    }

    /// What [`Board::apply`] would return, without a change.
    #[must_use]
    pub fn check(&self, event: &Event) -> Verdict {
        rules::judge(self, event).map_or_else(|verdict| verdict, |_| Verdict::Applied)
    }

    /// The verdict of an entry that was folded: [`Verdict::Refused`], or [`Verdict::Applied`] for every other, also one
    /// that changed nothing. It does not check whether the entry is in the log.
    #[must_use]
    pub fn outcome(&self, id: EntryId) -> Verdict {
        self.refused.get(&id).map_or(Verdict::Applied, |refusal| Verdict::Refused(*refusal))
    }

    /// The position of the newest entry applied.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.steps.last()
    }

    /// How a position relates to this board's history.
    #[must_use]
    pub fn standing(&self, position: Position) -> Standing {
        self.steps.standing(position)
    }

    pub(crate) fn half_life_ms(&self) -> i64 {
        self.circle.as_ref().map_or(warmth::HALF_LIFE_MS_MAX, |circle| circle.half_life_ms)
    }

    pub(crate) fn has_warmed(&self, member: u32, n: u32) -> bool {
        self.personal.has_warmed(member, n, &self.traces)
    }
}
