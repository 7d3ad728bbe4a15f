//! The product, used from outside as any program uses it: protocol version 2, HTTP and websocket.

use std::{net::SocketAddr, time::Duration};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};
use tokio::{io::AsyncReadExt, time::timeout};
use uuid::Uuid;

use crate::{
    http::Http,
    load::{
        Body,
        job::{ByFrame, ByRequest, Peer},
        open,
    },
    stamp::{Stamp, stamps},
    wire::{FrameReader, Kind, server_frame},
};

/// The version of the protocol that is spoken.
const VERSION: u32 = 2;
/// How long the frames of a capture may take.
const CAPTURE_WITHIN: Duration = Duration::from_secs(10);
/// How many drafts one request may hold.
const DRAFTS_MAX: u32 = 50;
/// One text as a draft; the load generator fills it in.
const DRAFT: &str = r#"{"id":"{id}","written_at_ms":{now},"deed":{"type":"leave","text":"{text}"}}"#;

/// A member of a circle on a running server.
pub(crate) struct Guest {
    address: SocketAddr,
    circle: String,
    headers: String,
}

impl Guest {
    /// Joins by the link that `serve` prints.
    ///
    /// # Errors
    /// Where the link is none, or the server refuses.
    pub(crate) async fn join(address: SocketAddr, link: &str) -> anyhow::Result<Self> {
        let (before, secret) = link.split_once("#invite=").context("the invite link has no secret")?;
        let circle = before.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let body = json!({ "request": Uuid::now_v7(), "secret": secret, "name": "Bench", "colour": 3 }).to_string();
        let headers = "content-type: application/json\r\naccept: application/vnd.traceboard.token+json\r\n";
        let joined =
            Http::connect(address).await?.ask(&format!("POST /api/c/{circle}/join"), headers, body.as_bytes()).await?;
        let joined: Value = serde_json::from_slice(&joined)?;
        let token = joined["token"].as_str().context("no token came with the session")?;
        Ok(Self { address, circle, headers: format!("authorization: Bearer {token}\r\n") })
    }

    /// The position of the snapshot as it is now.
    ///
    /// # Errors
    /// Where the server refuses.
    pub(crate) async fn position(&self) -> anyhow::Result<String> {
        let what = format!("GET /api/c/{}/snapshot", self.circle);
        let snapshot = Http::connect(self.address).await?.ask(&what, &self.headers, b"").await?;
        let snapshot: Value = serde_json::from_slice(&snapshot).context("cannot read the snapshot")?;
        Ok(snapshot["position"].as_str().context("the snapshot has no position")?.to_owned())
    }

    /// Leaves so many traces, stamped from 0.
    ///
    /// # Errors
    /// Where one is refused.
    pub(crate) async fn leave(&self, traces: u32) -> anyhow::Result<()> {
        let mut http = Http::connect(self.address).await?;
        let seqs: Vec<u32> = (0..traces).collect();
        for seqs in seqs.chunks(DRAFTS_MAX as usize) {
            let draft = Body::new(DRAFT);
            let drafts: Vec<_> = seqs.iter().map(|&seq| draft.filled(Stamp { poster: 0, seq, at_us: 0 })).collect();
            let body = [&b"{\"drafts\":["[..], &drafts.join(&b','), b"]}"].concat();
            let headers = format!("{}content-type: application/json\r\n", self.headers);
            let answer = http.ask(&format!("POST /api/c/{}/posts", self.circle), &headers, &body).await?;
            let answer = String::from_utf8_lossy(&answer);
            ensure!(!answer.contains("\"refused\""), "a trace was refused: {answer}");
        }
        Ok(())
    }

    /// How the load generator speaks to the server as this member, following from a position.
    pub(crate) fn peer(&self, pids: Vec<u32>, after: &str) -> Peer {
        let circle = &self.circle;
        let hello = |spaces: Value| json!({ "type": "hello", "version": VERSION, "spaces": spaces }).to_string();
        Peer {
            address: self.address,
            pids,
            path: format!("/api/c/{circle}/live"),
            headers: format!("sec-websocket-protocol: traceboard.v{VERSION}\r\n{}", self.headers),
            hello: Some(hello(json!([{ "space": circle, "after": after }]))),
            hello_of_poster: Some(hello(json!([]))),
            ready: Some("\"type\":\"states\"".to_owned()),
            ready_of_poster: Some("\"type\":\"welcome\"".to_owned()),
            trouble: ["anew", "closed", "reload", "refused", "error"].map(|kind| format!("\"type\":\"{kind}\"")).into(),
            ack: Some("\"type\":\"ack\"".to_owned()),
            by_request: Some(ByRequest {
                path: format!("/api/c/{circle}/posts"),
                headers: format!("{}content-type: application/json\r\n", self.headers),
                body: format!("{{\"drafts\":[{DRAFT}]}}"),
            }),
            by_frame: Some(ByFrame { path: None, body: format!("{{\"type\":\"post\",\"draft\":{DRAFT}}}") }),
        }
    }

    /// The payload of the frame that a follower gets for one new trace.
    ///
    /// # Errors
    /// Where none comes.
    pub(crate) async fn frame_of_one(&self) -> anyhow::Result<Vec<u8>> {
        let peer = self.peer(Vec::new(), &self.position().await?);
        let following = self.receive(&peer, 1);
        let (frames, left) = tokio::join!(following, self.leave(1));
        left?;
        frames?.into_iter().find(|payload| stamps(payload).count() == 1).context("no frame with one trace came")
    }

    /// The frames, as bytes on the wire, that a follower gets who missed so many traces.
    ///
    /// # Errors
    /// Where they don't come.
    pub(crate) async fn frames_of_missed(&self, traces: u32) -> anyhow::Result<Vec<u8>> {
        let peer = self.peer(Vec::new(), &self.position().await?);
        self.leave(traces).await?;
        let frames = self.receive(&peer, traces as usize).await?;
        Ok(frames.iter().flat_map(|payload| server_frame(payload)).collect())
    }

    /// All messages until so many stamps have come.
    async fn receive(&self, peer: &Peer, traces: usize) -> anyhow::Result<Vec<Vec<u8>>> {
        let opened = open(peer, &peer.path, peer.hello.as_deref()).await?;
        let (mut stream, mut bytes) = (opened.stream, opened.first);
        let mut reader = FrameReader::default();
        let mut frames: Vec<Vec<u8>> = Vec::new();
        let receiving = async {
            loop {
                let mut closed = None;
                reader.feed(&bytes, |kind, payload| match kind {
                    Kind::Message => frames.push(payload.to_vec()),
                    Kind::Close => closed = Some(String::from_utf8_lossy(payload).into_owned()),
                    Kind::Ping | Kind::Pong => {}
                })?;
                if let Some(reason) = closed {
                    bail!("the server closed the socket: {reason}");
                }
                if frames.iter().map(|payload| stamps(payload).count()).sum::<usize>() >= traces {
                    return Ok(frames);
                }
                bytes.clear();
                ensure!(stream.read_buf(&mut bytes).await? > 0, "the server hung up");
            }
        };
        timeout(CAPTURE_WITHIN, receiving).await.with_context(|| format!("{traces} traces did not come"))?
    }
}
