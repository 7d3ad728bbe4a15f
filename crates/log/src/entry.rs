//! Entries as they are appended and as they are read.

use bytes::Bytes;
use traceboard_position::Position;
use uuid::Uuid;

/// An entry to append. Its id makes the append idempotent: the same id with the same head and body is appended once,
/// however often and through whichever server it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// The author's own id.
    pub id: Uuid,
    /// Kept for ever.
    pub head: Bytes,
    /// Can be erased.
    pub body: Option<Bytes>,
    /// What happens to the bodies of earlier entries, or to this one's own, in the same commit. Not part of what a repeat
    /// must equal.
    pub touches: Vec<Touch>,
    /// The version of the format that head and body are written in. A log remembers the highest.
    pub format: u16,
    /// Whether a later call of [`crate::Log::touch`] has to erase or reveal words, once it is known whether the entry
    /// was refused. From the same commit on [`crate::Log::unsettled`] names the log.
    pub unsettles: bool,
    /// The photo that its body holds, if that is there: see [`crate::Photos`]. Not part of what a repeat must equal.
    pub photo: Option<Uuid>,
}

/// A change to the body of an earlier entry, or of the entry itself: so a body can be concealed from its first moment.
/// Touching a missing body changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// Erases it, for every reader at once.
    Erase(Uuid),
    /// Marks it as [`StoredBody::Concealed`] for readers.
    Conceal(Uuid),
    /// Opens it again.
    Reveal(Uuid),
}

impl Touch {
    /// The entry whose body is touched.
    #[must_use]
    pub fn id(&self) -> Uuid {
        match self {
            Self::Erase(id) | Self::Conceal(id) | Self::Reveal(id) => *id,
        }
    }
}

/// The outcome of an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was appended.
    Appended {
        /// Where.
        position: Position,
        /// When it was accepted, in Unix milliseconds.
        accepted_at_ms: i64,
    },
    /// It was in the log already, with the same head and body: the first outcome again.
    Repeated {
        /// Where.
        position: Position,
        /// When it was accepted, in Unix milliseconds.
        accepted_at_ms: i64,
    },
    /// The id belongs to an entry with another head or body; nothing was appended.
    Conflict,
}

/// An entry as it stands in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where.
    pub position: Position,
    /// The entry before it; absent for the first of the log. With it a reader sees every gap.
    pub previous: Option<Position>,
    /// When it was accepted, in Unix milliseconds; never below its predecessor's.
    pub accepted_at_ms: i64,
    /// The author's own id.
    pub id: Uuid,
    /// As it was sent.
    pub head: Bytes,
    /// As it stands now.
    pub body: StoredBody,
    /// The earlier entries whose bodies its append touched.
    pub touched: Vec<Uuid>,
}

/// A body as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredBody {
    /// There was none, or it was erased.
    None,
    /// As it was sent.
    Open(Bytes),
    /// As it was sent, but not for every reader.
    Concealed(Bytes),
}

impl StoredBody {
    /// The body that anyone who may read the log may read.
    #[must_use]
    pub fn open(&self) -> Option<&Bytes> {
        match self {
            Self::Open(bytes) => Some(bytes),
            Self::None | Self::Concealed(_) => None,
        }
    }

    /// The body, also where it is concealed.
    #[must_use]
    pub fn any(&self) -> Option<&Bytes> {
        match self {
            Self::Open(bytes) | Self::Concealed(bytes) => Some(bytes),
            Self::None => None,
        }
    }
}

/// A log with words that have yet to be erased or revealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// Which log.
    pub log: crate::LogName,
    /// The last entry that left such words.
    pub position: Position,
}

/// Whether what is appended through other servers is published to this one as it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publishing {
    /// It is: the store has just received a publication that it sent to itself.
    Arrives,
    /// It is not, or this is unknown: heads are read instead, several times a second.
    Fails,
}

/// A message to the subscribers of a log. Publications may be lost or come twice; the log itself is the truth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publication {
    /// An entry was appended.
    Entry(std::sync::Arc<Entry>),
    /// Bodies were touched without an entry.
    Touched(Vec<Uuid>),
    /// Something may have been missed (the connection was lost and is back): read the log.
    Missed,
}
