//! `rest`: a member rests until they do something.

use traceboard_client::Api;
use traceboard_protocol::Deed;

use crate::{cli::RestArgs, misuse::Mistakes, post, profile};

/// Rests, and prints the id of the entry that says so.
pub(crate) async fn rest(args: RestArgs, mut mistakes: Mistakes) -> anyhow::Result<()> {
    let target = profile::target(&args.circle, &mut mistakes);
    let target = mistakes.finish(target)?;
    let api = Api::new(&profile::session(target, &args.circle).await?)?;
    post::deed(&api, Deed::Rest, "rest", args.json).await
}
