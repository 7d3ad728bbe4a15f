//! What a request's body still holds once it is answered: a photo that is here already, or a file whose sender isn't signed in.
//!
//! A connection that is closed over unread bytes is reset, and the reset overtakes the answer: the browser is told of a broken
//! network, and sends the same again for ever. So what nobody read is read to its end, within bounds, beside the answer.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::header,
    middleware::Next,
    response::Response,
};
use futures_util::StreamExt as _;
use hyper::body::{Frame, SizeHint};
use tokio::runtime::Handle;

/// How much is read: as much as the largest body that any route takes by default. Beyond, the connection is reset.
const BYTES_MAX: usize = 16 * 1024 * 1024;
/// For how long.
const READ_WITHIN: Duration = Duration::from_secs(30);

/// Has the rest of each body read.
pub(crate) async fn read_rest(request: Request, next: Next) -> Response {
    // Who asks first whether to send sends nothing after a refusal.
    if request.body().is_end_stream() || request.headers().contains_key(header::EXPECT) {
        return next.run(request).await;
    }
    next.run(request.map(|body| Body::new(Leftover(Some(body))))).await
}

/// A body whose rest is read where it is dropped; none once it is over.
struct Leftover(Option<Body>);

impl HttpBody for Leftover {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.0 else { return Poll::Ready(None) };
        let polled = Pin::new(body).poll_frame(context);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.0 = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        let rest = self.0.take().filter(|body| !body.is_end_stream());
        if let (Some(rest), Ok(runtime)) = (rest, Handle::try_current()) {
            runtime.spawn(tokio::time::timeout(READ_WITHIN, read(rest)));
        }
    }
}

async fn read(body: Body) {
    let (mut parts, mut left) = (body.into_data_stream(), BYTES_MAX);
    while let Some(Ok(part)) = parts.next().await {
        let Some(less) = left.checked_sub(part.len()) else { return };
        left = less;
    }
}
