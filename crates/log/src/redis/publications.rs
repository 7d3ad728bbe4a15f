//! The messages that the scripts publish: all entries of one call to one log, or touched ids.

use std::sync::Arc;

use bytes::Bytes;
use traceboard_position::Position;

use super::wire::{Read, Unreadable, parse, position, stored_body, uuid, uuids};
use crate::{Entry, Publication};

/// Parses a message, in order.
pub(super) fn parse_message(message: &[u8]) -> Read<Vec<Publication>> {
    match message {
        [b'T', ids @ ..] => Ok(vec![Publication::Touched(uuids(ids)?)]),
        [b'E', rest @ ..] => {
            let end = rest.iter().position(|byte| *byte == b'\n').ok_or_else(short)?;
            entries(&rest[..end], &rest[end + 1..])
        }
        _ => Err(Unreadable("a message of an unknown kind".to_owned())),
    }
}

/// Consecutive entries of one term with one stamp. The line holds: nonce, stamp, place of the first, nonce and place of
/// the entry before it.
fn entries(line: &[u8], mut rest: &[u8]) -> Read<Vec<Publication>> {
    let words: Vec<_> = line.split(|byte| *byte == b' ').collect();
    let [nonce, stamp, first, previous_nonce, previous] = words[..] else { return Err(short()) };
    let mut previous = if previous.is_empty() { None } else { Some(position(previous, previous_nonce)?) };
    let mut next = position(first, nonce)?;
    let accepted_at_ms = parse(stamp)?;
    let mut publications = Vec::new();
    while !rest.is_empty() {
        let lengths = [(); 3].map(|()| length(&mut rest));
        let [touched, head, body] = lengths;
        let id = uuid(take(&mut rest, 16)?)?;
        let [touched, head, body] = [touched?, head?, body?].map(|length| take(&mut rest, length));
        publications.push(Publication::Entry(Arc::new(Entry {
            position: next,
            previous,
            accepted_at_ms,
            id,
            // Copied: keeping one head would otherwise keep the whole message in memory.
            head: Bytes::copy_from_slice(head?),
            body: stored_body(&Bytes::copy_from_slice(body?))?,
            touched: uuids(touched?)?,
        })));
        previous = Some(next);
        next = Position { seq: next.seq + 1, ..next };
    }
    Ok(publications)
}

fn length(rest: &mut &[u8]) -> Read<usize> {
    let (length, more) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    *rest = more;
    Ok(usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX))
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Read<&'a [u8]> {
    let (part, more) = rest.split_at_checked(length).ok_or_else(short)?;
    *rest = more;
    Ok(part)
}

fn short() -> Unreadable {
    Unreadable("a short message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Vec<u8> {
        let mut message = b"E00000000000000aa 1763860000000 2-0 00000000000000ab 1-4\n".to_vec();
        for (id, touched, body) in [([1_u8; 16], [].as_slice(), b"Ob".as_slice()), ([2; 16], &[1; 16], b"")] {
            for part in [touched, b"h", body] {
                message.extend(u32::try_from(part.len()).unwrap().to_be_bytes());
            }
            message.extend([&id, touched, b"h", body].concat());
        }
        message
    }

    #[test]
    fn entries_of_one_call_follow_on_from_each_other() {
        let read = parse_message(&message()).unwrap();
        let [Publication::Entry(one), Publication::Entry(two)] = &read[..] else { panic!("{read:?}") };
        assert_eq!(one.previous.map(|previous| (previous.term, previous.seq, previous.nonce)), Some((1, 4, 0xab)));
        assert_eq!((one.position.term, one.position.seq, two.position.seq), (2, 0, 1));
        assert_eq!(two.previous, Some(one.position));
        assert_eq!(two.touched, [one.id]);
        assert!(one.body.open().is_some_and(|body| body == "b"));
    }

    #[test]
    fn a_message_that_is_cut_within_an_entry_is_unreadable() {
        let whole = message();
        let line = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let first = line + 12 + 16 + 3;
        for end in (0..whole.len()).filter(|end| ![line, first].contains(end)) {
            assert!(parse_message(&whole[..end]).is_err(), "{end}");
        }
        assert!(
            matches!(&parse_message(b"T0123456789abcdef").unwrap()[..], [Publication::Touched(ids)] if ids.len() == 1)
        );
    }
}
