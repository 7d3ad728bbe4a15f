//! The load generator's job and its report: one JSON each, on stdin and stdout.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// One measurement of one server.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    pub(crate) peer: Peer,
    pub(crate) work: Work,
}

/// A server, and its protocol. The generator knows no more of a server than this.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    /// The processes whose CPU and memory are the server's.
    pub(crate) pids: Vec<u32>,
    /// Where its socket is.
    pub(crate) path: String,
    /// Further lines of the upgrade request, each with its line end.
    #[serde(default)]
    pub(crate) headers: String,
    /// What a follower sends first.
    #[serde(default)]
    pub(crate) hello: Option<String>,
    /// What a socket sends first that posts and follows nothing, where that is possible.
    #[serde(default)]
    pub(crate) hello_of_poster: Option<String>,
    /// A substring of the frame that confirms a subscription; `None`: the upgrade is enough.
    #[serde(default)]
    pub(crate) ready: Option<String>,
    /// The same for a socket that posts and follows nothing.
    #[serde(default)]
    pub(crate) ready_of_poster: Option<String>,
    /// Substrings of frames that must not arrive.
    #[serde(default)]
    pub(crate) trouble: Vec<String>,
    /// A substring of the frame that acknowledges a post on the same socket.
    #[serde(default)]
    pub(crate) ack: Option<String>,
    /// How one text is posted by a request of its own.
    #[serde(default)]
    pub(crate) by_request: Option<ByRequest>,
    /// How one text is posted by a frame.
    #[serde(default)]
    pub(crate) by_frame: Option<ByFrame>,
}

impl Peer {
    /// A server that needs no frames of its own protocol.
    pub(crate) fn at(address: SocketAddr) -> Self {
        Self {
            address,
            pids: Vec::new(),
            path: "/".to_owned(),
            headers: String::new(),
            hello: None,
            hello_of_poster: None,
            ready: None,
            ready_of_poster: None,
            trouble: Vec::new(),
            ack: None,
            by_request: None,
            by_frame: None,
        }
    }

    /// The same server for sockets that only post.
    pub(crate) fn posting_only(&self) -> Self {
        Self { hello: self.hello_of_poster.clone(), ready: self.ready_of_poster.clone(), ..self.clone() }
    }
}

/// A post by HTTP. In `body` `{text}`, `{id}` and `{now}` stand for the text, a fresh UUIDv7 and Unix milliseconds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ByRequest {
    pub(crate) path: String,
    pub(crate) headers: String,
    pub(crate) body: String,
}

/// A post by a frame; `body` as in [`ByRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ByFrame {
    /// The path of a socket that only posts; none: followers post over their own.
    pub(crate) path: Option<String>,
    pub(crate) body: String,
}

/// What to measure. Each ends by itself: its counts and times are bounds.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Work {
    /// One poster at a steady rate, many followers: CPU per delivery, latency, losses.
    Deliveries { sockets: u32, per_second: u32, settle_ms: u64, window_ms: u64 },
    /// Posters that keep so many posts in flight, each until its poster sees it come back: CPU per delivery.
    Full { sockets: u32, posters: u32, in_flight: u32, window_ms: u64 },
    /// Followers of a server that nothing happens on: memory per connection.
    Idle { sockets: u32 },
    /// Followers that all come at once and each get so many traces: CPU and time.
    Storm { sockets: u32, traces: u32 },
    /// Sockets that post one after the other, each waiting for its ack.
    Appends { posters: u32, window_ms: u64, following: bool },
}

/// The result of a job.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Report {
    /// Posts in the window.
    pub(crate) posts: u64,
    /// Deliveries of these posts, over all sockets.
    pub(crate) deliveries: u64,
    /// Over the whole job, all sockets: what did not come, came twice, or came behind a later one.
    pub(crate) lost: u64,
    pub(crate) doubled: u64,
    pub(crate) out_of_order: u64,
    /// The server's user and system time over the window, in microseconds.
    pub(crate) cpu_us: u64,
    /// The same of the generator: where it was busy all the time, the figures are its own and not the server's.
    pub(crate) load_cpu_us: u64,
    /// How long the window was in the end, in microseconds.
    pub(crate) window_us: u64,
    /// From writing to reading (deliveries) or to the ack (appends), in microseconds.
    pub(crate) p50_us: u64,
    pub(crate) p99_us: u64,
    pub(crate) p999_us: u64,
    /// The server's resident memory before and after the connections came, in KiB.
    pub(crate) resident_before_kib: u64,
    pub(crate) resident_after_kib: u64,
    /// The first error. The figures must not be used then.
    pub(crate) trouble: Option<String>,
}
