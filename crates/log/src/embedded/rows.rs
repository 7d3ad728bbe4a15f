//! How the embedded log lies in its file.
//!
//! Bodies stand apart from heads, in a table of their own that only ever grows at its end and whose rows only ever shrink. So
//! SQLite never moves a body from one page to another, which would leave a copy behind that no later erasure finds:
//! `secure_delete` overwrites what is deleted, but not what was moved. For the same reason no row of it is deleted.

use bytes::Bytes;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use traceboard_position::Position;
use uuid::Uuid;

use super::failure::Failure;
use crate::StoredBody;

/// Tells our files from those of others: `trcb`.
pub(super) const APPLICATION: i32 = 0x7472_6362;
/// The layout of these tables. A file with another one is not opened.
pub(super) const LAYOUT: i32 = 1;

/// A term's `ended` is its last seq, once a later term has begun. Nonces are the same 64 bits, read as a signed number.
pub(super) const TABLES: &str = "
    CREATE TABLE logs (name TEXT PRIMARY KEY, log INTEGER NOT NULL, format INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE terms (log INTEGER, term INTEGER, nonce INTEGER NOT NULL, ended INTEGER, PRIMARY KEY (log, term))
        WITHOUT ROWID;
    CREATE TABLE entries (log INTEGER, term INTEGER, seq INTEGER, at_ms INTEGER NOT NULL, id BLOB NOT NULL, body INTEGER,
        touched BLOB NOT NULL, head BLOB NOT NULL, checksum BLOB NOT NULL, PRIMARY KEY (log, term, seq)) WITHOUT ROWID;
    CREATE TABLE ids (log INTEGER, id BLOB, term INTEGER NOT NULL, seq INTEGER NOT NULL, body INTEGER,
        PRIMARY KEY (log, id)) WITHOUT ROWID;
    CREATE TABLE bodies (body INTEGER PRIMARY KEY, state INTEGER NOT NULL, checksum BLOB, words BLOB);
    CREATE TABLE unsettled (name TEXT PRIMARY KEY, term INTEGER NOT NULL, seq INTEGER NOT NULL, nonce INTEGER NOT NULL)
        WITHOUT ROWID;
    CREATE TABLE about (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
";

/// States of a body. They differ in most of their bits, so that no single flipped one opens hidden words.
pub(super) const OPEN: i64 = 0x3c;
pub(super) const CONCEALED: i64 = 0x43;
pub(super) const ERASED: i64 = 0;

/// The first bytes of a SHA-256: against damage, not against forgery.
pub(super) type Checksum = [u8; 8];

/// The part of an entry that is kept for ever.
pub(super) struct HeadRow<'a> {
    pub(super) log: i64,
    pub(super) position: Position,
    pub(super) at_ms: i64,
    pub(super) id: Uuid,
    /// Its row in `bodies`, where it came with one.
    pub(super) body: Option<i64>,
    /// 16 bytes for each id.
    pub(super) touched: &'a [u8],
    pub(super) head: &'a [u8],
}

impl HeadRow<'_> {
    /// Says nothing about the body but its row.
    pub(super) fn checksum(&self) -> Checksum {
        let Position { term, seq, nonce } = self.position;
        let mut hash = Sha256::new();
        hash.update(self.log.to_be_bytes());
        for part in [term, seq, nonce] {
            hash.update(part.to_be_bytes());
        }
        hash.update(self.at_ms.to_be_bytes());
        hash.update(self.id.as_bytes());
        hash.update(self.body.unwrap_or_default().to_be_bytes());
        hash.update((self.touched.len() as u64).to_be_bytes());
        hash.update(self.touched);
        hash.update(self.head);
        first(hash)
    }

    pub(super) fn verify(&self, stored: &[u8]) -> Result<(), Failure> {
        if self.checksum() == stored {
            return Ok(());
        }
        Err(Failure::damaged(format!("entry {}: its head is not what was written", self.position)))
    }
}

/// Stands beside the body, and goes with it.
pub(super) fn checksum_of_body(row: i64, words: &[u8]) -> Checksum {
    let mut hash = Sha256::new();
    hash.update(row.to_be_bytes());
    hash.update(words);
    first(hash)
}

fn first(hash: Sha256) -> Checksum {
    let whole: [u8; 32] = hash.finalize().into();
    std::array::from_fn(|index| whole[index])
}

/// What stands in a row of `bodies`: its state, checksum and words, all of them null where there is no such row.
pub(super) struct BodyRow<'a> {
    pub(super) state: ValueRef<'a>,
    pub(super) checksum: ValueRef<'a>,
    pub(super) words: ValueRef<'a>,
}

impl BodyRow<'_> {
    /// The body as it stands now; `row` as its entry, at `position`, names it.
    pub(super) fn read(&self, row: Option<i64>, position: &Position) -> Result<StoredBody, Failure> {
        let damaged = |what: &str| Failure::damaged(format!("entry {position}: {what}"));
        let Some(row) = row else { return Ok(StoredBody::None) };
        let state = self.state.as_i64().map_err(|_| damaged("its body is missing"))?;
        if state == ERASED {
            return Ok(StoredBody::None);
        }
        let (Ok(checksum), Ok(words)) = (self.checksum.as_blob(), self.words.as_blob()) else {
            return Err(damaged("its body is missing"));
        };
        if checksum_of_body(row, words) != checksum {
            return Err(damaged("its body is not what was written"));
        }
        match state {
            OPEN => Ok(StoredBody::Open(Bytes::copy_from_slice(words))),
            CONCEALED => Ok(StoredBody::Concealed(Bytes::copy_from_slice(words))),
            _ => Err(damaged("its body is neither open nor concealed")),
        }
    }
}

pub(super) fn encode_ids(ids: &[Uuid]) -> Vec<u8> {
    ids.iter().flat_map(|id| *id.as_bytes()).collect()
}

pub(super) fn decode_ids(bytes: &[u8]) -> Vec<Uuid> {
    bytes.as_chunks::<16>().0.iter().map(|id| Uuid::from_bytes(*id)).collect()
}

/// The same 64 bits. SQLite knows signed numbers only.
pub(super) fn signed(number: u64) -> i64 {
    i64::from_ne_bytes(number.to_ne_bytes())
}

/// Reverses [`signed`].
pub(super) fn unsigned(number: i64) -> u64 {
    u64::from_ne_bytes(number.to_ne_bytes())
}
