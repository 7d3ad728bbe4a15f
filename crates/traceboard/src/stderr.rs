//! Lines for stderr, written by one thread, so that no request waits for a pipe that nobody reads or for a full disk.

use std::{
    io::{self, Write},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tracing_subscriber::fmt::MakeWriter;

/// How many bytes may wait for the thread; further lines are dropped and counted. That is some thousand lines: enough for a burst,
/// and a bound on memory when the reader of stderr has stopped.
const WAITING_BYTES_MAX: usize = 1024 * 1024;
/// How long the process waits for the last lines when it ends.
const LAST_LINES: Duration = Duration::from_millis(500);

static LINES: Lines = Lines {
    state: Mutex::new(State { waiting: Vec::new(), dropped: 0, is_writing: false, has_thread: false }),
    changed: Condvar::new(),
};

struct Lines {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    waiting: Vec<u8>,
    /// How many lines were dropped since the last write.
    dropped: u64,
    is_writing: bool,
    has_thread: bool,
}

/// Queues one line for stderr, in order. It never waits and never fails.
pub(crate) fn line(line: &str) {
    LINES.push(format!("{line}\n").as_bytes());
}

/// Waits until all lines are written, for [`LAST_LINES`] at most; what isn't written by then is lost. Where no thread could be
/// started, they are written here: nobody else waits for them any more.
pub(crate) fn finish() {
    let until = Instant::now() + LAST_LINES;
    let mut state = LINES.lock();
    if !state.has_thread {
        let _ = io::stderr().write_all(&std::mem::take(&mut state.waiting));
    }
    while state.is_writing || !state.waiting.is_empty() {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        state = LINES.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
    }
}

/// A writer for log lines: each write is one whole line.
pub(crate) struct ToStderr;

impl<'a> MakeWriter<'a> for ToStderr {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        Self
    }
}

impl Write for ToStderr {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        LINES.push(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Lines {
    fn push(&'static self, line: &[u8]) {
        let mut state = self.lock();
        if !state.has_thread {
            state.has_thread = std::thread::Builder::new().name("log-lines".to_owned()).spawn(|| self.write()).is_ok();
        }
        if state.waiting.len() + line.len() <= WAITING_BYTES_MAX {
            state.waiting.extend_from_slice(line);
            self.changed.notify_all();
        } else {
            state.dropped += 1;
        }
    }

    /// The thread: writes what waits, for as long as the process runs. Lines that can't be written are lost.
    fn write(&self) {
        let mut state = self.lock();
        loop {
            while state.waiting.is_empty() {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            let (lines, dropped) = (std::mem::take(&mut state.waiting), std::mem::take(&mut state.dropped));
            state.is_writing = true;
            drop(state);
            let mut out = io::stderr();
            // A failure of stderr can't be reported anywhere.
            let _ = out.write_all(&lines);
            if dropped > 0 {
                let _ = writeln!(out, "{dropped} log lines were dropped here: stderr took no more");
            }
            state = self.lock();
            state.is_writing = false;
            self.changed.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No code that holds the lock leaves a change half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
