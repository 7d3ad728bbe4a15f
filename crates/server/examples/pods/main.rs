//! Weighs a server whose circle has many pods of five: memory and idle CPU by how many of them are open, and how long the first request
//! takes that opens the circle.
//!
//! `cargo run --release -p traceboard-server --example pods -- [pods]`, 10,000 unless told. On the embedded log in a folder of its own. The
//! one process also holds who asks: some megabytes.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]
#![allow(unsafe_code, reason = "a global allocator that counts is a trait with unsafe methods")]

mod seed;

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
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use traceboard_board::{MemberId, PodId};
use traceboard_log::{Clock, EmbeddedLog, Log, SystemClock};
use traceboard_server::{Config, NewCircle, Secret};
use uuid::Uuid;

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

struct Server {
    address: String,
    circle: String,
    invite: Secret,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Server {
    async fn start(log: &Arc<dyn Log>) -> anyhow::Result<Self> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let circles = traceboard_server::circles(log, &clock)?;
        let first = circles.first(NewCircle::default()).await?;
        let links = circles.fresh_links(&first).await?;
        drop(first);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let config = Config { space_idle: SPACE_IDLE, requests_burst: 1_000_000, ..Config::default() };
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(traceboard_server::run(listener, config, Arc::clone(log), circles, async {
            _ = stopped.await;
        }));
        Ok(Self { address, circle: links.circle.to_string(), invite: links.invite.secret, stop, serving })
    }

    async fn stop(self) -> anyhow::Result<()> {
        _ = self.stop.send(());
        Ok(self.serving.await??)
    }

    fn path(&self, rest: &str) -> String {
        format!("{}/api/c/{}/{rest}", self.address, self.circle)
    }

    /// How many circles and pods it holds open.
    async fn open(&self, client: &Client) -> anyhow::Result<(u64, u64)> {
        let text = client.get(format!("{}/metrics", self.address)).send().await?.text().await?;
        let gauge = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
            line.and_then(|value| value.parse().ok()).with_context(|| format!("no {name} among the metrics"))
        };
        Ok((gauge("traceboard_circles")?, gauge("traceboard_pods")?))
    }
}

struct Visitor {
    member: MemberId,
    token: String,
}

async fn join(server: &Server, client: &Client) -> anyhow::Result<Visitor> {
    let body = json!({"request": Uuid::now_v7(), "secret": server.invite.reveal(), "name": "Kea"});
    let request = client.post(server.path("join")).header("accept", "application/vnd.traceboard.token+json");
    let joined: Value = serde_json::from_str(&request.body(body.to_string()).send().await?.text().await?)?;
    let text = |name: &str| joined[name].as_str().with_context(|| format!("no {name} in {joined}"));
    Ok(Visitor { member: text("member")?.parse()?, token: text("token")?.to_owned() })
}

/// Asks for the first screen of a circle or a pod; how long that took.
async fn look(client: &Client, url: String, who: &Visitor) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    let answer = client.get(&url).bearer_auth(&who.token).send().await?;
    let (status, text) = (answer.status(), answer.text().await?);
    anyhow::ensure!(status == StatusCode::OK, "{url} was answered {status}: {text}");
    Ok(begun.elapsed())
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
    let (circles, pods) = server.open(client).await?;
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
    let server = Server::start(&log).await?;
    let mut visitors = Vec::new();
    for _ in 0..VISITORS {
        visitors.push(join(&server, &client).await?);
    }
    let circle = server.circle.clone();
    server.stop().await?;
    let members: Vec<_> = visitors.iter().map(|visitor| visitor.member).collect();
    let begun = Instant::now();
    let pods = seed::pods(&*log, &circle, &members, count).await?;
    println!("{count} pods of {} written in {:.0} s", seed::PEOPLE, begun.elapsed().as_secs_f64());

    // It opens its first circle to print links, and lets go of it when nobody comes.
    let begun = Instant::now();
    let server = Server::start(&log).await?;
    println!("the circle opens from its first entry in {:.2} s", begun.elapsed().as_secs_f64());
    weigh(&server, &client, "at the start").await?;
    let mut opened = 0;
    for most in [count / 100, count / 10, count] {
        let mut times = Vec::new();
        for (pod, at) in pods[opened..most].iter().zip(opened..) {
            times.push(look(&client, of(&server, *pod), &visitors[at % VISITORS]).await?);
        }
        opened = most;
        times.sort_unstable();
        let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default().as_secs_f64() * 1000.0;
        println!("a pod opens in {:.1} ms (p50), {:.1} ms (p99)", at(50), at(99));
        weigh(&server, &client, "then").await?;
    }
    while server.open(&client).await? != (0, 0) {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    weigh(&server, &client, "once all are closed").await?;
    let took = look(&client, server.path("snapshot"), &visitors[0]).await?;
    println!("the circle opens from its board's checkpoint in {:.2} s", took.as_secs_f64());
    weigh(&server, &client, "then").await?;
    server.stop().await
}

fn of(server: &Server, pod: PodId) -> String {
    server.path(&format!("pods/{pod}/snapshot"))
}
