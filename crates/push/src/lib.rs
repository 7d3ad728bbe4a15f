//! Web Push without the network: a message encrypted for one browser (RFC 8291), and the server's signature by which a
//! push service knows who sends (RFC 8292).
//!
//! It opens no connection, reads no clock, and knows no circle. Randomness is the system's, by *ring*.
#![warn(missing_docs)]

mod message;
mod vapid;

pub use message::{BrowserKeys, MESSAGE_BYTES_MAX};
pub use vapid::{VapidKey, VapidToken};

/// Why a message can't be encrypted or signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The text is no key of a browser: a point of P-256 and a secret of 16 bytes, both in base64url.
    #[error("cannot read the keys of a subscription: expected a point of P-256 and 16 bytes, in base64url")]
    BadKeys,
    /// The bytes are no private key of ours.
    #[error("cannot read the server's key for push services")]
    BadServerKey,
    /// The message has more than [`MESSAGE_BYTES_MAX`].
    #[error("cannot encrypt a message of more than {MESSAGE_BYTES_MAX} bytes")]
    TooLong,
    /// The system gives no randomness.
    #[error("cannot draw random bytes")]
    NoRandomness,
}
