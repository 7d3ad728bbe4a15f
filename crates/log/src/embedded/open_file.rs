//! The open file as the writer holds it, and one commit to it.

use std::sync::Arc;

use rusqlite::Connection;

use super::{
    database::Database,
    failure::Failure,
    folder::Folder,
    group::{Group, Inserts, Retold},
    logs::Logs,
    request::{Done, Request},
};

/// The file as the writer holds it.
pub(super) struct Held {
    pub(super) database: Arc<Database>,
    pub(super) write: Connection,
    logs: Logs,
    /// Something failed below SQLite, or the folder is another: opened again before the next commit.
    pub(super) shaken: bool,
}

/// What a commit did.
pub(super) struct Committed {
    /// For each request, in order.
    pub(super) done: Vec<Done>,
    pub(super) retold: Retold,
    /// Whether a body went.
    pub(super) erased: bool,
}

impl Held {
    /// Opens what a folder holds, or makes it where that is wished. False, where erased words may still be in it, because another
    /// program reads just now.
    pub(super) fn open(folder: &Folder, make: bool) -> Result<(Self, bool), Failure> {
        let (database, write, is_whole) = Database::open(folder, make)?;
        let logs = Logs::read(&write)?;
        Ok((Self { database: Arc::new(database), write, logs, shaken: false }, is_whole))
    }

    /// On disk when it returns. A probe writes so many bytes.
    pub(super) fn commit(
        &mut self,
        group: &[Request],
        now_ms: i64,
        nonce: u64,
        probe_bytes: usize,
    ) -> Result<Committed, Failure> {
        self.write.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let began_at = self.logs.last_entry() + 1;
        let (write, logs, retold) = (&self.write, &mut self.logs, Retold::new());
        let inserts = Inserts::of(write)?;
        let mut commit = Group { write, inserts, logs, now_ms, nonce, began_at, retold, erased: false };
        let mut done = Vec::with_capacity(group.len());
        for request in group {
            done.push(match request {
                Request::Append { log, entries, .. } => Done::Appended(commit.append(log, entries)?),
                Request::Touch { log, touches, .. } => {
                    commit.touch(log, touches)?;
                    Done::Other
                }
                Request::Settle { log, position, .. } => {
                    commit.settle(log, position)?;
                    Done::Other
                }
                Request::Probe { .. } => {
                    commit.probe(probe_bytes)?;
                    Done::Other
                }
            });
        }
        let Group { retold, erased, .. } = commit;
        self.write.prepare_cached("COMMIT")?.execute([])?;
        Ok(Committed { done, retold, erased })
    }

    /// Takes back what a failed commit did.
    pub(super) fn forget(&mut self, failure: &Failure) {
        self.shaken |= matches!(failure, Failure::Unavailable(_));
        if !self.write.is_autocommit() && self.write.execute_batch("ROLLBACK").is_err() {
            self.shaken = true;
        }
        match Logs::read(&self.write) {
            Ok(logs) => self.logs = logs,
            Err(_) => self.shaken = true,
        }
    }
}
