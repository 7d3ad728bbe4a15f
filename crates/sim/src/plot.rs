//! The plot of the page, drawn by code: for each size of circle a bar an arm, as shares of the plain feed's.

use std::fmt::Write as _;

use crate::{Arm, page::Row};

const WIDTH: usize = 800;
const PANEL: usize = 250;
const LEFT: usize = 46;
const BOTTOM: usize = 34;
const TOP: usize = 56;
const COLOURS: [&str; 5] = ["#a89f8d", "#e0a33a", "#d9622b", "#6c9ab8", "#38593f"];

/// Two panels: traces that were built on, and new ties.
pub(crate) fn plot(rows: &[Row]) -> String {
    let height = 2 * PANEL + 40;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"system-ui, sans-serif\" \
         font-size=\"13\" role=\"img\" aria-label=\"Traces built on and new ties by what a circle has, as shares of a \
         newest-first feed\">\n<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fffdf8\"/>\n"
    );
    panel(&mut svg, 0, "Share of traces that somebody built on (newest first = 100)", rows, |row| &row.built_on);
    panel(&mut svg, PANEL, "New ties (newest first = 100)", rows, |row| &row.new_ties);
    for (at, arm) in Arm::ALL.iter().enumerate() {
        let (x, y) = (16 + at * 152, 2 * PANEL + 22);
        let words = arm.words().replace('*', "");
        let colour = COLOURS[at];
        let text = x + 18;
        // Writing to a string can't fail.
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"{}\" width=\"12\" height=\"12\" rx=\"3\" fill=\"{colour}\"/>\
             <text x=\"{text}\" y=\"{y}\" fill=\"#26221c\">{words}</text>",
            y - 11
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn panel(svg: &mut String, top: usize, title: &str, rows: &[Row], of: impl Fn(&Row) -> &Vec<u64>) {
    let most = rows.iter().flat_map(|row| of(row).iter().copied()).max().unwrap_or(100).max(120);
    let room = PANEL - TOP - BOTTOM;
    let at = |percent: u64| {
        top + TOP + room - usize::try_from(percent).unwrap_or(0) * room / usize::try_from(most).unwrap_or(1)
    };
    let _ = writeln!(svg, "<text x=\"{LEFT}\" y=\"{}\" font-weight=\"600\" fill=\"#26221c\">{title}</text>", top + 26);
    for percent in (0..=most).step_by(50) {
        let (y, right) = (at(percent), WIDTH - 16);
        let colour = if percent == 100 { "#6a6254" } else { "#e4dccc" };
        let _ = writeln!(
            svg,
            "<path d=\"M{LEFT} {y}H{right}\" stroke=\"{colour}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\" \
             fill=\"#6a6254\">{percent}</text>",
            LEFT - 8,
            y + 4
        );
    }
    let group = (WIDTH - LEFT - 24) / rows.len().max(1);
    let bar = (group - 30) / Arm::ALL.len();
    for (place, row) in rows.iter().enumerate() {
        let left = LEFT + 14 + place * group;
        for (arm, percent) in of(row).iter().enumerate() {
            let (x, y) = (left + arm * bar, at(*percent));
            let (height, colour) = (at(0) - y, COLOURS[arm]);
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{height}\" rx=\"2\" fill=\"{colour}\"/>\
                 <text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"11\" fill=\"#26221c\">{percent}</text>",
                bar - 4,
                x + (bar - 4) / 2,
                y - 4
            );
        }
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" fill=\"#6a6254\">{}</text>",
            left + (bar * Arm::ALL.len()) / 2,
            top + PANEL - BOTTOM + 20,
            row.name
        );
    }
}
