//! What a member sends to have something appended.

use serde::{Deserialize, Serialize};
use traceboard_board::{EntryId, Facet, MemberId, Pattern, Role, TraceId};
use traceboard_rhythm::{Moved, Rhythm};

/// Something that a member wants appended to the board's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The author's own id (UUIDv7), made before the first attempt.
    pub id: EntryId,
    /// The author's clock at the time of writing, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub written_at_ms: i64,
    /// What to do.
    pub deed: Deed,
}

/// What a member can do to a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "snake_case", deny_unknown_fields)]
pub enum Deed {
    /// Leave a trace.
    Leave {
        /// 1 to 280 grapheme clusters and at most 4 KiB.
        text: String,
        /// What someone could do next; bounded as the text is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        open_end: Option<String>,
        /// 0 to 3 earlier traces of this board.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<TraceId>>"))]
        builds_on: Vec<TraceId>,
        /// Which of those it takes up: their open ends, or promises of its author's own, which are kept by it. Absent: the open
        /// end of each.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        takes_up: Option<Vec<TraceId>>,
        /// What else it is; not beside an open end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        facet: Option<Facet>,
    },
    /// Move an own facet on: give a promise another day.
    MoveFacet {
        /// Which trace.
        trace: TraceId,
        /// What it is from now on.
        to: Facet,
    },
    /// Reword an own trace within ten minutes of its acceptance.
    Reword {
        /// Which trace.
        trace: TraceId,
        /// The new words.
        text: String,
        /// The new open end; absent, it has none any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        open_end: Option<String>,
    },
    /// Take an own trace back.
    Withdraw {
        /// Which trace.
        trace: TraceId,
    },
    /// Warm another's trace.
    Warm {
        /// Which trace.
        trace: TraceId,
    },
    /// Hide a trace (hosts).
    Hide {
        /// Which trace.
        trace: TraceId,
    },
    /// Restore a hidden trace (hosts).
    Restore {
        /// Which trace.
        trace: TraceId,
    },
    /// Take another name or colour.
    Rename {
        /// 1 to 40 grapheme clusters on one line.
        name: String,
        /// An index into the palette of twelve.
        colour: u8,
    },
    /// Leave the circle.
    LeaveCircle,
    /// Remove a member (hosts).
    Remove {
        /// Whom.
        member: MemberId,
    },
    /// Let a member back who left or was removed (hosts).
    LetBack {
        /// Whom.
        member: MemberId,
    },
    /// Give a role (hosts).
    GiveRole {
        /// To whom.
        member: MemberId,
        /// Which.
        role: Role,
    },
    /// Change the circle's settings (hosts); what is absent stays.
    ChangeCircle {
        /// 1 to 60 grapheme clusters on one line.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        name: Option<String>,
        /// The half-life of warmth, from one minute to a year, in milliseconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        half_life_ms: Option<i64>,
        /// All patterns that are switched off from now on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        off: Option<Vec<Pattern>>,
        /// The time zone by its IANA name, as `Europe/Vienna`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        time_zone: Option<String>,
    },
    /// Say when the space meets (hosts; in a pod its members).
    SetRhythm {
        /// The rhythm; absent, it has none any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        rhythm: Option<Rhythm>,
    },
    /// *Not this time*: move one meeting, or let it fall (hosts; in a pod its members).
    MoveMeeting {
        /// Which, by the day that the rhythm gives it, and to when.
        moved: Moved,
    },
}
