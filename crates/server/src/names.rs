//! Names of logs, and the ids that are derived rather than chosen.
//!
//! Entries that only one may win are appended under an id derived (UUIDv5) from what is won: the second one finds that
//! the id exists. Authors' own ids are UUIDs of version 7, so nobody can take a derived one by choosing it.

use traceboard_board::{CircleId, EntryId, MemberId, PodId};
use traceboard_log::{LogName, LogNameError};
use uuid::Uuid;

/// The namespace of all derived ids; drawn once at random.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f6d_1d3c_7b2e_4a51_9c06_24d8_b1f3_5e7a);

/// The log that holds the key of a store for push services.
pub(crate) fn push_key_log() -> Result<LogName, LogNameError> {
    LogName::new("circles", "push-key")
}

/// The entry with that key: another one for each time that the store has lost it.
pub(crate) fn push_key(attempt: u8) -> EntryId {
    derived("push key", &[attempt])
}

/// The log that lists the webhooks of a store, so that each server finds them after a start.
pub(crate) fn hooks_log() -> Result<LogName, LogNameError> {
    LogName::new("circles", "webhooks")
}

/// The log that names the circles of a store.
pub(crate) fn registry() -> Result<LogName, LogNameError> {
    LogName::new("circles", "opened")
}

pub(crate) fn board(circle: CircleId) -> Result<LogName, LogNameError> {
    LogName::new(&circle.to_string(), "board")
}

/// The circle whose board a log holds; none for other logs.
pub(crate) fn circle_of_board(log: &LogName) -> Option<CircleId> {
    if log.name() == "board" { log.group().parse().ok() } else { None }
}

pub(crate) fn door(circle: CircleId) -> Result<LogName, LogNameError> {
    LogName::new(&circle.to_string(), "door")
}

/// The log of a pod, beside those of its circle.
pub(crate) fn pod(circle: CircleId, pod: PodId) -> Result<LogName, LogNameError> {
    LogName::new(&circle.to_string(), &format!("{POD}{pod}"))
}

/// The pod whose board a log holds, and its circle; none for other logs.
pub(crate) fn pod_of_log(log: &LogName) -> Option<(CircleId, PodId)> {
    Some((log.group().parse().ok()?, log.name().strip_prefix(POD)?.parse().ok()?))
}

/// What the name of a pod's log begins with.
const POD: &str = "pod-";

/// The entry that opens the first circle of a store.
pub(crate) fn first_circle() -> EntryId {
    derived("first circle", &[])
}

/// The circle that a member's request seeds: another member's is another one.
pub(crate) fn seeded(request: EntryId, by: MemberId) -> CircleId {
    CircleId(derived("seeded", &[request.0.as_bytes(), by.0.as_bytes().as_slice()].concat()).0)
}

/// The entry that opens a circle that was seeded.
pub(crate) fn seeding(circle: CircleId) -> EntryId {
    derived("seeding", circle.0.as_bytes())
}

pub(crate) fn founding(circle: CircleId) -> EntryId {
    derived("founding", circle.0.as_bytes())
}

/// The entry with which the founder joins.
pub(crate) fn founder_joining(circle: CircleId) -> EntryId {
    derived("founder joining", circle.0.as_bytes())
}

/// The k-th use of an invite.
pub(crate) fn invite_use(invite: EntryId, use_number: u32) -> EntryId {
    derived("use", &[invite.0.as_bytes(), use_number.to_be_bytes().as_slice()].concat())
}

/// The member that a request brings in.
pub(crate) fn member_of(request: EntryId) -> MemberId {
    MemberId(derived("member", request.0.as_bytes()).0)
}

/// The entry with which a request's member joins, or claims an imported one.
pub(crate) fn joining(request: EntryId) -> EntryId {
    derived("joining", request.0.as_bytes())
}

/// The entry that ends a round at its time: one for each attempt, since one that came too early is refused for good.
pub(crate) fn round_end(round: EntryId, attempt: u32) -> EntryId {
    derived("round end", &[round.0.as_bytes(), attempt.to_be_bytes().as_slice()].concat())
}

/// The sort key of an answer for a reader: random, different for each reader, and constant.
pub(crate) fn by_chance(reader: MemberId, answer: EntryId) -> EntryId {
    derived("answer's place", &[reader.0.as_bytes(), answer.0.as_bytes().as_slice()].concat())
}

/// An id derived from what it is for and the bytes that tell it from others of that kind.
pub(crate) fn derived(what: &str, which: &[u8]) -> EntryId {
    EntryId(Uuid::new_v5(&NAMESPACE, &[what.as_bytes(), b"\0", which].concat()))
}
