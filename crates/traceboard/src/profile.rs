//! Sessions kept in files, so that a link is redeemed once and goes on working.

use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use traceboard_board::EntryId;
use traceboard_client::{Api, Link, Session};
use traceboard_protocol::InviteKind;
use uuid::Uuid;

use crate::{
    cli::CircleArgs,
    misuse::{Mistakes, Misuse},
    retry, stderr,
};

/// How many profiles are looked through, and how many numbers are tried to find a free name.
const PROFILES_MAX: usize = 1000;

/// A profile file.
#[derive(Debug, Serialize, Deserialize)]
struct Profile {
    /// Which link it was made with, without telling the link.
    link: Uuid,
    /// The id of the joining. Written before the link is redeemed, so that a joining that was cut off is completed
    /// rather than repeated.
    request: EntryId,
    /// The name to join by; none where the link signs someone in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Absent until the link is redeemed.
    session: Option<Session>,
}

/// Who joins where no name is given and nobody is signed in to the machine.
const PROGRAM: &str = "traceboard";

/// What `--circle` names.
#[derive(Debug)]
pub(crate) enum Target {
    /// A link, redeemed or not.
    Link(Link),
    /// A saved profile, there or not.
    Saved(String),
}

/// Reads `--circle` and what goes with it, before anything is asked of a server.
pub(crate) fn target(args: &CircleArgs, mistakes: &mut Mistakes) -> Option<Target> {
    if let Some(called) = args.save_as.as_deref().filter(|called| !is_name(called)) {
        mistakes.collect::<()>(Err(format!("--save-as {called:?}: letters, digits, - and _ are taken")));
    }
    let name = args.name.as_deref().map(traceboard_protocol::member_name).transpose();
    mistakes.collect(name.map_err(|(_, fault)| format!("--name: {fault}")));
    mistakes.collect(match &args.circle {
        link if link.contains("://") => link.parse().map(Target::Link).map_err(|error| format!("--circle: {error}")),
        called if is_name(called) => Ok(Target::Saved(called.clone())),
        other => Err(format!("--circle {other:?}: expected a link or the name of a saved profile")),
    })
}

/// The session for a link or a saved profile's name. A link is redeemed where no profile has it yet.
pub(crate) async fn session(target: Target, args: &CircleArgs) -> anyhow::Result<Session> {
    let folder = folder()?;
    let link = match target {
        Target::Saved(called) => return saved(&folder, &called, args.name.as_deref()),
        Target::Link(link) => link,
    };
    let print = Uuid::new_v5(&link.circle().0, link.secret().as_bytes());
    let found = find(&folder, print, args.name.as_deref())?;
    let is_kept = found.as_ref().is_some_and(|(_, profile)| profile.session.is_some());
    // Of two commands at once one redeems the link, and the other finds what it kept.
    let _alone = if is_kept { None } else { Some(alone(&folder).await?) };
    let found = if is_kept { found } else { find(&folder, print, args.name.as_deref())? };
    if let (Some((path, _)), Some(called)) = (&found, &args.save_as)
        && stem(path) != *called
    {
        return Misuse::err(format!("--save-as {called}: the link is kept as {} already", stem(path)));
    }
    let (path, mut profile) = match found {
        Some((_, Profile { session: Some(session), .. })) => {
            // The link may name another server of the same circle, or the same one under a new address.
            return Ok(Session { base: link.base().to_owned(), ..session });
        }
        Some(begun) => begun,
        None => {
            let (path, name) = free_path(&folder, args, &link).await?;
            let profile = Profile { link: print, request: EntryId(Uuid::now_v7()), name, session: None };
            write(&path, &profile)?;
            (path, profile)
        }
    };
    let redeem = || Api::redeem(&link, profile.request, profile.name.clone(), None);
    match retry::call(redeem).await {
        Ok(session) => profile.session = Some(session),
        Err(error) => {
            // A link that is refused leaves nothing behind; one that couldn't be reached is tried again under its id.
            if !error.may_succeed_later() {
                fs::remove_file(&path).ok();
            }
            return Err(error.into());
        }
    }
    write(&path, &profile)?;
    stderr::line(&format!("signed in; --circle {} works from now on", stem(&path)));
    profile.session.context("cannot keep the session")
}

fn saved(folder: &Path, called: &str, name: Option<&str>) -> anyhow::Result<Session> {
    match read(&path_of(folder, called)) {
        Ok(Some(Profile { name: Some(theirs), .. })) if name.is_some_and(|name| name != theirs) => {
            Misuse::err(format!("--name: the profile {called} is {theirs}'s; whoever else comes in needs the link"))
        }
        Ok(Some(Profile { session: Some(session), .. })) => Ok(session),
        Ok(_) => Misuse::err(format!(
            "--circle {called}: no such profile in {}; give the link once, and it is kept",
            folder.display()
        )),
        Err(error) => Err(error),
    }
}

/// Waits until no other command makes a profile, and keeps others from it until the file is dropped, or its process is gone.
async fn alone(folder: &Path) -> anyhow::Result<fs::File> {
    make(folder)?;
    // The folder itself is locked, so that no other file is left in it.
    let path = folder.to_owned();
    let locking = tokio::task::spawn_blocking(move || {
        let folder = fs::File::open(path)?;
        folder.lock().map(|()| folder)
    });
    locking.await?.with_context(|| format!("cannot lock {}", folder.display()))
}

/// Makes the folder, which only its owner can read.
fn make(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// The name to join by. Where a script runs nobody may be signed in (a container knows no `USER`): then the program goes by
/// its own name.
fn name(args: &CircleArgs) -> String {
    let user = |variable| std::env::var(variable).ok().filter(|user| !user.is_empty());
    args.name.clone().or_else(|| user("USER")).or_else(|| user("LOGNAME")).unwrap_or_else(|| PROGRAM.to_owned())
}

/// Where the profile of a link will be. Asks what the link is for, which uses nothing up.
async fn free_path(folder: &Path, args: &CircleArgs, link: &Link) -> anyhow::Result<(PathBuf, Option<String>)> {
    let info = retry::call(|| Api::look(link)).await?;
    let name = (info.kind == InviteKind::Join).then(|| name(args));
    let who = name.clone().or_else(|| info.member?.name).unwrap_or_default();
    if let Some(called) = &args.save_as {
        let path = path_of(folder, called);
        if path.exists() {
            return Misuse::err(format!("--save-as {called}: there is such a profile already"));
        }
        return Ok((path, name));
    }
    let called = [slug(&info.circle), slug(&who)].join("-");
    let called = called.trim_matches('-');
    let called = if called.is_empty() { "circle" } else { called };
    let numbered = (2..PROFILES_MAX).map(|number| format!("{called}-{number}"));
    let mut paths = std::iter::once(called.to_owned()).chain(numbered).map(|name| path_of(folder, &name));
    let free = paths.find(|path| !path.exists());
    free.map(|path| (path, name)).context("cannot save a profile: its name is taken a thousand times")
}

fn slug(words: &str) -> String {
    let kept: String =
        words.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    kept.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").chars().take(40).collect()
}

fn is_name(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Where profiles are kept, by the XDG Base Directory Specification.
fn folder() -> anyhow::Result<PathBuf> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    match set("XDG_CONFIG_HOME").or_else(|| set("HOME").map(|home| home.join(".config"))) {
        Some(base) => Ok(base.join("traceboard")),
        None => Misuse::err("cannot find the profiles: neither XDG_CONFIG_HOME nor HOME is set"),
    }
}

fn path_of(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.json"))
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn find(folder: &Path, link: Uuid, name: Option<&str>) -> anyhow::Result<Option<(PathBuf, Profile)>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        entries => entries.with_context(|| format!("cannot read {}", folder.display()))?,
    };
    for entry in entries.flatten().take(PROFILES_MAX) {
        let path = entry.path();
        let is_profile = path.extension().is_some_and(|extension| extension == "json");
        // A file that is no profile of ours must not keep this link from working.
        if is_profile
            && let Ok(Some(profile)) = read(&path)
            && profile.link == link
            && (name.is_none() || profile.name.is_none() || profile.name.as_deref() == name)
        {
            return Ok(Some((path, profile)));
        }
    }
    Ok(None)
}

fn read(path: &Path) -> anyhow::Result<Option<Profile>> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        bytes => {
            let bytes = bytes.with_context(|| format!("cannot read profile {}", path.display()))?;
            serde_json::from_slice(&bytes).map(Some).with_context(|| format!("cannot read profile {}", path.display()))
        }
    }
}

/// Writes a profile that only its owner can read, whole or not at all.
fn write(path: &Path, profile: &Profile) -> anyhow::Result<()> {
    let folder = path.parent().context("cannot save a profile without a folder")?;
    make(folder)?;
    let beside = path.with_extension(format!("{}.part", Uuid::now_v7()));
    let written = || -> io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        file.write_all(serde_json::to_string_pretty(profile)?.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    written().with_context(|| format!("cannot save profile {}", path.display()))
}
