//! The indexes of words that searches look into: one for each space that somebody searches, made from its log and thrown away with it.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use tokio::sync::watch;
use tokio_util::task::AbortOnDropHandle;
use traceboard_position::Position;
use traceboard_protocol::{Code, SpaceId};
use traceboard_search::Index;

use crate::refusal::Refused;

/// How many spaces have an index at a time; for one more, the one that was searched longest ago goes. Each has a file open, and is made
/// again in a few seconds at most.
const INDEXES_MAX: usize = 64;

/// The indexes of a server.
#[derive(Default)]
pub(crate) struct Indexes {
    folder: Mutex<Option<PathBuf>>,
    /// The one that was searched last stands last.
    held: Mutex<Vec<(SpaceId, Arc<Kept>)>>,
}

/// An index, and the task that keeps it as its board is.
pub(crate) struct Kept {
    /// Gone once its file can't be used any more, or its space is closed: the task has it.
    pub(crate) index: Weak<Index>,
    pub(crate) reached: watch::Receiver<Reached>,
    pub(crate) _keeping: AbortOnDropHandle<()>,
}

/// How far an index is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reached {
    /// It holds no words that were taken out of the board up to here.
    pub(crate) position: Option<Position>,
    /// It also holds all that were added.
    pub(crate) whole: bool,
}

impl Indexes {
    /// Where files are made from now on; none: where the system has its temporary files.
    pub(crate) fn set_folder(&self, folder: Option<PathBuf>) {
        *self.folder.lock().unwrap_or_else(PoisonError::into_inner) = folder;
    }

    /// The index of a space; `begin` makes one with its file where there is none.
    pub(crate) fn of(&self, space: SpaceId, begin: impl FnOnce(Arc<Index>) -> Kept) -> Result<Arc<Kept>, Refused> {
        let mut held = self.held();
        let found = held.iter().position(|(id, _)| *id == space).map(|at| held.remove(at));
        let (_, kept) = match found.filter(|(_, kept)| kept.index.strong_count() > 0) {
            Some(found) => found,
            None => {
                let folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let made = Index::make(&folder.unwrap_or_else(std::env::temp_dir));
                let index = made.map_err(|error| unusable(&error))?;
                (space, Arc::new(begin(Arc::new(index))))
            }
        };
        if held.len() >= INDEXES_MAX {
            held.remove(0);
        }
        held.push((space, Arc::clone(&kept)));
        Ok(kept)
    }

    /// Throws an index away.
    pub(crate) fn let_go(&self, space: SpaceId) {
        self.held().retain(|(id, _)| *id != space);
    }

    fn held(&self) -> MutexGuard<'_, Vec<(SpaceId, Arc<Kept>)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a member is told where no index can be made. The log says why.
pub(crate) fn unusable(error: &(dyn std::error::Error + 'static)) -> Refused {
    tracing::error!(error = %crate::refusal::chain(error), "cannot use a search index");
    Refused::new(Code::LogUnavailable, "cannot search now: there is no index".to_owned())
}
