//! The weave of a circle: who builds with whom, as ties of three thicknesses, and groups in which the most new ties arise.
//!
//! Pure: people are numbers from 0, and the caller maps them. No answer holds a count or a strength: a tie is thin,
//! middle or thick, by its rank among all ties, and the same for both.
#![warn(missing_docs)]

mod chance;
mod costs;
mod exact;
mod exchange;
mod groups;
mod ties;

pub use exact::EXACT_PEOPLE_MAX;
pub use exchange::EVALUATIONS_MAX;
pub use groups::{GROUP_MAX, GROUP_MIN, reconnect};
pub use ties::{Thickness, Tie, Weave};
