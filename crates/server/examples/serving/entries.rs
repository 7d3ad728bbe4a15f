//! Entries as the log takes them, of heads and bodies.

use serde::Serialize;
use traceboard_board::{Body, EntryId, FORMAT_VERSION, Head, MemberId, What};
use traceboard_log::NewEntry;
use uuid::Uuid;

pub(crate) fn entry(by: MemberId, what: What, body: Option<&Body>) -> anyhow::Result<NewEntry> {
    entry_of(Uuid::now_v7(), by, what, body)
}

pub(crate) fn entry_of(id: Uuid, by: MemberId, what: What, body: Option<&Body>) -> anyhow::Result<NewEntry> {
    let head = Head { v: FORMAT_VERSION, id: EntryId(id), by, written_at_ms: 0, imported: None, what };
    new(id, &head, body, FORMAT_VERSION)
}

pub(crate) fn new(id: Uuid, head: &impl Serialize, body: Option<&Body>, format: u8) -> anyhow::Result<NewEntry> {
    let body = body.map(serde_json::to_vec).transpose()?.map(Into::into);
    let head = serde_json::to_vec(head)?.into();
    Ok(NewEntry { id, head, body, touches: Vec::new(), format: format.into(), unsettles: false, photo: None })
}

pub(crate) fn named(name: &str) -> Body {
    Body { name: Some(name.to_owned()), ..Body::default() }
}
