//! `import`: a file's lines, in batches, with what was refused named by its line.

use std::{
    io::{BufRead, Read},
    time::Duration,
};

use anyhow::Context;
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};
use tokio::{sync::mpsc, time::Instant};
use traceboard_client::Api;
use traceboard_protocol::{ImportOutcome, Limits};

use crate::{
    cli::ImportArgs,
    misuse::{self, Mistakes},
    output, profile, progress, retry,
    serve::asked_to_end,
};

/// The largest batch in bytes, a little below what a request may hold.
const BATCH_BYTES_MAX: usize = Limits::BODY_BYTES_MAX - 1024;

/// Ten years in half a minute is ten million times; a little more is plenty.
const SPEED_MAX: f64 = 1e9;

/// The line of `--json`.
#[derive(Debug, Default, Serialize)]
struct Count {
    imported: u64,
    already: u64,
    refused: u64,
}

/// Imports a file. Fails where a line was refused, after all others are in.
pub(crate) async fn import(args: ImportArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let speed = mistakes.take(misuse::speed(args.speed.as_deref().unwrap_or("1"), SPEED_MAX));
    let target = profile::target(&args.circle, &mut mistakes);
    let (speed, target) = mistakes.none(speed.zip(target))?;
    let (source, bytes) = open(&args.file)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let bar = progress::bar(bytes);
    let mut sending = Sending {
        api,
        live: args.live,
        batch: String::new(),
        numbers: Vec::new(),
        count: Count::default(),
        sent: 0,
        bar,
    };
    let pace = args.live.then(|| Pace { speed, begun: Instant::now(), first_ms: None });
    let stopped = tokio::select! {
        all = sending.all(source, pace) => { all?; false }
        () = asked_to_end() => true,
    };
    sending.bar.finish_and_clear();
    let (count, sent) = (sending.count, sending.sent);
    if args.json {
        output::json(&count)?;
    } else {
        eprintln!("{} imported, {} already there, {} refused", count.imported, count.already, count.refused);
    }
    anyhow::ensure!(
        !stopped,
        "stopped after line {sent}; what is imported stays, and the next import of the file goes on"
    );
    match count.refused {
        0 => Ok(()),
        1 => anyhow::bail!("1 line of {} was refused", args.file),
        refused => anyhow::bail!("{refused} lines of {} were refused", args.file),
    }
}

struct Sending {
    api: Api,
    live: bool,
    batch: String,
    /// The number in the file of each line of the batch.
    numbers: Vec<u64>,
    count: Count,
    /// The number of the last line that was answered.
    sent: u64,
    bar: ProgressBar,
}

impl Sending {
    /// Sends all lines, in batches; in a replay each at its time.
    async fn all(&mut self, source: Box<dyn BufRead + Send>, mut pace: Option<Pace>) -> anyhow::Result<()> {
        let mut lines = read(source);
        while let Some(line) = lines.recv().await {
            let (number, line) = line?;
            let line = match line {
                Ok(line) => line,
                Err(why) => {
                    self.refuse(number, why);
                    continue;
                }
            };
            if let Some(pace) = &mut pace {
                let due = pace.due(&line);
                if due > Instant::now() {
                    self.send().await?;
                    tokio::time::sleep_until(due).await;
                }
            }
            self.add(number, &line).await?;
        }
        self.send().await
    }

    async fn add(&mut self, number: u64, line: &str) -> anyhow::Result<()> {
        let full = self.numbers.len() >= Limits::IMPORT_LINES_MAX;
        if full || self.batch.len() + line.len() >= BATCH_BYTES_MAX {
            self.send().await?;
        }
        self.batch.push_str(line);
        self.batch.push('\n');
        self.numbers.push(number);
        Ok(())
    }

    /// Sends the batch and counts what became of its lines.
    async fn send(&mut self) -> anyhow::Result<()> {
        if self.numbers.is_empty() {
            return Ok(());
        }
        let (batch, numbers) = (std::mem::take(&mut self.batch), std::mem::take(&mut self.numbers));
        let (api, live) = (&self.api, self.live);
        let answer = retry::patiently(|| api.import(batch.clone(), live)).await;
        let lines = answer.with_context(|| format!("stopped at line {}", numbers[0]))?.lines;
        anyhow::ensure!(
            lines.len() == numbers.len(),
            "cannot import: the server answers for other lines than were sent"
        );
        self.sent = numbers.last().copied().unwrap_or(self.sent);
        for (number, outcome) in numbers.into_iter().zip(lines) {
            match outcome {
                ImportOutcome::Imported => self.count.imported += 1,
                ImportOutcome::Already => self.count.already += 1,
                ImportOutcome::Refused { message, .. } => self.refuse(number, &message),
            }
        }
        self.bar.inc(batch.len() as u64);
        Ok(())
    }

    fn refuse(&mut self, number: u64, why: &str) {
        self.count.refused += 1;
        self.bar.suspend(|| eprintln!("line {number}: {}", output::one_line(why)));
    }
}

/// How many lines are read ahead.
const AHEAD: usize = Limits::IMPORT_LINES_MAX;

/// A line's number and its text, or why it can't even be sent.
type Numbered = (u64, Result<String, &'static str>);

/// Reads lines on a thread of its own, which a source that says nothing more may hold for ever.
fn read(source: Box<dyn BufRead + Send>) -> mpsc::Receiver<anyhow::Result<Numbered>> {
    let (told, lines) = mpsc::channel(AHEAD);
    std::thread::spawn(move || {
        let mut reading = Lines { source, number: 0 };
        while let Some(line) = reading.next().transpose() {
            let is_last = line.is_err();
            if told.blocking_send(line).is_err() || is_last {
                return;
            }
        }
    });
    lines
}

/// The lines of a file with their numbers, from 1. Empty ones are passed over.
struct Lines {
    source: Box<dyn BufRead + Send>,
    number: u64,
}

impl Lines {
    /// The next line, or why it can't even be sent.
    fn next(&mut self) -> anyhow::Result<Option<Numbered>> {
        loop {
            let mut line = Vec::new();
            // One byte over what is taken: enough to refuse the line, however long it goes on.
            let bound = BATCH_BYTES_MAX as u64 + 1;
            let read = self.source.by_ref().take(bound).read_until(b'\n', &mut line);
            let read = read.with_context(|| format!("cannot read line {}", self.number + 1))?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if line.len() as u64 == bound && !line.ends_with(b"\n") {
                self.source.skip_until(b'\n')?;
                return Ok(Some((self.number, Err("it is longer than a request may be"))));
            }
            let Ok(line) = str::from_utf8(&line) else {
                return Ok(Some((self.number, Err("it is not UTF-8"))));
            };
            let line = line.trim_end_matches(['\r', '\n']).trim_start_matches('\u{feff}');
            if !line.trim().is_empty() {
                return Ok(Some((self.number, Ok(line.to_owned()))));
            }
        }
    }
}

/// When lines happen, in a replay.
struct Pace {
    speed: f64,
    begun: Instant,
    first_ms: Option<i64>,
}

impl Pace {
    /// A line that tells no time comes together with the one before it, and so does one of an earlier time.
    fn due(&mut self, line: &str) -> Instant {
        #[derive(Deserialize)]
        struct Timed {
            at: i64,
            /// Members and circles have lines of their own, which come with the trace after them.
            id: Option<String>,
            text: Option<String>,
        }
        let Ok(Timed { at, id: Some(_), text: Some(_) }) = serde_json::from_str(line) else { return self.begun };
        let after_ms = at.saturating_sub(*self.first_ms.get_or_insert(at)).max(0);
        let after = Duration::try_from_secs_f64(after_ms as f64 / 1000.0 / self.speed).unwrap_or(Duration::MAX);
        self.begun.checked_add(after).unwrap_or(self.begun)
    }
}

fn open(file: &str) -> anyhow::Result<(Box<dyn BufRead + Send>, Option<u64>)> {
    if file == "-" {
        return Ok((Box::new(std::io::BufReader::new(std::io::stdin())), None));
    }
    let opened = std::fs::File::open(file).with_context(|| format!("cannot read {file}"))?;
    let bytes = opened.metadata().ok().map(|about| about.len());
    Ok((Box::new(std::io::BufReader::new(opened)), bytes))
}
