//! The keys of a log in Redis. All keys of a group have one hash tag, so a script finds them on one node of a cluster.

use uuid::Uuid;

use crate::LogName;

pub(super) struct Keys<'a>(pub(super) &'a LogName);

impl Keys<'_> {
    /// Stream: heads.
    pub(super) fn entries(&self) -> String {
        self.key("entries")
    }

    /// Hash: id -> state (`O`pen or `C`oncealed) and body.
    pub(super) fn bodies(&self) -> String {
        self.key("bodies")
    }

    /// Hash: id -> nonce, `+` or `-` for with or without a body, stamp, a space, place.
    pub(super) fn ids(&self) -> String {
        self.key("ids")
    }

    /// Hash: term -> nonce, and its last seq once it has ended.
    pub(super) fn terms(&self) -> String {
        self.key("terms")
    }

    /// Hash: the log's own state: `replid`, `term`, `nonce`, `seq`, `stamp`, `format`, and where it was `unsettled`.
    pub(super) fn log(&self) -> String {
        self.key("log")
    }

    /// Hash: a checkpoint in pieces; see `checkpoint.rs`.
    pub(super) fn checkpoint(&self) -> String {
        self.key("checkpoint")
    }

    /// Hash: a photo's `by`, `about`, `small`, `full`, and how many bodies hold it; see `photos.rs`.
    pub(super) fn photo(&self, id: Uuid) -> String {
        self.key(&format!("photo:{}", id.simple()))
    }

    /// Hash: photo -> who sent it and when, until a body holds it. Beside it stands `photo-holders`: entry -> photo.
    pub(super) fn photos_waiting(&self) -> String {
        self.key("photos-waiting")
    }

    /// What all of them begin with.
    pub(super) fn prefix(&self) -> String {
        self.key("")
    }

    /// A channel that only one store subscribes to, together with the log's publications: an append that finds no other
    /// subscriber publishes nothing.
    pub(super) fn own(&self, nonce: u64) -> String {
        self.key(&format!("own:{nonce:016x}"))
    }

    /// All keys that an append writes.
    pub(super) fn all(&self) -> [String; 5] {
        [self.entries(), self.bodies(), self.ids(), self.terms(), self.log()]
    }

    fn key(&self, what: &str) -> String {
        format!("tb:{{{}}}:{}:{what}", self.0.group(), self.0.name())
    }
}

/// Matches the heads of every log.
pub(super) const ALL_ENTRIES: &str = "tb:{*}:*:entries";

/// The log whose heads are under a key.
pub(super) fn log_of_entries(key: &[u8]) -> Option<LogName> {
    match named(key)? {
        (log, "entries") => Some(log),
        _ => None,
    }
}

/// The log that a key belongs to, and what of it is there.
fn named(key: &[u8]) -> Option<(LogName, &str)> {
    let (group, rest) = std::str::from_utf8(key).ok()?.strip_prefix("tb:{")?.split_once("}:")?;
    let (name, what) = rest.split_once(':')?;
    Some((LogName::new(group, name).ok()?, what))
}

/// Counts erasures; see `erased.rs`.
pub(super) const ERASED: &str = "tb:erased";
/// The count of erasures up to which Redis's own files were rewritten.
pub(super) const REWRITTEN: &str = "tb:rewritten";

/// Sorted set: logs that may be unsettled, by when that was noted; see `unsettled.rs`.
pub(super) const UNSETTLED: &str = "tb:unsettled";

/// Sorted set: logs beside which photos may wait, by when that was noted; see `photos.rs`.
pub(super) const PHOTOS: &str = "tb:photos";

/// The channel on which a store receives its own canaries.
pub(super) fn canary_channel(nonce: u64) -> String {
    format!("tb:{{canary}}:{nonce:016x}")
}

/// A sharded channel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Topic {
    Publications(LogName),
    Signals(LogName),
}

impl Topic {
    pub(super) fn channel(&self) -> String {
        match self {
            Self::Publications(log) => Keys(log).key("news"),
            Self::Signals(log) => Keys(log).key("signals"),
        }
    }

    pub(super) fn parse(channel: &[u8]) -> Option<Self> {
        match named(channel)? {
            (log, "news") => Some(Self::Publications(log)),
            (log, "signals") => Some(Self::Signals(log)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_names_its_topic() {
        let log = LogName::new("3f-1", "board").unwrap_or_else(|error| panic!("{error}"));
        for topic in [Topic::Publications(log.clone()), Topic::Signals(log.clone())] {
            assert_eq!(Topic::parse(topic.channel().as_bytes()), Some(topic));
        }
        assert_eq!(Topic::parse(b"tb:{a}:b:else"), None);
        assert_eq!(Topic::parse(Keys(&log).own(7).as_bytes()), None, "nothing is said there");
    }
}
