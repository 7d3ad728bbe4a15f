//! One request to one address, as Standard Webhooks has it.

use std::{fmt, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{StatusCode, Url, header, redirect::Policy};
use ring::hmac;
use rustls::ClientConfig;
use traceboard_protocol::{Code, Limits};

use crate::{
    reachable::{PublicOnly, names_private},
    refusal::Refused,
};

/// How long a receiver may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// How many idle connections to an address stay open.
const IDLE_CONNECTIONS_MAX: usize = 1;
/// What a secret begins with where people see it.
const SECRET_PREFIX: &str = "whsec_";

/// The secret that a webhook's messages are signed with. It prints as `***`.
#[derive(Clone)]
pub(crate) struct HookSecret(String);

impl HookSecret {
    /// Draws one.
    pub(crate) fn draw() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(format!("{SECRET_PREFIX}{}", STANDARD.encode(bytes))))
    }

    /// One that was kept.
    pub(crate) fn kept(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// What a receiver compares with the header `webhook-signature`.
    fn sign(&self, id: &str, seconds: i64, body: &[u8]) -> Option<String> {
        let key = STANDARD.decode(self.0.strip_prefix(SECRET_PREFIX)?).ok()?;
        let mut signing = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &key));
        signing.update(format!("{id}.{seconds}.").as_bytes());
        signing.update(body);
        Some(format!("v1,{}", STANDARD.encode(signing.sign())))
    }
}

impl fmt::Debug for HookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Checks the address that a host named.
///
/// # Errors
/// [`Code::BadRequest`].
pub(crate) fn read_address(text: &str, to_private: bool) -> Result<Url, Refused> {
    let bad = |why: &str| Refused::new(Code::BadRequest, format!("cannot send to that address: {why}"));
    if text.len() > Limits::HOOK_ADDRESS_BYTES_MAX {
        return Err(bad(&format!("it has more than {} bytes", Limits::HOOK_ADDRESS_BYTES_MAX)));
    }
    let url: Url = text.trim().parse().map_err(|_| bad("it is none"))?;
    let encrypted = url.scheme() == "https" || to_private && url.scheme() == "http";
    if !encrypted || url.host_str().is_none() || !url.username().is_empty() || url.password().is_some() {
        return Err(bad("it is no https address"));
    }
    if !to_private && names_private(&url) {
        return Err(bad("it is not on the public internet"));
    }
    Ok(url)
}

/// What became of a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// The receiver has it.
    Taken,
    /// The receiver wants no more.
    Gone,
    /// Not now, for this reason.
    Failed(String),
}

/// Opens connections to receivers.
pub(crate) struct HookClient {
    client: reqwest::Client,
    pub(crate) to_private: bool,
}

impl HookClient {
    /// `trusts` gives what connections to an address are encrypted with.
    pub(super) fn new(trusts: fn(&str) -> Arc<ClientConfig>, to_private: bool) -> Result<Self, Refused> {
        let client = reqwest::Client::builder()
            .user_agent(concat!("traceboard/", env!("CARGO_PKG_VERSION")))
            .timeout(ANSWER_WITHIN)
            // One could lead to a private address.
            .redirect(Policy::none())
            // A proxy would resolve the names, so that nobody looks at the addresses.
            .no_proxy()
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .tls_backend_preconfigured(ClientConfig::clone(&trusts("https://")));
        let client = if to_private { client } else { client.dns_resolver(PublicOnly) };
        let client = client.build().map_err(|error| Refused::internal("open connections for webhooks", &error))?;
        Ok(Self { client, to_private })
    }

    /// Sends a message. `seconds`: the time of this attempt, so that a receiver refuses old ones that somebody sends again.
    pub(super) async fn send(&self, to: &Url, secret: &HookSecret, id: &str, seconds: i64, body: Vec<u8>) -> Sent {
        let Some(signature) = secret.sign(id, seconds, &body) else {
            return Sent::Failed("its secret can't be read".to_owned());
        };
        let request = self
            .client
            .post(to.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", seconds)
            .header("webhook-signature", signature)
            .body(body);
        match request.send().await.map(|answer| answer.status()) {
            Ok(status) if status.is_success() => Sent::Taken,
            Ok(StatusCode::GONE) => Sent::Gone,
            Ok(status) => Sent::Failed(format!("it answers {status}")),
            // Without its address, which may hold a secret.
            Err(error) => Sent::Failed(error.without_url().to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification, <https://www.standardwebhooks.com>.
    #[test]
    fn a_message_is_signed_as_standard_webhooks_says() {
        let secret = HookSecret::kept("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned());
        let signed = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        assert_eq!(signed.as_deref(), Some("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        assert_eq!(format!("{secret:?}"), "***");
        assert_eq!(HookSecret::kept("whsec_?".to_owned()).sign("msg", 1, b""), None);
    }

    #[test]
    fn an_address_is_encrypted_and_on_the_public_internet_unless_others_are_allowed() {
        for (address, anywhere) in [
            ("https://hooks.example/x", true),
            ("http://hooks.example/x", false),
            ("https://127.0.0.1/x", false),
            ("https://me@hooks.example/", false),
            ("ftp://hooks.example/", false),
            ("hooks.example", false),
            ("", false),
        ] {
            assert_eq!(read_address(address, false).is_ok(), anywhere, "{address}");
        }
        assert!(read_address("http://127.0.0.1:9/x", true).is_ok());
        assert!(read_address(&format!("https://hooks.example/{}", "x".repeat(2_000)), true).is_err());
    }
}
