//! What was altered in the store's file is named, and takes nothing else along.

use std::path::Path;

use anyhow::{Context, ensure};
use tokio::process::Command;
use traceboard_board::{EntryId, PodId, TraceId};
use traceboard_client::{Api, Link, Session};
use traceboard_protocol::{Deed, Draft, ServerFrame};
use traceboard_testkit::{Scratch, binary, eventually};
use uuid::Uuid;

use crate::{PATIENCE, running::Running};

const TEXTS: [&str; 5] = ["dug a pond", "laid a path", "hung a bell", "cut the hedge", "swept the hall"];

/// Starts a server on a folder whose log lines go beside it.
async fn serve(folder: &Scratch) -> anyhow::Result<(Running, serde_json::Value)> {
    let ready = folder.join("ready");
    let line = format!("exec \"$@\" >{} 2>{}", ready.display(), folder.join("log").display());
    let server = Running::start(&folder.join("data"), &line, &["--json"]).await?;
    Ok((server, serde_json::from_str(&std::fs::read_to_string(ready)?)?))
}

/// The same, and gives the host's session.
async fn start(folder: &Scratch) -> anyhow::Result<(Running, Session)> {
    let (server, ready) = serve(folder).await?;
    let link: Link = ready["host_link"].as_str().context("a link")?.parse()?;
    let session = Api::redeem(&link, EntryId(Uuid::now_v7()), None, None).await?;
    Ok((server, session))
}

/// A folder in which five traces were left, each built on the one before.
async fn five(folder: &Scratch) -> anyhow::Result<Session> {
    let (mut server, session) = start(folder).await?;
    let (api, mut before) = (Api::new(&session)?, Vec::new());
    for text in TEXTS {
        let id = EntryId(Uuid::now_v7());
        let deed = Deed::leave(text, None, std::mem::take(&mut before));
        api.post(vec![Draft { id, written_at_ms: 1_700_000_000_000, deed }]).await?;
        before.push(TraceId(id.0));
    }
    server.signal("TERM").await?;
    ensure!(server.child.wait().await?.success());
    // A fold that begins at its checkpoint would not read the altered entries.
    std::fs::remove_dir_all(folder.join("data/checkpoints"))?;
    Ok(session)
}

fn alter(data: &Path, text: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let path = data.join("log.sqlite");
    let mut file = std::fs::read(&path)?;
    let at = file.windows(text.len()).position(|bytes| bytes == text.as_bytes()).context("it isn't there")?;
    file[at..at + bytes.len()].copy_from_slice(bytes);
    Ok(std::fs::write(path, file)?)
}

/// What the board says, once it is served.
async fn said(session: &Session) -> anyhow::Result<String> {
    let api = Api::new(session)?;
    Ok(serde_json::to_string(&eventually(PATIENCE, "a board", || api.snapshot()).await?)?)
}

async fn checked(folder: &Scratch) -> anyhow::Result<(Option<i32>, String)> {
    let came = Command::new(binary()?).arg("check").arg(folder.join("data")).output().await?;
    Ok((came.status.code(), String::from_utf8(came.stdout)?))
}

#[tokio::test(flavor = "multi_thread")]
async fn one_altered_byte_in_words_or_deeds_changes_nothing_that_is_shown() -> anyhow::Result<()> {
    for text in ["hung a bell", "trace_left", "member_joined"] {
        let folder = Scratch::new()?;
        five(&folder).await?;
        alter(&folder.join("data"), text, b"X")?;
        let (code, named) = checked(&folder).await?;
        ensure!(code == Some(1) && named.lines().count() == 1 && named.contains("/board: entry "), "{text}: {named}");
        let (server, session) = start(&folder).await?;
        let said = said(&session).await?;
        ensure!(TEXTS.iter().all(|text| said.contains(text)), "{text}: {said}");
        ensure!(server.get("/readyz").await?.0 == 200);
        let log = std::fs::read_to_string(folder.join("log"))?;
        ensure!(log.contains("an entry is damaged") && !log.contains("trying again"), "{text}: {log}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_body_is_missing_and_everything_else_is_served() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    five(&folder).await?;
    alter(&folder.join("data"), "hung a bell", b"no more")?;
    let (server, session) = start(&folder).await?;
    let said = said(&session).await?;
    ensure!(TEXTS.iter().all(|text| said.contains(text) != (*text == "hung a bell")), "{said}");
    let api = Api::new(&session)?;
    let id = EntryId(Uuid::now_v7());
    let draft = Draft { id, written_at_ms: 1_700_000_000_000, deed: Deed::leave("went on", None, Vec::new()) };
    api.post(vec![draft]).await?;
    ensure!(server.get("/readyz").await?.0 == 200);
    ensure!(checked(&folder).await?.0 == Some(1));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_circle_with_a_damaged_entry_opens() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    five(&folder).await?;
    // The first of them: a seed.
    alter(&folder.join("data"), "trace_left", b"no more..")?;
    let (server, session) = start(&folder).await?;
    said(&session).await?;
    ensure!(server.get("/readyz").await?.0 == 200);
    let log = std::fs::read_to_string(folder.join("log"))?;
    ensure!(log.contains("an entry is damaged") && !log.contains("trying again"), "{log}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn traces_stay_when_a_founding_or_joining_is_damaged() -> anyhow::Result<()> {
    for text in ["circle_founded", "member_joined"] {
        let folder = Scratch::new()?;
        five(&folder).await?;
        alter(&folder.join("data"), text, b"no more....")?;
        let (server, session) = start(&folder).await?;
        let said = said(&session).await?;
        ensure!(TEXTS.iter().all(|text| said.contains(text)), "{text}: {said}");
        ensure!(server.get("/readyz").await?.0 == 200, "{text}");
        let id = EntryId(Uuid::now_v7());
        let draft = Draft { id, written_at_ms: 1_700_000_000_000, deed: Deed::leave("went on", None, Vec::new()) };
        let answers = Api::new(&session)?.post(vec![draft]).await?;
        ensure!(matches!(answers[..], [ServerFrame::Ack { .. }]), "{text}: {answers:?}");
        let (code, named) = checked(&folder).await?;
        ensure!(code == Some(1) && named.contains("/board: entry "), "{text}: {named}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pod_s_founding_that_can_t_be_read_takes_nothing_that_was_left_in_it_along() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (mut server, mut session) = start(&folder).await?;
    let (api, pod) = (Api::new(&session)?, EntryId(Uuid::now_v7()));
    let ends_on =
        jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().saturating_add(jiff::Span::new().days(42));
    let intention = "mend the roof".to_owned();
    let call = Deed::CallPod { intention, places: 5, ends_on, rhythm: None, offer_to: Vec::new() };
    let post = |id, deed| vec![Draft { id, written_at_ms: 1_700_000_000_000, deed }];
    let acked = |answers: Vec<ServerFrame>| matches!(answers[..], [ServerFrame::Ack { .. }]);
    ensure!(acked(api.post(post(pod, call)).await?));
    let leave = |text: &str| post(EntryId(Uuid::now_v7()), Deed::leave(text, None, Vec::new()));
    ensure!(acked(api.in_pod(PodId(pod.0)).post(leave("counted the tiles")).await?));
    server.signal("TERM").await?;
    ensure!(server.child.wait().await?.success());
    std::fs::remove_dir_all(folder.join("data/checkpoints"))?;
    alter(&folder.join("data"), "pod_founded", b"no more....")?;

    let (server, _) = serve(&folder).await?;
    session.base = format!("http://{}", server.authority);
    let in_pod = Api::new(&session)?.in_pod(PodId(pod.0));
    let said = serde_json::to_string(&in_pod.snapshot().await?)?;
    ensure!(said.contains("counted the tiles"), "{said}");
    // Its circle knows its terms.
    ensure!(said.contains("\"places\":5") && said.contains(&ends_on.to_string()), "{said}");
    ensure!(acked(in_pod.post(leave("bought some")).await?));
    let (code, named) = checked(&folder).await?;
    ensure!(code == Some(1) && named.contains(&pod.to_string()), "{named}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn circles_are_served_although_the_list_of_circles_is_damaged() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let mut session = five(&folder).await?;
    // The head of the list's one entry alone names a founder.
    alter(&folder.join("data"), "\"founder\"", b"no more..")?;
    let (server, ready) = serve(&folder).await?;
    ensure!(ready["host_link"].is_null() && ready["founded"] == false, "{ready}");
    session.base = format!("http://{}", server.authority);
    let said = said(&session).await?;
    ensure!(TEXTS.iter().all(|text| said.contains(text)), "{said}");
    let log = std::fs::read_to_string(folder.join("log"))?;
    ensure!(log.contains("the list of circles is damaged"), "{log}");
    let (code, named) = checked(&folder).await?;
    ensure!(code == Some(1) && named.contains("circles/opened: entry "), "{named}");
    Ok(())
}
