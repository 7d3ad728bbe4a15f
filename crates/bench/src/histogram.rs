//! A histogram of durations: exact to 3 %, of a fixed size.

/// How many buckets each doubling has.
const STEPS: u64 = 32;
/// Enough doublings for every duration of a run: 2^40 µs are twelve days.
const BUCKETS: usize = 36 * STEPS as usize;

/// Counts durations in microseconds.
#[derive(Clone, Debug)]
pub(crate) struct Histogram {
    counts: Vec<u64>,
    total: u64,
}

impl Histogram {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self { counts: vec![0; BUCKETS], total: 0 }
    }

    /// Counts a duration; those over the last bucket are counted in it.
    pub(crate) fn count(&mut self, us: u64) {
        self.counts[bucket(us).min(BUCKETS - 1)] += 1;
        self.total += 1;
    }

    /// The quantile for a part from 0.0 to 1.0, in microseconds; 0 if nothing was counted.
    pub(crate) fn quantile(&self, part: f64) -> u64 {
        let wanted = (part * self.total as f64).ceil() as u64;
        let mut seen = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= wanted.max(1) {
                return lowest(bucket as u64);
            }
        }
        0
    }
}

/// Below 64 each number has its own bucket; above, each doubling has [`STEPS`].
fn bucket(us: u64) -> usize {
    if us < 2 * STEPS {
        return us as usize;
    }
    let doublings = u64::from(us.ilog2() - STEPS.ilog2());
    (doublings * STEPS + (us >> doublings)) as usize
}

fn lowest(bucket: u64) -> u64 {
    if bucket < 2 * STEPS {
        return bucket;
    }
    let doublings = bucket / STEPS - 1;
    (bucket - doublings * STEPS) << doublings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_three_percent_wide() {
        for us in [0, 1, 63, 64, 65, 100, 1_000, 123_456, 10_000_000_000] {
            let low = lowest(bucket(us) as u64);
            assert!(low <= us && us - low <= us / 32, "{us} is counted as {low}");
        }
    }

    #[test]
    fn quantiles_of_a_thousand() {
        let mut histogram = Histogram::new();
        (1..=1_000).for_each(|us| histogram.count(us));
        assert_eq!(histogram.quantile(0.001), 1);
        assert!((485..=500).contains(&histogram.quantile(0.5)));
        assert!((960..=990).contains(&histogram.quantile(0.99)));
    }
}
