//! Time zones by their IANA names.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// A name that is no time zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot use time zone {0:?}: no zone of that name is known")]
pub struct Unknown(pub String);

/// A time zone, and what its clocks show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of an IANA name, as "Europe/Berlin". Names are compared without case, as the database does.
    ///
    /// # Errors
    /// [`Unknown`] for every other name.
    pub fn named(name: &str) -> Result<Self, Unknown> {
        let unknown = || Unknown(name.chars().take(64).collect());
        // The library accepts this one name although the database does not have it.
        if name.eq_ignore_ascii_case("Etc/Unknown") {
            return Err(unknown());
        }
        TimeZone::get(name).map(Self).map_err(|_| unknown())
    }

    /// UTC, the default of a circle without a zone.
    #[must_use]
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// A zone by a rule in the form of POSIX, for tests of rules that changed.
    ///
    /// # Errors
    /// [`Unknown`] where it is none.
    pub fn posix(rule: &str) -> Result<Self, Unknown> {
        TimeZone::posix(rule).map(Self).map_err(|_| Unknown(rule.to_owned()))
    }

    /// The instant at which clocks show a date and time, in Unix milliseconds. One that they skip counts as if they had
    /// not been set forward yet (half past two is half past three then), one that they show twice as the first: as RFC
    /// 5545, section 3.3.5, prescribes.
    ///
    /// None outside the years that instants reach.
    #[must_use]
    pub fn instant_ms(&self, at: DateTime) -> Option<i64> {
        self.0.to_ambiguous_timestamp(at).compatible().ok().map(Timestamp::as_millisecond)
    }

    /// What clocks show at an instant.
    #[must_use]
    pub fn clocks_at(&self, ms: i64) -> Option<DateTime> {
        Timestamp::from_millisecond(ms).ok().map(|at| self.0.to_datetime(at))
    }
}

/// The day in a zone at an instant; `None` outside the years -9999 to 9999.
#[must_use]
pub fn day_of(zone: &Zone, ms: i64) -> Option<Date> {
    zone.clocks_at(ms).map(DateTime::date)
}

/// The first instant of a day in a zone, in Unix milliseconds.
#[must_use]
pub fn first_ms_of(zone: &Zone, day: Date) -> Option<i64> {
    zone.instant_ms(day.at(0, 0, 0, 0))
}
