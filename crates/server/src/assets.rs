//! The page's files, embedded, with their brotli copies made at build time.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/web"]
struct Files;

/// Only what the page's own origin serves runs in it: no inline script or style, no frame around it, no form that
/// leaves it. Images may also be data, for the QR codes of invites.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";
/// The service worker's own policy, which its fetches follow: it keeps the page's files, and does nothing else.
const WORKER_SECURITY_POLICY: &str = "default-src 'none'; connect-src 'self'";
/// A year: the name of a file below `assets/` carries the hash of its content.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Answers a GET or HEAD for `path` (as the address has it, with its leading slash) with one of the page's files, or
/// with the page itself where the path is one of its routes. `None`: nothing of the page goes by that path.
///
/// Answers 304 where the request names the file's tag, and brotli where the request accepts it.
pub(crate) fn respond(path: &str, headers: &HeaderMap) -> Option<Response> {
    let name = if is_page(path) { "index.html" } else { path.strip_prefix('/')? };
    if name.ends_with(".br") {
        return None;
    }
    let brotli = accepts_brotli(headers).then(|| Files::get(&format!("{name}.br"))).flatten();
    let encoded = brotli.is_some();
    let file = brotli.or_else(|| Files::get(name))?;
    Some(answer(name, &file, encoded, headers))
}

/// Whether the app's own router takes it from here.
fn is_page(path: &str) -> bool {
    path == "/" || path.strip_prefix("/c/").is_some_and(|rest| !rest.is_empty())
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some("br") && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn answer(name: &str, file: &EmbeddedFile, encoded: bool, headers: &HeaderMap) -> Response {
    // Two encodings of one file are two things to a cache, so each has a tag of its own.
    let tag = tag(&file.metadata.sha256_hash(), encoded);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let fresh = known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));

    let mut response = Response::new(if fresh { Body::empty() } else { Body::from(file.data.clone().into_owned()) });
    if fresh {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let set = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        set.insert(header::ETAG, tag);
    }
    set.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let cache = if name.starts_with("assets/") { FOREVER } else { "no-cache" };
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    set.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // With a 304 too: a browser takes its headers over the stored ones, and another policy would stop the page it holds.
    match name {
        "index.html" => {
            set.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
            set.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        }
        "sw.js" => {
            set.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER_SECURITY_POLICY));
        }
        _ => {}
    }
    if fresh {
        return response;
    }
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    if encoded {
        set.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn tag(sha256: &[u8; 32], encoded: bool) -> String {
    use std::fmt::Write;
    let mut tag = String::from("\"");
    for byte in &sha256[..8] {
        // Writing to a string can't fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag + if encoded { "-br\"" } else { "\"" }
}

/// The types of the files that the page consists of.
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(accept: &'static str, known: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accept));
        if let Some(known) = known {
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_str(known).expect("a tag"));
        }
        headers
    }

    #[test]
    fn every_route_of_the_page_is_the_same_page() {
        for path in ["/", "/c/0190/", "/c/0190/warm", "/c/0190/trail/0191", "/c/0190/host"] {
            let response = respond(path, &asked("gzip, br", None)).expect("the page");
            assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
            assert_eq!(response.headers()[header::CACHE_CONTROL], "no-cache");
            assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
        }
        assert!(respond("/elsewhere", &HeaderMap::new()).is_none());
        assert!(respond("/index.html.br", &HeaderMap::new()).is_none());
    }

    #[test]
    fn brotli_goes_to_those_who_take_it_under_a_tag_of_its_own() {
        let plain = respond("/", &asked("gzip", None)).expect("the page");
        let small = respond("/", &asked("gzip;q=0.5, br;q=0.9", None)).expect("the page");
        assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
        assert_eq!(small.headers()[header::CONTENT_ENCODING], "br");
        assert_ne!(plain.headers()[header::ETAG], small.headers()[header::ETAG]);
        let refused = respond("/", &asked("br;q=0", None)).expect("the page");
        assert!(!refused.headers().contains_key(header::CONTENT_ENCODING));
    }

    #[test]
    fn a_known_tag_is_answered_without_a_body() {
        let first = respond("/", &asked("br", None)).expect("the page");
        let tag = first.headers()[header::ETAG].to_str().expect("a tag").to_owned();
        let again = respond("/", &asked("br", Some(&tag))).expect("the page");
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(again.headers()[header::CONTENT_SECURITY_POLICY], CONTENT_SECURITY_POLICY);
        let other = respond("/", &asked("gzip", Some(&tag))).expect("the page");
        assert_eq!(other.status(), StatusCode::OK);
    }

    #[test]
    fn hashed_files_are_kept_for_ever() {
        let script = Files::iter().find(|name| name.starts_with("assets/") && name.ends_with(".js")).expect("a script");
        let response = respond(&format!("/{script}"), &HeaderMap::new()).expect("the script");
        assert_eq!(response.headers()[header::CACHE_CONTROL], FOREVER);
    }
}
