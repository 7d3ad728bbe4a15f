//! The settings of `serve`, parsed from its flags. All mistakes are reported together, before any port opens.

use std::{net::SocketAddr, path::PathBuf};

use traceboard_server::{Config, NewCircle, PublicUrl};

use crate::{
    cli::ServeArgs,
    limits,
    misuse::{self, Mistakes},
};

/// A server as it will be started.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) listen: SocketAddr,
    pub(crate) store: Store,
    pub(crate) config: Config,
    pub(crate) circle: NewCircle,
    /// Whether a first circle may be founded.
    pub(crate) founds: bool,
    pub(crate) json: bool,
}

/// Where the log is kept.
#[derive(Clone)]
pub(crate) enum Store {
    /// In this folder.
    Folder(PathBuf),
    /// In Redis, by a URL that may hold a password.
    Redis(String),
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => f.debug_tuple("Folder").field(folder).finish(),
            Self::Redis(_) => f.write_str("Redis(***)"),
        }
    }
}

impl Settings {
    /// Parses all flags before it reports mistakes, together with those that `mistakes` holds already.
    pub(crate) fn read(args: &ServeArgs, mut mistakes: Mistakes) -> anyhow::Result<Self> {
        let listen = mistakes.collect(misuse::listen(&args.listen));
        let public_url = args.public_url.as_deref().map(str::parse::<PublicUrl>).transpose();
        let public_url = mistakes.collect(public_url.map_err(|error| format!("--public-url: {error}")));
        let store = mistakes.collect(store(args));
        let name = traceboard_protocol::circle_name(&args.circle_name);
        let name = mistakes.collect(name.map_err(|(_, fault)| format!("--circle-name: {fault}")));
        let limits = limits::read(&args.limits, &mut mistakes);
        let all = (|| Some((listen?, public_url?, store?, name?, limits?)))();
        let (listen, public_url, store, name, limits) = mistakes.finish(all)?;
        let elsewhere = (!args.no_sisters_elsewhere).then_some(traceboard_client::trusted as _);
        let search_folder = match &store {
            Store::Folder(folder) => Some(folder.clone()),
            Store::Redis(_) => None,
        };
        let push = (!args.no_push).then_some(traceboard_client::trusted as _);
        let push_to_private = args.push_to_private;
        let webhooks = (!args.no_webhooks).then_some(traceboard_client::trusted as _);
        let webhooks_to_private = args.webhooks_to_private;
        let config = Config {
            public_url,
            elsewhere,
            push,
            push_to_private,
            webhooks,
            webhooks_to_private,
            founding: !args.no_more_circles,
            search_folder,
            ..limits
        };
        let circle = NewCircle { name, ..NewCircle::default() };
        Ok(Self { listen, store, config, circle, founds: !args.no_found, json: args.json })
    }
}

fn store(args: &ServeArgs) -> Result<Store, String> {
    match (&args.data, &args.redis) {
        (Some(_), Some(_)) => Err("--data and --redis: the log is kept in one of them; name only one".to_owned()),
        (Some(folder), None) if folder.is_empty() => Err("--data: expected a folder".to_owned()),
        (Some(folder), None) => misuse::path("--data", folder).map(Store::Folder),
        (None, Some(url)) if ["redis://", "rediss://", "unix://"].iter().any(|scheme| url.starts_with(scheme)) => {
            Ok(Store::Redis(url.clone()))
        }
        // The URL may hold a password, so it isn't repeated.
        (None, Some(_)) => Err("--redis: expected a URL like redis://host:port/, or rediss:// with TLS".to_owned()),
        (None, None) => data_folder().map(Store::Folder),
    }
}

/// The folder for a program's data by the XDG Base Directory Specification.
fn data_folder() -> Result<PathBuf, String> {
    let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")));
    let missing = || "--data: no folder is named, and neither XDG_DATA_HOME nor HOME is set".to_owned();
    base.map(|base| base.join("traceboard")).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::LimitArgs;

    #[test]
    fn all_mistakes_are_reported_together_without_the_password() {
        let args = ServeArgs {
            listen: "nowhere".to_owned(),
            data: Some("a".to_owned()),
            redis: Some("redis://user:secret@host/".to_owned()),
            public_url: Some("board.example/path".to_owned()),
            circle_name: String::new(),
            no_found: false,
            no_more_circles: false,
            no_sisters_elsewhere: false,
            no_push: false,
            push_to_private: false,
            no_webhooks: false,
            webhooks_to_private: false,
            json: false,
            limits: LimitArgs { connections: "0".to_owned(), idle_close: "soon".to_owned(), ..LimitArgs::default() },
        };
        let told = Settings::read(&args, Mistakes::default()).unwrap_err().to_string();
        for flag in ["--listen", "--data and --redis", "--public-url", "--circle-name", "--connections", "--idle-close"]
        {
            assert!(told.contains(flag), "{flag} is missing in {told}");
        }
        assert!(!told.contains("secret"));
    }
}
