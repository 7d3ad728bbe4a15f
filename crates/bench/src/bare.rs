//! What an append is measured against: the store's own command, through the same client library, and a file's own write.

use std::{
    cell::RefCell,
    fs::File,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Context;
use futures_util::future;

use crate::{histogram::Histogram, load::job::Report, machine};

/// The bytes of one entry with its body, as the stores keep it for a text of 100 bytes.
const ENTRY_BYTES: usize = 350;
/// The most clients of one run.
const CLIENTS_MAX: u32 = 1_024;

/// `XADD` from so many clients on one pipelined connection, each waiting for its answer.
///
/// # Errors
/// Where Redis can't be reached or refuses.
pub(crate) fn xadd(url: &str, clients: u32, window: Duration) -> anyhow::Result<()> {
    machine::pin(machine::LOAD_CORE)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let report = runtime.block_on(async {
        let client = redis::Client::open(url).with_context(|| format!("cannot use {url}"))?;
        let connection = client.get_multiplexed_async_connection().await.context("cannot connect to Redis")?;
        let latencies = RefCell::new(Histogram::new());
        let began = Instant::now();
        let adding = (0..clients.min(CLIENTS_MAX)).map(|_| {
            let mut connection = connection.clone();
            let (latencies, entry) = (&latencies, [b'x'; ENTRY_BYTES]);
            async move {
                let mut added = 0;
                while began.elapsed() < window {
                    let asked = Instant::now();
                    let mut command = redis::cmd("XADD");
                    command.arg("bench").arg("*").arg("e").arg(&entry[..]);
                    let _: String = command.query_async(&mut connection).await.context("cannot XADD")?;
                    latencies.borrow_mut().count(micros(asked.elapsed()));
                    added += 1;
                }
                anyhow::Ok(added)
            }
        });
        let added = future::try_join_all(adding).await?;
        anyhow::Ok(report(added.iter().sum(), began.elapsed(), &latencies.borrow()))
    })?;
    println!("{}", serde_json::to_string(&report)?);
    Ok(())
}

/// Appends to a file, each write followed by `fdatasync`.
///
/// # Errors
/// Where the folder can't be written.
pub(crate) fn fdatasync(folder: &Path, window: Duration) -> anyhow::Result<()> {
    machine::pin(machine::LOAD_CORE)?;
    let path = folder.join("bare.log");
    let mut file = File::create_new(&path).with_context(|| format!("cannot create {}", path.display()))?;
    let mut latencies = Histogram::new();
    let (began, mut written) = (Instant::now(), 0);
    while began.elapsed() < window {
        let asked = Instant::now();
        file.write_all(&[b'x'; ENTRY_BYTES])?;
        file.sync_data()?;
        latencies.count(micros(asked.elapsed()));
        written += 1;
    }
    println!("{}", serde_json::to_string(&report(written, began.elapsed(), &latencies))?);
    Ok(())
}

fn report(posts: u64, window: Duration, latencies: &Histogram) -> Report {
    Report {
        posts,
        window_us: micros(window),
        p50_us: latencies.quantile(0.5),
        p99_us: latencies.quantile(0.99),
        p999_us: latencies.quantile(0.999),
        ..Report::default()
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
