//! Words that are forbidden in all or some files.

use super::Faults;
use crate::checkout::Checkout;

/// A word, where it is forbidden, and why. The words are joined from halves, so that this file needs no exception.
struct Rule {
    word: &'static str,
    applies: fn(&str) -> bool,
    why: &'static str,
}

const RULES: &[Rule] = &[
    Rule { word: concat!("TO", "DO"), applies: code, why: "finish it, or say in an issue what is missing" },
    Rule { word: concat!("FIX", "ME"), applies: code, why: "fix it" },
    Rule { word: concat!("unimplemented", "!("), applies: code, why: "implement it" },
    Rule { word: concat!("#[", "ignore"), applies: code, why: "a test runs or does not exist" },
    Rule { word: concat!(".", "skip("), applies: script, why: "a test runs or does not exist" },
    Rule { word: concat!("test.", "only("), applies: script, why: "all tests run" },
    Rule { word: concat!("sleep", "("), applies: rust_test, why: "wait for a condition" },
    Rule { word: concat!("waitFor", "Timeout"), applies: script, why: "wait for a condition" },
    Rule { word: concat!("../", "shared"), applies: not_ci, why: "the repository stands alone" },
    Rule { word: concat!("/", "work/"), applies: text, why: "the repository stands alone" },
    Rule { word: concat!("registry.", "npmjs"), applies: text, why: "no file names a registry's host" },
    Rule { word: concat!("deb.", "debian.org"), applies: text, why: "no file names a registry's host" },
    Rule { word: "std::fs", applies: pure, why: "no I/O in the fold and the wire types" },
    Rule { word: "std::net", applies: pure, why: "no I/O in the fold and the wire types" },
    Rule { word: "SystemTime", applies: pure, why: "time comes in with the event" },
    Rule { word: "Instant::now", applies: pure, why: "time comes in with the event" },
    Rule { word: "now_v7", applies: pure, why: "ids come in with the event" },
    Rule { word: "new_v4", applies: pure, why: "randomness comes in with the event" },
    Rule { word: "async fn", applies: pure, why: "the fold waits for nothing" },
    Rule { word: " f64", applies: fold, why: "floating point differs between machines" },
    Rule { word: " f32", applies: fold, why: "floating point differs between machines" },
];

/// Exceptions, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("crates/board/src/warmth.rs", " f64", "a bound on the error, that no answer is computed with"),
    ("crates/hub/tests/bounds.rs", concat!("sleep", "("), "time is paused: it passes without waiting"),
    ("crates/hub/tests/follow.rs", concat!("sleep", "("), "time is paused: it passes without waiting"),
    ("crates/hub/tests/presence.rs", concat!("sleep", "("), "time is paused: it passes without waiting"),
    ("crates/hub/tests/support/reader.rs", concat!("sleep", "("), "between two looks at a condition"),
    ("crates/server/src/line/poll_tests.rs", concat!("sleep", "("), "time is paused: it passes without waiting"),
    ("crates/server/src/line/tests.rs", concat!("sleep", "("), "time is paused: it passes without waiting"),
];

pub(super) fn faults(checkout: &Checkout, files: &[String]) -> anyhow::Result<Faults> {
    let mut faults = Faults::new();
    for file in files.iter().filter(|file| text(file)) {
        let text = checkout.read(file)?;
        // Rules for a crate's code do not apply to the tests at the end of a file.
        let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        for rule in RULES.iter().filter(|rule| (rule.applies)(file) && !is_exception(file, rule.word)) {
            let read = if file.starts_with("crates/") && !rust_test(file) { code } else { &text };
            let found = read.lines().enumerate().filter(|(_, line)| line.contains(rule.word));
            faults.extend(found.map(|(at, _)| format!("{file}:{}: {}: {}", at + 1, rule.word, rule.why)));
        }
    }
    for (file, word, reason) in EXCEPTIONS {
        if !checkout.read(file).is_ok_and(|text| text.contains(word)) {
            faults.push(format!("{file} no longer needs leave to say {word} ({reason})"));
        }
    }
    Ok(faults)
}

fn is_exception(file: &str, word: &str) -> bool {
    EXCEPTIONS.iter().any(|(of, may_say, _)| *of == file && *may_say == word)
}

/// Files that people read, code and prose; not the licence.
fn text(file: &str) -> bool {
    let endings = ["rs", "ts", "tsx", "js", "css", "html", "md", "toml", "json", "jsonl", "yml", "lua", "lock", "snap"];
    endings.iter().any(|ending| file.rsplit_once('.').is_some_and(|(_, of_file)| of_file == *ending))
        || matches!(file, ".ci/run" | "Dockerfile" | "deploy/Caddyfile")
}

fn code(file: &str) -> bool {
    file.ends_with(".rs") || file.ends_with(".lua") || file.ends_with(".css") || script(file)
}

fn script(file: &str) -> bool {
    [".ts", ".tsx", ".js", ".mjs"].iter().any(|ending| file.ends_with(ending))
}

fn rust_test(file: &str) -> bool {
    file.ends_with(".rs") && (file.contains("/tests/") || file.ends_with("tests.rs"))
}

fn not_ci(file: &str) -> bool {
    file != ".ci/run"
}

fn pure(file: &str) -> bool {
    let inside = ["crates/position/src/", "crates/board/src/", "crates/protocol/src/"];
    inside.iter().any(|folder| file.starts_with(folder)) && !file.ends_with("tests.rs")
}

fn fold(file: &str) -> bool {
    file.starts_with("crates/board/src/") && !file.ends_with("tests.rs")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_searched_only_where_its_rule_applies() {
        assert!(rust_test("crates/hub/tests/follow.rs") && rust_test("crates/board/src/warmth/tests.rs"));
        assert!(!rust_test("crates/testkit/src/redis.rs"));
        assert!(pure("crates/board/src/board.rs") && !pure("crates/log/src/tail.rs"));
        assert!(text("README.md") && text("Cargo.lock") && !text("LICENSE") && !text("docs/images/now.png"));
    }
}
