//! The file that the writer has open, and commits to it.

use std::sync::Arc;

use rusqlite::Connection;

use super::{
    database::Database,
    failure::Failure,
    folder::Folder,
    group::{Group, Inserts, TouchedBodies},
    logs::Logs,
    request::{Reply, Request},
};

/// The file that the writer has open.
pub(super) struct OpenFile {
    pub(super) database: Arc<Database>,
    pub(super) write: Connection,
    logs: Logs,
    /// Something failed below SQLite, or the folder was replaced: the file is opened again before the next commit.
    pub(super) must_reopen: bool,
}

/// What a commit did.
pub(super) struct Committed {
    /// For each request, in order.
    pub(super) done: Vec<Reply>,
    pub(super) touched_bodies: TouchedBodies,
    /// Whether a body was erased.
    pub(super) erased: bool,
}

impl OpenFile {
    /// Opens the file of a folder, or creates it if `make`. False if erased words may still be in it, because another
    /// program is reading.
    pub(super) fn open(folder: &Folder, make: bool) -> Result<(Self, bool), Failure> {
        let (database, write, is_whole) = Database::open(folder, make)?;
        let logs = Logs::read(&write)?;
        Ok((Self { database: Arc::new(database), write, logs, must_reopen: false }, is_whole))
    }

    /// On disk when it returns. A probe writes so many bytes.
    pub(super) fn commit(
        &mut self,
        group: &[Request],
        now_ms: i64,
        nonce: u64,
        probe_bytes: usize,
    ) -> Result<Committed, Failure> {
        self.database.require_writable()?;
        self.write.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let began_at = self.logs.last_entry() + 1;
        let (write, logs, touched_bodies) = (&self.write, &mut self.logs, TouchedBodies::new());
        let inserts = Inserts::of(write)?;
        let mut commit = Group { write, inserts, logs, now_ms, nonce, began_at, touched_bodies, erased: false };
        let mut done = Vec::with_capacity(group.len());
        for request in group {
            done.push(match request {
                Request::Append { log, entries, .. } => Reply::Appended(commit.append(log, entries)?),
                Request::Touch { log, touches, .. } => {
                    commit.touch(log, touches)?;
                    Reply::Other
                }
                Request::Settle { log, position, .. } => {
                    commit.settle(log, position)?;
                    Reply::Other
                }
                Request::Probe { .. } => {
                    commit.probe(probe_bytes)?;
                    Reply::Other
                }
                Request::KeepPhoto { log, photo, .. } => Reply::Photo(commit.keep_photo(log, photo)?),
                Request::SweepPhotos { waited_ms, .. } => Reply::Swept(commit.sweep_photos(*waited_ms)?),
            });
        }
        let Group { touched_bodies, erased, .. } = commit;
        self.write.prepare_cached("COMMIT")?.execute([])?;
        Ok(Committed { done, touched_bodies, erased })
    }

    /// Rolls back a failed commit.
    pub(super) fn forget(&mut self, failure: &Failure) {
        self.must_reopen |= matches!(failure, Failure::Unavailable(_));
        if !self.write.is_autocommit() && self.write.execute_batch("ROLLBACK").is_err() {
            self.must_reopen = true;
        }
        match Logs::read(&self.write) {
            Ok(logs) => self.logs = logs,
            Err(_) => self.must_reopen = true,
        }
    }
}
