//! The entries of a board's log, for programs.

use serde::{Deserialize, Serialize};
use traceboard_board::EntryId;
use traceboard_position::Position;

/// Which entries of the board's log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct EntryQuery {
    /// After this position; default from the first entry.
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<Position>,
    /// For how long to wait where there is none, in milliseconds; 0 to 25,000, default 0.
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub wait_ms: Option<u64>,
    /// How many; 1 to 500, default 200.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
}

/// Entries in the order of the log. For programs: a page gets rows instead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(utoipa::ToSchema))]
pub struct EntryPage {
    /// The entries.
    pub entries: Vec<EntryLine>,
    /// The position to go on after: the last entry's, or the one that was asked for.
    pub position: Option<Position>,
    /// Whether more follow at once.
    pub more: bool,
}

/// One entry. Head and body stand as they were stored, so that fields of later versions are passed through unchanged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(utoipa::ToSchema))]
pub struct EntryLine {
    /// Where it stands.
    pub position: Position,
    /// When the log accepted it, in Unix milliseconds.
    pub at_ms: i64,
    /// Its id.
    pub id: EntryId,
    /// What happened.
    pub head: serde_json::Value,
    /// The words; null where there are none, they were erased, or they aren't open to all.
    pub body: Option<serde_json::Value>,
}
