//! Reading the embedded log: each call sees one commit.

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, Row, params, types::ValueRef};
use traceboard_position::Position;
use uuid::Uuid;

use super::{
    failure::Failure,
    rows::{self, HeadRow, NONE, decode_ids, unsigned},
};
use crate::{Entry, LogName, PAGE_BYTES_MAX, PAGE_ENTRIES_MAX, Page, StoredBody, UNSETTLED_MAX, Unsettled};

const LOG: &str = "SELECT log, format FROM logs WHERE name = ?1";
const LAST: &str = "SELECT p.term, p.seq, e.at_ms FROM places p LEFT JOIN entries e ON e.entry = p.entry
    WHERE p.log = ?1 ORDER BY p.term DESC, p.seq DESC LIMIT 1";
const TERM: &str = "SELECT nonce, ended FROM terms WHERE log = ?1 AND term = ?2";
const PAGE: &str =
    "SELECT p.term, p.seq, p.entry, e.at_ms, e.id, e.touched, e.head, e.checksum, e.state, e.body_checksum, e.body
    FROM places p LEFT JOIN entries e ON e.entry = p.entry
    WHERE p.log = ?1 AND (p.term, p.seq) > (?2, ?3) ORDER BY p.term, p.seq";
const BODY: &str = "SELECT e.term, e.seq, i.entry, e.state, e.body_checksum, e.body
    FROM ids i JOIN entries e ON e.entry = i.entry WHERE i.id = ?1 AND i.log = ?2";
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
    // A stamp that can't be read is as if it lay in the past.
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get_ref(2)?.as_i64().unwrap_or(0)));
    let Some((term, seq, at_ms)) = last.query_row([log], row).optional()? else { return Ok(None) };
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
    // A row that is missing is null, and so are values that are.
    let damaged = || Failure::damaged(format!("entry {position}: its head is not what was written"));
    let blob = |at: usize| row.get_ref(at)?.as_blob().map_err(|_| damaged());
    let (touched, head) = (blob(5)?, blob(6)?);
    let found = HeadRow {
        entry: row.get(2)?,
        log,
        position,
        at_ms: row.get_ref(3)?.as_i64().map_err(|_| damaged())?,
        id: Uuid::from_slice(blob(4)?).map_err(|_| damaged())?,
        touched,
        head,
        had_body: row.get_ref(8)?.as_i64() != Ok(NONE),
    };
    if found.checksum() != blob(7)? {
        return Err(damaged());
    }
    let body = [row.get_ref(8)?, row.get_ref(9)?, row.get_ref(10)?];
    Ok(Entry {
        position,
        previous,
        accepted_at_ms: found.at_ms,
        id: found.id,
        head: Bytes::copy_from_slice(head),
        body: rows::body(found.entry, &position, body)?,
        touched: decode_ids(touched),
    })
}

pub(super) fn bodies(read: &Connection, name: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, Failure> {
    let Some(Known { log, .. }) = known(read, name)? else { return Ok(vec![StoredBody::None; ids.len()]) };
    let mut body = read.prepare_cached(BODY)?;
    let find = |id: &Uuid| {
        let mut rows = body.query(params![id.as_bytes(), log])?;
        let Some(row) = rows.next()? else { return Ok(StoredBody::None) };
        let number = row.get(0)?;
        let Term { nonce, .. } = term_of(read, log, number)?;
        let position = Position { term: unsigned(number), seq: unsigned(row.get(1)?), nonce };
        rows::body(row.get(2)?, &position, [row.get_ref(3)?, row.get_ref(4)?, row.get_ref(5)?])
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
