//! When a space meets: a day and time that come again, in a time zone.
//!
//! A rhythm is stored as what people say ("every second Thursday at half past seven, in Berlin"), never as instants:
//! what a zone's clocks do is looked up when a meeting is asked for, so a changed rule of daylight saving moves the
//! meetings to come with it. Zone data are built in. No clock is read here: the time to count from is an argument.
#![warn(missing_docs)]

mod calendar;
pub mod day;
mod meeting;
mod rhythm;
mod zone;

pub use calendar::{Invitation, calendar};
pub use jiff::civil::{Date, Time, Weekday};
pub use meeting::{MEETINGS_MAX, Meeting, Moved, meetings};
pub use rhythm::{Every, Rhythm, Which};
pub use zone::{Unknown, Zone, day_of, first_ms_of};
