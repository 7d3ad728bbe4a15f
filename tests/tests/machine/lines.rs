//! Log lines name the circle and the log that they are about, and a failure is logged once, where it is answered.

use anyhow::{Context, ensure};
use traceboard_board::EntryId;
use traceboard_client::{Api, Link};
use traceboard_protocol::{Deed, Draft, ServerFrame};
use traceboard_testkit::{Scratch, eventually};
use uuid::Uuid;

use crate::{PATIENCE, running::Running};

#[tokio::test(flavor = "multi_thread")]
async fn each_line_of_a_failure_names_the_circle_or_the_log() -> anyhow::Result<()> {
    let folder = Scratch::new()?;
    let (ready, lines) = (folder.join("ready"), folder.join("lines"));
    let line = format!("exec \"$@\" >{} 2>{}", ready.display(), lines.display());
    let _server = Running::start(&folder.join("data"), &line, &["--json"]).await?;
    let ready: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(ready)?)?;
    let circle = ready["circle"].as_str().context("a circle")?.to_owned();
    let link: Link = ready["host_link"].as_str().context("a link")?.parse()?;
    let api = Api::new(&Api::redeem(&link, EntryId(Uuid::now_v7()), None, None).await?)?;
    std::fs::rename(folder.join("data"), folder.join("away"))?;
    let drafts = ["one", "two", "three"].map(|text| {
        let deed = Deed::leave(text, None, Vec::new());
        Draft { id: EntryId(Uuid::now_v7()), written_at_ms: 1_700_000_000_000, deed }
    });
    let answers = api.post(drafts.into()).await?;
    ensure!(answers.iter().all(|answer| matches!(answer, ServerFrame::Refused { retry: true, .. })), "{answers:?}");
    let written = eventually(PATIENCE, "a line about the post", async || {
        let written = std::fs::read_to_string(&lines)?;
        ensure!(written.contains("/posts"), "{written}");
        anyhow::Ok(written)
    })
    .await?;
    let serious: Vec<&str> =
        written.lines().filter(|line| line.contains(" WARN ") || line.contains("ERROR ")).collect();
    let of_posts: Vec<_> = serious.iter().filter(|line| line.contains("/posts")).collect();
    ensure!(of_posts.len() == 1, "those of one append fail together, and are logged once: {written}");
    ensure!(of_posts.iter().all(|line| line.contains(&format!("circle.id={circle}"))), "{written}");
    for line in serious {
        let names = line.contains(&circle) || line.contains("log.name=circles/opened");
        ensure!(names || line.contains("first circle is founded"), "which circle or log? {line}");
    }
    Ok(())
}
