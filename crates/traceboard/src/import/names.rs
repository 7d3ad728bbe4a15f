//! The ids of a line: its own, and those that it refers to.

use serde::{Deserialize, Deserializer};

/// A line's kind, its own id, and the ids that it refers to. A line that can't be parsed has none.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Names {
    #[serde(rename = "type")]
    kind: Option<String>,
    pub(super) id: Option<String>,
    #[serde(deserialize_with = "or_none")]
    pub(super) builds_on: Vec<String>,
    member_id: Option<String>,
    by: Option<String>,
    gathering: Option<String>,
    round: Option<String>,
    about: Option<String>,
    #[serde(deserialize_with = "or_none")]
    warmed: Vec<By>,
    hidden: Option<By>,
}

/// Programs write null for what isn't there.
fn or_none<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(reader: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(reader)?.unwrap_or_default())
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct By {
    by: String,
}

/// Something that lines refer to, by its kind and id.
pub(super) type Key = (Kind, String);

/// What can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Member,
    Gathering,
    Round,
    Trace,
}

impl Names {
    pub(super) fn of(line: &str) -> Self {
        serde_json::from_str(line).unwrap_or_default()
    }

    /// The names of a trace.
    pub(super) fn of_trace(id: Option<&str>, builds_on: Vec<String>) -> Self {
        Self { id: id.map(str::to_owned), builds_on, ..Self::default() }
    }

    /// The id of the trace, if the line is one.
    pub(super) fn trace(&self) -> Option<&str> {
        if self.kind.is_none() { self.id.as_deref() } else { None }
    }

    pub(super) fn key(&self) -> Option<Key> {
        let kind = match self.kind.as_deref() {
            None => Kind::Trace,
            Some("member") => Kind::Member,
            Some("gathering") => Kind::Gathering,
            Some("round") => Kind::Round,
            Some(_) => return None,
        };
        Some((kind, self.id.clone()?))
    }

    /// What has to be imported before it.
    pub(super) fn needs(&self) -> Vec<Key> {
        let traces = self.builds_on.iter().chain(&self.about).map(|id| (Kind::Trace, id));
        let marks = self.warmed.iter().chain(&self.hidden).map(|mark| &mark.by);
        let members = self.member_id.iter().chain(&self.by).chain(marks).map(|id| (Kind::Member, id));
        let rest = self.gathering.iter().map(|id| (Kind::Gathering, id));
        let rest = rest.chain(self.round.iter().map(|id| (Kind::Round, id)));
        members.chain(rest).chain(traces).map(|(kind, id)| (kind, id.clone())).collect()
    }
}
