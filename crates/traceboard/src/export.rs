//! `export`: a board to stdout.

use std::io::Write;

use traceboard_client::Api;
use traceboard_protocol::Export;

use crate::{
    cli::{ExportArgs, ExportFormat},
    profile, retry,
};

/// Writes the board as it arrives, so that its size is nobody's trouble.
pub(crate) async fn export(args: ExportArgs) -> anyhow::Result<()> {
    let api = Api::new(&profile::session(&args.circle).await?)?;
    let format = match args.format {
        ExportFormat::Jsonl => Export::Jsonl,
        ExportFormat::Md => Export::Md,
    };
    let mut pieces = retry::patiently(|| api.export(format)).await?;
    while let Some(piece) = pieces.next().await? {
        std::io::stdout().lock().write_all(&piece)?;
    }
    Ok(std::io::stdout().lock().flush()?)
}
