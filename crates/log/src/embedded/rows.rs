//! How the embedded log lies in its file.

use bytes::Bytes;
use redb::{ReadableTable, TableDefinition};
use traceboard_position::Position;
use uuid::Uuid;

use super::Failure;
use crate::{Entry, StoredBody};

/// The layout of these rows. A file with another one is not opened.
pub(super) const FORMAT: u64 = 1;
/// In [`ABOUT`]: [`FORMAT`].
pub(super) const ABOUT_FORMAT: &str = "format";
/// In [`ABOUT`]: since when, in Unix milliseconds, erased bodies may still be in the file.
pub(super) const ABOUT_ERASED: &str = "erased";

type Place = (u32, u64, u64);
pub(super) type Rows<K> = TableDefinition<'static, K, &'static [u8]>;

/// Facts about the file.
pub(super) const ABOUT: TableDefinition<'static, &str, u64> = TableDefinition::new("about");
/// `group/name` -> [`Head`].
pub(super) const LOGS: Rows<&str> = Rows::new("logs");
/// (log, term) -> [`Term`].
pub(super) const TERMS: Rows<(u32, u64)> = Rows::new("terms");
/// (log, term, seq) -> [`encode_entry`].
pub(super) const ENTRIES: Rows<Place> = Rows::new("entries");
/// (log, term, seq) -> [`OPEN`] or [`CONCEALED`], then the body. Absent, where it is erased or there was none.
pub(super) const BODIES: Rows<Place> = Rows::new("bodies");
/// (log, id) -> [`Known`].
pub(super) const IDS: Rows<(u32, u128)> = Rows::new("ids");

pub(super) const OPEN: u8 = 0;
pub(super) const CONCEALED: u8 = 1;

/// Where a log ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) log: u32,
    pub(super) last: Position,
    pub(super) stamp: i64,
}

impl Head {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut row = self.log.to_be_bytes().to_vec();
        row.extend(encode_position(&self.last));
        row.extend(self.stamp.to_be_bytes());
        row
    }

    pub(super) fn decode(row: &[u8]) -> Result<Self, Failure> {
        let mut row = Reader(row);
        Ok(Self {
            log: u32::from_be_bytes(row.array()?),
            last: row.position()?,
            stamp: i64::from_be_bytes(row.array()?),
        })
    }

    pub(super) fn find(
        logs: &impl ReadableTable<&'static str, &'static [u8]>,
        name: &str,
    ) -> Result<Option<Self>, Failure> {
        logs.get(name)?.map(|row| Self::decode(row.value())).transpose()
    }
}

/// A stretch of history that can't have forked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) nonce: u64,
    /// The last seq, once a later term has begun.
    pub(super) end: Option<u64>,
}

impl Term {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut row = self.nonce.to_be_bytes().to_vec();
        if let Some(end) = self.end {
            row.extend(end.to_be_bytes());
        }
        row
    }

    pub(super) fn find(
        terms: &impl ReadableTable<(u32, u64), &'static [u8]>,
        log: u32,
        term: u64,
    ) -> Result<Option<Self>, Failure> {
        let Some(row) = terms.get((log, term))? else { return Ok(None) };
        let mut row = Reader(row.value());
        let nonce = u64::from_be_bytes(row.array()?);
        let end = if row.0.is_empty() { None } else { Some(u64::from_be_bytes(row.array()?)) };
        Ok(Some(Self { nonce, end }))
    }
}

/// An id that was appended, and what a repeat must equal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) position: Position,
    pub(super) stamp: i64,
    pub(super) digest: [u8; 32],
}

impl Known {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut row = encode_position(&self.position);
        row.extend(self.stamp.to_be_bytes());
        row.extend(self.digest);
        row
    }

    pub(super) fn decode(row: &[u8]) -> Result<Self, Failure> {
        let mut row = Reader(row);
        Ok(Self { position: row.position()?, stamp: i64::from_be_bytes(row.array()?), digest: row.array()? })
    }
}

/// Stamp, id, touched ids and head. Position, predecessor and body stand elsewhere.
pub(super) fn encode_entry(entry: &Entry) -> Result<Vec<u8>, Failure> {
    let touched = u16::try_from(entry.touched.len()).map_err(|_| Failure::damaged("more touches than fit in a row"))?;
    let mut row = entry.accepted_at_ms.to_be_bytes().to_vec();
    row.extend(entry.id.as_bytes());
    row.extend(touched.to_be_bytes());
    for id in &entry.touched {
        row.extend(id.as_bytes());
    }
    row.extend(&entry.head);
    Ok(row)
}

pub(super) fn decode_entry(
    row: &[u8],
    position: Position,
    previous: Option<Position>,
    body: StoredBody,
) -> Result<Entry, Failure> {
    let mut row = Reader(row);
    let accepted_at_ms = i64::from_be_bytes(row.array()?);
    let id = Uuid::from_bytes(row.array()?);
    let touched = u16::from_be_bytes(row.array()?);
    let touched = (0..touched).map(|_| Ok(Uuid::from_bytes(row.array()?))).collect::<Result<_, Failure>>()?;
    Ok(Entry { position, previous, accepted_at_ms, id, head: Bytes::copy_from_slice(row.0), body, touched })
}

pub(super) fn encode_body(state: u8, body: &[u8]) -> Vec<u8> {
    let mut row = Vec::with_capacity(1 + body.len());
    row.push(state);
    row.extend(body);
    row
}

pub(super) fn decode_body(row: Option<&[u8]>) -> Result<StoredBody, Failure> {
    match row {
        None => Ok(StoredBody::None),
        Some([OPEN, body @ ..]) => Ok(StoredBody::Open(Bytes::copy_from_slice(body))),
        Some([CONCEALED, body @ ..]) => Ok(StoredBody::Concealed(Bytes::copy_from_slice(body))),
        Some(_) => Err(Failure::damaged("a body is neither open nor concealed")),
    }
}

fn encode_position(position: &Position) -> Vec<u8> {
    [position.term, position.seq, position.nonce].iter().flat_map(|part| part.to_be_bytes()).collect()
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], Failure> {
        let (array, rest) = self.0.split_first_chunk().ok_or_else(|| Failure::damaged("a row is too short"))?;
        self.0 = rest;
        Ok(*array)
    }

    fn position(&mut self) -> Result<Position, Failure> {
        let mut part = || Ok::<_, Failure>(u64::from_be_bytes(self.array()?));
        Ok(Position { term: part()?, seq: part()?, nonce: part()? })
    }
}
