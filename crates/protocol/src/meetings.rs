//! The meetings of a space, and the links by which a calendar subscribes to them.

use serde::{Deserialize, Serialize};
use traceboard_board::EntryId;
use traceboard_position::Position;

/// The next meetings of a space, soonest first, at most 26.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct MeetingPage {
    /// As of this position.
    pub position: Position,
    /// The meetings that begin from now on. None where the space has no rhythm.
    pub meetings: Vec<Meeting>,
}

/// One meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Meeting {
    /// The day that the rhythm gives it, in the rhythm's time zone. It goes by this, also where it was moved.
    pub day: String,
    /// When it begins, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// Whether it was moved there.
    #[serde(default, skip_serializing_if = "crate::is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub moved: bool,
}

impl From<traceboard_rhythm::Meeting> for Meeting {
    fn from(meeting: traceboard_rhythm::Meeting) -> Self {
        Self { day: meeting.day.to_string(), at_ms: meeting.at_ms, moved: meeting.moved }
    }
}

/// Makes a link by which a calendar subscribes to a space's meetings. It shows them as long as its member may see the space.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCalendar {
    /// The id of the link (UUIDv7).
    pub id: EntryId,
}

/// A calendar's link, told once: only the hash of its secret is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CalendarLink {
    /// The id of the link, by which it is revoked.
    pub id: EntryId,
    /// The address. Programs that subscribe can't send a fragment, so the secret stands in its path.
    pub link: String,
}

/// A calendar's link that stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StandingCalendar {
    /// The id of the link.
    pub id: EntryId,
}
