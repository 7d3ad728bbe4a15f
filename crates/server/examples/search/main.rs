//! Times searches on a board with many traces, by the server's API: what somebody types, and what they choose without words.
//!
//! `cargo run --release -p traceboard-server --example search -- [traces]`, 100,000 unless told. On the embedded log in a folder of its own;
//! the index is made in the same way on Redis, since it is a file of the server's own. Who asks is in the same process.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]

mod seed;
#[path = "../serving/mod.rs"]
mod serving;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use traceboard_log::{EmbeddedLog, Log, SystemClock};

use crate::serving::{Server, config, join, look};

/// How often each search is sent.
const TIMES: usize = 101;
/// How long the first search may wait for an index of all traces, asking again as a page does.
const FILLING: Duration = Duration::from_secs(120);

async fn search(client: &Client, server: &Server, token: &str, asked: &Value) -> anyhow::Result<(Duration, Value)> {
    let begun = Instant::now();
    let request = client.post(server.path("search")).header("content-type", "application/json");
    let answer = request.bearer_auth(token).body(asked.to_string()).send().await?;
    let (status, text) = (answer.status(), answer.text().await?);
    let took = begun.elapsed();
    anyhow::ensure!(status == StatusCode::OK, "{asked} was answered {status}: {text}");
    Ok((took, serde_json::from_str(&text)?))
}

/// What is searched for, by what it is called in the table.
fn searches(people: &[traceboard_board::MemberId]) -> Vec<(&'static str, Value)> {
    let latin = ["ka", "ro", "mi", "te", "sa", "lu", "ne", "vo", "pi", "hu"];
    let kana = ["か", "き", "く", "さ", "し", "た", "な", "の", "も", "り"];
    let word = |rank| seed::word(&latin, rank);
    let inside: String = word(6_000).chars().skip(1).take(3).collect();
    let words = |words: String| json!({"words": words});
    vec![
        ("the word that is in most", words(word(0))),
        ("a word that is in some", words(word(300))),
        ("a word that is in few", words(word(15_000))),
        ("two frequent words", words(format!("{} {}", word(0), word(1)))),
        ("eight words", words((0..8).map(word).collect::<Vec<_>>().join(" "))),
        ("three letters inside of words", words(inside)),
        ("a letter that is no word", words("k".to_owned())),
        ("a word in kana", words(seed::word(&kana, 40))),
        ("a word that is in none", words("xylophone".to_owned())),
        ("a word, of one person", json!({"words": word(0), "by": people[seed::PEOPLE / 2]})),
        ("a word, with an open end", json!({"words": word(3), "open": true})),
        ("one person", json!({"by": people[seed::PEOPLE / 2]})),
        ("a day on which there is nothing", json!({"from": "2001-02-03", "to": "2001-02-03"})),
        ("open ends", json!({"open": true})),
    ]
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let count: usize = std::env::args().nth(1).map_or(Ok(100_000), |count| count.parse())?;
    _ = rustls::crypto::ring::default_provider().install_default();
    let (folder, client) = (tempfile::tempdir()?, Client::new());
    let log: Arc<dyn Log> = Arc::new(EmbeddedLog::open(folder.path(), Arc::new(SystemClock))?);
    let server = Server::start(&log, config()).await?;
    let (_, token) = join(&server, &client).await?;
    let circle = server.circle.clone();
    server.stop().await?;
    let people = seed::traces(&*log, &circle, count).await?;
    let server = Server::start(&log, config()).await?;
    let folded = look(&client, server.path("snapshot"), &token).await?;
    println!("{count} traces of {} people; the first look at them took {:.2} s", people.len(), folded.as_secs_f64());

    let searches = searches(&people);
    let begun = Instant::now();
    loop {
        let (took, page) = search(&client, &server, &token, &searches[0].1).await?;
        let partial = page["partial"] == true;
        println!(
            "the first search took {:.2} s, of {} traces",
            took.as_secs_f64(),
            if partial { "some" } else { "all" }
        );
        if !partial {
            break;
        }
        anyhow::ensure!(begun.elapsed() < FILLING, "the index isn't whole after {} s", FILLING.as_secs());
    }
    println!("the index was whole after {:.2} s\n", begun.elapsed().as_secs_f64());

    println!("| searched for | found on the first page | p50, ms | p99, ms | most, ms |\n|---|---|---|---|---|");
    for (name, asked) in &searches {
        let (mut times, mut found) = (Vec::with_capacity(TIMES), 0);
        for _ in 0..TIMES {
            let (took, page) = search(&client, &server, &token, asked).await?;
            found = page["listed"].as_array().map_or(0, Vec::len);
            times.push(took);
        }
        times.sort_unstable();
        let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
        println!("| {name} | {found} | {:.1} | {:.1} | {:.1} |", at(50), at(99), at(100));
    }
    server.stop().await
}
