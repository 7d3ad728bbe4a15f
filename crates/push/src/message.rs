//! The message: one record of `aes128gcm` (RFC 8188), under a key that only the browser can derive (RFC 8291).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral},
    hkdf::{HKDF_SHA256, KeyType, Salt},
    rand::{SecureRandom, SystemRandom},
};

use crate::PushError;

/// The longest message, in bytes: a push service takes 4,096 bytes of body (RFC 8030), and every one of ours is far below.
pub const MESSAGE_BYTES_MAX: usize = 2_048;

/// An uncompressed point of P-256.
const POINT_BYTES: usize = 65;
const AUTH_BYTES: usize = 16;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 12;
/// The size of records that the header states. There is one, and it is shorter.
const RECORD_BYTES: u32 = 4_096;
/// What ends the last record (RFC 8188, section 2).
const LAST_RECORD: u8 = 2;

/// What a browser lets be known, so that only it can read a message.
#[derive(Clone, PartialEq, Eq)]
pub struct BrowserKeys {
    point: [u8; POINT_BYTES],
    auth: [u8; AUTH_BYTES],
}

impl BrowserKeys {
    /// Reads `p256dh` and `auth` of a subscription, in base64url without padding.
    ///
    /// # Errors
    /// [`PushError::BadKeys`], also where the point isn't on the curve.
    pub fn read(p256dh: &str, auth: &str) -> Result<Self, PushError> {
        let keys = Self { point: bytes(p256dh)?, auth: bytes(auth)? };
        // Only an agreement looks whether the point is on the curve.
        let (_, private) = key_pair()?;
        keys.agree(private)?;
        Ok(keys)
    }

    /// A message that only this browser can read: the body of a request, whose `Content-Encoding` is `aes128gcm`.
    ///
    /// # Errors
    /// [`PushError::TooLong`], [`PushError::NoRandomness`].
    pub fn encrypt(&self, message: &[u8]) -> Result<Vec<u8>, PushError> {
        let (own, private) = key_pair()?;
        let mut salt = [0; SALT_BYTES];
        SystemRandom::new().fill(&mut salt).map_err(|_| PushError::NoRandomness)?;
        self.seal(&self.agree(private)?, &own, salt, message)
    }

    fn agree(&self, private: EphemeralPrivateKey) -> Result<Vec<u8>, PushError> {
        let theirs = UnparsedPublicKey::new(&ECDH_P256, self.point);
        agree_ephemeral(private, &theirs, <[u8]>::to_vec).map_err(|_| PushError::BadKeys)
    }

    /// The record, by the secret that both sides agree on. `own`: the point of the key that was made for this message.
    fn seal(&self, agreed: &[u8], own: &[u8], salt: [u8; SALT_BYTES], message: &[u8]) -> Result<Vec<u8>, PushError> {
        if message.len() > MESSAGE_BYTES_MAX {
            return Err(PushError::TooLong);
        }
        let secret: [u8; 32] = derive(&self.auth, agreed, &[b"WebPush: info\0", &self.point, own])?;
        let key: [u8; 16] = derive(&salt, &secret, &[b"Content-Encoding: aes128gcm\0"])?;
        let nonce: [u8; NONCE_BYTES] = derive(&salt, &secret, &[b"Content-Encoding: nonce\0"])?;
        let mut record = [message, &[LAST_RECORD]].concat();
        let key = UnboundKey::new(&AES_128_GCM, &key).map_err(|_| PushError::BadKeys)?;
        // The key is used once, so the nonce can't come twice.
        LessSafeKey::new(key)
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record)
            .map_err(|_| PushError::TooLong)?;
        let own_bytes = u8::try_from(own.len()).map_err(|_| PushError::BadKeys)?;
        Ok([&salt, RECORD_BYTES.to_be_bytes().as_slice(), &[own_bytes], own, &record].concat())
    }
}

impl std::fmt::Debug for BrowserKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BrowserKeys(***)")
    }
}

/// A key for one message, and its point.
fn key_pair() -> Result<(Vec<u8>, EphemeralPrivateKey), PushError> {
    let private =
        EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).map_err(|_| PushError::NoRandomness)?;
    let point = private.compute_public_key().map_err(|_| PushError::NoRandomness)?;
    Ok((point.as_ref().to_vec(), private))
}

/// `N` bytes by HKDF with SHA-256.
fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Result<[u8; N], PushError> {
    struct Length(usize);
    impl KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut derived = [0; N];
    let from = Salt::new(HKDF_SHA256, salt).extract(secret);
    from.expand(info, Length(N)).and_then(|derives| derives.fill(&mut derived)).map_err(|_| PushError::BadKeys)?;
    Ok(derived)
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], PushError> {
    // Some libraries pad what the standard leaves unpadded.
    let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| PushError::BadKeys)?;
    bytes.try_into().map_err(|_| PushError::BadKeys)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of RFC 8291, section 5, with the values of its appendix A.
    const UA_PUBLIC: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
    const AS_PUBLIC: &str = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    const AGREED: &str = "kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs";
    const SALT: &str = "DGv6ra1nlYgDCS1FRnbzlw";
    const MESSAGE: &str = "When I grow up, I want to be a watermelon";
    const BODY: &str = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    #[test]
    fn the_example_of_the_standard_comes_out_byte_by_byte() {
        let keys = BrowserKeys::read(UA_PUBLIC, AUTH).unwrap();
        let (own, agreed) = (bytes::<65>(AS_PUBLIC).unwrap(), bytes::<32>(AGREED).unwrap());
        let sealed = keys.seal(&agreed, &own, bytes(SALT).unwrap(), MESSAGE.as_bytes()).unwrap();
        assert_eq!(URL_SAFE_NO_PAD.encode(sealed), BODY);
    }

    #[test]
    fn each_message_has_its_own_key_and_salt() {
        let keys = BrowserKeys::read(UA_PUBLIC, AUTH).unwrap();
        let (one, two) = (keys.encrypt(b"the same").unwrap(), keys.encrypt(b"the same").unwrap());
        assert_ne!(one[..16], two[..16]);
        assert_ne!(one[21..86], two[21..86]);
        assert_eq!(one.len(), 86 + b"the same".len() + 1 + 16);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert!(BrowserKeys::read(&format!("{UA_PUBLIC}="), &format!("{AUTH}==")).is_ok(), "padding is read");
        let off = URL_SAFE_NO_PAD.encode([&[4_u8; 1][..], &[7; 64]].concat());
        for (point, auth) in [(off.as_str(), AUTH), (AUTH, AUTH), (UA_PUBLIC, UA_PUBLIC), ("", ""), ("ö", AUTH)] {
            assert_eq!(BrowserKeys::read(point, auth).err(), Some(PushError::BadKeys), "{point} {auth}");
        }
    }

    #[test]
    fn a_message_is_bounded() {
        let keys = BrowserKeys::read(UA_PUBLIC, AUTH).unwrap();
        assert!(keys.encrypt(&[b'x'; MESSAGE_BYTES_MAX]).is_ok());
        assert_eq!(keys.encrypt(&[b'x'; MESSAGE_BYTES_MAX + 1]), Err(PushError::TooLong));
    }
}
