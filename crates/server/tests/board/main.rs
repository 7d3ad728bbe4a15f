//! The board as states: who sees which rows, by which way, and what no answer says.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod agreements;
mod figures;
mod former_names;
mod meetings;
mod pod_rights;
mod pods;
mod retros;
mod returning;
mod rights;
mod rounds;
mod snapshot;
mod spaces;
mod story;
mod unsettled;
mod ways;
mod weave;
