//! The frames that all subscribers of a board share, made once each.

use bytes::Bytes;
use serde::Serialize;
use serde_json::value::RawValue;
use traceboard_board::{EntryId, MemberId};
use traceboard_hub::Feed;
use traceboard_log::Entry;
use traceboard_position::Position;
use traceboard_protocol::ServerFrame;

/// A `ServerFrame::Entry` whose head and body are handed on as they stand in the log: what a later version wrote arrives
/// whole at a page of that version.
#[derive(Serialize)]
#[serde(tag = "type", rename = "entry")]
struct EntryFrame<'a> {
    position: Position,
    at_ms: i64,
    head: &'a RawValue,
    body: Option<&'a RawValue>,
}

/// Encodes what a hub tells. Of an entry's words only those that are open to everyone go out.
pub(crate) fn encode(feed: Feed<'_>) -> Bytes {
    let encoded = match feed {
        Feed::Entry(entry) => encode_entry(entry),
        Feed::Touched(ids) => {
            serde_json::to_vec(&ServerFrame::Touched { ids: ids.iter().copied().map(EntryId).collect() })
        }
        Feed::Presence { count, here } => {
            serde_json::to_vec(&ServerFrame::Presence { count, here: here.iter().copied().map(MemberId).collect() })
        }
    };
    // Strings, numbers and maps with text keys can always be written as JSON.
    encoded.map(Bytes::from).unwrap_or_default()
}

fn encode_entry(entry: &Entry) -> serde_json::Result<Vec<u8>> {
    let raw = |bytes: &'_ Bytes| serde_json::from_slice::<Box<RawValue>>(bytes).ok();
    let unknown = || RawValue::from_string(r#"{"type":"unknown"}"#.to_owned());
    let head = raw(&entry.head).map_or_else(unknown, Ok)?;
    let body = entry.body.open().and_then(raw);
    serde_json::to_vec(&EntryFrame {
        position: entry.position,
        at_ms: entry.accepted_at_ms,
        head: &head,
        body: body.as_deref(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use traceboard_log::StoredBody;

    fn entry(body: StoredBody) -> Entry {
        Entry {
            position: Position { term: 1, seq: 4, nonce: 9 },
            previous: None,
            accepted_at_ms: 1_700_000_000_000,
            id: uuid::Uuid::nil(),
            head: Bytes::from_static(br#"{"type":"of_tomorrow","more":1}"#),
            body,
            touched: Vec::new(),
        }
    }

    #[test]
    fn concealed_words_stay_in() {
        let words = Bytes::from_static(br#"{"text":"secret"}"#);
        let open = encode(Feed::Entry(&entry(StoredBody::Open(words.clone()))));
        let concealed = encode(Feed::Entry(&entry(StoredBody::Concealed(words))));
        assert!(String::from_utf8_lossy(&open).contains("secret"));
        assert!(!String::from_utf8_lossy(&concealed).contains("secret"));
    }

    #[test]
    fn a_head_of_a_later_version_is_handed_on_whole() {
        let frame = encode(Feed::Entry(&entry(StoredBody::None)));
        let expected = r#"{"type":"entry","position":"1-4-0000000000000009","at_ms":1700000000000,"head":{"type":"of_tomorrow","more":1},"body":null}"#;
        assert_eq!(String::from_utf8_lossy(&frame), expected);
    }
}
