//! Links behind a proxy that ends TLS, as the command uses them; and a Redis behind TLS.

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Output, Stdio},
    time::Duration,
};

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{ChildStdout, Command},
    time::timeout,
};
use traceboard_testkit::{Scratch, Server, Store, TlsProxy, binary, redis::Redis};

/// Generous, because test machines are shared.
const PATIENCE: Duration = Duration::from_secs(60);

fn command(config: &Path, trusted: Option<&Path>, arguments: &[&str]) -> anyhow::Result<Command> {
    let mut command = Command::new(binary()?);
    command.args(arguments).env("XDG_CONFIG_HOME", config).env("USER", "Reed").env_remove("SSL_CERT_DIR");
    match trusted {
        Some(file) => command.env("SSL_CERT_FILE", file),
        None => command.env_remove("SSL_CERT_FILE"),
    };
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    Ok(command)
}

async fn run(config: &Path, trusted: Option<&Path>, arguments: &[&str]) -> anyhow::Result<Output> {
    Ok(timeout(PATIENCE, command(config, trusted, arguments)?.output()).await.context("it did not end")??)
}

/// Waits until a tail tells of these words.
async fn until_told(lines: &mut Lines<BufReader<ChildStdout>>, words: &str) -> anyhow::Result<()> {
    loop {
        let line = timeout(PATIENCE, lines.next_line()).await.context("nothing came")??;
        if line.context("the tail ended")?.contains(words) {
            return Ok(());
        }
    }
}

/// A server behind TLS, as the compose file has it.
async fn behind_tls() -> anyhow::Result<(TlsProxy, Server)> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let proxy = TlsProxy::start(SocketAddr::from(([127, 0, 0, 1], port))).await?;
    let server = Server::start_behind(&format!("https://{}", proxy.authority()), port, &Store::Embedded).await?;
    Ok((proxy, server))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_behind_tls_works_as_any_other() -> anyhow::Result<()> {
    let (proxy, server) = behind_tls().await?;
    let config = Scratch::new()?;
    let trusted = Some(proxy.certificate());
    let link = server.ready().invite_link.as_str();
    ensure!(link.starts_with("https://localhost:"), "{link}");
    let mut tail = command(config.path(), trusted, &["tail", "--circle", link])?.spawn()?;
    let mut lines = BufReader::new(tail.stdout.take().context("its stdout")?).lines();
    let left = run(config.path(), trusted, &["leave", "hung the lanterns", "--circle", link]).await?;
    ensure!(left.status.success(), "{left:?}");
    until_told(&mut lines, "hung the lanterns").await?;
    tail.kill().await?;
    let host = server.ready().host_link.as_str();
    let export = run(config.path(), trusted, &["export", "--circle", host]).await?;
    ensure!(String::from_utf8_lossy(&export.stdout).contains("hung the lanterns"), "{export:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untrusted_certificate_is_refused_at_once() -> anyhow::Result<()> {
    let (proxy, server) = behind_tls().await?;
    let config = Scratch::new()?;
    let link = server.ready().invite_link.as_str();
    let refused = run(config.path(), None, &["leave", "a secret thing", "--circle", link]).await?;
    let said = String::from_utf8_lossy(&refused.stderr);
    ensure!(
        refused.status.code() == Some(1) && said.contains("SSL_CERT_FILE") && said.contains("not trusted"),
        "{said}"
    );
    // A session that was kept while it was trusted: the socket says so as well, and doesn't try for ever.
    let kept = run(config.path(), Some(proxy.certificate()), &["leave", "one", "--circle", link]).await?;
    ensure!(kept.status.success(), "{kept:?}");
    let tail = run(config.path(), None, &["tail", "--circle", link]).await?;
    let said = String::from_utf8_lossy(&tail.stderr);
    ensure!(tail.status.code() == Some(1) && said.contains("not trusted"), "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redis_behind_tls_serves_two_servers() -> anyhow::Result<()> {
    let redis = Redis::start()?;
    let proxy = TlsProxy::start(SocketAddr::from(([127, 0, 0, 1], redis.port()))).await?;
    let store = Store::Redis(format!("rediss://{}", proxy.authority()));
    let trusted = proxy.certificate().display().to_string();
    let environment = [("SSL_CERT_FILE", trusted.as_str())];
    let one = Server::start_in(&store, &[], &environment).await?;
    let two = Server::start_in(&store, &[], &environment).await?;
    ensure!(one.ready().circle == two.ready().circle, "they share a circle");
    let config = Scratch::new()?;
    let mut tail = command(config.path(), None, &["tail", "--circle", &two.ready().invite_link])?.spawn()?;
    let mut lines = BufReader::new(tail.stdout.take().context("its stdout")?).lines();
    let left = run(config.path(), None, &["leave", "wound the clock", "--circle", &one.ready().invite_link]).await?;
    ensure!(left.status.success(), "{left:?}");
    until_told(&mut lines, "wound the clock").await?;
    tail.kill().await?;
    Ok(())
}
