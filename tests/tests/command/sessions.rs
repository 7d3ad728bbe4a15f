//! Whose session a link or a name means, and where it is kept.

use std::{os::unix::fs::PermissionsExt, path::Path};

use anyhow::{Context, ensure};
use serde_json::Value;
use tokio::time::timeout;
use traceboard_testkit::{Scratch, Server, Store};

use crate::{PATIENCE, command, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_redeemed_once_and_its_profile_is_readable_by_its_owner_alone() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let invite = server.ready().invite_link.as_str();
    let first = run(config.path(), &["leave", "one", "--circle", invite]).await?;
    ensure!(first.code == Some(0), "{first:?}");
    let id = first.stdout.trim();
    let second =
        run(config.path(), &["leave", "two", "--builds-on", id, "--open-end", "three", "--circle", invite, "--json"])
            .await?;
    let left: Value = serde_json::from_str(&second.stdout).with_context(|| format!("{second:?}"))?;
    ensure!(left["position"].is_string() && left["at_ms"].is_i64(), "{left}");

    let folder = config.join("traceboard");
    let profiles: Vec<_> = std::fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    let [profile] = &profiles[..] else { anyhow::bail!("one link made {} profiles", profiles.len()) };
    let mode = |path: &Path| Ok::<_, std::io::Error>(std::fs::metadata(path)?.permissions().mode() & 0o777);
    ensure!(mode(&profile.path())? == 0o600 && mode(&folder)? == 0o700);
    let called = profile.path().file_stem().context("a name")?.to_string_lossy().into_owned();
    let third = run(config.path(), &["leave", "four", "--circle", &called]).await?;
    ensure!(third.code == Some(0), "the saved name works: {third:?}");

    let host = server.ready().host_link.as_str();
    let board = run(config.path(), &["export", "--circle", host]).await?;
    ensure!(board.stdout.matches("\"type\":\"member\"").count() == 1, "the link brought in one member: {board:?}");
    ensure!(board.stdout.contains("\"open_end\":\"three\""), "{board:?}");
    let refused = run(config.path(), &["export", "--circle", invite]).await?;
    ensure!(refused.code == Some(1) && refused.stderr.contains("only a host"), "{refused:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_commands_at_once_one_redeems_the_link() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let invite = server.ready().invite_link.as_str();
    let leave = async |text: &str| run(config.path(), &["leave", text, "--circle", invite]).await;
    let (one, two, three, four) = tokio::try_join!(leave("one"), leave("two"), leave("three"), leave("four"))?;
    let all = [one, two, three, four];
    ensure!(all.iter().all(|came| came.code == Some(0)), "{all:?}");
    let signed_in = all.iter().filter(|came| came.stderr.contains("signed in")).count();
    ensure!(signed_in == 1, "the link was redeemed {signed_in} times: {all:?}");
    // Links of different circles, or names, may not take each other's file either.
    let come = async |name: &str| run(config.path(), &["leave", name, "--circle", invite, "--name", name]).await;
    let (wren, alder) = tokio::try_join!(come("W r"), come("W-r"))?;
    ensure!(wren.code == Some(0) && alder.code == Some(0), "{wren:?} {alder:?}");
    let profiles = std::fs::read_dir(config.join("traceboard"))?.count();
    ensure!(profiles == 3, "three members have {profiles} profiles");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn takes_up_takes_up_an_open_end_and_keeps_a_promise() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let invite = server.ready().invite_link.as_str();
    let leave = async |more: &[&str]| {
        let came = run(config.path(), &[&["leave"], more, &["--circle", invite]].concat()).await?;
        ensure!(came.code == Some(0), "{more:?}: {came:?}");
        Ok(came.stdout.trim().to_owned())
    };
    let tomorrow = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().tomorrow()?.to_string();
    let end = leave(&["a wall painted", "--open-end", "paint the door"]).await?;
    let promise = leave(&["bring a ladder", "--promise", &tomorrow]).await?;
    leave(&["bought a brush", "--builds-on", &end]).await?;
    leave(&["the door painted", "--takes-up", &end]).await?;
    leave(&["brought a ladder", "--takes-up", &promise]).await?;
    let board = run(config.path(), &["export", "--circle", server.ready().host_link.as_str()]).await?.stdout;
    let line = |text: &str| -> anyhow::Result<Value> {
        let line = board.lines().find(|line| line.contains(&format!("\"text\":\"{text}\"")));
        Ok(serde_json::from_str(line.with_context(|| format!("{text} is not in {board}"))?)?)
    };
    ensure!(line("bring a ladder")?["facet"]["due"] == tomorrow, "{board}");
    for (text, on, taken) in [
        ("bought a brush", &end, None),
        ("the door painted", &end, Some(&end)),
        ("brought a ladder", &promise, Some(&promise)),
    ] {
        let line = line(text)?;
        let taken: Vec<&String> = taken.into_iter().collect();
        ensure!(line["builds_on"] == serde_json::json!([on]) && line["takes_up"] == serde_json::json!(taken), "{line}");
    }
    let past = run(config.path(), &["leave", "x", "--promise", "2020-02-29", "--circle", invite]).await?;
    ensure!(past.code == Some(1) && past.stderr.contains("not within the days from today"), "{past:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retro_opens_with_its_gathering_and_a_trace_can_be_marked_as_learned() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let host = server.ready().host_link.as_str();
    let opened = run(config.path(), &["gathering", "retro", "--minutes", "30", "--circle", host]).await?;
    let [gathering, round] = opened.stdout.lines().collect::<Vec<_>>()[..] else { anyhow::bail!("{opened:?}") };
    let rounds = run(config.path(), &["round", "list", "--json", "--circle", host]).await?.stdout;
    let row: Value = serde_json::from_str(rounds.lines().next().context("a round")?)?;
    ensure!(row["id"] == round && row["gathering"] == gathering && row["kind"] == "retro", "{row}");
    let answered = run(config.path(), &["round", "answer", round, "soup", "", "sing", "--circle", host]).await?;
    ensure!(answered.code == Some(0), "{answered:?}");
    let learned = ["leave", "we eat first", "--learned", "--joint", "pod", "--circle", host];
    ensure!(run(config.path(), &learned).await?.code == Some(0));
    let board = run(config.path(), &["export", "--circle", host]).await?.stdout;
    ensure!(board.contains("\"learned\":true,\"joint\":\"pod\""), "{board}");
    let odd = run(config.path(), &["leave", "x", "--joint", "planet", "--circle", host]).await?;
    ensure!(odd.code == Some(2) && odd.stderr.contains("planet"), "{odd:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_script_without_a_user_name_joins_under_the_programs_name() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let invite = server.ready().invite_link.as_str();
    let mut leave = command(config.path(), &["leave", "by a script", "--circle", invite])?;
    let left = timeout(PATIENCE, leave.env_remove("USER").env_remove("LOGNAME").output()).await??;
    ensure!(left.status.success(), "{left:?}");
    let board = run(config.path(), &["export", "--circle", &server.ready().host_link]).await?;
    ensure!(board.stdout.contains("\"name\":\"traceboard\""), "{board:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn name_chooses_between_the_sessions_of_a_link() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (host, invite) = (server.ready().host_link.as_str(), server.ready().invite_link.as_str());
    for (text, name, saved) in [("by the first", "Kea", "kea"), ("by the second", "Tui", "tui")] {
        let came = run(config.path(), &["leave", text, "--circle", invite, "--name", name, "--save-as", saved]).await?;
        ensure!(came.code == Some(0), "{came:?}");
    }
    let again = run(config.path(), &["leave", "by the first again", "--circle", invite, "--name", "Kea"]).await?;
    ensure!(again.code == Some(0) && !again.stderr.contains("signed in"), "{again:?}");
    let board = run(config.path(), &["export", "--circle", host]).await?.stdout;
    ensure!(board.matches("\"type\":\"member\"").count() == 2, "each name is one member: {board}");
    for (text, name) in [("by the first again", "Kea"), ("by the second", "Tui")] {
        let told = format!("\"member\":\"{name}\",\"text\":\"{text}\"");
        ensure!(board.lines().any(|line| line.contains(&told)), "{told} is not in {board}");
    }
    for (typed, told) in [
        (&["leave", "x", "--circle", "kea", "--name", "Tui"][..], "is Kea's"),
        (&["leave", "x", "--circle", invite, "--name", "Tui", "--save-as", "other"], "is kept as tui"),
    ] {
        let came = run(config.path(), typed).await?;
        ensure!(came.code == Some(2) && came.stderr.contains(told), "{typed:?}: {came:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn another_circle_is_founded_and_its_links_open_it() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let host = server.ready().host_link.as_str();
    let founded = run(config.path(), &["circle", "new", "Kitchen crew", "--circle", host, "--json"]).await?;
    let links: Value = serde_json::from_str(&founded.stdout).with_context(|| format!("{founded:?}"))?;
    ensure!(links["circle"] != server.ready().circle.as_str(), "{links}");
    let host = links["host_link"].as_str().context("a host link")?;
    let markdown = run(config.path(), &["export", "--format", "md", "--circle", host]).await?;
    ensure!(markdown.stdout.starts_with("# Kitchen crew"), "{markdown:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_a_round_are_read_after_answering_and_a_gathering_is_opened_and_ended() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (host, invite) = (server.ready().host_link.as_str(), server.ready().invite_link.as_str());
    let typed = async |typed: &[&str], circle: &str| {
        let came = run(config.path(), &[typed, &["--circle", circle]].concat()).await?;
        ensure!(came.code == Some(0), "{typed:?}: {came:?}");
        Ok::<_, anyhow::Error>(came.stdout.trim().to_owned())
    };
    let round = typed(&["round", "open", "--prompt", "What now?", "--prompt", "And then?"], host).await?;
    let early = run(config.path(), &["round", "answers", &round, "--circle", host]).await?;
    ensure!(early.code == Some(1) && early.stderr.contains("gave theirs, or passed"), "{early:?}");
    typed(&["round", "answer", &round, "rest", ""], host).await?;
    typed(&["round", "pass", &round], invite).await?;
    ensure!(typed(&["round", "answers", &round], invite).await?.ends_with(": rest"));
    typed(&["round", "take-back", &round], host).await?;
    ensure!(typed(&["round", "answers", &round], invite).await?.is_empty());
    ensure!(typed(&["round", "list"], invite).await?.ends_with("over own What now? / And then?"));
    let retro = typed(&["round", "open", "--kind", "retro"], host).await?;
    ensure!(typed(&["round", "list"], invite).await?.contains("open retro What works? / What would you change?"));
    typed(&["round", "answer", &retro, "the fire\nthe soup", "", "a tent"], host).await?;
    let cards = typed(&["round", "answers", &retro], host).await?;
    ensure!(
        cards.contains(" to question 1: the fire · the soup\n") && cards.ends_with(" to question 3: a tent"),
        "{cards}"
    );
    let now = jiff::Timestamp::now();
    let (from, to) = (now.to_string(), (now + jiff::SignedDuration::from_hours(3)).to_string());
    let gathering = typed(&["gathering", "open", "Work day", "--from", &from, "--to", &to], host).await?;
    typed(&["gathering", "end", &gathering], host).await?;
    ensure!(typed(&["gathering", "list"], invite).await?.ends_with("Work day"));
    let local = ["gathering", "open", "x", "--from", "2026-10-02T18:00", "--to", "soon", "--circle", host];
    let wrong = run(config.path(), &local).await?;
    ensure!(wrong.code == Some(2) && wrong.stderr.contains("--from") && wrong.stderr.contains("--to"), "{wrong:?}");
    Ok(())
}
