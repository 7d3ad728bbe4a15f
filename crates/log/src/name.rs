//! Names of logs.

use std::fmt;

/// One log among those of a store: a group (a circle's id, so that all its keys live on one Redis node) and a name in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogName {
    group: String,
    name: String,
}

/// The text can't name a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot name a log {0:?}: use 1 to 64 of a-z, 0-9 and -")]
pub struct LogNameError(String);

impl LogName {
    /// Names a log. Both parts are 1 to 64 characters of `a-z`, `0-9` and `-`.
    ///
    /// # Errors
    /// Where a part has other characters or another length.
    pub fn new(group: &str, name: &str) -> Result<Self, LogNameError> {
        for part in [group, name] {
            let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if part.is_empty() || part.len() > 64 || !part.chars().all(legal) {
                return Err(LogNameError(part.chars().take(80).collect()));
            }
        }
        Ok(Self { group: group.to_owned(), name: name.to_owned() })
    }

    /// The group.
    #[must_use]
    pub fn group(&self) -> &str {
        &self.group
    }

    /// The name within the group.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for LogName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.group, self.name)
    }
}
