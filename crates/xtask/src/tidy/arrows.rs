//! The dependencies between crates: the "never" column of the code map, checked with Cargo's metadata.

use serde_json::Value;

use super::Faults;
use crate::checkout::Checkout;

/// What a crate may name in its manifest.
struct Arrows {
    of: &'static str,
    /// Crates of this workspace, as dependencies.
    may: &'static [&'static str],
    /// Crates of this workspace, as dev-dependencies only.
    tests_may: &'static [&'static str],
    /// Other people's crates that it never names, in whatever kind of dependency.
    never: &'static [&'static str],
}

/// I/O, async, clocks and randomness. Not jiff, whose dates are plain values: [`super::clocks`] checks that its clock
/// is not read.
const IMPURE: &[&str] = &[
    "async-trait",
    "axum",
    "chrono",
    "fastrand",
    "futures-util",
    "getrandom",
    "rand",
    "redis",
    "reqwest",
    "rusqlite",
    "time",
    "tokio",
    "tokio-tungstenite",
    "tokio-util",
    "tracing",
];
const STORES: &[&str] = &["redis", "rusqlite"];

const CRATES: &[Arrows] = &[
    Arrows { of: "traceboard-position", may: &[], tests_may: &[], never: IMPURE },
    // Dates, times and zones; the time to count from is an argument.
    Arrows { of: "traceboard-rhythm", may: &[], tests_may: &[], never: STORES },
    Arrows { of: "traceboard-weave", may: &[], tests_may: &[], never: IMPURE },
    Arrows { of: "traceboard-push", may: &[], tests_may: &[], never: IMPURE },
    // One file, and calls that block.
    Arrows { of: "traceboard-search", may: &[], tests_may: &[], never: &["axum", "redis", "tokio"] },
    Arrows {
        of: "traceboard-board",
        may: &["traceboard-position", "traceboard-rhythm"],
        tests_may: &[],
        never: IMPURE,
    },
    Arrows {
        of: "traceboard-protocol",
        may: &["traceboard-board", "traceboard-position", "traceboard-rhythm"],
        tests_may: &[],
        never: IMPURE,
    },
    Arrows {
        of: "traceboard-log",
        may: &["traceboard-position"],
        tests_may: &["traceboard-testkit"],
        never: &["axum", "reqwest", "tokio-tungstenite", "tungstenite"],
    },
    Arrows {
        of: "traceboard-hub",
        may: &["traceboard-position"],
        tests_may: &["traceboard-testkit"],
        never: &["axum", "redis", "reqwest", "rusqlite", "serde_json", "tokio-tungstenite", "tungstenite"],
    },
    Arrows {
        of: "traceboard-server",
        may: &[
            "traceboard-board",
            "traceboard-hub",
            "traceboard-log",
            "traceboard-position",
            "traceboard-protocol",
            "traceboard-push",
            "traceboard-rhythm",
            "traceboard-search",
            "traceboard-weave",
        ],
        tests_may: &["traceboard-testkit"],
        never: STORES,
    },
    Arrows {
        of: "traceboard-client",
        may: &["traceboard-board", "traceboard-position", "traceboard-protocol"],
        tests_may: &["traceboard-rhythm", "traceboard-testkit"],
        never: &["axum", "redis", "rusqlite"],
    },
    Arrows {
        of: "traceboard",
        may: &[
            "traceboard-board",
            "traceboard-client",
            "traceboard-log",
            "traceboard-position",
            "traceboard-protocol",
            "traceboard-server",
        ],
        tests_may: &["traceboard-testkit"],
        never: STORES,
    },
    Arrows { of: "traceboard-testkit", may: &[], tests_may: &[], never: &["axum", "redis", "rusqlite"] },
    Arrows { of: "traceboard-sim", may: &["traceboard-board", "traceboard-weave"], tests_may: &[], never: IMPURE },
    // It drives the shipped binary from outside, and starts it as the tests do.
    Arrows { of: "traceboard-bench", may: &["traceboard-testkit"], tests_may: &[], never: &["rusqlite"] },
    Arrows { of: "traceboard-xtask", may: &[], tests_may: &[], never: &["axum", "redis", "rusqlite", "tokio"] },
    Arrows {
        of: "traceboard-tests",
        may: &[],
        tests_may: &[
            "traceboard-board",
            "traceboard-client",
            "traceboard-log",
            "traceboard-position",
            "traceboard-protocol",
            "traceboard-testkit",
        ],
        never: STORES,
    },
];

pub(super) fn faults(checkout: &Checkout) -> anyhow::Result<Faults> {
    let mut faults = Faults::new();
    for package in checkout.own_packages() {
        let name = package["name"].as_str().unwrap_or_default();
        match CRATES.iter().find(|arrows| arrows.of == name) {
            Some(arrows) => faults.extend(arrows.broken_by(package)),
            None => faults.push(format!("{name} is not in the house: say in tidy/arrows.rs what it may depend on")),
        }
    }
    Ok(faults)
}

impl Arrows {
    fn broken_by(&self, package: &Value) -> Faults {
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        dependencies.filter_map(|dependency| self.fault(dependency)).collect()
    }

    fn fault(&self, dependency: &Value) -> Option<String> {
        let name = dependency["name"].as_str().unwrap_or_default();
        let for_tests = dependency["kind"].as_str() == Some("dev");
        // A folder of this workspace has a path; whatever comes from a registry has none.
        let own = dependency["path"].is_string();
        let allowed = if own {
            self.may.contains(&name) || (for_tests && self.tests_may.contains(&name))
        } else {
            !self.never.contains(&name)
        };
        let kind = if for_tests { " for its tests" } else { "" };
        (!allowed).then(|| format!("{} depends on {name}{kind}", self.of))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn broken(of: &str, dependencies: &Value) -> Faults {
        let arrows = CRATES.iter().find(|arrows| arrows.of == of).expect("a crate of the house");
        arrows.broken_by(&json!({ "dependencies": dependencies }))
    }

    #[test]
    fn a_board_with_a_clock_or_a_log_is_refused() {
        let dependencies = json!([
            { "name": "tokio", "kind": null },
            { "name": "traceboard-log", "kind": "dev", "path": "/log" },
            { "name": "serde", "kind": null },
        ]);
        let said = ["traceboard-board depends on tokio", "traceboard-board depends on traceboard-log for its tests"];
        assert_eq!(broken("traceboard-board", &dependencies), said);
    }

    #[test]
    fn the_testkit_is_for_tests_only() {
        let as_dependency = json!([{ "name": "traceboard-testkit", "kind": null, "path": "/testkit" }]);
        let for_tests = json!([{ "name": "traceboard-testkit", "kind": "dev", "path": "/testkit" }]);
        assert_eq!(broken("traceboard-log", &as_dependency).len(), 1);
        assert!(broken("traceboard-log", &for_tests).is_empty());
    }

    #[test]
    fn an_optional_or_build_dependency_is_an_arrow_too() {
        let dependencies =
            json!([{ "name": "traceboard-server", "kind": "build", "optional": true, "path": "/server" }]);
        assert_eq!(broken("traceboard-client", &dependencies).len(), 1);
    }
}
