//! The stamp that the load generator writes into each text: the poster, the number of the post, and the time.
//!
//! It has one length, so that a server can put it into a ready-made frame in place, and is found in a frame by a search
//! for bytes, so that reading costs the generator little.

use std::ops::Range;

/// How long a stamp is: `~pp:ssssssss:tttttttttttt~`.
pub(crate) const STAMP_BYTES: usize = 26;
/// How long the text of a post is, its stamp included: as the median of real traces.
pub(crate) const TEXT_BYTES: usize = 100;
/// The most posters of one job: their number has two digits.
pub(crate) const POSTERS_MAX: u32 = 99;
/// What follows the stamp, up to [`TEXT_BYTES`].
const FILL: &str = " carried the long table into the garden, and laid it for all who came late";

/// One post of the load generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The number of the poster, from 0.
    pub(crate) poster: u32,
    /// The number of the post, from 0.
    pub(crate) seq: u32,
    /// When it was written, in microseconds of the generator's own clock.
    pub(crate) at_us: u64,
}

impl Stamp {
    /// A text of [`TEXT_BYTES`] that begins with this stamp.
    pub(crate) fn text(self) -> String {
        format!("{self}{FILL}")
    }

    /// Reads a stamp of exactly [`STAMP_BYTES`] bytes.
    fn read(bytes: &[u8]) -> Option<Self> {
        let shaped = bytes.len() == STAMP_BYTES
            && (bytes[0], bytes[3], bytes[12], bytes[STAMP_BYTES - 1]) == (b'~', b':', b':', b'~');
        if !shaped {
            return None;
        }
        let poster = u32::try_from(number(&bytes[1..3])?).ok()?;
        let seq = u32::try_from(number(&bytes[4..12])?).ok()?;
        Some(Self { poster, seq, at_us: number(&bytes[13..25])? })
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "~{:02}:{:08}:{:012}~", self.poster, self.seq, self.at_us)
    }
}

/// All stamps in a frame's payload, in their order.
pub(crate) fn stamps(payload: &[u8]) -> impl Iterator<Item = Stamp> {
    places(payload).filter_map(|place| Stamp::read(&payload[place]))
}

/// Where the stamps of a payload stand.
pub(crate) fn places(payload: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + memchr::memchr(b'~', payload.get(from..)?)?;
            let place = at..at + STAMP_BYTES;
            if Stamp::read(payload.get(place.clone())?).is_some() {
                from = place.end;
                return Some(place);
            }
            from = at + 1;
        }
    })
}

fn number(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0, |number: u64, digit| {
        let digit = digit.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + u64::from(digit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_are_found_among_other_text_in_their_order() {
        let stamp = |seq| Stamp { poster: 3, seq, at_us: 123_456 };
        let payload =
            format!("{{\"text\":\"~ not one ~\",\"a\":\"{}\",\"b\":\"{}\"}}", stamp(7).text(), stamp(8).text());
        let found: Vec<_> = stamps(payload.as_bytes()).collect();
        assert_eq!(found, [stamp(7), stamp(8)]);
    }

    #[test]
    fn every_text_has_the_same_length() {
        let small = Stamp { poster: 0, seq: 0, at_us: 0 };
        let large = Stamp { poster: POSTERS_MAX, seq: 99_999_999, at_us: 999_999_999_999 };
        assert_eq!((small.text().len(), large.text().len()), (TEXT_BYTES, TEXT_BYTES));
    }

    #[test]
    fn a_stamp_that_is_cut_off_is_none() {
        let text = Stamp { poster: 1, seq: 2, at_us: 3 }.to_string();
        assert_eq!(stamps(&text.as_bytes()[..STAMP_BYTES - 1]).count(), 0);
    }
}
