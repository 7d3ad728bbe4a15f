//! A server that goes down answers what it was sent, and says when to come back.
#![allow(clippy::unwrap_used)]

mod support;

use std::time::{Duration, Instant};

use serde_json::json;
use support::{Person, SOON, Server, leave, log_in};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use traceboard_server::Config;
use uuid::Uuid;

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

/// A request of somebody whose body is announced as longer than what comes of it.
async fn half_sent(server: &Server, person: &Person, request: &str, begin: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.address.trim_start_matches("http://")).await.unwrap();
    let path = person.base.strip_prefix(&server.address).unwrap();
    let (method, rest) = request.split_once(' ').unwrap();
    let told = format!("authorization: Bearer {}\r\ncontent-length: 100000", person.token);
    // The server has taken the connection once it has answered something on it.
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    assert!(said_until(&mut stream, "ok\n").await.contains(" 200 "));
    let sent = format!("{method} {path}{rest} HTTP/1.1\r\nhost: a\r\n{told}\r\n\r\n{begin}");
    stream.write_all(sent.as_bytes()).await.unwrap();
    stream
}

/// What comes until the server closes the connection, or has said the word.
async fn said_until(stream: &mut TcpStream, word: &str) -> String {
    let mut said = Vec::new();
    let reading = async {
        while stream.read_buf(&mut said).await.is_ok_and(|count| count > 0) {
            if String::from_utf8_lossy(&said).contains(word) {
                break;
            }
        }
    };
    tokio::time::timeout(SOON, reading).await.unwrap();
    String::from_utf8(said).unwrap()
}

#[tokio::test]
async fn at_shutdown_a_request_whose_body_is_half_sent_is_told_when_to_send_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let server =
        Server::start_with(&log_in(folder.path()), Config { drain: Duration::ZERO, ..Config::default() }).await;
    let kea = server.join("Kea").await;
    let photo = format!("PUT photos/{}", Uuid::now_v7());
    let mut waiting = Vec::new();
    for (request, begin) in [("POST posts", "{\"drafts\": ["), (photo.as_str(), "\u{1}"), ("POST posts", "")] {
        waiting.push(half_sent(&server, &kea, request, begin).await);
    }
    let stopping = tokio::spawn(server.stop());
    for mut stream in waiting {
        let said = said_until(&mut stream, "\"retry\":true").await;
        for part in ["HTTP/1.1 503 ", "connection: close", "retry-after: 1", "\"code\":\"draining\"", "\"retry\":true"]
        {
            assert!(said.contains(part), "{part} is missing in {said:?}");
        }
    }
    stopping.await.unwrap();
}
