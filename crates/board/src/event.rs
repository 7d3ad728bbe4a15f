//! The stored format of a circle's board log: a head that is kept for ever, and a body that can be erased.

use serde::{Deserialize, Serialize};

use crate::{EntryId, Imported, MemberId, What, warmth};

/// The version that [`Head::v`] carries today.
pub const FORMAT_VERSION: u8 = 3;
/// The versions of heads that this one reads. In others a known tag may have another meaning.
pub(crate) const FORMATS_READ: std::ops::RangeInclusive<u8> = 1..=FORMAT_VERSION;

/// One entry of a board's log as the fold gets it: without its body.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened, without words.
    pub head: Head,
    /// When the log accepted the entry, in Unix milliseconds; never below its predecessor's.
    pub accepted_at_ms: i64,
}

impl Event {
    /// The time for the feed and for warmth: an imported event's own, otherwise the log's. Clamped to the years 1 to
    /// 9999.
    #[must_use]
    pub fn at_ms(&self) -> i64 {
        warmth::time(self.head.imported.as_ref().map_or(self.accepted_at_ms, |imported| imported.at_ms))
    }

    /// An entry of a log as an event. A head that can't be read has the tag [`What::Unknown`], so that one bad entry never
    /// stops a fold.
    #[must_use]
    pub fn read(id: EntryId, head: &[u8], accepted_at_ms: i64) -> Self {
        let nobody = MemberId(uuid::Uuid::nil());
        let unreadable = Head { v: 0, id, by: nobody, written_at_ms: 0, imported: None, what: What::Unknown };
        // The log's id is used: it made the append idempotent.
        let head = serde_json::from_slice::<Head>(head).ok().filter(|head| head.id == id).unwrap_or(unreadable);
        Self { head, accepted_at_ms }
    }
}

/// What happened, to what and by whom. The fold reads nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
pub struct Head {
    /// The version of this format, [`FORMAT_VERSION`].
    pub v: u8,
    /// The author's own id of this entry. A trace's id is the id of the entry that left it.
    pub id: EntryId,
    /// The member who acts.
    pub by: MemberId,
    /// The author's clock at the time of writing, in Unix milliseconds.
    #[cfg_attr(feature = "export", ts(type = "number"))]
    pub written_at_ms: i64,
    /// Set where a host brought the entry in from a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "export", ts(optional))]
    pub imported: Option<Imported>,
    /// What was done.
    #[serde(flatten)]
    pub what: What,
}

impl Head {
    /// The head of an entry of today's format, which comes from no file.
    #[must_use]
    pub fn new(id: EntryId, by: MemberId, written_at_ms: i64, what: What) -> Self {
        Self { v: FORMAT_VERSION, id, by, written_at_ms, imported: None, what }
    }
}
