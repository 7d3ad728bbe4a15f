//! The pods of a circle, by page.

use serde::{Deserialize, Serialize};
use traceboard_board::{MemberId, PodId};
use traceboard_position::Position;

use crate::Rows;

/// Which pods.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct PodQuery {
    /// Called before the pod of this number; default the newest.
    #[cfg_attr(feature = "export", ts(optional))]
    pub before: Option<u32>,
    /// Whether to include closed pods, and those that a host offers to some.
    #[cfg_attr(feature = "export", ts(optional))]
    pub all: Option<bool>,
    /// Just these, at most 100, separated by commas. Unknown ones are left out of the answer.
    #[cfg_attr(feature = "export", ts(optional))]
    pub ids: Option<String>,
    /// How many; 1 to 100, default 50.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Pods of a circle, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PodPage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// The pods by number, newest first, or in the order of `ids`.
    pub listed: Vec<u32>,
    /// The number of the last one listed; absent, there are no others (or single pods were asked for).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub edge: Option<u32>,
    /// The pods and their callers.
    #[serde(flatten)]
    pub rows: Rows,
}

/// A member of a pod who signed in by a host's link, and whom nobody in the pod has let in yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Waiting {
    /// Which pod.
    pub pod: PodId,
    /// Who.
    pub member: MemberId,
}

/// Confirms that a member of this pod who signed in by a host's link is who they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct LetIn {
    /// Who.
    pub member: MemberId,
}
