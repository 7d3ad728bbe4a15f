//! Looking for traces: what is asked for, and what is found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use traceboard_board::MemberId;
use traceboard_position::Position;

use crate::{Code, Edge, Fault, Limits, Rows, is_false};

/// What traces are looked for. It is a body, since an address is kept in histories and logs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SearchRequest {
    /// The words that a trace or its open end has, all of them, in any order; at most 512 bytes. Absent or empty: any words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub words: Option<String>,
    /// Who left it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub by: Option<MemberId>,
    /// The first day on which it was left, in the circle's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "string"), schema(value_type = Option<String>, format = Date))]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional, type = "string"), schema(value_type = Option<String>, format = Date))]
    pub to: Option<Date>,
    /// Only those with an open end that nobody has taken up.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub open: bool,
    /// Behind this place in the list, as an answer's `edge` names it; default from its beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub before: Option<Edge>,
    /// How many; 1 to 50, default 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

impl SearchRequest {
    /// How many are asked for.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for what is out of its bounds.
    pub fn limit(&self) -> Result<usize, (Code, Fault)> {
        let bad = |why: String| Err((Code::BadRequest, Fault(why)));
        if self.words.as_ref().is_some_and(|words| words.len() > Limits::SEARCH_BYTES_MAX) {
            return bad(format!("cannot look for words: over {} bytes", Limits::SEARCH_BYTES_MAX));
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return bad(format!("cannot look from {from} to {to}: the last day is before the first"));
        }
        match self.limit.map_or(Ok(Limits::SEARCH_CARDS), usize::try_from) {
            Ok(limit) if (1..=Limits::SEARCH_CARDS_MAX).contains(&limit) => Ok(limit),
            _ => bad(format!("cannot take this limit: 1 to {} are taken", Limits::SEARCH_CARDS_MAX)),
        }
    }
}

/// A place in a text: `[from, to]` in UTF-16 units, as JavaScript counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Stretch(
    /// Its first unit.
    pub u32,
    /// The first unit behind it.
    pub u32,
);

/// Where a trace has the words that were looked for, in order, at most 32 places of each text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Found {
    /// The trace's number.
    pub n: u32,
    /// In its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Stretch>>"))]
    pub text: Vec<Stretch>,
    /// In its open end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Stretch>>"))]
    pub open_end: Vec<Stretch>,
}

/// The traces that were found, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SearchPage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// Their numbers.
    pub listed: Vec<u32>,
    /// Where that list ends; absent, there are no others. It may be there behind an empty list: then others may follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub edge: Option<Edge>,
    /// Where they have the words; nothing where no words were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Found>>"))]
    pub found: Vec<Found>,
    /// Older traces were not looked at yet, since this server has just begun to: ask again soon.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub partial: bool,
    /// Those cards, their lights, what they build on, what took them up, and the members whom they name.
    #[serde(flatten)]
    pub rows: Rows,
}
