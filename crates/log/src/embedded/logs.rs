//! The last entry of each log, cached by the writer between commits.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use traceboard_position::Position;

use super::{failure::Failure, read, rows::signed};
use crate::{LogName, bounds};

/// How many logs are cached. Each costs about 200 bytes; a log that is not cached costs three reads.
const REMEMBERED_MAX: usize = 4096;

const INSERT_LOG: &str = "INSERT INTO logs VALUES (?1, ?2, 0)";
const RAISE_FORMAT: &str = "UPDATE logs SET format = ?2 WHERE name = ?1";
const INSERT_TERM: &str = "INSERT INTO terms VALUES (?1, ?2, ?3, NULL)";
const END_TERM: &str = "UPDATE terms SET ended = ?3 WHERE log = ?1 AND term = ?2";
const LAST_LOG: &str = "SELECT coalesce(max(log), 0) FROM logs";
const LAST_ENTRY: &str = "SELECT coalesce(max(entry), 0) FROM entries";

/// The end of a log.
#[derive(Clone, Copy, Debug)]
pub(super) struct LogEnd {
    /// Its number in the tables.
    pub(super) log: i64,
    pub(super) last: Position,
    pub(super) stamp: i64,
    /// The highest format that was written.
    pub(super) format: u16,
}

/// The writer's cache, emptied when a commit fails.
pub(super) struct Logs {
    ends: HashMap<LogName, LogEnd>,
    last_log: i64,
    last_entry: i64,
}

impl Logs {
    pub(super) fn read(write: &Connection) -> Result<Self, Failure> {
        let last = |sql| write.query_row(sql, [], |row| row.get(0));
        Ok(Self { ends: HashMap::new(), last_log: last(LAST_LOG)?, last_entry: last(LAST_ENTRY)? })
    }

    /// `None` if the log has no entry yet.
    pub(super) fn find(&self, write: &Connection, name: &LogName) -> Result<Option<LogEnd>, Failure> {
        if let Some(ends) = self.ends.get(name) {
            return Ok(Some(*ends));
        }
        let Some(known) = read::known(write, name)? else { return Ok(None) };
        let Some((last, stamp)) = read::last(write, known.log)? else {
            return Err(Failure::damaged("it has begun, but has no entry"));
        };
        Ok(Some(LogEnd { log: known.log, last, stamp, format: known.format }))
    }

    /// Stores the new end of a log, for this commit and later ones.
    pub(super) fn keep(
        &mut self,
        write: &Connection,
        name: &LogName,
        ends: LogEnd,
        format: u16,
    ) -> Result<(), Failure> {
        if format > ends.format {
            write.prepare_cached(RAISE_FORMAT)?.execute(params![name.to_string(), format])?;
        }
        let ends = LogEnd { format: format.max(ends.format), ..ends };
        if let Some(known) = self.ends.get_mut(name) {
            *known = ends;
            return Ok(());
        }
        if self.ends.len() >= REMEMBERED_MAX {
            self.ends.clear();
        }
        self.ends.insert(name.clone(), ends);
        Ok(())
    }

    /// The position after the end of a log, in the term of this opening, which begins here if it has not begun.
    pub(super) fn next(
        &mut self,
        write: &Connection,
        name: &LogName,
        ends: Option<LogEnd>,
        nonce: u64,
        now_ms: i64,
    ) -> Result<LogEnd, Failure> {
        let begins = |term| Position { term, seq: 0, nonce };
        let next = match ends {
            None => {
                self.last_log += 1;
                let log = self.last_log;
                write.prepare_cached(INSERT_LOG)?.execute(params![name.to_string(), log])?;
                LogEnd { log, last: begins(1), stamp: now_ms, format: 0 }
            }
            Some(ends) => {
                let last = ends.last;
                let next = if last.nonce == nonce {
                    Position { seq: last.seq + 1, ..last }
                } else {
                    let ended = [ends.log, signed(last.term), signed(last.seq)];
                    write.prepare_cached(END_TERM)?.execute(ended)?;
                    begins(last.term + 1)
                };
                LogEnd { last: next, stamp: bounds::stamp(ends.stamp, now_ms), ..ends }
            }
        };
        if next.last.seq == 0 {
            let begun = [next.log, signed(next.last.term), signed(nonce)];
            write.prepare_cached(INSERT_TERM)?.execute(begun)?;
        }
        Ok(next)
    }

    /// Counts an inserted row.
    pub(super) fn next_entry(&mut self) {
        self.last_entry += 1;
    }

    pub(super) fn last_entry(&self) -> i64 {
        self.last_entry
    }
}
