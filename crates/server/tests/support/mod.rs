//! A server on a free port over the embedded log, and people who use it.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use tokio_tungstenite::tungstenite::{self, client::IntoClientRequest};
use traceboard_log::{Clock, EmbeddedLog, Log, RedisLog, SystemClock};
use traceboard_server::{Config, NewCircle, Secret};
use traceboard_testkit::{eventually, redis::Redis};
use uuid::Uuid;

mod socket;

pub use socket::Socket;

/// How long a test waits for something that should happen soon.
pub const SOON: Duration = Duration::from_secs(20);

/// The machine's clock, moved by what a test adds.
#[derive(Debug, Default)]
pub struct MovedClock(AtomicI64);

impl MovedClock {
    pub fn add(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::Relaxed);
    }
}

impl Clock for MovedClock {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.0.load(Ordering::Relaxed)
    }
}

/// A client of one's own for each request, so that no test waits for another's connections.
pub fn http() -> reqwest::Client {
    // The library wants to know who encrypts before it makes a client; the tests' addresses are all plain.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

pub struct Server {
    pub address: String,
    pub circle: String,
    pub host_secret: Secret,
    pub invite_secret: Secret,
    pub clock: Arc<MovedClock>,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<std::io::Result<()>>,
}

/// Opens the embedded log of a folder.
pub fn log_in(folder: &Path) -> Arc<dyn Log> {
    Arc::new(EmbeddedLog::open(folder, Arc::new(SystemClock)).unwrap())
}

/// A store of one's own, for what must hold on each kind.
pub struct Store {
    pub log: Arc<dyn Log>,
    redis: Option<Redis>,
    _folder: Option<tempfile::TempDir>,
}

impl Store {
    pub fn embedded() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { log: log_in(folder.path()), redis: None, _folder: Some(folder) }
    }

    pub async fn redis() -> Self {
        let redis = Redis::start().unwrap();
        let log = Arc::new(RedisLog::connect(&redis.url()).await.unwrap());
        Self { log, redis: Some(redis), _folder: None }
    }

    /// What another server has open: in Redis a connection of its own.
    pub async fn of_another(&self) -> Arc<dyn Log> {
        match &self.redis {
            Some(redis) => Arc::new(RedisLog::connect(&redis.url()).await.unwrap()),
            None => Arc::clone(&self.log),
        }
    }
}

impl Server {
    pub async fn start(log: &Arc<dyn Log>) -> Self {
        Self::start_with(log, Config::default()).await
    }

    pub async fn start_with(log: &Arc<dyn Log>, config: Config) -> Self {
        Self::start_at(log, config, 0).await
    }

    async fn start_at(log: &Arc<dyn Log>, config: Config, ahead_ms: i64) -> Self {
        let clock = Arc::new(MovedClock::default());
        clock.add(ahead_ms);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let shared: Arc<dyn Clock> = clock.clone();
        let circles = traceboard_server::circles(log, &shared).unwrap();
        let first = circles.first(NewCircle::default()).await.unwrap();
        let links = circles.fresh_links(&first).await.unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(traceboard_server::run(listener, config, Arc::clone(log), circles, async {
            let _ = stopped.await;
        }));
        Self {
            address,
            circle: links.circle.to_string(),
            host_secret: links.host.secret,
            invite_secret: links.invite.secret,
            clock,
            stop: Some(stop),
            serving,
        }
    }

    /// Opens the same folder again with all clocks ahead. The log that had it open is closed first.
    pub async fn start_later(folder: &Path, log: Arc<dyn Log>, ahead_ms: i64) -> Self {
        log.close().await;
        drop(log);
        let clock = MovedClock::default();
        clock.add(ahead_ms);
        let log: Arc<dyn Log> = Arc::new(EmbeddedLog::open(folder, Arc::new(clock)).unwrap());
        Self::start_at(&log, Config::default(), ahead_ms).await
    }

    pub async fn stop(mut self) {
        let _ = self.stop.take().unwrap().send(());
        tokio::time::timeout(SOON, self.serving).await.unwrap().unwrap().unwrap();
    }

    /// The same server, for those who go to another of its circles.
    #[must_use]
    pub fn in_circle(self, circle: &str) -> Self {
        Self { circle: circle.to_owned(), ..self }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("{}/api/c/{}/{rest}", self.address, self.circle)
    }

    /// Waits until a gauge has a value.
    pub async fn metric(&self, name: &str, value: usize) {
        let line = format!("\n{name} {value}\n");
        eventually(SOON, &line, async || {
            let text = http().get(format!("{}/metrics", self.address)).send().await?.text().await?;
            anyhow::ensure!(text.contains(&line), "{text}");
            Ok::<_, anyhow::Error>(())
        })
        .await
        .unwrap();
    }

    /// Joins by the invite that the start made.
    pub async fn join(&self, name: &str) -> Person {
        self.join_by(self.invite_secret.reveal(), Some(name)).await.unwrap()
    }

    pub async fn host(&self) -> Person {
        self.join_by(self.host_secret.reveal(), None).await.unwrap()
    }

    pub async fn join_by(&self, secret: &str, name: Option<&str>) -> Result<Person, Answer> {
        let body = json!({"request": Uuid::now_v7(), "secret": secret, "name": name});
        self.join_request(&body).await
    }

    pub async fn join_request(&self, body: &Value) -> Result<Person, Answer> {
        let response = http()
            .post(self.path("join"))
            .header("accept", "application/vnd.traceboard.token+json")
            .body(body.to_string())
            .send()
            .await
            .unwrap();
        let answer = Answer::of(response).await;
        if answer.status != StatusCode::OK {
            return Err(answer);
        }
        let text = |name: &str| answer.body[name].as_str().unwrap().to_owned();
        Ok(Person { base: self.path(""), member: text("member"), token: text("token") })
    }
}

/// An answer of the API.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub body: Value,
}

impl Answer {
    pub async fn of(response: reqwest::Response) -> Self {
        let status = response.status();
        let text = response.text().await.unwrap();
        Self { status, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
    }

    /// Checks that this is a refusal of the table: its code, its status, its words.
    #[track_caller]
    pub fn is(&self, code: &str) {
        assert_eq!(self.body["code"], code, "{self:?}");
        let row = traceboard_protocol::ERRORS.iter().find(|row| row.name == code).unwrap();
        assert_eq!(self.status.as_u16(), row.status, "{self:?}");
        assert_eq!(self.body["retry"], row.retry, "{self:?}");
        assert!(self.body["message"].as_str().unwrap().len() > 10, "{self:?}");
    }
}

#[derive(Clone, Debug)]
pub struct Person {
    pub base: String,
    pub member: String,
    pub token: String,
}

pub fn draft(deed: &Value) -> Value {
    json!({"id": Uuid::now_v7(), "written_at_ms": 1_763_000_000_000_i64, "deed": deed})
}

pub fn leave(text: &str) -> Value {
    draft(&json!({"type": "leave", "text": text}))
}

impl Person {
    pub async fn call(&self, method: Method, rest: &str, body: Option<String>) -> Answer {
        let request = http().request(method, format!("{}{rest}", self.base)).bearer_auth(&self.token);
        let request = match body {
            Some(body) => request.body(body),
            None => request,
        };
        Answer::of(request.send().await.unwrap()).await
    }

    pub async fn get(&self, rest: &str) -> Answer {
        self.call(Method::GET, rest, None).await
    }

    /// Posts one draft; the frame that answers it.
    pub async fn post(&self, draft: &Value) -> Value {
        let answer = self.call(Method::POST, "posts", Some(json!({"drafts": [draft]}).to_string())).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.body[0].clone()
    }

    /// Leaves a trace; its id.
    pub async fn leaves(&self, text: &str) -> String {
        let draft = leave(text);
        let frame = self.post(&draft).await;
        assert_eq!(frame["type"], "ack", "{frame}");
        draft["id"].as_str().unwrap().to_owned()
    }

    pub async fn snapshot(&self) -> Value {
        let answer = self.get("snapshot").await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.body
    }

    pub async fn socket(&self) -> Socket {
        self.socket_with(|_| ()).await.unwrap()
    }

    pub async fn socket_with(
        &self,
        change: impl FnOnce(&mut tungstenite::http::HeaderMap),
    ) -> Result<Socket, tungstenite::Error> {
        let url = format!("{}live", self.base).replacen("http", "ws", 1);
        let mut request = url.into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("authorization", format!("Bearer {}", self.token).parse().unwrap());
        headers.insert("sec-websocket-protocol", "traceboard.v2".parse().unwrap());
        change(headers);
        let (stream, _) = tokio_tungstenite::connect_async(request).await?;
        Ok(Socket(stream))
    }

    /// A socket that follows the circle's board from the newest position on; the first states are here already.
    pub async fn follow(&self) -> Socket {
        let position = self.position().await;
        let mut socket = self.follow_after(&position).await;
        socket.wait_for("states").await;
        socket
    }

    /// A socket that said that it has the circle's board up to a position.
    pub async fn follow_after(&self, after: &str) -> Socket {
        let mut socket = self.socket().await;
        socket.hello(&json!([{"space": self.circle(), "after": after}])).await;
        socket
    }

    /// The circle, which is also the space of its board.
    pub fn circle(&self) -> &str {
        self.base.trim_end_matches('/').rsplit('/').next().unwrap()
    }

    /// The newest position of the board.
    pub async fn position(&self) -> String {
        self.snapshot().await["position"].as_str().unwrap().to_owned()
    }

    /// What the board is to this person.
    pub async fn mine(&self) -> Value {
        let answer = self.get("mine").await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.body
    }

    /// Everybody who ever came in, by page.
    pub async fn members(&self) -> Vec<Value> {
        let mut members: Vec<Value> = Vec::new();
        loop {
            let after = members.last().map(|last| format!("&after={}", last["id"].as_str().unwrap()));
            let page = self.get(&format!("members?limit=20{}", after.unwrap_or_default())).await.body;
            members.extend(page["members"].as_array().unwrap().clone());
            if page["more"] == false {
                return members;
            }
        }
    }

    /// The newest cards, in the order of the feed.
    pub async fn feed(&self) -> Vec<Value> {
        feed(&self.snapshot().await)
    }

    /// Does something that is acked; the ack.
    pub async fn does(&self, deed: Value) -> Value {
        let frame = self.post(&draft(&deed)).await;
        assert_eq!(frame["type"], "ack", "{deed} gave {frame}");
        frame
    }

    /// Does something, and gives the id that it goes by.
    pub async fn posts(&self, deed: Value) -> String {
        self.does(deed).await["id"].as_str().unwrap().to_owned()
    }

    /// The code with which a deed is refused.
    pub async fn refused(&self, deed: Value) -> String {
        let frame = self.post(&draft(&deed)).await;
        assert_eq!(frame["type"], "refused", "{deed} gave {frame}");
        frame["code"].as_str().unwrap().to_owned()
    }
}

/// The cards of an answer, in the order of its feed.
pub fn feed(page: &Value) -> Vec<Value> {
    let cards = page["cards"].as_array().cloned().unwrap_or_default();
    let of = |n: &Value| cards.iter().find(|card| card["n"] == *n).unwrap().clone();
    page["feed"].as_array().unwrap().iter().map(of).collect()
}

impl Person {
    /// The same person, asking another server.
    #[must_use]
    pub fn moved_to(&self, server: &Server) -> Self {
        Self { base: server.path(""), ..self.clone() }
    }
}

/// A position that can be compared.
pub fn at(position: &Value) -> traceboard_position::Position {
    position.as_str().unwrap().parse().unwrap()
}
