//! Connections over real sockets.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::tungstenite::Message;
use traceboard_hub::{Frame, Line, Offered};
use traceboard_protocol::CloseCode;

use super::{
    connection::End,
    harness::{Did, Server, masked},
    *,
};

#[tokio::test]
async fn messages_go_both_ways_and_both_sides_may_close() {
    let mut server = Server::start().await;
    let (mut client, line) = server.client().await;
    client.send(Message::text("hello")).await.unwrap();
    assert_eq!(client.next().await.unwrap().unwrap(), Message::text("HELLO"));
    assert_eq!(line.offer(&Frame::text("grüß".as_bytes())), Offered::Accepted);
    assert_eq!(client.next().await.unwrap().unwrap(), Message::text("grüß"));
    client.send(Message::text("bye")).await.unwrap();
    let Message::Close(Some(close)) = client.next().await.unwrap().unwrap() else { panic!("not closed") };
    assert_eq!((u16::from(close.code), close.reason.as_str()), (4000, "good bye"));
    while client.next().await.is_some() {}
    assert_eq!(server.end().await, End::Closed(4000, "good bye".to_owned()));
    assert_eq!(line.offer(&Frame::text(b"late")), Offered::Closed);

    let (mut client, _) = server.client().await;
    client.close(None).await.unwrap();
    while client.next().await.is_some() {}
    assert_eq!(server.end().await, End::Client);
}

#[tokio::test]
async fn bytes_that_came_with_the_upgrade_and_frames_in_pieces_are_read() {
    let mut server = Server::start().await;
    let early = [masked(0x81, b"early"), masked(0x01, b"in ")[..4].to_vec()].concat();
    let (mut stream, _) = server.raw(&early).await;
    let Did::Heard(text) = server.next().await else { panic!("not heard") };
    assert_eq!(text, "early");
    let mut answer = [0; 7];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"\x81\x05EARLY");
    // The rest of the fragment, a ping in between, the last fragment byte by byte.
    stream.write_all(&masked(0x01, b"in ")[4..]).await.unwrap();
    stream.write_all(&masked(0x89, b"?")).await.unwrap();
    let mut pong = [0; 3];
    stream.read_exact(&mut pong).await.unwrap();
    assert_eq!(&pong, b"\x8a\x01?");
    for byte in masked(0x80, b"pieces") {
        stream.write_all(&[byte]).await.unwrap();
    }
    let Did::Heard(text) = server.next().await else { panic!("not heard") };
    assert_eq!(text, "in pieces");
    // What follows such a message is read too.
    stream.write_all(&masked(0x81, b"after")).await.unwrap();
    assert!(matches!(server.next().await, Did::Heard(text) if text == "after"));
}

#[tokio::test]
async fn what_is_sent_in_one_turn_arrives_together() {
    let mut server = Server::start().await;
    let (mut stream, _) = server.raw(b"").await;
    let asked = [masked(0x81, b"one"), masked(0x89, b"?"), masked(0x81, b"two")].concat();
    stream.write_all(&asked).await.unwrap();
    let mut answers = [0; 64];
    let read = stream.read(&mut answers).await.unwrap();
    assert_eq!(&answers[..read], b"\x81\x03ONE\x8a\x01?\x81\x03TWO");
}

#[tokio::test]
async fn what_breaks_the_protocol_is_closed_with_a_reason() {
    let mut server = Server::start().await;
    let too_long = [&[0x81, 0xff, 0, 0, 0, 0, 0, 4, 0, 1, 1, 2, 3, 4][..], b"x"].concat();
    let unmasked = Frame::text(b"x").framed().to_vec();
    for bytes in [masked(0x82, b"binary"), masked(0x81, &[0xff]), unmasked, masked(0xc1, b"reserved"), too_long] {
        let (mut stream, _) = server.raw(&bytes).await;
        let mut head = [0; 4];
        stream.read_exact(&mut head).await.unwrap();
        assert_eq!((head[0], &head[2..]), (0x88, &(CloseCode::BadFrame as u16).to_be_bytes()[..]), "{bytes:?}");
        // What still comes is passed over: with bytes unread, the network would drop the close frame.
        stream.write_all(&[b'x'; 4096]).await.unwrap();
        drop(stream);
        assert!(matches!(server.end().await, End::Closed(..)), "{bytes:?}");
    }
}

#[tokio::test]
async fn a_request_that_is_no_upgrade_is_refused() {
    let server = Server::start().await;
    for (headers, why) in [
        ("", "no websocket upgrade"),
        ("connection: upgrade\r\nupgrade: websocket\r\n", "version"),
        (
            "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: eA==\r\n",
            "key",
        ),
        (
            "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
             sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
            "subprotocol",
        ),
    ] {
        let mut stream = TcpStream::connect(server.address).await.unwrap();
        let request = format!("GET / HTTP/1.1\r\nhost: h\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 400") && answer.contains(why), "{answer}");
    }
}

#[tokio::test]
async fn a_full_line_keeps_what_it_took_refuses_more_and_wakes_its_owner_when_there_is_room() {
    let mut server = Server::start().await;
    let (mut client, line) = server.client().await;
    let frame = Frame::text(&vec![b'x'; 100_000]);
    let mut taken = 0;
    while line.offer(&frame) == Offered::Accepted {
        taken += 1;
        tokio::task::yield_now().await;
    }
    assert!(line.is_busy() && taken > 0);
    // Answers queue behind what is left over, whole and in order.
    assert!(line.send(&Frame::text(b"first")) && line.send(&Frame::text(b"second")));
    for _ in 0..taken {
        assert_eq!(client.next().await.unwrap().unwrap().len(), 100_000);
    }
    assert_eq!(client.next().await.unwrap().unwrap(), Message::text("first"));
    assert_eq!(client.next().await.unwrap().unwrap(), Message::text("second"));
    assert!(matches!(server.next().await, Did::Woken));
    assert_eq!(line.offer(&Frame::text(b"again")), Offered::Accepted);
    assert_eq!(client.next().await.unwrap().unwrap(), Message::text("again"));
}

#[tokio::test]
async fn a_client_that_sends_and_never_reads_ends_at_the_bound() {
    let mut server = Server::start().await;
    let (client, line) = server.client().await;
    let frame = Frame::text(&vec![b'x'; 100_000]);
    while line.offer(&frame) == Offered::Accepted {
        tokio::task::yield_now().await;
    }
    let mut queued = 0;
    while line.send(&frame) {
        queued += frame.framed().len();
    }
    assert!(queued <= SEND_BYTES_MAX, "{queued}");
    assert_eq!(server.end().await, End::Client);
    drop(client);
}

#[tokio::test]
async fn deliveries_wake_nobody_and_a_wake_reaches_the_session() {
    let mut server = Server::start().await;
    let (mut client, line) = server.client().await;
    for _ in 0..100 {
        assert_eq!(line.offer(&Frame::text(b"x")), Offered::Accepted);
        client.next().await.unwrap().unwrap();
    }
    assert!(server.did.try_recv().is_err());
    line.wake();
    assert!(matches!(server.next().await, Did::Woken));
}

#[tokio::test]
async fn one_round_pings_all_and_closes_who_stays_silent() {
    let mut server = Server::start().await;
    let (mut client, line) = server.client().await;
    let (silent, _) = server.raw(b"").await;
    let ping = Frame::ping(b"");
    let mut pinged = 0;
    let end = loop {
        server.beats.beat(&ping);
        // The client answers pings while it is polled; the other one never does.
        line.offer(&Frame::text(b"x"));
        loop {
            match client.next().await.unwrap().unwrap() {
                Message::Ping(_) => pinged += 1,
                Message::Text(_) => break,
                other => panic!("{other:?}"),
            }
        }
        client.send(Message::text("here")).await.unwrap();
        assert_eq!(client.next().await.unwrap().unwrap(), Message::text("HERE"));
        if let Ok(Did::Ended(end)) = server.did.try_recv().map(|did| match did {
            Did::Heard(_) => Did::Woken,
            other => other,
        }) {
            break end;
        }
        if server.beats.round() > 200 {
            drop(silent);
            break server.end().await;
        }
    };
    assert_eq!(end, End::Closed(CloseCode::Silent as u16, "no answer to pings".to_owned()));
    assert!(pinged >= 2, "{pinged}");
}

#[tokio::test(start_paused = true)]
async fn a_write_that_makes_no_progress_fails_after_its_time_and_one_that_does_goes_on() {
    let (stream, mut client) = tokio::io::duplex(8);
    let mut stream = TimedStream::new(stream, Duration::from_secs(20), Duration::from_secs(20));
    for _ in 0..3 {
        stream.write_all(b"eight by").await.unwrap();
        let reading = async {
            tokio::time::sleep(Duration::from_secs(15)).await;
            client.read_exact(&mut [0; 8]).await.unwrap();
        };
        let (written, ()) = tokio::join!(stream.write_all(b"eight by"), reading);
        written.unwrap();
        client.read_exact(&mut [0; 8]).await.unwrap();
    }
    stream.write_all(b"eight by").await.unwrap();
    let start = tokio::time::Instant::now();
    assert_eq!(stream.write_all(b"!").await.unwrap_err().kind(), std::io::ErrorKind::TimedOut);
    assert_eq!(start.elapsed().as_secs(), 20);
}
