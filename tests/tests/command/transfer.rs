//! Importing: what is refused, and what is stopped.

use std::{collections::BTreeMap, path::Path, process::Stdio};

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tokio::{process::Command, time::timeout};
use traceboard_testkit::{Scratch, Server, Store};
use uuid::Uuid;

use crate::{PATIENCE, command, run};

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_stopped_says_how_far_it_came() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let mut import =
        command(config.path(), &["import", "-", "--circle", &server.ready().host_link, "--live", "--speed", "1"])?;
    let mut import = import.stdin(Stdio::piped()).spawn()?;
    let mut lines = import.stdin.take().context("its input")?;
    // The second line's time is an hour later.
    for (id, at) in [("t1", 1_700_000_000_000_i64), ("t2", 1_700_003_600_000)] {
        let line = format!(r#"{{"id":"{id}","at":{at},"member":"Moss","text":"{id}","places":[],"builds_on":[]}}"#);
        tokio::io::AsyncWriteExt::write_all(&mut lines, format!("{line}\n").as_bytes()).await?;
    }
    let host = server.ready().host_link.as_str();
    let arrived = async {
        while !run(config.path(), &["export", "--circle", host]).await?.stdout.contains("\"t1\"") {}
        anyhow::Ok(())
    };
    timeout(PATIENCE, arrived).await??;
    let id = import.id().context("it runs")?.to_string();
    ensure!(Command::new("kill").args(["-INT", &id]).status().await?.success());
    let came = timeout(PATIENCE, import.wait_with_output()).await??;
    let told = String::from_utf8(came.stderr)?;
    ensure!(came.status.code() == Some(1), "{told}");
    ensure!(told.contains("1 imported, 0 already there") && told.contains("stopped after line 1"), "{told}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_names_each_refused_line_and_imports_the_rest() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let host = server.ready().host_link.as_str();
    let file = config.join("file.jsonl");
    let good = r#"{"id":"t1","at":1700000000000,"member":"Moss","text":"dug","places":[],"builds_on":[]}"#;
    let long = format!(r#"{{"id":"t2","at":1700000000000,"member":"Moss","text":"{}"}}"#, "x".repeat(300));
    let lines = [format!("{good}\n\n{long}\nnot json\n").as_bytes(), b"\xff\xfe\n"].concat();
    std::fs::write(&file, lines)?;
    let file = file.to_string_lossy().into_owned();
    let came = run(config.path(), &["import", &file, "--circle", host, "--json"]).await?;
    ensure!(came.code == Some(1), "{came:?}");
    ensure!(came.stderr.contains("line 3: ") && came.stderr.contains("300 characters, over 280"), "{came:?}");
    ensure!(came.stderr.contains("line 4: ") && came.stderr.contains("line 5: it is not UTF-8"), "{came:?}");
    let count: Value = serde_json::from_str(&came.stdout)?;
    ensure!(count == serde_json::json!({ "imported": 1, "already": 0, "refused": 3, "mended": 0 }), "{count}");
    std::fs::write(&file, format!("{good}\n"))?;
    let again = run(config.path(), &["import", &file, "--circle", host, "--live", "--speed", "1000", "--json"]).await?;
    ensure!(again.code == Some(0) && again.stdout.contains("\"already\":1"), "{again:?}");
    Ok(())
}

/// What a file of such lines comes to: its count, and what was said on the way.
async fn import(config: &Path, host: &str, file: &str, more: &[&str]) -> anyhow::Result<(Value, String)> {
    let path = config.join("file.jsonl");
    std::fs::write(&path, file)?;
    let path = path.to_string_lossy().into_owned();
    let came = run(config, &[&["import", &path, "--circle", host, "--json"], more].concat()).await?;
    Ok((serde_json::from_str(&came.stdout).with_context(|| format!("{came:?}"))?, came.stderr))
}

/// The traces of a board by what they say, and what each builds on, in the words of that.
async fn board(config: &Path, host: &str) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let exported = run(config, &["export", "--circle", host]).await?.stdout;
    let lines: Vec<Value> = exported.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let traces: Vec<_> = lines.iter().filter(|line| line["text"].is_string()).collect();
    let text = |id: &Value| traces.iter().find(|line| line["id"] == *id).map(|line| said(&line["text"]));
    let builds_on = |line: &Value| line["builds_on"].as_array().into_iter().flatten().filter_map(text).collect();
    Ok(traces.iter().map(|line| (said(&line["text"]), builds_on(line))).collect())
}

fn said(text: &Value) -> String {
    text.as_str().unwrap_or_default().to_owned()
}

fn trace(id: &str, text: &str, builds_on: &[&str]) -> String {
    json!({"id": id, "at": 1_700_000_000_000_i64, "member": "Moss", "text": text, "builds_on": builds_on}).to_string()
}

fn of(lines: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    lines.iter().map(|(text, on)| ((*text).to_owned(), owned(on))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn children_of_a_refused_line_get_its_nearest_ancestors() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    let long = "x".repeat(300);
    let lines = [
        trace("e", "of a gap in a row", &["d"]),
        trace("a", "seed", &[]),
        trace("b", &long, &["a"]),
        trace("c", "on the gap", &["b"]),
        trace("d", &long, &["b"]),
        trace("f", "on nobody", &["gone"]),
        trace("g", "on the first", &["c"]),
        trace("h", "itself", &["h"]),
    ];
    let file = lines.join("\n");
    let expected = json!({"imported": 6, "already": 0, "refused": 2, "mended": 4});
    // Only looked at, it says the same, and nothing is there.
    let (count, told) = import(config, host, &file, &["--check"]).await?;
    ensure!(count == expected && told.contains("line 4: it builds on a, since b isn't there"), "{count} {told}");
    ensure!(board(config, host).await?.is_empty(), "it was to be checked");
    let (count, told) = import(config, host, &file, &[]).await?;
    ensure!(count == expected, "{count} {told}");
    ensure!(
        told.contains("line 3: ") && told.contains("line 5: ") && told.contains("line 6: it builds on nothing"),
        "{told}"
    );
    let expected = of(&[
        ("seed", &[]),
        ("on the gap", &["seed"]),
        ("of a gap in a row", &["seed"]),
        ("on nobody", &[]),
        ("on the first", &["on the gap"]),
        ("itself", &[]),
    ]);
    let came = board(config, host).await?;
    ensure!(came == expected, "{came:?}");
    // Again it is all there, and known to be checked as such.
    for more in [&["--check"][..], &[]] {
        let (count, told) = import(config, host, &file, more).await?;
        ensure!(count == json!({"imported": 0, "already": 6, "refused": 2, "mended": 4}), "{count} {told}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_refused_for_one_wrong_field_keeps_its_place_and_numbers_are_ids() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    let mut lines = vec![trace("g", "seed", &[])];
    for (n, wrong) in [r#""member_id":5"#, r#""round":{}"#, r#""hidden":true"#, r#""warmed":3"#].iter().enumerate() {
        lines.push(format!(
            r#"{{"id":"p{n}",{wrong},"at":1700000000000,"member":"Moss","text":"x","builds_on":["g"]}}"#
        ));
    }
    lines.push(r#"{"id":"p4","at":1700000000000,"member":"Moss","text":"x","builds_on":"g"}"#.to_owned());
    lines.push(r#"{"id":"p5","at":1700000000000,"member":"Moss","builds_on":["g"],"text":"cut o"#.to_owned());
    lines.extend((0..6).map(|n| trace(&format!("c{n}"), &format!("child {n}"), &[&format!("p{n}")])));
    let mut numbered = json!({"id": 17, "at": 1_700_000_000_000_i64, "member": "Bo", "text": "of a database"});
    lines.push(numbered.to_string());
    numbered["id"] = json!(18);
    numbered["text"] = json!("on a number");
    numbered["builds_on"] = json!([17, "g", 16]);
    lines.push(numbered.to_string());
    let (count, told) = import(config, host, &lines.join("\n"), &[]).await?;
    ensure!(count == json!({"imported": 9, "already": 0, "refused": 6, "mended": 7}), "{count} {told}");
    let board = board(config, host).await?;
    for n in 0..6 {
        ensure!(board[&format!("child {n}")] == ["seed"], "{n}: {board:?} {told}");
    }
    ensure!(board["on a number"] == ["of a database", "seed"], "{board:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mended_file_finds_the_children_of_its_mended_lines_there() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    let file = |text: &str| {
        let lines = [trace("a", "seed", &[]), trace("b", text, &["a"]), trace("c", "on the gap", &["b"])];
        [&lines[..], &[trace("d", "on both", &["b", "c"])]].concat().join("\n")
    };
    let (count, told) = import(config, host, &file(&"x".repeat(300)), &[]).await?;
    ensure!(count == json!({"imported": 3, "already": 0, "refused": 1, "mended": 2}), "{count} {told}");
    let mended = file("short");
    for (more, imported) in [(&["--check"][..], 1), (&[], 1), (&[], 0), (&["--live"], 0)] {
        let (count, told) = import(config, host, &mended, more).await?;
        let expected = json!({"imported": imported, "already": 4 - imported, "refused": 0, "mended": 0});
        ensure!(count == expected, "{more:?} {count} {told}");
        for said in
            ["line 3: it is already there, and stays on a\n", "line 4: it is already there, and stays on a, c\n"]
        {
            ensure!(told.contains(said), "{more:?} {told}");
        }
    }
    // Another trace under the same id is still none of the board's.
    let other = trace("c", "other words", &["b"]);
    let (count, told) = import(config, host, &other, &[]).await?;
    ensure!(count["refused"] == 1 && told.contains("line 1: cannot import trace \"c\": the id is taken"), "{told}");
    ensure!(board(config, host).await?["on the gap"] == ["seed"], "it stays");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_imported_in_any_order_of_lines() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    // More than one request holds, newest first.
    let lines: Vec<_> = (0..1_200)
        .rev()
        .map(|n: u32| {
            let parent = n.checked_sub(1).map(|parent| format!("t{parent}"));
            trace(&format!("t{n}"), &format!("did {n}"), &parent.iter().map(String::as_str).collect::<Vec<_>>())
        })
        .collect();
    for more in [&["--check"][..], &[]] {
        let (count, told) = import(config, host, &lines.join("\r\n"), more).await?;
        ensure!(count == json!({"imported": 1200, "already": 0, "refused": 0, "mended": 0}), "{count} {told}");
    }
    let board = board(config, host).await?;
    ensure!(board.len() == 1_200 && board["did 700"] == ["did 699"], "{}", board.len());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_imported_by_its_header_and_unknown_fields_are_named() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    let table = "\u{feff}member;at;text;mood;id;builds_on\nMoss;2024-05-31 18:30;\"dug; and sang\";good;a;\n\
                 Bo;soon;never;;b;a\nBo;2024-06-01;on it;;c;b\n";
    let (count, told) = import(config, host, table, &[]).await?;
    ensure!(count["imported"] == 2 && told.contains("line 3: its time \"soon\" can't be read"), "{count} {told}");
    ensure!(told.contains("line 4: it builds on a, since b isn't there"), "{told}");
    ensure!(told.contains("ignored fields, which this version doesn't know: mood"), "{told}");
    let file = config.join("names.csv");
    std::fs::write(&file, "Name,Message\nMoss,dug\n")?;
    let came = run(config, &["import", &file.to_string_lossy(), "--circle", host]).await?;
    ensure!(came.code == Some(1) && came.stderr.contains("lacks at, member, text"), "{came:?}");
    let line = r#"{"id":"t","at":1700000000000,"member":"Moss","text":"sowed","mood":"good","geo":{"lat":1}}"#;
    let (count, told) = import(config, host, line, &[]).await?;
    ensure!(
        count["imported"] == 1 && told.contains("ignored fields, which this version doesn't know: geo, mood"),
        "{told}"
    );
    let photo = json!({"id": Uuid::now_v7(), "width": 4, "height": 3, "preview": "0".repeat(48)});
    let line =
        json!({"id": "u", "at": 1_700_000_000_000_i64, "member": "Moss", "text": "dug", "photo": photo}).to_string();
    let folder = config.to_string_lossy();
    for (more, left_out) in [
        (&["--check"][..], "photos are left out: --photos <DIR> names"),
        (&["--check", "--photos", &folder], ""),
        (&["--photos", &folder], "some photos are left out: they aren't in the folder"),
    ] {
        let (count, told) = import(config, host, &line, more).await?;
        ensure!(
            count["imported"] == 1 && told.contains(left_out) && !told.contains("ignored fields"),
            "{more:?}: {told}"
        );
        ensure!(told.contains("left out") != left_out.is_empty(), "{more:?}: {told}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spreadsheets_plain_csv_is_imported_and_its_own_file_is_told_for_what_it_is() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    let file = config.join("file.csv");
    let path = file.to_string_lossy();
    let table = b"sep=;\r\nat;member;text\r\n2026-05-31;J\xfcrgen;gr\xfcn, und mehr\r\n2026-06-01;Bo;a; b\r\n20260602;Bo;dug\r\n";
    std::fs::write(&file, table)?;
    let came = run(config, &["import", &path, "--circle", host]).await?;
    ensure!(came.stderr.matches("Windows-1252").count() == 1, "{came:?}");
    ensure!(came.stderr.contains("line 4: it has 4 cells, the header 3: put quotation marks"), "{came:?}");
    ensure!(came.stderr.contains("2 imported, 0 already there, 1 refused"), "{came:?}");
    ensure!(board(config, host).await?.contains_key("gr\u{fc}n, und mehr"), "{came:?}");
    for (bytes, said) in
        [(&b"PK\x03\x04\x14\0xl/workbook.xml"[..], "save it as CSV UTF-8"), (b"\x1f\x8b\x08\0", "unpack it")]
    {
        std::fs::write(&file, bytes)?;
        for more in [&[][..], &["--live"]] {
            let came = run(config, &[&["import", &path, "--circle", host], more].concat()).await?;
            ensure!(came.code == Some(1) && came.stderr.contains(said), "{came:?}");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_live_does_not_take_is_told() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    let lines =
        [trace("c", "child", &["p"]), trace("d", "another", &["q"]), trace("p", "seed", &[]), trace("q", "seed", &[])];
    let (count, told) = import(config, host, &lines.join("\n"), &["--live"]).await?;
    ensure!(count["imported"] == 4 && count["mended"] == 2, "{count} {told}");
    ensure!(told.contains("line 3: it comes after a line that builds on it"), "{told}");
    ensure!(told.matches("it comes after").count() == 1, "{told}");
    let file = config.join("file.jsonl");
    for (text, said) in [
        (format!("[{}]", lines[0]), "this is a JSON array"),
        ("at,member,text\n2026-05-31,Moss,dug\n".to_owned(), "this is a table"),
        (lines.join("\r"), "one whose lines end with CR alone"),
    ] {
        std::fs::write(&file, text)?;
        let came = run(config, &["import", &file.to_string_lossy(), "--circle", host, "--live"]).await?;
        ensure!(came.code == Some(1) && came.stderr.contains(said), "{came:?}");
        ensure!(came.stderr.contains("import it without --live"), "{came:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn times_of_other_programs_are_read_and_told() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    let times = [json!(1_450_321_981), json!(1_450_321_982.5), json!("2015-12-17T04:13:03+01:00"), json!(4), json!(5)];
    let line = |(n, at): (usize, &Value)| {
        format!("{}\n", json!({"id": n.to_string(), "at": at, "member": "Moss", "text": "dug"}))
    };
    let (count, told) = import(config, host, &times.iter().enumerate().map(line).collect::<String>(), &[]).await?;
    ensure!((&count["imported"], &count["refused"]) == (&json!(times.len()), &json!(0)), "{count} {told}");
    let expected = [
        "line 1: its time is read as seconds since 1970, as are others like it",
        "line 4: its time is read as milliseconds since 1970, and so in that year, as are others like it",
    ];
    ensure!(told.lines().filter(|line| line.contains("its time")).eq(expected), "{told}");
    let exported = run(config, &["export", "--circle", host]).await?.stdout;
    for ms in [1_450_321_981_000_i64, 1_450_321_982_500, 1_450_321_983_000, 4, 5] {
        ensure!(exported.contains(&format!("\"at\":{ms},")), "{ms}: {exported}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refused_line_is_named_with_its_reason_and_a_check_says_the_same() -> anyhow::Result<()> {
    let server = Server::start(&Store::Embedded, &[]).await?;
    let config = Scratch::new()?;
    let (config, host) = (config.path(), server.ready().host_link.as_str());
    let member = Uuid::from_u128(0xa1);
    let gathering = |n: u128, from: i64, to: i64| json!({"type": "gathering", "id": Uuid::from_u128(n), "by": member, "name": "Summer", "from": from, "to": to});
    let rhythm = |every: Value| json!({"every": every, "on": "thu", "at": "19:30", "time_zone": "Europe/Vienna", "from": "2026-12-04"});
    let circle =
        |rhythm: Value| json!({"type": "circle", "name": "Moved", "half_life_ms": 43_200_000, "rhythm": rhythm});
    let at = |at: Value| json!({"id": "t", "at": at, "member": "Moss", "text": "dug"});
    let promised = json!({"id": "p", "at": 1_700_000_000_000_i64, "member": "Moss", "text": "to dig", "facet": {"is": "promise", "due": "2026-02-30"}});
    let lines = [
        (
            json!({"type": "member", "id": member, "at": 1, "name": "Moss", "colour": 1, "role": "member", "state": "present"}),
            "",
        ),
        (circle(rhythm(json!({"month": "fifth"}))), "its rhythm can't be read"),
        (circle(rhythm(json!({"month": 31}))), "first, second, third, fourth or last"),
        (gathering(1, 1_700_000_000_000, 1_600_000_000_000), "\"Summer\": it ends before it begins"),
        (gathering(2, 1_600_000_000_000, 1_700_000_000_000), "\"Summer\": it lasts over 31 days"),
        (promised, "\"2026-02-30\" is no day"),
        (at(json!("2026-02-30")), "its at is \"2026-02-30\", and a time is written as milliseconds since 1970"),
        (at(json!(null)), "it has no at"),
        (at(json!([1])), "where there should be a whole number"),
        (json!({"id": "t", "at": 1_700_000_000_000_i64, "text": "dug"}), "it has no member"),
    ];
    let file = lines.iter().map(|(line, _)| line.to_string() + "\n").collect::<String>() + "{\"id\": no}";
    let refused = lines.len();
    for more in [&["--check"][..], &[]] {
        let (count, told) = import(config, host, &file, more).await?;
        ensure!((&count["imported"], &count["refused"]) == (&json!(1), &json!(refused)), "{count} {told}");
        for (n, (_, why)) in (1..).zip(&lines).skip(1) {
            let said = told.lines().any(|line| line.starts_with(&format!("line {n}: ")) && line.contains(why));
            ensure!(said, "line {n}, {why}: {told}");
        }
        ensure!(
            told.contains(&format!(
                "line {}: cannot read the line: it is no JSON from its character 9 on",
                refused + 1
            )),
            "{told}"
        );
        for ours in ["i64", "missing field", "invalid type", "documented form"] {
            ensure!(!told.contains(ours), "{ours}: {told}");
        }
    }
    Ok(())
}
