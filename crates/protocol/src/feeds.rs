//! Feeds: the addresses under which what the wall may show is read elsewhere.

use serde::{Deserialize, Serialize};
use traceboard_board::{self as board, EntryId, MemberId, TraceId};

use crate::{
    Bodies, Code, Fault,
    check::check_own_id,
    rows::called,
    wire::{first_name, first_named},
};

/// Makes the address of a feed (hosts).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewFeed {
    /// The id of the link (UUIDv7).
    pub id: EntryId,
}

/// A feed's new address. This is the only answer that has it: only the hash of its secret is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct FeedLink {
    /// The id of the link.
    pub id: EntryId,
    /// The address.
    pub address: String,
}

/// The standing address of a feed, as hosts see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct StandingFeed {
    /// Which.
    pub id: EntryId,
    /// The host who made it. Once they aren't with the circle, it shows nothing.
    pub by: MemberId,
}

impl NewFeed {
    /// Checks its id.
    ///
    /// # Errors
    /// [`Code::BadRequest`].
    pub fn check(&self) -> Result<(), (Code, Fault)> {
        check_own_id("link", self.id)
    }
}

/// What a feed shows, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedText {
    /// The circle's name, unless erased.
    pub circle: Option<String>,
    /// When its first member joined, in Unix milliseconds.
    pub began_at_ms: i64,
    /// The traces, newest first.
    pub traces: Vec<FeedEntry>,
}

/// A trace in a feed, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// Which.
    pub id: TraceId,
    /// The seed of the nearest trail that it stands in.
    pub seed: TraceId,
    /// Its author's name as the page shows it, unless erased.
    pub by: Option<String>,
    /// Whether a program left it.
    pub program: bool,
    /// When it was accepted, or happened where it was imported from; Unix milliseconds.
    pub at_ms: i64,
    /// When it got these words.
    pub worded_at_ms: i64,
    /// Its words.
    pub text: String,
    /// Its open end, where nobody has taken it up.
    pub open_end: Option<String>,
}

impl FeedText {
    /// When what it shows was left or reworded last, in Unix milliseconds.
    #[must_use]
    pub fn updated_at_ms(&self) -> i64 {
        self.traces.iter().map(|entry| entry.worded_at_ms).max().unwrap_or(self.began_at_ms)
    }

    /// A picture with its words. A trace whose words are gone meanwhile is left out.
    #[must_use]
    pub fn of(picture: board::FeedPicture, bodies: &Bodies) -> Self {
        let entry = |trace: board::FeedTrace| {
            let body = bodies.get(&trace.words)?;
            let named = first_named(&trace.names, bodies);
            let by = named.and_then(|body| Some(called(body.name.as_deref()?, body.twin)));
            Some(FeedEntry {
                id: trace.id,
                seed: trace.seed,
                by,
                program: trace.program,
                at_ms: trace.at_ms,
                worded_at_ms: trace.worded_at_ms,
                text: body.text.clone()?,
                open_end: body.open_end.clone().filter(|_| trace.open),
            })
        };
        Self {
            circle: first_name(&picture.name.entries, bodies).or(picture.name.head),
            began_at_ms: picture.began_at_ms,
            traces: picture.traces.into_iter().filter_map(entry).collect(),
        }
    }
}
