//! What the scripts answer and publish.

use ::redis::Value;
use bytes::Bytes;
use traceboard_position::Position;
use uuid::Uuid;

use crate::{Entry, NewEntry, Outcome, Page, Publication, StoredBody, Touch, bounds};

/// What Redis said is not what our scripts say.
#[derive(Debug)]
pub(super) struct Unreadable(pub(super) String);

type Read<T> = Result<T, Unreadable>;

/// The arguments of one entry.
pub(super) fn entry_arguments(entry: &NewEntry) -> [Vec<u8>; 6] {
    let body = entry.body.as_ref().map_or_else(Vec::new, |body| [b"O".as_slice(), body].concat());
    let [touches, touched] = touch_arguments(&entry.touches);
    [entry.id.as_bytes().to_vec(), bounds::digest(entry).to_vec(), entry.head.to_vec(), body, touches, touched]
}

/// The deeds, and the ids.
pub(super) fn touch_arguments(touches: &[Touch]) -> [Vec<u8>; 2] {
    let mut deeds = Vec::with_capacity(touches.len() * 17);
    for touch in touches {
        deeds.push(match touch {
            Touch::Erase(_) => b'E',
            Touch::Conceal(_) => b'C',
            Touch::Reveal(_) => b'O',
        });
        deeds.extend(touch.id().as_bytes());
    }
    [deeds, bounds::touched(touches).iter().flat_map(|id| *id.as_bytes()).collect()]
}

/// How many bodies an append erased, and what became of each entry.
pub(super) fn appended(answer: Value) -> Read<(u64, Vec<Outcome>)> {
    let [erased, outcomes] = list(answer)?;
    let outcomes = values(outcomes)?.into_iter().map(outcome).collect::<Read<_>>()?;
    Ok((number(&erased)?, outcomes))
}

fn outcome(answer: Value) -> Read<Outcome> {
    let fields = values(answer)?.into_iter().map(bytes).collect::<Read<Vec<_>>>()?;
    match fields.as_slice() {
        [kind, place, nonce, stamp] => {
            let position = position(place, nonce)?;
            let accepted_at_ms = parse(stamp)?;
            match kind.as_slice() {
                b"appended" => Ok(Outcome::Appended { position, accepted_at_ms }),
                b"repeated" => Ok(Outcome::Repeated { position, accepted_at_ms }),
                _ => Err(Unreadable("an outcome of an unknown kind".to_owned())),
            }
        }
        [kind] if kind == b"conflict" => Ok(Outcome::Conflict),
        _ => Err(Unreadable("an outcome of another length".to_owned())),
    }
}

/// A page; nothing where no history goes on.
pub(super) fn page(answer: Value, after: Option<Position>) -> Read<Option<Page>> {
    let mut answer = values(answer)?.into_iter();
    if answer.next().map(bytes).transpose()?.as_deref() == Some(b"gone") {
        return Ok(None);
    }
    let more = answer.next().as_ref().map(number).transpose()? == Some(1);
    let mut previous = after;
    let mut entries = Vec::with_capacity(answer.len());
    for entry in answer {
        let [place, nonce, stamp, id, touched, head, body] = list(entry)?;
        let position = position(&bytes(place)?, &bytes(nonce)?)?;
        entries.push(Entry {
            position,
            previous,
            accepted_at_ms: parse(&bytes(stamp)?)?,
            id: uuid(&bytes(id)?)?,
            head: bytes(head)?.into(),
            body: stored_body(bytes(body)?)?,
            touched: uuids(&bytes(touched)?)?,
        });
        previous = Some(position);
    }
    Ok(Some(Page { entries, more }))
}

/// Where a log ends.
pub(super) fn head(answer: Value) -> Read<Option<Position>> {
    let [term, seq, nonce] = list(answer)?;
    if term == Value::Nil {
        return Ok(None);
    }
    let [term, seq, nonce] = [bytes(term)?, bytes(seq)?, bytes(nonce)?];
    Ok(Some(position(&[term, seq].join(&b'-'), &nonce)?))
}

/// What a script published.
pub(super) fn publication(message: &[u8]) -> Read<Publication> {
    let mut parts = Vec::with_capacity(10);
    let mut rest = message;
    while let Some((length, more)) = rest.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        let (part, more) = more.split_at_checked(length).ok_or_else(|| Unreadable("a short message".to_owned()))?;
        parts.push(part);
        rest = more;
    }
    match parts.as_slice() {
        [b"T", touched] => Ok(Publication::Touched(uuids(touched)?)),
        [b"E", place, nonce, last, last_nonce, stamp, id, touched, head, body] => {
            let previous = if last.is_empty() { None } else { Some(position(last, last_nonce)?) };
            Ok(Publication::Entry(std::sync::Arc::new(Entry {
                position: position(place, nonce)?,
                previous,
                accepted_at_ms: parse(stamp)?,
                id: uuid(id)?,
                head: Bytes::copy_from_slice(head),
                body: stored_body(body.to_vec())?,
                touched: uuids(touched)?,
            })))
        }
        _ => Err(Unreadable("a message of an unknown kind".to_owned())),
    }
}

fn stored_body(stored: Vec<u8>) -> Read<StoredBody> {
    let stored = Bytes::from(stored);
    match stored.first() {
        None => Ok(StoredBody::None),
        Some(b'O') => Ok(StoredBody::Open(stored.slice(1..))),
        Some(b'C') => Ok(StoredBody::Concealed(stored.slice(1..))),
        Some(_) => Err(Unreadable("a body that is neither open nor concealed".to_owned())),
    }
}

/// `term-seq` as in the stream, and the nonce as 16 hexadecimal digits.
fn position(place: &[u8], nonce: &[u8]) -> Read<Position> {
    parse(&[place, nonce].join(&b'-'))
}

fn parse<T: std::str::FromStr>(text: &[u8]) -> Read<T> {
    let text = String::from_utf8_lossy(text);
    text.parse().map_err(|_| Unreadable(format!("{text:?} in place of a number")))
}

fn uuid(id: &[u8]) -> Read<Uuid> {
    Uuid::from_slice(id).map_err(|_| Unreadable("an id of another length".to_owned()))
}

fn uuids(ids: &[u8]) -> Read<Vec<Uuid>> {
    ids.chunks(16).map(uuid).collect()
}

pub(super) fn number(value: &Value) -> Read<u64> {
    ::redis::from_redis_value_ref(value).map_err(|error| Unreadable(error.to_string()))
}

fn bytes(value: Value) -> Read<Vec<u8>> {
    match value {
        Value::BulkString(bytes) => Ok(bytes),
        Value::SimpleString(text) => Ok(text.into_bytes()),
        other => Err(Unreadable(format!("{other:?} in place of text"))),
    }
}

fn values(value: Value) -> Read<Vec<Value>> {
    match value {
        Value::Array(values) => Ok(values),
        other => Err(Unreadable(format!("{other:?} in place of a list"))),
    }
}

fn list<const N: usize>(value: Value) -> Read<[Value; N]> {
    values(value)?.try_into().map_err(|other: Vec<_>| Unreadable(format!("a list of {}, expected {N}", other.len())))
}
