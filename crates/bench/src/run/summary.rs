//! Medians, ratios and verdicts.

use super::{
    contestant::Contestant,
    measure::{Aim, Bound, Measure},
    rounds::{Outcome, Results},
};
use crate::load::job::Report;

/// The figures of one contestant in one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figures {
    pub(crate) median: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

impl Outcome {
    /// The figures over all rounds; none where no round was good.
    pub(crate) fn figures(&self, figure: fn(&Report) -> f64) -> Option<Figures> {
        let mut all: Vec<f64> = self.reports.iter().map(figure).collect();
        all.sort_by(f64::total_cmp);
        Some(Figures { median: median(&all)?, least: *all.first()?, most: *all.last()? })
    }

    /// The sum of a count over all rounds: one loss in any round is one.
    pub(crate) fn sum(&self, count: fn(&Report) -> u64) -> u64 {
        self.reports.iter().map(count).sum()
    }
}

/// The result of one aim for one contestant.
pub(crate) struct Verdict {
    pub(crate) of: Contestant,
    pub(crate) against: Option<Contestant>,
    /// The ratio, or the figure itself; none where one of the two is missing.
    pub(crate) figure: Option<f64>,
    pub(crate) must: Bound,
    pub(crate) aim: Option<Bound>,
}

impl Verdict {
    /// The verdict in one word.
    pub(crate) fn word(&self) -> &'static str {
        match (self.figure, self.aim) {
            (None, _) => "not measured",
            (Some(figure), Some(aim)) if self.must.holds(figure) && aim.holds(figure) => "aim reached",
            (Some(figure), _) if self.must.holds(figure) => "held",
            _ => "MISSED",
        }
    }
}

/// The verdicts of a measure, aim by aim.
pub(crate) fn verdicts(place: usize, measure: &Measure, results: &Results) -> Vec<Verdict> {
    let median = |contestant| Some(results.get(&(place, contestant))?.figures(measure.figure)?.median);
    let of_aim = |aim: &'static Aim| {
        aim.of.iter().map(move |&of| {
            let figure = match aim.against {
                None => median(of),
                Some(against) => median(of).zip(median(against)).map(|(figure, base)| figure / base),
            };
            Verdict { of, against: aim.against, figure, must: aim.must, aim: aim.aim }
        })
    };
    measure.aims.iter().flat_map(of_aim).collect()
}

/// The middle of sorted figures.
pub(crate) fn median(sorted: &[f64]) -> Option<f64> {
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        length if length % 2 == 1 => Some(sorted[middle]),
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::measure::{Times, all};

    #[test]
    fn the_median_of_an_even_number_is_between_the_two_in_the_middle() {
        assert_eq!(
            (median(&[1.0, 2.0, 9.0]), median(&[1.0, 2.0, 4.0, 9.0]), median(&[])),
            (Some(2.0), Some(3.0), None)
        );
    }

    #[test]
    fn a_ratio_is_of_medians_and_says_whether_it_is_held() {
        let measures = all(Times { settle_ms: 0, window_ms: 0 });
        let report = |cpu_us| Report { cpu_us, deliveries: 1, ..Report::default() };
        let outcome =
            |reports: &[u64]| Outcome { reports: reports.iter().copied().map(report).collect(), failures: vec![] };
        let mut results = Results::new();
        results.insert((0, Contestant::Limit), outcome(&[10, 10, 90]));
        results.insert((0, Contestant::Embedded), outcome(&[11, 1, 90]));
        results.insert((0, Contestant::Naive), outcome(&[9]));
        let words: Vec<_> =
            verdicts(0, &measures[0], &results).iter().map(|verdict| (verdict.figure, verdict.word())).collect();
        let expected =
            [(Some(1.1), "held"), (None, "not measured"), (Some(11.0 / 9.0), "MISSED"), (None, "not measured")];
        assert_eq!(words, expected);
    }
}
