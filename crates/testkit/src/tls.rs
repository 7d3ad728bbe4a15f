//! A TLS proxy in front of a server: a certificate authority for one test, and a listener with its certificate.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer},
};

use crate::Scratch;

/// The most connections that it carries at a time.
const CONNECTIONS_MAX: usize = 200;

/// Ends TLS on a free port of `localhost`, and passes on what was in it. Dropping it ends its connections.
#[derive(Debug)]
pub struct TlsProxy {
    port: u16,
    authority: PathBuf,
    _folder: Scratch,
    task: JoinHandle<()>,
}

impl TlsProxy {
    /// Listens, with a certificate for `localhost` that no machine trusts by itself.
    ///
    /// # Errors
    /// Where no port can be had, or no certificate can be made.
    pub async fn start(upstream: SocketAddr) -> anyhow::Result<Self> {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).context("cannot make a certificate")?;
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).map_err(anyhow::Error::msg)?;
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)?;
        let folder = Scratch::new()?;
        let authority = folder.join("authority.pem");
        std::fs::write(&authority, cert.pem())?;
        let listener = TcpListener::bind("127.0.0.1:0").await.context("cannot listen for the TLS proxy")?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(accept(listener, TlsAcceptor::from(Arc::new(config)), upstream));
        Ok(Self { port, authority, _folder: folder, task })
    }

    /// Its host and port, by the name that its certificate holds: `localhost:41234`.
    #[must_use]
    pub fn authority(&self) -> String {
        format!("localhost:{}", self.port)
    }

    /// The file to name in `SSL_CERT_FILE` for whoever is to trust it.
    #[must_use]
    pub fn certificate(&self) -> &Path {
        &self.authority
    }
}

impl Drop for TlsProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, upstream: SocketAddr) {
    let mut carried = JoinSet::new();
    loop {
        tokio::select! {
            Ok((client, _)) = listener.accept() => {
                if carried.len() < CONNECTIONS_MAX {
                    let acceptor = acceptor.clone();
                    // A client that does not trust the certificate disconnects during the handshake.
                    carried.spawn(async move {
                        let mut client = acceptor.accept(client).await?;
                        let mut server = TcpStream::connect(upstream).await?;
                        copy_bidirectional(&mut client, &mut server).await
                    });
                }
            }
            Some(_) = carried.join_next() => {}
        }
    }
}
