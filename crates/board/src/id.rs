//! Ids. All are UUIDs, with one type for each kind, so that a member's id can't be used as a trace's.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "export", derive(ts_rs::TS, utoipa::ToSchema))]
        #[cfg_attr(feature = "export", ts(type = "string"))]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// A circle: one community and its board.
    CircleId
);
id!(
    /// A member of one circle.
    MemberId
);
id!(
    /// An entry of a log, chosen by its author before the first attempt (UUIDv7), or derived from an import (UUIDv5).
    EntryId
);
id!(
    /// A trace: the id of the entry that left it.
    TraceId
);

id!(
    /// A pod: the id of the entry that called it. Its space has the same id.
    PodId
);

id!(
    /// A photo, chosen by whoever sends it (UUIDv7). No head names one: it goes with the words.
    PhotoId
);

impl From<EntryId> for TraceId {
    fn from(id: EntryId) -> Self {
        Self(id.0)
    }
}
