//! The patterns that a circle may use, each made of one of four parts. A circle can switch each off.
//!
//! A pattern with rules of its own has a file below. To add a pattern: a name and a row in the table here, the tags of
//! its deeds in [`Pattern::of`], its words and its view on the page.

pub(crate) mod agreement;
pub(crate) mod budding;
pub(crate) mod promise;
pub(crate) mod retro;
pub(crate) mod story;

use serde::{Deserialize, Deserializer, Serialize};

use crate::{Board, CircleRow, Facet, RoundKind, What};

/// A pattern by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// "Someone could …": untaken, then taken up.
    OpenEnds,
    /// "I will … by …": open, then kept, moved to another day, or let go.
    Promises,
    /// A prompt that each answers once, and whose answers each sees after that.
    Rounds,
    /// A span of time with a name.
    Gatherings,
    /// A day and time at which the space meets again and again.
    Rhythm,
    /// A few members with an intention, an end and a log of their own.
    Pods,
    /// "How do we want to be together": noticed, tried until a review, then lived, changed or let go.
    Agreements,
    /// A circle that has grown large seeds others.
    Budding,
    /// Who builds with whom, and groups in which new ties arise.
    Weave,
    /// What works, what to change, what to try; and what was learned by it.
    Retros,
    /// A member says that they rest, and is back by doing something.
    Resting,
    /// Traces of many, picked, put in an order and told with words between.
    Stories,
    /// Circles that let chosen stories cross to each other.
    Sisters,
}

/// What a pattern is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What else a trace is, and the states that it goes through.
    Facet,
    /// A log of its own.
    Space,
    /// A prompt, answered once by each.
    Round,
    /// A span of time.
    Gathering,
}

/// All patterns and the part that each is made of.
pub const PATTERNS: [(Pattern, Part); 13] = [
    (Pattern::OpenEnds, Part::Facet),
    (Pattern::Promises, Part::Facet),
    (Pattern::Rounds, Part::Round),
    (Pattern::Gatherings, Part::Gathering),
    (Pattern::Rhythm, Part::Gathering),
    (Pattern::Pods, Part::Space),
    (Pattern::Agreements, Part::Facet),
    (Pattern::Budding, Part::Space),
    (Pattern::Weave, Part::Space),
    (Pattern::Retros, Part::Gathering),
    (Pattern::Resting, Part::Space),
    (Pattern::Stories, Part::Facet),
    (Pattern::Sisters, Part::Space),
];

impl Pattern {
    /// The pattern that a deed begins or moves something of. Deeds that only refer to it (a trace that takes up an open
    /// end, a withdrawal, the end of a round) stay possible when it is off, so that no words are lost.
    pub(crate) fn of(what: &What) -> Option<Self> {
        match what {
            What::TraceLeft { facet: Some(Facet::Promise { .. }), .. }
            | What::FacetMoved { to: Facet::Promise { .. }, .. } => Some(Self::Promises),
            What::TraceLeft { facet: Some(Facet::Agreement { .. } | Facet::Wording { .. }), .. }
            | What::FacetMoved { to: Facet::Agreement { .. } | Facet::Wording { .. }, .. } => Some(Self::Agreements),
            What::TraceLeft { facet: Some(Facet::Story), .. }
            | What::StoryRetold { .. }
            | What::TellingAsked { .. } => Some(Self::Stories),
            What::TraceLeft { open: true, .. } => Some(Self::OpenEnds),
            What::RhythmSet { .. } | What::MeetingMoved { .. } => Some(Self::Rhythm),
            What::RoundOpened { kind: RoundKind::Retro, .. } | What::CardPut { .. } => Some(Self::Retros),
            What::RoundOpened { .. } | What::RoundAnswered { .. } => Some(Self::Rounds),
            What::GatheringOpened { .. } | What::GatheringChanged { .. } => Some(Self::Gatherings),
            What::PodCalled { .. } | What::PodInvited { .. } => Some(Self::Pods),
            What::MemberRests => Some(Self::Resting),
            What::CircleSeeded { .. } => Some(Self::Budding),
            _ => None,
        }
    }

    /// All patterns that a deed begins or moves something of: a trace may be marked by others besides its facet's.
    pub(crate) fn all_of(what: &What) -> impl Iterator<Item = Self> + use<> {
        let besides = match what {
            What::TraceLeft { learned, joint, .. } => {
                [learned.then_some(Self::Retros), joint.is_some().then_some(Self::Rounds)]
            }
            What::PodCalled { offered: true, .. } => [Some(Self::Weave), None],
            _ => [None, None],
        };
        Self::of(what).into_iter().chain(besides.into_iter().flatten())
    }

    /// The pattern that it depends on: if that is off, so is this.
    fn needs(self) -> Option<Self> {
        match self {
            Self::Retros => Some(Self::Rounds),
            Self::Sisters => Some(Self::Stories),
            _ => None,
        }
    }

    /// The known ones of a list, so that a later version's pattern leaves the others readable.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Self>>, D::Error> {
        let names = Option::<Vec<serde_json::Value>>::deserialize(deserializer)?;
        Ok(names.map(|names| names.into_iter().filter_map(|name| serde_json::from_value(name).ok()).collect()))
    }
}

impl Board {
    /// Whether a deed begins or moves something of a pattern that is switched off here. A pod's are those of its circle.
    #[must_use]
    pub fn is_switched_off(&self, what: &What) -> bool {
        Pattern::all_of(what).any(|pattern| self.is_off(pattern))
    }

    /// Whether a pattern is off by this board alone: a pod's has switched nothing off.
    #[must_use]
    pub fn is_off(&self, pattern: Pattern) -> bool {
        self.circle.as_ref().is_some_and(|circle| circle.is_off(pattern))
    }
}

impl CircleRow {
    /// Whether the circle has switched a pattern off, or one that it needs.
    #[must_use]
    pub fn is_off(&self, pattern: Pattern) -> bool {
        self.off.contains(&pattern) || pattern.needs().is_some_and(|needed| self.off.contains(&needed))
    }
}
