//! A board as one file: a text to read, and its lines for an import.

use std::{
    fmt::Write as _,
    io::{Cursor, Read as _},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpSocket,
};
use traceboard_protocol::Limits;

use crate::{
    import,
    support::{Server, log_in},
};

/// More than the buffers between a server and a reader that takes little at a time hold.
const IMPORTS: usize = 8;
const WINDOW: u32 = 8_192;

#[tokio::test]
async fn both_texts_of_an_archive_end_with_what_was_there_as_it_began() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let host = server.host().await;
    for part in 0..IMPORTS {
        let mut lines = String::new();
        for n in 0..Limits::IMPORT_LINES_MAX {
            let (id, words) = (part * Limits::IMPORT_LINES_MAX + n, "🌱".repeat(250));
            writeln!(lines, r#"{{"id": "t{id}", "at": 1450321981000, "member": "Kea", "text": "{id} {words}", "places": [], "builds_on": []}}"#).unwrap();
        }
        import(&host, &lines).await;
    }
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(WINDOW).unwrap();
    let mut stream = socket.connect(server.address.trim_start_matches("http://").parse().unwrap()).await.unwrap();
    // By HTTP/1.0, whose answers have no chunks to take apart.
    let path = server.path("export?format=zip");
    let path = path.trim_start_matches(&server.address);
    let head = format!("GET {path} HTTP/1.0\r\nHost: a\r\nAuthorization: Bearer {}\r\n\r\n", host.token);
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 1_024];
    let first = stream.read(&mut answer).await.unwrap();
    answer.truncate(first);
    host.leaves("It came meanwhile").await;
    stream.read_to_end(&mut answer).await.unwrap();
    let body = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.split_off(body))).unwrap();
    for file in ["board.md", "board.jsonl"] {
        let mut text = String::new();
        archive.by_name(file).unwrap().read_to_string(&mut text).unwrap();
        assert!(text.len() > IMPORTS * Limits::IMPORT_LINES_MAX * 1_000, "{file} is whole");
        assert!(!text.contains("It came meanwhile"), "{file} ends with what was there");
    }
}
