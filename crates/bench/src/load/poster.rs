//! Who posts: by requests, by a socket of its own, or over the socket of a follower.

use std::{
    rc::Rc,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, ensure};
use uuid::Uuid;

use super::{
    connect::open,
    follower::{Follower, Tally},
    job::{ByFrame, Peer},
};
use crate::{http::Http, stamp::Stamp, wire::client_frame};

/// One poster, who counts what it posted.
pub(crate) struct Poster<'a> {
    number: u32,
    posted: u32,
    tally: Rc<Tally>,
    way: Way<'a>,
}

enum Way<'a> {
    Request { http: Http, what: String, headers: &'a str, body: &'a str },
    Frame { follower: Follower, body: &'a str },
}

impl<'a> Poster<'a> {
    /// The poster of a steady rate: by requests where the server takes them.
    ///
    /// # Errors
    /// Where it can't connect.
    pub(crate) async fn steady(peer: &'a Peer, tally: &Rc<Tally>, follower: &Follower) -> anyhow::Result<Self> {
        let way = match (&peer.by_request, &peer.by_frame) {
            (Some(request), _) => Way::Request {
                http: Http::connect(peer.address).await?,
                what: format!("POST {}", request.path),
                headers: &request.headers,
                body: &request.body,
            },
            (None, Some(ByFrame { path: Some(path), body })) => {
                let own = Follower::poster_only(open(peer, path, None).await?, tally);
                Way::Frame { follower: own, body }
            }
            (None, Some(ByFrame { path: None, body })) => Way::Frame { follower: follower.clone(), body },
            (None, None) => anyhow::bail!("the job does not say how to post"),
        };
        Ok(Self { number: 0, posted: 0, tally: Rc::clone(tally), way })
    }

    /// A poster over the socket of a follower.
    ///
    /// # Errors
    /// Where the job doesn't say how to post by a frame.
    pub(crate) fn over(peer: &'a Peer, tally: &Rc<Tally>, follower: &Follower, number: u32) -> anyhow::Result<Self> {
        let by_frame = peer.by_frame.as_ref().context("the job does not say how to post by a frame")?;
        ensure!(by_frame.path.is_none(), "followers of this server can't post");
        let way = Way::Frame { follower: follower.clone(), body: &by_frame.body };
        Ok(Self { number, posted: 0, tally: Rc::clone(tally), way })
    }

    /// How many it posted.
    pub(crate) fn posted(&self) -> u32 {
        self.posted
    }

    /// Posts one more.
    ///
    /// # Errors
    /// Where a request is refused.
    pub(crate) async fn post(&mut self) -> anyhow::Result<()> {
        let stamp = Stamp { poster: self.number, seq: self.posted, at_us: self.tally.now_us() };
        self.posted += 1;
        match &mut self.way {
            Way::Request { http, what, headers, body } => {
                let answer = http.ask(what, headers, &filled(body, stamp)).await?;
                let refused = memchr::memmem::find(&answer, b"\"refused\"").is_some();
                ensure!(!refused, "a post was refused: {}", String::from_utf8_lossy(&answer));
            }
            Way::Frame { follower, body } => follower.write(&client_frame(filled(body, stamp).as_bytes())).await,
        }
        Ok(())
    }
}

/// A body with a stamp's text, a fresh id and the time in it.
pub(crate) fn filled(body: &str, stamp: Stamp) -> String {
    let now_ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    body.replace("{text}", &stamp.text())
        .replace("{id}", &Uuid::now_v7().to_string())
        .replace("{now}", &now_ms.to_string())
}
