//! The body of a post, split at its placeholders once: filling it in is most of a post's cost in the generator.

use std::{
    io::Write as _,
    time::{SystemTime, UNIX_EPOCH},
};

use uuid::Uuid;

use crate::stamp::Stamp;

const TEXT: &str = "{text}";
const ID: &str = "{id}";
const NOW: &str = "{now}";

/// A body in which [`TEXT`], [`ID`] and [`NOW`] stand for a stamp's text, a fresh UUIDv7 and Unix milliseconds.
pub(crate) struct Body<'a> {
    pieces: Vec<&'a str>,
}

impl<'a> Body<'a> {
    /// Splits a body at its placeholders.
    pub(crate) fn new(body: &'a str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = body;
        while !rest.is_empty() {
            let next = [TEXT, ID, NOW].into_iter().filter_map(|place| Some((rest.find(place)?, place.len()))).min();
            let length = match next {
                None => rest.len(),
                Some((0, length)) | Some((length, _)) => length,
            };
            let (piece, after) = rest.split_at(length);
            pieces.push(piece);
            rest = after;
        }
        Self { pieces }
    }

    /// The body of one post.
    pub(crate) fn filled(&self, stamp: Stamp) -> Vec<u8> {
        let mut body = Vec::with_capacity(512);
        for &piece in &self.pieces {
            // Writing into memory does not fail.
            _ = match piece {
                TEXT => write!(body, "{}", stamp.text()),
                ID => write!(body, "{}", Uuid::now_v7()),
                NOW => {
                    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
                    write!(body, "{now}")
                }
                same => body.write_all(same.as_bytes()),
            };
        }
        body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_is_filled_and_the_rest_stays() {
        let stamp = Stamp { poster: 1, seq: 2, at_us: 3 };
        let filled = String::from_utf8(Body::new("<{id}|{now}|{text}|{other}>").filled(stamp)).unwrap();
        let parts: Vec<_> = filled.trim_matches(['<', '>']).split('|').collect();
        assert_eq!((parts[0].len(), parts[2], parts[3]), (36, stamp.text().as_str(), "{other}"));
        assert!(parts[1].parse::<u64>().is_ok());
    }

    #[test]
    fn a_body_without_placeholders_stays_as_it_is() {
        assert_eq!(Body::new("same").filled(Stamp { poster: 0, seq: 0, at_us: 0 }), b"same");
    }
}
