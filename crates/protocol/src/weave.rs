//! The weave of a circle, and groups in which new ties arise.

use serde::{Deserialize, Serialize};
use traceboard_board::{EntryId, PodId};
use traceboard_position::Position;

use crate::Member;

/// How thick a tie is, by its rank among all ties of its circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Thickness {
    /// The lower half of all ties, and each that was made by one building.
    Thin,
    /// Between the two.
    Middle,
    /// The upper sixth.
    Thick,
}

/// A tie between two people, who built on each other or one on the other: `[one, other, thickness]`, by their numbers, the lower one
/// first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Tie(
    /// The number of one.
    pub u32,
    /// The number of the other.
    pub u32,
    /// How thick it is.
    pub Thickness,
);

/// What people have in common who stand in one ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RingOf {
    /// They are in a pod that the asker is in too.
    Pod(PodId),
    /// They left traces in the gathering that began last.
    Gathering(EntryId),
}

/// People who stand in one ring of the picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Ring {
    /// What they have in common.
    pub of: RingOf,
    /// Their numbers.
    pub people: Vec<u32>,
}

/// Asks who builds with whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct WeaveQuery {
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Who builds with whom, by the circle's own board. How often is nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct WeavePage {
    /// The last entry that it is made of.
    pub position: Position,
    /// Those who are with the circle, by their numbers; of more than 2,000 those who came first.
    pub people: Vec<u32>,
    /// Their ties by number; of more than 2,000 the thickest.
    pub ties: Vec<Tie>,
    /// The asker's own pods, and the gathering that began last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Ring>>"))]
    pub rings: Vec<Ring>,
    /// Those people.
    pub members: Vec<Member>,
}

/// Asks for groups in which the most new ties arise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct GroupsQuery {
    /// How many people a group has at the most; 2 to 8, default 5. One more, where somebody would be alone.
    #[cfg_attr(feature = "export", ts(optional))]
    pub size: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Groups in which the most new ties arise: those who can act, parted so that as few as can be have built with each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct GroupsPage {
    /// The last entry that they are made of.
    pub position: Position,
    /// The groups, by the numbers of who is in each.
    pub groups: Vec<Vec<u32>>,
    /// Those people.
    pub members: Vec<Member>,
}
