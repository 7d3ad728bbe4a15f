//! A line of a file, read.

use traceboard_board::TraceId;
use traceboard_protocol::{Code, GatheringLine, MemberLine, RoundLine, TraceLine};

use super::entries;
use crate::refusal::Refused;

/// A line as it was read, before it is known what it comes to.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Circle(serde_json::Value),
    Member(MemberLine),
    Gathering(GatheringLine),
    Round(Box<RoundLine>),
    Trace(Box<TraceLine>),
}

impl Line {
    /// Reads a line of a file.
    pub(super) fn read(text: &str) -> Result<Self, Refused> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| unreadable(&error))?;
        match value.get("type").and_then(serde_json::Value::as_str) {
            Some("circle") => Ok(Self::Circle(value)),
            Some("member") => Ok(Self::Member(read(value)?)),
            Some("gathering") => Ok(Self::Gathering(read(value)?)),
            Some("round") => Ok(Self::Round(Box::new(read(value)?))),
            // Whoever is in a pod brought its log about by stepping in. A file can't do that for them.
            Some("pod") => {
                Err(bad("cannot import a pod: nobody here is in it; its traces come in from its own file".to_owned()))
            }
            Some(other) => {
                let other: String = other.chars().take(40).collect();
                Err(bad(format!("cannot import a line of type {other:?}")))
            }
            None => Ok(Self::Trace(Box::new(read(value)?))),
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

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> Result<T, Refused> {
    serde_json::from_value(value).map_err(|error| unreadable(&error))
}

fn unreadable(error: &serde_json::Error) -> Refused {
    let error: String = error.to_string().chars().take(200).collect();
    bad(format!("cannot read the line: {error}"))
}
