//! `demo`: a temporary board on which six weeks of a circle (the season) are played live.

mod acts;
mod cast;
mod stage;

use std::sync::Arc;

use anyhow::Context;
use tokio::sync::watch;
use traceboard_board::EntryId;
use traceboard_client::{Api, Link};
use traceboard_log::Log;
use traceboard_server::{Config, NewCircle, link};
use uuid::Uuid;

use self::stage::Stage;
use crate::{
    cli::DemoArgs,
    greeting::Greeting,
    misuse::{self, Mistakes},
    retry,
    serve::listen,
    settings::{Settings, Store},
    signals::stop_signal,
    stderr, store,
};

/// Serves the board and plays the season until Ctrl-C or SIGTERM, then removes the board.
pub(crate) async fn demo(args: &DemoArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let listen = mistakes.collect(misuse::listen(&args.listen));
    let speed = mistakes.collect(misuse::speed(&args.speed, SPEED_MAX));
    let (listen, speed) = mistakes.finish(listen.zip(speed))?;
    let folder = tempfile::Builder::new().prefix("traceboard-demo-").tempdir().context("cannot make a folder")?;
    let name = "The old mill".to_owned();
    let circle = NewCircle { name, half_life_ms: HALF_LIFE_MS, ..NewCircle::default() };
    let store = Store::Folder(folder.path().to_owned());
    let settings = Settings { listen, store, config: Config::default(), circle, founds: true, json: args.json };
    let log = store::open(&settings.store).await?;
    let result = serve(&settings, &log, speed).await;
    log.close().await;
    drop(log);
    folder.close().context("cannot remove the season's folder")?;
    result
}

/// Faster, and the members would exceed the limit of posts.
const SPEED_MAX: f64 = 100.0;
/// So short that warmth fades visibly within the two minutes of the season.
const HALF_LIFE_MS: i64 = 60_000;

async fn serve(settings: &Settings, log: &Arc<dyn Log>, speed: f64) -> anyhow::Result<()> {
    let listener = listen(settings.listen).with_context(|| format!("cannot listen on {}", settings.listen))?;
    let circles = traceboard_server::circles(log, &store::clock())?;
    let circle = circles.first(settings.circle.clone()).await.context("cannot found the circle")?;
    let links = circles.fresh_links(&circle).await.context("cannot make links")?;
    let worth = log.worth().await?;
    let address = listener.local_addr()?;
    let here = format!("http://127.0.0.1:{}", address.port());
    let read = |link: String| link.parse::<Link>().context("cannot read a link");
    let host = read(link::invite(&here, links.circle, &links.host.secret))?;
    let invite = read(link::invite(&here, links.circle, &links.invite.secret))?;
    let (end, mut ended) = watch::channel(false);
    let signals = tokio::spawn(async move {
        stop_signal().await;
        // The receivers are gone if the server ended by itself.
        let _ = end.send(true);
    });
    let config = settings.config.clone();
    let mut shutdown = ended.clone();
    let server = traceboard_server::run(listener, config, Arc::clone(log), circles, async move {
        // An error means that the sender is gone: then the server should end, too.
        let _ = shutdown.wait_for(|end| *end).await;
    });
    let mut stage = Stage::new(invite, speed);
    // This future owns the stage. When the server has to end, dropping it closes the sockets of the cast, so the server waits for none
    // of them.
    let season = async move {
        tokio::select! {
            played = play(&mut stage, host) => match played {
                Ok(()) => stderr::line("The season is over. Its board stays until Ctrl-C."),
                Err(error) => stderr::line(&format!("The season broke off: {error:#}")),
            },
            _ = ended.wait_for(|end| *end) => return,
        }
        // The cast stays connected until the end, so that the board shows people even when the play is over.
        let _ = ended.wait_for(|end| *end).await;
    };
    Greeting { command: "demo", settings, address, links: Some(&links), founded: false, worth: &worth }.print()?;
    let (served, ()) = tokio::join!(server, season);
    signals.abort();
    served.context("cannot serve")
}

/// Signs the founder in by the host link, and plays the season.
async fn play(stage: &mut Stage, host: Link) -> anyhow::Result<()> {
    let request = EntryId(Uuid::now_v7());
    let founder = Api::new(&retry::call(|| Api::redeem(&host, request, None, None)).await?)?;
    acts::play(stage, &founder).await
}
