//! Counters and gauges, in the OpenMetrics text format. Nothing is labelled by circle or person.

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::Registry,
};
use traceboard_hub::Load;

/// The content type of [`Metrics::text`].
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// One answered request, by the template of its route.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Answered {
    pub(crate) route: String,
    pub(crate) status: u16,
}

/// One post.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Posted {
    /// `acked`, or a code of the error table.
    pub(crate) outcome: String,
}

pub(crate) struct Metrics {
    registry: Registry,
    pub(crate) answers: Family<Answered, Counter>,
    pub(crate) posts: Family<Posted, Counter>,
    pub(crate) frames: Counter,
    sockets: Gauge,
    logs: Gauge,
    slow_closed: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("traceboard");
        let answers = Family::default();
        let posts = Family::default();
        let (frames, sockets, logs, slow_closed) =
            (Counter::default(), Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("http_answers", "Requests answered, by route and status", answers.clone());
        registry.register("posts", "Posts taken or refused, by outcome", posts.clone());
        registry.register("socket_frames", "Frames of the feed written to sockets", frames.clone());
        registry.register("sockets", "Sockets subscribed to a board", sockets.clone());
        registry.register("logs_followed", "Boards that someone is subscribed to", logs.clone());
        registry.register("slow_readers_closed", "Sockets closed because they fell behind", slow_closed.clone());
        Self { registry, answers, posts, frames, sockets, logs, slow_closed }
    }

    pub(crate) fn text(&self, load: Load) -> Result<String, std::fmt::Error> {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.sockets.set(count(load.subscriptions));
        self.logs.set(count(load.logs));
        self.slow_closed.set(i64::try_from(load.slow_closed).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
