//! Files that are generated from the code, and committed, so that a reader needs no build and a change shows in its
//! diff.

use std::{fs, process::Command};

use anyhow::{Context as _, bail};

use crate::checkout::{Checkout, cargo, output};

/// The parts of pages between `<!-- generated: name -->` and `<!-- end -->`.
const PARTS: &[(&str, &str)] =
    &[("docs/PROTOCOL.md", "close-codes"), ("docs/PROTOCOL.md", "errors"), ("docs/OPERATIONS.md", "settings")];

/// Builds what is needed, and writes every generated file.
pub(crate) fn write(checkout: &Checkout) -> anyhow::Result<()> {
    build(checkout)?;
    for (file, text) in made(checkout)? {
        if fs::read_to_string(checkout.path(&file)).ok().as_deref() != Some(&text) {
            fs::write(checkout.path(&file), text).with_context(|| format!("cannot write {file}"))?;
            println!("wrote {file}");
        }
    }
    Ok(())
}

/// Builds what is needed, and fails where a generated file is stale.
pub(crate) fn check(checkout: &Checkout) -> anyhow::Result<()> {
    build(checkout)?;
    compare(checkout)
}

/// As [`check`], with everything built already.
pub(crate) fn compare(checkout: &Checkout) -> anyhow::Result<()> {
    let made = made(checkout)?;
    let stale = made
        .iter()
        .filter(|(file, text)| checkout.read(file).ok().as_ref() != Some(text))
        .map(|(file, _)| file.as_str());
    let stale: Vec<&str> = stale.collect();
    if stale.is_empty() {
        println!("{} generated files are as the code makes them", made.len());
        return Ok(());
    }
    bail!("stale: {}; run `cargo xtask generate`", stale.join(", "))
}

/// With the tests' features, so that nothing is compiled twice, but without the tests themselves.
fn build(checkout: &Checkout) -> anyhow::Result<()> {
    let status = Command::new(cargo())
        .args(["build", "--workspace", "--bins", "--examples", "--locked"])
        .current_dir(&checkout.root)
        .status()
        .context("cannot run cargo build")?;
    if status.success() { Ok(()) } else { bail!("cannot build what makes the files") }
}

/// Every generated file with its present content.
fn made(checkout: &Checkout) -> anyhow::Result<Vec<(String, String)>> {
    let mut files = vec![
        ("web/src/protocol.ts".to_owned(), example(checkout, "typescript", &[])?),
        ("docs/openapi.json".to_owned(), example(checkout, "openapi", &[])?),
    ];
    for (file, part) in PARTS {
        let text = match files.iter().position(|(name, _)| name == file) {
            Some(at) => files.swap_remove(at).1,
            None => checkout.read(file)?,
        };
        let made = match *part {
            "settings" => format!("```\n{}\n```\n", help(checkout)?),
            table => example(checkout, "tables", &[table])?,
        };
        let text = put(&text, part, &made).with_context(|| format!("cannot generate {part} of {file}"))?;
        files.push(((*file).to_owned(), text));
    }
    Ok(files)
}

fn example(checkout: &Checkout, name: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let mut command = Command::new(checkout.built(&format!("examples/{name}")));
    let text = output(command.args(arguments), &format!("run the example {name}"))?;
    Ok(format!("{}\n", text.trim_end()))
}

/// The output of `traceboard serve --help`, independent of this environment.
fn help(checkout: &Checkout) -> anyhow::Result<String> {
    let mut command = Command::new(checkout.built("traceboard"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TRACEBOARD_") {
            command.env_remove(name);
        }
    }
    let text = output(command.args(["serve", "--help"]), "run traceboard serve --help")?;
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    Ok(lines.join("\n"))
}

/// Puts a part between its marks.
fn put(page: &str, part: &str, made: &str) -> anyhow::Result<String> {
    let mark = format!("<!-- generated: {part} -->\n");
    let (head, rest) = page.split_once(&mark).with_context(|| format!("there is no {}", mark.trim_end()))?;
    let (_, tail) = rest.split_once("<!-- end -->").context("its end mark is missing")?;
    Ok(format!("{head}{mark}{made}<!-- end -->{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_replaced_between_its_marks_and_nothing_else_changes() -> anyhow::Result<()> {
        let page = "a\n<!-- generated: x -->\nold\n<!-- end -->\nb\n<!-- generated: y -->\n<!-- end -->\n";
        let put_once = put(page, "x", "new\n")?;
        assert_eq!(put_once, page.replace("old", "new"));
        assert_eq!(put(&put_once, "x", "new\n")?, put_once);
        assert!(put(page, "z", "new\n").is_err());
        Ok(())
    }
}
