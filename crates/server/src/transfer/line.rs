//! Parses a line of a file.

use std::collections::BTreeSet;

use traceboard_board::TraceId;
use traceboard_protocol::{Code, GatheringLine, Limits, MemberLine, RoundLine, TraceLine};

use super::entries;
use crate::refusal::Refused;

/// How much of the name of an unknown field is told, in characters.
const FIELD_CHARS_MAX: usize = 60;

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
    /// Reads a line of a file. Fields that aren't known are passed over, and told.
    pub(super) fn read(text: &str, passed_over: &mut BTreeSet<String>) -> Result<Self, Refused> {
        let mut value: serde_json::Value = serde_json::from_str(text).map_err(|error| no_json(&error))?;
        // Programs write null for what isn't there.
        if let Some(fields) = value.as_object_mut() {
            fields.retain(|_, field| !field.is_null());
        }
        match value.get("type").and_then(serde_json::Value::as_str) {
            Some("circle") => Ok(Self::Circle(value)),
            Some("member") => Ok(Self::Member(read(value, passed_over)?)),
            Some("gathering") => Ok(Self::Gathering(read(value, passed_over)?)),
            Some("round") => Ok(Self::Round(Box::new(read(value, passed_over)?))),
            // Whoever is in a pod brought its log about by stepping in. A file can't do that for them.
            Some("pod") => {
                Err(bad("cannot import a pod: nobody here is in it; its traces come in from its own file".to_owned()))
            }
            Some(other) => {
                let other: String = other.chars().take(40).collect();
                Err(bad(format!("cannot import a line of type {other:?}")))
            }
            None => Ok(Self::Trace(Box::new(read(value, passed_over)?))),
        }
    }

    /// What the trace that it tells of builds on.
    pub(super) fn builds_on(&self) -> &[String] {
        match self {
            Self::Trace(line) => &line.builds_on,
            _ => &[],
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

fn read<T: serde::de::DeserializeOwned>(
    value: serde_json::Value,
    passed_over: &mut BTreeSet<String>,
) -> Result<T, Refused> {
    let mut pass = |path: serde_ignored::Path<'_>| {
        // What a line is says its `type`.
        let path = path.to_string();
        if passed_over.len() < Limits::PASSED_OVER_MAX && path != "type" {
            passed_over.insert(path.chars().take(FIELD_CHARS_MAX).collect());
        }
    };
    let times = times_in_words(&value);
    serde_ignored::deserialize(value, &mut pass).map_err(|error| times.unwrap_or_else(|| unreadable(&error)))
}

/// The fields that hold a time.
const TIMES: [&str; 8] = ["at", "written_at", "from", "to", "ends_at", "ended_at", "reworded_at", "withdrawn_at"];

/// Why a line can't be read that has a time as people write it, which its reader can't tell by itself.
fn times_in_words(line: &serde_json::Value) -> Option<Refused> {
    let (field, text) = TIMES.iter().find_map(|field| Some((field, line.get(field)?.as_str()?)))?;
    let text: String = text.chars().take(FIELD_CHARS_MAX).collect();
    Some(bad(format!(
        "cannot read the line: its {field} is {text:?}, and a time is written as milliseconds since 1970, like 1790000000000"
    )))
}

fn no_json(error: &serde_json::Error) -> Refused {
    bad(format!("cannot read the line: it is no JSON from its character {} on", error.column()))
}

fn unreadable(error: &serde_json::Error) -> Refused {
    bad(format!("cannot read the line: {}", in_words(error)))
}

/// `struct TraceLine`, as whoever reads the file into one knows it, is an object to its writer.
fn plain(wanted: &str) -> &str {
    if wanted.starts_with("struct ") { "an object" } else { wanted }
}

/// The words of the one that reads JSON, in those of whoever wrote the file.
pub(super) fn in_words(error: &serde_json::Error) -> String {
    let error: String = error.to_string().chars().take(200).collect();
    match (error.strip_prefix("missing field "), error.split_once(", expected ")) {
        (Some(field), _) => format!("it has no {}", field.trim_matches('`')),
        (None, Some((has, wanted))) => {
            let has = has.trim_start_matches("invalid type: ").trim_start_matches("invalid length ");
            format!(
                "it has {has} where there should be {}",
                plain(wanted).replace("i64", "a whole number").replace("sequence", "list")
            )
        }
        (None, None) => error,
    }
}
