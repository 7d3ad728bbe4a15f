//! Who sends: a token that the server signs for one push service, and the key that browsers subscribe with.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde::Serialize;

use crate::PushError;

/// The key of all servers of one store. A browser's subscription holds for it alone.
pub struct VapidKey(EcdsaKeyPair);

/// What a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct VapidToken<'a> {
    /// The origin of the push service: a token that one service got is of no use at another.
    pub aud: &'a str,
    /// When it ends, in Unix seconds; services refuse more than a day ahead.
    pub exp: i64,
    /// By which address whoever runs the service reaches whoever runs the server; some services require it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<&'a str>,
}

impl VapidKey {
    /// Draws one, as PKCS #8, which [`VapidKey::read`] reads.
    ///
    /// # Errors
    /// [`PushError::NoRandomness`].
    pub fn draw() -> Result<Vec<u8>, PushError> {
        let drawn = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        drawn.map(|key| key.as_ref().to_vec()).map_err(|_| PushError::NoRandomness)
    }

    /// Reads one.
    ///
    /// # Errors
    /// [`PushError::BadServerKey`].
    pub fn read(pkcs8: &[u8]) -> Result<Self, PushError> {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new())
            .map(Self)
            .map_err(|_| PushError::BadServerKey)
    }

    /// Its public half, which the page subscribes with: an uncompressed point in base64url.
    #[must_use]
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key())
    }

    /// The header `Authorization` of a request (RFC 8292, section 3).
    ///
    /// # Errors
    /// [`PushError::NoRandomness`].
    pub fn authorization(&self, token: &VapidToken<'_>) -> Result<String, PushError> {
        let claims = serde_json::to_vec(token).map_err(|_| PushError::BadServerKey)?;
        let header = URL_SAFE_NO_PAD.encode(br#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims));
        let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes()).map_err(|_| PushError::NoRandomness)?;
        Ok(format!("vapid t={signed}.{}, k={}", URL_SAFE_NO_PAD.encode(signature), self.public()))
    }
}

impl std::fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VapidKey(***)")
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    use super::*;

    #[test]
    fn the_public_key_of_the_header_verifies_its_token() {
        let key = VapidKey::read(&VapidKey::draw().unwrap()).unwrap();
        let token = VapidToken { aud: "https://push.example", exp: 1_453_523_768, sub: Some("https://board.example") };
        let header = key.authorization(&token).unwrap();
        let (signed, point) = header.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        assert_eq!(point, key.public());
        let (signed, signature) = signed.rsplit_once('.').unwrap();
        let read = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let verifier = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, read(point));
        verifier.verify(signed.as_bytes(), &read(signature)).unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&read(signed.split_once('.').unwrap().1)).unwrap();
        let expected =
            serde_json::json!({"aud": "https://push.example", "exp": 1_453_523_768, "sub": "https://board.example"});
        assert_eq!(claims, expected);
        assert!(VapidKey::read(b"no key").is_err());
    }
}
