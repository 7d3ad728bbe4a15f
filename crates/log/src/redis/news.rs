//! What the scripts publish: all entries of one call to one log, or touched ids, as parts with their length before them.

use std::sync::Arc;

use bytes::Bytes;
use traceboard_position::Position;

use super::wire::{Read, Unreadable, parse, position, stored_body, uuid, uuids};
use crate::{Entry, Publication};

/// What a script published, in order.
pub(super) fn publications(message: &[u8]) -> Read<Vec<Publication>> {
    let mut rest = message;
    match take(&mut rest)? {
        b"T" => Ok(vec![Publication::Touched(uuids(take(&mut rest)?)?)]),
        b"E" => entries(rest),
        _ => Err(Unreadable("a message of an unknown kind".to_owned())),
    }
}

/// They follow on from each other, within one term, and were accepted at once.
fn entries(mut rest: &[u8]) -> Read<Vec<Publication>> {
    let [last, last_nonce, term, nonce] = [(); 4].map(|()| take(&mut rest));
    let mut previous = match last? {
        [] => None,
        last => Some(position(last, last_nonce?)?),
    };
    let (term, nonce) = (term?, nonce?);
    let first = position(&[term, take(&mut rest)?].join(&b'-'), nonce)?;
    let accepted_at_ms = parse(take(&mut rest)?)?;
    let mut publications = Vec::new();
    let mut next = first;
    while !rest.is_empty() {
        let [id, touched, head, body] = [(); 4].map(|()| take(&mut rest));
        publications.push(Publication::Entry(Arc::new(Entry {
            position: next,
            previous,
            accepted_at_ms,
            id: uuid(id?)?,
            // Copied: who keeps one head would otherwise keep the whole message.
            head: Bytes::copy_from_slice(head?),
            body: stored_body(&Bytes::copy_from_slice(body?))?,
            touched: uuids(touched?)?,
        })));
        previous = Some(next);
        next = Position { seq: next.seq + 1, ..next };
    }
    Ok(publications)
}

fn take<'a>(rest: &mut &'a [u8]) -> Read<&'a [u8]> {
    let short = || Unreadable("a short message".to_owned());
    let (length, more) = rest.split_first_chunk::<4>().ok_or_else(short)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
    let (part, more) = more.split_at_checked(length).ok_or_else(short)?;
    *rest = more;
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(parts: &[&[u8]]) -> Vec<u8> {
        let with_length = |part: &&[u8]| [&u32::try_from(part.len()).unwrap().to_be_bytes(), *part].concat();
        parts.iter().flat_map(with_length).collect()
    }

    #[test]
    fn entries_of_one_call_follow_on_from_each_other() {
        let nonce = b"00000000000000aa".as_slice();
        let header: [&[u8]; 7] = [b"E", b"1-4", nonce, b"2", nonce, b"0", b"1763860000000"];
        let ids = [[1; 16], [2; 16]];
        let [one, two]: [[&[u8]; 4]; 2] = [[&ids[0], b"", b"h", b"Ob"], [&ids[1], &ids[0], b"h", b""]];
        let read = publications(&message(&[header.as_slice(), &one, &two].concat())).unwrap();
        let [Publication::Entry(one), Publication::Entry(two)] = &read[..] else { panic!("{read:?}") };
        assert_eq!(one.previous.map(|previous| (previous.term, previous.seq)), Some((1, 4)));
        assert_eq!((one.position.term, one.position.seq, two.position.seq), (2, 0, 1));
        assert_eq!(two.previous, Some(one.position));
        assert_eq!(two.touched, [one.id]);
        assert!(one.body.open().is_some_and(|body| body == "b"));
    }

    #[test]
    fn a_message_that_is_cut_is_unreadable() {
        let whole = message(&[b"T", &[7; 16]]);
        assert!(publications(&whole).is_ok());
        for end in 0..whole.len() {
            assert!(publications(&whole[..end]).is_err(), "{end}");
        }
    }
}
