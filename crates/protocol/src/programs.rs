//! Programs: how hosts let them in, and how they leave traces.

use serde::{Deserialize, Serialize};
use traceboard_board::{EntryId, MemberId};
use traceboard_position::Position;

use crate::{Code, Deed, Draft, Fault, check::check_own_id, is_false, member_name};

type Checked<T> = Result<T, (Code, Fault)>;

/// Lets a program in (hosts).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewProgram {
    /// The id of the request (UUIDv7).
    pub id: EntryId,
    /// The name under which it leaves traces; bounded as a member's is.
    pub name: String,
}

/// What a new program is told. This is the only answer that has its token: only a hash is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ProgramToken {
    /// Which program: the author of its traces.
    pub id: MemberId,
    /// The token, for the header `Authorization: Bearer`.
    pub token: String,
    /// Where it leaves traces.
    pub address: String,
}

/// A program that may leave traces, as hosts see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StandingProgram {
    /// Which.
    pub id: MemberId,
    /// The host who let it in. Once they aren't with the circle, it leaves nothing more.
    pub by: MemberId,
    /// Its name, unless erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub name: Option<String>,
    /// The number that tells the name apart from one that looks like it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub twin: Option<u32>,
    /// Its colour.
    pub colour: u8,
}

/// A trace that a program leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgramTrace {
    /// The trace's id (UUIDv7), made before the first attempt: sent again under it, it is left once. Without one each request leaves a
    /// trace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub id: Option<EntryId>,
    /// 1 to 280 grapheme clusters and at most 4 KiB.
    pub text: String,
    /// What someone could do next; bounded as the text is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub open_end: Option<String>,
    /// Whether it stays off the wall.
    #[serde(default, skip_serializing_if = "is_false")]
    #[cfg_attr(feature = "export", ts(optional, as = "Option<bool>"))]
    pub off_wall: bool,
}

/// A trace that a program left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct ProgramLeft {
    /// Its id.
    pub id: EntryId,
    /// Its entry's position in the log.
    #[cfg_attr(feature = "export", schema(value_type = String))]
    pub position: Position,
    /// When it was accepted, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub at_ms: i64,
}

impl NewProgram {
    /// The name, if it and the id are within their bounds.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for the id, [`Code::BadText`] for the name.
    pub fn check(&self) -> Checked<String> {
        check_own_id("program", self.id)?;
        member_name(&self.name)
    }
}

impl ProgramTrace {
    /// The draft that it is. `fresh`: its id where it brings none. An id says when it was made, which is the time of writing: so the same
    /// trace sent again is the same draft.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for an id of another kind. Words are checked with the draft.
    pub fn draft(self, fresh: EntryId) -> Checked<Draft> {
        let id = self.id.unwrap_or(fresh);
        check_own_id("trace", id)?;
        let deed = Deed::Leave {
            text: self.text,
            open_end: self.open_end,
            builds_on: Vec::new(),
            takes_up: None,
            facet: None,
            why: None,
            round: None,
            tries: None,
            learned: false,
            joint: None,
            cites: Vec::new(),
            told: Vec::new(),
            crossed: None,
            photo: None,
            off_wall: self.off_wall,
        };
        Ok(Draft { id, written_at_ms: made_at_ms(id), deed })
    }
}

/// When a UUID of version 7 was made, in Unix milliseconds.
fn made_at_ms(id: EntryId) -> i64 {
    let (seconds, nanos) = id.0.get_timestamp().map_or((0, 0), |made| made.to_unix());
    i64::try_from(seconds).unwrap_or(0).saturating_mul(1_000).saturating_add(i64::from(nanos / 1_000_000))
}
