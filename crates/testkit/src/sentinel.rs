//! A Sentinel for one test, which fails a Redis over to its replica.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context as _, ensure};

use crate::Scratch;

/// How long a Redis may be silent before it counts as down, in milliseconds.
const DOWN_AFTER_MS: u32 = 500;

/// How long it may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
const PONG: &[u8] = b"+PONG\r\n";

/// A running Sentinel that watches one Redis under the name `board`, with a quorum of one. Dropping it ends the
/// process.
#[derive(Debug)]
pub struct Sentinel {
    child: Child,
    port: u16,
    _folder: Scratch,
}

impl Sentinel {
    /// Starts one that watches the Redis on a port of the loopback.
    ///
    /// # Errors
    /// Where redis-server is not installed or the port was taken meanwhile.
    pub fn watch(redis: u16) -> anyhow::Result<Self> {
        let folder = Scratch::new()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let config = folder.join("sentinel.conf");
        let text = format!(
            "port {port}\nbind 127.0.0.1\nsentinel monitor board 127.0.0.1 {redis} 1\n\
             sentinel down-after-milliseconds board {DOWN_AFTER_MS}\nsentinel failover-timeout board 3000\n"
        );
        std::fs::write(&config, text)?;
        let mut command = Command::new("redis-server");
        command.arg(&config).arg("--sentinel").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().context("cannot start a sentinel")?;
        Ok(Self { child, port, _folder: folder })
    }

    /// One question, as text. A Sentinel knows no `QUIT`: what was asked is answered once the ping behind it is.
    fn ask(&self, words: &[&str]) -> anyhow::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(ANSWER_WITHIN))?;
        stream.write_all(format!("{}\r\nPING\r\n", words.join(" ")).as_bytes())?;
        let (mut answer, mut part) = (Vec::new(), [0; 4096]);
        while !answer.ends_with(PONG) {
            let count = stream.read(&mut part)?;
            ensure!(count > 0, "a sentinel closed the connection");
            answer.extend_from_slice(part.get(..count).unwrap_or_default());
        }
        answer.truncate(answer.len() - PONG.len());
        Ok(String::from_utf8(answer)?)
    }

    /// The port of the Redis that it considers the primary.
    ///
    /// # Errors
    /// Where it doesn't answer (yet).
    pub fn primary(&self) -> anyhow::Result<u16> {
        let answer = self.ask(&["SENTINEL", "GET-MASTER-ADDR-BY-NAME", "board"])?;
        let port = answer.trim_end().rsplit("\r\n").next().unwrap_or_default();
        port.parse().with_context(|| format!("a sentinel says {answer:?}"))
    }

    /// Waits for nothing: fails where it doesn't know as many replicas yet, without which it can't fail over.
    ///
    /// # Errors
    /// As [`Sentinel::primary`].
    pub fn require_replicas(&self, count: usize) -> anyhow::Result<()> {
        let answer = self.ask(&["SENTINEL", "REPLICAS", "board"])?;
        ensure!(answer.matches("master-link-status\r\n$2\r\nok").count() == count, "{answer}");
        Ok(())
    }
}

impl Drop for Sentinel {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
