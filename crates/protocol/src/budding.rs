//! Seeding a circle.

use serde::{Deserialize, Serialize};
use traceboard_board::EntryId;

/// What a host asks for who seeds a circle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct SeedRequest {
    /// The request's own id, a UUID of version 7: the same again founds no second circle.
    pub id: EntryId,
    /// The new circle's name; 1 to 60 grapheme clusters on one line.
    pub name: String,
}
