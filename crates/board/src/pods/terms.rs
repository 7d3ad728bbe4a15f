//! A pod's terms: its places, its last day, and its state.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use traceboard_position::Position;

use super::{POD_PLACES_MAX, POD_SILENT_MS, ZONE_DAYS, day, grace_days};
use crate::{Board, MemberId, members::Member, warmth};

/// A pod's own settings and state, on its own board. Only its members read them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How many can be in it.
    pub places: u8,
    /// Its last day.
    pub ends_on: Date,
    /// Whether it rests: until somebody does something in it.
    pub resting: bool,
    /// Whether it is closed: then it is only read.
    pub closed: bool,
    /// Who was invited and neither stepped in nor declined, oldest invitation first.
    pub invited: Vec<MemberId>,
    /// Whether it was offered: then only invited members step in, and the first of them hosts it.
    pub offered: bool,
    /// When somebody did something in it last, in Unix milliseconds.
    pub(crate) active_ms: i64,
}

/// A summary of a pod's log for its circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct PodSays {
    /// How many places are taken.
    pub taken: u8,
    /// Its last day.
    #[cfg_attr(feature = "export", ts(type = "string"), schema(value_type = String, format = Date))]
    pub ends_on: Date,
    /// Whether it rests.
    pub resting: bool,
    /// Whether it is closed.
    pub closed: bool,
}

impl Terms {
    /// In the place of terms that are lost: they shut nobody out, and close nothing.
    pub(crate) fn unknown(at_ms: i64) -> Self {
        let (places, ends_on) = (POD_PLACES_MAX, Date::MAX);
        let (invited, offered, resting, closed) = (Vec::new(), false, false, false);
        Self { places, ends_on, resting, closed, invited, offered, active_ms: at_ms }
    }

    /// The time at which it rests by itself if there is no activity before; `None` if it rests or is closed.
    #[must_use]
    pub fn rests_at_ms(&self) -> Option<i64> {
        (!self.resting && !self.closed).then(|| self.active_ms.saturating_add(POD_SILENT_MS))
    }

    /// Whether its last day has come, in some time zone: from then on any member may close it.
    pub(super) fn has_come_to_its_end(&self, accepted_at_ms: i64) -> bool {
        warmth::day(accepted_at_ms) >= day(self.ends_on) - ZONE_DAYS
    }

    pub(super) fn is_silent(&self, accepted_at_ms: i64) -> bool {
        self.rests_at_ms().is_some_and(|at_ms| accepted_at_ms >= at_ms)
    }
}

impl Board {
    /// The terms of the pod that this board is of; none for a circle's.
    #[must_use]
    pub fn terms(&self) -> Option<&Terms> {
        self.circle.as_ref()?.pod.as_ref()
    }

    /// The summary of this pod's board for its circle, and its position; `None` for a circle's board, and where the terms are lost,
    /// which the circle knows better.
    #[must_use]
    pub fn pod_says(&self) -> Option<(Position, PodSays)> {
        let terms = self.terms().filter(|_| !self.is_stand_in())?;
        let taken = u8::try_from(self.here().count()).unwrap_or(u8::MAX);
        let says = PodSays { taken, ends_on: terms.ends_on, resting: terms.resting, closed: terms.closed };
        Some((self.position()?, says))
    }

    /// The time from which on this pod is closed by itself: some days after its last one, at once where nobody stepped in. None where it
    /// is closed, and for a circle's board.
    #[must_use]
    pub fn pod_closes_at_ms(&self) -> Option<i64> {
        let terms = self.terms().filter(|terms| !terms.closed)?;
        let grace = grace_days(terms.offered && self.here().next().is_none());
        Some((day(terms.ends_on) + grace + ZONE_DAYS + 1).saturating_mul(warmth::DAY_MS))
    }

    /// The members who are here and can act, in the order in which they came first. Walks all who ever came: few, in a pod.
    pub fn here(&self) -> impl Iterator<Item = MemberId> + '_ {
        self.members.rows().iter().filter(|row| row.acts()).map(|row| row.id)
    }

    /// Whether this is a pod's board.
    pub(crate) fn is_pod(&self) -> bool {
        self.terms().is_some()
    }

    pub(super) fn is_full(&self) -> bool {
        let places = self.terms().map_or(u8::MAX, |terms| terms.places);
        self.members.rows().iter().filter(|row| Member::acts(row)).count() >= usize::from(places)
    }
}
