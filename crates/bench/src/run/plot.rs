//! The plot: a block of bars for each measure, drawn as SVG.

use std::fmt::Write as _;

use super::{measure::Measure, rounds::Results, table::number};

const WIDTH: usize = 760;
const LABEL_WIDTH: usize = 190;
const FIGURE_WIDTH: usize = 90;
const BAR_HEIGHT: usize = 16;
const TITLE_HEIGHT: usize = 34;
const PADDING: usize = 16;

/// Draws all that was measured. Bars of one block share a scale, those of two blocks don't.
pub(crate) fn svg(measures: &[Measure], results: &Results) -> String {
    let mut body = String::new();
    let mut y = PADDING;
    for (place, measure) in measures.iter().enumerate() {
        let medians = measure.contestants.iter().filter_map(|&contestant| {
            let figures = results.get(&(place, contestant))?.figures(measure.figure)?;
            Some((contestant, figures.median))
        });
        let medians: Vec<_> = medians.collect();
        let most = medians.iter().map(|(_, median)| *median).fold(f64::MIN_POSITIVE, f64::max);
        if medians.is_empty() {
            continue;
        }
        y += TITLE_HEIGHT;
        _ = writeln!(
            body,
            r#"<text class="title" x="{PADDING}" y="{}">{} ({})</text>"#,
            y - 12,
            measure.title,
            measure.unit
        );
        for (contestant, median) in medians {
            let room = WIDTH - LABEL_WIDTH - FIGURE_WIDTH - 2 * PADDING;
            let length = (median / most * room as f64).max(1.0).round();
            let (x, base) = (PADDING + LABEL_WIDTH, y + BAR_HEIGHT - 4);
            let class = if contestant.is_ours() { "ours" } else { "other" };
            _ = writeln!(body, r#"<text class="label" x="{}" y="{base}">{}</text>"#, x - 8, contestant.name());
            _ = writeln!(
                body,
                r#"<rect class="{class}" x="{x}" y="{y}" width="{length}" height="{}" rx="2"/>"#,
                BAR_HEIGHT - 3
            );
            _ = writeln!(body, r#"<text x="{}" y="{base}">{}</text>"#, x as f64 + length + 6.0, number(median));
            y += BAR_HEIGHT;
        }
    }
    let height = y + PADDING;
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">
<title>What was measured, as bars; the figures stand in the tables</title>
<style>text{{font:12px sans-serif;fill:#333}}.title{{font-weight:bold}}.label{{text-anchor:end}}.ours{{fill:#b4530a}}.other{{fill:#8a939c}}</style>
<rect width="100%" height="100%" fill="#fff"/>
{body}</svg>
"##
    )
}
