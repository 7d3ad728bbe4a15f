//! No answer holds a figure about a person: what somebody did is never counted.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::{
    story::{everything, tell},
    support::{Server, log_in},
};

/// The numbers that may stand beside the name of a person, each with its reason.
const ALLOWED: &[(&str, &str)] = &[
    ("n", "its number on this board: a short name"),
    ("twin", "which of several names that look alike it is"),
    ("colour", "chosen by themself"),
    ("at_ms", "when one trace was accepted"),
    ("written_at_ms", "when one entry was written, by its author's clock"),
    ("now_ms", "the server's clock"),
    ("v", "the version of an entry's form"),
    ("half_life_ms", "a circle's setting"),
    ("trails", "the numbers of the seeds that a card grew from"),
    ("grown", "the numbers of others' traces that grew from one's own, for oneself alone: a list, not a sum"),
    ("taken", "the number of the trace that took one up: a short name"),
    ("promises", "the numbers of promises: each a trace, one's own in `mine` for oneself alone"),
    ("asked", "the numbers of one's own traces that somebody asks to tell, for oneself alone"),
    ("joined", "the numbers of those who came in since the asker looked: who, not how long ago"),
    ("stirred", "where the log was when a retro's cards were last moved by anybody: no sum"),
    ("prompt", "which prompt of a retro a card answers"),
    ("line", "which line of an answer a card is"),
    ("limit", "of a request"),
    ("count", "how many are here just now, of all"),
    ("expires_at_ms", "a link's end"),
    ("holds_ms", "how long a link holds"),
    ("delay_ms", "how long a wall waits before it shows a trace, which its maker chose"),
    ("failing_since_ms", "since when a webhook's address has not taken what was sent: the address's, not its maker's"),
    ("uses_max", "how often a link can be used"),
    ("uses", "how often a link was used, which its maker has to know"),
    (
        "taken",
        "the number of the trace that took an open end up; how many of a pod's places are taken, by whom is not said",
    ),
    ("places", "a pod's setting"),
    // A trail is a thing of the board, and names who left traces in it; these are its own.
    ("warmth_ms", "the trail's warmth"),
    ("size", "how many traces the trail has"),
    ("newest", "the number of the trail's newest trace"),
    // A round and a gathering are things of the board too.
    ("asks", "how many prompts a round has"),
    ("prompts", "the same, in an entry"),
    ("answered", "the numbers of those who answered a round last: who, not how many or how much"),
    ("ends_at_ms", "when a round ends"),
    ("ended_at_ms", "when a round ended"),
    ("from_ms", "when a gathering begins"),
    ("to_ms", "when a gathering ends"),
    (
        "people",
        "the numbers of those who left traces in the trail, latest first, or stand in a ring of the weave: who, not how much",
    ),
    ("ties", "the weave: two short names and one of three classes, the same for both; no count and no strength"),
    ("groups", "who would meet whom, by their short names"),
];

/// Names under which former versions told how much somebody did, and their like; and those of how long somebody was away.
const NEVER: &[&str] = &[
    "counted",
    "day",
    "days",
    "quarters",
    "deposits",
    "deposited",
    "score",
    "rank",
    "streak",
    "total",
    "last_seen",
    "seen_at_ms",
    "away",
    "away_ms",
    "absent",
    "absence_ms",
    "silence_ms",
    "resting_since_ms",
    "rested_at_ms",
];

/// Whether a name is one of those. A day that is a date, as that of a meeting, counts nobody.
fn is_figure(name: &str, is_date: bool) -> bool {
    NEVER.contains(&name) && !(name == "day" && is_date)
}

fn is_allowed(name: &str) -> bool {
    ALLOWED.iter().any(|(allowed, _)| *allowed == name)
}

/// Whether a value is a number, or a list that holds some at any depth.
fn has_numbers(value: &Value) -> bool {
    value.is_number() || value.as_array().is_some_and(|list| list.iter().any(has_numbers))
}

fn check_answer(route: &str, value: &Value, people: &HashSet<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| check_answer(route, one, people)),
        Value::Object(object) => {
            let is_person = |value: &Value| value.as_str().is_some_and(|text| people.contains(text));
            let names = object.contains_key("people")
                || object
                    .values()
                    .any(|value| is_person(value) || value.as_array().is_some_and(|list| list.iter().any(is_person)));
            for (name, value) in object {
                assert!(!is_figure(name, value.is_string()), "{route} tells {name}");
                let list_of_rows = name == "lights";
                if names && !list_of_rows && has_numbers(value) {
                    assert!(is_allowed(name), "{route} tells {name}={value} beside a person: {object:?}");
                }
                assert!(!people.contains(name) || !has_numbers(value), "{route} counts by person: {object:?}");
                check_answer(route, value, people);
            }
        }
        _ => {}
    }
}

/// All properties of a schema's object, also where it is put together of several.
fn properties(schema: &Value) -> Map<String, Value> {
    let mut all = schema["properties"].as_object().cloned().unwrap_or_default();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        all.extend(properties(part));
    }
    all
}

fn is_number(schema: &Value) -> bool {
    let is = |kind: &Value| kind == "integer" || kind == "number";
    is(&schema["type"])
        || schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(is))
        || (schema["type"] == "array" && is_number(&schema["items"]))
        || schema["prefixItems"].is_array()
}

fn check_schema(place: &str, schema: &Value) {
    let properties = properties(schema);
    let names = |(name, of): (&String, &Value)| {
        let text = of.to_string();
        name == "people" || (text.contains("schemas/MemberId\"") && !text.contains("\"properties\""))
    };
    let names = properties.iter().any(names);
    for (name, of) in &properties {
        assert!(!is_figure(name, of["type"] == "string"), "{place} has {name}");
        assert!(!names || !is_number(of) || is_allowed(name), "{place} has the number {name} beside a person");
    }
    let below = schema.as_object().into_iter().flatten().map(|(name, below)| (name.clone(), below));
    let listed = schema.as_array().into_iter().flatten().map(|below| ("_".to_owned(), below));
    for (name, below) in below.chain(listed) {
        if below.is_object() || below.is_array() {
            check_schema(&format!("{place}/{name}"), below);
        }
    }
}

#[test]
fn no_schema_has_a_field_for_a_figure_about_a_person() {
    let document: Value = serde_json::from_str(&traceboard_server::openapi()).unwrap();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert!(schemas.contains_key("Member") && schemas.contains_key("Trail") && schemas.contains_key("MinePage"));
    for (name, schema) in schemas {
        check_schema(name, schema);
    }
}

#[tokio::test]
async fn no_real_answer_has_a_figure_about_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let begin = server.host().await.position().await;
    let story = tell(&server).await;
    let members = story.host.members().await;
    let people: HashSet<String> = members.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(people.len(), 4);
    for who in [&story.kea, &story.tui, &story.host] {
        let answers = everything(&story, who, &begin).await;
        let told = answers.iter().map(|(_, answer)| answer.to_string()).collect::<String>();
        assert!(people.iter().all(|id| told.contains(id)), "the answers do name people");
        for (route, answer) in answers {
            check_answer(route, &answer, &people);
        }
    }
}
