//! Looking for words in any script: the form in which they are compared, and an index of which numbers have them.
//!
//! Owns what counts as the same word ([`Terms`], [`indexed_form`]) and the file of an index ([`Index`]). Never knows a board, a log, or who
//! may see what: it gives numbers, and whoever asks decides which of them are shown.
#![warn(missing_docs)]

mod folded;
mod index;
mod scripts;
mod terms;

pub use folded::indexed_form;
pub use index::{Index, SearchError};
pub use terms::{MARKS_MAX, Marks, TERM_CHARS_MAX, TERMS_MAX, Terms};
