//! The common part of this crate's servers: they print their address, and end after a time.

use std::{future::Future, io::Write as _, net::SocketAddr, time::Duration};

use tokio::time::timeout;

/// How long such a server lives: longer than any job, and not for ever, should the run be killed.
const SERVE_FOR: Duration = Duration::from_secs(300);

/// Prints the address, as the one line of stdout.
pub(crate) fn print_address(address: SocketAddr) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{address}")?;
    Ok(out.flush()?)
}

/// Serves for [`SERVE_FOR`] at most.
pub(crate) async fn bounded(serve: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    timeout(SERVE_FOR, serve).await.unwrap_or(Ok(()))
}
