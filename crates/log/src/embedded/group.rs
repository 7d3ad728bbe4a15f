//! One group of appends and touches, in one commit.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};
use traceboard_position::Position;
use uuid::Uuid;

use super::{
    failure::Failure,
    logs::{Ends, Logs},
    rows::{CONCEALED, ERASED, HeadRow, OPEN, checksum_of_body, encode_ids, signed, unsigned},
};
use crate::{LogError, LogName, NewEntry, Outcome, StoredBody, Touch, bounds};

const INSERT_ENTRY: &str = "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const INSERT_ID: &str = "INSERT INTO ids VALUES (?1, ?2, ?3, ?4, ?5)";
const INSERT_BODY: &str = "INSERT INTO bodies VALUES (?1, ?2, ?3, ?4)";
const FIND_ID: &str = "SELECT term, seq, body FROM ids WHERE log = ?1 AND id = ?2";
const FIND_ENTRY: &str = "SELECT e.at_ms, e.head, e.touched, e.checksum, t.nonce FROM entries e
    JOIN terms t ON t.log = e.log AND t.term = e.term WHERE e.log = ?1 AND e.term = ?2 AND e.seq = ?3";
const FIND_BODY: &str = "SELECT state, words FROM bodies WHERE body = ?1";
/// Both only shrink a row or keep its size: see `rows`.
const ERASE: &str = "UPDATE bodies SET state = ?2, checksum = NULL, words = NULL WHERE body = ?1 AND words IS NOT NULL";
const MARK: &str = "UPDATE bodies SET state = ?2 WHERE body = ?1 AND words IS NOT NULL";
const UNSETTLE: &str = "INSERT OR REPLACE INTO unsettled VALUES (?1, ?2, ?3, ?4)";
/// Within a term by seq; a later term settles all before it.
const SETTLE: &str = "DELETE FROM unsettled WHERE name = ?1 AND (term < ?2 OR (term = ?2 AND seq <= ?3 AND nonce = ?4))";
const PROBE: &str = "INSERT OR REPLACE INTO about VALUES ('probe', ?1)";

/// What became of an entry, and where a new one stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) outcome: Outcome,
    pub(super) previous: Option<Position>,
    /// Its row in `bodies`.
    pub(super) body: Option<i64>,
}

/// Bodies that came with this commit, and were touched in it too. Whoever watches is told of them as they stand after it.
pub(super) type Retold = HashMap<i64, i64>;

/// A commit in the making.
pub(super) struct Group<'a> {
    pub(super) write: &'a Connection,
    pub(super) logs: &'a mut Logs,
    pub(super) now_ms: i64,
    /// Every term that this opening begins has it.
    pub(super) nonce: u64,
    /// Bodies from here on came with this commit.
    pub(super) began_at_body: i64,
    pub(super) retold: Retold,
    /// Whether a body went.
    pub(super) erased: bool,
}

impl Group<'_> {
    /// The inner error is this call's own, and holds up no other.
    pub(super) fn append(
        &mut self,
        name: &LogName,
        entries: &[NewEntry],
    ) -> Result<Result<Vec<Placed>, LogError>, Failure> {
        let mut ends = self.logs.find(self.write, name)?;
        let mut format = ends.as_ref().map_or(0, |ends| ends.format);
        for entry in entries {
            if entry.format < format {
                let log = name.to_string();
                return Ok(Err(LogError::Newer { operation: "append to", log, found: format, own: entry.format }));
            }
            format = entry.format;
        }
        let mut placed = Vec::with_capacity(entries.len());
        for entry in entries {
            placed.push(self.append_one(name, &mut ends, entry)?);
        }
        if let Some(ends) = ends {
            self.logs.keep(self.write, name, ends, format)?;
        }
        Ok(Ok(placed))
    }

    fn append_one(&mut self, name: &LogName, ends: &mut Option<Ends>, new: &NewEntry) -> Result<Placed, Failure> {
        if let Some(ends) = ends
            && let Some(outcome) = self.repeated(ends.log, new)?
        {
            return Ok(Placed { outcome, previous: None, body: None });
        }
        let previous = ends.as_ref().map(|ends| ends.last);
        let next = self.logs.next(self.write, name, ends.take(), self.nonce, self.now_ms)?;
        let Ends { log, last: position, stamp: at_ms, .. } = next;
        *ends = Some(next);
        let [term, seq] = [signed(position.term), signed(position.seq)];
        let body = match &new.body {
            None => None,
            Some(words) => {
                let row = self.logs.next_body();
                let checksum = checksum_of_body(row, words);
                self.write.prepare_cached(INSERT_BODY)?.execute(params![row, OPEN, checksum, &words[..]])?;
                Some(row)
            }
        };
        let touched = encode_ids(&bounds::touched(&new.touches));
        let head = HeadRow { log, position, at_ms, id: new.id, body, touched: &touched, head: &new.head };
        let checksum = head.checksum();
        let id = new.id.as_bytes();
        let row = params![log, term, seq, at_ms, id, body, touched, &new.head[..], checksum];
        self.write.prepare_cached(INSERT_ENTRY)?.execute(row)?;
        self.write.prepare_cached(INSERT_ID)?.execute(params![log, id, term, seq, body])?;
        self.touch_each(log, &new.touches)?;
        if new.unsettles {
            let row = params![name.to_string(), term, seq, signed(position.nonce)];
            self.write.prepare_cached(UNSETTLE)?.execute(row)?;
        }
        Ok(Placed { outcome: Outcome::Appended { position, accepted_at_ms: at_ms }, previous, body })
    }

    /// What is in the log under this id, if anything is. An erased body equals any: nothing is kept to compare it with.
    fn repeated(&self, log: i64, new: &NewEntry) -> Result<Option<Outcome>, Failure> {
        let Some((term, seq, body)) = self.find_id(log, &new.id)? else { return Ok(None) };
        let mut find = self.write.prepare_cached(FIND_ENTRY)?;
        let mut rows = find.query([log, term, seq])?;
        let row = rows.next()?.ok_or_else(|| Failure::damaged(format!("id {} has no entry", new.id)))?;
        let position =
            Position { term: unsigned(term), seq: unsigned(seq), nonce: unsigned(row.get(4)?) };
        let (at_ms, head) = (row.get(0)?, row.get_ref(1)?.as_blob()?);
        let found = HeadRow { log, position, at_ms, id: new.id, body, touched: row.get_ref(2)?.as_blob()?, head };
        found.verify(row.get_ref(3)?.as_blob()?)?;
        let same = head == new.head && self.is_body(body, new.body.as_deref())?;
        Ok(Some(if same { Outcome::Repeated { position, accepted_at_ms: at_ms } } else { Outcome::Conflict }))
    }

    fn is_body(&self, row: Option<i64>, body: Option<&[u8]>) -> Result<bool, Failure> {
        let Some(row) = row else { return Ok(body.is_none()) };
        let mut find = self.write.prepare_cached(FIND_BODY)?;
        let mut rows = find.query([row])?;
        let found = rows.next()?.ok_or_else(|| Failure::damaged(format!("body {row} is missing")))?;
        Ok(found.get::<_, i64>(0)? == ERASED || found.get_ref(1)?.as_blob_or_null()? == body)
    }

    fn find_id(&self, log: i64, id: &Uuid) -> Result<Option<(i64, i64, Option<i64>)>, Failure> {
        let mut find = self.write.prepare_cached(FIND_ID)?;
        let found = find.query_row(params![log, id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        Ok(found.optional()?)
    }

    pub(super) fn touch(&mut self, name: &LogName, touches: &[Touch]) -> Result<(), Failure> {
        match self.logs.find(self.write, name)? {
            Some(ends) => self.touch_each(ends.log, touches),
            None => Ok(()),
        }
    }

    fn touch_each(&mut self, log: i64, touches: &[Touch]) -> Result<(), Failure> {
        for touch in touches {
            let Some((_, _, Some(body))) = self.find_id(log, &touch.id())? else { continue };
            let (update, state) = match touch {
                Touch::Erase(_) => (ERASE, ERASED),
                Touch::Conceal(_) => (MARK, CONCEALED),
                Touch::Reveal(_) => (MARK, OPEN),
            };
            let changed = self.write.prepare_cached(update)?.execute([body, state])? > 0;
            self.erased |= changed && state == ERASED;
            if changed && body >= self.began_at_body {
                self.retold.insert(body, state);
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

    /// One row, so that the log doesn't grow by being looked at.
    pub(super) fn probe(&mut self) -> Result<(), Failure> {
        self.write.prepare_cached(PROBE)?.execute([self.now_ms])?;
        Ok(())
    }
}

/// How whoever watches is told of a body that came with a commit.
pub(super) fn told(retold: &Retold, placed: &Placed, words: bytes::Bytes) -> StoredBody {
    match placed.body.and_then(|row| retold.get(&row)) {
        Some(&ERASED) => StoredBody::None,
        Some(&CONCEALED) => StoredBody::Concealed(words),
        _ => StoredBody::Open(words),
    }
}
