//! Serving, from the first request to the last close frame.

use std::{future::Future, io, pin::pin, sync::Arc, time::Duration};

use axum::serve::ListenerExt;
use tokio::{
    net::TcpListener,
    time::{Instant, MissedTickBehavior, sleep_until, timeout, timeout_at},
};
use tokio_util::sync::CancellationToken;
use traceboard_hub::Hub;
use traceboard_log::{Clock, Log};
use traceboard_protocol::CloseCode;
use uuid::Uuid;

use crate::{
    accept::{Bounds, Ends, accept},
    app::App,
    circles::Circles,
    config::Config,
    hooks, limits, push, routes,
};

/// How long requests and sockets under way may take beyond [`Config::drain`]. A deed that is being appended takes milliseconds.
const LAST_REQUESTS: Duration = Duration::from_secs(4);
/// How long before the end of [`LAST_REQUESTS`] those that still wait are refused: the refusal has to reach a slow client.
const LAST_ANSWERS: Duration = Duration::from_secs(1);
/// How long checkpoints may take at the end: without one, the next start reads more of the log.
const LAST_CHECKPOINTS: Duration = Duration::from_secs(1);
/// How long another server may take to clean up what its deeds left over, before this one does it.
const CLEAN_UP_AFTER: Duration = Duration::from_secs(5);

/// The shortest pause between two rounds of what is done once in a while: each looks at every open circle.
const ROUND_MIN: Duration = Duration::from_millis(50);

/// How often it is looked for rounds whose time has come: so late one ends. An open space costs a look at one number.
const DUE_EVERY: Duration = Duration::from_secs(1);

/// When to come back to a server that goes down, in milliseconds, for those who look at nothing.
const COME_BACK_MS: &str = "1000";

/// Serves until `shutdown` is done; then it accepts nothing new, closes sockets over [`Config::drain`] with a hint when to come
/// back, each after the posts that had come by it are answered, and returns once requests under way are answered or refused, at the latest
/// five seconds after that. The log stays open: it is its opener's to close.
///
/// # Errors
/// Where the listener fails.
pub async fn run(
    listener: TcpListener,
    config: Config,
    log: Arc<dyn Log>,
    circles: Arc<Circles>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let server = Uuid::now_v7();
    let hub_config = traceboard_hub::Config {
        server,
        followers_per_member_max: config.sockets_per_member,
        ..traceboard_hub::Config::default()
    };
    let hub = Hub::new(hub_config);
    let port = listener.local_addr()?.port();
    circles.settling.set_within(config.clock_settles);
    circles.indexes.set_folder(config.search_folder.clone());
    let app = App::new(circles, hub, log, config, server, port).map_err(|error| io::Error::other(error.to_string()))?;

    let stop = CancellationToken::new();
    let _stopped = stop.clone().drop_guard();
    tokio::spawn(stop.clone().run_until_cancelled_owned(run_periodic_tasks(app.clone())));
    tokio::spawn(stop.clone().run_until_cancelled_owned(run_timed_tasks(app.clone())));
    tokio::spawn(stop.clone().run_until_cancelled_owned(push::run(app.clone())));
    tokio::spawn(stop.clone().run_until_cancelled_owned(hooks::run(app.clone())));
    tokio::spawn(stop.clone().run_until_cancelled_owned(app.beats.clone().run()));
    // A frame is small and waits for nothing: gathering it with later ones would hold up every trace.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(error = %error, "cannot send small frames at once on a connection");
        }
    });
    let Config { head_within, idle_within, read_within, .. } = app.config;
    let bounds = Bounds { head_within, idle_within, read_within };
    let ends = Ends { stop: stop.clone(), last_answers: app.last_answers.clone() };
    let mut serving = pin!(accept(listener, routes::router(app.clone()), app.slots.clone(), bounds, ends));
    tokio::select! {
        // It ends by `stop` alone.
        () = &mut serving => return Ok(()),
        () = shutdown => {}
    }
    let drain = app.config.drain;
    let until = Instant::now() + drain + LAST_REQUESTS;
    tracing::info!(within_ms = (drain + LAST_REQUESTS + LAST_CHECKPOINTS).as_millis(), "going down: closing sockets");
    app.draining.send_replace(true);
    stop.cancel();
    let sockets = async {
        app.hub.drain(drain).await;
        // Those that look at nothing have no follower that would have ended them.
        app.beats.end_all(CloseCode::Draining as u16, COME_BACK_MS);
        app.work.close();
        timeout_at(until, app.work.wait()).await
    };
    let serving = async {
        tokio::select! {
            () = &mut serving => return Ok(()),
            () = sleep_until(until - LAST_ANSWERS) => app.last_answers.cancel(),
        }
        timeout_at(until, serving).await
    };
    let (served, closed) = tokio::join!(serving, sockets);
    if served.is_err() || closed.is_err() {
        tracing::warn!("some requests or sockets were cut off");
    }
    if timeout(LAST_CHECKPOINTS, app.circles.close()).await.is_err() {
        tracing::warn!("some checkpoints were not kept in time");
    }
    Ok(())
}

/// Periodic tasks, first at the start.
async fn run_periodic_tasks(app: App) {
    // Where circles are closed sooner than after a minute, they are looked at as often.
    let every = limits::FORGET_EVERY.min(app.config.space_idle).max(ROUND_MIN);
    let mut rounds = tokio::time::interval(every);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        app.limits.forget_idle();
        if let Err(error) = app.circles.clean_up(CLEAN_UP_AFTER.min(every)).await {
            tracing::warn!(error = %error, "cannot look for what deeds left over");
        }
        let waits_ms = i64::try_from(app.config.photo_waits.as_millis()).unwrap_or(i64::MAX);
        if let Err(error) = app.log.sweep_photos(waits_ms).await {
            tracing::warn!(error = %error, "cannot sweep photos whose traces never came");
        }
        app.circles.run_due().await;
        app.circles.sweep_pushes().await;
        // A jump of the clock is seen where it is looked at often.
        app.circles.settling.has_settled(app.circles.clock.now_ms());
        app.circles.close_idle(app.config.space_idle).await;
        app.circles.keep_checkpoints().await;
    }
}

/// Timed tasks: rounds and pods that are due.
async fn run_timed_tasks(app: App) {
    let mut rounds = tokio::time::interval(DUE_EVERY);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        app.circles.end_rounds().await;
    }
}

/// Opens the circles of a store, before it is served.
///
/// # Errors
/// As [`Circles::begin`].
pub fn circles(log: &Arc<dyn Log>, clock: &Arc<dyn Clock>) -> Result<Arc<Circles>, crate::Refused> {
    Circles::begin(log, clock).map(Arc::new)
}
