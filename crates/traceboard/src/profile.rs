//! Profiles: files that keep sessions, so that a link is redeemed once and can then be used again and again.

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

/// How many profiles are searched, and how many numbers are tried to find a free name.
const PROFILES_MAX: usize = 1000;

/// A profile file.
#[derive(Debug, Serialize, Deserialize)]
struct Profile {
    /// A hash of the link that it was made with, so that the file doesn't hold the link.
    link: Uuid,
    /// The id of the join request. It is written before the link is redeemed, so that a request whose answer was lost is
    /// completed by the next command and doesn't make a second member.
    request: EntryId,
    /// The name of the new member; none where the link signs in a member who exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Absent until the link is redeemed.
    session: Option<Session>,
}

/// The name of a new member where neither `--name` nor the user's name is known.
const DEFAULT_NAME: &str = "traceboard";

/// What `--circle` names.
#[derive(Debug)]
pub(crate) enum Target {
    /// A link, redeemed or not.
    Link(Link),
    /// The name of a profile, which may not exist.
    Saved(String),
}

/// Parses `--circle`, `--name` and `--save-as`, without asking a server.
pub(crate) fn target(args: &CircleArgs, mistakes: &mut Mistakes) -> Option<Target> {
    if let Some(called) = args.save_as.as_deref().filter(|called| !is_name(called)) {
        mistakes.collect::<()>(Err(format!("--save-as {called:?}: letters, digits, - and _ are taken")));
    }
    let name = args.name.as_deref().map(traceboard_protocol::member_name).transpose();
    mistakes.collect(name.map_err(|(_, fault)| format!("--name: {fault}")));
    mistakes.collect(match &args.circle {
        link if link.contains("://") || link.contains("invite") && !is_name(link) => {
            link.parse().map(Target::Link).map_err(|error| format!("--circle: {error}"))
        }
        called if is_name(called) => match folder() {
            Ok(folder) if !path_of(&folder, called).exists() => Err(no_profile(&folder, called)),
            _ => Ok(Target::Saved(called.clone())),
        },
        other => Err(format!("--circle {other:?}: expected a link or the name of a saved profile")),
    })
}

/// The session for a link or a profile. A link without a profile is redeemed, and its session saved.
pub(crate) async fn session(target: Target, args: &CircleArgs) -> anyhow::Result<Session> {
    let folder = folder()?;
    let link = match target {
        Target::Saved(called) => return saved(&folder, &called, args.name.as_deref()),
        Target::Link(link) => link,
    };
    let link_hash = Uuid::new_v5(&link.circle().0, link.secret().as_bytes());
    let found = find(&folder, link_hash, args.name.as_deref())?;
    let is_kept = found.as_ref().is_some_and(|(_, profile)| profile.session.is_some());
    // If two commands run at once, one redeems the link, and the other waits and finds the profile.
    let _lock = if is_kept { None } else { Some(lock(&folder).await?) };
    let found = if is_kept { found } else { find(&folder, link_hash, args.name.as_deref())? };
    if let (Some((path, _)), Some(called)) = (&found, &args.save_as)
        && name_of(path) != *called
    {
        return Misuse::err(format!("--save-as {called}: the link is kept as {} already", name_of(path)));
    }
    let (path, mut profile) = match found {
        Some((_, Profile { session: Some(session), .. })) => {
            // The link may name another server of the same circle, or the same one under a new address.
            return Ok(Session { base: link.base().to_owned(), ..session });
        }
        Some(unfinished) => unfinished,
        None => {
            let (path, name) = free_path(&folder, args, &link).await?;
            let profile = Profile { link: link_hash, request: EntryId(Uuid::now_v7()), name, session: None };
            write(&path, &profile)?;
            (path, profile)
        }
    };
    let redeem = || Api::redeem(&link, profile.request, profile.name.clone(), None);
    match retry::call(redeem).await {
        Ok(session) => profile.session = Some(session),
        Err(error) => {
            // A refused link leaves no profile. If the server wasn't reached, the profile stays, and the next command repeats the
            // request under the same id.
            if !error.may_succeed_later() {
                fs::remove_file(&path).ok();
            }
            return Err(error.into());
        }
    }
    write(&path, &profile)?;
    stderr::line(&format!("signed in; --circle {} works from now on", name_of(&path)));
    profile.session.context("cannot keep the session")
}

fn saved(folder: &Path, called: &str, name: Option<&str>) -> anyhow::Result<Session> {
    match read(&path_of(folder, called)) {
        Ok(Some(Profile { name: Some(theirs), .. })) if name.is_some_and(|name| name != theirs) => {
            Misuse::err(format!("--name: the profile {called} is {theirs}'s; another member needs the link"))
        }
        Ok(Some(Profile { session: Some(session), .. })) => Ok(session),
        Ok(_) => Misuse::err(no_profile(folder, called)),
        Err(error) => Err(error),
    }
}

fn no_profile(folder: &Path, called: &str) -> String {
    format!("--circle {called}: no such profile in {}; give the link once, and its session is saved", folder.display())
}

/// Waits until no other command is making a profile, and locks others out until the file is dropped or the process ends.
async fn lock(folder: &Path) -> anyhow::Result<fs::File> {
    create(folder)?;
    // The folder itself is locked, so that no lock file is needed in it.
    let path = folder.to_owned();
    let locking = tokio::task::spawn_blocking(move || {
        let folder = fs::File::open(path)?;
        folder.lock().map(|()| folder)
    });
    locking.await?.with_context(|| format!("cannot lock {}", folder.display()))
}

/// Creates the folder, readable by its owner alone.
fn create(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// The name to join by. A script may run where no user is known (a container has no `USER`): then it is [`DEFAULT_NAME`].
fn name(args: &CircleArgs) -> String {
    let user = |variable| std::env::var(variable).ok().filter(|user| !user.is_empty());
    args.name.clone().or_else(|| user("USER")).or_else(|| user("LOGNAME")).unwrap_or_else(|| DEFAULT_NAME.to_owned())
}

/// The path of a new profile for a link, and the name to join by. Asks the server what the link is for, which doesn't use it up.
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
    free.map(|path| (path, name)).context("cannot save a profile: its name is taken, with all numbers behind it")
}

fn slug(words: &str) -> String {
    let kept: String =
        words.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    kept.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").chars().take(40).collect()
}

fn is_name(text: &str) -> bool {
    (1..=100).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// The folder of profiles, by the XDG Base Directory Specification.
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

fn name_of(path: &Path) -> String {
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
        // Other files in the folder are skipped.
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

/// Writes a profile atomically, readable by its owner alone.
fn write(path: &Path, profile: &Profile) -> anyhow::Result<()> {
    let folder = path.parent().context("cannot save a profile without a folder")?;
    create(folder)?;
    let temporary = path.with_extension(format!("{}.part", Uuid::now_v7()));
    let written = || -> io::Result<()> {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
        file.write_all(serde_json::to_string_pretty(profile)?.as_bytes())?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    };
    written().with_context(|| format!("cannot save profile {}", path.display()))
}
