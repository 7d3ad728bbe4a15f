//! What the server tells on stderr.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::{
    cli::{LogArgs, LogFormat},
    stderr::ToStderr,
};

/// Begins to write log lines to stderr. `unless_told` is the filter where none is named.
///
/// # Errors
/// Where the filter is none, in words.
pub(crate) fn begin(args: &LogArgs, unless_told: &str) -> Result<(), String> {
    let filter = args.filter.as_deref().unwrap_or(unless_told);
    let filter = EnvFilter::try_new(filter).map_err(|error| format!("--log {filter:?}: {error}"))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(ToStderr);
    // Colours are for people: a file or a service manager would keep their codes.
    let lines = lines.with_ansi(io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none());
    let begun = match args.format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
    // The standard library's own hook writes to stderr itself, and would wait where nobody reads it.
    std::panic::set_hook(Box::new(|panic| {
        let backtrace = std::backtrace::Backtrace::capture();
        tracing::error!(backtrace = %backtrace, "{panic}");
    }));
    begun.map_err(|error| format!("cannot write log lines: {error}"))
}
