//! A server in the benchmark's own process, and somebody who joined its circle.

pub(crate) mod entries;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use traceboard_board::MemberId;
use traceboard_log::{Clock, Log, SystemClock};
use traceboard_server::{Config, NewCircle, Secret};
use uuid::Uuid;

/// As a server is unless told otherwise, for one who asks more often than people do.
pub(crate) fn config() -> Config {
    Config { requests_burst: 1_000_000, searches_burst: 1_000_000, ..Config::default() }
}

/// It serves one circle, whose invite is at hand.
pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) circle: String,
    invite: Secret,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<std::io::Result<()>>,
}

impl Server {
    pub(crate) async fn start(log: &Arc<dyn Log>, config: Config) -> anyhow::Result<Self> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let circles = traceboard_server::circles(log, &clock)?;
        let first = circles.first(NewCircle::default()).await?;
        let links = circles.fresh_links(&first).await?;
        drop(first);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(traceboard_server::run(listener, config, Arc::clone(log), circles, async {
            _ = stopped.await;
        }));
        Ok(Self { address, circle: links.circle.to_string(), invite: links.invite.secret, stop, serving })
    }

    pub(crate) async fn stop(self) -> anyhow::Result<()> {
        _ = self.stop.send(());
        Ok(self.serving.await??)
    }

    pub(crate) fn path(&self, rest: &str) -> String {
        format!("{}/api/c/{}/{rest}", self.address, self.circle)
    }
}

/// Joins by the invite: as whom, and the token of that session.
pub(crate) async fn join(server: &Server, client: &Client) -> anyhow::Result<(MemberId, String)> {
    let body = json!({"request": Uuid::now_v7(), "secret": server.invite.reveal(), "name": "Kea"});
    let request = client.post(server.path("join")).header("accept", "application/vnd.traceboard.token+json");
    let joined: Value = serde_json::from_str(&request.body(body.to_string()).send().await?.text().await?)?;
    let text = |name: &str| joined[name].as_str().with_context(|| format!("no {name} in {joined}"));
    Ok((text("member")?.parse()?, text("token")?.to_owned()))
}

/// Asks for the first screen of a circle or a pod; how long that took.
pub(crate) async fn look(client: &Client, url: String, token: &str) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    let answer = client.get(&url).bearer_auth(token).send().await?;
    let (status, text) = (answer.status(), answer.text().await?);
    anyhow::ensure!(status == StatusCode::OK, "{url} was answered {status}: {text}");
    Ok(begun.elapsed())
}
