//! The benchmarks: what a delivery, an idle connection and an append cost, compared with a bare and a naive server in
//! the same run.
//!
//! Not shipped, and not part of the tests: times are no assertions. Owns the measurements and the table that
//! `docs/BENCHMARKS.md` shows. It drives the shipped binary from outside, and calls nothing inside it.

mod bare;
mod histogram;
mod http;
mod limit;
mod load;
mod machine;
mod naive;
mod ours;
mod run;
mod serving;
mod stamp;
mod template;
mod wire;

use std::{path::PathBuf, process::ExitCode, time::Duration};

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
        /// Append each post by XADD, and acknowledge it, instead of delivering it
        #[arg(long, value_name = "URL")]
        redis: Option<String>,
        /// The same with a write and fdatasync in this folder
        #[arg(long, value_name = "DIR", conflicts_with = "redis")]
        folder: Option<PathBuf>,
    },
    /// Serve as one would in an afternoon: axum and a broadcast channel
    Naive {
        /// The payload that is sent for each post
        #[arg(long, value_name = "FILE")]
        template: Option<PathBuf>,
    },
    /// Do one job, given as JSON in stdin, and print its report
    Load,
    /// XADD from so many clients at once, and print a report
    Xadd {
        #[arg(long, value_name = "URL")]
        redis: String,
        #[arg(long, value_name = "N", default_value_t = 64)]
        clients: u32,
        #[arg(long, value_name = "MS", default_value_t = 5_000)]
        window_ms: u64,
    },
    /// Write and fdatasync, one entry after the other, and print a report
    Fdatasync {
        #[arg(long, value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_name = "MS", default_value_t = 5_000)]
        window_ms: u64,
    },
    /// Measure all and print the tables; TRACEBOARD_BIN names the product's binary
    Run(run::RunArgs),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Limit { template, burst, redis, folder } => {
            limit::serve(template.as_deref(), burst.as_deref(), redis.as_deref(), folder.as_deref())
        }
        Command::Naive { template } => naive::serve(template.as_deref()),
        Command::Load => load::from_stdin(),
        Command::Xadd { redis, clients, window_ms } => bare::xadd(&redis, clients, Duration::from_millis(window_ms)),
        Command::Fdatasync { folder, window_ms } => bare::fdatasync(&folder, Duration::from_millis(window_ms)),
        Command::Run(args) => run::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("traceboard-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}
