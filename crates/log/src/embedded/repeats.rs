//! What stands in a log under an id that comes again.

use rusqlite::{Connection, OptionalExtension, params};
use traceboard_position::Position;
use uuid::Uuid;

use super::{
    failure::Failure,
    read::{self, LogRow},
    rows::{ERASED, HeadRow, NONE, unsigned},
};
use crate::{LogName, NewEntry, Outcome};

const FIND_ID: &str = "SELECT entry FROM ids WHERE id = ?1 AND log = ?2";
const FIND_ENTRY: &str =
    "SELECT e.term, e.seq, t.nonce, e.at_ms, e.head, e.touched, e.checksum, e.state, e.body FROM entries e
    JOIN terms t ON t.log = e.log AND t.term = e.term WHERE e.entry = ?1";

/// What an append of this entry would be answered, where the log holds its id.
pub(super) fn find(read: &Connection, name: &LogName, new: &NewEntry) -> Result<Option<Outcome>, Failure> {
    let Some(LogRow { log, .. }) = read::known(read, name)? else { return Ok(None) };
    let Some(entry) = find_id(read, log, &new.id)? else { return Ok(None) };
    compare(read, log, entry, new).map(Some)
}

/// The row of an id, in a log.
pub(super) fn find_id(read: &Connection, log: i64, id: &Uuid) -> Result<Option<i64>, Failure> {
    let mut find = read.prepare_cached(FIND_ID)?;
    Ok(find.query_row(params![id.as_bytes(), log], |row| row.get(0)).optional()?)
}

/// Whether an entry is what stands in the log under its id. An erased body equals any: nothing is kept to compare it with.
pub(super) fn compare(read: &Connection, log: i64, entry: i64, new: &NewEntry) -> Result<Outcome, Failure> {
    let mut find = read.prepare_cached(FIND_ENTRY)?;
    let mut rows = find.query([entry])?;
    let row = rows.next()?.ok_or_else(|| Failure::damaged(format!("id {} has no entry", new.id)))?;
    let position = Position { term: unsigned(row.get(0)?), seq: unsigned(row.get(1)?), nonce: unsigned(row.get(2)?) };
    let (at_ms, head, state) = (row.get(3)?, row.get_ref(4)?.as_blob()?, row.get::<_, i64>(7)?);
    let touched = row.get_ref(5)?.as_blob()?;
    let had_body = state != NONE;
    let found = HeadRow { entry, log, position, at_ms, id: new.id, touched, head, had_body };
    if found.checksum() != row.get_ref(6)?.as_blob()? {
        // It was acknowledged once, and nothing is left to compare with.
        return Ok(Outcome::Repeated { position, accepted_at_ms: at_ms });
    }
    let same_body = state == ERASED || row.get_ref(8)?.as_blob_or_null()? == new.body.as_deref();
    let same = head == new.head && same_body;
    Ok(if same { Outcome::Repeated { position, accepted_at_ms: at_ms } } else { Outcome::Conflict })
}
