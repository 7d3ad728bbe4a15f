//! A socket as a test speaks over it, frame by frame.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, tungstenite::Message};

use super::{SOON, at};

pub struct Socket(pub(super) WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub async fn send(&mut self, frame: &Value) {
        self.send_text(frame.to_string()).await;
    }

    /// Says what it looks at.
    pub async fn hello(&mut self, spaces: &Value) {
        self.send(&json!({"type": "hello", "version": 2, "spaces": spaces})).await;
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

    /// All that comes until it is closed, and with which code and reason.
    pub async fn rest(&mut self) -> (Vec<Value>, u16, String) {
        let mut frames = Vec::new();
        loop {
            match tokio::time::timeout(SOON, self.0.next()).await.expect("a frame in time") {
                Some(Ok(Message::Text(text))) => frames.push(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(Some(frame)))) => return (frames, frame.code.into(), frame.reason.to_string()),
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

    /// The next states, up to those that reach a position; their rows, frame by frame.
    pub async fn states_to(&mut self, position: &Value) -> Vec<Value> {
        let mut all = Vec::new();
        loop {
            let frame = self.wait_for("states").await;
            let there = at(&frame["to"]) >= at(position) && frame["more"] != true;
            all.push(frame);
            if there {
                return all;
            }
        }
    }

    /// All that still comes, and the code with which the socket is closed.
    pub async fn frames_until_closed(&mut self) -> (String, u16) {
        let mut told = String::new();
        loop {
            match self.next().await {
                Ok(frame) => told += &frame.to_string(),
                Err(code) => return (told, code),
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
