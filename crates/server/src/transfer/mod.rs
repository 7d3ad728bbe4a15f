//! Import and export of a board.
//!
//! An export is what the board holds, not how it came to hold it: a circle line, a line for each member whom another line names,
//! gatherings, each trace in the order of the log, so that parents come first, and rounds in theirs: at the end, or before the first trace
//! that lets an answer out of one. Importing it into an empty circle gives a board whose export is the same bytes.
//!
//! Pods are in no file of their circle, which knows nothing of what is in them: each has a file of its own, by its members.

mod archive;
mod entries;
mod export;
mod import;
mod line;
pub(crate) mod markdown;
mod pieces;
mod plan;
mod together;

pub(crate) use export::{__path_export, export};
pub(crate) use import::{__path_import, import};
