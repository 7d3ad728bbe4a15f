//! The kinds of work.

use std::{rc::Rc, time::Duration};

use anyhow::{Context, ensure};
use futures_util::{StreamExt, future, stream};
use tokio::time::{Instant, sleep, sleep_until};

use super::{
    connect::{AT_ONCE, open},
    follower::{Follower, Tally},
    job::{Job, Peer, Report, Work},
    poster::Poster,
    window::{Window, micros, until},
};
use crate::{machine, stamp::POSTERS_MAX};

/// How long sockets may take to follow, and posts to arrive once the last was sent.
const ARRIVE_WITHIN: Duration = Duration::from_secs(30);
/// How long memory settles before it is read: buffers for connecting are freed.
const SETTLE: Duration = Duration::from_millis(1_500);
/// How many connections exist before the first reading, so that one-time allocations are not counted.
const FIRST_CONNECTIONS: u32 = 64;

/// Does a job.
///
/// # Errors
/// Where the server refuses, hangs up or sends what it must not.
pub(crate) async fn run(job: &Job) -> anyhow::Result<Report> {
    let peer = &job.peer;
    let tally = &Tally::new(peer);
    match job.work {
        Work::Deliveries { sockets, per_second, settle_ms, window_ms } => {
            let followers = follow(peer, tally, sockets).await?;
            let settle = Duration::from_millis(settle_ms);
            deliveries(peer, tally, &followers, per_second, settle, Duration::from_millis(window_ms)).await
        }
        Work::Full { sockets, posters, in_flight, window_ms } => {
            ensure!(posters <= POSTERS_MAX.min(sockets), "{posters} posters are too many");
            let followers = follow(peer, tally, sockets).await?;
            let end = Instant::now() + Duration::from_millis(window_ms);
            many(peer, tally, &followers, posters, Flight { in_flight, by_ack: false, end }).await
        }
        Work::Appends { posters, window_ms, following } => {
            ensure!(posters <= POSTERS_MAX, "{posters} posters are too many");
            let peer = &if following { peer.clone() } else { peer.posting_only() };
            let tally = &Tally::new(peer);
            let followers = follow(peer, tally, posters).await?;
            let end = Instant::now() + Duration::from_millis(window_ms);
            let report = many(peer, tally, &followers, posters, Flight { in_flight: 1, by_ack: true, end }).await?;
            // While posts go on, those in flight can't be distinguished from lost ones.
            Ok(Report { lost: 0, ..report })
        }
        Work::Idle { sockets } => idle(peer, tally, sockets).await,
        Work::Storm { sockets, traces } => storm(peer, tally, sockets, traces).await,
    }
}

async fn deliveries(
    peer: &Peer,
    tally: &Rc<Tally>,
    followers: &[Follower],
    per_second: u32,
    settle: Duration,
    window: Duration,
) -> anyhow::Result<Report> {
    let first = followers.first().context("no followers")?;
    let mut poster = Poster::steady(peer, tally, first).await?;
    steadily(&mut poster, per_second, settle).await?;
    arrived(tally, followers, u64::from(poster.posted())).await?;
    let settled = poster.posted();
    let open = Window::open(peer, tally)?;
    steadily(&mut poster, per_second, window).await?;
    arrived(tally, followers, u64::from(poster.posted())).await?;
    open.close(followers, &[poster.posted()], u64::from(poster.posted() - settled))
}

/// Posts at a rate. Where posting is slower than that, it posts as fast as it can and sends fewer.
async fn steadily(poster: &mut Poster<'_>, per_second: u32, during: Duration) -> anyhow::Result<()> {
    let began = Instant::now();
    let mut next = began;
    while next < began + during {
        sleep_until(next).await;
        poster.post().await?;
        next = (next + Duration::from_secs(1) / per_second).max(Instant::now() - Duration::from_millis(100));
    }
    Ok(())
}

/// How the posters of a job keep posts in flight, until when.
#[derive(Clone, Copy)]
struct Flight {
    in_flight: u32,
    by_ack: bool,
    end: Instant,
}

async fn many(
    peer: &Peer,
    tally: &Rc<Tally>,
    followers: &[Follower],
    posters: u32,
    flight: Flight,
) -> anyhow::Result<Report> {
    let window = Window::open(peer, tally)?;
    // Acks are timed by their posters, not by what they bring.
    tally.recording.set(!flight.by_ack);
    let posting = (0..posters).zip(followers).map(|(number, follower)| async move {
        let mut poster = Poster::over(peer, tally, follower, number)?;
        follower.post_as(number, flight.in_flight, flight.by_ack);
        let mut written = None;
        // Errors end it too: a post that never comes back would be waited for without end.
        while Instant::now() < flight.end && tally.trouble().is_none() {
            if tokio::time::timeout_at(flight.end, follower.may_post()).await.is_err() {
                break;
            }
            if let Some(written) = written.replace(Instant::now()).filter(|_| flight.by_ack) {
                tally.latencies.borrow_mut().count(micros(written.elapsed()));
            }
            poster.post().await?;
        }
        anyhow::Ok(poster.posted())
    });
    let posted: Vec<u32> = future::try_join_all(posting).await?;
    let posts = posted.iter().map(|&posted| u64::from(posted)).sum();
    if !flight.by_ack {
        arrived(tally, followers, posts).await?;
    }
    window.close(followers, &posted, posts)
}

async fn idle(peer: &Peer, tally: &Rc<Tally>, sockets: u32) -> anyhow::Result<Report> {
    let first = follow(peer, tally, FIRST_CONNECTIONS).await?;
    sleep(SETTLE).await;
    let before = machine::resident_kib(&peer.pids)?;
    let rest = follow(peer, tally, sockets).await?;
    sleep(SETTLE).await;
    let after = machine::resident_kib(&peer.pids)?;
    let report = Window::open(peer, tally)?.close(&[first, rest].concat(), &[], 0)?;
    Ok(Report { resident_before_kib: before, resident_after_kib: after, ..report })
}

async fn storm(peer: &Peer, tally: &Rc<Tally>, sockets: u32, traces: u32) -> anyhow::Result<Report> {
    let window = Window::open(peer, tally)?;
    tally.recording.set(false);
    let followers = follow(peer, tally, sockets).await?;
    arrived(tally, &followers, u64::from(traces)).await?;
    window.close(&followers, &[traces], u64::from(traces))
}

/// Opens so many followers, and waits until each follows.
async fn follow(peer: &Peer, tally: &Rc<Tally>, sockets: u32) -> anyhow::Result<Vec<Follower>> {
    let already = tally.followers.get();
    let opening = stream::iter(0..sockets).map(|_| open(peer, &peer.path, peer.hello.as_deref()));
    let mut opening = opening.buffer_unordered(AT_ONCE);
    let mut followers = Vec::with_capacity(sockets as usize);
    while let Some(opened) = opening.next().await {
        followers.push(Follower::start(opened?, tally));
    }
    let all = until(tally, ARRIVE_WITHIN, || tally.followers.get() == already + sockets).await?;
    ensure!(all, "only {} of {sockets} sockets follow after {ARRIVE_WITHIN:?}", tally.followers.get() - already);
    Ok(followers)
}

/// Waits until every follower has got so many posts, or for as long as is reasonable: what is missing then is lost.
async fn arrived(tally: &Rc<Tally>, followers: &[Follower], posts: u64) -> anyhow::Result<()> {
    let expected = posts * followers.len() as u64;
    until(tally, ARRIVE_WITHIN, || tally.deliveries.get() >= expected).await?;
    Ok(())
}
