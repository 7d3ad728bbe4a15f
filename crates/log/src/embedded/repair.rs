//! What one altered byte took away, found again: of all that the row could have been, only one has its checksum.
//!
//! In reading only: the file stays as it is, so that a check goes on naming it.

use std::sync::atomic::{AtomicU32, Ordering};

/// How long a part may be: each of its bytes is tried with all other values, which takes a second at most.
const PART_BYTES_MAX: usize = 1024;
/// How often it is tried in vain: more is no single byte, but a disk that is failing.
const FAILURES_MAX: u32 = 32;

static FAILURES: AtomicU32 = AtomicU32::new(0);

/// The bytes with one of them changed so that they are right; none where no single byte does it.
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

/// Nothing was found by any of the parts of an entry.
pub(super) fn failed() {
    FAILURES.fetch_add(1, Ordering::Relaxed);
}

/// Whether a checksum is as it should be but for one byte: then it is the checksum that was altered.
pub(super) fn is_near(checksum: &[u8], expected: &[u8]) -> bool {
    checksum.len() == expected.len() && checksum.iter().zip(expected).filter(|(one, other)| one != other).count() == 1
}
