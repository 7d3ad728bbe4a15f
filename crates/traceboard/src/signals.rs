//! What the system's signals do: some end a command gently, others nothing.

use std::{future::poll_fn, task::Poll};

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Where Linux names the signals that this process ignores.
const STATUS: &str = "/proc/self/status";

/// Keeps signals that mean nothing here from ending the process: `kill -USR1`, which other programs read as *open your log anew*,
/// and a write beyond the limit of a file's size (`ulimit -f`), which fails as on a full disk, so that the post is refused. This
/// holds for as long as the process runs.
pub(crate) fn survive() {
    let file_too_large = SignalKind::from_raw(rustix::process::Signal::XFSZ.as_raw());
    for kind in [SignalKind::user_defined1(), SignalKind::user_defined2(), file_too_large] {
        // A signal that was once listened to never has its default effect again, although nobody listens any more.
        if let Err(error) = signal(kind) {
            tracing::warn!(error = %error, signal = kind.as_raw_value(), "this signal would end the process");
        }
    }
}

/// Resolves on Ctrl-C, SIGTERM, SIGHUP (the terminal was closed) or SIGQUIT. Signals are caught from the call on, not only from the
/// first poll. After the first signal a second one ends the process at once, with the exit code of a process killed by it.
pub(crate) fn stop_signal() -> impl Future<Output = ()> + Send + 'static {
    // Whoever had these ignored before the start (`nohup`, a shell that starts it in the background) wants it to outlive them.
    let unless_ignored = [SignalKind::hangup(), SignalKind::quit()].into_iter().filter(|kind| !is_ignored(*kind));
    let kinds = [SignalKind::interrupt(), SignalKind::terminate()].into_iter().chain(unless_ignored);
    let signals: std::io::Result<Vec<_>> = kinds.map(|kind| Ok((kind, signal(kind)?))).collect();
    async move {
        let Ok(mut signals) = signals else {
            // Without signals the server can only be ended by SIGKILL, which the log survives.
            return std::future::pending().await;
        };
        next(&mut signals).await;
        tokio::spawn(async move { std::process::exit(128 + next(&mut signals).await.as_raw_value()) });
    }
}

/// The next signal of several.
async fn next(signals: &mut [(SignalKind, Signal)]) -> SignalKind {
    poll_fn(|context| {
        let came = signals.iter_mut().find_map(|(kind, signal)| signal.poll_recv(context).is_ready().then_some(*kind));
        came.map_or(Poll::Pending, Poll::Ready)
    })
    .await
}

/// Whether the process was started with a signal ignored. Where the system doesn't say so, it counts as ignored, and keeps the
/// effect that it has.
fn is_ignored(kind: SignalKind) -> bool {
    let status = std::fs::read_to_string(STATUS).ok();
    status.as_deref().and_then(ignored).is_none_or(|mask| mask >> (kind.as_raw_value() - 1) & 1 == 1)
}

/// The mask of ignored signals: the first one is its lowest bit.
fn ignored(status: &str) -> Option<u64> {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignored_signals_are_read() {
        assert_eq!(ignored("Name:\tx\nSigIgn:\t0000000000001001\nSigCgt:\t0"), Some(0x1001));
        assert_eq!(ignored("Name:\tx"), None);
    }
}
