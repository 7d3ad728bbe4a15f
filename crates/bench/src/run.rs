//! One run: interleaved rounds of all measures, then tables and a plot.

mod contestant;
mod document;
mod measure;
mod peers;
mod plot;
mod rounds;
mod summary;
mod table;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use clap::Args;
use traceboard_testkit::Scratch;

use self::{
    contestant::Captures,
    measure::{Measure, STORM_TRACES, Times},
};
use crate::{machine, template::Template, wire::server_frame};

/// The most rounds of one run: five hours, should each measure take its time.
const ROUNDS_MAX: u32 = 25;

/// The arguments of `run`.
#[derive(Args, Debug)]
pub(crate) struct RunArgs {
    /// One short round, about two minutes; its figures are noise, its losses are not
    #[arg(long)]
    quick: bool,
    /// How many rounds; the figures are their medians
    #[arg(long, value_name = "N", default_value_t = 5)]
    rounds: u32,
    /// Only these measures, by their keys, separated by commas
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    only: Vec<String>,
    /// Write the tables between the marks of this file
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// Write the plot to this file
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
}

/// Measures, and prints the tables. Missing and failed measurements are in them; they don't end the run.
///
/// # Errors
/// Where there is nothing to measure, or nowhere to write.
pub(crate) fn run(args: &RunArgs) -> anyhow::Result<()> {
    machine::open_many_files()?;
    let description = machine::Description::read();
    machine::pin(machine::LOAD_CORE)?;
    let rounds = if args.quick { 1 } else { args.rounds };
    ensure!((1..=ROUNDS_MAX).contains(&rounds), "cannot take {rounds} rounds: expected 1 to {ROUNDS_MAX}");
    let measures = chosen(args)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let results = runtime.block_on(async {
        let (captures, absent) = capture().await?;
        anyhow::Ok(rounds::take(&measures, rounds, &captures, absent.as_deref()).await)
    })?;
    let how = if args.quick {
        "one short round: a look, no result".to_owned()
    } else {
        format!("medians of {rounds} interleaved rounds")
    };
    let measured = format!(
        "{how}. {} cores of {}, {} GiB, Linux {}; load average before the run {}.\n\n{}",
        description.cores,
        description.cpu,
        description.memory_gib,
        description.kernel,
        description.load_before,
        table::all(&measures, &results)
    );
    let measured = measured[..1].to_uppercase() + &measured[1..];
    println!("{measured}");
    if let Some(file) = &args.document {
        let folder = file.parent().unwrap_or(Path::new(""));
        let plot = args.plot.as_ref().and_then(|plot| plot.strip_prefix(folder).ok());
        let plot = plot.map_or(String::new(), |plot| format!("![The same figures as bars]({})\n\n", plot.display()));
        document::replace(file, &format!("{plot}{measured}"))?;
    }
    if let Some(file) = &args.plot {
        fs::write(file, plot::svg(&measures, &results)).with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

fn chosen(args: &RunArgs) -> anyhow::Result<Vec<Measure>> {
    let times = if args.quick {
        Times { settle_ms: 300, window_ms: 1_000 }
    } else {
        // Presence settles within two seconds of the last socket.
        Times { settle_ms: 2_500, window_ms: 5_000 }
    };
    let all = measure::all(times);
    let keys: Vec<_> = all.iter().map(|measure| measure.key).collect();
    for key in &args.only {
        ensure!(keys.contains(&key.as_str()), "no measure is called {key}: expected one of {}", keys.join(", "));
    }
    Ok(all
        .into_iter()
        .filter(|measure| args.only.is_empty() || args.only.iter().any(|key| key == measure.key))
        .collect())
}

/// Captures from the product the frames that the other servers then send. If the product does not work, they send the
/// example, and the reason is returned.
async fn capture() -> anyhow::Result<(Captures, Option<String>)> {
    let folder = Scratch::new()?;
    let captured = async {
        let (_server, guest) = contestant::serve(None).await?;
        anyhow::Ok((guest.frame_of_one().await?, guest.frames_of_missed(STORM_TRACES).await?))
    };
    let (template, burst, absent) = match captured.await {
        Ok((template, burst)) => (template, burst, None),
        Err(error) => {
            let burst = (0..STORM_TRACES).flat_map(|seq| server_frame(&Template::example(seq))).collect();
            (Template::example(0), burst, Some(format!("{error:#}")))
        }
    };
    eprintln!("one trace is {} bytes, {STORM_TRACES} missed ones are {}", template.len(), burst.len());
    let captures =
        Captures { template: folder.path().join("template"), burst: folder.path().join("burst"), _folder: folder };
    fs::write(&captures.template, template)?;
    fs::write(&captures.burst, burst)?;
    Ok((captures, absent))
}
