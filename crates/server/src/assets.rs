//! The page's files, embedded, with their brotli and gzip copies made at build time.

mod language;
mod place;
mod preload;
mod range;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use rust_embed::{EmbeddedFile, RustEmbed};

use self::{
    place::{below_circles, leads_somewhere},
    range::ByteRange,
};
use crate::headers::{ASKED_ANEW, NOT_KEPT, holds, wants};

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/web"]
struct Files;

/// Only scripts of the page's own origin run: no inline script or style, no frame around it, no form that
/// leaves it. Images may also be data, for the QR codes of invites.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
     connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";
/// The service worker's own policy, which its fetches follow: it keeps the page's files, and does nothing else.
const WORKER_SECURITY_POLICY: &str = "default-src 'none'; connect-src 'self'";
/// A year: the name of a file below `assets/` carries the hash of its content.
pub(crate) const FOREVER: &str = "public, max-age=31536000, immutable";
/// What a script is. Such an answer has the headers that are set here, and no others.
pub(crate) const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Answers a GET or HEAD for `path` (as the address has it, with its leading slash) with one of the page's files, or
/// with the page itself where the path is one of its routes. `None`: nothing of the page goes by that path.
///
/// Answers 304 where the request names the file's tag, and the smallest copy that the request accepts. Browsers accept brotli
/// behind TLS and on this machine only, so that a board on plain http goes by gzip.
pub(crate) fn respond(path: &str, headers: &HeaderMap) -> Option<Response> {
    if let Some(to) = coded_wall(path) {
        return Some(elsewhere(to));
    }
    // The document and its worker are of the asker's language; every other file is one that they name.
    let file = match path {
        path if path.trim_end_matches('/') == WALL => "wall.html",
        path if is_page(path) => "index.html",
        path => path.strip_prefix('/')?,
    };
    let spoken = matches!(file, "index.html" | "sw.js");
    let folder = if spoken { language::of(headers) } else { "" };
    let name = &format!("{folder}{file}");
    if CODINGS.iter().any(|coding| name.ends_with(coding.ending)) {
        return None;
    }
    let small =
        CODINGS.iter().filter(|coding| wants(headers, &header::ACCEPT_ENCODING, coding.name)).find_map(|coding| {
            let file = Files::get(&format!("{name}{}", coding.ending))?;
            Some((file, Some(coding)))
        });
    let (file, coding) = small.or_else(|| Some((Files::get(name)?, None)))?;
    let mut response = if leads_somewhere(path) {
        answer(name, &file, coding, headers)
    } else {
        // The page leads back; what asked for it learns that there is nothing, whatever it holds of it and whichever part it asks for.
        let mut nothing = answer(name, &file, coding, &HeaderMap::new());
        *nothing.status_mut() = StatusCode::NOT_FOUND;
        nothing.headers_mut().insert(header::CACHE_CONTROL, NOT_KEPT);
        nothing.headers_mut().remove(header::ETAG);
        nothing
    };
    if spoken {
        let vary = HeaderValue::from_static("accept-encoding, accept-language, cookie");
        response.headers_mut().insert(header::VARY, vary);
    }
    if name == "wall.html"
        && let Some(links) = preload::wall()
    {
        response.headers_mut().insert(header::LINK, links);
    }
    if name.ends_with("index.html")
        && let Some(links) = preload::header(folder, path, headers)
    {
        // With a 304 too, in place of the header that the browser keeps: that one may name a snapshot.
        response.headers_mut().insert(header::LINK, links);
        if path != "/" && leads_somewhere(path) {
            // The address names a circle, and the links depend on who asks.
            response.headers_mut().insert(header::CACHE_CONTROL, ASKED_ANEW);
        }
    }
    Some(response)
}

/// A compressed copy that lies beside a file.
struct Coding {
    name: &'static str,
    ending: &'static str,
}

/// The smallest first.
const CODINGS: [Coding; 2] = [Coding { name: "br", ending: ".br" }, Coding { name: "gzip", ending: ".gz" }];

/// The address of the wall's page: one for all circles, since the link's fragment names the circle.
const WALL: &str = "/wall";

/// The script of the wall's page, by which a wall that has run for weeks knows that there is another one.
pub(crate) fn wall_script() -> &'static str {
    preload::wall_script()
}

/// The address of a wall whose `#` was coded on the way, as a document or a mail program does it: the wall reads what is behind one.
fn coded_wall(path: &str) -> Option<HeaderValue> {
    let rest = path.strip_prefix(WALL)?.trim_start_matches('/');
    let key = rest.strip_prefix("%23").or_else(|| rest.strip_prefix("%2523"))?;
    HeaderValue::from_str(&format!("{WALL}#{key}")).ok()
}

fn elsewhere(to: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    response.headers_mut().insert(header::LOCATION, to);
    response.headers_mut().insert(header::CACHE_CONTROL, NOT_KEPT);
    response
}

/// Whether the page answers for the path.
fn is_page(path: &str) -> bool {
    path == "/" || below_circles(path).is_some_and(|rest| !rest.is_empty())
}

fn answer(name: &str, file: &EmbeddedFile, coding: Option<&Coding>, headers: &HeaderMap) -> Response {
    // Each encoding has its own tag, because caches treat encodings as different files.
    let tag = tag(&file.metadata.sha256_hash(), coding);
    let fresh = holds(headers, &tag);
    let asked = if fresh { ByteRange::Whole } else { ByteRange::of(headers, &tag, file.data.len()) };
    let (status, body, content_range) = asked.answer(file.data.clone());
    let mut response = Response::new(if fresh { Body::empty() } else { body });
    *response.status_mut() = if fresh { StatusCode::NOT_MODIFIED } else { status };
    let set = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        set.insert(header::ETAG, tag);
    }
    set.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let cache = if name.contains("assets/") { FOREVER } else { "no-cache" };
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    set.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // With a 304 too: a browser takes its headers over the stored ones, and another policy would stop the page it holds.
    match name.rsplit_once('/').map_or(name, |(_, file)| file) {
        "index.html" | "wall.html" => {
            set.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
            set.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        }
        "sw.js" => {
            set.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER_SECURITY_POLICY));
            set.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        }
        _ => {}
    }
    if fresh {
        return response;
    }
    set.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(range) = content_range.and_then(|range| HeaderValue::from_str(&range).ok()) {
        set.insert(header::CONTENT_RANGE, range);
    }
    if status == StatusCode::RANGE_NOT_SATISFIABLE {
        set.insert(header::CACHE_CONTROL, NOT_KEPT);
        return response;
    }
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
    if let Some(coding) = coding {
        set.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name));
    }
    response
}

fn tag(sha256: &[u8; 32], coding: Option<&Coding>) -> String {
    use std::fmt::Write;
    let mut tag = String::from("\"");
    for byte in &sha256[..8] {
        // Writing to a string can't fail.
        let _ = write!(tag, "{byte:02x}");
    }
    if let Some(coding) = coding {
        tag.push('-');
        tag.push_str(coding.name);
    }
    tag + "\""
}

/// The types of the files that the page consists of.
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => SCRIPT,
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
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
        let circle = "0190a6f0-0000-7000-8000-00000000000a";
        let below =
            ["/", "", ".", "//", "%23invite=x", "/warm", "/host", "/pods/0190a6f0-0000-7000-8000-00000000000b/warm"];
        let simple = circle.replace('-', "");
        let mangled =
            [format!("//c/{circle}/"), format!("/C/{circle}"), format!("/c//{circle}/"), format!("/c/{simple}/warm")];
        let paths = ["/".to_owned()].into_iter().chain(below.map(|rest| format!("/c/{circle}{rest}")));
        for path in paths.chain(mangled) {
            let path = &*path;
            let response = respond(path, &asked("gzip, br", None)).expect("the page");
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
            let kept = if path == "/" { "no-cache" } else { "private, no-cache" };
            assert_eq!(response.headers()[header::CACHE_CONTROL], kept);
            assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
        }
        assert!(respond("/elsewhere", &HeaderMap::new()).is_none());
        assert!(respond("/index.html.br", &HeaderMap::new()).is_none());
        assert!(respond("/index.html.gz", &HeaderMap::new()).is_none());
    }

    #[test]
    fn a_wall_whose_hash_was_coded_on_the_way_is_found() {
        for path in ["/wall%23key%2C", "/wall/%23key%2C", "/wall%2523key%2C"] {
            let response = respond(path, &HeaderMap::new()).expect("the wall");
            assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT);
            assert_eq!(response.headers()[header::LOCATION], "/wall#key%2C", "{path}");
            assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store", "it holds a secret");
        }
        assert!(
            respond("/wallflower", &HeaderMap::new()).is_none() && respond("/wall%22", &HeaderMap::new()).is_none()
        );
    }

    #[test]
    fn an_address_below_a_circle_that_is_no_place_is_a_404_with_the_page_that_leads_back() {
        for path in [
            "/c/nope",
            "/c/nope/",
            "/c/0190a6f0-0000-7000-8000-00000000000a/nowhere",
            "/c/0190a6f0-0000-7000-8000-00000000000a/warm/extra",
            "/c/ääääääääääääääääääx",
        ] {
            let response = respond(path, &asked("gzip", None)).expect("the page");
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
            let known = respond(path, &asked("gzip", Some("*"))).expect("the page");
            assert_eq!(known.status(), StatusCode::NOT_FOUND, "also for who holds the page");
        }
    }

    #[test]
    fn the_smallest_copy_goes_to_those_who_take_it_under_a_tag_of_its_own() {
        let mut tags = std::collections::BTreeSet::new();
        for (accept, coding) in [
            ("identity", None),
            ("gzip, deflate", Some("gzip")),
            ("gzip;q=0.5, br;q=0.9", Some("br")),
            ("br;q=0, gzip", Some("gzip")),
            ("br;q=0", None),
        ] {
            let response = respond("/", &asked(accept, None)).expect("the page");
            let told = response.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().expect("text"));
            assert_eq!(told, coding, "{accept}");
            tags.insert(response.headers()[header::ETAG].clone().to_str().expect("a tag").to_owned());
        }
        assert_eq!(tags.len(), 3);
    }

    #[test]
    fn a_known_tag_is_answered_without_a_body() {
        let first = respond("/", &asked("br", None)).expect("the page");
        let tag = first.headers()[header::ETAG].to_str().expect("a tag").to_owned();
        let again = respond("/", &asked("br", Some(&tag))).expect("the page");
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert!(again.headers()[header::LINK].to_str().expect("text").contains("modulepreload"));
        assert_eq!(again.headers()[header::CONTENT_SECURITY_POLICY], CONTENT_SECURITY_POLICY);
        let other = respond("/", &asked("gzip", Some(&tag))).expect("the page");
        assert_eq!(other.status(), StatusCode::OK);
    }

    #[test]
    fn hashed_files_are_kept_for_ever() {
        let script = Files::iter().find(|name| name.starts_with("assets/") && name.ends_with(".js")).expect("a script");
        let response = respond(&format!("/{script}"), &HeaderMap::new()).expect("the script");
        assert_eq!(response.headers()[header::CACHE_CONTROL], FOREVER);
        assert!(!response.headers().contains_key(header::LINK));
        assert!(respond("/assets/index-former.js", &HeaderMap::new()).is_none(), "a file of another version");
    }
}
