//! The arguments of `backup` and `check`, which read a log's folder.

use std::path::PathBuf;

use clap::Args;

pub(super) const BACKUP_HELP: &str = "Example:
  traceboard backup ~/.local/share/traceboard /backups/monday

A server may use the folder meanwhile: the copy has all that was acked before, and no erased words. TO is created outside of
that folder, and an existing log is never overwritten. The copy works with `traceboard check TO` and `traceboard serve --data TO`.
A log in Redis is backed up with Redis.";

pub(super) const CHECK_HELP: &str = "Example:
  traceboard check ~/.local/share/traceboard

Reads everything, also while a server uses the folder. Prints a line for each damaged entry, with its log and position, and
exits with 1 if there is one.";

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
