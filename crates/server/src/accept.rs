//! Accepts connections, bounds them, and serves their requests.

use std::{
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, HttpBody},
    http::{HeaderValue, Request, Response, StatusCode, header},
    response::IntoResponse,
    serve::Listener,
};
use hyper::{
    body::{Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{net::TcpStream, time::timeout};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;
use traceboard_protocol::Code;

use crate::{
    line::TimedStream,
    refusal::Refused,
    slots::{ConnectionSlots, RequestSlot, UnderWay},
};

/// Routes that are answered without a free slot.
const ANSWERED_AT_ONCE: [&str; 3] = ["/healthz", "/readyz", "/metrics"];
/// How many headers a request may have. Hyper refuses more by a status alone: it calls nobody who could say more.
const HEADERS_MAX: usize = 100;
/// When to retry if every connection is busy, in milliseconds.
const COME_BACK_MS: u64 = 1_000;
/// How long a connection that is closed to make room may take to finish its answer.
const LAST_ANSWER: Duration = Duration::from_secs(5);

/// How long connections stay open when the server shuts down, for requests that were sent before the client could know.
const ON_THEIR_WAY: Duration = Duration::from_millis(300);

/// Timeouts of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// How long the head of a request may take, from its first byte on.
    pub(crate) head_within: Duration,
    /// How long a connection may idle between two requests.
    pub(crate) idle_within: Duration,
    /// How long a client may stop reading.
    pub(crate) read_within: Duration,
}

/// The last two steps of a shutdown, as whoever serves decides them.
#[derive(Clone)]
pub(crate) struct Ends {
    /// No new connections.
    pub(crate) stop: CancellationToken,
    /// What still waits is refused.
    pub(crate) last_answers: CancellationToken,
}

/// Serves until `stop`, and returns once the requests under way are answered.
pub(crate) async fn accept(
    mut listener: impl Listener<Io = TcpStream>,
    router: Router,
    slots: ConnectionSlots,
    bounds: Bounds,
    ends: Ends,
) {
    let stop = &ends.stop;
    let mut http = http1::Builder::new();
    http.max_headers(HEADERS_MAX)
        .timer(TokioTimer::new())
        .header_read_timeout(bounds.idle_within.max(bounds.head_within));
    let (under_way, last_requests) = (TaskTracker::new(), CancellationToken::new());
    let connections = async {
        loop {
            let (stream, _) = listener.accept().await;
            let (stream_slot, request_slot) = slots.acquire().await;
            let stream = TimedStream::new(stream, bounds.read_within, bounds.head_within).holding(stream_slot);
            let (ends, last_requests) = (ends.clone(), last_requests.clone());
            under_way.spawn(serve_connection(http.clone(), stream, router.clone(), request_slot, ends, last_requests));
        }
    };
    stop.run_until_cancelled(connections).await;
    drop(listener);
    under_way.close();
    let _ = timeout(ON_THEIR_WAY, under_way.wait()).await;
    last_requests.cancel();
    under_way.wait().await;
}

/// Serves the requests of one connection, until it ends, has to make room, or the server shuts down: between the end of new
/// connections and the last answers, `last_requests` is the end of new requests.
async fn serve_connection(
    http: http1::Builder,
    stream: TimedStream<TcpStream>,
    router: Router,
    request_slot: Arc<RequestSlot>,
    ends: Ends,
    last_requests: CancellationToken,
) {
    let service_slot = Arc::clone(&request_slot);
    let requests = stream.requests();
    let service = service_fn(move |request: Request<Incoming>| {
        // They end at different times: the next head has its own time once the answer is made, and the slot idles once its body is sent.
        let (under_way, answering) = (service_slot.begin(), requests.begin());
        let Ends { stop, last_answers } = ends.clone();
        let answer = answer(router.clone(), request, Arc::clone(&service_slot), last_answers);
        async move {
            let mut answer = answer.await?;
            drop(answering);
            if stop.is_cancelled() && answer.status() != StatusCode::SWITCHING_PROTOCOLS {
                answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, std::convert::Infallible>(answer.map(|body| TrackedBody { body, _under_way: under_way }))
        }
    });
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service).with_upgrades());
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = last_requests.cancelled() => {
            if !request_slot.had_request() {
                return;
            }
            connection.as_mut().graceful_shutdown();
            connection.await
        }
        may_be_answering = request_slot.evicted() => {
            if !may_be_answering {
                return;
            }
            connection.as_mut().graceful_shutdown();
            // After that it is a client that began a request and does not finish it.
            timeout(LAST_ANSWER, connection).await.unwrap_or(Ok(()))
        }
    };
    if let Err(error) = ended {
        tracing::debug!(error = %error, "a connection ended early");
    }
}

async fn answer(
    router: Router,
    request: Request<Incoming>,
    request_slot: Arc<RequestSlot>,
    last_answers: CancellationToken,
) -> Result<Response<Body>, std::convert::Infallible> {
    let at_once = ANSWERED_AT_ONCE.contains(&request.uri().path());
    if at_once || last_answers.run_until_cancelled(request_slot.wait_for_slot()).await == Some(true) {
        return router.oneshot(request).await;
    }
    let message = "cannot answer the request: every connection of the server is busy".to_owned();
    let retry_after_ms = Some(COME_BACK_MS);
    let mut answer = Refused::new(Code::TooManyRequests, message).again(retry_after_ms).into_response();
    answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    Ok(answer)
}

/// The body of an answer: its request counts as under way until the body is sent.
struct TrackedBody {
    body: Body,
    _under_way: UnderWay,
}

impl HttpBody for TrackedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
