//! Posters: by requests, by a socket of their own, or over a follower's socket.

use std::rc::Rc;

use anyhow::{Context, ensure};

use super::{
    body::Body,
    connect::open,
    follower::{Follower, Tally},
    job::{ByFrame, Peer},
};
use crate::{http::Http, stamp::Stamp, wire::client_frame};

/// One poster, which counts its posts.
pub(crate) struct Poster<'a> {
    number: u32,
    posted: u32,
    tally: Rc<Tally>,
    transport: Transport<'a>,
}

enum Transport<'a> {
    Request { http: Http, what: String, headers: &'a str, body: Body<'a> },
    Frame { follower: Follower, body: Body<'a> },
}

impl<'a> Poster<'a> {
    /// The poster of a steady rate: by requests where the server takes them.
    ///
    /// # Errors
    /// Where it can't connect.
    pub(crate) async fn steady(peer: &'a Peer, tally: &Rc<Tally>, follower: &Follower) -> anyhow::Result<Self> {
        let transport = match (&peer.by_request, &peer.by_frame) {
            (Some(request), _) => Transport::Request {
                http: Http::connect(peer.address).await?,
                what: format!("POST {}", request.path),
                headers: &request.headers,
                body: Body::new(&request.body),
            },
            (None, Some(ByFrame { path: Some(path), body })) => {
                let own = Follower::poster_only(open(peer, path, None).await?, tally);
                Transport::Frame { follower: own, body: Body::new(body) }
            }
            (None, Some(ByFrame { path: None, body })) => {
                Transport::Frame { follower: follower.clone(), body: Body::new(body) }
            }
            (None, None) => anyhow::bail!("the job does not say how to post"),
        };
        Ok(Self { number: 0, posted: 0, tally: Rc::clone(tally), transport })
    }

    /// A poster over the socket of a follower.
    ///
    /// # Errors
    /// Where the job doesn't say how to post by a frame.
    pub(crate) fn over(peer: &'a Peer, tally: &Rc<Tally>, follower: &Follower, number: u32) -> anyhow::Result<Self> {
        let by_frame = peer.by_frame.as_ref().context("the job does not say how to post by a frame")?;
        ensure!(by_frame.path.is_none(), "followers of this server can't post");
        let transport = Transport::Frame { follower: follower.clone(), body: Body::new(&by_frame.body) };
        Ok(Self { number, posted: 0, tally: Rc::clone(tally), transport })
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
        match &mut self.transport {
            Transport::Request { http, what, headers, body } => {
                let answer = http.ask(what, headers, &body.filled(stamp)).await?;
                let refused = memchr::memmem::find(&answer, b"\"refused\"").is_some();
                ensure!(!refused, "a post was refused: {}", String::from_utf8_lossy(&answer));
            }
            Transport::Frame { follower, body } => follower.write(&client_frame(&body.filled(stamp))).await,
        }
        Ok(())
    }
}
