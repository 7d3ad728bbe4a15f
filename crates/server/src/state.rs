//! The states that are folded: a circle's board, its door, and the registry of circles.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use traceboard_board::{
    Board, Body, CircleId, EntryId, Event, Head, MemberId, What,
    door::{Door, DoorHead, DoorWhat},
};
use traceboard_log::Entry;
use uuid::Uuid;

use crate::fold::State;

impl State for Board {
    fn take(&mut self, entry: &Entry) -> bool {
        // What this version can't read at all stays in the log for one that can.
        let Ok(head) = serde_json::from_slice::<Head>(&entry.head) else {
            tracing::warn!(log.offset = %entry.position, "passing over an entry whose head can't be read");
            return false;
        };
        let body = entry.body.any().and_then(|bytes| serde_json::from_slice::<Body>(bytes).ok());
        let admits = matches!(
            head.what,
            What::MemberLeft | What::MemberRemoved { .. } | What::MemberLetBack { .. } | What::RoleGiven { .. }
        );
        self.apply(entry.position, &Event { head, body, accepted_at_ms: entry.accepted_at_ms });
        admits
    }

    fn touched(&mut self, ids: &[Uuid]) {
        // The server touches without an entry only to erase.
        let ids: Vec<_> = ids.iter().copied().map(EntryId).collect();
        self.forget_words(&ids);
    }
}

impl State for Door {
    fn take(&mut self, entry: &Entry) -> bool {
        let Ok(head) = serde_json::from_slice::<DoorHead>(&entry.head) else {
            tracing::warn!(log.offset = %entry.position, "passing over a door entry that can't be read");
            return false;
        };
        self.apply(&head);
        matches!(head.what, DoorWhat::SessionClosed { .. } | DoorWhat::InviteRevoked { .. })
    }
}

/// One entry of the registry: a circle was opened. It holds all that its founding is made of, so that any server can
/// finish a founding that another began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) circle: CircleId,
    pub(crate) founder: MemberId,
    pub(crate) founder_name: String,
    pub(crate) name: String,
    pub(crate) half_life_ms: i64,
    pub(crate) written_at_ms: i64,
}

/// The circles of a store, in the order in which they were opened.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    pub(crate) circles: BTreeMap<CircleId, Opened>,
    pub(crate) first: Option<CircleId>,
}

impl State for Registry {
    fn take(&mut self, entry: &Entry) -> bool {
        let Ok(opened) = serde_json::from_slice::<Opened>(&entry.head) else {
            tracing::warn!(log.offset = %entry.position, "passing over a circle that can't be read");
            return false;
        };
        self.first.get_or_insert(opened.circle);
        self.circles.entry(opened.circle).or_insert(opened);
        false
    }
}
