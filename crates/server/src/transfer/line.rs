//! A line of a file, read.

use traceboard_board::TraceId;
use traceboard_protocol::{Code, MemberLine, TraceLine};

use super::entries;
use crate::refusal::Refused;

/// A line as it was read, before it is known what it comes to.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Circle(serde_json::Value),
    Member(MemberLine),
    Trace(Box<TraceLine>),
}

impl Line {
    /// Reads a line of a file.
    pub(super) fn read(text: &str) -> Result<Self, Refused> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
        match value.get("type").and_then(serde_json::Value::as_str) {
            Some("circle") => Ok(Self::Circle(value)),
            Some("member") => Ok(Self::Member(serde_json::from_value(value).map_err(|error| unreadable(&error))?)),
            Some(other) => {
                let other: String = other.chars().take(40).collect();
                Err(bad(format!("cannot import a line of type {other:?}")))
            }
            None => Ok(Self::Trace(Box::new(serde_json::from_value(value).map_err(|error| unreadable(&error))?))),
        }
    }

    /// The trace that it tells of.
    pub(super) fn trace(&self) -> Option<TraceId> {
        match self {
            Self::Trace(line) => Some(entries::trace_id(&line.id).0),
            _ => None,
        }
    }
}

/// What can't be taken, in words.
pub(super) fn bad(message: String) -> Refused {
    Refused::new(Code::BadRequest, message)
}

fn unreadable(error: &serde_json::Error) -> Refused {
    let error: String = error.to_string().chars().take(200).collect();
    bad(format!("cannot read the line: {error}"))
}
