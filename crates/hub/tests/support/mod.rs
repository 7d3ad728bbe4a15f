//! A space in memory, and connections that note what they get.
#![allow(dead_code, unused_imports, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod reader;
mod space;

use std::sync::Arc;

use bytes::Bytes;
use traceboard_hub::{AudienceKey, Channel, Config, Hub, Identity, Source};
use traceboard_position::Position;
use uuid::Uuid;

pub(crate) use reader::{Mode, Reader};
pub(crate) use space::Space;

pub(crate) const MEMBER: AudienceKey = 0;
pub(crate) const HOST: AudienceKey = 1;
/// How many rows one frame of the source holds.
pub(crate) const ROWS_MAX: usize = 8;

pub(crate) fn at(seq: u64) -> Position {
    Position { term: 1, seq, nonce: 7 }
}

pub(crate) fn identity(member: u128) -> Identity {
    Identity { member: Uuid::from_u128(member), key: Bytes::new() }
}

pub(crate) fn hub() -> Hub {
    Hub::new(Config::default())
}

pub(crate) fn open(hub: &Hub, space: &Arc<Space>) -> Channel {
    hub.open(Uuid::from_u128(1), Arc::clone(space) as Arc<dyn Source>)
}

/// Rows `r<first>` to `r<last>`.
pub(crate) fn rows(range: std::ops::RangeInclusive<u64>) -> Vec<String> {
    range.map(|row| format!("r{row}")).collect()
}
