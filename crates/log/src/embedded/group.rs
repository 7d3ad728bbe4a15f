//! One group of appends and touches, in one commit.

use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection, params};
use traceboard_position::Position;
use uuid::Uuid;

use super::{
    failure::Failure,
    logs::{LogEnd, Logs},
    repeats,
    rows::{CONCEALED, ERASED, HeadRow, NONE, OPEN, checksum_of_body, encode_ids, signed},
};
use crate::{LogError, LogName, NewEntry, Outcome, StoredBody, Touch, bounds};

const INSERT_ENTRY: &str = "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
const INSERT_PLACE: &str = "INSERT INTO places VALUES (?1, ?2, ?3, ?4)";
/// Inserts nothing if the log has the id, so that lookup and insert are one search.
const INSERT_ID: &str = "INSERT OR IGNORE INTO ids VALUES (?1, ?2, ?3)";
/// Both only shrink a row or keep its size: see `rows`.
const ERASE: &str =
    "UPDATE entries SET state = ?2, body_checksum = NULL, body = NULL WHERE entry = ?1 AND body IS NOT NULL";
const MARK: &str = "UPDATE entries SET state = ?2 WHERE entry = ?1 AND body IS NOT NULL";
const UNSETTLE: &str = "INSERT OR REPLACE INTO unsettled VALUES (?1, ?2, ?3, ?4)";
/// Within a term by seq; a later term settles all earlier ones.
const SETTLE: &str =
    "DELETE FROM unsettled WHERE name = ?1 AND (term < ?2 OR (term = ?2 AND seq <= ?3 AND nonce = ?4))";
const PROBE: &str = "INSERT OR REPLACE INTO about VALUES ('probe', CASE WHEN ?2 > 0 THEN zeroblob(?2) ELSE ?1 END)";

/// The outcome of an append, and the position of a new entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) outcome: Outcome,
    pub(super) previous: Option<Position>,
    /// Its row in `entries`.
    pub(super) entry: i64,
}

/// Bodies that were appended and touched in the same commit, by row, with their final state: publications carry that
/// state.
pub(super) type TouchedBodies = HashMap<i64, i64>;

/// The prepared insert statements of a commit.
pub(super) struct Inserts<'a> {
    entry: CachedStatement<'a>,
    place: CachedStatement<'a>,
    id: CachedStatement<'a>,
}

impl<'a> Inserts<'a> {
    pub(super) fn of(write: &'a Connection) -> Result<Self, Failure> {
        Ok(Self {
            entry: write.prepare_cached(INSERT_ENTRY)?,
            place: write.prepare_cached(INSERT_PLACE)?,
            id: write.prepare_cached(INSERT_ID)?,
        })
    }
}

/// An open commit.
pub(super) struct Group<'a> {
    pub(super) write: &'a Connection,
    pub(super) inserts: Inserts<'a>,
    pub(super) logs: &'a mut Logs,
    pub(super) now_ms: i64,
    /// The nonce of every term that this opening begins.
    pub(super) nonce: u64,
    /// Rows from here on were inserted by this commit.
    pub(super) began_at: i64,
    pub(super) touched_bodies: TouchedBodies,
    /// Whether a body was erased.
    pub(super) erased: bool,
}

impl Group<'_> {
    /// The inner error is of this call alone; other calls of the group go on.
    pub(super) fn append(
        &mut self,
        name: &LogName,
        entries: &[NewEntry],
    ) -> Result<Result<Vec<Placed>, LogError>, Failure> {
        let mut ends = self.logs.find(self.write, name)?;
        let known = ends.as_ref().map_or(0, |ends| ends.format);
        let mut highest = known;
        for NewEntry { format: own, .. } in entries {
            if *own < highest {
                let (log, found, own) = (name.to_string(), highest, *own);
                return Ok(Err(LogError::Newer { operation: "append to", log, found, own }));
            }
            highest = *own;
        }
        let mut placed = Vec::with_capacity(entries.len());
        let mut format = known;
        for entry in entries {
            placed.push(self.append_one(name, &mut ends, entry)?);
            // A repeat or a conflict inserts nothing.
            if matches!(placed.last(), Some(Placed { outcome: Outcome::Appended { .. }, .. })) {
                format = entry.format;
            }
        }
        if let Some(ends) = ends {
            self.logs.keep(self.write, name, ends, format)?;
        }
        Ok(Ok(placed))
    }

    fn append_one(&mut self, name: &LogName, ends: &mut Option<LogEnd>, new: &NewEntry) -> Result<Placed, Failure> {
        let entry = self.logs.last_entry() + 1;
        if let Some(ends) = ends
            && !self.put_id(ends.log, &new.id, entry)?
        {
            let damaged = || Failure::damaged(format!("id {} is there and has no entry", new.id));
            let entry = repeats::find_id(self.write, ends.log, &new.id)?.ok_or_else(damaged)?;
            let outcome = repeats::compare(self.write, ends.log, entry, new)?;
            return Ok(Placed { outcome, previous: None, entry });
        }
        let previous = ends.as_ref().map(|ends| ends.last);
        let next = self.logs.next(self.write, name, ends.take(), self.nonce, self.now_ms)?;
        let LogEnd { log, last: position, stamp: at_ms, .. } = next;
        *ends = Some(next);
        self.logs.next_entry();
        if previous.is_none() {
            self.put_id(log, &new.id, entry)?;
        }
        self.insert(
            &HeadRow {
                entry,
                log,
                position,
                at_ms,
                id: new.id,
                touched: &encode_ids(&bounds::touched(&new.touches)),
                head: &new.head,
                had_body: new.body.is_some(),
            },
            new.body.as_deref(),
        )?;
        if let Some(photo) = new.photo {
            self.hold_photo(log, entry, photo)?;
        }
        self.touch_each(log, &new.touches)?;
        if new.unsettles {
            let row = params![name.to_string(), signed(position.term), signed(position.seq), signed(position.nonce)];
            self.write.prepare_cached(UNSETTLE)?.execute(row)?;
        }
        Ok(Placed { outcome: Outcome::Appended { position, accepted_at_ms: at_ms }, previous, entry })
    }

    /// False if the log has the id already.
    fn put_id(&mut self, log: i64, id: &Uuid, entry: i64) -> Result<bool, Failure> {
        Ok(self.inserts.id.execute(params![id.as_bytes(), log, entry])? > 0)
    }

    fn insert(&mut self, row: &HeadRow<'_>, body: Option<&[u8]>) -> Result<(), Failure> {
        let HeadRow { entry, log, at_ms, id, touched, head, .. } = row;
        let [term, seq] = [signed(row.position.term), signed(row.position.seq)];
        let id = id.as_bytes();
        let state = if body.is_some() { OPEN } else { NONE };
        let body_checksum = body.map(|body| checksum_of_body(*entry, body));
        let checksum = row.checksum();
        let values = params![entry, log, term, seq, at_ms, id, touched, head, checksum, state, body_checksum, body];
        self.inserts.entry.execute(values)?;
        self.inserts.place.execute(params![log, term, seq, entry])?;
        Ok(())
    }

    pub(super) fn touch(&mut self, name: &LogName, touches: &[Touch]) -> Result<(), Failure> {
        match self.logs.find(self.write, name)? {
            Some(ends) => self.touch_each(ends.log, touches),
            None => Ok(()),
        }
    }

    fn touch_each(&mut self, log: i64, touches: &[Touch]) -> Result<(), Failure> {
        for touch in touches {
            let Some(entry) = repeats::find_id(self.write, log, &touch.id())? else { continue };
            let (update, state) = match touch {
                Touch::Erase(_) => (ERASE, ERASED),
                Touch::Conceal(_) => (MARK, CONCEALED),
                Touch::Reveal(_) => (MARK, OPEN),
            };
            let changed = self.write.prepare_cached(update)?.execute([entry, state])? > 0;
            self.erased |= changed && state == ERASED;
            if state == ERASED {
                self.let_photo_go(entry)?;
            }
            if changed && entry >= self.began_at {
                self.touched_bodies.insert(entry, state);
            }
        }
        Ok(())
    }

    pub(super) fn settle(&mut self, name: &LogName, position: &Position) -> Result<(), Failure> {
        let (Ok(term), Ok(seq)) = (i64::try_from(position.term), i64::try_from(position.seq)) else { return Ok(()) };
        let row = params![name.to_string(), term, seq, signed(position.nonce)];
        self.write.prepare_cached(SETTLE)?.execute(row)?;
        Ok(())
    }

    /// One row that is overwritten, so that probes don't grow the file. Zeros of the size that is asked for stay until the
    /// next probe: what is written and taken back in one commit needs no room.
    pub(super) fn probe(&mut self, bytes: usize) -> Result<(), Failure> {
        let bytes = i64::try_from(bytes).unwrap_or(0);
        self.write.prepare_cached(PROBE)?.execute([self.now_ms, bytes])?;
        Ok(())
    }
}

/// The body of a new entry, as it is after the commit.
pub(super) fn body_after_commit(touched_bodies: &TouchedBodies, placed: &Placed, words: bytes::Bytes) -> StoredBody {
    match touched_bodies.get(&placed.entry) {
        Some(&ERASED) => StoredBody::None,
        Some(&CONCEALED) => StoredBody::Concealed(words),
        _ => StoredBody::Open(words),
    }
}
