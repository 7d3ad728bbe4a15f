//! Rounds on the wire: their rows, the reader's own marks, and the answers for those who may read them.

use serde::{Deserialize, Serialize};
use traceboard_board::{self as board, EntryId, MemberId, RoundCard, RoundKind, TraceId};
use traceboard_position::Position;

use crate::{Bodies, Member, Rows, is_false, is_zero};

/// A round: a prompt, or up to three, that each answers once or passes. Its key is `n`.
///
/// It is open while it has no `ended_at_ms`. The answers are in no row: whoever answered or passed asks for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Round {
    /// Which round.
    pub id: EntryId,
    /// Its number, in the order in which they were opened.
    pub n: u32,
    /// Who opened it.
    pub by: MemberId,
    /// What it asks for.
    pub kind: RoundKind,
    /// How many prompts it has, 1 to 3.
    pub asks: u8,
    /// The prompts, where its opener wrote them. Those of a ready kind are words of whoever shows them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
    pub prompts: Vec<String>,
    /// When it was opened, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// When it ends at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub ends_at_ms: Option<i64>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub ended_at_ms: Option<i64>,
    /// The trace that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub about: Option<TraceId>,
    /// The gathering that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub gathering: Option<EntryId>,
    /// The numbers of those who answered, latest first, at most 12. Nobody is told who passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<u32>>"))]
    pub answered: Vec<u32>,
    /// Of a retro: another number means that its cards were put together otherwise, or tries taken on: whoever shows them asks
    /// for the answers again. Absent: nothing was yet.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<u32>"))]
    pub stirred: u32,
}

/// The reader's own mark for a round. Its key is `id`. If neither is set, they may not read answers yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct OwnRound {
    /// Which round.
    pub id: EntryId,
    /// They answered, in words that they haven't taken back.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub answered: bool,
    /// They passed, or took their answer back.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub passed: bool,
}

/// Which rounds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct RoundsQuery {
    /// Before the round of this number; default the newest.
    #[cfg_attr(feature = "export", ts(optional))]
    pub before: Option<u32>,
    /// Those of one kind only; default all.
    #[cfg_attr(feature = "export", ts(optional), param(inline))]
    pub kind: Option<RoundKind>,
    /// How many; 1 to 100, default 50.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Rounds, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct RoundsPage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// Their numbers, newest first.
    pub listed: Vec<u32>,
    /// The last one listed; absent, there are no older ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub rounds_edge: Option<u32>,
    /// The reader's own marks for them.
    pub own_rounds: Vec<OwnRound>,
    /// The rounds, and the members whom they name.
    #[serde(flatten)]
    pub rows: Rows,
}

/// Which answers of a round.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct AnswersQuery {
    /// After this answer, in the asker's own order; default from the first.
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<EntryId>,
    /// How many; 1 to 200, default 100.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Answers of a round, for one who answered or passed: in a random order that differs for each reader and does not
/// change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct AnswersPage {
    /// As of this position.
    pub position: Position,
    /// The answers.
    pub answers: Vec<Answer>,
    /// Whether others follow.
    pub more: bool,
    /// Who gave them.
    pub members: Vec<Member>,
    /// Of a retro: which cards of these answers were put onto others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<PutCard>>"))]
    pub put: Vec<PutCard>,
    /// Of a retro: which tries among them were taken on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<TakenCard>>"))]
    pub taken: Vec<TakenCard>,
}

/// A card of a retro that was put with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PutCard {
    /// Which card.
    pub card: RoundCard,
    /// The head of its group, which is put onto none.
    pub onto: RoundCard,
}

/// A *try* of a retro that somebody took on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TakenCard {
    /// Which card.
    pub card: RoundCard,
    /// The number of the first standing promise that takes it on.
    pub n: u32,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Answer {
    /// Its entry.
    pub id: EntryId,
    /// Who gave it.
    pub by: MemberId,
    /// When, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// The words, one text a prompt; an empty one says nothing to it.
    pub answers: Vec<String>,
    /// The trace with which its author let it out: it can be built on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub trace: Option<TraceId>,
}

impl Round {
    pub(crate) fn of(row: board::RoundRow, bodies: &Bodies) -> Self {
        let words = row.words.and_then(|entry| bodies.get(&entry));
        Self {
            id: row.id,
            n: row.n,
            by: row.by,
            kind: row.kind,
            asks: row.prompts,
            prompts: words.map(|body| body.prompts.clone()).unwrap_or_default(),
            at_ms: row.at_ms,
            ends_at_ms: row.ends_at_ms,
            ended_at_ms: row.ended_at_ms,
            about: row.about,
            gathering: row.gathering,
            answered: row.answered,
            stirred: row.stirred,
        }
    }
}

impl From<board::OwnRound> for OwnRound {
    fn from(own: board::OwnRound) -> Self {
        Self { id: own.id, answered: own.answered, passed: own.passed }
    }
}

impl RoundsPage {
    /// A page of rounds, as of a position.
    #[must_use]
    pub fn of(position: Position, page: board::RoundsPage, own: Vec<board::OwnRound>, bodies: &Bodies) -> Self {
        let own_rounds = own.into_iter().map(Into::into).collect();
        Self { position, listed: page.listed, rounds_edge: page.edge, own_rounds, rows: Rows::of(page.rows, bodies) }
    }
}

impl Answer {
    /// An answer with its words. None where they are gone.
    #[must_use]
    pub fn of(answer: board::Answer, bodies: &Bodies) -> Option<Self> {
        let answers = bodies.get(&answer.id)?.answers.clone();
        Some(Self { id: answer.id, by: answer.by, at_ms: answer.at_ms, answers, trace: answer.trace })
    }
}
