//! Failures in the folder, before the operation and the log are added.

use std::{error::Error, fmt, sync::Arc};

use rusqlite::{ErrorCode, ffi};

use crate::LogError;

#[derive(Clone, Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Whether a commit happened is unknown.
    #[error(transparent)]
    Unavailable(Arc<dyn Error + Send + Sync>),
    /// No commit happened; the next one may succeed.
    #[error("{0}")]
    Refuses(String),
    #[error("{0}")]
    Damaged(String),
}

/// What SQLite says where a file doesn't grow, beside [`ffi::SQLITE_FULL`]: in words, a disk error with a number.
const WITHOUT_ROOM: [i32; 3] = [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_IOERR_TRUNCATE];

impl Failure {
    pub(super) fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged(reason.into())
    }

    pub(super) fn unavailable(reason: impl Into<String>) -> Self {
        std::io::Error::other(reason.into()).into()
    }

    pub(super) fn about(self, operation: &'static str, log: impl fmt::Display) -> LogError {
        let log = log.to_string();
        match self {
            Self::Unavailable(error) => LogError::Unavailable { operation, log, source: Box::new(error) },
            Self::Refuses(reason) => LogError::Refuses { operation, log, reason },
            Self::Damaged(reason) => LogError::Damaged { operation, log, reason },
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Unavailable(Arc::new(error))
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            // SQLite rolls back, and such a commit never reappears: with a full disk no commit mark was written.
            rusqlite::Error::SqliteFailure(failure, _) if WITHOUT_ROOM.contains(&failure.extended_code) => {
                Self::unavailable(format!(
                    "its disk is full or fails, or its files may not grow (`ulimit -f`): {error}"
                ))
            }
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DiskFull => Self::Refuses(format!("there is no room on its disk: {error}")),
                ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::OutOfMemory
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked => Self::Refuses(error.to_string()),
                // The statements are ours, so an error in one means that a table is missing, and a broken rule of a table that its trees
                // don't say the same. Trying again would find the same file.
                ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
                | ErrorCode::Unknown
                | ErrorCode::ConstraintViolation
                | ErrorCode::TypeMismatch
                | ErrorCode::TooBig
                | ErrorCode::InternalMalfunction => Self::Damaged(error.to_string()),
                _ => Self::Unavailable(Arc::new(error)),
            },
            // The column holds another type than was written.
            rusqlite::Error::SqlInputError { .. }
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::Damaged(error.to_string()),
            _ => Self::Unavailable(Arc::new(error)),
        }
    }
}

impl From<rusqlite::types::FromSqlError> for Failure {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        Self::Damaged(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: i32) -> LogError {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        Failure::from(error).about("append to", "circle/board")
    }

    #[test]
    fn a_full_or_read_only_disk_refuses() {
        for code in [ffi::SQLITE_FULL, ffi::SQLITE_READONLY, ffi::SQLITE_PERM, ffi::SQLITE_NOMEM, ffi::SQLITE_BUSY] {
            assert!(matches!(of(code), LogError::Refuses { .. }), "{:?}", of(code));
        }
    }

    #[test]
    fn after_a_failed_flush_it_is_unknown_what_is_on_the_disk() {
        for code in [ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_CANTOPEN] {
            assert!(matches!(of(code), LogError::Unavailable { .. }), "{:?}", of(code));
        }
    }

    #[test]
    fn a_file_that_does_not_grow_is_told_in_words() {
        for code in WITHOUT_ROOM {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let told = Failure::from(error).to_string();
            assert!(told.starts_with("its disk is full or fails"), "{told}");
        }
    }

    #[test]
    fn a_broken_page_is_damage() {
        for code in
            [ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB, ffi::SQLITE_CONSTRAINT, ffi::SQLITE_MISMATCH, ffi::SQLITE_TOOBIG]
        {
            assert!(matches!(of(code), LogError::Damaged { .. }), "{:?}", of(code));
        }
    }
}
