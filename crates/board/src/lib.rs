//! Events, and the fold that makes a board of them.
//!
//! Owns the stored format (`event`, `door`), the fold ([`Board`]), warmth, trails and the answers that pages ask for.
//! Never touches I/O, async, a clock or randomness: time and ids arrive inside the event, so the same log gives the
//! same board on every machine.

mod answer;
pub mod door;
mod event;
mod id;

pub use answer::{Card, CardState, Circle, Counted, Member, MemberState, Reach, Trail};
pub use event::{Body, Event, FORMAT_VERSION, Head, Imported, Refusal, Role, Verdict, What};
pub use id::{CircleId, EntryId, MemberId, TraceId};
