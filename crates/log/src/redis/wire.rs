//! The arguments of the scripts, and their replies.

use ::redis::{Cmd, Value};
use bytes::Bytes;
use traceboard_position::Position;
use uuid::Uuid;

use super::failure::Failure;
use crate::{Entry, NewEntry, Outcome, Page, StoredBody, Touch, Unsettled, bounds};

/// A reply that our scripts do not give.
#[derive(Debug)]
pub(super) struct Unreadable(pub(super) String);

pub(super) type Read<T> = Result<T, Unreadable>;

/// How many arguments stand before a request's entries, and for each of them.
const REQUEST_ARGUMENTS: usize = 5;
const ENTRY_ARGUMENTS: usize = 5;

/// How many arguments a request has.
pub(super) fn request_len(entries: &[NewEntry]) -> usize {
    REQUEST_ARGUMENTS + ENTRY_ARGUMENTS * entries.len()
}

/// The arguments of one request: entries that are appended as a whole.
pub(super) fn write_request(call: &mut Cmd, entries: &[NewEntry], noted: Option<u64>) {
    let formats = || entries.iter().map(|entry| entry.format);
    call.arg(entries.len()).arg(formats().min().unwrap_or_default()).arg(formats().max().unwrap_or_default());
    call.arg(noted.map(|ms| ms.to_string()).unwrap_or_default());
    call.arg(entries.iter().map(|entry| if entry.unsettles { '1' } else { '0' }).collect::<String>());
    for entry in entries {
        let [mut touches, touched] = touch_arguments(&entry.touches);
        // First, so that what this same entry erases lets go of the photo only after that.
        touches.splice(0..0, entry.photo.into_iter().flat_map(|photo| [b"P".as_slice(), photo.as_bytes()].concat()));
        write_entry(call, entry);
        call.arg(touches).arg(touched);
    }
}

/// An entry's id, head and body.
pub(super) fn write_entry(call: &mut Cmd, entry: &NewEntry) {
    let body = entry.body.as_ref().map_or_else(Vec::new, |body| [b"O".as_slice(), body].concat());
    call.arg(entry.id.as_bytes().as_slice()).arg(entry.head.as_ref()).arg(body);
}

/// The kinds of touches, and the ids.
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

/// The answer to one request.
pub(super) enum Answer {
    Outcomes(Vec<Outcome>),
    /// The log holds this format, and the request is below it.
    Newer(u16),
    /// It came too long after its note that the log is unsettled.
    Late,
}

/// The result of the requests to one log.
pub(super) type LogAnswer = Result<Appended, Failure>;

/// The answers to the requests to one log.
pub(super) struct Appended {
    pub(super) answers: Vec<Answer>,
    /// The position before the appended entries, if they were not published because only this store subscribes.
    pub(super) unpublished: Option<Option<Position>>,
}

/// Parses the reply to a call, log by log.
pub(super) fn appended(answer: Value) -> Read<Vec<LogAnswer>> {
    values(answer)?.into_iter().map(log_answer).collect()
}

fn log_answer(answer: Value) -> Read<LogAnswer> {
    match answer {
        Value::Array(answers) => {
            let mut answers = answers.into_iter();
            let common = common(&answers.next().map(bytes).transpose()?.unwrap_or_default())?;
            let read = answers.map(|answer| request_answer(common.as_ref(), answer)).collect::<Read<_>>()?;
            Ok(Ok(Appended { answers: read, unpublished: common.and_then(|common| common.unpublished) }))
        }
        error => Ok(Err(Failure::from_script(&String::from_utf8_lossy(&bytes(error)?)))),
    }
}

/// The values that all entries of one call to one log have in common.
struct Common {
    term: u64,
    nonce: u64,
    accepted_at_ms: i64,
    unpublished: Option<Option<Position>>,
}

fn common(text: &[u8]) -> Read<Option<Common>> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut words = text.split(|byte| *byte == b' ');
    let (Some(nonce), Some(stamp), Some(term)) = (words.next(), words.next(), words.next()) else {
        return Err(Unreadable("a short answer".to_owned()));
    };
    let Position { term, nonce, .. } = position(&[term, b"-0"].concat(), nonce)?;
    let unpublished = match words.next() {
        None => None,
        Some(b"-") => Some(None),
        Some(previous) => Some(Some(parse(previous)?)),
    };
    Ok(Some(Common { term, nonce, accepted_at_ms: parse(stamp)?, unpublished }))
}

fn request_answer(common: Option<&Common>, answer: Value) -> Read<Answer> {
    match answer {
        Value::Array(outcomes) => {
            let outcomes = outcomes.into_iter().map(|answer| outcome(common, answer));
            Ok(Answer::Outcomes(outcomes.collect::<Read<_>>()?))
        }
        reason => match bytes(reason)?.as_slice() {
            b"late" => Ok(Answer::Late),
            [b'n', b'e', b'w', b'e', b'r', b' ', found @ ..] => Ok(Answer::Newer(parse(found)?)),
            other => Err(Unreadable(format!("{:?} in place of outcomes", String::from_utf8_lossy(other)))),
        },
    }
}

fn outcome(common: Option<&Common>, answer: Value) -> Read<Outcome> {
    match (answer, common) {
        (Value::Int(seq), Some(Common { term, nonce, accepted_at_ms, .. })) => {
            let seq = u64::try_from(seq).map_err(|_| Unreadable("a seq below zero".to_owned()))?;
            let position = Position { term: *term, seq, nonce: *nonce };
            Ok(Outcome::Appended { position, accepted_at_ms: *accepted_at_ms })
        }
        (answer, _) => match bytes(answer)?.as_slice() {
            b"c" => Ok(Outcome::Conflict),
            [b'r', row @ ..] => repeated(row),
            _ => Err(Unreadable("an outcome of an unknown kind".to_owned())),
        },
    }
}

/// What stands under an id; nothing where the log doesn't hold it.
pub(super) fn found(answer: Value) -> Read<Option<Outcome>> {
    if answer == Value::Nil { Ok(None) } else { outcome(None, answer).map(Some) }
}

/// The row of an entry: nonce, whether there was a body, stamp, a space, place.
fn repeated(row: &[u8]) -> Read<Outcome> {
    let short = || Unreadable("a short row of an entry".to_owned());
    let (nonce, rest) = row.split_at_checked(16).ok_or_else(short)?;
    let mut stamp_and_place = rest.get(1..).ok_or_else(short)?.splitn(2, |byte| *byte == b' ');
    let (Some(stamp), Some(place)) = (stamp_and_place.next(), stamp_and_place.next()) else { return Err(short()) };
    Ok(Outcome::Repeated { position: position(place, nonce)?, accepted_at_ms: parse(stamp)? })
}

/// A page; `None` if no history continues from `after`.
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
            body: stored_body(&bytes(body)?.into())?,
            touched: uuids(&bytes(touched)?)?,
        });
        previous = Some(position);
    }
    let last = entries.last().map(|entry| entry.position);
    Ok(Some(Page { entries, more, last, damaged: Vec::new() }))
}

/// The end of a log.
pub(super) fn head(answer: Value) -> Read<Option<Position>> {
    let [term, seq, nonce] = list(answer)?;
    if term == Value::Nil {
        return Ok(None);
    }
    let [term, seq, nonce] = [bytes(term)?, bytes(seq)?, bytes(nonce)?];
    Ok(Some(position(&[term, seq].join(&b'-'), &nonce)?))
}

/// Bodies as they are stored in their hash.
pub(super) fn bodies(answer: Value) -> Read<Vec<StoredBody>> {
    let body = |value| match value {
        Value::Nil => Ok(StoredBody::None),
        value => stored_body(&bytes(value)?.into()),
    };
    values(answer)?.into_iter().map(body).collect()
}

/// Whether a log's row says that it is unsettled.
pub(super) fn unsettled(log: crate::LogName, field: Value) -> Read<Option<Unsettled>> {
    match field {
        Value::Nil => Ok(None),
        field => Ok(Some(Unsettled { log, position: parse(&bytes(field)?)? })),
    }
}

pub(super) fn stored_body(stored: &Bytes) -> Read<StoredBody> {
    match stored.first() {
        None => Ok(StoredBody::None),
        Some(b'O') => Ok(StoredBody::Open(stored.slice(1..))),
        Some(b'C') => Ok(StoredBody::Concealed(stored.slice(1..))),
        Some(_) => Err(Unreadable("a body that is neither open nor concealed".to_owned())),
    }
}

/// `term-seq` as in the stream, and the nonce as 16 hexadecimal digits.
pub(super) fn position(place: &[u8], nonce: &[u8]) -> Read<Position> {
    parse(&[place, nonce].join(&b'-'))
}

pub(super) fn parse<T: std::str::FromStr>(text: &[u8]) -> Read<T> {
    let text = String::from_utf8_lossy(text);
    text.parse().map_err(|_| Unreadable(format!("{text:?} in place of a number")))
}

pub(super) fn uuid(id: &[u8]) -> Read<Uuid> {
    Uuid::from_slice(id).map_err(|_| Unreadable("an id of another length".to_owned()))
}

pub(super) fn uuids(ids: &[u8]) -> Read<Vec<Uuid>> {
    ids.chunks(16).map(uuid).collect()
}

pub(super) fn number(value: &Value) -> Read<u64> {
    ::redis::from_redis_value_ref(value).map_err(|error| Unreadable(error.to_string()))
}

pub(super) fn bytes(value: Value) -> Read<Vec<u8>> {
    match value {
        Value::BulkString(bytes) => Ok(bytes),
        Value::SimpleString(text) => Ok(text.into_bytes()),
        other => Err(Unreadable(format!("{other:?} in place of text"))),
    }
}

pub(super) fn values(value: Value) -> Read<Vec<Value>> {
    match value {
        Value::Array(values) => Ok(values),
        other => Err(Unreadable(format!("{other:?} in place of a list"))),
    }
}

fn list<const N: usize>(value: Value) -> Read<[Value; N]> {
    values(value)?.try_into().map_err(|other: Vec<_>| Unreadable(format!("a list of {}, expected {N}", other.len())))
}
