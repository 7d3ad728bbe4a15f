//! Recovers a row with one altered byte: of all possible originals only one has the row's checksum.
//!
//! Only for reading: the file stays as it is, so that a check still reports it.

use std::sync::atomic::{AtomicU32, Ordering};

/// The longest part that is tried: each byte with all other values, which takes a second at most.
const PART_BYTES_MAX: usize = 1024;
/// How many failed attempts are made: more failures are no single bytes, but a failing disk.
const FAILURES_MAX: u32 = 32;

static FAILURES: AtomicU32 = AtomicU32::new(0);

/// The bytes with one of them corrected; `None` if no single byte makes them right.
pub(super) fn one_byte(altered: &[u8], is_right: impl Fn(&[u8]) -> bool) -> Option<Vec<u8>> {
    if altered.len() > PART_BYTES_MAX || FAILURES.load(Ordering::Relaxed) >= FAILURES_MAX {
        return None;
    }
    let mut bytes = altered.to_vec();
    for at in 0..bytes.len() {
        let was = bytes[at];
        for value in 0..=u8::MAX {
            bytes[at] = value;
            if value != was && is_right(&bytes) {
                return Some(bytes);
            }
        }
        bytes[at] = was;
    }
    None
}

/// Counts an entry that could not be recovered.
pub(super) fn failed() {
    FAILURES.fetch_add(1, Ordering::Relaxed);
}

/// Whether a checksum differs in one byte only: then the checksum itself was altered.
pub(super) fn is_near(checksum: &[u8], expected: &[u8]) -> bool {
    checksum.len() == expected.len() && checksum.iter().zip(expected).filter(|(one, other)| one != other).count() == 1
}
