//! The page that tells what the simulation came to is as the simulation makes it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::{fs, path::PathBuf};

use traceboard_sim::{Arm, Assumptions, Page, Real, page, run};

fn docs(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs")).join(name)
}

fn real() -> Option<Real> {
    let path = std::env::var("TRACEBOARD_REAL_TRACES").ok()?;
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
    Some(Real::read(&text).unwrap())
}

/// The page with a part between its marks replaced.
fn put(text: &str, part: &str, made: &str) -> String {
    let mark = format!("<!-- simulated: {part} -->\n");
    let (head, rest) = text.split_once(&mark).unwrap_or_else(|| panic!("there is no {mark}"));
    let (_, tail) = rest.split_once("<!-- end -->").unwrap();
    format!("{head}{mark}\n{made}\n<!-- end -->{tail}")
}

/// Whether the page tells of the community whose file is given: another one's has other figures.
fn is_the_same(text: &str, real: &Real) -> bool {
    text.contains(&format!("\n{} traces by {} people.\n", real.traces, real.people))
}

#[test]
fn the_document_is_what_the_simulation_generates() {
    let (name, plot) = (docs("DOES_IT_WORK.md"), docs("images/does-it-work.svg"));
    // This crate is also tested without the rest of the checkout.
    let Ok(text) = fs::read_to_string(&name) else { return };
    let update = std::env::var_os("TRACEBOARD_UPDATE_FIXTURES").is_some();
    let real = real().filter(|real| update || is_the_same(&text, real));
    let Page { synthetic, real, plot: drawn } = page(real.as_ref());
    let mut made = put(&text, "synthetic", &synthetic);
    if let Some(real) = real {
        made = put(&made, "real", &real);
    }
    if update {
        fs::write(&name, &made).unwrap();
        fs::write(&plot, &drawn).unwrap();
        return;
    }
    assert!(made == text, "docs/DOES_IT_WORK.md is stale: TRACEBOARD_UPDATE_FIXTURES=1 cargo test -p traceboard-sim");
    assert!(fs::read_to_string(plot).unwrap() == drawn, "docs/images/does-it-work.svg is stale");
}

#[test]
fn a_run_is_the_same_each_time_and_another_by_another_seed() {
    let all = Assumptions { days: 40, ..Assumptions::usual(20) };
    for arm in Arm::ALL {
        assert_eq!(run(&all, arm, 1), run(&all, arm, 1));
    }
    assert_ne!(run(&all, Arm::Newest, 1), run(&all, Arm::Newest, 2));
}

#[test]
fn without_build_ons_there_are_no_ties_and_without_members_no_traces() {
    let all = || Assumptions { days: 40, ..Assumptions::usual(20) };
    let (nobody_builds, nobody_comes) = (Assumptions { builds: 0, ..all() }, Assumptions { visits: [0; 3], ..all() });
    for arm in Arm::ALL {
        let came = run(&nobody_builds, arm, 3);
        assert!(came.traces > 0 && came.built_on == 0 && came.new_ties == 0, "{arm:?}: {came:?}");
        assert_eq!(run(&nobody_comes, arm, 3).traces, 0);
    }
}

#[test]
fn a_file_of_traces_tells_who_built_on_whom() {
    let lines = "{\"id\":\"a\",\"at\":0,\"member\":\"Kea\"}\n{\"id\":\"b\",\"at\":5,\"member\":\"Tui\",\"builds_on\":[\"a\"]}\nnot one\n";
    let real = Real::read(lines).unwrap();
    assert_eq!((real.traces, real.people), (2, 2));
    assert!(Real::read("").is_err());
}
