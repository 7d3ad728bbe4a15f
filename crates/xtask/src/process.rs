//! Runs a command, and shows its output.

use std::{
    io::{BufRead as _, BufReader, Read, Write as _},
    process::{Command, Stdio},
    sync::Mutex,
};

use anyhow::Context as _;

use crate::totals::Totals;

/// Runs a command, passes on each line as it comes, and counts the tests that it reports. Returns whether it succeeded.
pub(crate) fn watch(command: &mut Command, totals: &mut Totals) -> anyhow::Result<bool> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {name}"))?;
    let stdout = child.stdout.take().with_context(|| format!("cannot read from {name}"))?;
    let stderr = child.stderr.take().with_context(|| format!("cannot read from {name}"))?;
    let counted = Mutex::new(totals);
    std::thread::scope(|scope| {
        let errors = scope.spawn(|| pass_on(stderr, |line| _ = writeln!(std::io::stderr(), "{line}")));
        pass_on(stdout, |line| {
            _ = writeln!(std::io::stdout(), "{line}");
            if let Ok(mut totals) = counted.lock() {
                totals.add_line(line);
            }
        });
        _ = errors.join();
    });
    Ok(child.wait().with_context(|| format!("cannot wait for {name}"))?.success())
}

/// Reads to the end, also over invalid UTF-8.
fn pass_on(from: impl Read, mut say: impl FnMut(&str)) {
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        say(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']));
        line.clear();
    }
}
