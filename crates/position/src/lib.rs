//! Where an entry stands in a log.
//!
//! Owns one type that `board`, `protocol`, `log` and `hub` share, so that none of them has to depend on another.
//! Never knows what an entry holds or where it is stored.

#![warn(missing_docs)]

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A place in one log: the `seq`-th entry (from 0, without gaps) of a `term`.
///
/// A term is a part of the history that can't have forked; the `nonce`, drawn at random when the term began,
/// distinguishes two terms of the same number. Positions of one log are ordered by term, then by seq. Written
/// `term-seq-nonce`, the nonce as 16 hexadecimal digits: `3-17-00c0ffee00c0ffee`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// The number of the term, from 1.
    pub term: u64,
    /// The number of the entry within its term, from 0.
    pub seq: u64,
    /// Distinguishes this term from another of the same number.
    pub nonce: u64,
}

impl Position {
    /// Whether `self` is the entry that comes right after `previous` in the same term.
    #[must_use]
    pub fn follows(&self, previous: &Self) -> bool {
        self.term == previous.term && self.nonce == previous.nonce && Some(self.seq) == previous.seq.checked_add(1)
    }
}

impl Ord for Position {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.term, self.seq, self.nonce).cmp(&(other.term, other.seq, other.nonce))
    }
}

impl PartialOrd for Position {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{:016x}", self.term, self.seq, self.nonce)
    }
}

/// The text is not a position.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot read position {0:?}: expected term-seq-nonce, like 3-17-00c0ffee00c0ffee")]
pub struct PositionError(String);

impl FromStr for Position {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || PositionError(text.chars().take(64).collect());
        let mut parts = text.split('-');
        let (Some(term), Some(seq), Some(nonce), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(bad());
        };
        let position = Self {
            term: term.parse().map_err(|_| bad())?,
            seq: seq.parse().map_err(|_| bad())?,
            nonce: u64::from_str_radix(nonce, 16).map_err(|_| bad())?,
        };
        // Every position has one spelling: "03", "+3" and short nonces parse as numbers, but are refused.
        if position.to_string() == text { Ok(position) } else { Err(bad()) }
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// On the wire a position is an opaque string that a client compares for equality and sends back.
#[cfg(feature = "export")]
mod export {
    use super::Position;

    impl ts_rs::TS for Position {
        type WithoutGenerics = Self;
        type OptionInnerType = Self;
        fn name(_: &ts_rs::Config) -> String {
            "string".to_owned()
        }
        fn inline(_: &ts_rs::Config) -> String {
            "string".to_owned()
        }
    }

    impl utoipa::PartialSchema for Position {
        fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
            String::schema()
        }
    }

    impl utoipa::ToSchema for Position {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_has_one_spelling() {
        let position = Position { term: 3, seq: 17, nonce: 0xc0_ffee };
        assert_eq!(position.to_string(), "3-17-0000000000c0ffee");
        assert_eq!("3-17-0000000000c0ffee".parse(), Ok(position));
        for bad in
            ["", "3-17", "3-17-c0ffee", "03-17-0000000000c0ffee", "3-+17-0000000000c0ffee", "3-17-0000000000C0FFEE"]
        {
            assert!(bad.parse::<Position>().is_err(), "{bad:?} must be refused");
        }
    }

    #[test]
    fn terms_come_before_sequence_numbers() {
        let at = |term, seq| Position { term, seq, nonce: 9 };
        assert!(at(1, 900) < at(2, 0));
        assert!(at(2, 1).follows(&at(2, 0)));
        assert!(!at(2, 1).follows(&at(1, 0)));
    }
}
