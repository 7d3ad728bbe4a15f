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

use futures_util::{SinkExt, StreamExt};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{self, Message, client::IntoClientRequest},
};
use traceboard_log::{Clock, EmbeddedLog, Log, SystemClock};
use traceboard_server::{Config, NewCircle, Secret};
use uuid::Uuid;

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

impl Server {
    pub async fn start(log: &Arc<dyn Log>) -> Self {
        Self::start_with(log, Config::default()).await
    }

    pub async fn start_with(log: &Arc<dyn Log>, config: Config) -> Self {
        let clock = Arc::new(MovedClock::default());
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
        headers.insert("sec-websocket-protocol", "traceboard.v1".parse().unwrap());
        change(headers);
        let (stream, _) = tokio_tungstenite::connect_async(request).await?;
        Ok(Socket(stream))
    }

    /// A socket that follows the board after a position (from the start, where there is none).
    pub async fn follow(&self, after: Option<&str>) -> Socket {
        let mut socket = self.socket().await;
        socket.send(&json!({"type": "hello", "after": after})).await;
        socket
    }
}

pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub async fn send(&mut self, frame: &Value) {
        self.send_text(frame.to_string()).await;
    }

    pub async fn send_text(&mut self, text: String) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    /// The next frame, or the code with which the socket was closed.
    pub async fn next(&mut self) -> Result<Value, u16> {
        loop {
            let message = tokio::time::timeout(SOON, self.0.next()).await.expect("a frame in time");
            match message {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(Some(frame)))) => return Err(frame.code.into()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("the socket ended without a code: {other:?}"),
            }
        }
    }

    /// How the connection ends: with a code, or with none where the network dropped it. Frames before are passed over.
    pub async fn ended(&mut self) -> Option<u16> {
        while let Some(Ok(message)) = tokio::time::timeout(SOON, self.0.next()).await.expect("an end in time") {
            if let Message::Close(frame) = message {
                return frame.map(|frame| frame.code.into());
            }
        }
        None
    }

    /// The next frame of a type; others are passed over.
    pub async fn wait_for(&mut self, kind: &str) -> Value {
        loop {
            let frame = self.next().await.unwrap_or_else(|code| panic!("closed with {code} while waiting for {kind}"));
            if frame["type"] == kind {
                return frame;
            }
        }
    }

    /// The code with which the socket is closed; frames before are passed over.
    pub async fn closed(&mut self) -> u16 {
        loop {
            if let Err(code) = self.next().await {
                return code;
            }
        }
    }
}

impl Person {
    /// The same person, asking another server.
    #[must_use]
    pub fn moved_to(&self, server: &Server) -> Self {
        Self { base: server.path(""), ..self.clone() }
    }
}
