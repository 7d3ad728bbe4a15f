//! The `traceboard` command. Parses, starts logging, runs a command, and decides the exit code.

mod address_space;
mod agreement;
mod backup;
mod check;
mod circle;
mod cli;
mod demo;
mod export;
mod files;
mod greeting;
mod import;
mod leave;
mod limits;
mod logging;
mod misuse;
mod output;
mod photos;
mod pod;
mod post;
mod profile;
mod program;
mod progress;
mod rest;
mod retry;
mod search;
mod serve;
mod settings;
mod signals;
mod sister;
mod stderr;
mod store;
mod story;
mod tail;
mod threads;
mod together;
mod trails;
mod wall;
mod weave;
mod webhook;

use std::{process::ExitCode, time::Duration};

use crate::{
    cli::{CircleCommand, Cli, Command},
    misuse::{Mistakes, Misuse},
    output::ReaderGone,
};

/// The command failed.
const FAILED: u8 = 1;
/// The command line has mistakes.
const MISUSED: u8 = 2;

/// How long the end of the process waits for threads that are writing to a disk. All that was acked is on it already.
const LAST_THREADS: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    address_space::make_room();
    let (cli, mistakes) = Cli::from_command_line();
    let runtime = || tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let ran = threads::require().and_then(|()| runtime()).map(|runtime| {
        let ran = runtime.block_on(run(cli, mistakes));
        runtime.shutdown_timeout(LAST_THREADS);
        ran
    });
    let code = match ran.unwrap_or_else(|error| Err(anyhow::Error::new(error).context("cannot start threads"))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<ReaderGone>() => ExitCode::SUCCESS,
        Err(error) => {
            stderr::line(&format!("traceboard: {error:#}"));
            ExitCode::from(if error.is::<Misuse>() { MISUSED } else { FAILED })
        }
    };
    stderr::finish();
    code
}

async fn run(cli: Option<Cli>, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let Some(cli) = cli else { return mistakes.finish(None) };
    let serves = matches!(cli.command, None | Some(Command::Serve(_)));
    mistakes.collect(logging::begin(&cli.logs, if serves { "info" } else { "warn" }));
    match cli.command {
        None => serve::serve(&cli.serve, mistakes).await,
        Some(Command::Serve(args)) => serve::serve(&args, mistakes).await,
        Some(Command::Leave(args)) => leave::leave(args, mistakes).await,
        Some(Command::Rest(args)) => rest::rest(args, mistakes).await,
        Some(Command::Trails(args)) => trails::trails(args, mistakes).await,
        Some(Command::Search(args)) => search::search(args, mistakes).await,
        Some(Command::Tail(args)) => tail::tail(args, mistakes).await,
        Some(Command::Import(args)) => import::import(args, mistakes).await,
        Some(Command::Export(args)) => export::export(args, mistakes).await,
        Some(Command::Circle(CircleCommand::New(args))) => circle::new(args, mistakes).await,
        Some(Command::Circle(CircleCommand::Seed(args))) => circle::seed(args, mistakes).await,
        Some(Command::Agreement(command)) => agreement::run(command, mistakes).await,
        Some(Command::Round(command)) => together::round(command, mistakes).await,
        Some(Command::Gathering(command)) => together::gathering(command, mistakes).await,
        Some(Command::Pod(command)) => pod::run(command, mistakes).await,
        Some(Command::Wall(args)) => wall::wall(args, mistakes).await,
        Some(Command::Feed(args)) => program::feed(args, mistakes).await,
        Some(Command::Webhook(command)) => webhook::run(command, mistakes).await,
        Some(Command::Program(command)) => program::run(command, mistakes).await,
        Some(Command::Weave(args)) => weave::weave(args, mistakes).await,
        Some(Command::Reconnect(args)) => weave::reconnect(args, mistakes).await,
        Some(Command::Sister(command)) => sister::run(command, mistakes).await,
        Some(Command::Story(command)) => story::run(command, mistakes).await,
        Some(Command::Backup(args)) => backup::backup(args, mistakes).await,
        Some(Command::Check(args)) => check::check(args, mistakes).await,
        Some(Command::Demo(args)) => demo::demo(&args, mistakes).await,
    }
}
