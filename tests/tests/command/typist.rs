//! Members at terminals of their own.

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use traceboard_testkit::{Scratch, Server};

use crate::{Came, PATIENCE, command, run};

/// A member of a circle at a terminal of their own.
pub(crate) struct Typist<'a> {
    config: Scratch,
    link: &'a str,
    name: &'a str,
}

impl<'a> Typist<'a> {
    pub(crate) fn new(server: &'a Server, name: &'a str) -> anyhow::Result<Self> {
        Ok(Self { config: Scratch::new()?, link: &server.ready().invite_link, name })
    }

    /// The circle's founder.
    pub(crate) fn host(server: &'a Server) -> anyhow::Result<Self> {
        Ok(Self { config: Scratch::new()?, link: &server.ready().host_link, name: "Host" })
    }

    /// Whom a command is for.
    fn and_whom<'b>(&'b self, typed: &[&'b str]) -> Vec<&'b str> {
        [typed, &["--circle", self.link, "--name", self.name]].concat()
    }

    /// What a command comes to, whatever that is.
    pub(crate) async fn comes_to(&self, typed: &[&str]) -> anyhow::Result<Came> {
        run(self.config.path(), &self.and_whom(typed)).await
    }

    /// What a command that does what it should prints.
    pub(crate) async fn types(&self, typed: &[&str]) -> anyhow::Result<String> {
        let came = self.comes_to(typed).await?;
        ensure!(came.code == Some(0), "{typed:?}: {came:?}");
        Ok(came.stdout.trim().to_owned())
    }

    /// What a command that fails says.
    pub(crate) async fn is_refused(&self, typed: &[&str]) -> anyhow::Result<String> {
        let came = self.comes_to(typed).await?;
        ensure!(came.code == Some(1) && came.stdout.is_empty(), "{typed:?}: {came:?}");
        Ok(came.stderr)
    }

    /// Their own id, by what they left.
    pub(crate) async fn id(&self) -> anyhow::Result<String> {
        let rested: Value = serde_json::from_str(&self.types(&["rest", "--json"]).await?)?;
        let entries = self.types_first(&["tail", "--json"], rested["id"].as_str().context("an id")?).await?;
        Ok(entries["head"]["by"].as_str().context("who it was")?.to_owned())
    }

    /// The first line in JSON with these words in it of a command that goes on.
    pub(crate) async fn types_first(&self, typed: &[&str], words: &str) -> anyhow::Result<Value> {
        Ok(serde_json::from_str(&self.types_line(typed, words).await?)?)
    }

    /// The first line with these words in it of a command that goes on.
    pub(crate) async fn types_line(&self, typed: &[&str], words: &str) -> anyhow::Result<String> {
        let mut child = command(self.config.path(), &self.and_whom(typed))?.spawn()?;
        let mut lines = BufReader::new(child.stdout.take().context("a stdout")?).lines();
        let first = tokio::time::timeout(PATIENCE, async {
            while let Some(line) = lines.next_line().await? {
                if line.contains(words) {
                    return Ok(line);
                }
            }
            anyhow::bail!("{typed:?} ended without {words:?}")
        });
        let first = first.await??;
        child.kill().await?;
        Ok(first)
    }
}
