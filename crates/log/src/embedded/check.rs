//! Checks a whole log for stored data that differs from what was written.

use rusqlite::{Connection, params};
use traceboard_position::Position;

use super::{
    database::header_fault,
    failure::Failure,
    photos, read,
    readers::Readers,
    rows::{signed, unsigned},
};
use crate::LogName;

/// How many faults are named; a file with more needs its backup.
const FAULTS_MAX: usize = 1000;

const LOGS: &str = "SELECT name, log FROM logs WHERE name > ?1 ORDER BY name LIMIT 500";
const NEXT: &str = "SELECT p.term, p.seq, t.nonce FROM places p LEFT JOIN terms t ON t.log = p.log AND t.term = p.term
    WHERE p.log = ?1 AND (p.term, p.seq) > (?2, ?3) ORDER BY p.term, p.seq LIMIT 1";
/// Entries that aren't found by their place or id: a reader would miss them, a repeat would be appended again.
const STRAY: &str = "SELECT count(*) FROM entries e LEFT JOIN ids i ON i.id = e.id AND i.log = e.log
    LEFT JOIN places p ON p.log = e.log AND p.term = e.term AND p.seq = e.seq
    WHERE i.entry IS NOT e.entry OR p.entry IS NOT e.entry";

/// A sentence for each fault. Reads in pages, so that appends and erasures go on.
pub(super) fn check(file: &Readers) -> Result<Vec<String>, Failure> {
    let mut faults = or_fault(file.read(|read| Ok(header_fault(read)?.into_iter().collect())))?;
    faults.extend(or_fault(file.read(pages))?);
    faults.extend(or_fault(file.read(stray))?);
    faults.extend(or_fault(check_photos(file))?);
    let mut name = String::new();
    loop {
        let logs = match file.read(|read| logs(read, &name)) {
            Err(Failure::Damaged(what)) => {
                faults.push(format!("the list of logs after {name:?} can't be read: {what}"));
                return Ok(faults);
            }
            logs => logs?,
        };
        let Some((last, _)) = logs.last() else { return Ok(faults) };
        name.clone_from(last);
        for (name, log) in logs {
            let found = check_log(file, &name, log, FAULTS_MAX.saturating_sub(faults.len()));
            faults.extend(found.unwrap_or_else(|failure| vec![format!("{name}: {failure}")]));
            if faults.len() >= FAULTS_MAX {
                return Ok(faults);
            }
        }
    }
}

/// Damage that prevents the check is a fault too.
fn or_fault(found: Result<Vec<String>, Failure>) -> Result<Vec<String>, Failure> {
    match found {
        Err(Failure::Damaged(what)) => Ok(vec![what]),
        found => found,
    }
}

/// One photo a read, so that appends and erasures go on.
fn check_photos(file: &Readers) -> Result<Vec<String>, Failure> {
    let (mut faults, mut after) = (Vec::new(), 0);
    // A file of a former layout has none.
    let has_photos = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'photos')";
    if !file.read(|read| Ok(read.query_row(has_photos, [], |row| row.get::<_, bool>(0))?))? {
        return Ok(faults);
    }
    while faults.len() < FAULTS_MAX
        && let Some((photo, fault)) = file.read(|read| photos::check(read, after))?
    {
        after = photo;
        faults.extend(fault);
    }
    Ok(faults)
}

fn stray(read: &Connection) -> Result<Vec<String>, Failure> {
    let stray: i64 = read.query_row(STRAY, [], |row| row.get(0))?;
    Ok((stray > 0).then(|| format!("{stray} entries are not found by their place or id")).into_iter().collect())
}

/// SQLite's own check of its pages: it finds a broken tree, but no flipped bit within a value.
pub(super) fn pages(read: &Connection) -> Result<Vec<String>, Failure> {
    let mut check = read.prepare("PRAGMA quick_check")?;
    let lines = check.query_map([], |row| row.get::<_, String>(0))?;
    let lines = lines.collect::<Result<Vec<_>, _>>();
    Ok(match lines {
        Ok(lines) => lines.into_iter().filter(|line| line != "ok").collect(),
        Err(error) => vec![error.to_string()],
    })
}

fn logs(read: &Connection, after: &str) -> Result<Vec<(String, i64)>, Failure> {
    let mut logs = read.prepare_cached(LOGS)?;
    let logs = logs.query_map([after], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(logs.collect::<Result<_, _>>()?)
}

fn check_log(file: &Readers, name: &str, log: i64, most: usize) -> Result<Vec<String>, Failure> {
    let mut faults = Vec::new();
    let Some(parsed) = name.split_once('/').and_then(|(group, name)| LogName::new(group, name).ok()) else {
        return Ok(vec![format!("{name:?} is no name of a log")]);
    };
    let mut after = None;
    while faults.len() < most {
        match file.read(|read| read::page(read, &parsed, after)) {
            Ok(Some(page)) => {
                after = page.last.or(after);
                faults.extend(page.damaged.iter().map(|damage| format!("{name}: {damage}")));
                if !page.more {
                    break;
                }
            }
            Ok(None) => {
                faults.push(format!("{name}: its history breaks off after {after:?}"));
                break;
            }
            Err(Failure::Damaged(what)) => {
                faults.push(format!("{name}: {what}"));
                match file.read(|read| next(read, log, after))? {
                    Some(position) => after = Some(position),
                    None => break,
                }
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(faults)
}

/// The place of the entry after a position, whether or not it can be read.
fn next(read: &Connection, log: i64, after: Option<Position>) -> Result<Option<Position>, Failure> {
    let [term, seq] = after.map_or([-1, -1], |after| [signed(after.term), signed(after.seq)]);
    let mut next = read.prepare_cached(NEXT)?;
    let mut rows = next.query(params![log, term, seq])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let nonce = row.get::<_, Option<i64>>(2)?.map_or(0, unsigned);
    Ok(Some(Position { term: unsigned(row.get(0)?), seq: unsigned(row.get(1)?), nonce }))
}
