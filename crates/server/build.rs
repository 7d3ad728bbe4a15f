//! Builds the page into `$OUT_DIR/web`, from where it is embedded.
//!
//! Runs again only when the page's sources, its lock or the environment changed. With `TRACEBOARD_WEB_DIST` set to a
//! folder that holds a built page, Node.js isn't needed.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What the page is made from, below `web/`; its tests and tools aren't among it.
const SOURCES: [&str; 9] = [
    "src",
    "scripts",
    "public",
    "index.html",
    "wall.html",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
];
/// The oldest Node.js that vite runs on.
const NODE_MIN: (u32, u32) = (20, 19);
const NODE_MISSING: &str = "the web front end needs Node.js 20.19 or newer (https://nodejs.org): install it, or set \
     TRACEBOARD_WEB_DIST to a folder with a built page";

fn main() {
    if let Err(why) = build() {
        println!("cargo::error={}", why.replace('\n', " "));
        std::process::exit(1);
    }
}

fn build() -> Result<(), String> {
    println!("cargo::rerun-if-env-changed=TRACEBOARD_WEB_DIST");
    println!("cargo::rerun-if-env-changed=TRACEBOARD_LANGUAGES");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets no OUT_DIR")?).join("web");
    if let Some(dist) = env::var_os("TRACEBOARD_WEB_DIST").filter(|dist| !dist.is_empty()) {
        return take_built(Path::new(&dist), &out);
    }
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo sets no CARGO_MANIFEST_DIR")?);
    let web = manifest.join("../../web").canonicalize().map_err(|error| format!("cannot find web/: {error}"))?;
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", web.join(source).display());
    }
    check_node()?;
    install(&web)?;
    let mut build = Command::new("node");
    build.current_dir(&web).arg("scripts/build.js").arg(&out);
    // A release has the languages of people only.
    if env::var("PROFILE").is_ok_and(|profile| profile == "debug") {
        build.env("TRACEBOARD_PSEUDO", "1");
    }
    run(build, "build the page")?;
    check_index(&out)
}

/// Takes a page that was built elsewhere.
fn take_built(dist: &Path, out: &Path) -> Result<(), String> {
    if !dist.is_absolute() {
        return Err(format!("TRACEBOARD_WEB_DIST must be an absolute path, and {} is not", dist.display()));
    }
    println!("cargo::rerun-if-changed={}", dist.display());
    check_index(dist)?;
    if out.exists() {
        fs::remove_dir_all(out).map_err(|error| format!("cannot empty {}: {error}", out.display()))?;
    }
    copy(dist, out).map_err(|error| format!("cannot copy {}: {error}", dist.display()))
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

fn check_index(dist: &Path) -> Result<(), String> {
    let index = dist.join("index.html");
    if index.is_file() { Ok(()) } else { Err(format!("there is no {}: this is not a built page", index.display())) }
}

fn check_node() -> Result<(), String> {
    let output = Command::new("node").arg("--version").output().map_err(|_| NODE_MISSING.to_owned())?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) if (major, minor) >= NODE_MIN => Ok(()),
        _ => Err(format!("{NODE_MISSING}; `node --version` says {version:?}")),
    }
}

/// Installs what the lock names, unless a stamp says that just this lock is installed.
fn install(web: &Path) -> Result<(), String> {
    let lock = fs::read(web.join("package-lock.json")).map_err(|error| format!("cannot read the lock: {error}"))?;
    let stamp = web.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    // On Windows npm is a script that only a shell finds.
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(web).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]);
    run(npm, "install the page's packages")?;
    fs::write(&stamp, lock).map_err(|error| format!("cannot write {}: {error}", stamp.display()))
}

fn run(mut command: Command, what: &str) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("cannot {what}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("cannot {what}: {}", String::from_utf8_lossy(&said).trim()))
}
