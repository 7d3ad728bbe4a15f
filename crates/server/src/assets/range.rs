//! Range requests, to continue an interrupted transfer (RFC 9110, section 14).

use std::borrow::Cow;

use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header},
};

/// The requested range.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ByteRange {
    /// All. Also where several parts are asked for, which no browser does.
    Whole,
    /// From the first up to the last of these, both included.
    Part(usize, usize),
    /// Bytes that the file doesn't have.
    Beyond,
}

impl ByteRange {
    /// What a request asks for, of a file of `len` bytes. A part of another version, as `if-range` tells, is answered with all.
    pub(super) fn of(headers: &HeaderMap, tag: &str, len: usize) -> Self {
        if headers.get(header::IF_RANGE).is_some_and(|known| known != tag) {
            return Self::Whole;
        }
        let part = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
        part.and_then(|range| Self::read(range, len)).unwrap_or(Self::Whole)
    }

    fn read(range: &str, len: usize) -> Option<Self> {
        let (unit, part) = range.split_once('=')?;
        let (first, last) = part.split_once('-').filter(|_| unit.trim().eq_ignore_ascii_case("bytes"))?;
        let number =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().unwrap_or(usize::MAX));
        Some(match (first.trim(), last.trim()) {
            ("", "") => return None,
            ("", suffix) => match number(suffix)? {
                0 => Self::Beyond,
                count => Self::Part(len.saturating_sub(count), len.checked_sub(1)?),
            },
            (first, last) => {
                let first = number(first)?;
                let last = if last.is_empty() { usize::MAX } else { number(last).filter(|last| *last >= first)? };
                if first >= len { Self::Beyond } else { Self::Part(first, last.min(len - 1)) }
            }
        })
    }

    /// Status, body, and what `content-range` says, if anything.
    pub(super) fn answer(&self, data: Cow<'static, [u8]>) -> (StatusCode, Body, Option<String>) {
        let len = data.len();
        match *self {
            Self::Whole => (StatusCode::OK, body(data, 0, len), None),
            Self::Part(first, last) => {
                let range = format!("bytes {first}-{last}/{len}");
                (StatusCode::PARTIAL_CONTENT, body(data, first, last + 1), Some(range))
            }
            Self::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, Body::empty(), Some(format!("bytes */{len}"))),
        }
    }
}

/// The bytes from `first` up to, and without, `end`.
fn body(data: Cow<'static, [u8]>, first: usize, end: usize) -> Body {
    match data {
        Cow::Borrowed(data) => Body::from(data.get(first..end).unwrap_or_default()),
        Cow::Owned(data) => Body::from(data.get(first..end).unwrap_or_default().to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_read_and_whatever_else_is_all() {
        for (range, asked) in [
            ("bytes=0-0", ByteRange::Part(0, 0)),
            ("Bytes=2-", ByteRange::Part(2, 9)),
            ("bytes=2-99999999999999999999999", ByteRange::Part(2, 9)),
            ("bytes=-3", ByteRange::Part(7, 9)),
            ("bytes=-30", ByteRange::Part(0, 9)),
            ("bytes=10-", ByteRange::Beyond),
            ("bytes=-0", ByteRange::Beyond),
            ("bytes=5-2", ByteRange::Whole),
            ("bytes=0-1,4-5", ByteRange::Whole),
            ("bytes=-", ByteRange::Whole),
            ("lines=1-2", ByteRange::Whole),
            ("bytes=+1-2", ByteRange::Whole),
        ] {
            assert_eq!(ByteRange::read(range, 10).unwrap_or(ByteRange::Whole), asked, "{range}");
        }
    }
}
