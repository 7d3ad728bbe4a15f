//! The frames of the socket and of the long poll, JSON texts. `docs/PROTOCOL.md` tells their order.

use serde::{Deserialize, Serialize};
use traceboard_board::{EntryId, MemberId, PodId};
use traceboard_position::Position;
use uuid::Uuid;

use crate::{Code, Draft, Mark, OwnRound, States, Waiting, is_false};

/// The websocket subprotocol that both sides must name.
pub const SUBPROTOCOL: &str = "traceboard.v2";
/// What pages and programs of the version before offer. Their sockets open, and are told to `reload`.
pub const FORMER_SUBPROTOCOL: &str = "traceboard.v1";
/// The version that `hello` and polls carry. A server that doesn't speak it answers `reload`.
pub const VERSION: u32 = 2;

/// A log that is looked at: a circle's board goes by the circle's id, a pod's by the pod's.
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

/// What a client says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "snake_case")]
pub enum ClientFrame {
    /// The first frame, once: what this client looks at, and how far it is.
    Hello {
        /// [`VERSION`] as this client knows it.
        version: u32,
        /// What it looks at; at most 16.
        #[serde(default)]
        spaces: Vec<Following>,
    },
    /// Looks at one more space, or goes on with one that was answered `anew`.
    Follow {
        /// Which, and from where.
        #[serde(flatten)]
        following: Following,
    },
    /// Looks away from a space.
    Unfollow {
        /// Which space.
        space: SpaceId,
    },
    /// Something to append. Answered by `ack` or `refused` with the same id.
    Post {
        /// The space; the circle's own unless told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        space: Option<SpaceId>,
        /// What to append, under the author's own id: sending it again is safe. Boxed, since no other frame is nearly as large.
        draft: Box<Draft>,
    },
    /// Asks for a sign of life. Answered by `beat`.
    Beat,
}

/// Someone who is here.
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

/// Why a reader has to begin anew with a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// No history of this space goes on from that position.
    UnknownHistory,
    /// The position lies further back than the order of changes is kept.
    TooFarBack,
    /// The half-life of warmth changed since, or the clock went back: every light and every trail is another.
    HalfLife,
    /// The reader's role changed: others see other words.
    Role,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::UnknownHistory, Self::TooFarBack, Self::HalfLife, Self::Role];

    /// The reason of a name; an unknown one means that nothing is known of the history.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|why| why.name() == name).unwrap_or(Self::UnknownHistory)
    }

    /// It as it is written in JSON.
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

/// What a server says.
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
        /// The server's name for itself, new at each start.
        server: String,
        /// Who the session belongs to.
        member: MemberId,
        /// The server's clock, in Unix milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        now_ms: i64,
    },
    /// Rows of a space, complete up to a position. Without rows it says just that.
    States {
        /// Which space.
        space: SpaceId,
        /// The rows.
        #[serde(flatten)]
        states: States,
    },
    /// What traces and rounds of a space are to the reader, where that changed.
    Mine {
        /// Which space.
        space: SpaceId,
        /// Complete up to here.
        to: Position,
        /// The marks.
        #[serde(default)]
        marks: Vec<Mark>,
        /// What rounds are to the reader, where that changed.
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
        /// Whether they are in one that this session doesn't open: it began by a host's link, and nobody in the pod let it in yet.
        #[serde(default, skip_serializing_if = "is_false")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
        held: bool,
        /// Who in one of `pods` waits for being let in: they came in by a host's link.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "export", ts(optional, as = "Option<Vec<Waiting>>"))]
        waiting: Vec<Waiting>,
        /// Names this answer: a poll sends it back as `own`, and is told what differs.
        known: String,
    },
    /// Drop all rows of the space and take a snapshot. Nothing of the space comes until it is followed again.
    Anew {
        /// Which space.
        space: SpaceId,
        /// Why.
        why: Why,
    },
    /// The space is over for this connection; others go on.
    Closed {
        /// Which space.
        space: SpaceId,
        /// Why, by the error table.
        code: Code,
        /// Why, in words.
        message: String,
    },
    /// A post is in the log and applied. A `states` that reaches its position follows at once, where none did.
    Ack {
        /// The draft's id.
        id: EntryId,
        /// Where it stands. A repeat gets the first answer.
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
    /// Who is here, on any server: after the first states of a space, and when it changes, at most every two seconds.
    Presence {
        /// Which space.
        space: SpaceId,
        /// How many members are here.
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
    /// The version that the client named isn't spoken here: a page loads itself anew.
    Reload,
    /// A frame of the client could not be taken; the connection stays open.
    Error {
        /// Why, by the error table.
        code: Code,
        /// Why, in words.
        message: String,
    },
}
