//! Photos: what a draft says of one, and how one is sent and asked for.

use serde::{Deserialize, Serialize};
use traceboard_board::{PhotoId, TraceId};

/// The photo of a draft, which its author has sent before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PhotoDraft {
    /// Under which it was sent.
    pub id: PhotoId,
    /// What is to be seen on it, for who doesn't see it; bounded as a text is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub alt: Option<String>,
}

/// The answer to a photo that was sent: what is there now under its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PhotoSent {
    /// Its id.
    pub id: PhotoId,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
    /// What it looks like from far away; see a card's photo.
    pub preview: String,
}

/// How large a photo is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PhotoSize {
    /// As a list shows it, at most 720 pixels on its longer side.
    Small,
    /// As it is looked at, at most 1,600 pixels on its longer side.
    #[default]
    Full,
}

/// Which photo of which trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct PhotoQuery {
    /// The trace whose words name the photo: who may read those may see it.
    pub trace: TraceId,
    /// How large.
    #[serde(default)]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<PhotoSize>"), param(inline))]
    pub size: PhotoSize,
}
