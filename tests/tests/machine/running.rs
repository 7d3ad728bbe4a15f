//! A `traceboard serve` that a shell starts, and what people do with it.

use std::{net::TcpListener, path::Path, process::Stdio};

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    process::{Child, Command},
    time::timeout,
};
use traceboard_testkit::{binary, eventually};

use crate::PATIENCE;

/// A server that `bash` started by a line in which `"$@"` is its command. Dropping it ends the process.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) authority: String,
}

impl Running {
    /// Starts it on a folder, and waits until it answers. What it prints goes where the line says, else nowhere.
    pub(crate) async fn start(data: &Path, line: &str, more: &[&str]) -> anyhow::Result<Self> {
        let authority = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let mut command = Command::new("bash");
        command.args(["-c", line, "serve"]).arg(binary()?).args(["serve", "--listen", &authority, "--data"]);
        command.arg(data).args(more).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.kill_on_drop(true).spawn()?;
        let running = Self { child, authority };
        eventually(PATIENCE, "an answer", || running.get("/healthz")).await?;
        Ok(running)
    }

    /// The status and the body of an answer.
    pub(crate) async fn get(&self, path: &str) -> anyhow::Result<(u16, String)> {
        let mut stream = TcpStream::connect(&self.authority).await?;
        let asked = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.authority);
        stream.write_all(asked.as_bytes()).await?;
        let mut answer = String::new();
        timeout(PATIENCE, stream.read_to_string(&mut answer)).await.context("no answer came")??;
        let status = answer.split(' ').nth(1).context("no status")?.parse()?;
        let body = answer.split_once("\r\n\r\n").context("no body")?.1;
        Ok((status, body.to_owned()))
    }

    /// Sends a signal by its name, as in `kill -TERM`.
    pub(crate) async fn signal(&self, name: &str) -> anyhow::Result<()> {
        let id = self.child.id().context("it has ended")?.to_string();
        ensure!(Command::new("kill").args([&format!("-{name}"), &id]).status().await?.success());
        Ok(())
    }
}
