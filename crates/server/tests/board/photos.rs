//! Photos by the API: sent once, shown to whoever may read the words of their trace, and gone with those.

use std::{
    io::{Cursor, Read},
    path::Path,
};

use image::{ImageFormat, Rgb, RgbImage};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use traceboard_log::LogName;
use traceboard_testkit::eventually;
use uuid::Uuid;

use crate::support::{Answer, Person, SOON, Server, Store, draft, http, log_in};

/// A picture that no other is like: noise, as a camera's.
fn picture(seed: u32) -> Vec<u8> {
    let mut state = seed | 1;
    let image = RgbImage::from_fn(300, 200, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = state.to_be_bytes();
        Rgb([a, b, c])
    });
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

/// A trace with a photo.
struct Shot {
    trace: String,
    photo: String,
}

impl Shot {
    fn path(&self, size: &str) -> String {
        format!("photos/{}?trace={}&size={size}", self.photo, self.trace)
    }

    /// What someone gets who asks for it.
    async fn seen_by(&self, who: &Person) -> StatusCode {
        ask(who, &self.path("full"), None).await.status()
    }
}

async fn ask(who: &Person, path: &str, etag: Option<&str>) -> reqwest::Response {
    let request = http().get(format!("{}{path}", who.base)).bearer_auth(&who.token);
    let request = match etag {
        Some(etag) => request.header(header::IF_NONE_MATCH, etag),
        None => request,
    };
    request.send().await.unwrap()
}

async fn send(who: &Person, id: &str, file: Vec<u8>) -> Answer {
    let request = http().put(format!("{}photos/{id}", who.base)).bearer_auth(&who.token).body(file);
    Answer::of(request.send().await.unwrap()).await
}

async fn leaves(who: &Person, seed: u32) -> Shot {
    let photo = Uuid::now_v7().to_string();
    let sent = send(who, &photo, picture(seed)).await;
    assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    let deed = json!({"type": "leave", "text": "Built a table", "photo": {"id": photo, "alt": " A table "}});
    Shot { trace: who.posts(deed).await, photo }
}

fn card(feed: &[Value], trace: &str) -> Value {
    feed.iter().find(|card| card["id"] == trace).unwrap().clone()
}

async fn a_photo_is_shown_to_whoever_may_read_the_words_of_its_trace(store: Store) {
    let (server, other) = (Server::start(&store.log).await, Server::start(&store.of_another().await).await);
    let (host, kea, moss) = (server.host().await, server.join("Kea").await, server.join("Moss").await);
    let shot = leaves(&kea, 1).await;
    let shown = card(&moss.feed().await, &shot.trace)["photo"].clone();
    assert_eq!(shown["id"], json!(shot.photo));
    assert_eq!((&shown["width"], &shown["height"], &shown["alt"]), (&json!(300), &json!(200), &json!("A table")));
    assert_eq!(shown["preview"].as_str().unwrap().len(), 48);
    for who in [&host, &kea, &moss, &moss.moved_to(&other)] {
        let answer = ask(who, &shot.path("full"), None).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "private, no-cache");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "image/jpeg");
        let etag = answer.headers()[header::ETAG].to_str().unwrap().to_owned();
        let full = answer.bytes().await.unwrap();
        assert_eq!(image::load_from_memory(&full).unwrap().width(), 300);
        assert_eq!(ask(who, &shot.path("full"), Some(&etag)).await.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(ask(who, &shot.path("small"), Some(&etag)).await.status(), StatusCode::OK);
    }
    let nobody = http().get(format!("{}{}", moss.base, shot.path("full"))).send().await.unwrap();
    assert_eq!(nobody.status(), StatusCode::UNAUTHORIZED);
    // Under another trace it is nobody's, and another photo isn't this trace's.
    let elsewhere = Shot { trace: kea.leaves("No photo").await, photo: shot.photo.clone() };
    assert_eq!(elsewhere.seen_by(&kea).await, StatusCode::NOT_FOUND);
    // Of a hidden trace its author and hosts see it, as its words, and it is back with them.
    host.does(json!({"type": "hide", "trace": shot.trace})).await;
    let seen = [shot.seen_by(&moss).await, shot.seen_by(&kea).await, shot.seen_by(&host).await];
    assert_eq!(seen, [StatusCode::NOT_FOUND, StatusCode::OK, StatusCode::OK]);
    let words = kea.get(&format!("words?ids={}", shot.trace)).await.body;
    assert_eq!(words["words"][0]["photo"]["id"], json!(shot.photo), "{words}");
    host.does(json!({"type": "restore", "trace": shot.trace})).await;
    assert_eq!(shot.seen_by(&moss.moved_to(&other)).await, StatusCode::OK);
    // Who left sees nothing.
    moss.does(json!({"type": "leave_circle"})).await;
    assert!(shot.seen_by(&moss).await.is_client_error());
}

async fn a_photo_goes_with_its_words(store: Store) {
    let (server, other) = (Server::start(&store.log).await, Server::start(&store.of_another().await).await);
    let kea = server.join("Kea").await;
    let there = kea.moved_to(&other);
    // Withdrawn.
    let shot = leaves(&kea, 2).await;
    kea.does(json!({"type": "withdraw", "trace": shot.trace})).await;
    assert_eq!(shot.seen_by(&kea).await, StatusCode::NOT_FOUND);
    assert_eq!(shot.seen_by(&there).await, StatusCode::NOT_FOUND);
    // A trace that names it now is refused: nothing of it is left.
    let deed = json!({"type": "leave", "text": "Again", "photo": {"id": shot.photo}});
    assert_eq!(kea.refused(deed).await, "unknown_photo");
    // Reworded with it, then without.
    let shot = leaves(&kea, 3).await;
    let photo = json!({"id": shot.photo, "alt": "A stool"});
    there.does(json!({"type": "reword", "trace": shot.trace, "text": "Built a stool", "photo": photo})).await;
    let shown = card(&there.feed().await, &shot.trace)["photo"].clone();
    assert_eq!((&shown["alt"], &shown["width"]), (&json!("A stool"), &json!(300)));
    assert_eq!(shot.seen_by(&there).await, StatusCode::OK);
    kea.does(json!({"type": "reword", "trace": shot.trace, "text": "Built it"})).await;
    assert_eq!(card(&kea.feed().await, &shot.trace)["photo"], Value::Null);
    assert_eq!(shot.seen_by(&kea).await, StatusCode::NOT_FOUND);
}

async fn a_photo_sent_again_is_the_same_and_a_post_sent_again_is_no_second(store: Store) {
    let server = Server::start(&store.log).await;
    let (kea, moss) = (server.join("Kea").await, server.join("Moss").await);
    let photo = Uuid::now_v7().to_string();
    let first = send(&kea, &photo, picture(4)).await;
    let again = send(&kea, &photo, picture(5)).await;
    assert_eq!((again.status, &again.body), (StatusCode::OK, &first.body));
    send(&moss, &photo, picture(6)).await.is("id_taken");
    let deed = json!({"type": "leave", "text": "Mine", "photo": {"id": photo}});
    assert_eq!(moss.refused(deed.clone()).await, "unknown_photo", "it is another's");
    let draft = draft(&deed);
    let ack = kea.post(&draft).await;
    assert_eq!(ack["type"], "ack", "{ack}");
    assert_eq!(kea.post(&draft).await, ack);
    kea.does(json!({"type": "withdraw", "trace": draft["id"]})).await;
    assert_eq!(kea.post(&draft).await, ack, "also once the photo is gone");
}

async fn an_archive_has_the_board_to_read_its_lines_and_all_photos(store: Store) {
    let server = Server::start(&store.log).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let (shot, hidden, withdrawn) = (leaves(&kea, 13).await, leaves(&kea, 14).await, leaves(&kea, 15).await);
    host.does(json!({"type": "hide", "trace": hidden.trace})).await;
    kea.does(json!({"type": "withdraw", "trace": withdrawn.trace})).await;
    let answer = ask(&host, "export?format=zip", None).await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/zip");
    assert_eq!(answer.headers()[header::CONTENT_DISPOSITION], "attachment; filename=\"board.zip\"");
    let mut archive = zip::ZipArchive::new(Cursor::new(answer.bytes().await.unwrap())).unwrap();
    let file = |photo: &str| format!("photos/{photo}.jpg");
    let names: Vec<_> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let expected = ["board.md".to_owned(), "board.jsonl".to_owned(), file(&shot.photo), file(&hidden.photo)];
    assert_eq!(names, expected, "in the order of the log, and none that was taken back");
    let mut bytes = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let text = String::from_utf8(bytes("board.md")).unwrap();
    assert!(text.contains(&format!("![A table]({})", file(&shot.photo))), "{text}");
    assert!(!text.contains(&withdrawn.photo), "{text}");
    let text = ask(&host, "export?format=md", None).await.text().await.unwrap();
    assert!(text.contains(" *(a photo: A table)*\n") && !text.contains("photos/"), "{text}");
    let lines = host.get("export").await.body;
    assert_eq!(String::from_utf8(bytes("board.jsonl")).unwrap(), lines.as_str().unwrap());
    let full = ask(&host, &shot.path("full"), None).await.bytes().await.unwrap();
    assert_eq!(bytes(&file(&shot.photo)), full);
    kea.get("export?format=zip").await.is("not_a_host");
}

crate::on_both_logs!(
    an_archive_has_the_board_to_read_its_lines_and_all_photos,
    a_photo_is_shown_to_whoever_may_read_the_words_of_its_trace,
    a_photo_goes_with_its_words,
    a_photo_sent_again_is_the_same_and_a_post_sent_again_is_no_second,
);

#[tokio::test]
async fn what_is_no_photo_is_refused_in_plain_words() {
    let folder = tempfile::tempdir().unwrap();
    let config = traceboard_server::Config {
        photo_bytes_max: 100_000,
        photo_pixels_max: 100_000,
        ..traceboard_server::Config::default()
    };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let kea = server.join("Kea").await;
    let id = || Uuid::now_v7().to_string();
    let whole = picture(7);
    for file in [b"just words".to_vec(), b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), Vec::new()] {
        send(&kea, &id(), file).await.is("not_a_photo");
    }
    send(&kea, &id(), whole[..whole.len() / 2].to_vec()).await.is("not_a_photo");
    let mut file = Cursor::new(Vec::new());
    RgbImage::new(400, 300).write_to(&mut file, ImageFormat::Png).unwrap();
    send(&kea, &id(), file.into_inner()).await.is("too_large");
    send(&kea, &Uuid::new_v4().to_string(), whole.clone()).await.is("bad_request");
    send(&kea, "none", whole).await.is("bad_request");
}

#[tokio::test]
async fn in_a_pod_a_photo_is_its_members() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, moss) = (server.join("Kea").await, server.join("Moss").await);
    let ends_on =
        jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().saturating_add(jiff::Span::new().days(9));
    let pod = kea.posts(json!({"type": "call_pod", "intention": "Dig", "places": 2, "ends_on": ends_on})).await;
    let within = |who: &Person| Person { base: format!("{}pods/{pod}/", who.base), ..who.clone() };
    let shot = leaves(&within(&kea), 8).await;
    assert_eq!(shot.seen_by(&within(&kea)).await, StatusCode::OK);
    assert_eq!(shot.seen_by(&within(&moss)).await, StatusCode::FORBIDDEN);
    assert_eq!(shot.seen_by(&kea).await, StatusCode::NOT_FOUND, "it isn't the circle's");
}

#[tokio::test]
async fn an_answer_that_needs_no_body_reaches_whoever_sends_it_whole_before_they_read() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    let photo = Uuid::now_v7().to_string();
    assert_eq!(send(&kea, &photo, picture(18)).await.status, StatusCode::OK);
    let nobody = Person { token: "nobody's".to_owned(), ..kea.clone() };
    // More than the system keeps between two programs.
    let large = vec![0; 10 * 1024 * 1024];
    for (who, status) in [(&kea, "200"), (&nobody, "401")] {
        let mut line = begins(who, &photo, large.len()).await;
        line.write_all(&large).await.unwrap();
        assert!(told(&mut line).await.starts_with(&format!("HTTP/1.1 {status}")));
    }
}

/// The beginning of an answer.
async fn told(line: &mut TcpStream) -> String {
    let mut told = vec![0; 4_096];
    let read = line.read(&mut told).await.unwrap();
    String::from_utf8_lossy(&told[..read]).into_owned()
}

/// Begins to send a photo: all but its bytes.
async fn begins(who: &Person, photo: &str, bytes: usize) -> TcpStream {
    let url: reqwest::Url = format!("{}photos/{photo}", who.base).parse().unwrap();
    let host = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap());
    let mut line = TcpStream::connect(&host).await.unwrap();
    let (path, token) = (url.path(), &who.token);
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\ncontent-length: {bytes}\r\n\r\n"
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line
}

#[tokio::test]
async fn phones_that_leave_in_the_middle_of_a_photo_keep_no_place() {
    let folder = tempfile::tempdir().unwrap();
    let config = traceboard_server::Config {
        photo_part_within: std::time::Duration::from_millis(500),
        ..traceboard_server::Config::default()
    };
    let server = Server::start_with(&log_in(folder.path()), config).await;
    let kea = server.join("Kea").await;
    let mut lines = Vec::new();
    // As many as are taken at once, and as many of each as one may have.
    for name in ["Tui", "Moa", "Ruru", "Weka"] {
        let phone = server.join(name).await;
        for _ in 0..4 {
            let mut line = begins(&phone, &Uuid::now_v7().to_string(), 9_000).await;
            line.write_all(&picture(16)[..4_000]).await.unwrap();
            lines.push(line);
        }
    }
    eventually(SOON, "a photo to find a place", async || {
        match send(&kea, &Uuid::now_v7().to_string(), picture(17)).await {
            Answer { status: StatusCode::OK, .. } => Ok(()),
            answer => Err(answer),
        }
    })
    .await
    .unwrap();
    // Who is still there is told to send it again.
    let told = told(&mut lines[0]).await;
    assert!(
        told.starts_with("HTTP/1.1 408") && told.contains("body_broken_off") && told.contains("\"retry\":true"),
        "{told}"
    );
}

#[tokio::test]
async fn who_sends_many_photos_slowly_keeps_nobody_elses_place() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (kea, tui) = (server.join("Kea").await, server.join("Tui").await);
    let mut lines = Vec::new();
    for _ in 0..16 {
        let mut line = begins(&kea, &Uuid::now_v7().to_string(), 9_000).await;
        line.write_all(&picture(16)[..4_000]).await.unwrap();
        lines.push(line);
    }
    eventually(SOON, "as many to be under way as one may have", async || {
        match send(&kea, &Uuid::now_v7().to_string(), picture(18)).await {
            Answer { status: StatusCode::TOO_MANY_REQUESTS, body } => Ok(body),
            answer => Err(answer),
        }
    })
    .await
    .unwrap();
    assert_eq!(send(&tui, &Uuid::now_v7().to_string(), picture(17)).await.status, StatusCode::OK);
}

fn is_at_rest(folder: &Path, bytes: &[u8]) -> bool {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file());
    files.into_iter().any(|path| std::fs::read(path).unwrap().windows(bytes.len()).any(|part| part == bytes))
}

#[tokio::test]
async fn of_a_photo_that_was_taken_back_no_file_of_the_folder_has_a_piece() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let kea = server.join("Kea").await;
    let shot = leaves(&kea, 9).await;
    let full = ask(&kea, &shot.path("full"), None).await.bytes().await.unwrap();
    let small = ask(&kea, &shot.path("small"), None).await.bytes().await.unwrap();
    // A piece of each kilobyte; the first ones are the same in every JPEG.
    let pieces: Vec<_> = [&full, &small].into_iter().flat_map(|form| form.chunks(1_024).skip(1)).collect();
    let pieces = pieces.into_iter().filter_map(|piece| piece.get(..24));
    // Some stand across the end of a page.
    let pieces: Vec<&[u8]> = pieces.filter(|piece| is_at_rest(folder.path(), piece)).collect();
    assert!(pieces.len() > 20, "{} pieces are too few", pieces.len());
    kea.does(json!({"type": "withdraw", "trace": shot.trace})).await;
    eventually(SOON, "the photo to leave the files", async || {
        match pieces.iter().filter(|piece| is_at_rest(folder.path(), piece)).count() {
            0 => Ok(()),
            left => Err(left),
        }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_photo_whose_trace_never_comes_is_swept() {
    let folder = tempfile::tempdir().unwrap();
    let config = traceboard_server::Config {
        photo_waits: std::time::Duration::ZERO,
        // It is looked as often.
        space_idle: std::time::Duration::from_millis(50),
        ..traceboard_server::Config::default()
    };
    let log = log_in(folder.path());
    let server = Server::start_with(&log, config).await;
    let kea = server.join("Kea").await;
    let photo = Uuid::now_v7();
    assert_eq!(send(&kea, &photo.to_string(), picture(10)).await.status, StatusCode::OK);
    let board = LogName::new(&server.circle, "board").unwrap();
    eventually(SOON, "the photo to be swept", async || match log.photo(&board, photo).await {
        Ok(None) => Ok(()),
        there => Err(there),
    })
    .await
    .unwrap();
    let deed = json!({"type": "leave", "text": "Too late", "photo": {"id": photo}});
    assert_eq!(kea.refused(deed).await, "unknown_photo");
}

#[tokio::test]
async fn an_export_names_photos_and_an_import_takes_those_that_were_sent_before() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&log_in(folder.path())).await;
    let (host, kea) = (server.host().await, server.join("Kea").await);
    let shot = leaves(&kea, 11).await;
    let lost = leaves(&kea, 12).await;
    let lines = host.get("export").await.body.as_str().unwrap().to_owned();
    let full = ask(&host, &shot.path("full"), None).await.bytes().await.unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let other = Server::start(&log_in(elsewhere.path())).await;
    let there = other.host().await;
    assert_eq!(send(&there, &shot.photo, full.to_vec()).await.status, StatusCode::OK);
    let imported = there.call(Method::POST, "import", Some(lines)).await;
    assert_eq!(imported.body["passed_over"], json!(["photo"]), "{imported:?}");
    let feed = there.feed().await;
    assert_eq!(card(&feed, &shot.trace)["photo"]["alt"], "A table");
    assert_eq!(card(&feed, &lost.trace)["photo"], Value::Null);
    assert_eq!(shot.seen_by(&there).await, StatusCode::OK);
}
