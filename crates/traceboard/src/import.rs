//! `import`: a file's lines, in batches, with what was refused named by its line.

mod gaps;
mod lines;
mod names;
mod order;
mod table;

use std::{
    collections::{BTreeSet, HashSet},
    time::Duration,
};

use anyhow::Context;
use indicatif::ProgressBar;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use traceboard_client::{Api, ImportAs};
use traceboard_protocol::{Code, ImportOutcome, Limits};

use crate::{
    cli::ImportArgs,
    misuse::{self, Mistakes},
    output, profile, progress, retry,
    serve::stop_signal,
    stderr,
};
use gaps::{Gaps, Mended};
use lines::{LINE_BYTES_MAX, Numbered, Source};
use names::Names;

/// Ten years in half a minute is ten million times; a little more is plenty.
const SPEED_MAX: f64 = 1e9;

/// The line of `--json`.
#[derive(Debug, Default, Serialize)]
struct Count {
    imported: u64,
    already: u64,
    refused: u64,
    /// Those that build on an earlier trace than they name, or on none, since that one isn't there.
    mended: u64,
}

/// Imports a file. Fails where a line was refused, after all others are in.
pub(crate) async fn import(args: ImportArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let speed = mistakes.collect(misuse::speed(args.speed.as_deref().unwrap_or("1"), SPEED_MAX));
    let target = profile::target(&args.circle, &mut mistakes);
    let (speed, target) = mistakes.finish(speed.zip(target))?;
    let (source, bytes) = lines::open(&args.file)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let how = match (args.live, args.check) {
        (true, _) => ImportAs::Live,
        (_, true) => ImportAs::Check,
        _ => ImportAs::Recorded,
    };
    let mut sending = Sending {
        api,
        how,
        batch: Vec::new(),
        batch_bytes: 0,
        gaps: Gaps::default(),
        checked: HashSet::new(),
        passed_over: BTreeSet::new(),
        mended: BTreeSet::new(),
        count: Count::default(),
        sent: 0,
        bar: progress::bar(bytes),
    };
    let stopped = tokio::select! {
        all = sending.all(source, speed) => { all?; false }
        () = stop_signal() => true,
    };
    sending.bar.finish_and_clear();
    sending.tell(&args)?;
    let (count, sent) = (sending.count, sending.sent);
    anyhow::ensure!(
        !stopped,
        "stopped after line {sent}; what is imported stays, and the next import of the file goes on"
    );
    let (was, were) = if args.check { ("would be", "would be") } else { ("was", "were") };
    match count.refused {
        0 => Ok(()),
        1 => anyhow::bail!("1 line of {} {was} refused", args.file),
        refused => anyhow::bail!("{refused} lines of {} {were} refused", args.file),
    }
}

struct Sending {
    api: Api,
    how: ImportAs,
    /// The next lines by their numbers in the file.
    batch: Vec<(u64, String)>,
    batch_bytes: usize,
    gaps: Gaps,
    /// The traces that would be imported, where that is only checked.
    checked: HashSet<String>,
    passed_over: BTreeSet<String>,
    /// The numbers of the lines that build on something else than they name.
    mended: BTreeSet<u64>,
    count: Count,
    /// The number of the last line that was answered.
    sent: u64,
    bar: ProgressBar,
}

impl Sending {
    /// Sends all lines, in batches: in an order in which each comes after what it names, or in a replay each at its time.
    async fn all(&mut self, source: Source, speed: f64) -> anyhow::Result<()> {
        if self.how != ImportAs::Live {
            for line in order::put(lines::all(source).await?) {
                self.take(line).await?;
            }
            return self.send().await;
        }
        let mut pace = Pace { speed, begun: Instant::now(), first_ms: None };
        let mut lines = lines::as_they_come(source);
        while let Some(line) = lines.recv().await {
            let line = line?;
            if let Some(due) = line.1.as_deref().ok().map(|line| pace.due(line)).filter(|due| *due > Instant::now()) {
                self.send().await?;
                tokio::time::sleep_until(due).await;
            }
            self.take(line).await?;
        }
        self.send().await
    }

    async fn take(&mut self, (number, line): Numbered) -> anyhow::Result<()> {
        match line {
            Ok(line) => self.add(number, line).await,
            Err(why) => {
                self.refuse(number, &why);
                Ok(())
            }
        }
    }

    async fn add(&mut self, number: u64, line: String) -> anyhow::Result<()> {
        let full = self.batch.len() >= Limits::IMPORT_LINES_MAX;
        if full || self.batch_bytes + line.len() >= LINE_BYTES_MAX {
            self.send().await?;
        }
        self.batch_bytes += line.len() + 1;
        self.batch.push((number, line));
        Ok(())
    }

    /// Sends the batch, and what of it has to be sent anew.
    async fn send(&mut self) -> anyhow::Result<()> {
        // Each turn a line has fewer gaps than before.
        while !self.batch.is_empty() {
            self.batch = self.send_once().await?;
            self.batch_bytes = self.batch.iter().map(|(_, line)| line.len() + 1).sum();
        }
        Ok(())
    }

    /// Sends the batch and counts what became of its lines. Answers those that go in anew, since what they build on stays out.
    async fn send_once(&mut self) -> anyhow::Result<Vec<(u64, String)>> {
        let mut batch = std::mem::take(&mut self.batch);
        for (number, line) in &mut batch {
            if let Some(mended) = self.gaps.mend(line, &[]) {
                *line = self.mended(*number, mended);
            }
        }
        let text: String = batch.iter().flat_map(|(_, line)| [line.as_str(), "\n"]).collect();
        let (api, how, first) = (&self.api, self.how, batch[0].0);
        let answer = retry::call(|| api.import(text.clone(), how)).await;
        let answer = answer.with_context(|| format!("stopped at line {first}"))?;
        anyhow::ensure!(
            answer.lines.len() == batch.len(),
            "cannot import: the server answers for other lines than were sent"
        );
        self.passed_over.extend(answer.passed_over);
        let mut again = Vec::new();
        let mut waits = HashSet::new();
        for ((number, line), outcome) in batch.into_iter().zip(answer.lines) {
            self.sent = number;
            match self.became(number, &line, outcome, &waits) {
                Some(line) => {
                    waits.extend(Names::of(&line).trace().map(str::to_owned));
                    again.push((number, line));
                }
                None => self.bar.inc(line.len() as u64 + 1),
            }
        }
        Ok(again)
    }

    /// Counts what became of a line. Answers the line that is sent in its place, where what it builds on isn't there or `waits` for its
    /// own turn.
    fn became(&mut self, number: u64, line: &str, outcome: ImportOutcome, waits: &HashSet<String>) -> Option<String> {
        let names = Names::of(line);
        let (code, message, mut missing) = match outcome {
            ImportOutcome::Already => {
                self.count.already += 1;
                return None;
            }
            ImportOutcome::Imported => return self.imported(&names),
            ImportOutcome::Refused { code, message, missing } => (code, message, missing),
        };
        // What would have come in with an earlier batch.
        missing.retain(|id| !self.checked.contains(id));
        let is_early = missing.iter().any(|id| waits.contains(id));
        missing.retain(|id| !waits.contains(id));
        // An id is taken, too, where the trace of an earlier import builds on what is there.
        let by_gaps = matches!(code, Code::UnknownTrace | Code::IdTaken);
        if let Some(mended) = self.gaps.mend(line, &missing).filter(|_| by_gaps) {
            return Some(self.mended(number, mended));
        }
        if is_early && by_gaps {
            return Some(line.to_owned());
        }
        if code == Code::UnknownTrace && missing.is_empty() && self.how == ImportAs::Check {
            return self.imported(&names);
        }
        // Of an id that is taken another trace is there.
        if let Some(trace) = names.trace().filter(|_| code != Code::IdTaken) {
            self.gaps.leave_out(trace, names.builds_on.clone());
        }
        self.refuse(number, &message);
        None
    }

    fn imported(&mut self, names: &Names) -> Option<String> {
        self.count.imported += 1;
        if self.how == ImportAs::Check {
            self.checked.extend(names.trace().map(str::to_owned));
        }
        None
    }

    fn mended(&mut self, number: u64, Mended { line, on, without }: Mended) -> String {
        self.mended.insert(number);
        let on = if on.is_empty() { "on nothing".to_owned() } else { format!("on {}", on.join(", ")) };
        self.say(&format!("line {number}: it builds {on}, since {} isn't there", without.join(", ")));
        line
    }

    fn refuse(&mut self, number: u64, why: &str) {
        self.count.refused += 1;
        self.mended.remove(&number);
        self.say(&format!("line {number}: {why}"));
    }

    fn say(&self, what: &str) {
        self.bar.suspend(|| {
            stderr::line(&output::one_line(what));
            stderr::finish();
        });
    }

    /// Tells what became of all.
    fn tell(&mut self, args: &ImportArgs) -> anyhow::Result<()> {
        self.count.mended = self.mended.len() as u64;
        if !self.passed_over.is_empty() {
            let fields: Vec<_> = self.passed_over.iter().map(String::as_str).collect();
            self.say(&format!("passed over, since this version doesn't know them: {}", fields.join(", ")));
        }
        let Count { imported, already, refused, mended } = self.count;
        if args.json {
            return output::json(&self.count);
        }
        if mended > 0 {
            stderr::line(&format!(
                "{mended} built on what isn't there: in its place on what that built on, or on nothing"
            ));
        }
        let (what, would) = if args.check { ("nothing was changed: ", "would be ") } else { ("", "") };
        stderr::line(&format!("{what}{imported} {would}imported, {already} already there, {refused} {would}refused"));
        Ok(())
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
