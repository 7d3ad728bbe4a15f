//! Fetches the stories that a circle on another server lets cross.
//!
//! A host names the address, and this server goes there: so it goes only to addresses of one form, follows nobody elsewhere, waits and reads
//! within bounds, and shows nothing that isn't an answer of this protocol. Whoever names an address learns no more than whether a
//! circle answered by it.

use std::{sync::Arc, time::Duration};

use reqwest::{StatusCode, Url, header, redirect::Policy};
use rustls::ClientConfig;
use traceboard_board::CircleId;
use traceboard_protocol::{Code, Crossing, Limits, bare_address};

use crate::{
    link::{CODE_CHARS, read_code},
    refusal::Refused,
};

/// The timeout of the whole fetch: a page waits for it.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// The first segment of a link's path.
pub(crate) const PATH: &str = "sister";

/// Where a circle answers what it lets cross, and with which secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    url: Url,
    pub(crate) circle: CircleId,
    pub(crate) secret: String,
}

/// The result of a fetch.
#[derive(Clone, Debug)]
pub(crate) enum Fetched {
    /// What crosses.
    Stories(Box<Crossing>),
    /// The link was revoked, or the circle is gone.
    Gone,
    /// No answer, or none of this protocol.
    Silent,
}

impl Address {
    /// Reads a link, as people paste it.
    ///
    /// # Errors
    /// [`Code::BadRequest`] for what is no link of a sister circle.
    pub(crate) fn read(link: &str) -> Result<Self, Refused> {
        let bad =
            || Refused::new(Code::BadRequest, "cannot add the sister circle: that is no link for a sister circle");
        let pasted = bare_address(link);
        let lower = pasted.to_ascii_lowercase();
        let from =
            ["http://", "https://"].into_iter().filter_map(|scheme| lower.rfind(scheme)).max().ok_or_else(bad)?;
        let (base, code) = pasted[from..].rsplit_once("/sister/").ok_or_else(bad)?;
        let (code, rest) = code.split_at_checked(CODE_CHARS).ok_or_else(bad)?;
        // What a messenger or mail program left behind it is no part of the path.
        if rest.strip_prefix('/').is_some_and(|more| more.starts_with(|c: char| c.is_ascii_alphanumeric())) {
            return Err(bad());
        }
        let url: Url = format!("{base}/{PATH}/{code}").parse().map_err(|_| bad())?;
        let plain = ["http", "https"].contains(&url.scheme()) && url.username().is_empty() && url.password().is_none();
        let segments: Vec<_> = url.path_segments().map(Iterator::collect).unwrap_or_default();
        let &[PATH, code] = segments.as_slice() else { return Err(bad()) };
        let (circle, secret) = read_code(code).filter(|_| plain).ok_or_else(bad)?;
        Ok(Self { circle, secret, url })
    }

    /// As it is kept.
    pub(crate) fn as_str(&self) -> &str {
        self.url.as_str()
    }
}

/// Opens connections to other servers.
pub(crate) struct SisterClient {
    plain: reqwest::Client,
    trusted: reqwest::Client,
}

impl SisterClient {
    /// `trusts` gives what connections to an address are encrypted with.
    pub(crate) fn new(trusts: fn(&str) -> Arc<ClientConfig>) -> Result<Self, Refused> {
        let client = |base: &str| {
            let client = reqwest::Client::builder()
                .user_agent(concat!("traceboard/", env!("CARGO_PKG_VERSION")))
                .timeout(ANSWER_WITHIN)
                .redirect(Policy::none())
                .tls_backend_preconfigured(ClientConfig::clone(&trusts(base)));
            client.build().map_err(|error| Refused::internal("open connections to other servers", &error))
        };
        Ok(Self { plain: client("http://")?, trusted: client("https://")? })
    }

    /// Asks what crosses.
    pub(crate) async fn ask(&self, address: &Address) -> Fetched {
        match self.try_ask(address).await {
            Ok(asked) => asked,
            Err(why) => {
                tracing::info!(circle.id = %address.circle, why, "a sister circle doesn't answer");
                Fetched::Silent
            }
        }
    }

    async fn try_ask(&self, address: &Address) -> Result<Fetched, String> {
        // Without its address, which holds the secret.
        let plainly = |error: reqwest::Error| error.without_url().to_string();
        let client = if address.url.scheme() == "https" { &self.trusted } else { &self.plain };
        let request = client.get(address.url.clone()).header(header::ACCEPT, "application/json");
        let mut answer = request.send().await.map_err(plainly)?;
        match answer.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(Fetched::Gone),
            status => return Err(format!("it answers {status}")),
        }
        let mut bytes = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(plainly)? {
            if bytes.len() + piece.len() > Limits::CROSSING_BYTES_MAX {
                return Err(format!("its answer is over {} bytes", Limits::CROSSING_BYTES_MAX));
            }
            bytes.extend_from_slice(&piece);
        }
        let crossing: Crossing = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        let crossing = crossing.check().map_err(|(_, fault)| fault.to_string())?;
        if crossing.circle != address.circle {
            return Err("it answers for another circle".to_owned());
        }
        Ok(Fetched::Stories(Box::new(crossing)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_read_as_people_paste_it_and_nothing_else_is_one() {
        let code = format!("{}{}", "0".repeat(31) + "7", "s".repeat(43));
        let read = |link: &str| Address::read(link).ok();
        let address = read(&format!(" https://board.example:8443/sister/{code}?from=mail#x\n")).unwrap();
        assert_eq!(address.as_str(), format!("https://board.example:8443/sister/{code}"));
        assert_eq!((address.circle.0.as_u128(), address.secret), (7, "s".repeat(43)));
        let link = format!("https://board.example/sister/{code}");
        for pasted in [
            format!("<{link}>."),
            format!("»{link}«"),
            format!("{link}/?fbclid=1"),
            format!("HTTPS://Board.Example{}", &link["https://board.example".len()..]),
            format!("{}\u{200b}\r\n > {}", &link[..60], &link[60..]),
            format!("https://links.example/?url={}&data=05", link.replace(':', "%3A").replace('/', "%2F")),
        ] {
            assert_eq!(read(&pasted).map(|address| address.as_str().to_owned()), Some(link.clone()), "{pasted}");
        }
        for other in [
            "",
            "board.example",
            &format!("ftp://board.example/sister/{code}"),
            &format!("https://me:pass@board.example/sister/{code}"),
            &format!("https://board.example/s/{code}"),
            &format!("https://board.example/sister/{code}/more"),
            "https://board.example/sister/short",
            &format!("https://board.example/sister/{}", "é".repeat(60)),
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
