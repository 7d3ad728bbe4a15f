//! A trace's photo, as its body names it.

use serde::{Deserialize, Serialize};

use crate::PhotoId;

/// A photo: all that a page needs to keep its place before it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Photo {
    /// Under which it is asked for, together with its trace.
    pub id: PhotoId,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
    /// What it looks like from far away: sixteen colours, four in a row from the top left, each three hexadecimal digits.
    pub preview: String,
    /// What is to be seen on it, in its author's words, for who doesn't see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub alt: Option<String>,
}
