//! `import`: sends a file's lines in batches, and prints the number and the reason of each refused line.

mod encoding;
mod fields;
mod gaps;
mod kind;
mod lines;
mod live;
mod names;
mod order;
mod table;
mod taken;
mod when;

use std::collections::{BTreeSet, HashSet};

use anyhow::Context;
use indicatif::ProgressBar;
use serde::Serialize;
use tokio::time::Instant;
use traceboard_client::{Api, ImportAs};
use traceboard_protocol::{Code, ImportOutcome, Limits};

use crate::{
    cli::ImportArgs,
    misuse::{self, Mistakes},
    output,
    photos::Folder,
    profile, progress, retry,
    signals::stop_signal,
    stderr,
};
use gaps::{Gaps, Mended};
use lines::{Contents, LINE_BYTES_MAX, Line, Numbered, Source, Unsendable};
use live::{Late, Pace};
use names::Names;
use taken::{Conflict, Taken};
use when::Guess;

/// Ten years in half a minute are ten million times; nobody needs a hundred times more.
const SPEED_MAX: f64 = 1e9;

/// How many photos are sent before the lines that name them go out: a server keeps some more waiting.
const PHOTOS_A_BATCH: usize = 16;

/// The line of `--json`.
#[derive(Debug, Default, Serialize)]
struct Count {
    imported: u64,
    already: u64,
    refused: u64,
    /// Traces that were imported with other parents than the file names, because those aren't there.
    mended: u64,
}

/// Imports a file. Fails if a line was refused, after importing all others.
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
        photos: args.photos.as_deref().map(Folder::at),
        photos_sent: 0,
        batch: Vec::new(),
        batch_bytes: 0,
        gaps: Gaps::default(),
        taken: Taken::default(),
        checked: HashSet::new(),
        passed_over: BTreeSet::new(),
        late: Late::default(),
        guessed: BTreeSet::new(),
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
    sending.print_summary(&args)?;
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
    /// Where the photos are.
    photos: Option<Folder>,
    /// How many were sent for the lines of the next request.
    photos_sent: usize,
    /// The lines of the next request, with their numbers in the file.
    batch: Vec<(u64, String)>,
    batch_bytes: usize,
    gaps: Gaps,
    taken: Taken,
    /// With `--check`: the traces that would be imported.
    checked: HashSet<String>,
    /// Fields that the server doesn't know.
    passed_over: BTreeSet<String>,
    /// The numbers of the lines that got other parents.
    mended: BTreeSet<u64>,
    late: Late,
    /// What times were taken for, as far as it was said.
    guessed: BTreeSet<Guess>,
    count: Count,
    /// The number of the last line that the server answered.
    sent: u64,
    bar: ProgressBar,
}

impl Sending {
    /// Sends all lines in batches: each after those that it refers to, or, with `--live`, each at its time.
    async fn all(&mut self, source: Source, speed: f64) -> anyhow::Result<()> {
        if self.how != ImportAs::Live {
            let Contents { lines, passed_over, notes } = lines::all(source).await?;
            notes.iter().for_each(|note| self.print(note));
            self.passed_over.extend(passed_over);
            for line in order::sort(lines) {
                self.add_or_refuse(line).await?;
            }
            self.send().await?;
            return self.settle().await;
        }
        let mut pace = Pace::of(speed);
        let mut lines = lines::stream(source);
        while let Some(line) = lines.recv().await {
            let line = line?;
            if let Some(due) = line.1.as_ref().ok().map(|line| pace.due(&line.text)).filter(|due| *due > Instant::now())
            {
                self.send().await?;
                tokio::time::sleep_until(due).await;
            }
            self.add_or_refuse(line).await?;
        }
        self.send().await?;
        self.settle().await
    }

    /// Sends again the lines whose ids were taken, with the parents that their traces have on the board.
    async fn settle(&mut self) -> anyhow::Result<()> {
        let (known, unknown) = self.taken.settle(&self.api).await?;
        for Conflict { number, why, .. } in unknown {
            self.refuse(number, &why);
        }
        for Conflict { number, line, .. } in known {
            self.add(number, line).await?;
        }
        self.send().await
    }

    async fn add_or_refuse(&mut self, (number, line): Numbered) -> anyhow::Result<()> {
        match line {
            Ok(Line { text, guess }) => {
                if let Some(guess) = guess.filter(|guess| self.guessed.insert(*guess)) {
                    self.print(&format!("line {number}: its time is read as {}, as are others like it", guess.said()));
                }
                self.add(number, text).await
            }
            Err(Unsendable { why, names }) => {
                if let Some(trace) = names.trace() {
                    self.gaps.leave_out(trace, names.builds_on.clone());
                }
                self.refuse(number, &why);
                Ok(())
            }
        }
    }

    async fn add(&mut self, number: u64, line: String) -> anyhow::Result<()> {
        let full = self.batch.len() >= Limits::IMPORT_LINES_MAX || self.photos_sent >= PHOTOS_A_BATCH;
        if full || self.batch_bytes + line.len() >= LINE_BYTES_MAX {
            self.send().await?;
        }
        if let Some(photos) = self.photos.as_ref().filter(|_| self.how != ImportAs::Check)
            && photos.send_for(&self.api, &line).await.with_context(|| format!("stopped at line {number}"))?
        {
            self.photos_sent += 1;
        }
        self.batch_bytes += line.len() + 1;
        self.batch.push((number, line));
        Ok(())
    }

    /// Sends the batch, and again the lines of it that got other parents.
    async fn send(&mut self) -> anyhow::Result<()> {
        self.photos_sent = 0;
        // This ends, because each turn a line has fewer missing parents.
        while !self.batch.is_empty() {
            self.batch = self.send_once().await?;
            self.batch_bytes = self.batch.iter().map(|(_, line)| line.len() + 1).sum();
        }
        Ok(())
    }

    /// Sends the batch once and counts the outcomes. Returns the lines that have to be sent again, with other parents or after
    /// their parents.
    async fn send_once(&mut self) -> anyhow::Result<Vec<(u64, String)>> {
        let mut batch = std::mem::take(&mut self.batch);
        for (number, line) in &mut batch {
            if self.taken.stays_on(*number).is_none()
                && let Some(mended) = self.gaps.mend(line, &[])
            {
                *line = self.note_mended(*number, mended);
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
        let mut sent_again = HashSet::new();
        for ((number, line), outcome) in batch.into_iter().zip(answer.lines) {
            self.sent = number;
            match self.count_outcome(number, &line, outcome, &sent_again) {
                Some(line) => {
                    sent_again.extend(Names::of(&line).trace().map(str::to_owned));
                    again.push((number, line));
                }
                None => self.bar.inc(line.len() as u64 + 1),
            }
        }
        Ok(again)
    }

    /// Counts the outcome of a line. Returns the line to send instead, if a parent is missing, or is itself in `sent_again`.
    fn count_outcome(
        &mut self,
        number: u64,
        line: &str,
        outcome: ImportOutcome,
        sent_again: &HashSet<String>,
    ) -> Option<String> {
        let names = Names::of(line);
        if !matches!(outcome, ImportOutcome::Refused { .. }) && self.late.is_to_be_told(&names) {
            self.print(&format!(
                "line {number}: it comes after a line that builds on it: --live takes lines in their order, import without --live sorts them"
            ));
        }
        let (code, message, mut missing) = match outcome {
            ImportOutcome::Already => return self.count_already(number),
            // Marks of it were still to come.
            ImportOutcome::Imported if self.taken.stays_on(number).is_some() => return self.count_already(number),
            ImportOutcome::Imported => return self.count_imported(&names),
            ImportOutcome::Refused { code, message, missing } => (code, message, missing),
        };
        // With `--check` nothing is appended, so traces of earlier batches look missing.
        missing.retain(|id| !self.checked.contains(id));
        let waits_for_parent = missing.iter().any(|id| sent_again.contains(id));
        missing.retain(|id| !sent_again.contains(id));
        // An earlier import may have given this trace other parents: then the line as it is in the file conflicts with it.
        let by_gaps = matches!(code, Code::UnknownTrace | Code::IdTaken) && self.taken.stays_on(number).is_none();
        if let Some(mended) = self.gaps.mend(line, &missing).filter(|_| by_gaps) {
            return Some(self.note_mended(number, mended));
        }
        if waits_for_parent && by_gaps {
            return Some(line.to_owned());
        }
        if code == Code::UnknownTrace && missing.is_empty() && self.how == ImportAs::Check {
            return self.count_imported(&names);
        }
        match names.trace() {
            // A trace of this id exists, and others can build on it.
            Some(_) if code == Code::IdTaken => {
                let conflict = self.taken.wait(Conflict { number, line: line.to_owned(), why: message });
                if let Some(Conflict { why, .. }) = conflict {
                    self.refuse(number, &why);
                }
                return None;
            }
            Some(trace) => self.gaps.leave_out(trace, names.builds_on.clone()),
            None => {}
        }
        self.refuse(number, &message);
        None
    }

    fn count_already(&mut self, number: u64) -> Option<String> {
        self.count.already += 1;
        if let Some(on) = self.taken.stays_on(number) {
            self.print(&format!("line {number}: it is already there, and stays {}", on_what(on)));
        }
        None
    }

    fn count_imported(&mut self, names: &Names) -> Option<String> {
        self.count.imported += 1;
        if self.how == ImportAs::Check {
            self.checked.extend(names.trace().map(str::to_owned));
        }
        None
    }

    fn note_mended(&mut self, number: u64, Mended { line, on, without }: Mended) -> String {
        self.mended.insert(number);
        if self.how == ImportAs::Live {
            self.late.miss(&line, &without);
        }
        let (on, without) = (on_what(&on), without.join(", "));
        self.print(&format!("line {number}: it builds {on}, since {without} isn't there"));
        line
    }

    fn refuse(&mut self, number: u64, why: &str) {
        self.count.refused += 1;
        self.mended.remove(&number);
        self.print(&format!("line {number}: {why}"));
    }

    /// Prints a line to stderr above the progress bar.
    fn print(&self, what: &str) {
        self.bar.suspend(|| {
            stderr::line(&output::one_line(what));
            stderr::finish();
        });
    }

    /// Prints the sums.
    fn print_summary(&mut self, args: &ImportArgs) -> anyhow::Result<()> {
        self.count.mended = self.mended.len() as u64;
        // So the server names photos that it doesn't have. In a check none are sent to it.
        if self.passed_over.remove("photo") && !(args.check && args.photos.is_some()) {
            self.print(match args.photos {
                None => "photos are left out: --photos <DIR> names the folder that `export --photos` wrote them to",
                Some(_) => "some photos are left out: they aren't in the folder of --photos",
            });
        }
        if !self.passed_over.is_empty() {
            let fields: Vec<_> = self.passed_over.iter().map(String::as_str).collect();
            self.print(&format!("ignored fields, which this version doesn't know: {}", fields.join(", ")));
        }
        let Count { imported, already, refused, mended } = self.count;
        if args.json {
            return output::json(&self.count);
        }
        if mended > 0 {
            stderr::line(&format!(
                "{mended} build on a trace that isn't there: they were given its nearest ancestors instead, or became seeds"
            ));
        }
        let (what, would) = if args.check { ("nothing was changed: ", "would be ") } else { ("", "") };
        stderr::line(&format!("{what}{imported} {would}imported, {already} already there, {refused} {would}refused"));
        Ok(())
    }
}

fn on_what(parents: &[String]) -> String {
    if parents.is_empty() { "on nothing".to_owned() } else { format!("on {}", parents.join(", ")) }
}
