//! Gatherings over the wire: their rows, lists of them, and one with what was left in it.

use serde::{Deserialize, Serialize};
use traceboard_board::{self as board, EntryId, MemberId};
use traceboard_position::Position;

use crate::{Bodies, Edge, OwnRound, Rows, is_false};

/// A gathering: a span of time with a name. Its key is `n`. Its traces are the cards with `from_ms <= at_ms < to_ms`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Gathering {
    /// Which gathering.
    pub id: EntryId,
    /// Its number, in the order in which they were opened.
    pub n: u32,
    /// Who opened it.
    pub by: MemberId,
    /// Its name, unless its words were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
    /// When it begins, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub from_ms: i64,
    /// When it ends: the first millisecond that isn't part of it. Equal to `from_ms` where it was called off.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub to_ms: i64,
    /// Whether it was ended before its time.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub ended: bool,
}

/// The place of a gathering in their list: by its end, latest first, then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct GatheringEdge {
    /// The end of the last one that is listed, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub to_ms: i64,
    /// Its number.
    pub n: u32,
}

/// Which gatherings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct GatheringsQuery {
    /// That end before this one, as `<to_ms>,<n>`; default those that end last.
    #[cfg_attr(feature = "export", ts(optional))]
    pub before: Option<String>,
    /// How many; 1 to 100, default 50.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Gatherings by their ends, latest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct GatheringsPage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// Their numbers.
    pub listed: Vec<u32>,
    /// Where that list ends; absent, there are no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub gatherings_edge: Option<GatheringEdge>,
    /// The gatherings, and the members whom they name.
    #[serde(flatten)]
    pub rows: Rows,
}

/// Which traces of a gathering.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct GatheringQuery {
    /// Older than this place in the feed, as `<at_ms>,<n>`; default its newest.
    #[cfg_attr(feature = "export", ts(optional))]
    pub before: Option<String>,
    /// How many; 1 to 200, default 50.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// A gathering, its rounds, and what was left in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct GatheringView {
    /// The last entry that these rows contain.
    pub position: Position,
    /// Its number.
    pub gathering: u32,
    /// Its rounds by number, newest first, at most 50.
    pub its_rounds: Vec<u32>,
    /// Its traces, newest first.
    pub feed: Vec<u32>,
    /// Where that list ends; absent, nothing older was left in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub edge: Option<Edge>,
    /// The reader's own marks for its rounds.
    pub own_rounds: Vec<OwnRound>,
    /// The gathering, its rounds, the cards, their lights, what they build on, and the members whom those name.
    #[serde(flatten)]
    pub rows: Rows,
}

impl Gathering {
    pub(crate) fn of(row: board::GatheringRow, bodies: &Bodies) -> Self {
        let name = bodies.get(&row.name).and_then(|body| body.name.clone());
        let board::GatheringRow { id, n, by, from_ms, to_ms, ended, .. } = row;
        Self { id, n, by, name, from_ms, to_ms, ended }
    }
}

impl From<board::GatheringEdge> for GatheringEdge {
    fn from(edge: board::GatheringEdge) -> Self {
        Self { to_ms: edge.to_ms, n: edge.n }
    }
}

impl GatheringsPage {
    /// A page of gatherings, as of a position.
    #[must_use]
    pub fn of(position: Position, page: board::GatheringsPage, bodies: &Bodies) -> Self {
        let gatherings_edge = page.edge.map(Into::into);
        Self { position, listed: page.listed, gatherings_edge, rows: Rows::of(page.rows, bodies) }
    }
}

impl GatheringView {
    /// A gathering, as of a position.
    #[must_use]
    pub fn of(position: Position, page: board::GatheringPage, own: Vec<board::OwnRound>, bodies: &Bodies) -> Self {
        Self {
            position,
            gathering: page.gathering.n,
            its_rounds: page.rounds,
            feed: page.cards.listed,
            edge: page.cards.edge.map(Into::into),
            own_rounds: own.into_iter().map(Into::into).collect(),
            rows: Rows::of(page.cards.rows, bodies),
        }
    }
}
