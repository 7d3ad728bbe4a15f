//! Reading a folder that this process has not locked: its server may run meanwhile, undisturbed.

use std::path::Path;

use super::{EmbeddedLog, check, copy, failure::Failure, folder::file_in, readers::Readers};
use crate::LogError;

impl EmbeddedLog {
    /// Whether a folder holds an embedded log, whether or not another process has it open.
    #[must_use]
    pub fn is_in(folder: impl AsRef<Path>) -> bool {
        file_in(folder.as_ref()).is_file()
    }

    /// As [`EmbeddedLog::backup`], of a folder that any process may have open. Blocks. The copy has what was acked before.
    ///
    /// # Errors
    /// [`LogError::Refuses`] where `to` has a log already; [`LogError::Unavailable`] where `folder` has none; [`LogError`].
    pub fn back_up_folder(folder: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<(), LogError> {
        let folder = folder.as_ref();
        let copied = Readers::external(folder).and_then(|from| copy::backup(&from, to.as_ref()));
        copied.map_err(|failure| failure.about("back up", folder.display()))
    }

    /// As [`EmbeddedLog::check`], of a folder that any process may have open. Blocks. A file that is no log is one
    /// fault.
    ///
    /// # Errors
    /// [`LogError::Unavailable`] where the folder has no log; [`LogError`] if the file cannot be read.
    pub fn check_folder(folder: impl AsRef<Path>) -> Result<Vec<String>, LogError> {
        let folder = folder.as_ref();
        match Readers::external(folder).and_then(|log| check::check(&log)) {
            Err(Failure::Damaged(fault)) => Ok(vec![fault]),
            checked => checked.map_err(|failure| failure.about("check", folder.display())),
        }
    }
}
