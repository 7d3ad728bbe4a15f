//! Log lines on stderr.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::{
    cli::{LogArgs, LogFormat},
    stderr::ToStderr,
};

/// Begins to write log lines to stderr, by the filter of `--log`, else by `default_filter`.
///
/// # Errors
/// The filter can't be parsed: a message for the user.
pub(crate) fn begin(args: &LogArgs, default_filter: &str) -> Result<(), String> {
    let filter = args.filter.as_deref().unwrap_or(default_filter);
    let filter = EnvFilter::try_new(filter).map_err(|error| format!("--log {filter:?}: {error}"))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(ToStderr);
    // Colours only on a terminal: in a file or a service manager's journal their codes would stay.
    let lines = lines.with_ansi(io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none());
    let begun = match args.format {
        LogFormat::Text => lines.with_target(false).try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
    // The standard library's panic hook writes to stderr itself, and would block where nobody reads it.
    std::panic::set_hook(Box::new(|panic| {
        let backtrace = std::backtrace::Backtrace::capture();
        tracing::error!(backtrace = %backtrace, "{panic}");
    }));
    begun.map_err(|error| format!("cannot write log lines: {error}"))
}
