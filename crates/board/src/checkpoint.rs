//! A board as bytes, so that opening it costs only the entries since then. It can be deleted at any time: the log has
//! everything.
//!
//! The bytes are `TRCB`, the version (4 bytes, little-endian), the XXH3 hash of what follows (8 bytes), then postcard:
//! what can't be recomputed in the order of [`Kept`], and the newest stamp (8 bytes). Orders and indexes are recomputed
//! when it is read.

mod facets;
mod kept;
mod pods;
mod set_back;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::{Board, EntryId};
use kept::{Kept, KeptRef};

/// The version of the bytes. Raised whenever the fold would make another board from the same log, or the bytes change.
pub const CHECKPOINT_VERSION: u32 = 4;

const MAGIC: [u8; 4] = *b"TRCB";
const HEADER_BYTES: usize = 16;

/// Why bytes are no board. The reader then folds the log from its beginning.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// They have no header of a checkpoint.
    #[error("cannot read the checkpoint: these {0} bytes are none")]
    NotACheckpoint(usize),
    /// Another version of the fold wrote them.
    #[error("cannot read the checkpoint: it has version {0}, and this is version {CHECKPOINT_VERSION}")]
    Version(u32),
    /// They were altered or cut off.
    #[error("cannot read the checkpoint: its checksum doesn't match")]
    Checksum,
    /// They refer to something that does not exist.
    #[error("cannot read the checkpoint: {0}")]
    Content(String),
}

impl Board {
    /// The board as bytes. They hold no words except those in heads of the first format.
    #[must_use]
    pub fn checkpoint(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES + self.len() * 64);
        bytes.extend(MAGIC);
        bytes.extend(CHECKPOINT_VERSION.to_le_bytes());
        bytes.extend([0; 8]);
        // Postcard can write every board; if it ever failed, the checkpoint would be invalid and ignored.
        let bytes = postcard::to_extend(&KeptRef::of(self), bytes);
        let mut bytes = bytes.and_then(|bytes| postcard::to_extend(&Trailer::of(self), bytes)).unwrap_or_default();
        if let Some((header, content)) = bytes.split_at_mut_checked(HEADER_BYTES) {
            header[8..].copy_from_slice(&xxh3_64(content).to_le_bytes());
        }
        bytes
    }

    /// The board that [`Board::checkpoint`] was made of.
    ///
    /// # Errors
    /// [`CheckpointError`] where the bytes are of another version, damaged, or none of a board's.
    pub fn from_checkpoint(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let none = || CheckpointError::NotACheckpoint(bytes.len());
        let (header, content) = bytes.split_at_checked(HEADER_BYTES).ok_or_else(none)?;
        let [m0, m1, m2, m3, v0, v1, v2, v3, sum @ ..] = header else { return Err(none()) };
        if [*m0, *m1, *m2, *m3] != MAGIC {
            return Err(none());
        }
        match u32::from_le_bytes([*v0, *v1, *v2, *v3]) {
            CHECKPOINT_VERSION => {}
            other => return Err(CheckpointError::Version(other)),
        }
        if xxh3_64(content).to_le_bytes() != sum {
            return Err(CheckpointError::Checksum);
        }
        let unreadable = |error: postcard::Error| CheckpointError::Content(error.to_string());
        let (kept, behind) = postcard::take_from_bytes::<Kept>(content).map_err(unreadable)?;
        let mut board = kept.restore()?;
        board.stamp_ms = board.newest_stamp();
        // A checkpoint from before the trailer ends here.
        if !behind.is_empty() {
            postcard::from_bytes::<Trailer>(behind).map_err(unreadable)?.restore(&mut board);
        }
        Ok(board)
    }
}

/// The fields after those that former programs read.
#[derive(Serialize, Deserialize)]
struct Trailer {
    stamp_ms: Option<i64>,
    /// Why traces are hidden, by their numbers.
    reasons: Vec<(u32, EntryId)>,
}

impl Trailer {
    fn of(board: &Board) -> Self {
        Self { stamp_ms: board.stamp_ms, reasons: board.traces.reasons() }
    }

    fn restore(self, board: &mut Board) {
        board.stamp_ms = self.stamp_ms;
        board.traces.set_reasons(self.reasons);
    }
}
