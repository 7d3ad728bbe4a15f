//! The frames on the socket, the bodies of the API, and the one table of errors that both use.
//!
//! Owns the door through which untrusted JSON becomes valid `board` types ([`Draft::check`]), and the export to
//! TypeScript. Never knows a socket or a store.

#![warn(missing_docs)]

mod api;
mod check;
mod close;
pub mod docs;
mod draft;
mod error;
#[cfg(feature = "export")]
pub mod export;
mod frame;
mod limits;
mod page;
mod read;
mod text;
mod transfer;

pub use api::{
    CardPage, CardQuery, Commands, Export, ImportOutcome, ImportResult, Invite, InviteInfo, InviteKind, InviteLink,
    JoinRequest, Joined, LookRequest, NewInvite, Problem, Snapshot, SnapshotQuery, TrailPage, TrailQuery, TrailView,
    WarmQuery,
};
pub use check::{CheckedInvite, Fault, check_half_life, check_secret};
pub use close::{CloseCode, CloseRow, ComeBack};
pub use draft::{Deed, Draft};
pub use error::{Code, ERRORS, ErrorRow};
pub use frame::{ClientFrame, SUBPROTOCOL, ServerFrame};
pub use limits::Limits;
pub use page::Asked;
pub use read::{Unreadable, read_json};
pub use text::{circle_name, member_name, trace_text};
pub use transfer::{ExportLine, HiddenMark, MemberLine, TraceLine, WarmMark};
