//! Connect, resume, outbox and backoff, for programs: the command, bots and tests.
//!
//! Owns how a client of Traceboard behaves: it redeems a link once, follows a board without a gap, and sends drafts in
//! order, once each, over any number of lost connections. [`Live`] follows states and posts, [`Mirror`] merges them
//! into a [`Board`], [`Entries`] reads the log. Never knows the server.
#![warn(missing_docs)]

mod backoff;
mod entries;
mod error;
mod http;
mod link;
mod live;
mod mirror;
mod outbox;
mod rows;
mod session;
mod tls;

pub use backoff::{Backoff, Chance, system_chance};
pub use entries::{Entries, Entry};
pub use error::ClientError;
pub use http::{Api, CircleLinks, ExportPieces, ImportAs};
pub use link::{Link, LinkError};
pub use live::{Carrier, EVENTS_MAX, End, Event, Live, Settings, TooManySpaces, WAIT_FIRST, WAIT_LONGEST};
pub use mirror::Mirror;
pub use outbox::{ACKED_KEPT, ACKED_MAX, Aside, OUTBOX_DRAFTS_MAX, Outbox, OutboxError, PIPELINE_MAX};
pub use rows::{Board, Missing, OwnPods, ROWS_MAX};
pub use session::Session;
pub use tls::for_base as trusted;
