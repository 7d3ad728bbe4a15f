//! Appends to Redis against bare commands through the same client: rounds take turns, the medians are told.
//!
//! `cargo run --release -p traceboard-log --example redis_appends`. It starts a redis-server of its own (`appendonly yes`,
//! `appendfsync everysec`) and ends it.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use redis::aio::ConnectionManager;
use tokio::task::JoinSet;
use traceboard_log::{Log, LogName, NewEntry, RedisLog};
use traceboard_testkit::redis::Redis;
use uuid::Uuid;

/// A head and a body as a trace has them, 300 bytes together.
const HEAD: &str = r#"{"v":1,"type":"trace_left","by":"0199a1b2-0000-7000-8000-000000000001","at_ms":1763860000000,"parents":["0199a1b2-0000-7000-8000-000000000002"]}"#;
const BODY: [u8; 300 - HEAD.len()] = [b'x'; 300 - HEAD.len()];
/// How long each figure is taken in each round.
const TAKEN: Duration = Duration::from_secs(1);
const ROUNDS: usize = 7;
const IN_FLIGHT: usize = 64;

#[derive(Clone)]
enum Way {
    /// A stream entry with head and body, and nothing else.
    Bare(ConnectionManager),
    /// All callers append to one log.
    OneLog(Arc<dyn Log>),
    /// Each to its own, of a group of its own.
    OwnLog(Arc<dyn Log>),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let redis = Redis::start_with(&["--appendfsync", "everysec"])?;
    let log: Arc<dyn Log> = Arc::new(RedisLog::connect(&redis.url()).await?);
    println!("{}", log.worth().await?.sentence);
    let bare = Way::Bare(ConnectionManager::new(redis::Client::open(redis.url())?).await?);
    let [one, own] = [Way::OneLog(log.clone()), Way::OwnLog(log)];
    let mut costs = [const { [const { Vec::new() }; 2] }; 3];
    let (mut many, mut lone) = ([const { Vec::new() }; 3], [const { Vec::new() }; 2]);
    for _ in 0..ROUNDS {
        for (nth, way) in [&bare, &one, &own].into_iter().enumerate() {
            let before = cpu(&redis)?;
            let took = run(way, IN_FLIGHT).await?;
            let after = cpu(&redis)?;
            many[nth].push(took.len() as f64 / TAKEN.as_secs_f64());
            for (figures, (after, before)) in costs[nth].iter_mut().zip(after.into_iter().zip(before)) {
                figures.push((after - before) * 1e6 / took.len() as f64);
            }
        }
        for (middles, way) in lone.iter_mut().zip([&bare, &one]) {
            let took = run(way, 1).await?;
            middles.push(median(took.iter().map(|took| took.as_secs_f64() * 1e6).collect())?);
        }
        // History is of no use here, and must not fill the memory.
        anyhow::ensure!(redis.command(&["FLUSHALL"])? == "+OK\r\n");
    }
    let [bare, one, own] = many.map(median);
    let (bare, one, own) = (bare?, one?, own?);
    println!("{IN_FLIGHT} in flight, entries/s: XADD {bare:.0}; one log {one:.0}, {:.2} of it", one / bare);
    println!("                         {IN_FLIGHT} logs {own:.0}, {:.2} of it", own / bare);
    for (way, [redis, own]) in ["XADD", "one log", "64 logs"].into_iter().zip(costs) {
        println!("  CPU µs an entry, {way}: Redis {:.1}, here {:.1}", median(redis)?, median(own)?);
    }
    let [bare, one] = lone.map(median);
    let (bare, one) = (bare?, one?);
    println!("one at a time, p50 µs: XADD {bare:.1}; append {one:.1}, {:.2} of it", one / bare);
    Ok(())
}

/// Seconds of CPU that Redis and this process have had. On a shared machine they say more than the clock.
fn cpu(redis: &Redis) -> anyhow::Result<[f64; 2]> {
    let facts = redis.command(&["INFO", "cpu"])?;
    let of = |name: &str| facts.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<f64>().ok());
    let redis = of("used_cpu_sys:").context("no CPU")? + of("used_cpu_user:").context("no CPU")?;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // User and system time, in hundredths of a second.
    let ticks = stat.split(' ').skip(13).take(2).map(str::parse::<f64>).sum::<Result<f64, _>>()?;
    Ok([redis, ticks / 100.0])
}

/// How long each call took.
async fn run(way: &Way, callers: usize) -> anyhow::Result<Vec<Duration>> {
    let mut tasks = JoinSet::new();
    let began = Instant::now();
    for caller in 0..callers {
        let way = way.clone();
        tasks.spawn(async move {
            let mut took = Vec::new();
            while began.elapsed() < TAKEN {
                let requests = Instant::now();
                once(&way, caller).await?;
                took.push(requests.elapsed());
            }
            anyhow::Ok(took)
        });
    }
    let mut all = Vec::new();
    while let Some(took) = tasks.join_next().await {
        all.extend(took??);
    }
    Ok(all)
}

async fn once(way: &Way, caller: usize) -> anyhow::Result<()> {
    let (log, group) = match way {
        Way::Bare(connection) => {
            let mut add = redis::cmd("XADD");
            add.arg("bare").arg("*").arg("h").arg(HEAD).arg("b").arg(BODY.as_slice());
            return Ok(add.exec_async(&mut connection.clone()).await?);
        }
        Way::OneLog(log) => (log, 0),
        Way::OwnLog(log) => (log, caller),
    };
    let entry = NewEntry {
        id: Uuid::now_v7(),
        head: HEAD.into(),
        body: Some(BODY.as_slice().into()),
        touches: Vec::new(),
        format: 1,
        unsettles: false,
        photo: None,
    };
    log.append(&LogName::new(&format!("circle-{group}"), "board")?, vec![entry]).await?;
    Ok(())
}

fn median(mut figures: Vec<f64>) -> anyhow::Result<f64> {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().context("nothing was measured")
}
