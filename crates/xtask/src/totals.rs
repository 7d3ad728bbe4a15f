//! How many tests passed and failed, parsed from the runners' output.

use crate::failures::Failures;

/// The sum over all runners, and what they said of failed tests.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) failures: Failures,
}

impl Totals {
    /// Parses one line of a runner's output; most lines have no totals.
    pub(crate) fn add_line(&mut self, line: &str) {
        let line = plain(line);
        self.failures.add_line(&line);
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.add(before(counts, " passed"), before(counts, " failed"));
        } else if let Some(counts) = line.strip_prefix("Tests ").filter(|counts| counts.trim_end().ends_with(')')) {
            self.add(before(counts, " passed"), before(counts, " failed"));
        } else if let Some(count) = after(line, "pass ") {
            self.add(count, 0);
        } else if let Some(count) = after(line, "fail ").or_else(|| after(line, "cancelled ")) {
            self.add(0, count);
        }
    }

    fn add(&mut self, passed: u64, failed: u64) {
        self.passed += passed;
        self.failed += failed;
    }
}

/// The number that stands right before a word, or 0.
fn before(line: &str, word: &str) -> u64 {
    let Some((left, _)) = line.split_once(word) else { return 0 };
    left.rsplit(|letter: char| !letter.is_ascii_digit()).next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The number of a closing line of Node's runner, which begins with `ℹ` or `#`.
fn after(line: &str, word: &str) -> Option<u64> {
    let line = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "))?;
    line.strip_prefix(word)?.parse().ok()
}

/// The line without the colours of a terminal.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            // A colour ends with its first letter.
            let _ = letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(lines: &str) -> (u64, u64) {
        let mut totals = Totals::default();
        lines.lines().for_each(|line| totals.add_line(line));
        (totals.passed, totals.failed)
    }

    #[test]
    fn cargo_prints_totals_for_each_binary() {
        let said = "test result: ok. 12 passed; 0 failed; 0 ignored\nrunning 3 tests\n\
            test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(totals(said), (14, 1));
    }

    #[test]
    fn vitest_counts_tests_and_not_files() {
        assert_eq!(totals(" Test Files  2 passed (2)\n      Tests  1 failed | 40 passed (41)"), (40, 1));
        assert_eq!(
            totals("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m (7)"),
            (7, 0)
        );
    }

    #[test]
    fn node_counts_with_either_reporter() {
        assert_eq!(totals("# tests 9\n# pass 7\n# fail 1\n# cancelled 1"), (7, 2));
        assert_eq!(totals("ℹ pass 3\nℹ fail 0"), (3, 0));
    }

    #[test]
    fn a_line_without_totals_counts_nothing() {
        assert_eq!(totals("test two_passed ... ok\n✔ pass 3 of them (1ms)"), (0, 0));
    }
}
