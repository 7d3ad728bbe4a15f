//! The frames on the socket, the bodies of the API, and the one table of errors that both use.
//!
//! Owns the door through which untrusted JSON becomes valid `board` types ([`Draft::check`]), and the export to
//! TypeScript. Never knows a socket or a store.

mod api;
mod draft;
mod error;
mod frame;
mod transfer;

pub use api::{
    CardPage, CardQuery, Commands, Export, ImportOutcome, ImportResult, Invite, InviteInfo, InviteKind, InviteLink,
    JoinRequest, Joined, LookRequest, NewInvite, Problem, Snapshot, SnapshotQuery, TrailPage, TrailQuery, TrailView,
    WarmQuery,
};
pub use draft::{Deed, Draft, Fault, Limits};
pub use error::{CloseCode, Code, ERRORS, ErrorRow};
pub use frame::{ClientFrame, SUBPROTOCOL, ServerFrame};
pub use transfer::{ExportLine, HiddenMark, MemberLine, TraceLine, WarmMark};
