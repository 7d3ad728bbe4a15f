//! In which language a browser gets the page: the one that its member chose, or else the first of its own that there is.

use std::sync::LazyLock;

use axum::http::{HeaderMap, header};

use super::Files;
use crate::headers::listed;

/// The cookie by which the page keeps a member's choice.
const COOKIE: &str = "traceboard_language";

/// The folders of the languages but English, which lies beside them: `es/`, and so on.
static FOLDERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders = Files::iter().filter_map(|name| name.strip_suffix("index.html").map(str::to_owned));
    folders.filter(|folder| !folder.is_empty()).collect()
});

/// The folder of the page for who asks so; empty: English.
pub(super) fn of(headers: &HeaderMap) -> &'static str {
    let folders = FOLDERS.iter().map(String::as_str);
    choose(folders.collect::<Vec<_>>().as_slice(), headers)
}

fn choose<'a>(folders: &[&'a str], headers: &HeaderMap) -> &'a str {
    let folder = |language: &str| {
        let tag = language.trim();
        let base = tag.split('-').next().unwrap_or_default();
        if base.eq_ignore_ascii_case("en") && !tag.eq_ignore_ascii_case("en-XB") {
            return Some("");
        }
        let named = |wanted: &str| {
            folders.iter().copied().find(|folder| folder.trim_end_matches('/').eq_ignore_ascii_case(wanted))
        };
        named(tag).or_else(|| named(base))
    };
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let chosen = cookies.flat_map(|value| value.split(';')).find_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        (name == COOKIE).then(|| folder(value)).flatten()
    });
    chosen.or_else(|| listed(headers, &header::ACCEPT_LANGUAGE).into_iter().find_map(folder)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn asked(pairs: &[(HeaderName, &'static str)]) -> &'static str {
        let headers = pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        choose(&["de/", "es/", "fr/", "mi/", "en-XB/"], &headers)
    }

    #[test]
    fn a_browser_gets_the_first_of_its_languages_that_there_is() {
        for (accept, folder) in [
            ("es-MX,es;q=0.9,en;q=0.8", "es/"),
            ("nl, de;q=0.5, fr;q=0.7", "fr/"),
            ("en-GB,en;q=0.9,de;q=0.8", ""),
            ("DE-at", "de/"),
            ("mi-NZ", "mi/"),
            ("de;q=0, es;q=0.1", "es/"),
            ("nl, *;q=0.5", ""),
            ("en-XB", "en-XB/"),
            ("", ""),
            (";;q=,=", ""),
        ] {
            assert_eq!(asked(&[(header::ACCEPT_LANGUAGE, accept)]), folder, "{accept}");
        }
    }

    #[test]
    fn what_a_member_chose_comes_first_and_what_is_no_language_counts_for_nothing() {
        let german = (header::ACCEPT_LANGUAGE, "de");
        for (cookie, folder) in [
            ("traceboard_language=fr", "fr/"),
            ("a=1; traceboard_language=en", ""),
            ("traceboard_language=xx", "de/"),
            ("traceboard_language=../etc", "de/"),
            ("language=fr", "de/"),
        ] {
            assert_eq!(asked(&[german.clone(), (header::COOKIE, cookie)]), folder, "{cookie}");
        }
    }
}
