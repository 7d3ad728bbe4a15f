//! The rows of a space on the wire.
//!
//! A row is a state, not an event. Its position is that of its answer (the `to` of [`States`], the `position` of a
//! page): a reader keeps for each key the row of the newest answer. False, empty and absent fields are left out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use traceboard_board::{
    CardState, CircleId, Crossed, EntryId, Facet, Joint, MemberId, MemberState, Pattern, Photo, PodId, Role, TraceId,
};
use traceboard_position::Position;
use traceboard_rhythm::{Moved, Rhythm};

use crate::{Gathering, Round, is_false};

/// The circle's settings. One row a space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Circle {
    /// Its name, unless its words were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
    /// The half-life of warmth, in milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub half_life_ms: i64,
    /// The patterns that are switched off: a page shows nothing of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Pattern>>"))]
    pub off: Vec<Pattern>,
    /// The time zone by its IANA name; absent: UTC. Days are days there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub time_zone: Option<String>,
    /// When it meets, if it has a rhythm. The next meetings are at `…/meetings`, because they depend on the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub rhythm: Option<Rhythm>,
    /// The meetings that were moved last, at most eight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Moved>>"))]
    pub moved: Vec<Moved>,
    /// What makes this space a pod; absent in a circle. A pod's name is its intention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub pod: Option<PodTerms>,
    /// The circles that it seeded, at most three.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Kin>>"))]
    pub buds: Vec<Kin>,
    /// The circle that seeded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub grown_from: Option<Kin>,
    /// The prompts that it got from that circle, at most six, for later rounds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
    pub prompts: Vec<String>,
    /// Whether it is time to seed a circle. Only in hosts' rows, until one of them does it or puts it off.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub time_to_bud: bool,
}

/// Another circle, as this one knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Kin {
    /// Which.
    pub circle: CircleId,
    /// The name that it had when it began, or when it seeded this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
}

/// A pod's terms, as its members see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PodTerms {
    /// How many can be in it.
    pub places: u8,
    /// Its last day.
    #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
    pub ends_on: Date,
    /// Its state.
    pub state: PodState,
    /// Who was invited and neither stepped in nor declined.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<MemberId>>"))]
    pub invited: Vec<MemberId>,
}

/// The state of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PodState {
    /// It is open.
    Open,
    /// It rests: until somebody does something in it. It can be stepped into.
    Resting,
    /// It is closed for ever; its members read it on.
    Closed,
}

/// A pod, as everyone in its circle sees it. Its key is `id`. Nobody else is told who is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Pod {
    /// Which pod, and which space.
    pub id: PodId,
    /// Its number, in the order in which they were called.
    pub n: u32,
    /// Who called it.
    pub by: MemberId,
    /// When it was called, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub intention: Option<String>,
    /// How many can be in it.
    pub places: u8,
    /// How many places are taken.
    pub taken: u8,
    /// Its last day.
    #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
    pub ends_on: Date,
    /// When it was to meet as it was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub rhythm: Option<Rhythm>,
    /// A host offers it to some, who are told of it; it stands in no list of others.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub offered: bool,
    /// Its state.
    pub state: PodState,
}

/// A member as others see them. Its key is `id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Member {
    /// Who.
    pub id: MemberId,
    /// Their number on this board, by which trails name them.
    pub n: u32,
    /// The name, unless its words were erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
    /// The number that is shown behind the name, `Kea (2)`: it looks like another member's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub twin: Option<u32>,
    /// An index into the palette of twelve.
    pub colour: u8,
    /// What they may do.
    pub role: Role,
    /// Whether they are with the circle.
    pub state: MemberState,
    /// Brought in from a file, and nobody has claimed them: this member has no session.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub imported: bool,
    /// They rest, until they do something. Why and since when is nowhere.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub resting: bool,
}

/// A trace as a card shows it, without its light. Its key is `n`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Card {
    /// Which trace.
    pub id: TraceId,
    /// Its number on this board, in the order of the log: its short name.
    pub n: u32,
    /// Who left it.
    pub by: MemberId,
    /// When it was accepted, or happened where it was imported from; Unix milliseconds. The feed is ordered by this, then by `n`.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// The words; absent where erased, or hidden from this audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub text: Option<String>,
    /// What someone could do next, where it holds out an open end and its words are here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub open_end: Option<String>,
    /// Why an agreement is proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub why: Option<String>,
    /// The story of a sister circle that it grew from, as its author read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub crossed: Option<Box<Crossed>>,
    /// Its photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub photo: Option<Box<Photo>>,
    /// Where it happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<String>>"))]
    pub places: Vec<String>,
    /// Whether it holds out an open end, also where its words are gone.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub open: bool,
    /// Its facet; absent also where its words are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub facet: Option<Facet>,
    /// Of a story, the entry with its present parts: it changes when the story is retold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub told: Option<EntryId>,
    /// The number of the trace that took its open end up, by which its author kept the promise, or as which the agreement would go on
    /// (does so, once it was let go). Its card came with this one, or is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub taken: Option<u32>,
    /// The review round of this agreement that was opened last since it last moved: open, or to be concluded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub review: Option<EntryId>,
    /// Up to three earlier traces.
    pub builds_on: Vec<TraceId>,
    /// The numbers of the seeds that it grew from, nearest first, at most 16. A seed names itself.
    pub trails: Vec<u32>,
    /// Whether it is shown, hidden or withdrawn.
    pub state: CardState,
    /// Whether its author has reworded it.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub reworded: bool,
    /// The round whose answer its author let out with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub round: Option<EntryId>,
    /// Whether it says what was learned; absent also where its words are.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub learned: bool,
    /// The joint that it is at; absent also where its words are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub joint: Option<Joint>,
    /// Whether a host brought it in from a file, so that its words are the file's.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub imported: bool,
}

/// The part of a card that changes often: `[n, glow_ms, grew]`. Its key is `n`. Later versions may append elements.
///
/// `glow_ms` is the Unix millisecond at which the card's glow equals (or equalled) 1; `grew` is how many traces that stand
/// build on it directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Light(
    /// The card's number.
    pub u32,
    /// When its glow equals 1.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub i64,
    /// How many traces build on it.
    pub u32,
);

impl Member {
    /// The name with the number by which it is told apart; none for a nameless one.
    #[must_use]
    pub fn called(&self) -> Option<String> {
        Some(called(self.name.as_deref()?, self.twin))
    }
}

/// A name with the number by which it is told apart, `Kea (2)`.
#[must_use]
pub fn called(name: &str, twin: Option<u32>) -> String {
    twin.map_or_else(|| name.to_owned(), |twin| format!("{name} ({twin})"))
}

/// A trail: a seed and the traces that grew from it. Its key is `n`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Trail {
    /// The number of its seed.
    pub n: u32,
    /// The Unix millisecond at which its warmth equals 1. Warm trails are ordered by this, highest first, then by `n`.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub warmth_ms: i64,
    /// How many traces that stand (not withdrawn) reach it, the seed included.
    pub size: u32,
    /// The number of the trace that reached it last; once one was withdrawn, of the newest that stands, or of the seed if none does.
    pub newest: u32,
    /// Who left traces in it that stand, latest first, at most six, by their numbers.
    pub people: Vec<u32>,
    /// None of its traces stands: it is in no list, until somebody builds on one of them.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub gone: bool,
}

/// The reader's own mark for a trace. Its key is `n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Mark {
    /// The trace's number.
    pub n: u32,
    /// They warmed it.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub warmed: bool,
    /// It builds on a trace of theirs.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub grew: bool,
    /// It is an open promise of theirs.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub promised: bool,
    /// It is a trace of theirs that somebody asks to tell in the circle (in a pod).
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub asked: bool,
}

/// Rows of one space, in no order of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Rows {
    /// The circle's settings, where they changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub circle: Option<Circle>,
    /// Members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Member>>"))]
    pub members: Vec<Member>,
    /// Cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Card>>"))]
    pub cards: Vec<Card>,
    /// Lights.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Light>>"))]
    pub lights: Vec<Light>,
    /// Trails.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Trail>>"))]
    pub trails: Vec<Trail>,
    /// Rounds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Round>>"))]
    pub rounds: Vec<Round>,
    /// Gatherings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Gathering>>"))]
    pub gatherings: Vec<Gathering>,
    /// Pods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Pod>>"))]
    pub pods: Vec<Pod>,
}

/// Rows that changed, complete up to a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct States {
    /// After merging these rows a reader has all changes up to here.
    pub to: Position,
    /// Whether more follows at once: the rows that changed after `to`.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub more: bool,
    /// The rows, each as it is now.
    #[serde(flatten)]
    pub rows: Rows,
}
