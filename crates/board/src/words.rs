//! The words, kept beside the fold: everything else on a board is the same with and without them.

use std::collections::HashMap;

use crate::{Body, EntryId};

/// The bodies of entries that a board still shows words of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words(HashMap<EntryId, Body>);

impl Words {
    pub(crate) fn keep(&mut self, id: EntryId, body: Option<&Body>) {
        if let Some(body) = body {
            self.0.insert(id, body.clone());
        }
    }

    pub(crate) fn forget(&mut self, ids: &[EntryId]) {
        for id in ids {
            self.0.remove(id);
        }
    }

    pub(crate) fn of(&self, id: EntryId) -> Option<&Body> {
        self.0.get(&id)
    }
}
