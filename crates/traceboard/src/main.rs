//! The `traceboard` command. Parses, starts logging, runs a command, and decides the exit code.

mod cast;
mod circle;
mod cli;
mod demo;
mod export;
mod greeting;
mod import;
mod leave;
mod logging;
mod misuse;
mod output;
mod profile;
mod retry;
mod serve;
mod settings;
mod store;
mod tail;

use std::{io, process::ExitCode};

use clap::Parser;

use crate::{
    cli::{CircleCommand, Cli, Command},
    misuse::Misuse,
    settings::Mistakes,
};

/// What was asked for failed.
const FAILED: u8 = 1;
/// What was typed can't be asked for.
const MISUSED: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads a part of the output and closes the pipe got what they wanted.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("traceboard: {error:#}");
            ExitCode::from(if error.is::<Mistakes>() || error.is::<Misuse>() { MISUSED } else { FAILED })
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    let serves = matches!(cli.command, None | Some(Command::Serve(_)));
    logging::begin(&cli.logs, if serves { "info" } else { "warn" })?;
    match cli.command {
        None => serve::serve(&cli.serve).await,
        Some(Command::Serve(args)) => serve::serve(&args).await,
        Some(Command::Leave(args)) => leave::leave(args).await,
        Some(Command::Tail(args)) => tail::tail(args).await,
        Some(Command::Import(args)) => import::import(args).await,
        Some(Command::Export(args)) => export::export(args).await,
        Some(Command::Circle(CircleCommand::New(args))) => circle::new(args).await,
        Some(Command::Demo(args)) => demo::demo(&args).await,
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
