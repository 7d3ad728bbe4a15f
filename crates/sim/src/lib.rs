//! A simulation of circles: how many more traces get built on, and how many more ties arise, with warmth, open ends and *Reconnect* than
//! with a plain newest-first feed.
//!
//! It is a model, not a measurement of people: [`Assumptions`] holds everything that is assumed, and `docs/DOES_IT_WORK.md` what comes of
//! it, also where that is nothing. The same seeds give the same page: it uses no floating point but for the shares that it prints.
//! It is in no binary that is shipped.
#![warn(missing_docs)]

mod assumptions;
mod board;
mod dice;
mod groups;
mod page;
mod plot;
mod real;
mod run;
mod weeks;

pub use assumptions::{Arm, Assumptions, PER};
pub use page::{Page, page};
pub use real::Real;
pub use run::{Outcome, run};
