//! Reading the embedded log: each call sees one commit.

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, Row, params, types::ValueRef};
use traceboard_position::Position;
use uuid::Uuid;

use super::{
    failure::Failure,
    rows::{BodyRow, HeadRow, decode_ids, unsigned},
};
use crate::{Entry, LogName, PAGE_BYTES_MAX, PAGE_ENTRIES_MAX, Page, StoredBody, UNSETTLED_MAX, Unsettled};

const LOG: &str = "SELECT log, format FROM logs WHERE name = ?1";
const LAST: &str = "SELECT term, seq, at_ms FROM entries WHERE log = ?1 ORDER BY term DESC, seq DESC LIMIT 1";
const TERM: &str = "SELECT nonce, ended FROM terms WHERE log = ?1 AND term = ?2";
const PAGE: &str = "SELECT e.term, e.seq, e.at_ms, e.id, e.body, e.touched, e.head, e.checksum, b.state, b.checksum, b.words
    FROM entries e LEFT JOIN bodies b ON b.body = e.body
    WHERE e.log = ?1 AND (e.term, e.seq) > (?2, ?3) ORDER BY e.term, e.seq";
const BODY: &str = "SELECT i.term, i.seq, i.body, b.state, b.checksum, b.words
    FROM ids i LEFT JOIN bodies b ON b.body = i.body WHERE i.log = ?1 AND i.id = ?2";
const UNSETTLED: &str = "SELECT name, term, seq, nonce FROM unsettled";

/// A log that has begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// Its number in the tables.
    pub(super) log: i64,
    pub(super) format: u16,
}

pub(super) fn known(read: &Connection, name: &LogName) -> Result<Option<Known>, Failure> {
    let mut log = read.prepare_cached(LOG)?;
    let known = |row: &Row<'_>| Ok(Known { log: row.get(0)?, format: row.get(1)? });
    Ok(log.query_row([name.to_string()], known).optional()?)
}

/// Where a log ends, and the stamp there.
pub(super) fn last(read: &Connection, log: i64) -> Result<Option<(Position, i64)>, Failure> {
    let mut last = read.prepare_cached(LAST)?;
    let last = last.query_row([log], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    let Some((term, seq, at_ms)) = last else { return Ok(None) };
    let Term { nonce, .. } = term_of(read, log, term)?;
    Ok(Some((Position { term: unsigned(term), seq: unsigned(seq), nonce }, at_ms)))
}

/// A stretch of history that can't have forked.
struct Term {
    nonce: u64,
    /// The last seq, once a later term has begun.
    end: Option<u64>,
}

fn find_term(read: &Connection, log: i64, number: i64) -> Result<Option<Term>, Failure> {
    let mut find = read.prepare_cached(TERM)?;
    let term =
        |row: &Row<'_>| Ok(Term { nonce: unsigned(row.get(0)?), end: row.get::<_, Option<i64>>(1)?.map(unsigned) });
    Ok(find.query_row([log, number], term).optional()?)
}

fn term_of(read: &Connection, log: i64, number: i64) -> Result<Term, Failure> {
    find_term(read, log, number)?.ok_or_else(|| Failure::damaged(format!("term {number} has no row")))
}

pub(super) fn head(read: &Connection, name: &LogName) -> Result<Option<Position>, Failure> {
    let Some(Known { log, .. }) = known(read, name)? else { return Ok(None) };
    Ok(last(read, log)?.map(|(position, _)| position))
}

/// Nothing, where no history goes on from `after`. A page ends before a damaged entry; one that would begin with it fails.
pub(super) fn page(read: &Connection, name: &LogName, after: Option<Position>) -> Result<Option<Page>, Failure> {
    let Some(Known { log, .. }) = known(read, name)? else {
        return Ok(after.is_none().then(|| Page { entries: Vec::new(), more: false }));
    };
    let mut from = [-1, -1];
    if let Some(after) = after {
        let Some(head) = last(read, log)? else { return Ok(None) };
        match goes_on(read, log, &head.0, &after)? {
            Some(place) => from = place,
            None => return Ok(None),
        }
    }
    let mut rows = read.prepare_cached(PAGE)?;
    let mut rows = rows.query(params![log, from[0], from[1]])?;
    let mut page = Page { entries: Vec::new(), more: false };
    let mut previous = after;
    let mut bytes = 0;
    let mut term = None;
    while let Some(row) = rows.next()? {
        bytes += length(row.get_ref(6)?) + length(row.get_ref(10)?);
        if page.entries.len() == PAGE_ENTRIES_MAX || (bytes > PAGE_BYTES_MAX && !page.entries.is_empty()) {
            page.more = true;
            break;
        }
        let number = row.get(0)?;
        let nonce = match term {
            Some((known, nonce)) if known == number => nonce,
            _ => term_of(read, log, number)?.nonce,
        };
        term = Some((number, nonce));
        let position = Position { term: unsigned(number), seq: unsigned(row.get(1)?), nonce };
        match entry(row, log, position, previous) {
            Ok(entry) => page.entries.push(entry),
            // What comes before it is whole, and the next page begins with it.
            Err(Failure::Damaged(_)) if !page.entries.is_empty() => {
                page.more = true;
                break;
            }
            Err(failure) => return Err(failure),
        }
        previous = Some(position);
    }
    Ok(Some(page))
}

/// The row that `after` names, where the history of this log goes on from it. A reader may send numbers beyond what a row
/// can have.
fn goes_on(read: &Connection, log: i64, head: &Position, after: &Position) -> Result<Option<[i64; 2]>, Failure> {
    let (Ok(number), Ok(seq)) = (i64::try_from(after.term), i64::try_from(after.seq)) else { return Ok(None) };
    let Some(term) = find_term(read, log, number)? else { return Ok(None) };
    let goes_on = term.nonce == after.nonce && after.seq <= term.end.unwrap_or(head.seq);
    Ok(goes_on.then_some([number, seq]))
}

fn length(value: ValueRef<'_>) -> usize {
    value.as_blob_or_null().ok().flatten().map_or(0, <[u8]>::len)
}

/// Reads a row of [`PAGE`].
fn entry(row: &Row<'_>, log: i64, position: Position, previous: Option<Position>) -> Result<Entry, Failure> {
    let damaged = |what: &str| Failure::damaged(format!("entry {position}: {what}"));
    let not_written = |_| damaged("its head is not what was written");
    let (touched, head) = (row.get_ref(5)?.as_blob()?, row.get_ref(6)?.as_blob()?);
    let found = HeadRow {
        log,
        position,
        at_ms: row.get(2)?,
        id: Uuid::from_slice(row.get_ref(3)?.as_blob()?).map_err(not_written)?,
        body: row.get(4)?,
        touched,
        head,
    };
    found.verify(row.get_ref(7)?.as_blob()?)?;
    let body = BodyRow { state: row.get_ref(8)?, checksum: row.get_ref(9)?, words: row.get_ref(10)? };
    Ok(Entry {
        position,
        previous,
        accepted_at_ms: found.at_ms,
        id: found.id,
        head: Bytes::copy_from_slice(head),
        body: body.read(found.body, &position)?,
        touched: decode_ids(touched),
    })
}

pub(super) fn bodies(read: &Connection, name: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, Failure> {
    let Some(Known { log, .. }) = known(read, name)? else { return Ok(vec![StoredBody::None; ids.len()]) };
    let mut body = read.prepare_cached(BODY)?;
    let find = |id: &Uuid| {
        let mut rows = body.query(params![log, id.as_bytes()])?;
        let Some(row) = rows.next()? else { return Ok(StoredBody::None) };
        let number = row.get(0)?;
        let Term { nonce, .. } = term_of(read, log, number)?;
        let position = Position { term: unsigned(number), seq: unsigned(row.get(1)?), nonce };
        let body = BodyRow { state: row.get_ref(3)?, checksum: row.get_ref(4)?, words: row.get_ref(5)? };
        body.read(row.get(2)?, &position)
    };
    ids.iter().map(find).collect()
}

pub(super) fn unsettled(read: &Connection) -> Result<Vec<Unsettled>, Failure> {
    let mut unsettled = read.prepare_cached(UNSETTLED)?;
    let mut rows = unsettled.query([])?;
    let mut found = Vec::new();
    while found.len() < UNSETTLED_MAX
        && let Some(row) = rows.next()?
    {
        let name: String = row.get(0)?;
        let log = name.split_once('/').and_then(|(group, name)| LogName::new(group, name).ok());
        let log = log.ok_or_else(|| Failure::damaged(format!("{name:?} is no name of a log")))?;
        let position =
            Position { term: unsigned(row.get(1)?), seq: unsigned(row.get(2)?), nonce: unsigned(row.get(3)?) };
        found.push(Unsettled { log, position });
    }
    Ok(found)
}
