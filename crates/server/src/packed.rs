//! JSON answers, compressed as the client accepts.

use std::io::Write;

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{
    headers::{ASKED_ANEW, holds, wants},
    refusal::Refused,
};

/// Below this nothing is packed: it would save less than one packet.
const PACK_BYTES_MIN: usize = 1_000;
/// Brotli's quality for an answer that is made once for all who ask: a few milliseconds for thirty kilobytes.
const BROTLI_QUALITY: u32 = 5;
/// Brotli's window, as browsers expect it.
const BROTLI_WINDOW: u32 = 20;

/// What a private answer depends on beside its address.
pub(crate) const VARIES: HeaderValue = HeaderValue::from_static("accept-encoding, cookie, authorization");

/// How an answer is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Packing {
    /// As it is.
    Plain,
    /// Gzip, which every browser takes, on plain http too.
    Gzip,
    /// Brotli, which browsers take behind TLS.
    Brotli,
}

impl Packing {
    /// The best that the asker takes.
    pub(crate) fn asked_for(headers: &HeaderMap) -> Self {
        let takes = |name: &str| wants(headers, &header::ACCEPT_ENCODING, name);
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// Its name, in `content-encoding` and ETags.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// Packs bytes.
    ///
    /// # Errors
    /// Where memory can't be written to, which doesn't happen.
    pub(crate) fn pack(self, plain: &[u8]) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Plain => Ok(plain.to_vec()),
            Self::Gzip => {
                let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                packer.write_all(plain)?;
                packer.finish()
            }
            Self::Brotli => {
                let mut packed = Vec::new();
                let mut packer =
                    brotli::CompressorWriter::new(&mut packed, plain.len().max(1), BROTLI_QUALITY, BROTLI_WINDOW);
                packer.write_all(plain)?;
                packer.flush()?;
                drop(packer);
                Ok(packed)
            }
        }
    }
}

/// A private answer, packed as the asker takes it.
pub(crate) fn json<T: Serialize>(headers: &HeaderMap, value: &T) -> Response {
    match serde_json::to_vec(value) {
        Ok(plain) => text(headers, plain),
        Err(error) => Refused::internal("write the answer", &error).into_response(),
    }
}

/// A private answer of JSON that is written already, packed as the asker takes it.
pub(crate) fn text(headers: &HeaderMap, plain: Vec<u8>) -> Response {
    let asked = Packing::asked_for(headers);
    let (packing, bytes) = match asked {
        _ if plain.len() < PACK_BYTES_MIN => (Packing::Plain, plain),
        Packing::Plain => (asked, plain),
        _ => asked.pack(&plain).map_or((Packing::Plain, plain), |packed| (asked, packed)),
    };
    packed(packing, bytes.into())
}

/// An answer under a tag, asked for anew each time: 304 for whoever has it, else what `full` makes.
pub(crate) fn tagged(headers: &HeaderMap, etag: &str, full: impl FnOnce() -> Response) -> Response {
    let mut response = if holds(headers, etag) { StatusCode::NOT_MODIFIED.into_response() } else { full() };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, ASKED_ANEW);
    headers.insert(header::VARY, VARIES);
    if let Ok(etag) = HeaderValue::from_str(etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// An answer whose bytes are packed already.
pub(crate) fn packed(packing: Packing, bytes: Bytes) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::VARY, VARIES);
    if packing != Packing::Plain {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(packing.name()));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_for(accepted: &'static str) -> Packing {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
        Packing::asked_for(&headers)
    }

    #[test]
    fn the_best_coding_that_is_taken_is_chosen() {
        assert_eq!(asked_for("gzip, deflate, br"), Packing::Brotli);
        assert_eq!(asked_for("gzip;q=1.0, br;q=0"), Packing::Gzip);
        assert_eq!(asked_for("identity"), Packing::Plain);
        assert_eq!(Packing::asked_for(&HeaderMap::new()), Packing::Plain);
    }

    #[test]
    fn what_is_packed_is_smaller_and_comes_out_the_same() {
        let plain = "the same words again and again, ".repeat(100).into_bytes();
        let gzip = Packing::Gzip.pack(&plain).unwrap();
        let mut out = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&gzip[..]), &mut out).unwrap();
        assert!(gzip.len() < plain.len() / 4 && out == plain);
        let packed = Packing::Brotli.pack(&plain).unwrap();
        let mut out = Vec::new();
        brotli::BrotliDecompress(&mut &packed[..], &mut out).unwrap();
        assert!(packed.len() < plain.len() / 4 && out == plain);
    }
}
