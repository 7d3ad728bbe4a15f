//! The lists of what facets and marks made of traces: open ends, promises, what was learned.

use serde::{Deserialize, Serialize};
use traceboard_position::Position;

use crate::Rows;

/// Which of a list of cards by time: open ends, what was learned, or those at a joint.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
pub struct OpenEndQuery {
    /// Older than this place, as `<at_ms>,<n>`; the newest unless told.
    #[cfg_attr(feature = "export", ts(optional))]
    pub before: Option<String>,
    /// How many; 1 to 200, 50 unless told.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Which promises.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
pub struct PromiseQuery {
    /// Later than this place, as `<due>,<n>`; the soonest unless told.
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<String>,
    /// How many; 1 to 100, 50 unless told.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// The place of a promise in lists by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct DueEdge {
    /// The day of the last promise that is listed.
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
