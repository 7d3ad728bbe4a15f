//! A Redis for one test: on a free port, in its own folder, ended by its process id.

use std::{
    fs::File,
    io::{ErrorKind, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};

use crate::Scratch;

/// How long a Redis may take to answer. Generous, because test machines are shared.
const PATIENCE: Duration = Duration::from_secs(30);
/// The pause between two checks whether it answers.
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// How often another port is tried: a free port may be taken before Redis binds it.
const PORTS_TRIED: usize = 10;

/// A running redis-server, with `appendonly yes` and no snapshots. Dropping it kills the process and removes its folder.
/// Starting and stopping block the thread for as long as they take (about 20 ms).
#[derive(Debug)]
pub struct Redis {
    child: Child,
    port: u16,
    options: Vec<String>,
    folder: Scratch,
}

impl Redis {
    /// Starts a Redis and waits until it answers.
    ///
    /// # Errors
    /// Where redis-server is not installed (with what to install), or does not answer (with its log).
    pub fn start() -> anyhow::Result<Self> {
        Self::start_with(&[])
    }

    /// As [`Redis::start`], with further options, as on its command line: `&["--appendfsync", "always"]`.
    ///
    /// # Errors
    /// As [`Redis::start`].
    pub fn start_with(options: &[&str]) -> anyhow::Result<Self> {
        let folder = Scratch::new()?;
        let options: Vec<_> = options.iter().map(ToString::to_string).collect();
        let mut reason = String::new();
        for _ in 0..PORTS_TRIED {
            let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
            match launch(port, folder.path(), &options)? {
                Launch::Ready(child) => return Ok(Self { child, port, options, folder }),
                Launch::PortTaken(log) => reason = log,
            }
        }
        bail!("cannot start redis-server: {PORTS_TRIED} ports were taken: {reason}")
    }

    /// Starts a replica of this Redis, and waits until it follows: when its first replica comes, a Redis takes another id, by which
    /// logs begin another term.
    ///
    /// # Errors
    /// As [`Redis::start`]; where it doesn't follow.
    pub fn replica(&self) -> anyhow::Result<Self> {
        let replica = Self::start_with(&["--replicaof", "127.0.0.1", &self.port.to_string()])?;
        let until = Instant::now() + PATIENCE;
        while !replica.command(&["INFO", "replication"])?.contains("master_link_status:up") {
            ensure!(Instant::now() < until, "the replica does not follow within {PATIENCE:?}");
            pause();
        }
        Ok(replica)
    }

    /// `redis://127.0.0.1:<port>`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Its port on the loopback.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where its files are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Sends one command and returns the raw reply, also errors (`-ERR …`); for tests that change a Redis: `CLIENT
    /// KILL`, `FLUSHALL`. For answers of up to 64 KiB.
    ///
    /// # Errors
    /// Where it can't be reached.
    pub fn command(&self, words: &[&str]) -> anyhow::Result<String> {
        ask(self.port, words)
    }

    /// Kills the process as `kill -9` does. Nothing answers at its port until [`Redis::restart`].
    ///
    /// # Errors
    /// Where the process can't be killed.
    pub fn kill9(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Starts it again, on the same port and folder; ends it before, with `kill -9`, if it still runs.
    ///
    /// # Errors
    /// As [`Redis::start`].
    pub fn restart(&mut self) -> anyhow::Result<()> {
        self.kill9()?;
        let until = Instant::now() + PATIENCE;
        loop {
            match launch(self.port, self.folder.path(), &self.options)? {
                Launch::Ready(child) => {
                    self.child = child;
                    return Ok(());
                }
                Launch::PortTaken(log) if Instant::now() > until => bail!("cannot restart redis-server: {log}"),
                Launch::PortTaken(_) => pause(),
            }
        }
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        _ = self.kill9();
    }
}

enum Launch {
    Ready(Child),
    PortTaken(String),
}

fn launch(port: u16, folder: &Path, options: &[String]) -> anyhow::Result<Launch> {
    let log = folder.join("redis.log");
    let output = File::create(&log)?;
    let mut command = Command::new("redis-server");
    command.arg("--port").arg(port.to_string()).args(["--bind", "127.0.0.1", "--appendonly", "yes"]);
    // A replica is sent its copy at once, not after five seconds.
    command
        .args(["--repl-diskless-sync-delay", "0", "--save", "", "--daemonize", "no", "--dir"])
        .arg(folder)
        .args(options);
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    let mut child = match command.spawn() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("cannot start redis-server: it is not installed; run: apt-get install redis-server")
        }
        child => child.context("cannot start redis-server")?,
    };
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait()? {
            let said = std::fs::read_to_string(&log)?;
            if said.contains("Address already in use") || said.contains("Failed listening") {
                return Ok(Launch::PortTaken(said));
            }
            bail!("redis-server ended with {status}: {said}");
        }
        // The answer must come from this process, not from another that took the port.
        if ask(port, &["CONFIG", "GET", "dir"]).is_ok_and(|dir| dir.contains(&folder.display().to_string()))
            && ask(port, &["PING"]).is_ok_and(|pong| pong.starts_with("+PONG"))
        {
            return Ok(Launch::Ready(child));
        }
        if Instant::now() > until {
            _ = child.kill();
            _ = child.wait();
            bail!("redis-server does not answer within {PATIENCE:?}: {}", std::fs::read_to_string(&log)?);
        }
        pause();
    }
}

#[expect(clippy::disallowed_methods, reason = "a process tells nobody when it is ready: it is asked again")]
fn pause() {
    sleep(LOOK_EVERY);
}

fn ask(port: u16, words: &[&str]) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut command = format!("*{}\r\n", words.len());
    for word in words {
        command += &format!("${}\r\n{word}\r\n", word.len());
    }
    // Redis answers all it was asked, then closes.
    command += "*1\r\n$4\r\nQUIT\r\n";
    stream.write_all(command.as_bytes())?;
    let mut answer = Vec::new();
    stream.take(64 * 1024).read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    // The last line answers QUIT.
    Ok(answer.strip_suffix("+OK\r\n").unwrap_or(&answer).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redis_keeps_its_port_and_data_across_kill_9() -> anyhow::Result<()> {
        let mut redis = Redis::start_with(&["--appendfsync", "always"])?;
        let url = redis.url();
        assert_eq!(redis.command(&["SET", "trace", "left"])?, "+OK\r\n");
        redis.kill9()?;
        assert!(redis.command(&["PING"]).is_err());
        redis.restart()?;
        assert_eq!(redis.url(), url);
        assert_eq!(redis.command(&["GET", "trace"])?, "$4\r\nleft\r\n");
        Ok(())
    }

    #[test]
    fn a_replica_follows() -> anyhow::Result<()> {
        let redis = Redis::start()?;
        let replica = redis.replica()?;
        assert!(replica.command(&["INFO", "replication"])?.contains("role:slave"));
        Ok(())
    }
}
