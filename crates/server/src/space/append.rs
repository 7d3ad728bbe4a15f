//! Appending to a space's logs.

use std::sync::atomic::Ordering;

use bytes::Bytes;
use serde::Serialize;
use traceboard_board::{EntryId, FORMAT_VERSION};
use traceboard_log::{LogError, LogName, NewEntry, Outcome};

use super::Space;
use crate::refusal::Refused;

impl Space {
    pub(crate) async fn append_one(&self, log: &LogName, entry: NewEntry) -> Result<Outcome, Refused> {
        let outcomes = self.append(log, vec![entry]).await?;
        outcomes
            .into_iter()
            .next()
            .ok_or_else(|| Refused::internal("append an entry", &"the log gave no answer for it"))
    }

    pub(crate) async fn append(&self, log: &LogName, entries: Vec<NewEntry>) -> Result<Vec<Outcome>, Refused> {
        let appended = self.log.append(log, entries).await;
        Ok(appended.inspect_err(|error| self.note(error))?)
    }

    fn note(&self, error: &LogError) {
        if matches!(error, LogError::Newer { .. }) {
            self.note_outdated(&self.board_log);
        }
    }

    pub(super) fn note_outdated(&self, log: &LogName) {
        if !self.outdated.swap(true, Ordering::Relaxed) {
            tracing::error!(log.name = %log, "a later version has written to the log: this one writes no more, and isn't ready");
        }
    }
}

/// An entry of today's format that touches nothing.
pub(crate) fn new_entry<B: Serialize>(id: EntryId, head: Bytes, body: Option<&B>) -> Result<NewEntry, Refused> {
    let body = body.map(json).transpose()?;
    Ok(NewEntry {
        id: id.0,
        head,
        body,
        touches: Vec::new(),
        format: FORMAT_VERSION.into(),
        unsettles: false,
        photo: None,
    })
}

/// An entry's part as it is stored.
pub(crate) fn json<T: Serialize>(part: &T) -> Result<Bytes, Refused> {
    let bytes = serde_json::to_vec(part).map_err(|error| Refused::internal("write an entry", &error))?;
    Ok(Bytes::from(bytes))
}
