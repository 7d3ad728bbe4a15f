//! Every frame has a worked example in docs/PROTOCOL.md, and every example is a frame of that form.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use traceboard_protocol::{ClientFrame, ServerFrame};

const PAGE: &str = include_str!("../../../docs/PROTOCOL.md");

/// The examples of a section.
fn examples(section: &str) -> Vec<Value> {
    let (_, rest) = PAGE.split_once(&format!("\n### {section}\n")).expect("the section stands in the page");
    let section = rest.split("\n### ").next().unwrap_or_default();
    let blocks = section.split("```json\n").skip(1).map(|block| block.split("```").next().unwrap_or_default());
    blocks.map(|block| serde_json::from_str(block).unwrap_or_else(|error| panic!("{error} in {block}"))).collect()
}

/// The types of the examples, each read and written again without a change.
fn types<F: Serialize + DeserializeOwned>(section: &str) -> BTreeSet<String> {
    let examples = examples(section);
    for example in &examples {
        let frame: F = serde_json::from_value(example.clone()).unwrap_or_else(|error| panic!("{error} in {example}"));
        assert_eq!(serde_json::to_value(&frame).unwrap(), *example, "it is not written as it is shown");
    }
    examples.iter().map(|example| example["type"].as_str().unwrap_or_default().to_owned()).collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

#[test]
fn every_frame_of_a_client_has_an_example() {
    assert_eq!(types::<ClientFrame>("From the client"), set(&["hello", "follow", "unfollow", "post", "beat"]));
}

#[test]
fn every_frame_of_a_server_has_an_example() {
    let frames = [
        "welcome", "states", "mine", "own_pods", "anew", "closed", "presence", "ack", "refused", "beat", "reload",
        "error",
    ];
    assert_eq!(types::<ServerFrame>("From the server"), set(&frames));
}
