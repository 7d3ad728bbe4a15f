//! Taking a board in from a file, and handing it out as one.
//!
//! An export is what the board holds, not how it came to hold it: a circle line, a line for each member whom a trace names,
//! and a line for each trace in the order of the log, so that parents come first. Importing it into an empty circle gives
//! a board whose export is the same bytes.

mod entries;
mod export;
mod import;
mod line;
mod markdown;
mod pieces;
mod plan;

pub(crate) use export::{__path_export, export};
pub(crate) use import::{__path_import, import};
