//! Secrets of links and sessions: 32 random bytes, written in base64url. Only their hash is stored.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use traceboard_board::{EntryId, door::SecretHash};

/// A secret that was just drawn. It prints as `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Draws one.
    ///
    /// # Errors
    /// Where the system gives no randomness.
    pub(crate) fn draw() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The secret of an invite that a wall shows. It follows from the secret of the wall's link, which no server keeps: so none keeps
    /// this one either.
    pub(crate) fn derived(wall: &str, invite: EntryId) -> Self {
        let mut digest = Sha256::new_with_prefix(b"a wall's invite\0");
        digest.update(invite.0.as_bytes());
        digest.update(wall.as_bytes());
        Self(URL_SAFE_NO_PAD.encode(digest.finalize()))
    }

    /// What goes into a link or a cookie, and nowhere else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> SecretHash {
        hash(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What is stored of a secret: with 256 random bits in it, a plain hash can't be searched.
pub(crate) fn hash(secret: &str) -> SecretHash {
    digest(secret.as_bytes())
}

/// A SHA-256 in hexadecimal digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    let digest = Sha256::digest(bytes);
    let mut hash = String::with_capacity(2 * digest.len());
    for byte in digest {
        hash.extend([digit(byte >> 4), digit(byte & 15)]);
    }
    hash
}
