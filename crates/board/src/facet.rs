//! The part *facet*: what a trace is besides its words, and the rule by which a later trace takes it up.
//!
//! A trace has at most one facet: it has an open end (`open` in its head), or one of [`Facet`]. A trace that builds on
//! it may take it up; the first standing one that does counts. So an open end is taken up, a promise is kept, and an
//! agreement goes on as another one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use traceboard_rhythm::day;

use crate::{
    TraceId,
    patterns::{
        agreement::{Agreements, Stage},
        promise::Promises,
        story::Stories,
    },
    takers::Takers,
};

/// The facet of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Facet {
    /// "I will … by …": its author means to do what it says.
    Promise {
        /// The day on which its author is asked, in the time zone of the circle.
        #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
        #[serde(deserialize_with = "day::read")]
        due: Date,
    },
    /// "How do we want to be together": a sentence that is tried before it is lived.
    Agreement {
        /// How far it is.
        stage: Stage,
        /// The day on which it is looked at again, in the time zone of the circle. Only one that is tried or lived has one, and one
        /// that is tried always.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day::read_optional")]
        #[cfg_attr(feature = "export", ts(optional, type = "string"), schema(value_type = Option<String>, format = Date))]
        review_on: Option<Date>,
    },
    /// An agreement in its author's own words. It builds on that agreement and on nothing else.
    Wording {
        /// Whether they share it. One who doesn't belongs all the same.
        shares: bool,
    },
    /// A story: its text is the title, its body tells it, citing other traces.
    Story,
}

impl Facet {
    /// Reads a facet. An unknown one is read as `None`, and the trace stays.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        let value = Option::<serde_json::Value>::deserialize(deserializer)?;
        Ok(value.and_then(|value| serde_json::from_value(value).ok()))
    }
}

/// Which of its parents' facets a trace takes up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TakenUp {
    /// Whether its head names them. If not, it takes up the open end of each parent, as before version 3.
    pub(crate) named: bool,
    /// A bit for each of its three places for parents.
    pub(crate) places: u8,
}

impl TakenUp {
    /// From a head's `takes_up`, the known parents, and what each of them offers.
    pub(crate) fn of(takes_up: Option<&[TraceId]>, parents: impl Iterator<Item = (TraceId, Holds)>) -> Self {
        let taken_up_parents = |(id, holds): (TraceId, Holds)| match (takes_up, holds) {
            (None, Holds::OpenEnd) => true,
            (Some(named), Holds::OpenEnd | Holds::ForNamed) => named.contains(&id),
            (None, Holds::ForNamed) | (_, Holds::Nothing) => false,
        };
        let places = parents
            .map(taken_up_parents)
            .zip(0..)
            .fold(0, |places, (taken_up_parents, place)| places | u8::from(taken_up_parents) << place);
        Self { named: takes_up.is_some(), places }
    }

    /// Whether the parent at an index is taken up.
    pub(crate) fn has(self, place: usize) -> bool {
        self.places >> place & 1 == 1
    }
}

/// What the author of a later trace can take up. A trace without a facet may get an open end by being reworded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    OpenEnd,
    /// Taken up only if the later trace names it: an own promise, or an agreement by another agreement.
    ForNamed,
    /// Another's promise, or a facet that is never taken up.
    Nothing,
}

/// The facets of a board.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facets {
    /// Few traces have one, and it stays also with those that were withdrawn.
    of: BTreeMap<u32, Facet>,
    pub(crate) takers: Takers,
    pub(crate) promises: Promises,
    pub(crate) agreements: Agreements,
    pub(crate) stories: Stories,
}

impl Facets {
    pub(crate) fn restore(of: BTreeMap<u32, Facet>, stories: Stories) -> Self {
        Self { of, stories, ..Self::default() }
    }

    pub(crate) fn all(&self) -> &BTreeMap<u32, Facet> {
        &self.of
    }

    pub(crate) fn get(&self, n: u32) -> Option<Facet> {
        self.of.get(&n).copied()
    }

    pub(crate) fn set(&mut self, n: u32, facet: Facet) {
        self.of.insert(n, facet);
    }
}
