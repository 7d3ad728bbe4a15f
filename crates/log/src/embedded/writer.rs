//! The one thread that writes: it empties the queue, commits the requests as one group, and then answers them.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Instant,
};

use rusqlite::config::DbConfig;
use tokio_util::sync::CancellationToken;

use super::{
    EmbeddedSettings,
    database::{Database, empty_write_ahead},
    erasing::Erasing,
    failure::Failure,
    folder::{Folder, Lengths},
    open_file::{Committed, OpenFile},
    queue::{Queue, Received},
    request::{Request, answer, refuse},
};
use crate::{PUBLICATIONS_MAX, Publication, channels::Channels};

/// About how many entries go into one commit: the entries of one call stay together.
const GROUP_ENTRIES_MAX: usize = 1024;

/// What a commit writes beside its entries, about: pages of all trees, and of those above them.
const COMMIT_BYTES: usize = 32 * 1024;
/// A probe writes no more than this: a post fits, and an import goes in smaller calls.
const PROBE_BYTES_MAX: usize = 256 * 1024;

/// The state shared by the writer and the readers.
pub(super) struct Shared {
    /// None once closed.
    pub(super) database: RwLock<Option<Arc<Database>>>,
    pub(super) publications: Channels<Publication>,
    pub(super) requests: Queue<Request>,
    pub(super) erasing: Erasing,
    /// Cancelled when the folder is unlocked.
    pub(super) ended: CancellationToken,
}

impl Shared {
    pub(super) fn database(&self) -> Option<Arc<Database>> {
        self.database.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, database: Option<Arc<Database>>) {
        *self.database.write().unwrap_or_else(PoisonError::into_inner) = database;
    }
}

pub(super) struct Writer {
    file: OpenFile,
    folder: Folder,
    /// After what was written last.
    lengths: Lengths,
    settings: EmbeddedSettings,
    nonce: u64,
    shared: Arc<Shared>,
    /// How much room a probe asks for: as much as what was refused last, or a small row would fit where no post does.
    probe_bytes: usize,
    /// When the write-ahead file is emptied next, after an erasure.
    empties_at: Option<Instant>,
}

impl Writer {
    /// Opens a folder; returns the writer and the state shared with readers.
    pub(super) fn open(folder: Folder, settings: EmbeddedSettings) -> Result<(Self, Arc<Shared>), Failure> {
        let nonce = settings.chance.draw()?;
        let (file, is_whole) = OpenFile::open(&folder, true)?;
        let (_, lengths) = folder.look()?;
        let shared = Arc::new(Shared {
            database: RwLock::new(Some(file.database.clone())),
            publications: Channels::new(PUBLICATIONS_MAX),
            requests: Queue::new(),
            erasing: Erasing::new(folder.path()),
            ended: CancellationToken::new(),
        });
        let mut writer =
            Self { file, folder, lengths, settings, nonce, shared: shared.clone(), probe_bytes: 0, empties_at: None };
        if !is_whole {
            writer.erased();
        }
        Ok((writer, shared))
    }

    /// Writes until the log is closed or dropped.
    pub(super) fn run(mut self) {
        loop {
            match self.shared.requests.take(self.empties_at) {
                Received::Some(requests) => self.serve(requests),
                Received::Nothing => {}
                Received::Closed => break,
            }
            if self.empties_at.is_some_and(|at| at <= Instant::now()) {
                self.empty_write_ahead();
            }
        }
        if self.shared.erasing.pending_since_ms().is_some() {
            self.empty_write_ahead();
        }
    }

    fn serve(&mut self, requests: Vec<Request>) {
        let mut group = Vec::with_capacity(requests.len());
        let mut entries = 0;
        for request in requests {
            if matches!(request, Request::KeepPhoto { .. }) {
                // By itself: words don't wait for its bytes, nor fail where the disk has no room for them.
                if !group.is_empty() {
                    self.commit(std::mem::take(&mut group));
                    entries = 0;
                }
                self.commit(vec![request]);
                continue;
            }
            entries += if let Request::Append { entries, .. } = &request { entries.len() } else { 1 };
            group.push(request);
            if entries >= GROUP_ENTRIES_MAX {
                self.commit(std::mem::take(&mut group));
                entries = 0;
            }
        }
        if !group.is_empty() {
            self.commit(group);
        }
    }

    fn commit(&mut self, group: Vec<Request>) {
        match self.try_commit(&group) {
            Ok(Committed { done, touched_bodies, .. }) => {
                for (request, done) in group.into_iter().zip(done) {
                    answer(&self.shared.publications, request, done, &touched_bodies);
                }
            }
            // Damage in one log must not block the others: each request is tried alone.
            Err(Failure::Damaged(_)) if group.len() > 1 => {
                for request in group {
                    self.commit(vec![request]);
                }
            }
            Err(failure) => {
                let bytes: usize = group.iter().map(Request::bytes).sum();
                if bytes > 0 {
                    self.probe_bytes = self.probe_bytes.max(bytes + COMMIT_BYTES).min(PROBE_BYTES_MAX);
                }
                for request in group {
                    refuse(request, &failure);
                }
            }
        }
    }

    fn try_commit(&mut self, group: &[Request]) -> Result<Committed, Failure> {
        self.refuse_if_cut()?;
        if self.folder.holds_file(self.file.database.identity()) && !self.folder.is_locked() {
            // Its lock was deleted: a second server finds it free, and each would spoil what the other writes.
            self.file.must_reopen = true;
        }
        self.mend()?;
        let now_ms = self.settings.clock.now_ms();
        match self.file.commit(group, now_ms, self.nonce, self.probe_bytes) {
            // A restart would not find what was written to a folder that is no longer there.
            Ok(_) if !self.is_where_it_was() => {
                self.file.must_reopen = true;
                Err(Failure::unavailable("its folder was moved, removed or replaced"))
            }
            Ok(committed) => {
                if committed.erased {
                    self.erased();
                }
                if group.iter().any(|request| matches!(request, Request::Probe { .. })) {
                    self.probe_bytes = 0;
                }
                Ok(committed)
            }
            Err(failure) => {
                self.file.forget(&failure);
                Err(failure)
            }
        }
    }

    /// Whether the folder is still the one that was opened, and this process's; notes how long its files are then.
    fn is_where_it_was(&mut self) -> bool {
        let Ok((identity, lengths)) = self.folder.look() else { return false };
        let is_same = identity == *self.file.database.identity() && self.folder.is_locked();
        if is_same {
            self.lengths = lengths;
        }
        is_same
    }

    /// Refuses where a file of the folder was cut short: what is written behind that, no opening finds.
    fn refuse_if_cut(&self) -> Result<(), Failure> {
        let Ok((identity, lengths)) = self.folder.look() else { return Ok(()) };
        let Some(name) = lengths.cut_since(&self.lengths) else { return Ok(()) };
        if identity != *self.file.database.identity() {
            return Ok(());
        }
        // What is left of the write-ahead file is not to be copied when it is closed: half a commit may be in it.
        self.file.write.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        Err(Failure::unavailable(format!(
            "its file {name} was cut short by another program: restart the server, or put a backup in place of the folder"
        )))
    }

    fn note_lengths(&mut self) {
        if let Ok((_, lengths)) = self.folder.look() {
            self.lengths = lengths;
        }
    }

    /// After a failure the file is opened again with a new term: it may hold another history now.
    fn mend(&mut self) -> Result<(), Failure> {
        if !self.file.must_reopen {
            return Ok(());
        }
        self.folder.lock_again()?;
        if self.folder.holds_file(self.file.database.identity()) {
            // Entries that are only in a deleted write-ahead file would be lost when it is closed.
            let emptied = empty_write_ahead(&self.file.write);
            self.note_lengths();
            emptied?;
        }
        let opened = OpenFile::open(&self.folder, false);
        self.note_lengths();
        let (file, is_whole) = opened?;
        self.nonce = self.settings.chance.draw()?;
        self.shared.set(Some(file.database.clone()));
        self.file = file;
        if !is_whole {
            self.erased();
        }
        self.shared.publications.send_all(&Publication::Missed);
        Ok(())
    }

    fn erased(&mut self) {
        let at = self.shared.erasing.begins(self.settings.clock.now_ms());
        self.empties_at.get_or_insert(at);
    }

    fn empty_write_ahead(&mut self) {
        let emptied = self.refuse_if_cut().and_then(|()| empty_write_ahead(&self.file.write));
        if emptied.is_ok() {
            self.note_lengths();
        }
        self.empties_at = self.shared.erasing.tried(emptied);
    }
}

impl Drop for Writer {
    /// Also after a panic of the thread: callers get an error because their channel is dropped.
    fn drop(&mut self) {
        self.shared.requests.close();
        drop(self.shared.requests.take(None));
        self.shared.set(None);
        self.shared.publications.clear();
    }
}
