//! What a delivery, an idle connection and an append cost, beside a bare server and a naive one in the same run.
//!
//! Not shipped, and not part of the tests: a clock is no assertion. Owns the measurements and the table that
//! `docs/BENCHMARKS.md` shows. It drives the shipped binary from outside, and calls nothing inside it.

mod histogram;
mod http;
mod limit;
mod load;
mod machine;
mod naive;
mod serving;
mod stamp;
mod template;
mod wire;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "traceboard-bench", about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve as the limit does: one ready-made frame, written to each socket
    Limit {
        /// The payload that is sent for each post
        #[arg(long, value_name = "FILE")]
        template: Option<PathBuf>,
        /// Bytes that are written to each socket when it comes
        #[arg(long, value_name = "FILE")]
        burst: Option<PathBuf>,
    },
    /// Serve as one would in an afternoon: axum and a broadcast channel
    Naive {
        /// The payload that is sent for each post
        #[arg(long, value_name = "FILE")]
        template: Option<PathBuf>,
    },
    /// Do one job, given as JSON in stdin, and print its report
    Load,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Limit { template, burst } => limit::serve(template.as_deref(), burst.as_deref()),
        Command::Naive { template } => naive::serve(template.as_deref()),
        Command::Load => load::from_stdin(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("traceboard-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}
