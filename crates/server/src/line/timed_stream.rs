//! A stream under HTTP with timeouts for writing, and for receiving the head of a request.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

use crate::slots::StreamSlot;

/// Fails a write that makes no progress for too long. It is `Unpin` and can be taken apart, so an
/// upgraded connection gets its socket back, and it holds a timer only while a write waits.
#[derive(Debug)]
pub(crate) struct TimedStream<S> {
    stream: S,
    write_within: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
    head_within: Duration,
    /// Runs while the head of a request has begun and isn't whole.
    head: Option<Pin<Box<Sleep>>>,
    requests: RequestCounter,
    /// The value of `requests` at the last read.
    requests_seen: usize,
    slot: Option<StreamSlot>,
}

/// Counts one up when a request's head is complete, and one up when its answer is ready: odd while a request is being answered.
/// Hyper's own timer begins when the previous request ended, so it can't tell an idle connection from a client that sends its head
/// one byte at a time.
#[derive(Clone, Debug, Default)]
pub(crate) struct RequestCounter(Arc<AtomicUsize>);

/// A request is being answered for as long as this lives.
pub(crate) struct RequestInProgress(RequestCounter);

impl RequestCounter {
    pub(crate) fn begin(&self) -> RequestInProgress {
        self.0.fetch_add(1, Ordering::Relaxed);
        RequestInProgress(self.clone())
    }
}

impl Drop for RequestInProgress {
    fn drop(&mut self) {
        self.0.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl<S> TimedStream<S> {
    pub(crate) fn new(stream: S, write_within: Duration, head_within: Duration) -> Self {
        let requests = RequestCounter::default();
        Self { stream, write_within, waiting: None, head_within, head: None, requests, requests_seen: 0, slot: None }
    }

    /// The counter that the service advances for each request on this stream.
    pub(crate) fn requests(&self) -> RequestCounter {
        self.requests.clone()
    }

    /// Holds its connection's slot until it is dropped.
    pub(crate) fn holding(self, slot: StreamSlot) -> Self {
        Self { slot: Some(slot), ..self }
    }

    /// The stream, and the slot that it holds.
    pub(crate) fn into_parts(self) -> (S, Option<StreamSlot>) {
        (self.stream, self.slot)
    }

    fn limit_wait<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.waiting = None;
            return written;
        }
        let within = self.write_within;
        ready!(self.waiting.get_or_insert_with(|| Box::pin(sleep(within))).as_mut().poll(cx));
        self.waiting = None;
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the client reads nothing of what is sent to it")))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for TimedStream<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let requests = self.requests.0.load(Ordering::Relaxed);
        if requests != std::mem::replace(&mut self.requests_seen, requests) {
            self.head = None;
        }
        if requests % 2 == 1 {
            // While a request is being answered, its body is bounded by the request's own timeout.
            return Pin::new(&mut self.stream).poll_read(cx, buf);
        }
        let before = buf.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_ready() && buf.filled().len() > before {
            let within = self.head_within;
            self.head.get_or_insert_with(|| Box::pin(sleep(within)));
        }
        if let (Poll::Pending, Some(head)) = (&read, &mut self.head) {
            ready!(head.as_mut().poll(cx));
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the head of a request takes too long")));
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for TimedStream<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.limit_wait(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.limit_wait(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        self.limit_wait(cx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let shut = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.limit_wait(cx, shut)
    }
}
