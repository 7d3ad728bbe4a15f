//! A server for tests, over real sockets, whose sessions report what they do.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{ops::ControlFlow, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::Request, http::StatusCode, response::IntoResponse, routing::get};
use hyper::server::conn::http1;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::client::IntoClientRequest};
use traceboard_hub::Frame;

use super::{connection::End, *};

/// What a session did, for the test to wait for.
#[derive(Debug)]
pub(super) enum Did {
    Opened(Arc<SocketLine>),
    Heard(String),
    Woken,
    Ended(End),
}

/// Answers each message with itself in capitals; `bye` closes.
pub(super) struct Echo(pub(super) mpsc::UnboundedSender<Did>);

impl Session for Echo {
    fn message(&mut self, line: &Arc<SocketLine>, text: &str) -> Flow {
        self.0.send(Did::Heard(text.to_owned())).unwrap();
        if text == "bye" {
            return ControlFlow::Break((4000, "good bye".to_owned()));
        }
        line.send(&Frame::text(text.to_uppercase().as_bytes()));
        ControlFlow::Continue(())
    }

    fn woken(&mut self, _: &Arc<SocketLine>) -> Flow {
        self.0.send(Did::Woken).unwrap();
        ControlFlow::Continue(())
    }
}

pub(super) struct Server {
    pub(super) address: std::net::SocketAddr,
    pub(super) did: mpsc::UnboundedReceiver<Did>,
    pub(super) beats: Beats,
}

impl Server {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (told, did) = mpsc::unbounded_channel();
        let beats = Beats::default();
        let shared = (told, beats.clone());
        let open = async move |mut request: Request<Body>| {
            let (told, beats) = shared.clone();
            match upgrade(&mut request, ["test.v1"]) {
                Err(error) => (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
                Ok((response, upgrading, _)) => {
                    tokio::spawn(async move {
                        let Some((stream, early, _)) = upgrading.finish().await else { return };
                        let session = |line: &Arc<SocketLine>| {
                            told.send(Did::Opened(Arc::clone(line))).unwrap();
                            Echo(told.clone())
                        };
                        let end = run((stream, early), beats, session).await;
                        let _ = told.send(Did::Ended(end));
                    });
                    response
                }
            }
        };
        let router = Router::new().route("/", get(open));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let stream = TokioIo::new(TimedStream::new(stream, Duration::from_secs(20), Duration::from_secs(20)));
                let service = TowerToHyperService::new(router.clone());
                tokio::spawn(async move {
                    let _ = http1::Builder::new().serve_connection(stream, service).with_upgrades().await;
                });
            }
        });
        Self { address, did, beats }
    }

    pub(super) async fn client(&mut self) -> (WebSocketStream<MaybeTlsStream<TcpStream>>, Arc<SocketLine>) {
        let mut request = format!("ws://{}/", self.address).into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", "other, test.v1".parse().unwrap());
        let (client, response) = connect_async(request).await.unwrap();
        assert_eq!(response.headers()["sec-websocket-protocol"], "test.v1");
        let Did::Opened(line) = self.next().await else { panic!("not opened") };
        (client, line)
    }

    /// A client that speaks bytes, after its upgrade with the bytes that it sent too early.
    pub(super) async fn raw(&mut self, early: &[u8]) -> (TcpStream, Arc<SocketLine>) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = "GET / HTTP/1.1\r\nhost: h\r\nconnection: keep-alive, Upgrade\r\nupgrade: WebSocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: test.v1\r\n\r\n";
        stream.write_all(&[request.as_bytes(), early].concat()).await.unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await.unwrap());
        }
        let head = String::from_utf8(head).unwrap();
        // The answer that RFC 6455 prints for this key.
        assert!(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{head}");
        let Did::Opened(line) = self.next().await else { panic!("not opened") };
        (stream, line)
    }

    pub(super) async fn next(&mut self) -> Did {
        tokio::time::timeout(Duration::from_secs(10), self.did.recv()).await.unwrap().unwrap()
    }

    pub(super) async fn end(&mut self) -> End {
        loop {
            if let Did::Ended(end) = self.next().await {
                return end;
            }
        }
    }
}

/// A client's frame, masked with the example's mask of RFC 6455.
pub(super) fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mask = [0x37, 0xfa, 0x21, 0x3d];
    assert!(payload.len() < 126);
    let mut frame = vec![first, 0x80 | payload.len() as u8];
    frame.extend(mask);
    frame.extend(payload.iter().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}
