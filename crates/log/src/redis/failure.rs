//! What the errors of Redis mean to whoever called.

use std::fmt;

use ::redis::RedisError;

use crate::LogError;

/// Something went wrong; the same for all whose calls went together.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// Not reached, or not able to answer just now: the same may work in a moment.
    Unavailable(String),
    /// Reached, and refused in these words.
    Refuses(String),
    /// What was there is there no more.
    Gone,
    /// What is stored isn't what a script expects.
    Damaged(String),
}

impl Failure {
    /// What went wrong with a call that writes, or with one that only reads.
    pub(super) fn of(error: &RedisError, writes: bool) -> Self {
        // Of several commands at once, what the first that failed was told.
        let several = error.clone().into_server_errors();
        match several.as_deref() {
            Some([(_, first), ..]) => Self::said(first.code(), first.details().unwrap_or_default(), writes),
            _ => Self::Unavailable(error.to_string()),
        }
    }

    /// As [`Failure::of`], where a script gives Redis' answer on as text. It wrote, or wanted to.
    pub(super) fn told(answer: &str) -> Self {
        let (code, words) = answer.split_once(' ').unwrap_or((answer, ""));
        Self::said(code, words, true)
    }

    fn said(code: &str, words: &str, writes: bool) -> Self {
        let answer = format!("{code} {words}");
        match code {
            "GONE" => Self::Gone,
            "DAMAGED" => Self::Damaged(words.to_owned()),
            "WRONGTYPE" => Self::Damaged(answer),
            // The stream ends behind where its log remembers: somebody else wrote to it.
            "ERR" if words.starts_with("The ID specified in XADD") => Self::Damaged(answer),
            // A replica, or one that is not there yet or no longer: these pass, or another one answers soon.
            "READONLY" | "LOADING" | "MASTERDOWN" | "BUSY" | "TRYAGAIN" | "CLUSTERDOWN" | "MOVED" | "ASK"
            | "NOSCRIPT" => Self::Unavailable(answer),
            // `OOM`, `MISCONF`, `NOPERM`, `NOREPLICAS`, and what else its operator has to mend.
            _ if writes => Self::Refuses(answer),
            _ => Self::Unavailable(answer),
        }
    }

    /// Whether whoever waits to call has the same to expect.
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

/// Whether Redis says that it is a replica: whoever wants to write has to look for the primary again.
pub(super) fn is_demotion(error: &RedisError) -> bool {
    error.clone().into_server_errors().is_some_and(|errors| errors.iter().any(|(_, error)| error.code() == "READONLY"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_from_what_an_operator_has_to_mend() {
        for passes in ["READONLY You can't write against a read only replica.", "LOADING Redis is loading", "BUSY"] {
            assert!(matches!(Failure::told(passes), Failure::Unavailable(words) if words.starts_with(passes)));
        }
        for refused in ["OOM command not allowed", "MISCONF Redis is configured", "NOPERM this user", "ERR The user"] {
            assert!(matches!(Failure::told(refused), Failure::Refuses(words) if words == refused));
        }
        assert!(matches!(Failure::told("DAMAGED the log"), Failure::Damaged(words) if words == "the log"));
        assert!(matches!(Failure::said("NOPERM", "this user", false), Failure::Unavailable(_)));
    }
}
