//! The measures: the work, the servers that do it, the figure read from a report, and its target.

use super::contestant::Contestant;
use crate::load::job::{Report, Work};

/// How many traces each of a storm gets.
pub(crate) const STORM_TRACES: u32 = 100;

/// One measure; one table.
#[derive(Clone, Copy)]
pub(crate) struct Measure {
    /// The word that `--only` takes.
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) work: Work,
    pub(crate) contestants: &'static [Contestant],
    /// Reads the figure.
    pub(crate) figure: fn(&Report) -> f64,
    /// Whether its latencies are worth a column.
    pub(crate) latencies: bool,
    pub(crate) aims: &'static [Aim],
}

/// What a figure of the product should be.
#[derive(Clone, Copy)]
pub(crate) struct Aim {
    pub(crate) of: &'static [Contestant],
    /// The figure is divided by that of this contestant; `None`: it is absolute.
    pub(crate) against: Option<Contestant>,
    pub(crate) must: Bound,
    pub(crate) aim: Option<Bound>,
}

/// A bound on a figure or a ratio.
#[derive(Clone, Copy)]
pub(crate) enum Bound {
    AtMost(f64),
    Below(f64),
    AtLeast(f64),
}

impl Bound {
    /// Whether the figure keeps it.
    pub(crate) fn holds(self, figure: f64) -> bool {
        match self {
            Self::AtMost(bound) => figure <= bound,
            Self::Below(bound) => figure < bound,
            Self::AtLeast(bound) => figure >= bound,
        }
    }
}

use Bound::{AtLeast, AtMost, Below};
use Contestant::{Embedded, Fdatasync, Limit, LimitFdatasync, LimitXadd, Naive, Nats, Nchan, Redis, SocketIo, Xadd};

const OURS: &[Contestant] = &[Embedded, Redis];
const SERVERS: &[Contestant] = &[Limit, Naive, Nchan, Nats, SocketIo, Embedded, Redis];

/// How long the windows are.
#[derive(Clone, Copy)]
pub(crate) struct Times {
    pub(crate) settle_ms: u64,
    pub(crate) window_ms: u64,
}

/// All measures.
pub(crate) fn all(times: Times) -> Vec<Measure> {
    let Times { settle_ms, window_ms } = times;
    let deliveries = |sockets, per_second| Work::Deliveries { sockets, per_second, settle_ms, window_ms };
    let appends = |posters, following| Work::Appends { posters, window_ms, following };
    let delivery = Measure {
        key: "deliveries-1000",
        title: "CPU per delivery, 1,000 followers, 20 posts a second",
        unit: "µs",
        work: deliveries(1_000, 20),
        contestants: SERVERS,
        figure: cpu_per_delivery,
        latencies: true,
        aims: &[
            Aim { of: OURS, against: Some(Limit), must: AtMost(1.15), aim: Some(AtMost(1.05)) },
            Aim { of: OURS, against: Some(Naive), must: Below(1.0), aim: None },
        ],
    };
    let append = Measure {
        key: "append-one",
        title: "One append, from post to ack, one at a time (p50)",
        unit: "µs",
        work: appends(1, false),
        contestants: &[Xadd, LimitXadd, Fdatasync, LimitFdatasync, Embedded, Redis],
        figure: |report| report.p50_us as f64,
        latencies: true,
        aims: &[
            Aim { of: &[Redis], against: Some(LimitXadd), must: AtMost(1.6), aim: Some(AtMost(1.2)) },
            Aim { of: &[Embedded], against: Some(Fdatasync), must: AtMost(2.0), aim: Some(AtMost(1.4)) },
        ],
    };
    let appends_64 = Measure {
        key: "appends-64",
        title: "Appends a second, 64 sockets with one post in flight each, which follow nothing",
        unit: "/s",
        work: appends(64, false),
        contestants: &[Xadd, LimitXadd, Embedded, Redis],
        figure: per_second,
        latencies: true,
        aims: &[
            Aim { of: &[Redis], against: Some(Xadd), must: AtLeast(0.6), aim: Some(AtLeast(1.0)) },
            Aim { of: &[Embedded], against: None, must: AtLeast(40_000.0), aim: Some(AtLeast(60_000.0)) },
        ],
    };
    vec![
        delivery,
        Measure {
            key: "deliveries-5000",
            title: "CPU per delivery, 5,000 followers, 5 posts a second",
            work: deliveries(5_000, 5),
            ..delivery
        },
        Measure {
            key: "full",
            title: "CPU per delivery at full load, 1,000 followers, 16 posts in flight",
            work: Work::Full { sockets: 1_000, posters: 4, in_flight: 4, window_ms },
            contestants: &[Naive, Nchan, Nats, SocketIo, Embedded, Redis],
            aims: &[Aim { of: OURS, against: Some(Naive), must: AtMost(0.55), aim: Some(AtMost(0.4)) }],
            ..delivery
        },
        Measure {
            key: "idle",
            title: "Memory per idle connection, 10,000 connections",
            unit: "KiB",
            work: Work::Idle { sockets: IDLE_SOCKETS },
            figure: |report| {
                let grown = report.resident_after_kib.saturating_sub(report.resident_before_kib);
                grown as f64 / f64::from(IDLE_SOCKETS)
            },
            latencies: false,
            aims: &[Aim { of: OURS, against: None, must: AtMost(5.0), aim: Some(AtMost(4.0)) }],
            ..delivery
        },
        Measure {
            key: "storm",
            title: "Storm: CPU per connection, 5,000 come at once and get 100 traces each",
            work: Work::Storm { sockets: STORM_SOCKETS, traces: STORM_TRACES },
            contestants: &[Limit, Embedded, Redis],
            figure: |report| report.cpu_us as f64 / f64::from(STORM_SOCKETS),
            latencies: false,
            aims: &[Aim { of: OURS, against: Some(Limit), must: AtMost(2.5), aim: Some(AtMost(2.0)) }],
            ..delivery
        },
        appends_64,
        Measure {
            key: "appends-64-following",
            title: "Appends a second, 64 sockets with one post in flight each, which also follow the circle",
            work: appends(64, true),
            contestants: &[Xadd, Embedded, Redis],
            aims: &[],
            ..appends_64
        },
        append,
    ]
}

/// Connections of the idle measure.
const IDLE_SOCKETS: u32 = 10_000;
/// Connections of the storm.
const STORM_SOCKETS: u32 = 5_000;

fn cpu_per_delivery(report: &Report) -> f64 {
    report.cpu_us as f64 / report.deliveries.max(1) as f64
}

fn per_second(report: &Report) -> f64 {
    report.posts as f64 / (report.window_us.max(1) as f64 / 1e6)
}
