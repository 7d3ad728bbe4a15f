//! The tasks of a checkout: `cargo xtask test` and its parts.
//!
//! Owns the order in which a checkout is tested, and the rules that no compiler knows. Depends on no other crate of the
//! workspace, so that it starts in seconds on a cold cache; what needs them runs as a process.

mod advisories;
mod bench;
mod checkout;
mod failures;
mod generate;
mod licences;
mod process;
mod screenshots;
mod test;
mod tidy;
mod tools;
mod totals;

use std::process::ExitCode;

use crate::checkout::Checkout;

const USAGE: &str = "usage: cargo xtask <task>

  test                run everything that CI runs, and set up what it needs
  generate [--check]  write (or compare) web/src/protocol.ts, docs/openapi.json and the tables in docs
  tidy                hold the rules of the house: arrows between crates, sizes, words, locks
  licences            check the licences of all dependencies, and report advisories
  screenshots         take the pictures of the README
  bench [--quick]     measure beside a bare server and a naive one, into docs/BENCHMARKS.md; quick: one round, no file";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let task: fn(&Checkout) -> anyhow::Result<()> = match words[..] {
        ["test"] => test::run,
        ["generate"] => |checkout| generate::write(checkout),
        ["generate", "--check"] => |checkout| generate::check(checkout),
        ["tidy"] => tidy::run,
        ["licences"] => |checkout| {
            licences::check(checkout)?;
            advisories::report(checkout);
            Ok(())
        },
        ["screenshots"] => screenshots::take,
        ["bench"] => |checkout| bench::run(checkout, false),
        ["bench", "--quick"] => |checkout| bench::run(checkout, true),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match Checkout::find().and_then(|checkout| task(&checkout)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
