//! `export`: a board to stdout.

use traceboard_client::Api;
use traceboard_protocol::Export;

use crate::{
    cli::{ExportArgs, ExportFormat},
    misuse::Mistakes,
    output, profile, retry,
};

/// Writes the board as it arrives, so that its size is nobody's trouble.
pub(crate) async fn export(args: ExportArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.none(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    let format = match args.format {
        ExportFormat::Jsonl => Export::Jsonl,
        ExportFormat::Md => Export::Md,
    };
    let mut pieces = retry::patiently(|| api.export(format)).await?;
    while let Some(piece) = pieces.next().await? {
        output::bytes(&piece)?;
    }
    Ok(())
}
