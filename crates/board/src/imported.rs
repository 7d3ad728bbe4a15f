//! Where an entry comes from that a host brought in from a file.

use serde::{Deserialize, Serialize};

use crate::MemberId;

/// Where an imported entry comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Imported {
    /// The host who imported it.
    pub host: MemberId,
    /// When it happened where it comes from, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// The id that it bore in its file, where that is no UUID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub origin: Option<String>,
    /// The trace is left as a hidden one, whose hiding follows: its words are open to members at no moment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub concealed: bool,
}
