//! The tables, in Markdown.

use std::fmt::Write as _;

use super::{
    contestant::Contestant,
    measure::{Bound, Measure},
    rounds::{Outcome, Results},
    summary::verdicts,
};
use crate::load::job::Report;

/// How much of a failure stands in a table.
const FAILURE_LETTERS_MAX: usize = 160;

/// All aims in one table, then a table for each measure.
pub(crate) fn all(measures: &[Measure], results: &Results) -> String {
    let mut text = aims(measures, results);
    for (place, measure) in measures.iter().enumerate() {
        text += &one(place, measure, results);
    }
    text
}

fn aims(measures: &[Measure], results: &Results) -> String {
    let mut text = "| measure | of | against | figure | must | aim | |\n|---|---|---|---|---|---|---|\n".to_owned();
    for (place, measure) in measures.iter().enumerate() {
        for verdict in verdicts(place, measure, results) {
            let unit = if verdict.against.is_some() { "" } else { measure.unit };
            let figure = verdict.figure.map_or("-".to_owned(), |figure| format!("{} {unit}", number(figure)));
            _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {} |",
                measure.title,
                verdict.of.name(),
                verdict.against.map_or("itself", Contestant::name),
                figure.trim(),
                bound(verdict.must),
                verdict.aim.map_or(String::new(), bound),
                verdict.word(),
            );
        }
    }
    text
}

fn one(place: usize, measure: &Measure, results: &Results) -> String {
    let mut text = format!("\n### {}\n\n", measure.title);
    let bases: Vec<Contestant> = measure
        .contestants
        .iter()
        .copied()
        .filter(|contestant| !contestant.is_ours() && !contestant.is_peer())
        .collect();
    let base_columns: String = bases.iter().map(|base| format!(" ÷ {} |", base.name())).collect();
    let latency = if measure.latencies { " p50 / p99 / p99.9 ms | generator busy |" } else { "" };
    _ = writeln!(
        text,
        "| | median, {} | least to most |{base_columns}{latency} lost, doubled, out of order |",
        measure.unit
    );
    let columns = 4 + bases.len() + 2 * usize::from(measure.latencies);
    _ = writeln!(text, "|{}", "---|".repeat(columns));
    for &contestant in measure.contestants {
        let name = contestant.name();
        let Some(outcome) = results.get(&(place, contestant)) else { continue };
        let Some(figures) = outcome.figures(measure.figure) else {
            let reason = outcome.failures.last().map_or("not measured", String::as_str);
            let reason: String = reason.chars().take(FAILURE_LETTERS_MAX).map(plain).collect();
            _ = writeln!(text, "| {name} | not there: {reason} |{}", " |".repeat(columns - 2));
            continue;
        };
        let ratios: String = bases.iter().map(|&base| ratio(place, measure, results, figures.median, base)).collect();
        let latency = if measure.latencies { format!(" {} |", latencies(outcome)) } else { String::new() };
        let losses = [outcome.sum(|report| report.lost), outcome.sum(|report| report.doubled)];
        _ = writeln!(
            text,
            "| {name} | {} | {} to {} |{ratios}{latency} {}, {}, {} |",
            number(figures.median),
            number(figures.least),
            number(figures.most),
            losses[0],
            losses[1],
            outcome.sum(|report| report.out_of_order),
        );
    }
    text
}

fn ratio(place: usize, measure: &Measure, results: &Results, median: f64, base: Contestant) -> String {
    let base = results.get(&(place, base)).and_then(|outcome| outcome.figures(measure.figure));
    base.map_or(" - |".to_owned(), |base| format!(" {:.2} |", median / base.median))
}

/// Medians of each round's quantiles, and of how busy the generator was.
fn latencies(outcome: &Outcome) -> String {
    let quantiles: [fn(&Report) -> f64; 3] =
        [|report| report.p50_us as f64, |report| report.p99_us as f64, |report| report.p999_us as f64];
    let all = quantiles.map(|quantile| outcome.figures(quantile).map_or(0.0, |figures| figures.median / 1_000.0));
    let busy = outcome.figures(|report| report.load_cpu_us as f64 / report.window_us.max(1) as f64);
    let busy = busy.map_or(0.0, |busy| 100.0 * busy.median);
    format!("{} | {busy:.0} %", all.map(|ms| format!("{ms:.2}")).join(" / "))
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::AtMost(bound) => format!("≤ {}", number(bound)),
        Bound::Below(bound) => format!("< {}", number(bound)),
        Bound::AtLeast(bound) => format!("≥ {}", number(bound)),
    }
}

/// Three digits are more than the noise allows.
pub(crate) fn number(number: f64) -> String {
    match number {
        large if large >= 1_000.0 => {
            let digits = format!("{large:.0}");
            let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
            groups.join(",")
        }
        middle if middle >= 100.0 => format!("{middle:.0}"),
        middle if middle >= 10.0 => format!("{middle:.1}"),
        small => format!("{small:.2}"),
    }
}

/// Replaces characters that would break a table.
fn plain(letter: char) -> char {
    if letter == '|' || letter.is_control() { ' ' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::measure::{Times, all as measures};

    #[test]
    fn numbers_are_as_long_as_they_are_exact() {
        assert_eq!([0.456, 6.7, 12.34, 134.6, 91_234.5].map(number), ["0.46", "6.70", "12.3", "135", "91,234"]);
    }

    #[test]
    fn each_row_of_a_table_has_as_many_columns_as_its_head() {
        let measures = measures(Times { settle_ms: 0, window_ms: 0 });
        let mut results = Results::new();
        for (place, measure) in measures.iter().enumerate() {
            for &contestant in measure.contestants {
                let outcome = results.entry((place, contestant)).or_default();
                if contestant.is_ours() {
                    outcome.failures.push("no\n| there".to_owned());
                } else {
                    outcome.reports.push(Report { posts: 3, deliveries: 3, ..Report::default() });
                }
            }
        }
        let text = all(&measures, &results);
        for table in text.split("\n\n") {
            let columns: Vec<_> =
                table.lines().filter(|line| line.starts_with('|')).map(|line| line.matches('|').count()).collect();
            assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "{table}");
        }
    }
}
