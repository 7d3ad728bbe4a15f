//! Reading the embedded log: each call sees one commit.

use redb::{Database, ReadableDatabase, ReadableTable};
use traceboard_position::Position;

use super::{
    Failure,
    rows::{BODIES, ENTRIES, Head, LOGS, TERMS, Term, decode_body, decode_entry},
};
use crate::{LogName, PAGE_BYTES_MAX, PAGE_ENTRIES_MAX, Page};

pub(super) fn head(database: &Database, log: &LogName) -> Result<Option<Position>, Failure> {
    let logs = database.begin_read()?.open_table(LOGS)?;
    Ok(Head::find(&logs, &log.to_string())?.map(|head| head.last))
}

/// Nothing, where no history goes on from `after`.
pub(super) fn page(database: &Database, log: &LogName, after: Option<Position>) -> Result<Option<Page>, Failure> {
    let read = database.begin_read()?;
    let Some(head) = Head::find(&read.open_table(LOGS)?, &log.to_string())? else {
        return Ok(after.is_none().then(|| Page { entries: Vec::new(), more: false }));
    };
    let terms = read.open_table(TERMS)?;
    if let Some(after) = after
        && !goes_on(&terms, &head, &after)?
    {
        return Ok(None);
    }
    let entries = read.open_table(ENTRIES)?;
    let bodies = read.open_table(BODIES)?;
    let mut page = Page { entries: Vec::new(), more: false };
    let mut bytes = 0;
    let mut previous = after;
    let mut term = None;
    let from = after.map_or((head.log, 0, 0), |after| (head.log, after.term, after.seq.saturating_add(1)));
    for row in entries.range(from..=(head.log, u64::MAX, u64::MAX))? {
        let (key, row) = row?;
        let place = key.value();
        let nonce = match term {
            Some((number, nonce)) if number == place.1 => nonce,
            _ => {
                let begun = Term::find(&terms, head.log, place.1)?;
                begun.ok_or_else(|| Failure::damaged(format!("term {} has no row", place.1)))?.nonce
            }
        };
        term = Some((place.1, nonce));
        let body = bodies.get(place)?;
        let body = body.as_ref().map(|body| body.value());
        bytes += row.value().len() + body.map_or(0, <[u8]>::len);
        if page.entries.len() == PAGE_ENTRIES_MAX || (bytes > PAGE_BYTES_MAX && !page.entries.is_empty()) {
            page.more = true;
            break;
        }
        let position = Position { term: place.1, seq: place.2, nonce };
        page.entries.push(decode_entry(row.value(), position, previous, decode_body(body)?)?);
        previous = Some(position);
    }
    Ok(Some(page))
}

fn goes_on(
    terms: &impl ReadableTable<(u32, u64), &'static [u8]>,
    head: &Head,
    after: &Position,
) -> Result<bool, Failure> {
    let Some(term) = Term::find(terms, head.log, after.term)? else { return Ok(false) };
    Ok(term.nonce == after.nonce && after.seq <= term.end.unwrap_or(head.last.seq))
}
