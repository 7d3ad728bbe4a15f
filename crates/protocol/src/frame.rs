//! The frames of the socket and of the long poll, JSON texts. `docs/PROTOCOL.md` tells their order.

use serde::{Deserialize, Serialize};
use traceboard_board::{EntryId, MemberId, PodId};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{Code, Draft, Mark, OwnRound, States, Waiting, is_false};

/// The websocket subprotocol that both sides must name.
pub const SUBPROTOCOL: &str = "traceboard.v2";
/// The subprotocol of the former version. Its sockets are accepted and get a `reload` frame.
pub const FORMER_SUBPROTOCOL: &str = "traceboard.v1";
/// The version that `hello` and polls carry. A server that doesn't speak it answers `reload`.
pub const VERSION: u32 = 2;

/// A board that a client follows, by the id of its circle or pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[cfg_attr(feature = "export", ts(type = "string"))]
pub struct SpaceId(pub Uuid);

/// A space and how far its reader is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Following {
    /// Which space.
    pub space: SpaceId,
    /// The position up to which the reader has everything; absent, it is told to take a snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub after: Option<Position>,
}

/// A frame from a client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "snake_case")]
pub enum ClientFrame {
    /// The first frame, sent once: the spaces that this client follows, with its positions.
    Hello {
        /// [`VERSION`] as this client knows it.
        version: u32,
        /// The spaces that it follows; at most 16.
        #[serde(default)]
        spaces: Vec<Following>,
    },
    /// Follows one more space, or again one that was answered with `anew`.
    Follow {
        /// Which, and from where.
        #[serde(flatten)]
        following: Following,
    },
    /// Stops following a space.
    Unfollow {
        /// Which space.
        space: SpaceId,
    },
    /// An entry to append. Answered by `ack` or `refused` with the same id.
    Post {
        /// The space; default the circle's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        space: Option<SpaceId>,
        /// What to append, under the author's own id: sending it again is safe. Boxed, since no other frame is nearly as large.
        draft: Box<Draft>,
    },
    /// Checks that the connection is alive. Answered by `beat`.
    Beat,
}

/// A member who is present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Face {
    /// Who.
    pub id: MemberId,
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
    /// The number that is shown behind their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub twin: Option<u32>,
    /// Their colour.
    pub colour: u8,
}

/// Why a reader has to take a new snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// No history of this space goes on from that position.
    UnknownHistory,
    /// The position lies further back than the order of changes is kept.
    TooFarBack,
    /// The half-life of warmth changed since, or the clock went back: every light and every trail changed.
    HalfLife,
    /// The reader's role changed: others see other words.
    Role,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::UnknownHistory, Self::TooFarBack, Self::HalfLife, Self::Role];

    /// The reason of a name; an unknown name counts as [`Why::UnknownHistory`].
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|why| why.name() == name).unwrap_or(Self::UnknownHistory)
    }

    /// Its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UnknownHistory => "unknown_history",
            Self::TooFarBack => "too_far_back",
            Self::HalfLife => "half_life",
            Self::Role => "role",
        }
    }
}

/// A frame from a server.
#[expect(
    clippy::large_enum_variant,
    reason = "a frame is written and dropped: a box would be one allocation more for each"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "snake_case")]
pub enum ServerFrame {
    /// Answers `hello`. For each space that was named, `states`, `anew` or `closed` follows.
    Welcome {
        /// The server's id, new at each start.
        server: String,
        /// The member to whom the session belongs.
        member: MemberId,
        /// The server's clock, in Unix milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        now_ms: i64,
    },
    /// Rows of a space, complete up to a position. It may have no rows.
    States {
        /// Which space.
        space: SpaceId,
        /// The rows.
        #[serde(flatten)]
        states: States,
    },
    /// The reader's own marks for traces and rounds of a space that changed.
    Mine {
        /// Which space.
        space: SpaceId,
        /// Complete up to here.
        to: Position,
        /// The marks.
        #[serde(default)]
        marks: Vec<Mark>,
        /// The reader's own marks for rounds that changed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<OwnRound>>"))]
        own_rounds: Vec<OwnRound>,
    },
    /// All pods of a circle that are the reader's own, whenever that changes, and after `welcome` where there are any. It replaces the
    /// one before.
    OwnPods {
        /// Which circle.
        space: SpaceId,
        /// Those that they are in, by id.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<PodId>>"))]
        pods: Vec<PodId>,
        /// Those that they are invited to by name, and neither stepped into nor declined.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<PodId>>"))]
        invitations: Vec<PodId>,
        /// Whether they are in a pod that this session may not open: the session began by a host's link, and nobody in
        /// the pod has let it in yet.
        #[serde(default, skip_serializing_if = "is_false")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        held: bool,
        /// Members of one of `pods` who wait to be let in: they signed in by a host's link.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Waiting>>"))]
        waiting: Vec<Waiting>,
        /// The tag of this answer: a poll sends it back as `own`, and gets an answer only if it changed.
        known: String,
    },
    /// Drop all rows of the space and take a snapshot. Nothing of the space comes until it is followed again.
    Anew {
        /// Which space.
        space: SpaceId,
        /// Why.
        why: Why,
    },
    /// The space is closed for this connection; others go on.
    Closed {
        /// Which space.
        space: SpaceId,
        /// Why, by the error table.
        code: Code,
        /// Why, in words.
        message: String,
    },
    /// A post is in the log and applied. If no `states` frame has reached its position, one follows at once.
    Ack {
        /// The draft's id.
        id: EntryId,
        /// Its position. A repeat gets the same answer.
        position: Position,
        /// When it was accepted, in Unix milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        at_ms: i64,
    },
    /// A post was refused, and is not on the board.
    Refused {
        /// The draft's id.
        id: EntryId,
        /// Why, by the error table.
        code: Code,
        /// Why, in words, naming operation and input.
        message: String,
        /// Whether the same draft may succeed later.
        retry: bool,
        /// After how many milliseconds, where the server knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional, type = "number"))]
        retry_after_ms: Option<u64>,
    },
    /// The members present, on any server: sent after the first states of a space, and on change, at most every two
    /// seconds.
    Presence {
        /// Which space.
        space: SpaceId,
        /// How many members are present.
        count: u32,
        /// Who, at most 24.
        here: Vec<Face>,
    },
    /// Answers the client's `beat`.
    Beat {
        /// The server's clock, in Unix milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        now_ms: i64,
    },
    /// The server does not support the client's version: a page reloads itself.
    Reload,
    /// A frame of the client was invalid; the connection stays open.
    Error {
        /// Why, by the error table.
        code: Code,
        /// Why, in words.
        message: String,
    },
}
