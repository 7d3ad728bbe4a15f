//! Weighs a server whose circle has many pods of five: memory and idle CPU by how many of them are open, and how long the first request
//! takes that opens the circle.
//!
//! `cargo run --release -p traceboard-server --example pods -- [pods]`, 10,000 unless told. On the embedded log in a folder of its own. The
//! one process also holds who asks: some megabytes.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]
#![allow(unsafe_code, reason = "a global allocator that counts is a trait with unsafe methods")]

mod seed;
#[path = "../serving/mod.rs"]
mod serving;

use std::{
    alloc::{GlobalAlloc, Layout, System},
    fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use anyhow::Context as _;
use reqwest::Client;
use traceboard_board::PodId;
use traceboard_log::{EmbeddedLog, Log, SystemClock};
use traceboard_server::Config;

use crate::serving::{Server, join, look};

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);

// SAFETY: it hands every call on to the system's allocator, and counts beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many people ask for pods; each is in as many.
const VISITORS: usize = 100;
/// For how long CPU is counted while nobody asks.
const IDLE: Duration = Duration::from_secs(15);
/// After how long what nobody asks for is closed: long enough to measure before.
const SPACE_IDLE: Duration = Duration::from_secs(90);

fn config() -> Config {
    Config { space_idle: SPACE_IDLE, ..serving::config() }
}

/// How many circles and pods it holds open.
async fn open(server: &Server, client: &Client) -> anyhow::Result<(u64, u64)> {
    let text = client.get(format!("{}/metrics", server.address)).send().await?.text().await?;
    let gauge = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.and_then(|value| value.parse().ok()).with_context(|| format!("no {name} among the metrics"))
    };
    Ok((gauge("traceboard_circles")?, gauge("traceboard_pods")?))
}

fn resident_mib() -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
    Ok(kib.context("no VmRSS")?.trim().parse::<f64>()? / 1024.0)
}

/// User and system time of this process.
fn cpu() -> anyhow::Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<_> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<u64>().ok()).context("no times");
    Ok(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
}

/// Prints what is open, what it weighs, and what it uses while nobody asks.
async fn weigh(server: &Server, client: &Client, what: &str) -> anyhow::Result<()> {
    let (circles, pods) = open(server, client).await?;
    let (before, begun) = (cpu()?, Instant::now());
    tokio::time::sleep(IDLE).await;
    let used = (cpu()? - before).as_secs_f64() / begun.elapsed().as_secs_f64();
    let (held, resident) = (HELD.load(Relaxed) / 1024 / 1024, resident_mib()?);
    println!(
        "{what}: {circles} circles and {pods} pods open, {held} MiB held, {resident:.0} MiB resident, {:.2} % of a core",
        used * 100.0
    );
    Ok(())
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let count: usize = std::env::args().nth(1).map_or(Ok(10_000), |count| count.parse())?;
    _ = rustls::crypto::ring::default_provider().install_default();
    let (folder, client) = (tempfile::tempdir()?, Client::new());
    let log: Arc<dyn Log> = Arc::new(EmbeddedLog::open(folder.path(), Arc::new(SystemClock))?);
    let server = Server::start(&log, config()).await?;
    let mut visitors = Vec::new();
    for _ in 0..VISITORS {
        visitors.push(join(&server, &client).await?);
    }
    let circle = server.circle.clone();
    server.stop().await?;
    let members: Vec<_> = visitors.iter().map(|(member, _)| *member).collect();
    let begun = Instant::now();
    let pods = seed::pods(&*log, &circle, &members, count).await?;
    println!("{count} pods of {} written in {:.0} s", seed::PEOPLE, begun.elapsed().as_secs_f64());

    // It opens its first circle to print links, and lets go of it when nobody comes.
    let begun = Instant::now();
    let server = Server::start(&log, config()).await?;
    println!("the circle opens from its first entry in {:.2} s", begun.elapsed().as_secs_f64());
    weigh(&server, &client, "at the start").await?;
    let mut opened = 0;
    for most in [count / 100, count / 10, count] {
        let mut times = Vec::new();
        for (pod, at) in pods[opened..most].iter().zip(opened..) {
            times.push(look(&client, of(&server, *pod), &visitors[at % VISITORS].1).await?);
        }
        opened = most;
        times.sort_unstable();
        let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
        println!("a pod opens in {:.1} ms (p50), {:.1} ms (p99)", at(50), at(99));
        weigh(&server, &client, "then").await?;
    }
    while open(&server, &client).await? != (0, 0) {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    weigh(&server, &client, "once all are closed").await?;
    let took = look(&client, server.path("snapshot"), &visitors[0].1).await?;
    println!("the circle opens from its board's checkpoint in {:.2} s", took.as_secs_f64());
    weigh(&server, &client, "then").await?;
    server.stop().await
}

fn of(server: &Server, pod: PodId) -> String {
    server.path(&format!("pods/{pod}/snapshot"))
}
