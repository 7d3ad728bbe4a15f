//! The naive server: axum's websocket and one broadcast channel, with the buffers that they have by default, as one
//! would write it in an afternoon. It keeps nothing and promises nothing.

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
use futures_util::SinkExt;
use tokio::{
    net::TcpListener,
    sync::broadcast::{self, Receiver, Sender},
};

use crate::{serving, stamp::stamps, template::Template};

/// How many messages a socket may be behind before it loses some. More than the generator has in flight, so that what
/// is measured is the cost of delivering and not of losing.
const CHANNEL_MESSAGES: usize = 4_096;

struct Naive {
    template: Template,
    sender: Sender<Utf8Bytes>,
}

/// Serves until its time is over.
///
/// # Errors
/// Where a file can't be read or no port can be had.
pub(crate) fn serve(template: Option<&Path>) -> anyhow::Result<()> {
    let naive = Arc::new(Naive { template: Template::load(template)?, sender: broadcast::channel(CHANNEL_MESSAGES).0 });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serving::bounded(async move {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        serving::say_address(listener.local_addr()?)?;
        let router = Router::new().route("/live", get(live)).with_state(naive);
        Ok(axum::serve(listener, router).await?)
    }))
}

async fn live(State(naive): State<Arc<Naive>>, upgrade: WebSocketUpgrade) -> Response {
    // Before the answer, so that nothing is missed after it.
    let receiver = naive.sender.subscribe();
    upgrade.on_upgrade(move |socket| follow(naive, socket, receiver))
}

async fn follow(naive: Arc<Naive>, mut socket: WebSocket, mut receiver: Receiver<Utf8Bytes>) {
    loop {
        tokio::select! {
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => naive.publish(text.as_bytes()),
                Some(Ok(_)) => {}
                _ => return,
            },
            text = receiver.recv() => {
                let Ok(text) = text else { return };
                if send(&mut socket, text, &mut receiver).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// Sends a message, and those that came meanwhile with it: one write for all.
async fn send(socket: &mut WebSocket, text: Utf8Bytes, receiver: &mut Receiver<Utf8Bytes>) -> Result<(), axum::Error> {
    socket.feed(Message::Text(text)).await?;
    while let Ok(text) = receiver.try_recv() {
        socket.feed(Message::Text(text)).await?;
    }
    socket.flush().await
}

impl Naive {
    fn publish(&self, post: &[u8]) {
        for stamp in stamps(post) {
            let Ok(text) = String::from_utf8(self.template.stamped(stamp)) else { continue };
            // An error says that nobody follows.
            _ = self.sender.send(text.into());
        }
    }
}
