//! The frames of the websocket, one JSON text message each. `docs/PROTOCOL.md` tells their order.

use serde::{Deserialize, Serialize};
use traceboard_board::{Body, EntryId, Head, MemberId};
use traceboard_position::Position;

use crate::{Code, Draft};

/// The websocket subprotocol that both sides must name.
pub const SUBPROTOCOL: &str = "traceboard.v1";

/// What a client says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "snake_case")]
pub enum ClientFrame {
    /// The first frame, once: where this client stands. Entries after it follow, each once and in order.
    Hello {
        /// The last position that the client has applied; absent, it wants the log from its first entry.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "export", ts(optional))]
        after: Option<Position>,
    },
    /// Something to append. Answered by `ack` or `refused` with the same id, in any order.
    Post {
        /// What to append, under the author's own id: sending it again is safe.
        draft: Draft,
    },
}

/// What a server says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "snake_case")]
pub enum ServerFrame {
    /// Answers `hello`: the resume is legal, and entries follow.
    Welcome {
        /// The server's name for itself, new at each start.
        server: String,
        /// Who the session belongs to.
        member: MemberId,
        /// The head of the log when the answer was made; absent, the log is empty.
        head: Option<Position>,
        /// The server's clock, in Unix milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        now_ms: i64,
    },
    /// An entry of the log, in order.
    Entry {
        /// Where it stands.
        position: Position,
        /// When the log accepted it, in Unix milliseconds.
        #[cfg_attr(feature = "export", ts(type = "number"))]
        at_ms: i64,
        /// What happened.
        head: Head,
        /// The words; null where there are none, they were erased, or a host hid them.
        body: Option<Body>,
    },
    /// All entries up to the head named in `welcome` were sent; what follows is live.
    CaughtUp {
        /// The last position sent, or the one that the client came with.
        position: Option<Position>,
    },
    /// A post is in the log and applied.
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
    /// Who is here, on any server: after `welcome`, and when it changes, at most every two seconds.
    Presence {
        /// How many members are here.
        count: u32,
        /// Who, by id, at most 100.
        here: Vec<MemberId>,
    },
    /// The words of these entries changed at rest (erased, hidden or restored) without an entry that says so.
    Touched {
        /// Which entries: ask for the cards again.
        ids: Vec<EntryId>,
    },
    /// The line is alive: with every ping, for pages, which don't see those.
    Beat,
    /// A frame of the client could not be taken; the socket stays open.
    Error {
        /// Why, by the error table.
        code: Code,
        /// Why, in words.
        message: String,
    },
}
