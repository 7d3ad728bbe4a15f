//! The words of an entry, which can be erased.

use serde::{Deserialize, Serialize};

use crate::{CircleId, Photo, StoryPart, TraceId};

/// The words of an entry. Everything that can name or quote a person is here, where it can be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Body {
    /// What was done, in the author's words. Line breaks are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub text: Option<String>,
    /// The open end: what someone could do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub open_end: Option<String>,
    /// Why an agreement is proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub why: Option<String>,
    /// Where it happened, as an import names it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
    pub places: Vec<String>,
    /// The name of a member, of the circle, or of a gathering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
    /// The number that tells a member's name apart from one that looks like it: `Kea (2)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub twin: Option<u32>,
    /// The prompts of a round that someone wrote themselves, or those that a circle gave to one that it seeded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
    pub prompts: Vec<String>,
    /// The answers to a round, one a prompt; an empty one has no answer to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
    pub answers: Vec<String>,
    /// A story in its order; `text` is its title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<StoryPart>>"))]
    pub told: Vec<StoryPart>,
    /// The story of a sister circle that it grew from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub crossed: Option<Box<Crossed>>,
    /// The photo of a trace. It stands beside the bodies of the log, and is erased with those that name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub photo: Option<Box<Photo>>,
}

/// A story of a sister circle, as the author of the trace saw it. The fold ignores it: it is a trace of another board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Crossed {
    /// Which circle.
    pub sister: CircleId,
    /// Which story of it.
    pub story: TraceId,
    /// The circle's name; bounded as a circle's name is.
    pub circle: String,
    /// The story's title; bounded as a trace's text is.
    pub title: String,
}

impl Body {
    /// Parses a stored body. `None` if it is unreadable, so that one bad body affects no other.
    #[must_use]
    pub fn read(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }
}
