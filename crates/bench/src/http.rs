//! HTTP/1.1 over one keep-alive connection: enough to join, to read a snapshot and to post.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, bail, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// How long one answer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// The largest answer that is read.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A keep-alive connection. A request that fails, or whose future is dropped, leaves it unusable.
pub(crate) struct Http {
    stream: TcpStream,
    host: String,
    buffer: Vec<u8>,
}

impl Http {
    /// Connects.
    ///
    /// # Errors
    /// Where nobody listens.
    pub(crate) async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, host: address.to_string(), buffer: Vec::new() })
    }

    /// Sends a request and reads the body of its answer. `headers` are whole lines, each with its line end.
    ///
    /// # Errors
    /// Where the status is not 2xx, with status and body; where the answer takes too long.
    pub(crate) async fn ask(&mut self, what: &str, headers: &str, body: &[u8]) -> anyhow::Result<Vec<u8>> {
        let request =
            format!("{what} HTTP/1.1\r\nhost: {}\r\ncontent-length: {}\r\n{headers}\r\n", self.host, body.len());
        let answer = async {
            // One write for both: two would be two packets.
            self.stream.write_all(&[request.as_bytes(), body].concat()).await?;
            self.answer().await
        };
        let answer = timeout(ANSWER_WITHIN, answer).await.context("no answer in time").and_then(|answer| answer);
        let (status, body) = answer.with_context(|| format!("cannot ask for {what}"))?;
        if !(200..300).contains(&status) {
            bail!("{what} was answered {status}: {}", String::from_utf8_lossy(&body));
        }
        Ok(body)
    }

    async fn answer(&mut self) -> anyhow::Result<(u16, Vec<u8>)> {
        let end = self.find(b"\r\n\r\n").await? + 4;
        let head = String::from_utf8_lossy(&self.buffer[..end]).to_ascii_lowercase();
        self.buffer.drain(..end);
        let status = head.split_whitespace().nth(1).and_then(|status| status.parse().ok()).context("no status")?;
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        if let Some(length) = header("content-length:") {
            let body = self.take(length.parse()?).await?;
            return Ok((status, body));
        }
        if header("transfer-encoding:") != Some("chunked") {
            return Ok((status, Vec::new()));
        }
        let mut body = Vec::new();
        loop {
            let end = self.find(b"\r\n").await?;
            let line = self.take(end + 2).await?;
            let length = usize::from_str_radix(String::from_utf8_lossy(&line).trim(), 16)?;
            let piece = self.take(length + 2).await?;
            if length == 0 {
                return Ok((status, body));
            }
            body.extend_from_slice(&piece[..length]);
        }
    }

    async fn find(&mut self, end: &[u8]) -> anyhow::Result<usize> {
        loop {
            if let Some(at) = memchr::memmem::find(&self.buffer, end) {
                return Ok(at);
            }
            self.more().await?;
        }
    }

    async fn take(&mut self, length: usize) -> anyhow::Result<Vec<u8>> {
        while self.buffer.len() < length {
            self.more().await?;
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        ensure!(self.buffer.len() < ANSWER_BYTES_MAX, "the answer is over {ANSWER_BYTES_MAX} bytes");
        ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the server hung up");
        Ok(())
    }
}
