//! The answers of the board over HTTP: a snapshot, and pages of what lies beside it.

use serde::{Deserialize, Serialize};
use traceboard_board::{MemberId, Photo, PodId, Role, TraceId};
use traceboard_position::Position;

use crate::{Circle, Gathering, GatheringEdge, Light, Mark, Member, OwnRound, Round, Rows, SpaceId, Trail};

/// The place of a card in lists of cards, newest first: by time, then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Edge {
    /// The time of the last card that is listed, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
    /// Its number.
    pub n: u32,
}

/// The place of a trail in the list of warm trails: by warmth, highest first, then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct WarmEdge {
    /// The warmth of the last trail that is listed.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub warmth_ms: i64,
    /// Its number.
    pub n: u32,
}

/// A page's beginning: what a first screen shows, at a position. It is the same for everyone of an audience, and holds nothing of
/// the clock or of the one who asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Snapshot {
    /// Which space.
    pub space: SpaceId,
    /// The last entry that these rows contain.
    pub position: Position,
    /// The circle's settings.
    pub circle: Circle,
    /// The members whom the other rows name.
    pub members: Vec<Member>,
    /// The cards of the lists below, those of `feed` first and in its order, and those that they build on or were taken up by.
    pub cards: Vec<crate::Card>,
    /// The lights of those cards.
    pub lights: Vec<Light>,
    /// The warmest trails.
    pub trails: Vec<Trail>,
    /// The newest traces, newest first.
    pub feed: Vec<u32>,
    /// Where that list ends; absent, nothing older exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub edge: Option<Edge>,
    /// The warmest trails by the numbers of their seeds, warmest first.
    pub warm: Vec<u32>,
    /// Where that list ends; absent, there are no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub warm_edge: Option<WarmEdge>,
    /// The traces whose open end nobody has taken up, newest first.
    pub open_ends: Vec<u32>,
    /// Where that list ends; absent, there are no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub open_edge: Option<Edge>,
    /// The newest 8 rounds, and all that are open; newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Round>>"))]
    pub rounds: Vec<Round>,
    /// The number of the last of the newest ones; absent, there are no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub rounds_edge: Option<u32>,
    /// The 24 gatherings that end last, latest first: all that run or are to come among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Gathering>>"))]
    pub gatherings: Vec<Gathering>,
    /// Where that list ends; absent, there are no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub gatherings_edge: Option<GatheringEdge>,
    /// The newest pods that aren't closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<crate::Pod>>"))]
    pub pods: Vec<crate::Pod>,
    /// Their numbers, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<u32>>"))]
    pub called: Vec<u32>,
    /// The number of the last pod listed; absent, there are no others that aren't closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub called_edge: Option<u32>,
}

/// Asks what changed after a position.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct StatesQuery {
    /// The version of the protocol that the asker speaks; default 2.
    #[cfg_attr(feature = "export", ts(optional))]
    pub version: Option<u32>,
    /// The position up to which the asker has everything of the circle's board.
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<Position>,
    /// More spaces, as `<id>@<position>`, separated by commas; at most 16.
    #[cfg_attr(feature = "export", ts(optional))]
    pub spaces: Option<String>,
    /// The `known` of the last `own_pods`, or `none`: then the answer holds `own_pods` where it is another now. Absent: only where it
    /// changes meanwhile.
    #[cfg_attr(feature = "export", ts(optional))]
    pub own: Option<String>,
    /// For how long to wait where nothing changed, in milliseconds; 0 to 25,000, default 0.
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub wait_ms: Option<u64>,
}

/// Asks what traces are to the one who asks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct MineQuery {
    /// The numbers of the cards that are held, at most 200, separated by commas.
    #[cfg_attr(feature = "export", ts(optional))]
    pub cards: Option<String>,
    /// The Unix millisecond after which to tell what others built on the asker's own traces.
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub grown_since_ms: Option<i64>,
    /// The Unix millisecond after which to tell who came into the circle.
    #[cfg_attr(feature = "export", ts(optional, type = "number"))]
    pub joined_since_ms: Option<i64>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// What the board is to the one who asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct MinePage {
    /// As of this position.
    pub position: Position,
    /// Who asks.
    pub me: MemberId,
    /// What they may do.
    pub role: Role,
    /// The marks of the cards that were named, and of `promises` and `asked`.
    pub marks: Vec<Mark>,
    /// What others built on the asker's own traces since `grown_since_ms`, newest first, at most 50.
    pub grown: Vec<u32>,
    /// The asker's own open promises, soonest first, at most 50.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<u32>>"))]
    pub promises: Vec<u32>,
    /// The asker's own traces that somebody asks to tell in the circle, newest first, at most 50 (in a pod).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<u32>>"))]
    pub asked: Vec<u32>,
    /// Who came into the circle since `joined_since_ms` and is there, latest first, at most 24, by their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<u32>>"))]
    pub joined: Vec<u32>,
    /// What the newest 200 rounds are to the asker; one that they gave nothing to is left out.
    pub own_rounds: Vec<OwnRound>,
    /// The pods that the asker is in (in a circle).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<PodId>>"))]
    pub own_pods: Vec<PodId>,
    /// The pods that they are invited to by name, and neither stepped into nor declined (in a circle).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<PodId>>"))]
    pub pod_invitations: Vec<PodId>,
    /// The rows that those name, and the asker's own.
    #[serde(flatten)]
    pub rows: Rows,
}

/// Which cards.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct CardQuery {
    /// Older than this trace, newest first.
    #[cfg_attr(feature = "export", ts(optional))]
    pub before: Option<TraceId>,
    /// Just these, at most 100, separated by commas. Unknown ones are left out of the answer.
    #[cfg_attr(feature = "export", ts(optional))]
    pub ids: Option<String>,
    /// Just these, by their numbers; as `ids`.
    #[cfg_attr(feature = "export", ts(optional))]
    pub ns: Option<String>,
    /// How many; 1 to 200, default 50.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Cards as of a position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct CardPage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// The cards that were asked for, newest first, or in the order of `ids` or `ns`.
    pub feed: Vec<u32>,
    /// Where that list ends; absent, nothing older exists (or single cards were asked for).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub edge: Option<Edge>,
    /// Those cards, their lights, what they build on, what took them up, and the members whom they name.
    #[serde(flatten)]
    pub rows: Rows,
}

/// Which trail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct TrailQuery {
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// One trail, whole (at most 1,000 traces, the newest).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TrailView {
    /// The last entry that these rows contain.
    pub position: Position,
    /// The number of its seed.
    pub seed: u32,
    /// Its traces, oldest first in the order of the feed.
    pub listed: Vec<u32>,
    /// Where the list ends towards the past; absent, it is whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub edge: Option<Edge>,
    /// The trail, its cards and lights, traces of other trails that woven ones also build on, and members.
    #[serde(flatten)]
    pub rows: Rows,
}

/// Which trails.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct TrailsQuery {
    /// Behind this one in the order, as `<warmth_ms>,<n>`; default from its beginning.
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<String>,
    /// In which order; default the warmest first.
    #[cfg_attr(feature = "export", ts(optional), param(inline))]
    pub order: Option<TrailOrder>,
    /// How many; 1 to 100, default 50.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// The order of a list of trails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrailOrder {
    /// By warmth, highest first, then by number.
    #[default]
    Warmest,
    /// The same from its end: what went quiet longest ago first.
    Coldest,
}

impl TrailOrder {
    /// Its name in JSON and in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warmest => "warmest",
            Self::Coldest => "coldest",
        }
    }
}

/// Trails in the order that was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct TrailsPage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// The trails by the numbers of their seeds.
    pub warm: Vec<u32>,
    /// Where that list ends; absent, there are no others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub warm_edge: Option<WarmEdge>,
    /// The trails, their seeds and newest traces with their lights, and members.
    #[serde(flatten)]
    pub rows: Rows,
}

/// Which members.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct MemberQuery {
    /// After this member, by id; default from the first.
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<MemberId>,
    /// How many; 1 to 500, default 200.
    #[cfg_attr(feature = "export", ts(optional))]
    pub limit: Option<u32>,
    /// Answer only once this position is folded.
    #[cfg_attr(feature = "export", ts(optional))]
    pub at_least: Option<Position>,
}

/// Members by id, those who left or were removed too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct MemberPage {
    /// The last entry that these rows contain.
    pub position: Position,
    /// The members.
    pub members: Vec<Member>,
    /// Whether others follow.
    pub more: bool,
}

/// Whose words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "export", into_params(parameter_in = Query))]
pub struct WordsQuery {
    /// The traces, at most 100, separated by commas.
    pub ids: String,
}

/// Words that shared rows leave out: those of hidden traces, for their author or a host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct WordsPage {
    /// As of this position.
    pub position: Position,
    /// The words; of traces whose words the asker may not read, or that are gone, nothing.
    pub words: Vec<Words>,
}

/// The words of one trace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Words {
    /// Which trace.
    pub id: TraceId,
    /// The words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub text: Option<String>,
    /// The open end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub open_end: Option<String>,
    /// The photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub photo: Option<Box<Photo>>,
    /// Why it is hidden, where a host said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub hidden_why: Option<String>,
}
