//! TLS: which certificate authorities are trusted.

use std::{
    error::Error,
    io,
    sync::{Arc, LazyLock},
};

use rustls::{ClientConfig, RootCertStore, crypto::ring};

/// The machine's own certificate authorities, or those of `SSL_CERT_FILE` and `SSL_CERT_DIR` where they are set. Read once,
/// when the first `https` address is opened: reading them takes milliseconds, and a board in a LAN needs none.
static TRUSTING: LazyLock<Arc<ClientConfig>> = LazyLock::new(|| {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "cannot read a certificate authority of this machine");
    }
    let mut roots = RootCertStore::empty();
    let (_, unreadable) = roots.add_parsable_certificates(found.certs);
    if unreadable > 0 {
        tracing::debug!(unreadable, "passing over certificate authorities that can't be read");
    }
    config(roots)
});
/// For plain addresses, which need no authority.
static TRUSTING_NOBODY: LazyLock<Arc<ClientConfig>> = LazyLock::new(|| config(RootCertStore::empty()));

/// The TLS settings for a server at `base`.
#[must_use]
pub fn for_base(base: &str) -> Arc<ClientConfig> {
    Arc::clone(if base.starts_with("https://") { &TRUSTING } else { &TRUSTING_NOBODY })
}

#[expect(
    clippy::expect_used,
    reason = "ring knows both versions that rustls takes for safe: this can't depend on input"
)]
fn config(roots: RootCertStore) -> Arc<ClientConfig> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let versions = builder.with_safe_default_protocol_versions().expect("ring speaks TLS 1.2 and 1.3");
    Arc::new(versions.with_root_certificates(roots).with_no_client_auth())
}

/// The reason why a server's certificate was refused, if that was the failure.
pub(crate) fn refusal(error: &(dyn Error + 'static)) -> Option<String> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(error @ rustls::Error::InvalidCertificate(_)) = error.downcast_ref::<rustls::Error>() {
            return Some(error.to_string());
        }
        // An I/O error does not return the error that it wraps as its source.
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
