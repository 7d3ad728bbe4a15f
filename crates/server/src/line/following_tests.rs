//! A follower of the hub on a real socket.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use futures_util::StreamExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, protocol::Role},
};
use traceboard_hub::{Channel, Config, Ended, Follower, Hub, Identity, Kind, Source};
use uuid::Uuid;

use super::{
    numbers::{Numbers, at},
    *,
};

struct Follows(Following);

impl Session for Follows {
    fn message(&mut self, _: &Arc<SocketLine>, _: &str) -> Flow {
        Flow::Continue(())
    }
    fn woken(&mut self, _: &Arc<SocketLine>) -> Flow {
        Flow::Continue(())
    }
    fn poll(&mut self, line: &Arc<SocketLine>, cx: &mut Context<'_>) -> Flow {
        match self.0.poll(line, cx) {
            Poll::Ready(Ended::Closed { code, reason }) => Flow::Break((code, reason)),
            Poll::Ready(other) => Flow::Break((4000, other.to_string())),
            Poll::Pending => Flow::Continue(()),
        }
    }
}

struct Room {
    source: Arc<Numbers>,
    channel: Channel,
    _hub: Hub,
    client: WebSocketStream<TcpStream>,
}

impl Room {
    async fn open(bytes: usize) -> Self {
        let source = Arc::new(Numbers { newest: AtomicU64::new(0), removed: AtomicU64::new(0), bytes });
        let hub = Hub::new(Config::default());
        let channel = hub.open(Uuid::nil(), Arc::clone(&source) as Arc<dyn Source>);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let follow = channel.clone();
        tokio::spawn(run((stream, Bytes::new()), Beats::default(), move |line| {
            let who = Identity { member: Uuid::from_u128(1), key: Bytes::new() };
            let line = Arc::clone(line) as Arc<dyn traceboard_hub::Line>;
            let follower: Follower = follow.follow(who, line, Kind::Stream, at(0)).unwrap();
            Follows(Following::new(follower))
        }));
        let client = WebSocketStream::from_raw_socket(client, Role::Client, None).await;
        Self { source, channel, _hub: hub, client }
    }

    fn news(&self) -> u64 {
        let newest = self.source.newest.fetch_add(1, Ordering::AcqRel) + 1;
        self.channel.notify();
        newest
    }

    /// From where to where the next frame of rows goes.
    async fn next(&mut self) -> (u64, u64) {
        loop {
            let message = tokio::time::timeout(Duration::from_secs(20), self.client.next()).await.unwrap();
            let Message::Text(text) = message.unwrap().unwrap() else { panic!("no text") };
            if let Some((from, to)) = text.trim().split_once(' ') {
                return (from.parse().unwrap(), to.parse().unwrap());
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_stops_reading_gets_merged_states_later_and_is_never_closed() {
    let mut room = Room::open(50_000).await;
    assert_eq!(room.next().await, (0, 0));
    // Many times what the network holds for a client that doesn't read.
    let mut newest = 0;
    for _ in 0..1_000 {
        newest = room.news();
        tokio::task::yield_now().await;
    }
    let (mut upto, mut frames) = (0, 0);
    while upto < newest {
        let (from, to) = room.next().await;
        assert!(from <= upto && to > upto, "{from} to {to} after {upto}");
        (upto, frames) = (to, frames + 1);
    }
    assert!(frames < 500, "{frames} frames");
    // It is live again.
    let newest = room.news();
    assert_eq!(room.next().await, (newest - 1, newest));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_removed_member_is_closed_without_the_rows_after_it() {
    let mut room = Room::open(10).await;
    assert_eq!(room.next().await, (0, 0));
    room.source.removed.store(1, Ordering::Release);
    room.news();
    loop {
        match room.client.next().await.unwrap().unwrap() {
            Message::Close(close) => break assert_eq!(u16::from(close.unwrap().code), 4003),
            Message::Text(text) => assert_eq!(text.as_str(), "", "only who is here"),
            other => panic!("{other:?}"),
        }
    }
}
