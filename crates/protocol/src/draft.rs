//! What a member sends to have something appended. [`Draft::check`] is the one place where it is looked through.

use serde::{Deserialize, Serialize};
#[allow(unused_imports)]
use traceboard_board::{Body, Head};
use traceboard_board::{EntryId, MemberId, Role, TraceId};

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
    },
}

/// The bounds of what a member may send.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// The longest text, in grapheme clusters: what a person reads at a glance on a phone.
    pub const TEXT_GRAPHEMES_MAX: usize = 280;
    /// The longest text, in bytes: 280 clusters of four-part emoji would be more than a sentence needs.
    pub const TEXT_BYTES_MAX: usize = 4096;
    /// The longest name of a member, in grapheme clusters.
    pub const NAME_GRAPHEMES_MAX: usize = 40;
    /// The longest name of a circle, in grapheme clusters.
    pub const CIRCLE_NAME_GRAPHEMES_MAX: usize = 60;
    /// The longest name of either, in bytes.
    pub const NAME_BYTES_MAX: usize = 256;
    /// How many traces one trace may build on.
    pub const PARENTS_MAX: usize = 3;
    /// How many colours the palette has.
    pub const COLOURS: u8 = 12;
    /// The shortest half-life of warmth: one minute, in milliseconds.
    pub const HALF_LIFE_MS_MIN: i64 = 60_000;
    /// The longest half-life of warmth: 365 days, in milliseconds.
    pub const HALF_LIFE_MS_MAX: i64 = 365 * 86_400_000;
}

/// Why a draft can't be taken: operation and input, in words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fault(pub String);
