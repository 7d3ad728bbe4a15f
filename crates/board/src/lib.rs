//! Events, and the fold that makes a board of them.
//!
//! Owns the stored format (`event`, `door`), the fold ([`Board`]), warmth, trails and the answers that pages ask for.
//! Never touches I/O, async, a clock or randomness: time and ids arrive inside the event, so the same log gives the
//! same board on every machine.
#![warn(missing_docs)]

mod answer;
mod answers;
mod board;
pub mod door;
mod event;
mod glow;
mod history;
mod id;
mod members;
mod rules;
mod traces;
mod trails;
pub mod warmth;
mod words;

pub use answer::{Card, CardState, Circle, Counted, Member, MemberState, Reach, Trail};
pub use board::{Board, Outcome};
pub use event::{Body, Event, FORMAT_VERSION, Head, Imported, Refusal, Role, Verdict, What};
pub use glow::{GLOW_CARDS_MAX, GLOW_STEPS_MAX};
pub use history::{Mark, MemberHistory, TraceHistory};
pub use id::{CircleId, EntryId, MemberId, TraceId};
pub use members::COLOURS;
pub use rules::{PARENTS_MAX, REWORDING_MS_MAX, REWORDINGS_MAX};
pub use trails::{PEOPLE_MAX, TRAILS_MAX};
