//! The tables of `docs/DOES_IT_WORK.md`.

use std::fmt::Write as _;

use crate::{
    Arm, Assumptions, Real, groups, plot,
    run::{Before, ByArm, Outcome, all_arms},
};

/// How many runs each figure is made of, by seeds 0 to 19.
const SEEDS: u64 = 20;
/// The sizes of circles.
const SIZES: [usize; 4] = [50, 100, 250, 500];
/// The size in which assumptions are varied.
const VARIED: usize = 100;

/// The generated parts of the page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Synthetic circles.
    pub synthetic: String,
    /// A real community, if a file of one is given.
    pub real: Option<String>,
    /// The plot.
    pub plot: String,
}

/// A size of circle by arm, in percent of the plain feed's.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) built_on: Vec<u64>,
    pub(crate) new_ties: Vec<u64>,
}

/// Runs everything. The same each time.
#[must_use]
pub fn page(real: Option<&Real>) -> Page {
    let none = Before::default();
    let mut rows = Vec::new();
    let mut sizes = Vec::new();
    for people in SIZES {
        let by_arm = all_arms(&Assumptions::usual(people), SEEDS, &none);
        rows.push(row(format!("{people} people"), &by_arm));
        sizes.push((format!("{people} people"), by_arm));
    }
    let mut synthetic = table("circle", &sizes);
    synthetic.push_str("\nWhat hangs on what is assumed, in circles of 100:\n\n");
    let varied: Vec<_> = Assumptions::varied(VARIED)
        .into_iter()
        .map(|(name, all)| (name.to_owned(), all_arms(&all, SEEDS / 2, &none)))
        .collect();
    synthetic.push_str(&table("assumption", &varied));
    Page { synthetic, real: real.map(of_real), plot: plot::plot(&rows) }
}

fn of_real(real: &Real) -> String {
    let all = Assumptions::usual(real.people);
    let runs = all_arms(&all, SEEDS, &real.before);
    let mut text = format!("{} traces by {} people.\n\n", real.traces, real.people);
    text.push_str(&table("circle", &[("twelve weeks more".to_owned(), runs)]));
    let (by_weave, by_chance) = groups::compare(real.people, &real.before.built);
    let share = |new: u64, pairs: u64| percent(new, pairs).map_or_else(|| "–".to_owned(), |share| format!("{share} %"));
    // Writing to a string can't fail.
    let _ = write!(
        text,
        "\nOf the pairs that would meet in groups of five, so many never built with each other:\n\n\
         | by *Reconnect* | by chance (mean of 200 draws) |\n|---|---|\n| {} | {} |\n",
        share(by_weave.new, by_weave.pairs),
        share(by_chance.new, by_chance.pairs)
    );
    text
}

fn table(first: &str, rows: &[(String, ByArm)]) -> String {
    let mut text = format!("| {first} | what is counted |");
    Arm::ALL.iter().for_each(|arm| _ = write!(text, " {} |", arm.words()));
    text.push_str("\n|---|---|");
    Arm::ALL.iter().for_each(|_| text.push_str("---|"));
    text.push('\n');
    for (name, by_arm) in rows {
        let shares: Vec<_> = by_arm.values().map(|runs| share(runs)).collect();
        let mean = |of: fn(&Outcome) -> u64| -> Vec<u64> { by_arm.values().map(|runs| mean(runs, of)).collect() };
        let _ = write!(text, "| {name} | traces built on |");
        for (at, share) in shares.iter().enumerate() {
            let _ = write!(
                text,
                " {}.{} %{} |",
                share / 10,
                share % 10,
                better(by_arm, at, |one| one.built_on * 1_000 / one.traces.max(1))
            );
        }
        for (what, of) in
            [("new ties", (|one| one.new_ties) as fn(&Outcome) -> u64), ("of those across interests", |one| one.across)]
        {
            let _ = write!(text, "\n| | {what} |");
            for (at, count) in mean(of).iter().enumerate() {
                let _ = write!(text, " {count}{} |", better(by_arm, at, of));
            }
        }
        text.push('\n');
    }
    text
}

/// In how many runs an arm had more than the one before it; an arrow if it had in nearly all.
fn better(by_arm: &ByArm, at: usize, of: impl Fn(&Outcome) -> u64) -> &'static str {
    let before = if at == 4 { 2 } else { at.wrapping_sub(1) };
    let (Some(now), Some(before)) = (by_arm.get(&at), by_arm.get(&before)) else { return "" };
    let more = now.iter().zip(before).filter(|(now, before)| of(now) > of(before)).count();
    let less = now.iter().zip(before).filter(|(now, before)| of(now) < of(before)).count();
    let nearly_all = now.len() * 9 / 10;
    if more >= nearly_all {
        " ↑"
    } else if less >= nearly_all {
        " ↓"
    } else {
        ""
    }
}

/// How many of a thousand traces were built on.
fn share(runs: &[Outcome]) -> u64 {
    let sum = |of: fn(&Outcome) -> u64| runs.iter().map(of).sum::<u64>();
    sum(|one| one.built_on) * 1_000 / sum(|one| one.traces).max(1)
}

fn ties(runs: &[Outcome]) -> u64 {
    mean(runs, |one| one.new_ties)
}

fn mean(runs: &[Outcome], of: fn(&Outcome) -> u64) -> u64 {
    runs.iter().map(of).sum::<u64>() / (runs.len() as u64).max(1)
}

fn percent(part: u64, whole: u64) -> Option<u64> {
    (part * 100 + whole / 2).checked_div(whole)
}

fn row(name: String, by_arm: &ByArm) -> Row {
    let of = |value: fn(&[Outcome]) -> u64| {
        let values: Vec<u64> = by_arm.values().map(|runs| value(runs)).collect();
        let plain = values.first().copied().unwrap_or(1);
        values.into_iter().map(|value| percent(value, plain).unwrap_or(0)).collect()
    };
    Row { name, built_on: of(share), new_ties: of(ties) }
}
