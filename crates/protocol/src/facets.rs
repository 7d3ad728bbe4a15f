//! Lists of traces by facet or mark: open ends, promises, agreements, what was learned.

use serde::{Deserialize, Serialize};
use traceboard_board as board;
use traceboard_position::Position;

use crate::{Bodies, Rows};

/// Which of a list of cards by time: open ends, what was learned, or those at a joint.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct OpenEndQuery {
    /// Older than this place, as `<at_ms>,<n>`; default the newest.
    #[cfg_attr(feature = "export", ts(optional))]
    pub before: Option<String>,
    /// How many; 1 to 200, default 50.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Which of a list by day: promises, or agreements by their reviews.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct DueQuery {
    /// Later than this place, as `<due>,<n>`; default the soonest.
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<String>,
    /// How many; 1 to 100, default 50.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// The place of a promise or an agreement in lists by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct DueEdge {
    /// The day of the last one that is listed; 9999-12-31 where it has none.
    #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
    pub due: jiff::civil::Date,
    /// Its number.
    pub n: u32,
}

/// Open promises of members who are here, soonest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PromisePage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// The promises.
    pub promises: Vec<u32>,
    /// Where that list ends; absent, there are no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub due_edge: Option<DueEdge>,
    /// Those cards, their lights, what they build on, what took them up, and the members whom they name.
    #[serde(flatten)]
    pub rows: Rows,
}

/// The agreements of a space that weren't let go, soonest review first; last those without one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct AgreementsPage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// The agreements.
    pub agreements: Vec<u32>,
    /// Where that list ends; absent, there are no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub due_edge: Option<DueEdge>,
    /// What each member who is here says of them in their own words: their latest wording, at most 500, in the order of the agreements.
    /// Each builds on the agreement that it words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<u32>>"))]
    pub wordings: Vec<u32>,
    /// Those cards, their lights, what they build on, what they would go on as, and the members whom they name.
    #[serde(flatten)]
    pub rows: Rows,
}

impl AgreementsPage {
    /// A page of agreements, as of a position.
    #[must_use]
    pub fn of(position: Position, page: board::AgreementsPage, bodies: &Bodies) -> Self {
        let board::AgreementsPage { rows, listed, edge, wordings } = page;
        let (agreements, due_edge) = (listed, edge.map(Into::into));
        Self { position, agreements, due_edge, wordings, rows: Rows::of(rows, bodies) }
    }
}
