//! Headers as RFC 9110 has them: lists with weights, tags, and the scheme of a token.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What a page without an ETag, or an answer to one person, says about being kept: nobody keeps it.
pub(crate) const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-store");
/// What an answer with an ETag says, where it is one person's or one audience's: asked for anew each time, by its tag.
pub(crate) const ASKED_ANEW: HeaderValue = HeaderValue::from_static("private, no-cache");

/// The weight (0 to 1) with which a header that lists what is wanted names one of these; the highest where several match. None where
/// none of them is listed: wildcards are the caller's to name.
pub(crate) fn weight(headers: &HeaderMap, list: &HeaderName, names: &[&str]) -> Option<f32> {
    let listed = items(headers, list).filter_map(|item| {
        let mut parts = item.split(';').map(str::trim);
        let name = parts.next()?;
        names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted)).then(|| weight_of(parts))
    });
    listed.reduce(f32::max)
}

/// Whether a list names this one, and not with the weight 0 that means "not this".
pub(crate) fn wants(headers: &HeaderMap, list: &HeaderName, name: &str) -> bool {
    weight(headers, list, &[name]).is_some_and(|weight| weight > 0.0)
}

/// What a list with weights holds, the most wanted first, those of one weight in their order; what is not wanted is left out.
pub(crate) fn listed<'a>(headers: &'a HeaderMap, list: &HeaderName) -> Vec<&'a str> {
    let mut wanted: Vec<(f32, &str)> = items(headers, list)
        .filter_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let name = parts.next()?;
            Some((weight_of(parts), name))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    wanted.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    wanted.into_iter().map(|(_, name)| name).collect()
}

/// Whether a list holds a word, in any case.
pub(crate) fn lists(headers: &HeaderMap, list: &HeaderName, word: &str) -> bool {
    items(headers, list).any(|item| item.eq_ignore_ascii_case(word))
}

/// Whether a browser asks for a page to show: it lists HTML, and nothing of JSON above it.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let html = weight(headers, &header::ACCEPT, &["text/html", "application/xhtml+xml"]).unwrap_or(0.0);
    html > 0.0 && html >= weight(headers, &header::ACCEPT, &["application/json"]).unwrap_or(0.0)
}

/// Whether the asker holds what a tag names, so that 304 is the answer.
pub(crate) fn holds(headers: &HeaderMap, etag: &str) -> bool {
    items(headers, &header::IF_NONE_MATCH).any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// The token of `authorization: Bearer …`, its scheme in any case.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.trim().split_once([' ', '\t'])?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whether a proxy says that it ended TLS: the first scheme that `forwarded` or a header of its kind names is that of the visitor.
pub(crate) fn forwarded_by_tls(headers: &HeaderMap) -> bool {
    let first = |name| items(headers, &HeaderName::from_static(name)).next();
    let standard = first("forwarded").and_then(|hop| {
        let mut pairs = hop.split(';').filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("proto"))
            .map(|(_, scheme)| scheme.trim().trim_matches('"'))
    });
    let scheme = standard.or_else(|| first("x-forwarded-proto")).or_else(|| first("x-forwarded-scheme"));
    match scheme {
        Some(scheme) => scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("wss"),
        None => first("x-forwarded-ssl").is_some_and(|tls| tls.eq_ignore_ascii_case("on")),
    }
}

fn items<'a>(headers: &'a HeaderMap, list: &HeaderName) -> impl Iterator<Item = &'a str> {
    let values = headers.get_all(list).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim).filter(|item| !item.is_empty())
}

/// 1 unless told; what can't be read is 0, since it names no wish.
fn weight_of<'a>(mut parameters: impl Iterator<Item = &'a str>) -> f32 {
    let told = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| value.trim())
    });
    told.map_or(1.0, |weight| weight.parse().ok().filter(|weight| (0.0..=1.0).contains(weight)).unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "application/vnd.traceboard.token+json";

    fn asked(name: &HeaderName, values: &[&str]) -> HeaderMap {
        let values = values.iter().map(|value| (name.clone(), HeaderValue::from_str(value).unwrap()));
        values.collect()
    }

    #[test]
    fn a_list_is_read_with_its_weights_in_any_case_and_over_several_headers() {
        for (accept, wanted) in [
            (&["application/vnd.traceboard.token+json"][..], true),
            (&["text/html;q=0.5, application/vnd.traceboard.token+json"], true),
            (&["APPLICATION/VND.Traceboard.Token+JSON ; Q=0.9 , */*;q=0.1"], true),
            (&["text/html", "application/vnd.traceboard.token+json;charset=utf-8;q=0.1"], true),
            (&["application/vnd.traceboard.token+json;q=0"], false),
            (&["application/vnd.traceboard.token+json; q=0.000, */*"], false),
            (&["application/vnd.traceboard.token+json;q=much"], false),
            (&["application/vnd.traceboard.token+jsonx"], false),
            (&["*/*"], false),
            (&[], false),
        ] {
            assert_eq!(wants(&asked(&header::ACCEPT, accept), &header::ACCEPT, TOKEN), wanted, "{accept:?}");
        }
    }

    #[test]
    fn browsers_ask_for_pages_and_programs_do_not() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
        for (accept, page) in [
            (browser, true),
            ("application/xhtml+xml", true),
            ("application/json", false),
            ("application/json, text/html;q=0.5", false),
            ("text/html;q=0", false),
            ("*/*", false),
        ] {
            assert_eq!(wants_page(&asked(&header::ACCEPT, &[accept])), page, "{accept}");
        }
    }

    #[test]
    fn a_tag_is_known_weak_in_a_list_and_by_a_star() {
        for known in ["\"a\"", "W/\"a\"", "\"b\", W/\"a\"", "*"] {
            assert!(holds(&asked(&header::IF_NONE_MATCH, &[known]), "\"a\""), "{known}");
        }
        assert!(!holds(&asked(&header::IF_NONE_MATCH, &["\"b\", a"]), "\"a\""));
    }

    #[test]
    fn the_scheme_of_the_visitor_is_the_first_that_a_proxy_names() {
        for (name, value, tls) in [
            ("forwarded", "for=192.0.2.60;proto=https;host=board.example, proto=http", true),
            ("forwarded", "For=\"[2001:db8::1]\"; Proto=\"HTTPS\"", true),
            ("forwarded", "for=192.0.2.60, proto=https", false),
            ("x-forwarded-proto", "https", true),
            ("x-forwarded-proto", "HTTPS, http", true),
            ("x-forwarded-proto", "http, https", false),
            ("x-forwarded-proto", "httpsx", false),
            ("x-forwarded-proto", "", false),
            ("x-forwarded-scheme", "https", true),
            ("x-forwarded-ssl", "on", true),
            ("x-forwarded-ssl", "off", false),
        ] {
            assert_eq!(forwarded_by_tls(&asked(&HeaderName::from_static(name), &[value])), tls, "{name}: {value}");
        }
        assert!(!forwarded_by_tls(&HeaderMap::new()));
    }

    #[test]
    fn the_scheme_of_a_token_is_read_in_any_case() {
        for sent in ["Bearer t", "bearer t", "BEARER  t ", "bEaReR\tt"] {
            assert_eq!(bearer(&asked(&header::AUTHORIZATION, &[sent])), Some("t"), "{sent}");
        }
        for other in ["Basic t", "Bearert", "t", "Bearer"] {
            assert_eq!(bearer(&asked(&header::AUTHORIZATION, &[other])), None, "{other}");
        }
    }
}
