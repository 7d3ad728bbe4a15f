//! The naive server: axum's websocket and one broadcast channel with default buffers, as one would write it in an
//! afternoon. It stores nothing and promises nothing.

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, Utf8Bytes, WebSocket},
    },
    response::Response,
    routing::get,
};
use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use tokio::{
    net::TcpListener,
    sync::broadcast::{self, Receiver, Sender},
};

use crate::{serving, stamp::stamps, template::Template};

/// How many messages a socket may be behind before it loses some. More than the generator has in flight, so that what
/// is measured is the cost of delivering and not of losing.
const CHANNEL_MESSAGES: usize = 4_096;

type Sink = SplitSink<WebSocket, Message>;

struct Naive {
    template: Template,
    sender: Sender<Utf8Bytes>,
}

/// Serves for a fixed time.
///
/// # Errors
/// Where a file can't be read or no port can be had.
pub(crate) fn serve(template: Option<&Path>) -> anyhow::Result<()> {
    let naive = Arc::new(Naive { template: Template::load(template)?, sender: broadcast::channel(CHANNEL_MESSAGES).0 });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serving::bounded(async move {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        serving::print_address(listener.local_addr()?)?;
        let router = Router::new().route("/live", get(live)).with_state(naive);
        Ok(axum::serve(listener, router).await?)
    }))
}

async fn live(State(naive): State<Arc<Naive>>, upgrade: WebSocketUpgrade) -> Response {
    // Subscribes before the answer, so that nothing is missed after it.
    let receiver = naive.sender.subscribe();
    upgrade.on_upgrade(move |socket| follow(naive, socket, receiver))
}

/// Two tasks a socket, as in axum's own chat example. One task that selects between reading and sending costs twice as
/// much: each time it is polled, the websocket clears its read buffer of 128 KiB anew.
async fn follow(naive: Arc<Naive>, socket: WebSocket, mut receiver: Receiver<Utf8Bytes>) {
    let (mut sink, mut stream) = socket.split();
    let sending = tokio::spawn(async move {
        while let Ok(text) = receiver.recv().await {
            if send(&mut sink, text, &mut receiver).await.is_err() {
                return;
            }
        }
    });
    while let Some(Ok(message)) = stream.next().await {
        if let Message::Text(text) = message {
            naive.publish(text.as_bytes());
        }
    }
    sending.abort();
}

/// Sends a message, and with it those that arrived meanwhile, in one write.
async fn send(sink: &mut Sink, text: Utf8Bytes, receiver: &mut Receiver<Utf8Bytes>) -> Result<(), axum::Error> {
    sink.feed(Message::Text(text)).await?;
    while let Ok(text) = receiver.try_recv() {
        sink.feed(Message::Text(text)).await?;
    }
    sink.flush().await
}

impl Naive {
    fn publish(&self, post: &[u8]) {
        for stamp in stamps(post) {
            let Ok(text) = String::from_utf8(self.template.stamped(stamp)) else { continue };
            // An error only means that there is no follower.
            _ = self.sender.send(text.into());
        }
    }
}
