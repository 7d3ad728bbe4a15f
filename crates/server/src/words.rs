//! The bodies of one log's entries, read when they are shown.
//!
//! The fold holds no words: it says which entry holds which. They are read from the log when an answer needs them, and the
//! ones used last are kept.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use quick_cache::{Weighter, sync::Cache};
use traceboard_board::{Body, EntryId, StoryPart};
use traceboard_log::{BODIES_MAX, Entry, Log, LogName, StoredBody};
use traceboard_protocol::Bodies;
use uuid::Uuid;

use crate::refusal::Refused;

/// About how many bytes of words are kept for one log: some ten thousand traces, which is what a busy day looks at.
const WORDS_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// About how many bodies a circle has in use, for which room is made at once.
pub(crate) const WORDS_IN_CIRCLE: usize = 1_000;
/// The same for a pod: some weeks of eight people.
pub(crate) const WORDS_IN_POD: usize = 64;
/// What a kept body costs besides its text.
const BODY_BYTES: u64 = 160;

/// The words of one log.
pub(crate) struct Words {
    log: Arc<dyn Log>,
    name: LogName,
    kept: Cache<EntryId, Option<Arc<Body>>, Bytes>,
    /// Counts up whenever bodies are taken away: what was being read meanwhile isn't kept.
    removals: AtomicU64,
}

#[derive(Clone)]
struct Bytes;

impl Weighter<EntryId, Option<Arc<Body>>> for Bytes {
    fn weight(&self, _: &EntryId, body: &Option<Arc<Body>>) -> u64 {
        let told = |part: &StoryPart| match part {
            StoryPart::Words(words) => words.len(),
            StoryPart::Cite(_) => 0,
        };
        let text = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        let words = body.as_ref().map_or(0, |body| {
            text(&body.text)
                + text(&body.open_end)
                + text(&body.name)
                + [&body.places, &body.prompts, &body.answers].into_iter().flatten().map(String::len).sum::<usize>()
                + body.told.iter().map(told).sum::<usize>()
        });
        BODY_BYTES + words as u64
    }
}

impl Words {
    pub(crate) fn new(log: Arc<dyn Log>, name: LogName, expected: usize) -> Self {
        let kept = Cache::with_weighter(expected, WORDS_BYTES_MAX, Bytes);
        Self { log, name, kept, removals: AtomicU64::new(0) }
    }

    /// The bodies of entries, as far as there are any; concealed ones too: what may be shown is for the rows to say.
    ///
    /// # Errors
    /// Where the log can't be read.
    pub(crate) async fn of(&self, entries: &[EntryId]) -> Result<Bodies, Refused> {
        let mut found = Bodies::with_capacity(entries.len());
        let mut missing = Vec::new();
        for entry in entries {
            match self.kept.get(entry) {
                Some(Some(body)) => drop(found.insert(*entry, body)),
                Some(None) => {}
                None => missing.push(*entry),
            }
        }
        for some in missing.chunks(BODIES_MAX) {
            let removals = self.removals.load(Ordering::Acquire);
            let ids: Vec<Uuid> = some.iter().map(|entry| entry.0).collect();
            let bodies = self.log.bodies(&self.name, &ids).await?;
            for (entry, body) in some.iter().zip(bodies) {
                let body = parse(&body);
                self.kept.insert(*entry, body.clone());
                found.extend(body.map(|body| (*entry, body)));
            }
            if self.removals.load(Ordering::Acquire) != removals {
                // Some of these may have been erased while they were read.
                some.iter().for_each(|entry| drop(self.kept.remove(entry)));
            }
        }
        Ok(found)
    }

    /// Keeps the words of an entry that was just appended: they are about to be shown.
    pub(crate) fn keep(&self, entry: &Entry) {
        if entry.body != StoredBody::None {
            self.kept.insert(EntryId(entry.id), parse(&entry.body));
        }
    }

    /// These bodies were touched: they are read anew. No ids: any may have been.
    pub(crate) fn forget(&self, ids: &[Uuid]) {
        self.removals.fetch_add(1, Ordering::AcqRel);
        if ids.is_empty() {
            self.kept.clear();
        }
        for id in ids.iter().collect::<HashSet<_>>() {
            self.kept.remove(&EntryId(*id));
        }
    }
}

/// A stored body; none where there is none, or it can't be read.
fn parse(body: &StoredBody) -> Option<Arc<Body>> {
    body.any().and_then(|bytes| serde_json::from_slice(bytes).ok()).map(Arc::new)
}
