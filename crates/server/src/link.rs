//! Invite links, and their QR codes.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use qrcode::{QrCode, render::svg};
use traceboard_board::{CircleId, door::Link};
use traceboard_protocol::check_secret;

use crate::{app::App, authority::Origin, circle::Circle, origin::by_tls, refusal::Refused, secret::Secret};

/// How many characters name the circle in a [`code`].
const CIRCLE_CHARS: usize = 32;

/// How many characters a [`code`] has.
pub(crate) const CODE_CHARS: usize = CIRCLE_CHARS + 43;

/// A circle and the secret of a link of its own as one segment of an address, for what is read without a script.
pub(crate) fn code(circle: CircleId, secret: &Secret) -> String {
    format!("{}{}", circle.0.simple(), secret.reveal())
}

/// The circle and the secret of a [`code`], also where it came with a full stop or a bracket behind, or broken over two lines; none where
/// it is no such thing.
pub(crate) fn read_code(code: &str) -> Option<(CircleId, String)> {
    let own = |char: &char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    let code: String = code.chars().filter(own).take(CODE_CHARS).collect();
    let (circle, secret) = code.split_at_checked(CIRCLE_CHARS).filter(|_| code.len() == CODE_CHARS)?;
    check_secret(secret).ok()?;
    Some((circle.parse().ok()?, secret.to_owned()))
}

/// The link of an invite: its secret stands in the fragment, which browsers send to no server and no referrer carries.
#[must_use]
pub fn invite(origin: &str, circle: CircleId, secret: &Secret) -> String {
    format!("{origin}/c/{circle}/#invite={}", secret.reveal())
}

impl App {
    /// What the link of a secret shows. Unknown links are rate limited, because refusing them truly needs a read of the
    /// log's head.
    ///
    /// # Errors
    /// `unknown_link`; too many at once; where the log can't be read.
    pub(crate) async fn link_of(&self, circle: &Circle, secret: &str) -> Result<Link, Refused> {
        if let Some(link) = circle.link_now(secret) {
            return Ok(link);
        }
        self.limits.stranger(Some(circle.id))?;
        circle.link_of(secret).await
    }

    /// The circle that a link names. One that isn't known here is looked for within the same bound.
    pub(crate) async fn circle_of_link(&self, circle: CircleId) -> Result<Arc<Circle>, Refused> {
        if !self.circles.knows(circle) {
            self.limits.stranger(None)?;
        }
        self.circles.get(circle).await
    }

    /// The address by which people reach this server: the public URL, or the host that a request names, by the scheme by which its sender came.
    pub(crate) fn origin(&self, headers: &HeaderMap) -> String {
        let asked = || {
            let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
            let origin = format!("{}://{host}", if by_tls(headers) { "https" } else { "http" });
            Origin::read(&origin).map_or(origin, |origin| origin.seen().text())
        };
        self.config.public_url.as_ref().map_or_else(asked, |url| url.origin().to_owned())
    }
}

/// A link as a QR code, an SVG image.
pub(crate) fn qr_svg(link: &str) -> Result<String, Refused> {
    let code = QrCode::new(link).map_err(|error| Refused::internal("draw a QR code", &error))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(240, 240).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_messengers_leave_it() {
        let (circle, secret) = ("0190a6f000007000800000000000000a", "Ab-_".repeat(10) + "xyz");
        for [before, after] in [["", ""], ["", "."], ["", ")"], ["", "\u{200b}"], ["", "&utm_source=x"], ["\n", "/"]] {
            let read = read_code(&format!("{circle}{before}{secret}{after}"));
            assert_eq!(read, Some((circle.parse().unwrap(), secret.clone())), "{before:?} {after:?}");
        }
        for cut in
            [circle.to_owned(), format!("{circle}{}", &secret[..42]), format!("x{circle}{secret}"), String::new()]
        {
            assert_eq!(read_code(&cut), None, "{cut}");
        }
    }
}
