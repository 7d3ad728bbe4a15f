//! Preload headers of the document, so that its files are fetched in parallel.
//!
//! Script and style always. The circle's snapshot only where the page will take it: where a session's cookie came along, and the
//! browser holds no copy of the document (a request without `if-none-match`). A browser that does hold one has been here before,
//! so it has a picture of the board too, and resumes from there by states; its snapshot would be fetched in vain. The browser
//! drops both when it is short of room or told to forget, so they are missing together, but for a reload by force. Wrong either way
//! costs one small answer or one round trip. A cookie that the page sets was refused: whoever copies cookies copies the mark, and
//! not the picture.

use std::{collections::HashMap, sync::LazyLock};

use axum::http::{HeaderMap, HeaderValue, header};
use traceboard_board::CircleId;

use super::Files;

/// Script and style, as each language's `index.html` names them, by its folder.
static PAGES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let documents = Files::iter().filter_map(|name| {
        let folder = name.strip_suffix("index.html")?;
        let index = Files::get(&name)?.data;
        Some((folder.to_owned(), links(&String::from_utf8_lossy(&index))))
    });
    documents.collect()
});

/// The wall's script and style, as `wall.html` names them, and the script alone.
static WALL: LazyLock<(String, String)> = LazyLock::new(|| {
    let page = Files::get("wall.html").map(|file| file.data).unwrap_or_default();
    let page = String::from_utf8_lossy(&page);
    (links(&page), named(&page, "src=\"/assets/", ".js").unwrap_or_default().to_owned())
});

/// The `link` header of the wall's document.
pub(super) fn wall() -> Option<HeaderValue> {
    HeaderValue::from_str(&WALL.0).ok()
}

/// The name of its script.
pub(super) fn wall_script() -> &'static str {
    &WALL.1
}

/// The `link` header of the document at `path`, in the language of `folder`.
pub(super) fn header(folder: &str, path: &str, headers: &HeaderMap) -> Option<HeaderValue> {
    let mut value = PAGES.get(folder)?.clone();
    if let Some(circle) = circle(path).filter(|circle| takes_snapshot(*circle, headers)) {
        // Of the same mode and credentials as the page's own request, or it would be made twice.
        value += &format!(", </api/c/{circle}/snapshot>; rel=preload; as=fetch; crossorigin=anonymous");
    }
    HeaderValue::from_str(&value).ok()
}

fn circle(path: &str) -> Option<CircleId> {
    path.strip_prefix("/c/")?.split('/').next()?.parse().ok()
}

fn takes_snapshot(circle: CircleId, headers: &HeaderMap) -> bool {
    let prefix = format!("traceboard_{circle}_");
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    !headers.contains_key(header::IF_NONE_MATCH)
        && cookies.flat_map(|value| value.split(';')).any(|cookie| cookie.trim().starts_with(&prefix))
}

fn links(index: &str) -> String {
    // As the document itself asks for them: modules and styles of a bundle are fetched in `cors` mode.
    let script = named(index, "src=\"", ".js").map(|file| format!("<{file}>; rel=modulepreload"));
    let style =
        named(index, "href=\"", ".css").map(|file| format!("<{file}>; rel=preload; as=style; crossorigin=anonymous"));
    script.into_iter().chain(style).collect::<Vec<_>>().join(", ")
}

/// The first file that is named so.
fn named<'a>(index: &'a str, before: &str, ending: &str) -> Option<&'a str> {
    index.split(before).skip(1).find_map(|rest| {
        let name = &rest[..rest.find('"')?];
        name.ends_with(ending).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CIRCLE: &str = "0190a6f0-0000-7000-8000-000000000001";

    fn link(path: &str, cookie: &str, known: bool) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).expect("a cookie"));
        if known {
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"any\""));
        }
        header("", path, &headers).expect("a header").to_str().expect("text").to_owned()
    }

    #[test]
    fn script_and_style_are_named_as_the_document_names_them() {
        let index = r#"<script type="module" crossorigin src="/assets/index-a_1.js"></script>
            <link rel="manifest" href="/manifest.webmanifest" />
            <link rel="stylesheet" crossorigin href="/assets/style-b-2.css">"#;
        let expected = "</assets/index-a_1.js>; rel=modulepreload, \
             </assets/style-b-2.css>; rel=preload; as=style; crossorigin=anonymous";
        assert_eq!(links(index), expected);
        assert!(PAGES.contains_key(""), "English is the page's own language");
        for (folder, links) in PAGES.iter() {
            assert!(links.starts_with(&format!("</{folder}assets/")), "{links}");
        }
    }

    #[test]
    fn the_snapshot_is_named_to_members_who_hold_no_copy_of_the_page() {
        let mine = format!("other=1; traceboard_{CIRCLE}_7777_in=1");
        let wanted = format!("</api/c/{CIRCLE}/snapshot>; rel=preload; as=fetch; crossorigin=anonymous");
        for path in [format!("/c/{CIRCLE}/"), format!("/c/{CIRCLE}"), format!("/c/{CIRCLE}/trail/{CIRCLE}")] {
            assert!(link(&path, &mine, false).ends_with(&wanted), "{path}");
        }
        let here = format!("/c/{CIRCLE}/");
        assert!(!link(&here, &mine, true).contains("snapshot"), "a page that was here has a picture");
        assert!(!link(&here, "other=1", false).contains("snapshot"), "nobody is signed in");
        assert!(!link(&here, &mine.replace("0001", "0002"), false).contains("snapshot"), "signed in elsewhere");
        assert!(!link("/", &mine, false).contains("snapshot"));
        assert!(!link("/c/elsewhere/", &mine, false).contains("snapshot"));
    }
}
