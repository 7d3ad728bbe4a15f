//! The meaning of Redis's errors for a caller.

use std::fmt;

use ::redis::{ErrorKind, RedisError};

use crate::LogError;

/// A failure, cloned for all callers whose requests went together.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// Not reached, or not able to answer now: a retry may work.
    Unavailable(String),
    /// Redis refused, with this message.
    Refuses(String),
    /// The log's history is gone.
    Gone,
    /// Stored data is not what a script expects.
    Damaged(String),
}

impl Failure {
    /// The failure of a call that writes, or of one that only reads.
    pub(super) fn of(error: &RedisError, writes: bool) -> Self {
        // Of several commands, the error of the first that failed.
        let several = error.clone().into_server_errors();
        match several.as_deref() {
            Some([(_, first), ..]) => Self::classify(first.code(), first.details().unwrap_or_default(), writes),
            // The client quotes the bytes that it could not read, over several lines.
            _ if error.kind() == ErrorKind::Parse => Self::Unavailable("what answers there is no Redis".to_owned()),
            _ => Self::Unavailable(error.to_string()),
        }
    }

    /// As [`Failure::of`], from the text in which a script passes on Redis's error. Only scripts that write do so.
    pub(super) fn from_script(answer: &str) -> Self {
        let (code, words) = answer.split_once(' ').unwrap_or((answer, ""));
        Self::classify(code, words, true)
    }

    fn classify(code: &str, words: &str, writes: bool) -> Self {
        let answer = format!("{code} {words}");
        match code {
            "GONE" => Self::Gone,
            "DAMAGED" => Self::Damaged(words.to_owned()),
            "WRONGTYPE" => Self::Damaged(answer),
            // The stream ends after the log's last position: another program wrote to it.
            "ERR" if words.starts_with("The ID specified in XADD") => Self::Damaged(answer),
            // A replica, or a Redis that is starting or stopping: this passes, or another one answers soon.
            "READONLY" | "LOADING" | "MASTERDOWN" | "BUSY" | "TRYAGAIN" | "CLUSTERDOWN" | "MOVED" | "ASK"
            | "NOSCRIPT" => Self::Unavailable(answer),
            // `OOM`, `MISCONF`, `NOPERM`, `NOREPLICAS`, and others that the operator has to fix.
            _ if writes => Self::Refuses(answer),
            _ => Self::Unavailable(answer),
        }
    }

    /// Whether waiting calls would fail in the same way.
    pub(super) fn is_outage(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    pub(super) fn into_error(self, operation: &'static str, log: impl fmt::Display) -> LogError {
        let log = log.to_string();
        match self {
            Self::Unavailable(why) => {
                LogError::Unavailable { operation, log, source: Box::new(std::io::Error::other(why)) }
            }
            Self::Refuses(reason) => LogError::Refuses { operation, log, reason },
            Self::Gone => LogError::Gone { operation, log },
            Self::Damaged(reason) => LogError::Damaged { operation, log, reason },
        }
    }
}

/// Whether Redis reports that it is a replica: a write then has to find the primary again.
pub(super) fn is_demotion(error: &RedisError) -> bool {
    error.clone().into_server_errors().is_some_and(|errors| errors.iter().any(|(_, error)| error.code() == "READONLY"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_what_an_operator_has_to_mend() {
        for passes in ["READONLY You can't write against a read only replica.", "LOADING Redis is loading", "BUSY"] {
            assert!(matches!(Failure::from_script(passes), Failure::Unavailable(words) if words.starts_with(passes)));
        }
        for refused in ["OOM command not allowed", "MISCONF Redis is configured", "NOPERM this user", "ERR The user"] {
            assert!(matches!(Failure::from_script(refused), Failure::Refuses(words) if words == refused));
        }
        assert!(matches!(Failure::from_script("DAMAGED the log"), Failure::Damaged(words) if words == "the log"));
        assert!(matches!(Failure::classify("NOPERM", "this user", false), Failure::Unavailable(_)));
    }
}
