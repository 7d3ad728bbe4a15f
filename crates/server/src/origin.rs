//! The origin check: only this server's own pages may write or open sockets, because browsers send cookies with
//! requests of other origins too.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use traceboard_protocol::Code;

use crate::{app::App, authority::Origin, config::PublicUrl, headers::forwarded_by_tls, refusal::Refused};

/// Refuses writes and socket upgrades of other origins. Requests of programs, which name no origin, pass.
pub(crate) async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let upgrades = request.headers().contains_key(header::UPGRADE);
    if (!reads || upgrades) && !is_own(request.headers(), app.config.public_url.as_ref()) {
        let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).unwrap_or("none");
        let origin: String = origin.chars().take(200).collect();
        return Refused::new(Code::WrongOrigin, format!("cannot take a request of a page of {origin}")).into_response();
    }
    next.run(request).await
}

/// Whether the origin is that of the public URL or of the host that was asked, or none is named.
fn is_own(headers: &HeaderMap, public: Option<&PublicUrl>) -> bool {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let Some(origin) = headers.get(header::ORIGIN) else {
        // Browsers that leave `Origin` out still say where the request comes from.
        return matches!(text(header::HeaderName::from_static("sec-fetch-site")), None | Some("same-origin" | "none"));
    };
    let Some(origin) = origin.to_str().ok().and_then(Origin::read) else { return false };
    public.is_some_and(|public| public.is(&origin)) || text(header::HOST).is_some_and(|host| origin.is_of(host))
}

/// Whether the sender came by TLS, which this server leaves to a proxy: their page's own origin says so, or the proxy. Both are believed
/// from anybody, since only the sender's own answer depends on it.
pub(crate) fn by_tls(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let page = text(header::ORIGIN).and_then(Origin::read);
    let own = page.zip(text(header::HOST)).is_some_and(|(page, host)| page.secure && page.is_of(host));
    own || forwarded_by_tls(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_is_the_host_or_the_public_url_or_no_page() {
        let public: PublicUrl = "https://board.example".parse().unwrap();
        let asked = |origin: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "10.0.0.7:7777".parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            is_own(&headers, Some(&public))
        };
        assert!(asked(None));
        assert!(asked(Some("http://10.0.0.7:7777")));
        assert!(asked(Some("https://board.example")) && asked(Some("https://board.example.")));
        for other in [
            "http://10.0.0.7:8888",
            "http://10.0.0.7",
            "http://board.example",
            "https://board.example.evil",
            "null",
            "",
        ] {
            assert!(!asked(Some(other)), "{other:?} is another origin");
        }
    }
}
