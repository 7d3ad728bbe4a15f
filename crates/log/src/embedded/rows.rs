//! How the embedded log lies in its file.
//!
//! Entries stand in the order in which they came, of all logs together: a table that only ever grows at its end and whose rows
//! only ever shrink. So a commit changes few pages, however many logs it appends to; and SQLite never moves a body from one page
//! to another, which would leave a copy behind that no later erasure finds: `secure_delete` overwrites what is deleted, but not
//! what was moved. For the same reason no row of it is deleted.

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
    CREATE TABLE entries (entry INTEGER PRIMARY KEY, log INTEGER NOT NULL, term INTEGER NOT NULL, seq INTEGER NOT NULL,
        at_ms INTEGER NOT NULL, id BLOB NOT NULL, touched BLOB NOT NULL, head BLOB NOT NULL, checksum BLOB NOT NULL,
        state INTEGER NOT NULL, body_checksum BLOB, body BLOB);
    CREATE TABLE places (log INTEGER, term INTEGER, seq INTEGER, entry INTEGER NOT NULL, PRIMARY KEY (log, term, seq))
        WITHOUT ROWID;
    CREATE TABLE ids (id BLOB, log INTEGER, entry INTEGER NOT NULL, PRIMARY KEY (id, log)) WITHOUT ROWID;
    CREATE TABLE unsettled (name TEXT PRIMARY KEY, term INTEGER NOT NULL, seq INTEGER NOT NULL, nonce INTEGER NOT NULL)
        WITHOUT ROWID;
    CREATE TABLE about (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
";

/// States of a body. They differ in many of their bits, so that no single flipped one opens hidden words. Each takes one byte, so
/// that a row keeps its size.
pub(super) const OPEN: i64 = 0x3c;
pub(super) const CONCEALED: i64 = 0x43;
pub(super) const ERASED: i64 = 0x69;
/// There never was one.
pub(super) const NONE: i64 = 0x16;

/// The first bytes of a SHA-256: against damage, not against forgery.
pub(super) type Checksum = [u8; 8];

/// The part of an entry that is kept for ever.
pub(super) struct HeadRow<'a> {
    /// Its row in `entries`.
    pub(super) entry: i64,
    pub(super) log: i64,
    pub(super) position: Position,
    pub(super) at_ms: i64,
    pub(super) id: Uuid,
    /// 16 bytes for each id.
    pub(super) touched: &'a [u8],
    pub(super) head: &'a [u8],
    /// Whether it came with a body.
    pub(super) had_body: bool,
}

impl HeadRow<'_> {
    /// Says nothing about the body but whether there was one.
    pub(super) fn checksum(&self) -> Checksum {
        let Position { term, seq, nonce } = self.position;
        let mut hash = Sha256::new();
        let numbers = [unsigned(self.entry), unsigned(self.log), term, seq, nonce, unsigned(self.at_ms)];
        hash.update(numbers.map(u64::to_be_bytes).as_flattened());
        hash.update(self.id.as_bytes());
        hash.update([u8::from(self.had_body)]);
        hash.update((self.touched.len() as u64).to_be_bytes());
        hash.update(self.touched);
        hash.update(self.head);
        first(hash)
    }
}

/// Stands beside the body, and goes with it.
pub(super) fn checksum_of_body(entry: i64, body: &[u8]) -> Checksum {
    let mut hash = Sha256::new();
    hash.update(entry.to_be_bytes());
    hash.update(body);
    first(hash)
}

fn first(hash: Sha256) -> Checksum {
    let whole: [u8; 32] = hash.finalize().into();
    std::array::from_fn(|index| whole[index])
}

/// The body of a row as it stands now.
pub(super) fn body(
    entry: i64,
    position: &Position,
    [state, checksum, body]: [ValueRef<'_>; 3],
) -> Result<StoredBody, Failure> {
    let damaged = |what: &str| Failure::damaged(format!("entry {position}: {what}"));
    let state = state.as_i64().map_err(|_| damaged("its body has no state"))?;
    if [NONE, ERASED].contains(&state) {
        return Ok(StoredBody::None);
    }
    let (Ok(checksum), Ok(body)) = (checksum.as_blob(), body.as_blob()) else {
        return Err(damaged("its body is missing"));
    };
    if checksum_of_body(entry, body) != checksum {
        return Err(damaged("its body is not what was written"));
    }
    match state {
        OPEN => Ok(StoredBody::Open(Bytes::copy_from_slice(body))),
        CONCEALED => Ok(StoredBody::Concealed(Bytes::copy_from_slice(body))),
        _ => Err(damaged("its body is neither open nor concealed")),
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
