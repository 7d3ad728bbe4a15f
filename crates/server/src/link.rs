//! Links that let people in, and their QR codes.

use axum::http::{HeaderMap, header};
use qrcode::{QrCode, render::svg};
use traceboard_board::CircleId;

use crate::{app::App, refusal::Refused, secret::Secret};

/// The link of an invite: its secret stands in the fragment, which browsers send to no server and no referrer carries.
#[must_use]
pub fn invite(origin: &str, circle: CircleId, secret: &Secret) -> String {
    format!("{origin}/c/{circle}/#invite={}", secret.reveal())
}

impl App {
    /// The address by which people reach this server: the public URL, or the host that a request names.
    pub(crate) fn origin(&self, headers: &HeaderMap) -> String {
        let host = || headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        self.config.public_url.as_ref().map_or_else(|| format!("http://{}", host()), |url| url.origin().to_owned())
    }
}

/// A link as a QR code, an SVG image.
pub(crate) fn qr_svg(link: &str) -> Result<String, Refused> {
    let code = QrCode::new(link).map_err(|error| Refused::internal("draw a QR code", &error))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(240, 240).build())
}
