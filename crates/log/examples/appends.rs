//! Prints how long one append takes and how many go a second with 64 in flight, beside a bare file that is written to and flushed
//! (`fdatasync`) once for each append, in turns.
//!
//! `cargo run --release -p traceboard-log --example appends [embedded[:folder]] [redis://host:port]`. A Redis is written to
//! under groups of their own, `appends-<random>`, and keeps them.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use traceboard_log::{EmbeddedLog, Log, LogName, NewEntry, RedisLog, SystemClock};
use uuid::Uuid;

/// A head and a body as a trace has them, 300 bytes together.
const HEAD: &str = r#"{"v":1,"type":"trace_left","by":"0199a1b2-0000-7000-8000-000000000001","at_ms":1763860000000,"parents":["0199a1b2-0000-7000-8000-000000000002"]}"#;
const BODY_BYTES: usize = 300 - HEAD.len();
/// How long each figure of a round is taken.
const TAKEN: Duration = Duration::from_secs(1);
/// Their medians are printed.
const ROUNDS: usize = 7;
const IN_FLIGHT: usize = 64;
/// As many circles take turns.
const CIRCLES: usize = 64;

/// How long calls took, in order of time, and how many there were a second.
struct Figure {
    p50_us: f64,
    p99_us: f64,
    each_second: f64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let stores: Vec<_> = std::env::args().skip(1).collect();
    anyhow::ensure!(!stores.is_empty(), "name what to measure: embedded, embedded:folder or redis://host:port");
    for store in stores {
        let scratch = tempfile::tempdir()?;
        if let Some(("embedded", folder)) = store.split_once(':').or((store == "embedded").then_some(("embedded", "")))
        {
            let folder = if folder.is_empty() { scratch.path().to_owned() } else { PathBuf::from(folder) };
            let log: Arc<dyn Log> = Arc::new(EmbeddedLog::open(folder.join("log"), Arc::new(SystemClock))?);
            compare("embedded", &log, &folder).await?;
            log.close().await;
        } else {
            let log: Arc<dyn Log> = Arc::new(RedisLog::connect(&store).await?);
            println!("{}", log.worth().await?.sentence);
            compare("redis", &log, scratch.path()).await?;
        }
    }
    Ok(())
}

async fn compare(store: &str, log: &Arc<dyn Log>, folder: &Path) -> anyhow::Result<()> {
    let (mut bare, mut lone, mut many) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(fdatasync(&folder.join("bare"))?);
        lone.push(appends(log, 1).await?);
        many.push(appends(log, IN_FLIGHT).await?);
    }
    let limit = median(&bare, |figure| figure.p50_us);
    println!("{:<28} {:>9} {:>9} {:>11} {:>16}", "", "p50 µs", "p99 µs", "a second", "p50 / fdatasync");
    for (name, rounds) in [
        ("file, write + fdatasync".to_owned(), &bare),
        (format!("{store}, 1 in flight"), &lone),
        (format!("{store}, {IN_FLIGHT} in flight"), &many),
    ] {
        let p50 = median(rounds, |figure| figure.p50_us);
        let p99 = median(rounds, |figure| figure.p99_us);
        let each = median(rounds, |figure| figure.each_second);
        println!("{name:<28} {p50:>9.0} {p99:>9.0} {each:>11.0} {:>16.2}", p50 / limit);
    }
    Ok(())
}

fn median(rounds: &[Figure], of: impl Fn(&Figure) -> f64) -> f64 {
    let mut figures: Vec<_> = rounds.iter().map(of).collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn fdatasync(path: &Path) -> anyhow::Result<Figure> {
    let mut file = File::create(path)?;
    let bytes = [b'x'; 300];
    let (mut took, began) = (Vec::new(), Instant::now());
    while began.elapsed() < TAKEN {
        let requests = Instant::now();
        file.write_all(&bytes)?;
        file.sync_data()?;
        took.push(requests.elapsed());
    }
    figure(took, began.elapsed())
}

async fn appends(log: &Arc<dyn Log>, callers: usize) -> anyhow::Result<Figure> {
    let mut tasks = tokio::task::JoinSet::new();
    let run = Uuid::now_v7();
    let began = Instant::now();
    for caller in 0..callers {
        let log = log.clone();
        let names = (0..CIRCLES)
            .map(|circle| LogName::new(&format!("appends-{run}-{circle}"), "board"))
            .collect::<Result<Vec<_>, _>>()?;
        tasks.spawn(async move {
            let mut took = Vec::new();
            while began.elapsed() < TAKEN {
                let name = &names[(caller + took.len()) % CIRCLES];
                let requests = Instant::now();
                log.append(name, vec![entry()]).await?;
                took.push(requests.elapsed());
            }
            anyhow::Ok(took)
        });
    }
    let mut took = Vec::new();
    while let Some(task) = tasks.join_next().await {
        took.extend(task??);
    }
    figure(took, began.elapsed())
}

fn figure(mut took: Vec<Duration>, within: Duration) -> anyhow::Result<Figure> {
    took.sort();
    let at = |part: f64| took.get((took.len() as f64 * part) as usize).context("nothing was appended");
    let [p50_us, p99_us] = [at(0.5)?.as_secs_f64() * 1e6, at(0.99)?.as_secs_f64() * 1e6];
    Ok(Figure { p50_us, p99_us, each_second: took.len() as f64 / within.as_secs_f64() })
}

fn entry() -> NewEntry {
    NewEntry {
        id: Uuid::now_v7(),
        head: HEAD.into(),
        body: Some(vec![b'x'; BODY_BYTES].into()),
        touches: Vec::new(),
        format: 1,
        unsettles: false,
        photo: None,
    }
}
