//! The layout of the embedded log's file.
//!
//! The entries of all logs are in one table, in the order of arrival: it only grows at its end, and its rows only
//! shrink. So a commit changes few pages, however many logs it appends to; and SQLite never moves a body from one page
//! to another, which would leave a copy behind that no later erasure finds: `secure_delete` overwrites what is deleted,
//! but not what was moved. For the same reason no row of it is deleted.

use bytes::Bytes;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use traceboard_position::Position;
use uuid::Uuid;

use super::repair;
use crate::StoredBody;

/// SQLite's application id for our files: `trcb`.
pub(super) const APPLICATION: i32 = 0x7472_6362;
/// The layout of these tables. A file with another one is not opened, but for one of [`LAYOUT_WITHOUT_PHOTOS`].
pub(super) const LAYOUT: i32 = 2;
/// The layout before photos: it gets their tables when it is opened, and is not opened by former versions from then on, because
/// they would leave the photos of what they erase.
pub(super) const LAYOUT_WITHOUT_PHOTOS: i32 = 1;

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
/// `photos` grows at its end and its rows only shrink, as in `entries`. The others hold numbers and ids.
pub(super) const PHOTO_TABLES: &str = "
    CREATE TABLE photos (photo INTEGER PRIMARY KEY, log INTEGER NOT NULL, id BLOB NOT NULL, by BLOB, about BLOB,
        checksum BLOB, small BLOB, full BLOB);
    CREATE TABLE photo_ids (id BLOB, log INTEGER, photo INTEGER NOT NULL, PRIMARY KEY (id, log)) WITHOUT ROWID;
    CREATE INDEX ids_of_photos ON photo_ids (photo);
    CREATE TABLE photo_holders (entry INTEGER PRIMARY KEY, photo INTEGER NOT NULL);
    CREATE INDEX holders_of_photos ON photo_holders (photo);
    CREATE TABLE photos_waiting (photo INTEGER PRIMARY KEY, log INTEGER NOT NULL, by BLOB NOT NULL, at_ms INTEGER NOT NULL);
";

/// States of a body. They differ in several bits, so that no single flipped bit opens hidden words. Each fits one byte,
/// so that a row keeps its size.
pub(super) const OPEN: i64 = 0x3c;
pub(super) const CONCEALED: i64 = 0x43;
pub(super) const ERASED: i64 = 0x69;
/// The entry never had a body.
pub(super) const NONE: i64 = 0x16;

/// The first bytes of a SHA-256. It detects damage, not forgery.
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

/// The part of an entry that is kept for ever, as it was written.
pub(super) struct Read {
    pub(super) at_ms: i64,
    pub(super) id: Uuid,
    pub(super) touched: Vec<u8>,
    pub(super) head: Vec<u8>,
}

impl HeadRow<'_> {
    /// The row as its checksum confirms it, with one altered byte changed back if needed, and the fault. `None` if it
    /// cannot be recovered.
    pub(super) fn read(&self, checksum: &[u8]) -> Option<(Read, Option<&'static str>)> {
        let Self { at_ms, id, touched, head, .. } = *self;
        let as_is = || Read { at_ms, id, touched: touched.to_vec(), head: head.to_vec() };
        let own = self.checksum();
        if own == checksum {
            return Some((as_is(), None));
        }
        if repair::is_near(checksum, &own) {
            return Some((as_is(), Some("its checksum is not what was written; the entry is")));
        }
        let is_right = |row: &HeadRow<'_>| row.checksum() == checksum;
        let stamp = |bytes: &[u8]| bytes.try_into().map_or(0, i64::from_be_bytes);
        let uuid = |bytes: &[u8]| Uuid::from_slice(bytes).unwrap_or_default();
        let mended = if let Some(head) = repair::one_byte(head, |head| is_right(&HeadRow { head, ..*self })) {
            Some(Read { head, ..as_is() })
        } else if let Some(touched) = repair::one_byte(touched, |touched| is_right(&HeadRow { touched, ..*self })) {
            Some(Read { touched, ..as_is() })
        } else if let Some(id) = repair::one_byte(id.as_bytes(), |id| is_right(&HeadRow { id: uuid(id), ..*self })) {
            Some(Read { id: uuid(&id), ..as_is() })
        } else {
            let at = repair::one_byte(&at_ms.to_be_bytes(), |at| is_right(&HeadRow { at_ms: stamp(at), ..*self }));
            at.map(|at| Read { at_ms: stamp(&at), ..as_is() })
        };
        if mended.is_none() {
            repair::failed();
        }
        Some((mended?, Some("its head is not what was written; with one byte changed back it is read")))
    }
}

/// Stored beside the body, and erased with it.
pub(super) fn checksum_of_body(entry: i64, body: &[u8]) -> Checksum {
    let mut hash = Sha256::new();
    hash.update(entry.to_be_bytes());
    hash.update(body);
    first(hash)
}

/// As much of a hash as is stored.
pub(super) fn first(hash: Sha256) -> Checksum {
    let whole: [u8; 32] = hash.finalize().into();
    std::array::from_fn(|index| whole[index])
}

/// The present body of a row, and its fault. [`StoredBody::None`] if it cannot be trusted.
pub(super) fn body(entry: i64, [state, checksum, body]: [ValueRef<'_>; 3]) -> (StoredBody, Option<&'static str>) {
    let lost = |what| (StoredBody::None, Some(what));
    let Ok(state) = state.as_i64() else { return lost("its body has no state") };
    if [NONE, ERASED].contains(&state) {
        return (StoredBody::None, None);
    }
    let (Ok(checksum), Ok(body)) = (checksum.as_blob(), body.as_blob()) else { return lost("its body is missing") };
    let words = |body: &[u8]| match state {
        OPEN => Some(StoredBody::Open(Bytes::copy_from_slice(body))),
        CONCEALED => Some(StoredBody::Concealed(Bytes::copy_from_slice(body))),
        _ => None,
    };
    let expected = checksum_of_body(entry, body);
    let (read, fault) = if expected == checksum {
        (words(body), None)
    } else if repair::is_near(checksum, &expected) {
        (words(body), Some("the checksum of its body is not what was written; the body is"))
    } else if let Some(mended) = repair::one_byte(body, |body| checksum_of_body(entry, body) == checksum) {
        (words(&mended), Some("its body is not what was written; with one byte changed back it is read"))
    } else {
        repair::failed();
        return lost("its body is not what was written, and can't be read");
    };
    read.map_or_else(|| lost("its body is neither open nor concealed"), |read| (read, fault))
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
