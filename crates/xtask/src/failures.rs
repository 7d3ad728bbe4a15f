//! What the runners said of the tests that failed, to be said again at the end: a run prints thousands of lines.

/// How many failed tests are kept, and how many lines of each.
const KEPT_MAX: usize = 20;
const LINES_MAX: usize = 40;

/// Failed tests, in the order in which they were reported.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    kept: Vec<Vec<String>>,
    /// A report of TAP's is being read: it goes on until a line of three dots.
    is_open: bool,
}

impl Failures {
    /// Reads one line of a runner's output.
    pub(crate) fn add_line(&mut self, line: &str) {
        let said = line.trim();
        if self.is_open {
            self.go_on(line, said);
        } else if said.starts_with("not ok ") {
            self.is_open = self.begin(line);
        } else if said.starts_with("FAIL ") || (said.starts_with("test ") && said.ends_with("... FAILED")) {
            self.begin(line);
        }
    }

    /// All that is kept, in lines.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.kept.iter().flatten().map(String::as_str)
    }

    fn begin(&mut self, line: &str) -> bool {
        let is_kept = self.kept.len() < KEPT_MAX;
        if is_kept {
            self.kept.push(vec![line.to_owned()]);
        }
        is_kept
    }

    fn go_on(&mut self, line: &str, said: &str) {
        if said == "..." {
            self.is_open = false;
        } else if said == "failureType: 'subtestsFailed'" {
            // A suite fails with its tests, which are kept already.
            self.kept.pop();
            self.is_open = false;
        } else if let Some(last) = self.kept.last_mut().filter(|last| last.len() < LINES_MAX) {
            last.push(line.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(lines: &str) -> Vec<String> {
        let mut failures = Failures::default();
        lines.lines().for_each(|line| failures.add_line(line));
        failures.lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_failed_test_of_node_is_kept_with_its_error_and_its_suite_is_not() {
        let said = "    ok 1 - fine\n      ---\n      duration_ms: 1\n      ...\n    not ok 2 - the door\n      ---\n      \
            error: 'no heading'\n      ...\nnot ok 3 - in dark\n  ---\n  failureType: 'subtestsFailed'\n  error: '1'\n  ...\n# fail 1";
        assert_eq!(kept(said), ["    not ok 2 - the door", "      ---", "      error: 'no heading'"]);
    }

    #[test]
    fn failed_tests_of_cargo_and_vitest_are_kept_by_name() {
        let said = "test one ... ok\ntest two::three ... FAILED\n FAIL  test/x.test.ts > adds";
        assert_eq!(kept(said), ["test two::three ... FAILED", " FAIL  test/x.test.ts > adds"]);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let long = format!("not ok 1 - long\n{}\n...\n", "line\n".repeat(2 * LINES_MAX));
        assert_eq!(kept(&long).len(), LINES_MAX);
        assert_eq!(kept(&"test a ... FAILED\n".repeat(2 * KEPT_MAX)).len(), KEPT_MAX);
    }
}
