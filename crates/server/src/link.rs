//! Links that let people in, and their QR codes.

use qrcode::{QrCode, render::svg};
use traceboard_board::CircleId;

use crate::{refusal::Refused, secret::Secret};

/// The link of an invite: its secret stands in the fragment, which browsers send to no server and no referrer carries.
#[must_use]
pub fn invite(origin: &str, circle: CircleId, secret: &Secret) -> String {
    format!("{origin}/c/{circle}/#invite={}", secret.reveal())
}

/// A link as a QR code, an SVG image.
pub(crate) fn qr_svg(link: &str) -> Result<String, Refused> {
    let code = QrCode::new(link).map_err(|error| Refused::internal("draw a QR code", &error))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(240, 240).build())
}
