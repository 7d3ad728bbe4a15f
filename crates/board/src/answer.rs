//! What a board answers: the shapes that snapshots and pages are made of.
//!
//! Warmth is told as one integer, the Unix millisecond at which it equals (or equalled) 1; a page turns it into a
//! colour and an order with the same integer tables, and never into a number for a person to read.

use serde::{Deserialize, Serialize};
use traceboard_position::Position;

use crate::{MemberId, Role, TraceId};

/// The circle's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Circle {
    /// Its name.
    pub name: String,
    /// The half-life of warmth, in milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub half_life_ms: i64,
}

/// A member as others see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Member {
    /// Who.
    pub id: MemberId,
    /// The name, unless its words were erased.
    pub name: Option<String>,
    /// An index into the palette of twelve.
    pub colour: u8,
    /// What they may do.
    pub role: Role,
    /// Whether they are with the circle.
    pub state: MemberState,
    /// Brought in from a file, and nobody has claimed them: this member has no session.
    pub imported: bool,
}

/// Whether a member is with the circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    /// With the circle.
    Present,
    /// Left of their own accord.
    Left,
    /// Removed by a host.
    Removed,
}

/// A trace as a card shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Card {
    /// Which trace.
    pub id: TraceId,
    /// Who left it.
    pub by: MemberId,
    /// Where its entry stands in the log. The feed is ordered by `at_ms`, then by this.
    pub position: Position,
    /// When it was accepted, or happened where it was imported from; Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// When its author wrote it, by their clock; Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub written_at_ms: i64,
    /// The words; absent where erased, or hidden from the one who asks.
    pub text: Option<String>,
    /// What someone could do next, where it holds out an open end and its words are here.
    pub open_end: Option<String>,
    /// Where it happened.
    pub places: Vec<String>,
    /// Whether it holds out an open end, also where its words are gone.
    pub open: bool,
    /// Up to three earlier traces.
    pub builds_on: Vec<TraceId>,
    /// How many traces that stand (not withdrawn) build on it directly. Above 0 an open end counts as taken up.
    pub grew: u32,
    /// The Unix millisecond at which its glow equals 1.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub glow_ms: i64,
    /// The seeds that it reaches, nearest first (then by id), at most 16. A seed reaches itself in 0 steps.
    pub trails: Vec<Reach>,
    /// Whether it stands.
    pub state: CardState,
    /// Whether its author has reworded it.
    pub reworded: bool,
    /// Whether the one who asks has warmed it.
    pub warmed: bool,
    /// Whether a host brought it in from a file, so that its words are the file's. They may stand in the name of someone
    /// who is here and never wrote them; a page then says so.
    pub imported: bool,
    /// The id that it bore in the file it was imported from, where that is no UUID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub origin: Option<String>,
}

/// Whether a trace stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// It stands.
    Shown,
    /// Its author took it back.
    Withdrawn,
    /// A host hid it.
    Hidden,
}

/// A seed that a trace grew from, and how far away it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Reach {
    /// The seed.
    pub seed: TraceId,
    /// The shortest way to it, in steps.
    pub steps: u32,
}

/// A trail: a seed and the traces that reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Trail {
    /// The trace that it grew from.
    pub seed: TraceId,
    /// The Unix millisecond at which its warmth equals 1. Warm trails are ordered by this, highest first, then by seed.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub warmth_ms: i64,
    /// How many traces reach it, the seed included.
    pub size: u32,
    /// The trace that reached it last.
    pub newest: TraceId,
    /// Who left traces in it, latest first, at most six.
    pub people: Vec<MemberId>,
    /// The day (days since 1970-01-01 UTC) that `counted` is about: the latest on which something was deposited.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub day: i64,
    /// Who has deposited on that day, and how much, by member id: a person counts once per trail per day, at the
    /// largest thing they did.
    pub counted: Vec<Counted>,
}

/// What a member has deposited in a trail on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Counted {
    /// Who.
    pub member: MemberId,
    /// How much, in quarters: 1 for a tap on warm, 4 for a trace.
    pub quarters: u8,
}
