//! `export`: writes a board to stdout.

use std::io::{self, IsTerminal};

use indicatif::ProgressBar;
use traceboard_client::Api;
use traceboard_protocol::Export;

use crate::{
    cli::{ExportArgs, ExportFormat},
    misuse::{self, Mistakes},
    output,
    photos::{Folder, Found},
    pod::pod_id,
    profile, progress, retry,
};

/// Writes the board piece by piece as it arrives, so that a large one needs no more memory.
pub(crate) async fn export(args: ExportArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let pod = args.pod.as_deref().and_then(|pod| mistakes.collect(pod_id(pod).map_err(|why| format!("--pod {why}"))));
    if let Some(folder) = &args.photos {
        mistakes.collect(misuse::path("--photos", folder));
    }
    let photos = args.photos.as_deref().map(Folder::at);
    if photos.is_some() && args.format != ExportFormat::Jsonl {
        mistakes.collect::<()>(Err("--photos: only with --format jsonl, whose lines name them"));
    }
    if args.format == ExportFormat::Zip && io::stdout().is_terminal() {
        mistakes
            .collect::<()>(Err("--format zip: it is no text for a terminal; write it to a file with `> board.zip`"));
    }
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let api = pod.map_or(api.clone(), |pod| api.in_pod(pod));
    let format = match args.format {
        ExportFormat::Jsonl => Export::Jsonl,
        ExportFormat::Md => Export::Md,
        ExportFormat::Zip => Export::Zip,
    };
    let mut pieces = retry::call(|| api.export(format)).await?;
    // If stdout is the terminal, the board itself shows the progress.
    let bar = if io::stdout().is_terminal() { ProgressBar::hidden() } else { progress::bar(None) };
    let mut found = Found::default();
    while let Some(piece) = pieces.next().await? {
        output::bytes(&piece)?;
        if photos.is_some() {
            found.add(&piece);
        }
        bar.inc(piece.len() as u64);
    }
    bar.finish_and_clear();
    match photos {
        Some(folder) => folder.fill(&api, found.all()).await,
        None => Ok(()),
    }
}
