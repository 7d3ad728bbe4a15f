//! What the commands take that look at a log's folder.

use std::path::PathBuf;

use clap::Args;

pub(super) const BACKUP_HELP: &str = "Example:
  traceboard backup ~/.local/share/traceboard /backups/monday

A server may use the folder meanwhile: the copy has all that it acknowledged before, and no erased words. TO is made, and
is never written over. It is a folder of its own, for `traceboard check TO` and `traceboard serve --data TO`.
A log in Redis is backed up with Redis.";

pub(super) const CHECK_HELP: &str = "Example:
  traceboard check ~/.local/share/traceboard

Reads all that is stored, also while a server uses the folder. Prints a line for each thing that is not as it was written,
with log and position, and ends with 1 where there is one.";

#[derive(Args, Debug)]
pub(crate) struct BackupArgs {
    /// The folder in which `serve` keeps its log
    pub(crate) folder: PathBuf,
    /// The new folder to copy it to
    pub(crate) to: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// The folder in which `serve` keeps its log, or a copy that `backup` made
    pub(crate) folder: PathBuf,
}
