//! The lines of an export, which `import` also takes; a bare community file (`id, at, member, text, places, builds_on`)
//! is a file of trace lines with nothing optional in them. Unknown fields are ignored, and named in the answer.

use serde::{Deserialize, Serialize};
use traceboard_board::{
    Crossed, EntryId, Facet, Joint, MemberId, MemberState, Pattern, Photo, Role, RoundKind, StoryPart,
};
use traceboard_rhythm::Rhythm;

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
        /// When it meets. Moved meetings are left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rhythm: Option<Rhythm>,
    },
    /// A member whom some other line names.
    Member(MemberLine),
    /// A gathering.
    Gathering(GatheringLine),
    /// A round.
    Round(Box<RoundLine>),
    /// A trace.
    Trace(Box<TraceLine>),
}

/// A member whom some other line names, before the first of those.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

/// A gathering, as it is planned or was held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GatheringLine {
    /// Always `"gathering"`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which gathering.
    pub id: EntryId,
    /// Who opened it; an earlier line tells who that is.
    pub by: MemberId,
    /// Its name.
    pub name: String,
    /// When it begins, in Unix milliseconds.
    pub from: i64,
    /// When it ends: the first millisecond that isn't part of it. Equal to `from` where it was called off.
    pub to: i64,
    /// Whether it was ended before its time.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ended: bool,
}

/// A round: what was asked, and when. What was answered is in no file, but where its author let it out as a trace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoundLine {
    /// Always `"round"`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which round.
    pub id: EntryId,
    /// Who opened it; an earlier line tells who that is.
    pub by: MemberId,
    /// When it was opened, in Unix milliseconds.
    pub at: i64,
    /// What it asks for.
    pub asks: RoundKind,
    /// The prompts, where its opener wrote them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<String>,
    /// When it was to end at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<i64>,
    /// When it ended. Absent where it was open. Wherever a file comes in it is over: those who were asked aren't asked there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<i64>,
    /// The trace of an earlier line that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The gathering of an earlier line that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gathering: Option<EntryId>,
}

/// A trace, in every state that it can have. Ids are UUIDs, or what the trace was called in the file it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    #[serde(default)]
    pub places: Vec<String>,
    /// Ids of up to three traces of earlier lines.
    #[serde(default)]
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
    /// The story of a sister circle that it grew from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crossed: Option<Box<Crossed>>,
    /// Its photo. The picture itself is no line of a file: it is asked for, or sent before the line, under this id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<Box<Photo>>,
    /// Ids of those it builds on that it says it takes up. Absent: it takes up the open end of each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_up: Option<Vec<String>>,
    /// What else it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
    /// Whether it says what was learned.
    #[serde(default, skip_serializing_if = "is_false")]
    pub learned: bool,
    /// Whether its author keeps it off the wall.
    #[serde(default, skip_serializing_if = "is_false")]
    pub off_wall: bool,
    /// The joint that it is at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<Joint>,
    /// The round of an earlier line whose answer its author let out with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<EntryId>,
    /// Ids of the traces that a story cites, also of later lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// A story in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<StoryPart>,
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

/// By whom, when and why a trace was hidden.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HiddenMark {
    /// Which host.
    pub by: MemberId,
    /// When, in Unix milliseconds.
    pub at: i64,
    /// Why, where the host said so; bounded as a trace's text is. In a file of the author or of a host alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// By whom and when a trace was warmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WarmMark {
    /// Who.
    pub by: MemberId,
    /// When, in Unix milliseconds.
    pub at: i64,
}
