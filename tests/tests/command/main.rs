//! The command as people and scripts use it: exit codes, kept links, closed pipes, the throwaway board.

mod agreements;
mod demo;
mod folder;
mod founding;
mod output;
mod pods;
mod programs;
mod sessions;
mod stories;
mod transfer;
mod typed;
mod typist;
mod weave;

use std::{path::Path, process::Stdio, time::Duration};

use anyhow::Context;
use tokio::{process::Command, time::timeout};
use traceboard_testkit::binary;

/// Generous, because test machines are shared.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a command came to.
#[derive(Debug)]
struct Came {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn command(config: &Path, arguments: &[&str]) -> anyhow::Result<Command> {
    let mut command = Command::new(binary()?);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("TRACEBOARD_")) {
            command.env_remove(name);
        }
    }
    command.args(arguments).env("XDG_CONFIG_HOME", config).env("USER", "Reed");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    Ok(command)
}

async fn run(config: &Path, arguments: &[&str]) -> anyhow::Result<Came> {
    let output = timeout(PATIENCE, command(config, arguments)?.output()).await.context("it did not end")??;
    Ok(Came {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout)?,
        stderr: String::from_utf8(output.stderr)?,
    })
}
