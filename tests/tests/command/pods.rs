//! Pods, resting, trails and searches, as they are typed.

use anyhow::ensure;
use serde_json::Value;
use traceboard_testkit::{Server, Store};

use crate::typist::Typist;

#[tokio::test(flavor = "multi_thread")]
async fn a_pod_is_called_joined_lived_in_and_left() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let (kea, tui, moa) = (Typist::new(&server, "Kea")?, Typist::new(&server, "Tui")?, Typist::new(&server, "Moa")?);
    let pod = kea.types(&["pod", "call", "Learn to dry fruit", "--places", "3"]).await?;
    let listed = tui.types(&["pod", "list"]).await?;
    ensure!(
        listed.starts_with(&format!("{pod} 1 of 3 until ")) && listed.ends_with(": Learn to dry fruit"),
        "{listed}"
    );
    tui.types(&["pod", "step-in", &pod]).await?;
    tui.types(&["leave", "cut the apples", "--pod", &pod]).await?;
    kea.types_line(&["tail"], &format!("the server pod {pod}: 2 places taken")).await?;
    let told = kea.types_first(&["tail", "--json", "--pod", &pod], "cut the apples").await?;
    ensure!(told["head"]["type"] == "trace_left", "{told}");
    let outside = moa.is_refused(&["tail", "--pod", &pod]).await?;
    ensure!(outside.contains("only its members may"), "{outside}");
    ensure!(moa.is_refused(&["export", "--pod", &pod]).await?.contains("only its members may"));
    ensure!(kea.types(&["export", "--pod", &pod]).await?.contains("cut the apples"));
    ensure!(!kea.types(&["trails"]).await?.contains("cut the apples"), "the circle has nothing of it");
    // Whoever is invited may decline.
    let invited = moa.id().await?;
    kea.types(&["pod", "invite", &pod, &invited]).await?;
    moa.types(&["pod", "decline", &pod]).await?;
    ensure!(
        tui.is_refused(&["pod", "close", &pod]).await?.contains("host"),
        "only its host closes it before its last day"
    );
    tui.types(&["pod", "leave", &pod]).await?;
    ensure!(tui.is_refused(&["leave", "late", "--pod", &pod]).await?.contains("only its members may"));
    kea.types(&["pod", "close", &pod]).await?;
    ensure!(kea.types(&["pod", "list"]).await?.is_empty());
    ensure!(kea.types(&["pod", "list", "--all"]).await?.contains("closed"));
    let wrong = kea.comes_to(&["pod", "call", "x", "--until", "soon"]).await?;
    ensure!(wrong.code == Some(2) && wrong.stderr.contains("--until"), "{wrong:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn trails_are_printed_warmest_first_and_a_quiet_one_can_be_built_on() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let (kea, tui) = (Typist::new(&server, "Kea")?, Typist::new(&server, "Tui")?);
    let beans = kea.types(&["leave", "planted the beans"]).await?;
    kea.types(&["leave", "swept the hall"]).await?;
    let net = tui.types(&["leave", "put a net over them", "--builds-on", &beans]).await?;
    let told = tui.types(&["trails"]).await?;
    let lines: Vec<_> = told.lines().collect();
    ensure!(lines.len() == 2 && lines[0].starts_with(&net) && lines[0].ends_with(": planted the beans"), "{told}");
    ensure!(lines[0].contains("Tui") && lines[0].contains("Kea"), "{told}");
    // The name of before is still understood.
    for flag in ["--coldest-first", "--quiet"] {
        let quiet = tui.types(&["trails", flag, "--limit", "1"]).await?;
        ensure!(quiet.ends_with(": swept the hall") && quiet.lines().count() == 1, "{quiet}");
    }
    let line: Value = serde_json::from_str(tui.types(&["trails", "--json", "--limit", "1"]).await?.as_str())?;
    ensure!(line["newest"] == net && line["seed"] == beans && line.get("warmth").is_none(), "{line}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn traces_are_found_by_their_words_by_who_left_them_and_by_what_is_open() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let (kea, tui) = (Typist::new(&server, "Kea")?, Typist::new(&server, "Tui")?);
    let beans = kea.types(&["leave", "planted the Bohnén", "--open-end", "a net over them"]).await?;
    let hall = tui.types(&["leave", "swept the hall, planted nothing"]).await?;
    let found = tui.types(&["search", "planted"]).await?;
    let ids: Vec<_> = found.lines().map(|line| line.split(' ').next().unwrap_or_default()).collect();
    ensure!(ids == [&hall, &beans], "newest first: {found}");
    ensure!(found.ends_with("Kea: planted the Bohnén (open end: a net over them)"), "{found}");
    for one in [&["search", "net", "bohnen"][..], &["search", "--by", "kea"], &["search", "planted", "--open"]] {
        let found = tui.types(one).await?;
        ensure!(found.starts_with(&beans) && found.lines().count() == 1, "{one:?}: {found}");
    }
    let line: Value = serde_json::from_str(&tui.types(&["search", "swept", "--json", "--limit", "1"]).await?)?;
    ensure!(line["id"] == hall && line["by"] == "Tui" && line["open_end"].is_null(), "{line}");
    ensure!(tui.types(&["search", "planted", "--to", "2020-01-01"]).await?.is_empty());
    ensure!(tui.is_refused(&["search", "--by", "Moa"]).await?.contains("nobody in the circle is called"));
    let wrong = tui.comes_to(&["search", "--from", "soon"]).await?;
    ensure!(wrong.code == Some(2) && wrong.stderr.contains("--from"), "{wrong:?}");
    let empty = tui.comes_to(&["search"]).await?;
    ensure!(empty.code == Some(2) && empty.stderr.contains("what to look for?"), "{empty:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resting_member_is_shown_as_resting_until_their_next_deed() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let kea = Typist::new(&server, "Kea")?;
    let rests = kea.types(&["rest"]).await?;
    let told = kea.types_first(&["tail", "--json"], &rests).await?;
    ensure!(told["head"]["type"] == "member_rests" && told["body"].is_null(), "{told}");
    Ok(())
}
