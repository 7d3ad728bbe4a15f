//! The baseline of an append: the store's own command, through the same client library, and a plain file write.

use std::{
    cell::RefCell,
    fs::File,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Context;
use futures_util::future;
use redis::aio::MultiplexedConnection;

use crate::{histogram::Histogram, load::job::Report, machine};

/// The bytes of one entry with its body, as the stores keep it for a text of 100 bytes.
const ENTRY_BYTES: usize = 350;
/// The most clients of one run.
const CLIENTS_MAX: u32 = 1_024;

/// Where the limit server appends to.
pub(crate) enum Store {
    /// No store: the server only delivers.
    None,
    Redis(MultiplexedConnection),
    /// A file of its own.
    File(File),
}

impl Store {
    /// Opens the store that is named.
    ///
    /// # Errors
    /// Where it can't be opened.
    pub(crate) async fn open(redis: Option<&str>, folder: Option<&Path>) -> anyhow::Result<Self> {
        Ok(match (redis, folder) {
            (Some(url), _) => Self::Redis(connect(url).await?),
            (None, Some(folder)) => Self::File(create(folder)?),
            (None, None) => Self::None,
        })
    }

    /// Appends one entry; false if there is no store. A file blocks the thread: its caller appends one at a time.
    ///
    /// # Errors
    /// Where the store fails.
    pub(crate) async fn append(&self) -> anyhow::Result<bool> {
        match self {
            Self::None => return Ok(false),
            Self::Redis(connection) => add(&mut connection.clone()).await?,
            Self::File(file) => write(file)?,
        }
        Ok(true)
    }
}

/// `XADD` from so many clients on one pipelined connection, each waiting for its answer.
///
/// # Errors
/// Where Redis can't be reached or refuses.
pub(crate) fn xadd(url: &str, clients: u32, window: Duration) -> anyhow::Result<()> {
    machine::pin(machine::LOAD_CORE)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let own = [std::process::id()];
    let cpu_before = machine::cpu_time(&own)?;
    let report = runtime.block_on(async {
        let connection = connect(url).await?;
        let latencies = RefCell::new(Histogram::new());
        let began = Instant::now();
        let adding = (0..clients.min(CLIENTS_MAX)).map(|_| {
            let mut connection = connection.clone();
            let latencies = &latencies;
            async move {
                let mut added = 0;
                while began.elapsed() < window {
                    let asked = Instant::now();
                    add(&mut connection).await?;
                    latencies.borrow_mut().count(micros(asked.elapsed()));
                    added += 1;
                }
                anyhow::Ok(added)
            }
        });
        let added = future::try_join_all(adding).await?;
        anyhow::Ok(report(added.iter().sum(), began.elapsed(), &latencies.borrow()))
    })?;
    let load_cpu_us = micros(machine::cpu_time(&own)?.saturating_sub(cpu_before));
    println!("{}", serde_json::to_string(&Report { load_cpu_us, ..report })?);
    Ok(())
}

/// Appends to a file, each write followed by `fdatasync`.
///
/// # Errors
/// Where the folder can't be written.
pub(crate) fn fdatasync(folder: &Path, window: Duration) -> anyhow::Result<()> {
    machine::pin(machine::LOAD_CORE)?;
    let file = create(folder)?;
    let mut latencies = Histogram::new();
    let (began, mut written) = (Instant::now(), 0);
    while began.elapsed() < window {
        let asked = Instant::now();
        write(&file)?;
        latencies.count(micros(asked.elapsed()));
        written += 1;
    }
    println!("{}", serde_json::to_string(&report(written, began.elapsed(), &latencies))?);
    Ok(())
}

async fn connect(url: &str) -> anyhow::Result<MultiplexedConnection> {
    let client = redis::Client::open(url).with_context(|| format!("cannot use {url}"))?;
    client.get_multiplexed_async_connection().await.context("cannot connect to Redis")
}

async fn add(connection: &mut MultiplexedConnection) -> anyhow::Result<()> {
    let mut command = redis::cmd("XADD");
    command.arg("bench").arg("*").arg("e").arg(&[b'x'; ENTRY_BYTES][..]);
    command.query_async::<String>(connection).await.map(drop).context("cannot XADD")
}

fn create(folder: &Path) -> anyhow::Result<File> {
    let path = folder.join("bare.log");
    File::create_new(&path).with_context(|| format!("cannot create {}", path.display()))
}

fn write(mut file: &File) -> anyhow::Result<()> {
    file.write_all(&[b'x'; ENTRY_BYTES])?;
    Ok(file.sync_data()?)
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
