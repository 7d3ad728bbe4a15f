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

/// One message to a push service.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Pushed {
    /// `taken`, `gone`, `refused`, `forgotten` or `not_wanted`.
    pub(crate) outcome: String,
}

pub(crate) struct Metrics {
    registry: Registry,
    pub(crate) answers: Family<Answered, Counter>,
    pub(crate) posts: Family<Posted, Counter>,
    pub(crate) pushes: Family<Pushed, Counter>,
    deliveries: Gauge,
    followers: Gauge,
    connections: Gauge,
    spaces: Gauge,
    circles: Gauge,
    pods: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("traceboard");
        let answers = Family::default();
        let posts = Family::default();
        let pushes = Family::default();
        let (deliveries, followers) = (Gauge::default(), Gauge::default());
        let (spaces, circles, pods) = (Gauge::default(), Gauge::default(), Gauge::default());
        let connections = Gauge::default();
        registry.register("http_answers", "Requests answered, by route and status", answers.clone());
        registry.register("posts", "Posts taken or refused, by outcome", posts.clone());
        registry.register("pushes", "Messages to push services, by outcome", pushes.clone());
        registry.register("deliveries", "Frames of rows written to followers since the start", deliveries.clone());
        registry.register("followers", "Sockets and polls that follow a space", followers.clone());
        registry.register("connections", "Connections that are open, sockets among them", connections.clone());
        registry.register("spaces", "Spaces that someone follows", spaces.clone());
        registry.register("circles", "Circles that are open, so that they are held in memory", circles.clone());
        registry.register("pods", "Pods that are open, so that they are held in memory", pods.clone());
        Self { registry, answers, posts, pushes, deliveries, followers, connections, spaces, circles, pods }
    }

    /// `connections`, `circles` and `pods`: how many are open.
    pub(crate) fn text(
        &self,
        load: Load,
        connections: usize,
        circles: usize,
        pods: usize,
    ) -> Result<String, std::fmt::Error> {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.followers.set(count(load.followers));
        self.connections.set(count(connections));
        self.spaces.set(count(load.spaces));
        self.circles.set(count(circles));
        self.pods.set(count(pods));
        self.deliveries.set(i64::try_from(load.deliveries).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
