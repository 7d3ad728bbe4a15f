//! A `traceboard serve` for one test: on port 0, in its own folder, ended by its process id.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, bail};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::{Scratch, binary::binary};

/// How long a server may take to be ready or to end. Generous, because test machines are shared.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many lines of its stderr are shown: enough for a panic with its backtrace.
const STDERR_LINES_MAX: usize = 80;

/// What `serve --json` prints once it is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The address of the server: `http://127.0.0.1:41234`.
    pub address: String,
    /// The id of the first circle.
    pub circle: String,
    /// The link that signs in the founder.
    pub host_link: String,
    /// The link that brings in members.
    pub invite_link: String,
}

/// Where a server keeps its logs.
#[derive(Clone, Debug)]
pub enum Store {
    /// The embedded log, in the server's own folder.
    Embedded,
    /// The embedded log, in this folder, which stays.
    At(PathBuf),
    /// Redis, by its address.
    Redis(String),
}

/// A running server. Dropping it ends the process and removes its folder.
#[derive(Debug)]
pub struct Server {
    child: Child,
    ready: Ready,
    authority: String,
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    folder: Scratch,
}

impl Server {
    /// Starts a server and waits until it is ready. `more` are further arguments of `serve`.
    ///
    /// # Errors
    /// Where the binary can't be built, or ends or stays silent before it is ready; with what it wrote to stderr.
    pub async fn start(store: &Store, more: &[&str]) -> anyhow::Result<Self> {
        Self::start_at("127.0.0.1:0", store, more, &[]).await
    }

    /// As [`Server::start`], with further variables of its environment.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub async fn start_in(store: &Store, more: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<Self> {
        Self::start_at("127.0.0.1:0", store, more, environment).await
    }

    /// As [`Server::start`], behind an address that people type, which is all that its links and its ready line then name.
    /// It listens on `port` of the loopback.
    ///
    /// # Errors
    /// As [`Server::start`], and where the port is taken.
    pub async fn start_behind(public_url: &str, port: u16, store: &Store) -> anyhow::Result<Self> {
        let listen = format!("127.0.0.1:{port}");
        let mut server = Self::start_at(&listen, store, &["--public-url", public_url], &[]).await?;
        server.authority = listen;
        Ok(server)
    }

    async fn start_at(
        listen: &str,
        store: &Store,
        more: &[&str],
        environment: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let folder = Scratch::new()?;
        let mut arguments = match store {
            Store::Embedded => vec!["--data".to_owned(), folder.path().join("data").display().to_string()],
            Store::At(folder) => vec!["--data".to_owned(), folder.display().to_string()],
            Store::Redis(url) => vec!["--redis".to_owned(), url.clone()],
        };
        arguments.extend(more.iter().map(ToString::to_string));
        let environment: Vec<_> =
            environment.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        let (child, ready) = launch(listen, &arguments, &environment, folder.path()).await?;
        let authority = ready.address.trim_start_matches("http://").trim_end_matches('/').to_owned();
        Ok(Self { child, ready, authority, arguments, environment, folder })
    }

    /// What it printed when it was ready last.
    #[must_use]
    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// Its host and port: `127.0.0.1:41234`.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Its process id, while it runs.
    #[must_use]
    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// What it has written to stderr.
    #[must_use]
    pub fn stderr(&self) -> String {
        stderr(self.folder.path())
    }

    /// Ends it at once, as a power cut would (`kill -9`).
    ///
    /// # Errors
    /// Where the process can't be ended.
    pub async fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill().await.context("cannot kill the server")
    }

    /// Asks it to end (SIGTERM), and waits until it has.
    ///
    /// # Errors
    /// Where it doesn't end in time, or ends with a failure.
    pub async fn stop(&mut self) -> anyhow::Result<()> {
        self.signal("TERM").await?;
        let ended = tokio::time::timeout(PATIENCE, self.child.wait());
        let status = ended.await.context("the server did not end after SIGTERM")??;
        if !status.success() {
            bail!("the server ended with {status}: {}", self.stderr());
        }
        Ok(())
    }

    /// Sends it a signal by name, like `STOP` and `CONT`.
    ///
    /// # Errors
    /// Where it isn't running.
    pub async fn signal(&self, name: &str) -> anyhow::Result<()> {
        let id = self.child.id().context("cannot signal the server: it has ended")?;
        let sent = Command::new("kill").args([&format!("-{name}"), &id.to_string()]).status().await?;
        if !sent.success() {
            bail!("cannot send {name} to process {id}");
        }
        Ok(())
    }

    /// Starts it again, on the port and with the logs that it had. Kills it before, where it runs.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        if self.child.id().is_some() {
            self.kill().await?;
        }
        let authority = self.authority().to_owned();
        (self.child, self.ready) = launch(&authority, &self.arguments, &self.environment, self.folder.path()).await?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the server at {} wrote to stderr:\n{}", self.ready.address, self.stderr());
        }
    }
}

async fn launch(
    listen: &str,
    arguments: &[String],
    environment: &[(String, String)],
    folder: &Path,
) -> anyhow::Result<(Child, Ready)> {
    let log = File::options().create(true).append(true).open(stderr_path(folder))?;
    let mut command = Command::new(binary()?);
    // Settings of whoever runs the tests must not reach the server.
    for (name, _) in std::env::vars_os() {
        let ours = name.to_str().is_some_and(|name| name.starts_with("TRACEBOARD_"));
        if ours {
            command.env_remove(name);
        }
    }
    let mut child = command
        .args(["serve", "--listen", listen, "--json"])
        .args(arguments)
        .env_remove("RUST_LOG")
        .env("XDG_CONFIG_HOME", folder)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .kill_on_drop(true)
        .spawn()
        .context("cannot start traceboard serve")?;
    let stdout = child.stdout.take().context("cannot read what the server prints")?;
    let mut lines = BufReader::new(stdout).lines();
    let line = match tokio::time::timeout(PATIENCE, lines.next_line()).await {
        Ok(Ok(Some(line))) => line,
        Ok(_) => bail!("the server ended before it was ready: {}", stderr(folder)),
        Err(_) => bail!("the server was not ready in {} s: {}", PATIENCE.as_secs(), stderr(folder)),
    };
    let ready = parse(&line).with_context(|| format!("cannot read the server's ready line {line:?}"))?;
    Ok((child, ready))
}

fn parse(line: &str) -> anyhow::Result<Ready> {
    let value: serde_json::Value = serde_json::from_str(line)?;
    let field = |name: &str| value[name].as_str().map(str::to_owned).with_context(|| format!("no {name}"));
    Ok(Ready {
        address: field("address")?,
        circle: field("circle")?,
        host_link: field("host_link")?,
        invite_link: field("invite_link")?,
    })
}

fn stderr_path(folder: &Path) -> PathBuf {
    folder.join("stderr.txt")
}

/// The end of what was written to stderr, over all starts.
fn stderr(folder: &Path) -> String {
    let written = std::fs::read(stderr_path(folder)).unwrap_or_default();
    let written = String::from_utf8_lossy(&written);
    let lines: Vec<&str> = written.lines().collect();
    lines[lines.len().saturating_sub(STDERR_LINES_MAX)..].join("\n")
}
