//! The lines of an export, which `import` also takes; a bare community file (`id, at, member, text, places,
//! builds_on`) is a file of trace lines with nothing optional in them.

use serde::{Deserialize, Serialize};
use traceboard_board::{Facet, Joint, MemberId, MemberState, Pattern, Role};

use crate::is_false;

/// One line of an exported file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ExportLine {
    /// The circle: the first line.
    Circle {
        /// Always `"circle"`.
        #[serde(rename = "type")]
        kind: String,
        /// Its name.
        name: String,
        /// The half-life of warmth, in milliseconds.
        half_life_ms: i64,
        /// The patterns that are switched off.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        off: Vec<Pattern>,
        /// The time zone by its IANA name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time_zone: Option<String>,
    },
    /// A member that some trace names.
    Member(MemberLine),
    /// A trace.
    Trace(Box<TraceLine>),
}

/// A member that some trace names, before the first of those.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberLine {
    /// Always `"member"`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who.
    pub id: MemberId,
    /// When they joined, in Unix milliseconds.
    pub at: i64,
    /// The name, unless erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// An index into the palette of twelve.
    pub colour: u8,
    /// Their role.
    pub role: Role,
    /// Whether they are with the circle.
    pub state: MemberState,
}

/// A trace, in every state that it can have. Ids are UUIDs, or what the trace was called in the file it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraceLine {
    /// The trace's id.
    pub id: String,
    /// When it was accepted, or happened, in Unix milliseconds.
    pub at: i64,
    /// The author's name. In a file without `member_id`, one name is one member.
    pub member: String,
    /// The words; empty where they were erased.
    pub text: String,
    /// Where it happened.
    pub places: Vec<String>,
    /// Ids of up to three traces of earlier lines.
    pub builds_on: Vec<String>,
    /// Who the author is, where a member line tells about them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// The author's clock, where it differs from `at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_at: Option<i64>,
    /// What someone could do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_end: Option<String>,
    /// Why an agreement is proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Ids of those it builds on that it says it takes up. Absent: it doesn't say, and takes the open end of each up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_up: Option<Vec<String>>,
    /// What else it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
    /// Whether it says what was learned.
    #[serde(default, skip_serializing_if = "is_false")]
    pub learned: bool,
    /// The joint that it is at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<Joint>,
    /// When it was reworded last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reworded_at: Option<i64>,
    /// When it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<i64>,
    /// By whom and when it was hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden: Option<HiddenMark>,
    /// Who warmed it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warmed: Vec<WarmMark>,
}

/// By whom and when a trace was hidden.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HiddenMark {
    /// Which host.
    pub by: MemberId,
    /// When, in Unix milliseconds.
    pub at: i64,
}

/// By whom and when a trace was warmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WarmMark {
    /// Who.
    pub by: MemberId,
    /// When, in Unix milliseconds.
    pub at: i64,
}
