//! One message to one push service (RFC 8030).

use std::{sync::Arc, time::Duration};

use reqwest::{StatusCode, Url, header, redirect::Policy};
use rustls::ClientConfig;
use traceboard_board::door::PushAddress;
use traceboard_protocol::{Code, Limits};
use traceboard_push::{BrowserKeys, VapidKey, VapidToken};

use crate::{
    config::Config,
    reachable::{PublicOnly, names_private},
    refusal::Refused,
};

/// How long a push service may take: the next ones wait for it.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// How long a push service keeps a message for a browser that is off: what grew two days ago is seen when the page is opened.
const TTL_SECONDS: u32 = 24 * 3_600;
/// How long a token holds, in seconds: services refuse more than 24 hours.
const TOKEN_SECONDS: i64 = 12 * 3_600;
/// How many idle connections to a push service stay open.
const IDLE_CONNECTIONS_MAX: usize = 4;
/// The longest key or secret of a browser, in characters; theirs have 87 and 22.
const KEY_CHARS_MAX: usize = 128;

/// A subscription whose address and keys are checked.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    url: Url,
    keys: BrowserKeys,
}

impl Target {
    /// Checks what a browser sent.
    ///
    /// # Errors
    /// [`Code::BadRequest`].
    pub(crate) fn read(push: &PushAddress, to_private: bool) -> Result<Self, Refused> {
        let bad = |why: &str| Refused::new(Code::BadRequest, format!("cannot keep the subscription: {why}"));
        if push.endpoint.len() > Limits::PUSH_ENDPOINT_BYTES_MAX {
            return Err(bad(&format!("its address has more than {} bytes", Limits::PUSH_ENDPOINT_BYTES_MAX)));
        }
        let url: Url = push.endpoint.parse().map_err(|_| bad("its address is none"))?;
        let encrypted = url.scheme() == "https" || to_private && url.scheme() == "http";
        if !encrypted || url.host_str().is_none() || !url.username().is_empty() || url.password().is_some() {
            return Err(bad("its address is no https address"));
        }
        if !to_private && names_private(&url) {
            return Err(bad("its address is not on the public internet"));
        }
        if push.p256dh.len() > KEY_CHARS_MAX || push.auth.len() > KEY_CHARS_MAX {
            return Err(bad("its keys are too long"));
        }
        let keys = BrowserKeys::read(&push.p256dh, &push.auth).map_err(|error| bad(&error.to_string()))?;
        Ok(Self { url, keys })
    }
}

/// What became of a message.
#[derive(Debug)]
pub(super) enum Sent {
    /// The push service has it.
    Taken,
    /// The push service doesn't know the address any more.
    Gone,
    /// Not now; maybe after this time.
    Later(Option<Duration>),
    /// Not at all, for this reason.
    Refused(String),
}

/// Opens connections to push services.
pub(super) struct PushClient {
    client: reqwest::Client,
    pub(super) to_private: bool,
    /// By which address whoever runs a push service reaches whoever runs this server.
    contact: Option<String>,
}

impl PushClient {
    /// `trusts` gives what connections to an address are encrypted with.
    pub(super) fn new(trusts: fn(&str) -> Arc<ClientConfig>, config: &Config) -> Result<Self, Refused> {
        let client = reqwest::Client::builder()
            .user_agent(concat!("traceboard/", env!("CARGO_PKG_VERSION")))
            .timeout(ANSWER_WITHIN)
            .redirect(Policy::none())
            // A proxy would resolve the names, so that nobody looks at the addresses.
            .no_proxy()
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .tls_backend_preconfigured(ClientConfig::clone(&trusts("https://")));
        let client = if config.push_to_private { client } else { client.dns_resolver(PublicOnly) };
        let client = client.build().map_err(|error| Refused::internal("open connections to push services", &error))?;
        let contact = config.public_url.as_ref().filter(|url| url.is_secure()).map(|url| url.origin().to_owned());
        Ok(Self { client, to_private: config.push_to_private, contact })
    }

    /// Sends a message. Of those with one topic that wait at a push service for one browser, it keeps the last.
    pub(super) async fn send(&self, key: &VapidKey, to: &Target, topic: &str, message: &[u8], now_ms: i64) -> Sent {
        let aud = to.url.origin().ascii_serialization();
        let token = VapidToken { aud: &aud, exp: now_ms / 1_000 + TOKEN_SECONDS, sub: self.contact.as_deref() };
        let prepared = key.authorization(&token).and_then(|signed| Ok((signed, to.keys.encrypt(message)?)));
        let (authorization, body) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => return Sent::Refused(error.to_string()),
        };
        let request = self
            .client
            .post(to.url.clone())
            .header(header::AUTHORIZATION, authorization)
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("ttl", TTL_SECONDS)
            .header("urgency", "normal")
            .header("topic", topic)
            .body(body);
        match request.send().await {
            Ok(answer) => read(answer.status(), answer.headers()),
            Err(error) => {
                // Without its address, which is a secret.
                tracing::debug!(error = %error.without_url(), push.service = aud, "a push service doesn't answer");
                Sent::Later(None)
            }
        }
    }
}

/// What an answer means. Its body is not read.
fn read(status: StatusCode, headers: &header::HeaderMap) -> Sent {
    match status {
        status if status.is_success() => Sent::Taken,
        StatusCode::NOT_FOUND | StatusCode::GONE => Sent::Gone,
        status if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() => {
            let after = headers.get(header::RETRY_AFTER).and_then(|after| after.to_str().ok()?.parse().ok());
            Sent::Later(after.map(Duration::from_secs))
        }
        status => Sent::Refused(format!("it answers {status}")),
    }
}
