//! A server that goes down answers what it was sent, and says when to come back.
#![allow(clippy::unwrap_used)]

mod support;

use std::time::{Duration, Instant};

use serde_json::json;
use support::{Server, leave, log_in};
use traceboard_server::Config;

const MEMBERS: usize = 5;
const SOCKETS: usize = 500;
/// Over how long sockets are closed, what is under way then, and what a shared machine adds.
const WITHIN: Duration = Duration::from_secs(8 + 7);

#[tokio::test(flavor = "multi_thread")]
async fn at_shutdown_each_post_of_500_sockets_is_answered_and_each_socket_told_when_to_reconnect() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config { sockets_per_member: SOCKETS, posts_burst: 10_000, ..Config::default() };
    let log = log_in(folder.path());
    let server = Server::start_with(&log, config).await;
    let mut sockets = Vec::new();
    for number in 0..MEMBERS {
        let member = server.join(&format!("Member {number}")).await;
        for at in 0..SOCKETS / MEMBERS {
            // Some look at the board, and some at nothing.
            sockets.push(if at % 4 == 0 { member.socket().await } else { member.follow().await });
            if at % 4 == 0 {
                sockets.last_mut().unwrap().hello(&json!([])).await;
            }
        }
    }
    let mut sent = Vec::new();
    for (number, socket) in sockets.iter_mut().enumerate() {
        let drafts = [leave(&format!("one of {number}")), leave(&format!("two of {number}"))];
        for draft in &drafts {
            socket.send(&json!({"type": "post", "draft": draft})).await;
        }
        sent.push(drafts.map(|draft| draft["id"].as_str().unwrap().to_owned()));
    }
    let begun = Instant::now();
    let stopping = tokio::spawn(server.stop());
    // Each by a reader of its own: one that doesn't answer its close frame is cut off.
    let rests = sockets.into_iter().map(|mut socket| tokio::spawn(async move { socket.rest().await }));
    let rests: Vec<_> = rests.collect();
    let mut acked = 0;
    for (rest, sent) in rests.into_iter().zip(sent) {
        let (frames, code, reason) = rest.await.unwrap();
        for id in &sent {
            let answer = frames.iter().find(|frame| frame["id"] == **id);
            let answer = answer.unwrap_or_else(|| panic!("{id} was not answered: {frames:?}"));
            assert!(answer["type"] == "ack" || answer["retry"] == true, "{answer}");
            acked += usize::from(answer["type"] == "ack");
        }
        assert_eq!(code, 4001);
        assert!(reason.parse::<u64>().unwrap() > 0, "{reason}");
    }
    stopping.await.unwrap();
    assert!(begun.elapsed() < WITHIN, "{:?}", begun.elapsed());
    println!("{acked} of {} were acked, all within {:?}", 2 * SOCKETS, begun.elapsed());
}
