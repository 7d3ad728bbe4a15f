//! Reading the embedded log: each call sees one commit.

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, Row, params};
use traceboard_position::Position;
use uuid::Uuid;

use super::{
    failure::Failure,
    rows::{self, HeadRow, NONE, decode_ids, unsigned},
};
use crate::{Damage, Entry, LogName, PAGE_BYTES_MAX, PAGE_ENTRIES_MAX, Page, StoredBody, UNSETTLED_MAX, Unsettled};

const LOG: &str = "SELECT log, format FROM logs WHERE name = ?1";
const LAST: &str = "SELECT term, seq, entry FROM places WHERE log = ?1 ORDER BY term DESC, seq DESC LIMIT 1";
const STAMP: &str = "SELECT at_ms FROM entries WHERE entry = ?1";
const TERM: &str = "SELECT nonce, ended FROM terms WHERE log = ?1 AND term = ?2";
/// Two statements for positions and entries: an unreadable entry must not end the list.
const PLACES: &str = "SELECT term, seq, entry FROM places WHERE log = ?1 AND (term, seq) > (?2, ?3) ORDER BY term, seq";
const ENTRY: &str =
    "SELECT at_ms, id, touched, head, checksum, state, body_checksum, body FROM entries WHERE entry = ?1";
const BODY: &str = "SELECT i.entry, e.state, e.body_checksum, e.body
    FROM ids i JOIN entries e ON e.entry = i.entry WHERE i.id = ?1 AND i.log = ?2";
const UNSETTLED: &str = "SELECT name, term, seq, nonce FROM unsettled";

/// A log that has begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct LogRow {
    /// Its number in the tables.
    pub(super) log: i64,
    pub(super) format: u16,
}

pub(super) fn known(read: &Connection, name: &LogName) -> Result<Option<LogRow>, Failure> {
    let mut log = read.prepare_cached(LOG)?;
    let known = |row: &Row<'_>| Ok(LogRow { log: row.get(0)?, format: row.get(1)? });
    Ok(log.query_row([name.to_string()], known).optional()?)
}

/// The name of one of the logs.
pub(super) fn any_log(read: &Connection) -> Result<Option<String>, Failure> {
    Ok(read.query_row("SELECT name FROM logs LIMIT 1", [], |row| row.get(0)).optional()?)
}

/// Where a log ends, and the stamp there.
pub(super) fn last(read: &Connection, log: i64) -> Result<Option<(Position, i64)>, Failure> {
    let mut last = read.prepare_cached(LAST)?;
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?));
    let Some((term, seq, entry)) = last.query_row([log], row).optional()? else { return Ok(None) };
    // An unreadable stamp counts as past.
    let at_ms = read.prepare_cached(STAMP)?.query_row([entry], |row| row.get(0)).unwrap_or(0);
    let Term { nonce, .. } = term_of(read, log, term)?;
    Ok(Some((Position { term: unsigned(term), seq: unsigned(seq), nonce }, at_ms)))
}

/// A part of the history that cannot have forked.
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
    let Some(LogRow { log, .. }) = known(read, name)? else { return Ok(None) };
    Ok(last(read, log)?.map(|(position, _)| position))
}

/// `None` if no history continues from `after`. Entries that cannot be read are skipped and named.
pub(super) fn page(read: &Connection, name: &LogName, after: Option<Position>) -> Result<Option<Page>, Failure> {
    let mut page = Page { entries: Vec::new(), more: false, last: None, damaged: Vec::new() };
    let Some(LogRow { log, .. }) = known(read, name)? else { return Ok(after.is_none().then_some(page)) };
    let mut from = [-1, -1];
    if let Some(after) = after {
        let Some(head) = last(read, log)? else { return Ok(None) };
        match goes_on(read, log, &head.0, &after)? {
            Some(place) => from = place,
            None => return Ok(None),
        }
    }
    let mut places = read.prepare_cached(PLACES)?;
    let mut places = places.query(params![log, from[0], from[1]])?;
    let mut bytes = 0;
    let mut term = None;
    while let Some(place) = places.next()? {
        if page.entries.len() + page.damaged.len() >= PAGE_ENTRIES_MAX || bytes > PAGE_BYTES_MAX {
            page.more = true;
            break;
        }
        let number = place.get(0)?;
        let nonce = match term {
            Some((known, nonce)) if known == number => nonce,
            _ => term_of(read, log, number)?.nonce,
        };
        term = Some((number, nonce));
        let position = Position { term: unsigned(number), seq: unsigned(place.get(1)?), nonce };
        let previous = page.last.or(after);
        page.last = Some(position);
        let what = match entry(read, place.get(2)?, log, position, previous) {
            Ok((entry, fault)) => {
                bytes += entry.head.len() + entry.body.any().map_or(0, Bytes::len);
                page.entries.push(entry);
                fault.map(str::to_owned)
            }
            Err(Failure::Damaged(what)) => Some(what),
            Err(failure) => return Err(failure),
        };
        page.damaged.extend(what.map(|what| Damage { position, what }));
    }
    Ok(Some(page))
}

/// The row of `after`, if the history of this log continues from it. A reader may send numbers larger than any row has.
fn goes_on(read: &Connection, log: i64, head: &Position, after: &Position) -> Result<Option<[i64; 2]>, Failure> {
    let (Ok(number), Ok(seq)) = (i64::try_from(after.term), i64::try_from(after.seq)) else { return Ok(None) };
    let Some(term) = find_term(read, log, number)? else { return Ok(None) };
    let goes_on = term.nonce == after.nonce && after.seq <= term.end.unwrap_or(head.seq);
    Ok(goes_on.then_some([number, seq]))
}

/// An entry, and its fault if it could be read nevertheless.
fn entry(
    read: &Connection,
    number: i64,
    log: i64,
    position: Position,
    previous: Option<Position>,
) -> Result<(Entry, Option<&'static str>), Failure> {
    let damaged = || Failure::damaged("its head is not what was written, and can't be read");
    let mut find = read.prepare_cached(ENTRY)?;
    let mut rows = find.query([number])?;
    let row = rows.next()?.ok_or_else(|| Failure::damaged("it is missing"))?;
    let blob = |at: usize| row.get_ref(at)?.as_blob().map_err(|_| damaged());
    let found = HeadRow {
        entry: number,
        log,
        position,
        at_ms: row.get_ref(0)?.as_i64().map_err(|_| damaged())?,
        id: Uuid::from_slice(blob(1)?).map_err(|_| damaged())?,
        touched: blob(2)?,
        head: blob(3)?,
        had_body: row.get_ref(5)?.as_i64() != Ok(NONE),
    };
    let (mended, fault) = found.read(blob(4)?).ok_or_else(damaged)?;
    let (body, of_body) = rows::body(number, [row.get_ref(5)?, row.get_ref(6)?, row.get_ref(7)?]);
    let entry = Entry {
        position,
        previous,
        accepted_at_ms: mended.at_ms,
        id: mended.id,
        head: Bytes::from(mended.head),
        body,
        touched: decode_ids(&mended.touched),
    };
    Ok((entry, fault.or(of_body)))
}

pub(super) fn bodies(read: &Connection, name: &LogName, ids: &[Uuid]) -> Result<Vec<StoredBody>, Failure> {
    let Some(LogRow { log, .. }) = known(read, name)? else { return Ok(vec![StoredBody::None; ids.len()]) };
    let mut body = read.prepare_cached(BODY)?;
    let mut find = |id: &Uuid| -> Result<_, Failure> {
        let mut rows = body.query(params![id.as_bytes(), log])?;
        let Some(row) = rows.next()? else { return Ok((StoredBody::None, None)) };
        Ok(rows::body(row.get(0)?, [row.get_ref(1)?, row.get_ref(2)?, row.get_ref(3)?]))
    };
    let found = ids.iter().map(|id| {
        let (body, fault) = match find(id) {
            Ok((body, fault)) => (body, fault.map(str::to_owned)),
            // An unreadable page of the file; other bodies are on other pages.
            Err(Failure::Damaged(fault)) => (StoredBody::None, Some(fault)),
            Err(failure) => return Err(failure),
        };
        if let Some(fault) = fault {
            tracing::error!(log.name = %name, entry.id = %id, fault, "an entry is damaged: run `traceboard check`");
        }
        Ok(body)
    });
    found.collect()
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
