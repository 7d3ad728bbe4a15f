//! Prints how many entries a second each store appends, by how many callers append at once.
//!
//! `cargo run --release -p traceboard-log --example appends [embedded] [redis://host:port]`. A Redis is written to under
//! groups of their own, `appends-<random>`, and keeps them.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use traceboard_log::{EmbeddedLog, Log, LogName, NewEntry, RedisLog, SystemClock, Touch};
use uuid::Uuid;

/// A head and a body as a trace has them, 300 bytes together.
const HEAD: &str = r#"{"v":1,"type":"trace_left","by":"0199a1b2-0000-7000-8000-000000000001","at_ms":1763860000000,"parents":["0199a1b2-0000-7000-8000-000000000002"]}"#;
const BODY_BYTES: usize = 300 - HEAD.len();
/// How long each figure is taken.
const TAKEN: Duration = Duration::from_secs(3);
/// As many circles take turns.
const CIRCLES: usize = 64;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut stores = std::env::args().skip(1).peekable();
    anyhow::ensure!(stores.peek().is_some(), "name what to measure: embedded, or redis://host:port");
    println!("{:<10} {:>7} {:>6} {:>10} {:>9} {:>9}", "store", "callers", "batch", "appends/s", "p50 ms", "p99 ms");
    for store in stores {
        if store == "embedded" {
            let folder = tempfile::tempdir()?;
            let embedded = EmbeddedLog::open(folder.path(), Arc::new(SystemClock))?;
            let log: Arc<dyn Log> = Arc::new(embedded.clone());
            measure_all("embedded", &log).await?;
            measure_rewrite(&embedded, folder.path()).await?;
            log.close().await;
        } else {
            let log: Arc<dyn Log> = Arc::new(RedisLog::connect(&store).await?);
            println!("{}", log.worth().await?.sentence);
            measure_all("redis", &log).await?;
        }
    }
    Ok(())
}

async fn measure_all(store: &str, log: &Arc<dyn Log>) -> anyhow::Result<()> {
    for (callers, batch) in [(1, 1), (16, 1), (256, 1), (1, 256)] {
        measure(store, log, callers, batch).await?;
    }
    Ok(())
}

async fn measure(store: &str, log: &Arc<dyn Log>, callers: usize, batch: usize) -> anyhow::Result<()> {
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
                let entries = (0..batch).map(|_| entry()).collect();
                let asked = Instant::now();
                log.append(name, entries).await?;
                took.push(asked.elapsed());
            }
            anyhow::Ok(took)
        });
    }
    let mut took = Vec::new();
    while let Some(task) = tasks.join_next().await {
        took.extend(task??);
    }
    let each = took.len() as f64 * batch as f64 / began.elapsed().as_secs_f64();
    took.sort();
    let at = |part: f64| took.get((took.len() as f64 * part) as usize).context("nothing was appended");
    let [p50, p99] = [at(0.5)?.as_secs_f64() * 1e3, at(0.99)?.as_secs_f64() * 1e3];
    println!("{store:<10} {callers:>7} {batch:>6} {each:>10.0} {p50:>9.2} {p99:>9.2}");
    Ok(())
}

/// How long appends wait while the file is written anew after an erasure.
async fn measure_rewrite(log: &EmbeddedLog, folder: &Path) -> anyhow::Result<()> {
    let name = LogName::new("appends", "board")?;
    let erased = entry();
    let id = erased.id;
    log.append(&name, vec![erased]).await?;
    log.touch(&name, &[Touch::Erase(id)]).await?;
    let bytes = || anyhow::Ok(std::fs::metadata(folder.join("log.redb"))?.len() / 1_000_000);
    let (before, began) = (bytes()?, Instant::now());
    log.rewrite().await?;
    println!("rewritten from {before} to {} MB in {:.2} s", bytes()?, began.elapsed().as_secs_f64());
    Ok(())
}

fn entry() -> NewEntry {
    NewEntry {
        id: Uuid::now_v7(),
        head: HEAD.into(),
        body: Some(vec![b'x'; BODY_BYTES].into()),
        touches: Vec::new(),
        format: 1,
        unsettles: false,
    }
}
