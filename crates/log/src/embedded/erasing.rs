//! Removes erased words from the write-ahead file.
//!
//! `secure_delete` overwrites them where they stood. The write-ahead file holds pages of before and after until it is emptied,
//! which waits for readers: our own readers take a page of rows, another program as long as it wants.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, AtomicI64, Ordering},
    time::{Duration, Instant},
};

use super::failure::Failure;

/// How long after an erasure the write-ahead file is emptied: erasures that follow closely share one emptying, which
/// takes milliseconds.
const EMPTY_AFTER: Duration = Duration::from_millis(20);
/// The time before the next attempt, after one that met a reader.
const RETRY_AFTER_READER: Duration = Duration::from_millis(100);
/// After so many attempts the reader is another program, not one of ours.
const TRIES_BEFORE_WARNING: i64 = 50;
const NEVER: i64 = i64::MIN;

pub(super) struct Erasing {
    folder: PathBuf,
    since_ms: AtomicI64,
    tries: AtomicI64,
    warned: AtomicBool,
}

impl Erasing {
    pub(super) fn new(folder: &Path) -> Self {
        let (since_ms, tries, warned) = (AtomicI64::new(NEVER), AtomicI64::new(0), AtomicBool::new(false));
        Self { folder: folder.to_owned(), since_ms, tries, warned }
    }

    /// Since when, in Unix milliseconds, erased words may still stand in the write-ahead file.
    pub(super) fn pending_since_ms(&self) -> Option<i64> {
        Some(self.since_ms.load(Ordering::Acquire)).filter(|since| *since != NEVER)
    }

    /// Notes that words were erased; returns when to empty the write-ahead file.
    pub(super) fn begins(&self, now_ms: i64) -> Instant {
        _ = self.since_ms.compare_exchange(NEVER, now_ms, Ordering::AcqRel, Ordering::Relaxed);
        Instant::now() + EMPTY_AFTER
    }

    /// Notes the result of an attempt; returns when to try again, if it failed.
    pub(super) fn tried(&self, emptied: Result<bool, Failure>) -> Option<Instant> {
        let folder = self.folder.display();
        if matches!(emptied, Ok(true)) {
            self.since_ms.store(NEVER, Ordering::Release);
            self.tries.store(0, Ordering::Relaxed);
            if self.warned.swap(false, Ordering::Relaxed) {
                tracing::info!(log.folder = %folder, "erased words have left the write-ahead file");
            }
            return None;
        }
        let tries = self.tries.fetch_add(1, Ordering::Relaxed);
        if (tries >= TRIES_BEFORE_WARNING || emptied.is_err()) && !self.warned.swap(true, Ordering::Relaxed) {
            let since_ms = self.pending_since_ms();
            let why = match emptied {
                Err(failure) => failure.to_string(),
                Ok(_) => "another program is reading it".to_owned(),
            };
            tracing::warn!(log.folder = %folder, since_ms, why, "erased words stay in the write-ahead file for now");
        }
        Some(Instant::now() + RETRY_AFTER_READER)
    }
}
